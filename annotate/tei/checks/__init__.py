"""All checks, in the order of the edition: the file, its ids and pointers, the text, the header.

A check has a code, what is wrong in a sentence, and what to do about it. Codes name the fault and never change.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from annotate.tei.checks import (
    alignment,
    figures,
    file,
    header,
    language,
    links,
    text,
    tokens,
    typography,
)
from annotate.tei.elements import Element
from annotate.tei.findings import Severity
from annotate.tei.inspection import Inspection

Detector: TypeAlias = Callable[[Inspection], Iterator[tuple[Element, str]]]

WARNING, NOTE = Severity.WARNING, Severity.NOTE


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that can be wrong."""

    code: str
    summary: str
    remedy: str
    find: Detector
    severity: Severity = Severity.ERROR


def _nothing(_: Inspection) -> Iterator[tuple[Element, str]]:
    """For what is found before an edition can be inspected, or only in several."""
    return iter(())


CHECKS = (
    Check(
        "not-well-formed",
        "The file is no XML, or no XML that is safe to read.",
        "Mend the place that the message names; entities that name other files are never read.",
        _nothing,
    ),
    Check(
        "not-valid",
        "The schema of the editions does not allow this.",
        "See what the message says is allowed there; `annotate schema` names the schema and its documentation.",
        _nothing,
    ),
    Check(
        "not-tei",
        "The file is XML, but no TEI.",
        "A TEI file begins with TEI in the namespace http://www.tei-c.org/ns/1.0 and has a header and a text.",
        file.other_vocabularies,
    ),
    Check(
        "byte-order-mark",
        "The file begins with a byte order mark.",
        "Save it as UTF-8 without one.",
        file.byte_order_marks,
        WARNING,
    ),
    Check("not-utf-8", "The file is not in UTF-8.", "Save it as UTF-8.", file.other_encodings, WARNING),
    Check(
        "document-type",
        "The file has a document type declaration.",
        "Take it out: a schema is named with an xml-model instruction, characters need no entities.",
        file.document_types,
        WARNING,
    ),
    Check(
        "file-name",
        "The file is not called by the edition's xml:id.",
        "Rename the file, or make the edition again under the new name.",
        file.other_file_names,
        NOTE,
    ),
    Check(
        "duplicate-id",
        "Two elements have the same xml:id.",
        "Give one of them another id, and mend the pointers that meant it.",
        links.duplicate_ids,
    ),
    Check(
        "id-in-two-files",
        "Two files of a set have the same xml:id.",
        "Make one of the editions again from a document with another name.",
        _nothing,
    ),
    Check(
        "foreign-id",
        "An xml:id does not begin with the edition's stem.",
        "Begin it with the xml:id of TEI and a dot.",
        links.foreign_ids,
    ),
    Check(
        "unusual-id",
        "An xml:id has characters that are not ASCII.",
        "Use letters, digits, '.', '_' and '-' only.",
        links.unusual_ids,
        WARNING,
    ),
    Check(
        "dangling-pointer",
        "A pointer leads nowhere.",
        "Mend the pointer, or give what it means the id.",
        links.dangling_pointers,
    ),
    Check(
        "wrong-target",
        "A pointer leads to the wrong kind of thing.",
        "Point at an entry of the right register, or mark the words as what they are.",
        links.wrong_targets,
    ),
    Check(
        "prefix-undeclared",
        "A pointer has a prefix that no prefixDef declares.",
        "Declare the prefix in listPrefixDef, or write the whole address.",
        links.undeclared_prefixes,
    ),
    Check(
        "prefix-mismatch",
        "A pointer does not follow the pattern of its prefix.",
        "Mend the pointer or the matchPattern.",
        links.mismatched_prefixes,
    ),
    Check(
        "prefix-unused",
        "A declared prefix is not used.",
        "Take its prefixDef out.",
        links.unused_prefixes,
        NOTE,
    ),
    Check(
        "unused-entry",
        "Nothing points at an entry.",
        "Take the entry out, or tag what it means.",
        links.unused_entries,
        WARNING,
    ),
    Check(
        "double-entry",
        "Two entries have the same name.",
        "Make them one, or tell them apart by their names.",
        links.double_entries,
        WARNING,
    ),
    Check(
        "unpaired-term",
        "A term list has a term without an explanation, or the other way round.",
        "A list of type gloss is pairs of label and item.",
        links.unpaired_terms,
    ),
    Check(
        "choice-shape",
        "A choice has not two sides that differ.",
        "A choice holds sic and corr, or orig and reg, or abbr and expan, neither empty.",
        text.misshapen_choices,
    ),
    Check(
        "choice-words",
        "Words stand in a choice, but in none of its sides.",
        "Put the words into a side, or outside the choice.",
        text.words_in_choices,
    ),
    Check(
        "unexplained-change",
        "A change lacks agent, rule or certainty.",
        "Give corr and reg the attributes resp, ana and cert.",
        text.unexplained_changes,
    ),
    Check(
        "rule-unknown",
        "A rule is named that the stated version of the rules does not have.",
        "See `annotate rules` for the names; an edition of another version states that version.",
        text.unknown_rules,
    ),
    Check(
        "change-without-reason",
        "No words say why a change was made.",
        "Add an annotation with a note of type reason.",
        text.changes_without_reason,
        WARNING,
    ),
    Check(
        "form-disagrees",
        "The text has marks that its form rules out.",
        "A diplomatic or clean edition has no choice in its text: change TEI/@type, or take the marks out.",
        text.marks_against_form,
    ),
    Check(
        "nested-sentence",
        "A sentence stands inside a sentence.",
        "End the outer sentence first, or use seg.",
        text.nested_sentences,
    ),
    Check(
        "name-in-itself",
        "A name stands inside the same name.",
        "Keep the outer one.",
        text.names_in_themselves,
    ),
    Check(
        "name-across-sentences",
        "A name holds the end of a sentence.",
        "A name lies in one sentence: shorten it, or join the sentences.",
        text.names_across_sentences,
    ),
    Check(
        "empty-element",
        "An element has nothing to read.",
        "Fill it or take it out; what is not known is said in words.",
        text.empty_elements,
    ),
    Check(
        "misplaced-suggestion",
        "A suggestion does not fit its place.",
        "Count the code points of the source before its words, and write them into annotation/@n.",
        text.misplaced_suggestions,
    ),
    Check(
        "loose-text",
        "Words stand outside every paragraph.",
        "Put them into a p, a head or an item.",
        text.loose_text,
    ),
    Check(
        "token-in-token",
        "A token stands inside a token.",
        "Only choice may hold two analyses of the same words.",
        tokens.nested_tokens,
    ),
    Check("loose-token", "A token stands outside every sentence.", "Put it into an s.", tokens.loose_tokens),
    Check(
        "words-without-token",
        "Words of an analysed sentence belong to no token.",
        "Every character but white space belongs to a w or a pc.",
        tokens.untokenized_words,
        WARNING,
    ),
    Check(
        "join-disagrees",
        "A token's join does not say what stands after it.",
        "join is right where the next token follows without white space, and is missing elsewhere.",
        tokens.false_joins,
        WARNING,
    ),
    Check(
        "part-out-of-order",
        "The pieces of a token do not follow each other.",
        "A token in pieces begins with part I, goes on with M and ends with F.",
        tokens.broken_parts,
    ),
    Check(
        "pos-unknown",
        "A part of speech is no universal tag.",
        "Use the 17 tags of Universal Dependencies (UPOS).",
        tokens.unknown_parts_of_speech,
    ),
    Check(
        "date-impossible",
        "A date is in no calendar, or not in the form of ISO 8601.",
        "Write 2031-03-04, 2031-03 or 2031.",
        figures.impossible_dates,
    ),
    Check(
        "date-disagrees",
        "A date's words name another year, month or day than its attribute.",
        "Mend whichever is wrong.",
        figures.disagreeing_dates,
        WARNING,
    ),
    Check(
        "date-in-future",
        "A date of the header is still to come.",
        "A header tells what was done.",
        figures.future_dates,
        WARNING,
    ),
    Check(
        "number-disagrees",
        "A number's figures are not those of its attribute.",
        "Mend whichever is wrong.",
        figures.disagreeing_numbers,
        WARNING,
    ),
    Check("single-link", "A link has one end.", "A link joins two things or more.", alignment.single_links),
    Check(
        "aligned-twice",
        "A sentence stands in the alignment more than once.",
        "Join the links: one link may have several sentences on either side.",
        alignment.doubly_aligned,
    ),
    Check(
        "alignment-crosses",
        "The order of the alignment goes back.",
        "Links follow the order of the sentences; a translation that changes it needs one larger link.",
        alignment.crossing_links,
        WARNING,
    ),
    Check(
        "alignment-length",
        "Aligned sentences differ in length far more than the others.",
        "See whether a sentence is missing on one side.",
        alignment.odd_lengths,
        NOTE,
    ),
    Check(
        "alignment-figures",
        "Aligned sentences have other dates, numbers or amounts.",
        "See which of the two is right, and mend the other or its attribute.",
        alignment.differing_figures,
        WARNING,
    ),
    Check(
        "language-tag",
        "A language tag is no BCP 47 tag.",
        "Tags look like en, zh-Hans or zh-Latn-pinyin.",
        language.invalid_tags,
    ),
    Check(
        "language-undeclared",
        "A language is not in langUsage.",
        "Add a language to langUsage.",
        language.undeclared_languages,
    ),
    Check(
        "language-unused",
        "A declared language is not used.",
        "Take it out of langUsage.",
        language.unused_languages,
        WARNING,
    ),
    Check(
        "script-disagrees",
        "Words are not in the script of their language.",
        "Mend xml:lang, or what it stands on.",
        language.wrong_scripts,
        WARNING,
    ),
    Check(
        "variant-disagrees",
        "Chinese is tagged with the script it is not written in.",
        "zh-Hans is Simplified, zh-Hant is Traditional, zh leaves it open.",
        language.wrong_variants,
        WARNING,
    ),
    Check(
        "pinyin-disagrees",
        "A reading is no Pinyin.",
        "Pinyin has Latin letters and tone marks: mǐfěn.",
        language.false_pinyin,
        WARNING,
    ),
    Check(
        "space-before-punctuation",
        "A space stands before a mark of punctuation.",
        "Take it out.",
        typography.spaces_before_punctuation,
        NOTE,
    ),
    Check(
        "space-inside-brackets",
        "A space stands inside brackets.",
        "Take it out.",
        typography.spaces_inside_brackets,
        NOTE,
    ),
    Check(
        "space-doubled",
        "More than one space stands between words.",
        "Leave one.",
        typography.doubled_spaces,
        NOTE,
    ),
    Check(
        "space-in-chinese",
        "A space stands between Chinese characters.",
        "Take it out.",
        typography.spaces_in_chinese,
        NOTE,
    ),
    Check(
        "space-at-edge",
        "A sentence, a name or a term begins or ends with white space.",
        "Put the white space outside the element.",
        typography.spaces_at_edges,
        WARNING,
    ),
    Check(
        "punctuation-at-edge",
        "A name or a term begins or ends with punctuation.",
        "Put the mark outside the element.",
        typography.punctuation_at_edges,
        WARNING,
    ),
    Check(
        "line-break-in-text",
        "A paragraph begins with a line break.",
        "Let the words follow the tag: in TEI, white space inside a paragraph is text.",
        typography.broken_lines,
        NOTE,
    ),
    Check(
        "fullwidth-in-english",
        "Full-width punctuation stands in Latin text.",
        "Use the half-width mark.",
        typography.fullwidth_in_english,
        NOTE,
    ),
    Check(
        "halfwidth-in-chinese",
        "Half-width punctuation stands in Chinese text.",
        "Use the full-width mark.",
        typography.halfwidth_in_chinese,
        NOTE,
    ),
    Check(
        "odd-character",
        "The text has characters that cannot be seen or that mean nothing.",
        "Take them out, or say with g what they stand for.",
        typography.odd_characters,
        NOTE,
    ),
    Check(
        "not-composed",
        "The text is not in Unicode's composed form.",
        "Normalize it to NFC, unless the source shall be kept as it is.",
        typography.decomposed_text,
        NOTE,
    ),
    Check(
        "header-incomplete",
        "The header lacks a statement.",
        "Make the statement; what nobody knows is said to be unknown.",
        header.missing_statements,
        WARNING,
    ),
    Check(
        "policy-incomplete",
        "The editorial declaration leaves a question open.",
        "Say how correction, normalization, quotation, punctuation, segmentation and interpretation were done.",
        header.open_questions,
        WARNING,
    ),
    Check(
        "placeholder",
        "A statement of the header is only a placeholder.",
        'Say what is known, or "unknown".',
        header.placeholders,
        WARNING,
    ),
    Check(
        "path-leaked",
        "The header names a place on somebody's computer.",
        "Name the file without its folders.",
        header.leaked_paths,
        WARNING,
    ),
    Check(
        "licence-without-address",
        "The licence has no address.",
        "Give licence a target.",
        header.licences_without_address,
        NOTE,
    ),
    Check(
        "extent-wrong",
        "A stated count is not what is counted.",
        "State the count that the message gives.",
        header.wrong_extents,
    ),
    Check(
        "source-altered",
        "The source is not what was read.",
        "Put back what was changed; the source of an edition is never edited.",
        header.altered_source,
    ),
    Check(
        "not-repeatable",
        "Made again from its source, the edition is another.",
        "Look at the first line that differs: the edition was edited by hand, or made with other settings.",
        _nothing,
    ),
    Check(
        "clean-unsettled",
        "Cleaning the normalized text would change it again.",
        "Decide the change that the message names; `annotate clean` shows all of them.",
        _nothing,
        WARNING,
    ),
    Check(
        "made-otherwise",
        "The edition was made with another version or other settings, so that it cannot be made again.",
        "Give the settings that its header states, or make the edition anew.",
        _nothing,
        NOTE,
    ),
    Check(
        "changes-out-of-order",
        "The history is not newest first.",
        "Sort the changes of revisionDesc.",
        header.changes_out_of_order,
    ),
)
