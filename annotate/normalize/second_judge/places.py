"""From the first judge's candidates to doubts: which places are unsure, and how the sentence reads around them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from annotate.normalize.second_judge.doubt import Doubt

LEAST_DOUBTFUL, MOST_DOUBTFUL = 0.15, 0.95
"""A place is looked at when its best candidate has a probability in here: the rest is settled."""
LEAST_LISTED = 0.03
"""Probability under which a candidate is not worth listing."""
MOST_OPTIONS = 4
MADE = 0.5
"""Probability from which the first judge would make a change, which the sentence around then shows."""


@dataclass(frozen=True, slots=True)
class Rewrite:
    """One thing the first judge may write: code points `start` to `end` of the source become `replacement`."""

    number: int
    """Index of the candidate it comes from."""
    start: int
    end: int
    replacement: str
    probability: float


@dataclass(frozen=True, slots=True)
class Place:
    """A doubt, and the indices of the candidates that its options come from."""

    doubt: Doubt
    numbers: tuple[int, ...]


def doubtful_places(source: str, start: int, end: int, rewrites: Iterable[Rewrite]) -> Iterator[Place]:
    """The doubtful places of the sentence that stands at `start` to `end` of the source."""
    listed = (rewrite for rewrite in rewrites if rewrite.probability >= LEAST_LISTED)
    groups = list(_groups(sorted(listed, key=lambda rewrite: (rewrite.start, rewrite.end, rewrite.number))))
    made = [_made(group) for group in groups]
    for number, group in enumerate(groups):
        if LEAST_DOUBTFUL <= max(rewrite.probability for rewrite in group) <= MOST_DOUBTFUL:
            first, last = group[0].start, max(rewrite.end for rewrite in group)
            options = _options(source, first, last, group)
            if options:
                before = _reading(source, start, first, chain.from_iterable(made[:number]))
                after = _reading(source, last, end, chain.from_iterable(made[number + 1 :]))
                likelihoods = tuple(rewrite.probability for rewrite in options.values())
                doubt = Doubt(first, before, source[first:last], after, tuple(options), likelihoods)
                yield Place(doubt, tuple(rewrite.number for rewrite in options.values()))


def _options(source: str, start: int, end: int, group: list[Rewrite]) -> dict[str, Rewrite]:
    """How a place may read, likeliest first, and from which rewrite: only where that changes anything."""
    options: dict[str, Rewrite] = {}
    for rewrite in sorted(group, key=lambda rewrite: -rewrite.probability):
        text = _reading(source, start, end, [rewrite])
        if text != source[start:end] and len(options) < MOST_OPTIONS:
            options.setdefault(text, rewrite)
    return options


def _groups(rewrites: Iterable[Rewrite]) -> Iterator[list[Rewrite]]:
    """Rewrites that share a word, directly or through a third; they come sorted by start."""
    group: list[Rewrite] = []
    for rewrite in rewrites:
        if group and rewrite.start >= max(member.end for member in group):
            yield group
            group = []
        group.append(rewrite)
    if group:
        yield group


def _made(group: Sequence[Rewrite]) -> list[Rewrite]:
    """The rewrites that the first judge would make, in order."""
    made: list[Rewrite] = []
    for rewrite in sorted(group, key=lambda rewrite: -rewrite.probability):
        if rewrite.probability >= MADE and all(rewrite.end <= m.start or m.end <= rewrite.start for m in made):
            made.append(rewrite)
    return sorted(made, key=lambda rewrite: rewrite.start)


def _reading(source: str, start: int, end: int, rewrites: Iterable[Rewrite]) -> str:
    """`source[start:end]` with sorted rewrites made."""
    pieces, at = [], start
    for rewrite in rewrites:
        pieces += [source[at : rewrite.start], rewrite.replacement]
        at = rewrite.end
    return "".join([*pieces, source[at:end]])
