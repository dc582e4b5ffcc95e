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


def doubtful_places(
    source: str, start: int, end: int, rewrites: Iterable[Rewrite], earlier: str = ""
) -> Iterator[Place]:
    """The doubtful places of the sentence that stands at `start` to `end` of the source, behind the text `earlier`."""
    groups = _groups(rewrites)
    made = [_made(group) for group in groups]
    for number, group in enumerate(groups):
        if LEAST_DOUBTFUL <= max(rewrite.probability for rewrite in group) <= MOST_DOUBTFUL:
            first, last = group[0].start, max(rewrite.end for rewrite in group)
            options = _options(source, first, last, group)
            if options:
                before = _reading(source, start, first, chain.from_iterable(made[:number]))
                after = _reading(source, last, end, chain.from_iterable(made[number + 1 :]))
                likelihoods = tuple(rewrite.probability for rewrite in options.values())
                doubt = Doubt(first, before, source[first:last], after, tuple(options), likelihoods, earlier)
                yield Place(doubt, tuple(rewrite.number for rewrite in options.values()))


def as_left(source: str, start: int, end: int, rewrites: Iterable[Rewrite]) -> str:
    """The sentence that stands at `start` to `end` of the source as the first judge would leave it."""
    return _reading(source, start, end, chain.from_iterable(map(_made, _groups(rewrites))))


def _options(source: str, start: int, end: int, group: list[Rewrite]) -> dict[str, Rewrite]:
    """How a place may read, likeliest first, and from which rewrite: only where that changes anything."""
    options: dict[str, Rewrite] = {}
    for rewrite in sorted(group, key=lambda rewrite: -rewrite.probability):
        text = _reading(source, start, end, [rewrite])
        if text != source[start:end] and len(options) < MOST_OPTIONS:
            options.setdefault(text, rewrite)
    return options


def _groups(rewrites: Iterable[Rewrite]) -> list[list[Rewrite]]:
    """Rewrites that are worth listing, those together that share a word, directly or through a third; in text order."""
    listed = (rewrite for rewrite in rewrites if rewrite.probability >= LEAST_LISTED)
    groups: list[list[Rewrite]] = []
    for rewrite in sorted(listed, key=lambda rewrite: (rewrite.start, rewrite.end, rewrite.number)):
        if not groups or rewrite.start >= max(member.end for member in groups[-1]):
            groups.append([])
        groups[-1].append(rewrite)
    return groups


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
