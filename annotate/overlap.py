"""Choosing among spans that overlap: marks by length, edits by probability; the leftmost among equals."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any, TypeVar

from annotate.model import Span

Item = TypeVar("Item")


def longest_first(items: Iterable[Item], span_of: Callable[[Item], Span]) -> list[Item]:
    """Items whose spans do not overlap, the longest kept, then the leftmost; returned in text order.

    >>> longest_first([Span(0, 4), Span(2, 9), Span(9, 10)], lambda span: span)
    [Span(start=2, end=9, layer=<Layer.SOURCE: 'source'>), Span(start=9, end=10, layer=<Layer.SOURCE: 'source'>)]
    """
    return _keep(items, span_of, Span.overlaps, lambda item: -len(span_of(item)))


def likeliest_first(
    items: Iterable[Item], span_of: Callable[[Item], Span], probability_of: Callable[[Item], float]
) -> list[Item]:
    """Items whose spans do not overlap, the likeliest kept, then the longest; returned in text order."""
    return _keep(items, span_of, Span.overlaps, lambda item: (-probability_of(item), -len(span_of(item))))


def nestable(items: Iterable[Item], span_of: Callable[[Item], Span]) -> list[Item]:
    """Items whose spans nest or stand apart, never cross, the longest kept; equal spans all stay.

    Returned in the order an XML tree opens them: by start, the longer first.
    """
    return _keep(items, span_of, Span.crosses, lambda item: -len(span_of(item)))


def joined(spans: Iterable[Span]) -> list[Span]:
    """The spans in order, those that overlap made one; those that only touch stay apart.

    >>> joined([Span(4, 6), Span(0, 2), Span(1, 4)])
    [Span(start=0, end=4, layer=<Layer.SOURCE: 'source'>), Span(start=4, end=6, layer=<Layer.SOURCE: 'source'>)]
    """
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.overlaps(found[-1]):
            found[-1] = replace(found[-1], end=max(found[-1].end, span.end))
        else:
            found.append(span)
    return found


def merged(spans: Iterable[Span]) -> list[tuple[int, int]]:
    """The stretches that the spans cover together, from start to end, apart and in order.

    >>> merged([Span(4, 6), Span(0, 2), Span(1, 4)])
    [(0, 6)]
    """
    stretches: list[tuple[int, int]] = []
    for span in sorted(spans):
        if stretches and span.start <= stretches[-1][1]:
            stretches[-1] = (stretches[-1][0], max(stretches[-1][1], span.end))
        else:
            stretches.append((span.start, span.end))
    return stretches


def _keep(
    items: Iterable[Item],
    span_of: Callable[[Item], Span],
    clash: Callable[[Span, Span], bool],
    rank: Callable[[Item], Any],
) -> list[Item]:
    kept: list[Item] = []
    for group in _connected(items, span_of):
        winners: list[Item] = []
        for item in sorted(group, key=rank):  # the group is in text order, and sorting keeps it among equals
            if not any(clash(span_of(other), span_of(item)) for other in winners):
                winners.append(item)
        kept += sorted(winners, key=lambda item: (span_of(item).start, -span_of(item).end))
    return kept


def _connected(items: Iterable[Item], span_of: Callable[[Item], Span]) -> Iterator[list[Item]]:
    """Groups that no overlap joins: only inside one can items clash, which keeps long documents linear."""
    group: list[Item] = []
    reach = -1
    for item in sorted(items, key=lambda item: (span_of(item).start, -span_of(item).end)):
        span = span_of(item)
        if group and span.start >= reach:
            yield group
            group = []
        group.append(item)
        reach = max(reach, span.end)
    if group:
        yield group
