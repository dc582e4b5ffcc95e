"""Checks of the characters and the white space of the normalized text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator

from annotate.segment import HAN
from annotate.tei.elements import Element, name_of, tei
from annotate.tei.inspection import Inspection
from annotate.tei.reading import Reading

Told = Iterator[tuple[Element, str]]

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
    """A check that tells of each block in which a pattern is found, with the words around its first place."""
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
spaces_before_punctuation = _blocks_with(
    r"(?<=\w)[ \u00a0]+[,.;:!?](?=\s|$)", "a space stands before a mark of punctuation"
)
spaces_inside_brackets = _blocks_with(r"[(\[（【] +| +[)\]）】]", "a space stands inside brackets")
doubled_spaces = _blocks_with(r"(?<=\S) {2,}(?=\S)", "more than one space stands between words")
spaces_in_chinese = _blocks_with(f"(?<={_CHINESE}) +(?={_CHINESE})", "a space stands between Chinese characters")
fullwidth_in_english = _blocks_with(r"(?<=[A-Za-z0-9])[，。；：？！（]", "full-width punctuation stands in Latin text")
halfwidth_in_chinese = _blocks_with(rf"(?<=[{HAN}])[,;:?!](?=[{HAN}])", "half-width punctuation stands in Chinese text")


def spaces_at_edges(inspection: Inspection) -> Told:
    """White space just inside a sentence, a name or a term."""
    if inspection.body is None:
        return
    for element in inspection.body.iter(*_INLINE):
        words = inspection.side(element, Reading.NORMALIZED)
        if words and (words[0] in " \t\r\n" or words[-1] in " \t\r\n"):
            yield element, f"<{name_of(element)}> begins or ends with white space; it belongs outside"


def punctuation_at_edges(inspection: Inspection) -> Told:
    """A name or a term that begins or ends with punctuation."""
    if inspection.body is None:
        return
    for element in inspection.body.iter(*_NAMES):
        words = inspection.side(element, Reading.NORMALIZED).strip()
        if words and (words[0] in _EDGE or words[-1] in _EDGE):
            yield element, f"{words!r} begins or ends with punctuation, which is no part of a name"


def broken_lines(inspection: Inspection) -> Told:
    """A paragraph, in a file made elsewhere, that begins with a line break: white space that nobody wrote."""
    for block in _blocks(inspection):
        if not inspection.made_here and (block.text or "").startswith("\n"):
            yield block, f"<{name_of(block)}> begins with a line break, so that its text does"


def odd_characters(inspection: Inspection) -> Told:
    """Characters that nobody can see or that mean nothing outside one computer."""
    for block in _blocks(inspection):
        found = sorted({f"U+{ord(each):04X}" for each in _ODD.findall(inspection.side(block, Reading.NORMALIZED))})
        if found:
            yield block, f"the text has characters that cannot be seen or that mean nothing: {', '.join(found)}"


def decomposed_text(inspection: Inspection) -> Told:
    """Text that is not in Unicode's composed form (NFC), so that searching may miss it."""
    for block in _blocks(inspection):
        text = inspection.side(block, Reading.NORMALIZED)
        if not unicodedata.is_normalized("NFC", text):
            yield block, "the text is not in Unicode's composed form (NFC): searching may miss words"
