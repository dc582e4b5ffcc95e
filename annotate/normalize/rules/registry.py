"""All rules: what each finds, why it happens, and examples that are tests and documentation at once."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from annotate.model import Fault, Rule
from annotate.normalize.proposal import Detector
from annotate.normalize.rules.articles import article_sound
from annotate.normalize.rules.names import name_inflected
from annotate.normalize.rules.spelling import misspelling, words_glued
from annotate.normalize.rules.typography import space_before_mark, space_missing, word_doubled

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
                f"{SPUN} The mayor besides announced a fresh school.",
                f"{PLAIN} The mayor also announced a new school.",
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
        "Translation from a Slavic language leaves the ending on foreign names: “Lei Juna” for “Lei Jun”. It is taken"
        " off only where the base form stands in the same text.",
        fault=Fault.VARIANT,
        examples=(
            (
                "Shen Kaidong founded the firm. The board praised Shen Kaidonga.",
                "Shen Kaidong founded the firm. The board praised Shen Kaidong.",
            ),
            ("The board praised Shen Kaidonga.", "The board praised Shen Kaidonga."),
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
        ),
    ),
    Rule(
        "misspelling",
        "A word is misspelt.",
        "Typing and recognition errors, and words an engine invented.",
        examples=(
            ("She publically thanked the goverment.", "She publicly thanked the government."),
            ("They ate mantou and baozi.", "They ate mantou and baozi."),
        ),
    ),
    Rule(
        "words-glued",
        "Two words are run together.",
        "A line break, a tag or a footnote mark was lost between them.",
        examples=(
            (
                "He reformed the systemwhich nobody understood.",
                "He reformed the system which nobody understood.",
            ),
            ("It was an iPhone from eBay.", "It was an iPhone from eBay."),
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
        "word-doubled",
        "A short function word stands twice.",
        "Decoders that lose track of attention repeat short words; so do hurried editors.",
        examples=(
            ("He drew the the sword.", "He drew the sword."),
            ("I know that that is so.", "I know that that is so."),
        ),
    ),
)

DETECTORS: Mapping[str, Detector] = MappingProxyType(
    {
        "name-inflected": name_inflected,
        "article-sound": article_sound,
        "misspelling": misspelling,
        "words-glued": words_glued,
        "space-before-mark": space_before_mark,
        "space-missing": space_missing,
        "word-doubled": word_doubled,
    }
)
"""The rules that look for themselves; the others are decided by the judge over the lexicon."""


def rules_by_name() -> Mapping[str, Rule]:
    """Every rule under its name."""
    return MappingProxyType({rule.name: rule for rule in RULES})
