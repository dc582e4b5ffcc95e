"""Checks of the characters and the white space of the normalized text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator

from annotate.segment import HAN
from annotate.tei.checks.declare import NOTE, WARNING, Check, Told, declare
from annotate.tei.elements import Element, name_of, tei
from annotate.tei.inspection import Inspection
from annotate.tei.reading import Reading

_BLOCKS = (tei("p"), tei("head"), tei("item"), tei("l"))
_INLINE = (
    tei("persName"), tei("orgName"), tei("placeName"), tei("name"), tei("term"), tei("gloss"), tei("s"),
    tei("date"), tei("num"), tei("measure"),
)  # fmt: skip
_NAMES = (tei("persName"), tei("orgName"), tei("placeName"), tei("term"))
_ODD = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff"
    "\ufff9-\ufffd\ue000-\uf8ff\U000f0000-\U0010ffff]"
)
"""Control and private-use characters, the replacement character, and what a reader cannot see."""
_EDGE = " \t\r\n,;:!?，。；：？！、"
_SHOWN = 12


def _blocks_with(pattern: str, fault: str) -> Callable[[Inspection], Told]:
    """Tell of each block in which a pattern is found, with the words around its first place."""
    compiled = re.compile(pattern)

    def find(inspection: Inspection) -> Told:
        for block in _blocks(inspection):
            text = inspection.side(block, Reading.NORMALIZED)
            match = compiled.search(text)
            if match:
                words = text[max(0, match.start() - _SHOWN) : match.end() + _SHOWN].replace("\n", " ")
                yield block, f"{fault}: “{words}”"

    return find


def _blocks(inspection: Inspection) -> Iterator[Element]:
    if inspection.body is not None:
        yield from inspection.body.iter(*_BLOCKS)


_CHINESE = f"[{HAN}，。、；：？！]"
spaces_before_punctuation = Check(
    "space-before-punctuation",
    "A space stands before a mark of punctuation.",
    "Take it out.",
    NOTE,
    _blocks_with(r"(?<=\w)[ \u00a0]+[,.;:!?](?=\s|$)", "a space stands before a mark of punctuation"),
)
spaces_inside_brackets = Check(
    "space-inside-brackets",
    "A space stands inside brackets.",
    "Take it out.",
    NOTE,
    _blocks_with(r"[(\[（【] +| +[)\]）】]", "a space stands inside brackets"),
)
doubled_spaces = Check(
    "space-doubled",
    "More than one space stands between words.",
    "Leave one.",
    NOTE,
    _blocks_with(r"(?<=\S) {2,}(?=\S)", "more than one space stands between words"),
)
spaces_in_chinese = Check(
    "space-in-chinese",
    "A space stands between Chinese characters.",
    "Take it out.",
    NOTE,
    _blocks_with(f"(?<={_CHINESE}) +(?={_CHINESE})", "a space stands between Chinese characters"),
)
fullwidth_in_english = Check(
    "fullwidth-in-english",
    "Full-width punctuation stands in Latin text.",
    "Use the half-width mark.",
    NOTE,
    _blocks_with(r"(?<=[A-Za-z0-9])[，。；：？！（]", "full-width punctuation stands in Latin text"),
)
halfwidth_in_chinese = Check(
    "halfwidth-in-chinese",
    "Half-width punctuation stands in Chinese text.",
    "Use the full-width mark.",
    NOTE,
    _blocks_with(rf"(?<=[{HAN}])[,;:?!](?=[{HAN}])", "half-width punctuation stands in Chinese text"),
)


@declare(
    "space-at-edge",
    "A sentence, a name or a term begins or ends with white space.",
    "Put the white space outside the element.",
    WARNING,
)
def spaces_at_edges(inspection: Inspection) -> Told:
    """White space just inside a sentence, a name or a term."""
    if inspection.body is None:
        return
    for element in inspection.body.iter(*_INLINE):
        words = inspection.side(element, Reading.NORMALIZED)
        if words and (words[0] in " \t\r\n" or words[-1] in " \t\r\n"):
            yield element, f"<{name_of(element)}> begins or ends with white space; it belongs outside"


@declare(
    "punctuation-at-edge",
    "A name or a term begins or ends with punctuation.",
    "Put the mark outside the element.",
    WARNING,
)
def punctuation_at_edges(inspection: Inspection) -> Told:
    """A name or a term that begins or ends with punctuation."""
    if inspection.body is None:
        return
    for element in inspection.body.iter(*_NAMES):
        words = inspection.side(element, Reading.NORMALIZED).strip()
        if words and (words[0] in _EDGE or words[-1] in _EDGE):
            yield element, f"{words!r} begins or ends with punctuation, which is no part of a name"


@declare(
    "line-break-in-text",
    "A paragraph begins with a line break.",
    "Let the words follow the tag: in TEI, white space inside a paragraph is text.",
    NOTE,
)
def broken_lines(inspection: Inspection) -> Told:
    """A paragraph, in a file made elsewhere, that begins with a line break: white space that nobody wrote."""
    for block in _blocks(inspection):
        if not inspection.made_here and (block.text or "").startswith("\n"):
            yield block, f"<{name_of(block)}> begins with a line break, so that its text does"


@declare(
    "odd-character",
    "The text has characters that cannot be seen or that mean nothing.",
    "Take them out, or say with g what they stand for.",
    NOTE,
)
def odd_characters(inspection: Inspection) -> Told:
    """Characters that nobody can see or that mean nothing outside one computer."""
    for block in _blocks(inspection):
        found = sorted({f"U+{ord(each):04X}" for each in _ODD.findall(inspection.side(block, Reading.NORMALIZED))})
        if found:
            yield block, f"the text has characters that cannot be seen or that mean nothing: {', '.join(found)}"


@declare(
    "not-composed",
    "The text is not in Unicode's composed form.",
    "Normalize it to NFC, unless the source shall be kept as it is.",
    NOTE,
)
def decomposed_text(inspection: Inspection) -> Told:
    """Text that is not in Unicode's composed form (NFC), so that searching may miss it."""
    for block in _blocks(inspection):
        text = inspection.side(block, Reading.NORMALIZED)
        if not unicodedata.is_normalized("NFC", text):
            yield block, "the text is not in Unicode's composed form (NFC): searching may miss words"


CHECKS: tuple[Check, ...] = (
    spaces_before_punctuation,
    spaces_inside_brackets,
    doubled_spaces,
    spaces_in_chinese,
    spaces_at_edges,
    punctuation_at_edges,
    broken_lines,
    fullwidth_in_english,
    halfwidth_in_chinese,
    odd_characters,
    decomposed_text,
)
