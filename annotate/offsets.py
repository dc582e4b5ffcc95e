"""Moving between the source and the normalized text: carrying spans across and back."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from annotate.model import Edit, Layer, Span, require_ordered


class OffsetMap:
    """Carries spans between a source and the text that applying `edits` to it gives.

    A span that begins or ends inside an edit is widened to the whole edit, on either side: half a word of the
    original corresponds to no half of its replacement.

    >>> edit = Edit(Span(4, 9), "fresh", "New", "spun-word", 0.9, "")
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
