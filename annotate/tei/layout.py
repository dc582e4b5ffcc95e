"""The blocks of an edition: they take in every character of the source that is not XML white space."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from annotate.errors import EditionError
from annotate.model import Block, Document, Span
from annotate.overlap import longest_first
from annotate.tei.places import Places

_INK = re.compile(r"[^ \t\r\n]")
_PRIVATE_OR_NEW = ("Co", "Cn")


def is_visible(character: str) -> bool:
    """Whether a reader sees the character: no white space, no control and no format character."""
    category = unicodedata.category(character)
    return category[0] not in "ZC" or category in _PRIVATE_OR_NEW


def has_visible(text: str) -> bool:
    """Whether a reader sees anything of `text`."""
    return any(map(is_visible, text))


def legible(document: Document) -> Document:
    """`document` less names, terms and quantities in which there is nothing to see, and edits that change nothing."""
    mentions = tuple(each for each in document.mentions if has_visible(each.span.of(document.source)))
    terms = tuple(
        each
        if each.partner is None or has_visible(each.partner.span.of(document.source))
        else replace(each, partner=None)
        for each in document.terms
        if has_visible(each.span.of(document.source))
    )
    edits = tuple(each for each in document.edits if each.original != each.replacement)
    protected = tuple(sorted({span for span in document.protected if has_visible(span.of(document.source))}))
    quantities = tuple(each for each in document.quantities if has_visible(each.span.of(document.source)))
    return replace(document, edits=edits, mentions=mentions, terms=terms, quantities=quantities, protected=protected)


@dataclass(frozen=True, slots=True)
class _Claim:
    """Characters that must lie in one block, though the reader of the file did not put them into one."""

    span: Span


def lay_out(document: Document) -> tuple[Block, ...]:
    """The document's blocks, made to fit a tree.

    Between them lie only space, tab, CR, LF, and mark-up of the input format. Whatever else stands there goes
    to the block before it, or to the first block. An edit lies in one block: blocks that an edit joins become
    one.
    """
    source = document.source
    if not has_visible(source):
        raise EditionError(f"{document.id}: the text has no visible character; there is nothing to edit")
    blocks = longest_first(
        (block for block in document.blocks if has_visible(block.span.of(source))), lambda block: block.span
    )
    if not blocks:
        ink = [match.start() for match in (_INK.search(source), _last_ink(source)) if match]
        blocks = [Block(Span(ink[0], ink[-1] + 1), language=document.metadata.language)]
    claims = [_Claim(span) for span in _strays(document, blocks)]
    claims += [_Claim(edit.span) for edit in document.applied]
    return tuple(_join(blocks, claims))


def _last_ink(source: str) -> re.Match[str] | None:
    end = len(source.rstrip(" \t\r\n"))
    return _INK.match(source, end - 1)


def gaps(length: int, spans: Iterable[Span]) -> Iterator[tuple[int, int]]:
    """The stretches of a text before, between and after `spans`, sorted and apart; some are empty."""
    at = 0
    for span in spans:
        yield at, span.start
        at = span.end
    yield at, length


def _strays(document: Document, blocks: list[Block]) -> Iterator[Span]:
    """What stands between the blocks and is neither XML white space nor mark-up of the input format."""
    changed = Places(edit.span for edit in document.applied)
    syntax = [span for span in longest_first(document.syntax, lambda span: span) if not changed.touched(span)]
    starts = [span.start for span in syntax]
    for start, end in gaps(len(document.source), (block.span for block in blocks)):
        at = start
        inked: list[int] = []
        for span in syntax[bisect_left(starts, start) : bisect_left(starts, end)]:
            if at <= span.start and span.end <= end:
                inked += _ends_of_ink(document.source, at, span.start)
                at = span.end
        inked += _ends_of_ink(document.source, at, end)
        if inked:
            yield Span(inked[0], inked[-1] + 1)


def _ends_of_ink(source: str, start: int, end: int) -> tuple[int, ...]:
    """The places of the first and the last character that is not XML white space."""
    first = _INK.search(source, start, end)
    if first is None:
        return ()
    return first.start(), first.start() + len(source[first.start() : end].rstrip(" \t\r\n")) - 1


def _join(blocks: list[Block], claims: list[_Claim]) -> list[Block]:
    """`blocks` grown until every claim lies in one of them."""
    starts = [block.span.start for block in blocks]
    items: list[Block | _Claim] = [*blocks, *claims]
    items.sort(key=lambda item: (item.span.start, isinstance(item, _Claim)))
    joined: list[Block] = []
    waiting: Span | None = None  # what the next block takes in
    for item in items:
        if joined and item.span.start < joined[-1].span.end:
            joined[-1] = _grown(joined[-1], item.span)
        elif isinstance(item, Block):
            joined.append(_grown(item, waiting or item.span))
            waiting = None
        elif waiting or not joined or _reaches(starts, item.span):
            waiting = _hull(waiting or item.span, item.span)
        else:
            joined[-1] = _grown(joined[-1], item.span)
    return joined


def _grown(block: Block, span: Span) -> Block:
    return block if block.span.holds(span) else replace(block, span=_hull(block.span, span))


def _hull(one: Span, other: Span) -> Span:
    return Span(min(one.start, other.start), max(one.end, other.end))


def _reaches(starts: list[int], span: Span) -> bool:
    """Whether a block begins inside `span`."""
    at = bisect_left(starts, span.start)
    return at < len(starts) and starts[at] < span.end
