"""Moving between the source and the normalized text: carrying spans across and back."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from annotate.model import Document, Edit, Layer, Mention, Partner, Quantity, Span, Term, require_ordered

Found = TypeVar("Found", Mention, Partner, Quantity, Term)


class OffsetMap:
    """Carries spans between a source and the text that applying `edits` to it gives.

    A span that begins or ends inside an edit is widened to the whole edit, on either side: half a word of the
    original corresponds to no half of its replacement.

    >>> edit = Edit(Span(4, 9), "fresh", "New", "word-spun", 0.9, "")
    >>> OffsetMap([edit]).to_normalized(Span(4, 20))
    Span(start=4, end=18, layer=<Layer.NORMALIZED: 'normalized'>)
    """

    def __init__(self, edits: Sequence[Edit]) -> None:
        require_ordered(edits)
        self._source = [(edit.span.start, edit.span.end) for edit in edits]
        self._normalized: list[tuple[int, int]] = []
        shift = 0
        for edit in edits:
            start = edit.span.start + shift
            self._normalized.append((start, start + len(edit.replacement)))
            shift += len(edit.replacement) - len(edit.original)

    def to_normalized(self, span: Span) -> Span:
        """Where a span of the source lies in the normalized text."""
        _require(span, Layer.SOURCE)
        start, end = _carry(span, self._source, self._normalized)
        return Span(start, end, Layer.NORMALIZED)

    def to_source(self, span: Span) -> Span:
        """Where a span of the normalized text lies in the source."""
        _require(span, Layer.NORMALIZED)
        start, end = _carry(span, self._normalized, self._source)
        return Span(start, end, Layer.SOURCE)


def as_normalized(document: Document) -> Document:
    """The normalized text as a document of its own: nothing is left to change, all spans measure the new text.

    The provenance stays that of the source.
    """
    text, moved = document.normalized, OffsetMap(document.applied)

    def carried(span: Span) -> Span:
        there = moved.to_normalized(span)
        return Span(there.start, there.end, Layer.SOURCE)

    def shifted(each: Found) -> Found:
        span = carried(each.span)
        return replace(each, span=span, surface=span.of(text))

    def term(each: Term) -> Term:
        return replace(shifted(each), partner=each.partner and shifted(each.partner))

    return replace(
        document,
        source=text,
        blocks=tuple(replace(block, span=carried(block.span)) for block in document.blocks),
        sentences=tuple(map(carried, document.sentences)),
        syntax=tuple(map(carried, document.syntax)),
        protected=tuple(map(carried, document.protected)),
        edits=(),
        mentions=tuple(map(shifted, document.mentions)),
        terms=tuple(map(term, document.terms)),
        quantities=tuple(map(shifted, document.quantities)),
    )


def _require(span: Span, layer: Layer) -> None:
    if span.layer != layer:
        raise ValueError(f"the span measures the {span.layer} text, not the {layer} text")


def _carry(span: Span, here: list[tuple[int, int]], there: list[tuple[int, int]]) -> tuple[int, int]:
    """Both ends of `span` moved from one side of the changed stretches to the other."""
    first = bisect_right(here, (span.start, float("inf"))) - 1
    if first >= 0 and span.start < here[first][1]:
        start = there[first][0]
    else:
        start = span.start + (there[first][1] - here[first][1] if first >= 0 else 0)
    last = bisect_left(here, (span.end, -1)) - 1
    if last >= 0 and span.end < here[last][1]:
        end = there[last][1]
    else:
        end = span.end + (there[last][1] - here[last][1] if last >= 0 else 0)
    return start, end
