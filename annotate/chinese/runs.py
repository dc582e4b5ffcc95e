"""Runs of Han characters: where the Chinese terms of a text that is not Chinese lie."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from annotate.model import Block, BlockKind, Document, Span

HAN = (
    "\u3005\u3007\u303b\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"  # with the marks 々 and 〻 and the zero 〇
    "\U00020000-\U0003ffff"  # the two planes kept for ideographs, extensions B and later
)
"""Ideographs as the inside of a character class."""
SELECTORS = "\ufe00-\ufe0f\U000e0100-\U000e01ef"
CHARACTER = rf"[{HAN}][{SELECTORS}]*"
RUN = re.compile(
    rf"""
    (?<![{HAN}])(?<![{HAN}][ \u3000])(?:{CHARACTER}[ \u3000])+{CHARACTER}(?![ \u3000]?[{HAN}])  # 画 蛇
    |(?:{CHARACTER})+(?:[·‧・•](?:{CHARACTER})+)*  # 米粉, 史蒂夫·乔布斯
    """,
    re.VERBOSE,
)
OTHER_LETTER = re.compile(rf"[^\W\d_{HAN}]")
HAN_LETTER = re.compile(rf"[{HAN}]")


def has_han(text: str) -> bool:
    """Whether there is any Han character in `text`."""
    return HAN_LETTER.search(text) is not None


def runs(document: Document) -> Iterator[tuple[Span, Span]]:
    """Each run with its block's span, in text order.

    A run is as many Han characters as stand together, with the middle dots inside a name; single characters
    set apart by single spaces are one run. Chinese blocks, verbatim blocks, mark-up and protected text are
    passed over.
    """
    closed = _merged((*document.syntax, *document.protected))
    for block in document.blocks or _whole(document.source):
        if _is_open(block, document.source):
            for start, end in _gaps(block.span, closed):
                for match in RUN.finditer(document.source, start, end):
                    yield Span(*match.span()), block.span


def _whole(source: str) -> tuple[Block, ...]:
    return (Block(Span(0, len(source))),) if source else ()


def _is_open(block: Block, source: str) -> bool:
    """Whether terms are made in the block: it is prose, and most of its letters are not Han."""
    if block.kind is BlockKind.VERBATIM or block.language.startswith("zh"):
        return False
    text = block.span.of(source)
    return 0 < len(HAN_LETTER.findall(text)) <= len(OTHER_LETTER.findall(text))


def _merged(spans: Iterable[Span]) -> list[tuple[int, int]]:
    """`spans` sorted, those that touch or overlap as one."""
    merged: list[tuple[int, int]] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], span.end))
        else:
            merged.append((span.start, span.end))
    return merged


def _gaps(span: Span, closed: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The stretches of `span` that lie outside the sorted `closed` ones."""
    at = span.start
    first = bisect_right(closed, (at, at)) - 1
    for start, end in islice(closed, max(0, first), None):
        if start >= span.end:
            break
        if start > at:
            yield at, start
        at = max(at, end)
    if at < span.end:
        yield at, span.end
