"""Where the partner of a Chinese term may stand: the places beside it that writers use for glosses.

Nothing is judged here: a place is a stretch of text, and whether its layout alone makes it a gloss.
Every look left or right is bounded, so a megabyte of brackets costs what a megabyte of anything costs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from annotate.segment import HAN

REACH = 160
"""Characters that are looked at on either side of a term."""
BRACKETS = {"(": ")", "（": "）", "[": "]", "［": "］", "【": "】", "〔": "〕", "〖": "〗", "{": "}"}
CLOSERS = {closer: opener for opener, closer in BRACKETS.items()}
QUOTES = {"“": "”", "‘": "’", '"': '"', "'": "'", "「": "」", "『": "』", "《": "》", "〈": "〉", "«": "»"}
MARKS_BEFORE = "*_" + "".join(QUOTES)
"""What may stand between a term and the words before it; the term's own quotes and book-title marks."""
MARKS_AFTER = "*_" + "".join(QUOTES.values())
TITLE_MARKS = "《", "〈"

SPACE = " \t\u00a0\u3000"

ITEM_END = re.compile(rf"[,;，；、/|+=\n(（)）【】{HAN}]|\s[-–—]+(?=\s)|[–—]")
"""What parts the items inside a bracket."""
CLAUSE_END = re.compile(rf"[!?;；。！？\n()（）\[\]【】{HAN}]|(?<=[a-z0-9]{{2}})[.:](?=\s)")
LABEL = re.compile(
    r"""(?:(?:in|the|simplified|traditional|mandarin|standard|modern|hanyu|original|or|also)\s+)*
    (?:chinese|mandarin|pinyin|simplified|traditional|wade[-–]giles|jyutping|cantonese|or|known\s+as|called|aka
    |literal(?:ly)?(?:\s+(?:meaning|translated\s+as))?|lit\.?|meaning|means|i\.e\.|that\s+is)
    (?:\s+(?:characters?|name|for|as))*\s*[:：,]?\s*""",
    re.VERBOSE | re.IGNORECASE,
)
"""Words that only say what follows: `simplified Chinese:`, `lit.`"""
ASIDE = re.compile(
    r"\s*(?:(?:b|d|r|c|ca|cf)\.|(?:born|died|founded|established|see|pictured|right|left|above|below)\b)",
    re.IGNORECASE,
)
"""Beginnings of what a bracket may hold instead of a gloss: `born 1970`, `see below`."""
MEANING = re.compile(r"lit|mean|i\.e|that is", re.IGNORECASE)
NAMING = re.compile(
    r"""[,(]?\s*\b(?:(?:which\s+is|also|is|are|was|or|commonly|better|officially)\s+)*
    (?:(?:known|called|named|titled|entitled|termed|dubbed|written|rendered|referred\s+to)(?:\s+in\s+(?:mandarin\s+)?chinese)?(?:\s+as)?
    |in\s+(?:mandarin\s+)?chinese[,:]?|or|aka|a\.k\.a\.|(?P<copula>is|are|was|were))\s*$""",
    re.VERBOSE | re.IGNORECASE,
)
"""Between words and the Chinese for them: `, known in Chinese as`; a bare `is` binds nothing by itself."""
CALLED = re.compile(r"\s*(?:called|named|(?:en)?titled|known\s+as)\s*", re.IGNORECASE)
"""A phrase of naming right behind a noun gives the name of one such thing, not the Chinese for it: a blog called."""
EXPLAINING = re.compile(
    r"[,:]?\s*(?:(?:which|that)\s+)?(?:literally\s+)?(?:means|meaning|literally|or|i\.e\.|that\s+is|translates\s+(?:as|to))[,:]?\s+",
    re.IGNORECASE,
)
"""Between the Chinese and the words for it: `, which means`."""


class Layout(StrEnum):
    """Where a place lies, in words for the reader of a note."""

    HEAD = "before the bracket"
    INSIDE = "in the same bracket"
    BRACKET = "in the bracket after the term"
    QUOTE = "in quotation marks after the term"
    SLASH = "across a slash"
    NAMING = "joined by a phrase of naming"
    TITLE = "before the book-title marks"
    BESIDE = "beside the term"


@dataclass(frozen=True, slots=True)
class Place:
    """Text [start, end) of the source where a partner may stand."""

    start: int
    end: int
    layout: Layout
    is_before: bool
    """Whether it lies before the term, so that its last words are the nearest."""
    is_binding: bool = False
    """Whether the layout alone makes the nearest words a gloss, even where they match nothing."""


def places(text: str, start: int, end: int, lower: int, upper: int) -> Iterator[Place]:
    """Places of the term [start, end) inside [lower, upper), the most telling first."""
    lower, upper = max(lower, start - REACH), min(upper, end + REACH)
    bracket = enclosing(text, start, end, lower, upper)
    if bracket is None:
        yield from _around(text, start, end, lower, upper)
        return
    opening, closing = bracket
    around = [*_around(text, start, end, opening + 1, closing)]
    head = [*_head(text, lower, opening, start)]
    items = [*_items(text, opening + 1, closing, Layout.INSIDE, end)]
    is_bound = any(place.is_binding for place in head)
    yield from (*head, *items, *around) if is_bound else (*around, *head, *items)


def _around(text: str, start: int, end: int, lower: int, upper: int) -> Iterator[Place]:
    yield from _after(text, end, upper)
    yield from _before(text, start, lower)


