"""All rules: what each finds, why it happens, and examples that are tests and documentation at once."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from annotate.model import Fault, Rule
from annotate.normalize.proposal import Detector
from annotate.normalize.rules.articles import article_sound
from annotate.normalize.rules.capitals import capital_inside_sentence, capital_missing
from annotate.normalize.rules.chinese import surname_lower_case, unit_split
from annotate.normalize.rules.names import name_inflected, name_respelt
from annotate.normalize.rules.phrases import name_translated, term_tortured
from annotate.normalize.rules.spelling import misspelling, words_glued
from annotate.normalize.rules.typography import (
    mark_doubled,
    space_before_mark,
    space_missing,
    subject_doubled,
    word_doubled,
)

SPUN = "Erstwhile the council met, it besides approved the fresh budget. The mayor utilized to be a teacher."
PLAIN = "When the council met, it also approved the new budget. The mayor used to be a teacher."
"""Sentences with so many traces of a spinner that the judged rules have their document, and what they were."""

RULES: tuple[Rule, ...] = (
    Rule(
        "word-spun",
        "A word stands where a synonym spinner put it, in place of the translator's word.",
        "Spinners replace words by thesaurus entries without looking at the sense: “fresh” for “new”, “besides” for"
        " “also”, “specified” for “such”. The pair, the neighbouring words and the rest of the text must agree"
        " before the word is put back.",
        examples=(
            (
                f"{SPUN} The mayor besides opened the school.",
                f"{PLAIN} The mayor also opened the school.",
            ),
            ("Besides bread, they sold fresh fish.", "Besides bread, they sold fresh fish."),
        ),
    ),
    Rule(
        "name-word-spun",
        "A lower-case common word stands inside a name whose own word a spinner replaced.",
        "Spinners do not see names and write every replacement in lower case: “the ultimate Court”, “fresh York”.",
        examples=(
            (
                f"{SPUN} He took the case to the ultimate Court.",
                f"{PLAIN} He took the case to the Supreme Court.",
            ),
            ("It was his ultimate goal.", "It was his ultimate goal."),
        ),
    ),
    Rule(
        "digit-for-word",
        "A number that good English writes as a word stands as a digit.",
        "Spinners turn every number word into digits, also in idioms: “1 of the founders”, “on the 1 hand”.",
        fault=Fault.VARIANT,
        examples=(
            (
                f"{SPUN} She is 1 of the founders.",
                f"{PLAIN} She is one of the founders.",
            ),
            ("The office opens on 1 January at 9 a.m.", "The office opens on 1 January at 9 a.m."),
        ),
    ),
    Rule(
        "word-inserted",
        "A filler word was put in that the translation never had.",
        "Spinners pad common phrases: “is a” becomes “is simply a”.",
        examples=(
            (
                f"{SPUN} It was simply a success.",
                f"{PLAIN} It was a success.",
            ),
            ("It is simply too late.", "It is simply too late."),
        ),
    ),
    Rule(
        "name-inflected",
        "A name carries a case ending of the language it was translated from.",
        "Translation from a Slavic language leaves the ending on names (“Lei Juna” for “Lei Jun”), or takes off more"
        " than belongs to it (“Nawrock”). It is undone only where the base form stands in the same text, or in the"
        " table or the register of a profile that the text belongs to, with a given name or an office before it.",
        fault=Fault.VARIANT,
        examples=(
            (
                "Shen Kaidong founded the firm. The board praised Shen Kaidonga.",
                "Shen Kaidong founded the firm. The board praised Shen Kaidong.",
            ),
            (
                "The Sejm met in Warsaw. Tusk answered Czarnka and Ziobra.",
                "The Sejm met in Warsaw. Tusk answered Czarnek and Ziobro.",
            ),
            ("The board praised Shen Kaidonga.", "The board praised Shen Kaidonga."),
            (
                "The Sejm met in Warsaw. Stanisław Pawłowskiego spoke after Minister Kwiecińskiej.",
                "The Sejm met in Warsaw. Stanisław Pawłowski spoke after Minister Kwiecińska.",
            ),
            (
                "In Warsaw, Tusk spoke of Trumpa, of Bidena and of Wołodymyr Zełenskiego.",
                "In Warsaw, Tusk spoke of Trump, of Biden and of Volodymyr Zelensky.",
            ),
            ("In Warsaw, Tusk met president Zelenski.", "In Warsaw, Tusk met president Zelenski."),
            ("A song by Ziobra was played in Lisbon.", "A song by Ziobra was played in Lisbon."),
        ),
    ),
    Rule(
        "name-respelt",
        "A name is spelt or translated as if it were English.",
        "Engines translate given names and drop the marks of letters: “Simon Holownia” for “Szymon Hołownia”.",
        fault=Fault.VARIANT,
        examples=(
            (
                "Simon Holownia spoke in the Sejm, and Władysław Kosiniak-Kamish in Warsaw.",
                "Szymon Hołownia spoke in the Sejm, and Władysław Kosiniak-Kamysz in Warsaw.",
            ),
            (
                "In Warsaw the Sejm heard Luke Wiśniewski.",
                "In Warsaw the Sejm heard Łukasz Wiśniewski.",
            ),
            (
                "In Warsaw the Sejm heard Borys Booth. A booth stood outside.",
                "In Warsaw the Sejm heard Borys Budka. A booth stood outside.",
            ),
            ("In Warsaw the Sejm heard Luke Harding.", "In Warsaw the Sejm heard Luke Harding."),
            ("In Warsaw the Sejm heard Cherie Booth.", "In Warsaw the Sejm heard Cherie Booth."),
            ("Simon met Luke in Lisbon.", "Simon met Luke in Lisbon."),
        ),
    ),
    Rule(
        "name-translated",
        "A name was turned into the words it is made of.",
        "Engines see a common noun where a firm, a paper or a party is meant: “Virtual Poland”, “millet” for Xiaomi."
        " The text must show that it speaks of such things.",
        examples=(
            (
                "The Sejm met in Warsaw, Virtual Poland wrote.",
                "The Sejm met in Warsaw, Wirtualna Polska wrote.",
            ),
            (
                "Lei Jun showed the new Redmi. The shares of millet rose, and millet's price.",
                "Lei Jun showed the new Redmi. The shares of Xiaomi rose, and Xiaomi's price.",
            ),
            ("Farmers sow millet and red rice.", "Farmers sow millet and red rice."),
        ),
    ),
    Rule(
        "term-tortured",
        "A fixed term of a field stands in other words.",
        "Spinners that hide copied papers replace the words of terms too: “counterfeit consciousness” (Cabanac, Labbé"
        " and Magazinov 2021 call them tortured phrases). Nobody who knows the field writes so.",
        examples=(
            (
                "Counterfeit consciousness needs colossal information.",
                "Artificial intelligence needs big data.",
            ),
            ("He was a man of profound learning.", "He was a man of profound learning."),
        ),
    ),
    Rule(
        "unit-split",
        "A figure stands before a Chinese unit of counting.",
        "Chinese counts in ten thousands and hundred millions; engines translate figure and unit each alone.",
        fault=Fault.VARIANT,
        examples=(
            (
                "It sold 3.7 A hundred million phones in 12 ten thousand shops.",
                "It sold 370 million phones in 120,000 shops.",
            ),
            (
                "Ten thousand people came, a hundred million watched.",
                "Ten thousand people came, a hundred million watched.",
            ),
        ),
    ),
    Rule(
        "surname-lower-case",
        "A Chinese surname stands in lower case.",
        "Engines do not know a surname alone for a name. The text must have the full name with capitals.",
        examples=(
            (
                "In Beijing, Xiong Wei spoke of Xiaomi. Later xiong left.",
                "In Beijing, Xiong Wei spoke of Xiaomi. Later Xiong left.",
            ),
            (
                "In Beijing, Xiong Wei spoke of Xiaomi and of a brown xiong (熊).",
                "In Beijing, Xiong Wei spoke of Xiaomi and of a brown xiong (熊).",
            ),
            (
                "In Beijing, Long Wei spoke of Xiaomi for a long time.",
                "In Beijing, Long Wei spoke of Xiaomi for a long time.",
            ),
            (
                "In China, Xiaomi is well known. Its shops stand in Beijing.",
                "In China, Xiaomi is well known. Its shops stand in Beijing.",
            ),
        ),
    ),
    Rule(
        "capital-inside-sentence",
        "A function word has a capital in the middle of a sentence.",
        "Engines cut long sentences into pieces, and each piece begins with a capital. Looked for on spun pages only.",
        examples=(
            (
                f"{SPUN} He promised that For two years nothing would change.",
                f"{PLAIN} He promised that for two years nothing would change.",
            ),
            (
                f"{SPUN} – All pay for this – He reminded us.",
                f"{PLAIN} – All pay for this – he reminded us.",
            ),
            ("She read Gone With the Wind aloud.", "She read Gone With the Wind aloud."),
            ("All pay for this – He reminded us.", "All pay for this – He reminded us."),
        ),
    ),
    Rule(
        "capital-missing",
        "A nationality, a day or a month is written in lower case.",
        "Most languages write them so, and spinners write everything in lower case.",
        examples=(
            ("A russian pilot landed on friday.", "A Russian pilot landed on Friday."),
            ("They may march to polish the floor.", "They may march to polish the floor."),
            ("gettin lunch at an irish pub", "gettin lunch at an irish pub"),
            ("Some lunch at mcgee's irish pub.", "Some lunch at mcgee's irish pub."),
        ),
    ),
    Rule(
        "article-sound",
        "“a” stands before a vowel sound, or “an” before a consonant.",
        "Nobody repaired the article after the next word was changed. On spun pages the fault lies with the next"
        " word, so there the article is left to the other rules.",
        examples=(
            ("He waited a hour.", "He waited an hour."),
            ("It is a university in an MP's district.", "It is a university in an MP's district."),
            ("The An family lives here.", "The An family lives here."),
            ("But dere's a island in the south.", "But dere's a island in the south."),
        ),
    ),
    Rule(
        "misspelling",
        "A word is misspelt.",
        "Typing and recognition errors, and words an engine invented.",
        examples=(
            ("She publically thanked the goverment.", "She publicly thanked the government."),
            ("They ate mantou and baozi.", "They ate mantou and baozi."),
            ("Our Enemies compleated their Designs.", "Our Enemies compleated their Designs."),
            ("As you wich, my friend.", "As you wich, my friend."),
            ("I never forgit a maryed man or enny lady.", "I never forgit a maryed man or enny lady."),
        ),
    ),
    Rule(
        "words-glued",
        "Two words are run together.",
        "A line break, a tag or a footnote mark was lost between them.",
        examples=(
            (
                "He reformed the systemwhich nobody understood.",
                "He reformed the system, which nobody understood.",
            ),
            ("It was an iPhone from eBay.", "It was an iPhone from eBay."),
            ("The injector passed the Forand bill.", "The injector passed the Forand bill."),
        ),
    ),
    Rule(
        "space-before-mark",
        "A space stands before a comma or a stop.",
        "Chinese typesetting and careless joining of pieces leave it behind.",
        fault=Fault.VARIANT,
        examples=(
            ("The price rose , he said .", "The price rose, he said."),
            ("He waited ... and left.", "He waited ... and left."),
        ),
    ),
    Rule(
        "space-missing",
        "No space stands between two sentences.",
        "A line break was lost when the page was copied.",
        fault=Fault.VARIANT,
        examples=(
            ("We went home.Then it rained.", "We went home. Then it rained."),
            ("Write to info@example.Org today.", "Write to info@example.Org today."),
        ),
    ),
    Rule(
        "mark-doubled",
        "A comma or stop stands twice.",
        "A word between them was taken out, or two pieces were joined. Looked for on spun pages only.",
        fault=Fault.VARIANT,
        examples=(
            (f"{SPUN} He came,, and went.", f"{PLAIN} He came, and went."),
            (f"{SPUN} He came... He went..", f"{PLAIN} He came... He went."),
            ("He came,, and went..", "He came,, and went.."),
            ("Is it so?! ... Wait.", "Is it so?! ... Wait."),
        ),
    ),
    Rule(
        "word-doubled",
        "A short function word stands twice.",
        "Decoders that lose track of attention repeat short words; so do hurried editors.",
        examples=(
            ("He drew the the sword.", "He drew the sword."),
            ("I know that that is so.", "I know that that is so."),
            ("Um, I saw the the man. He was there.", "Um, I saw the the man. He was there."),
            ("It was a conced- -- I saw the the man.", "It was a conced- -- I saw the the man."),
        ),
    ),
    Rule(
        "subject-doubled",
        "A pronoun stands right after the name it repeats.",
        "Engines cut a long sentence before its verb and give the piece a subject of its own. Looked for on spun"
        " pages only.",
        examples=(
            (
                f"{SPUN} The head of the court Anna Kampa She resigned in May.",
                f"{PLAIN} The head of the court Anna Kampa resigned in May.",
            ),
            ("To Anna Kampa he said nothing.", "To Anna Kampa he said nothing."),
        ),
    ),
)

DETECTORS: Mapping[str, Detector] = MappingProxyType(
    {
        "name-inflected": name_inflected,
        "name-respelt": name_respelt,
        "name-translated": name_translated,
        "term-tortured": term_tortured,
        "unit-split": unit_split,
        "surname-lower-case": surname_lower_case,
        "capital-inside-sentence": capital_inside_sentence,
        "capital-missing": capital_missing,
        "article-sound": article_sound,
        "misspelling": misspelling,
        "words-glued": words_glued,
        "space-before-mark": space_before_mark,
        "space-missing": space_missing,
        "mark-doubled": mark_doubled,
        "word-doubled": word_doubled,
        "subject-doubled": subject_doubled,
    }
)
"""The rules that look for themselves; the others are decided by the judge over the lexicon."""


def rules_by_name() -> Mapping[str, Rule]:
    """Every rule under its name."""
    return MappingProxyType({rule.name: rule for rule in RULES})
