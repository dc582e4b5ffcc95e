"""Moving between the source and the normalized text: fold passes into one, carry spans across and back."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from annotate.model import Edit, Layer, Span, apply_edits, require_ordered


@dataclass(frozen=True, slots=True)
class Hunk:
    """One changed stretch: [start, end) of the source became [new_start, new_end) of the normalized text."""

    start: int
    end: int
    new_start: int
    new_end: int


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
        hunks: list[Hunk] = []
        shift = 0
        for edit in edits:
            start = edit.span.start + shift
            hunks.append(Hunk(edit.span.start, edit.span.end, start, start + len(edit.replacement)))
            shift += len(edit.replacement) - len(edit.original)
        self._source = [(hunk.start, hunk.end) for hunk in hunks]
        self._normalized = [(hunk.new_start, hunk.new_end) for hunk in hunks]

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
    """Both ends of `span` moved from one side of the hunks to the other."""
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


def compose(source: str, first: Sequence[Edit], second: Sequence[Edit]) -> tuple[Edit, ...]:
    """One set of edits on `source` that does what `first`, then `second` on its result, do.

    Edits of the two passes that touch each other become one, which carries both rules and reasons and the
    lower probability. Changes that cancel out disappear.
    """
    middle = apply_edits(source, first)
    apply_edits(middle, second)  # raises when the second pass does not fit
    moved = OffsetMap(first)
    spans = [(moved.to_normalized(edit.span), edit, True) for edit in first]
    spans += [(Span(edit.span.start, edit.span.end, Layer.NORMALIZED), edit, False) for edit in second]
    spans.sort(key=lambda item: (item[0].start, item[0].end))
    composed: list[Edit] = []
    cluster: list[tuple[Span, Edit, bool]] = []
    reach = 0
    for item in spans:
        if cluster and item[0].start >= reach:
            composed += _fold(source, middle, moved, cluster)
            cluster = []
        cluster.append(item)
        reach = max(reach, item[0].end)
    if cluster:
        composed += _fold(source, middle, moved, cluster)
    return tuple(composed)


def _fold(source: str, middle: str, moved: OffsetMap, cluster: list[tuple[Span, Edit, bool]]) -> list[Edit]:
    """The cluster as one edit of the source, or none when it changes nothing."""
    if len(cluster) == 1 and cluster[0][2]:
        return [cluster[0][1]]
    start, end = cluster[0][0].start, max(span.end for span, _, _ in cluster)
    span = moved.to_source(Span(start, end, Layer.NORMALIZED))
    pieces: list[str] = []
    at = start
    for place, edit, is_first in cluster:
        if not is_first:
            pieces += (middle[at : place.start], edit.replacement)
            at = place.end
    replacement = "".join((*pieces, middle[at:end]))
    original = span.of(source)
    if original == replacement:
        return []
    edits = [edit for _, edit, _ in sorted(cluster, key=lambda item: not item[2])]
    return [
        Edit(
            span,
            original,
            replacement,
            rule=" ".join(dict.fromkeys(edit.rule for edit in edits)),
            probability=min(edit.probability for edit in edits),
            why=" ".join(dict.fromkeys(edit.why for edit in edits)),
            applied=all(edit.applied for edit in edits),
        )
    ]