def enclosing(text: str, start: int, end: int, lower: int, upper: int) -> tuple[int, int] | None:
    """Positions of the brackets around [start, end), or None when they are not within the bounds."""
    opening = _unmatched(text, range(start - 1, lower - 1, -1), BRACKETS, CLOSERS)
    closing = _unmatched(text, range(end, upper), CLOSERS, BRACKETS)
    return None if opening is None or closing is None else (opening, closing)


def _unmatched(text: str, at: range, wanted: Mapping[str, str], others: Mapping[str, str]) -> int | None:
    depth = 0
    for position in at:
        if text[position] in others:
            depth += 1
        elif text[position] in wanted:
            if not depth:
                return position
            depth -= 1
    return None


def _head(text: str, lower: int, opening: int, start: int) -> Iterator[Place]:
    """The words before the bracket; they are bound to the term unless other words precede it in its item."""
    ends = [match.end() for match in ITEM_END.finditer(text, opening + 1, start)]
    item = text[max([opening + 1, *ends]) : start].strip(MARKS_BEFORE)
    while opening > lower and text[opening - 1] in BRACKETS:
        opening -= 1
    is_binding = not item.strip() or item.isalnum() or bool(LABEL.fullmatch(item.strip()))  # alnum: 996工作制
    yield from _line_before(text, lower, opening, Layout.HEAD, is_binding=is_binding)


def _line_before(text: str, lower: int, upper: int, layout: Layout, *, is_binding: bool) -> Iterator[Place]:
    """The line before `upper`, other brackets at its end passed over; or the line above, unbound."""
    upper = _trimmed(text, lower, upper)
    while upper > lower and text[upper - 1] in CLOSERS:
        opening = _unmatched(text, range(upper - 2, lower - 1, -1), BRACKETS, CLOSERS)
        if opening is None:
            break
        upper = _trimmed(text, lower, opening)
    if upper > lower and text[upper - 1] == "\n":
        is_binding, upper = False, _trimmed(text, lower, upper, SPACE + "\n")
    if upper > lower:
        yield Place(lower, upper, layout, is_before=True, is_binding=is_binding)


def _trimmed(text: str, lower: int, upper: int, marks: str = SPACE) -> int:
    while upper > lower and text[upper - 1] in marks:
        upper -= 1
    return upper


def _items(text: str, start: int, end: int, layout: Layout, term_end: int) -> Iterator[Place]:
    """The items of a bracket's text that hold no Han, without the labels before them."""
    at = start
    stops = [match.span() for match in ITEM_END.finditer(text, start, end)]
    for stop, after in (*stops, (end, end)):
        label = LABEL.match(text, at + _indent(text, at, stop), stop)
        begin = label.end() if label else at
        is_binding = bool(label and MEANING.search(label[0]))
        if text[begin:stop].strip() and not ASIDE.match(text, begin, stop):
            yield Place(begin, stop, layout, is_before=stop < term_end, is_binding=is_binding)
        at = after


def _indent(text: str, start: int, end: int) -> int:
    return len(text[start:end]) - len(text[start:end].lstrip())


def _after(text: str, start: int, upper: int) -> Iterator[Place]:
    """What follows the term: a bracket, a quotation, a slash, words that explain, or just words."""
    while start < upper and text[start] in MARKS_AFTER:
        start += 1
    first = start
    while first < upper and text[first] in SPACE:
        first += 1
    if first == upper:
        return
    if text[first] in BRACKETS:
        closing = _unmatched(text, range(first + 1, upper), CLOSERS, BRACKETS)
        if closing is not None:
            yield from _bracket_after(text, first + 1, closing)
    elif text[first] in QUOTES:
        closing = text.find(QUOTES[text[first]], first + 1, upper)
        if closing > 0:
            yield Place(first, closing + 1, Layout.QUOTE, is_before=False, is_binding=True)
    elif text[first] in "/／":
        yield Place(first + 1, upper, Layout.SLASH, is_before=False, is_binding=True)
    elif explaining := EXPLAINING.match(text, start, upper):
        is_quoted = text[explaining.end() : explaining.end() + 1] in QUOTES
        yield Place(explaining.end(), upper, Layout.NAMING, is_before=False, is_binding=is_quoted)
    else:
        yield Place(first, upper, Layout.BESIDE, is_before=False)


def _bracket_after(text: str, start: int, end: int) -> Iterator[Place]:
    """The items of the bracket after a term; only the first is bound to it, when none is confirmed."""
    items = list(_items(text, start, end, Layout.BRACKET, start))
    yield from items
    if items:
        yield Place(items[0].start, items[0].end, Layout.BRACKET, is_before=False, is_binding=True)


def _before(text: str, end: int, lower: int) -> Iterator[Place]:
    """What precedes the term, where it stands in no bracket or after other words in its own."""
    is_title = end > lower and text.startswith(TITLE_MARKS, end - 1)
    while end > lower and text[end - 1] in MARKS_BEFORE:
        end -= 1
    naming = NAMING.search(text, max(lower, end - 60), end)
    if naming and naming.start() > lower:
        is_called = CALLED.fullmatch(naming[0]) is not None
        layout = Layout.BESIDE if is_called else Layout.NAMING
        is_binding = not is_called and naming["copula"] is None
        yield from _line_before(text, lower, naming.start(), layout, is_binding=is_binding)
        return
    trimmed = _trimmed(text, lower, end)
    if trimmed > lower and text[trimmed - 1] in "/／":
        yield from _line_before(text, lower, trimmed - 1, Layout.SLASH, is_binding=True)
    else:
        layout = Layout.TITLE if is_title else Layout.BESIDE
        yield from _line_before(text, lower, end, layout, is_binding=is_title)
