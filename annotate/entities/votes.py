"""Deciding what an entity is: every hint is a vote with a weight and a reason, and all votes are kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container
from math import sqrt
from typing import NamedTuple

from annotate.model import EntityType

PERSON, ORGANIZATION, PLACE = EntityType.PERSON, EntityType.ORGANIZATION, EntityType.PLACE
WORDS = {PERSON: "a person", ORGANIZATION: "an organisation", PLACE: "a place", None: "another thing"}


class Vote(NamedTuple):
    """A hint at what a name names. None: neither person, organisation nor place."""

    type: EntityType | None
    weight: float
    reason: str


class Ballot:
    """The votes for one name or one entity.

    A reason that comes up n times weighs as the square root of n: one document repeats itself.
    """

    def __init__(self) -> None:
        self._count: Counter[Vote] = Counter()
        self._winner: tuple[EntityType | None] | None = None
        """The last winner, until another vote is cast."""

    def cast(self, vote: Vote, times: int = 1) -> None:
        """Count `vote`."""
        self._winner = None
        self._count[vote] += times

    def merge(self, other: Ballot) -> None:
        """Count all votes of `other` as well."""
        self._winner = None
        self._count.update(other._count)

    def score(self, kind: EntityType | None) -> float:
        """What all votes for `kind` weigh together."""
        return sum(vote.weight * sqrt(count) for vote, count in self._count.items() if vote.type == kind)

    def rests_on(self, votes: Container[Vote]) -> bool:
        """Whether there is a winner, and nothing but some of `votes` speaks for it."""
        return self.winner is not None and all(vote in votes for vote in self._count if vote.type == self.winner)

    @property
    def winner(self) -> EntityType | None:
        """The type with the most weight; None when nothing speaks for a type, or more against all of them."""
        if self._winner is None:
            scores: dict[EntityType | None, float] = dict.fromkeys((None, *EntityType), 0.0)
            for vote, count in self._count.items():
                scores[vote.type] += vote.weight * sqrt(count)
            against = max(0.0, scores.pop(None))
            best = max(scores, key=lambda kind: scores[kind])
            self._winner = (best if scores[best] > against else None,)
        return self._winner[0]

    def why(self) -> str:
        """The votes in words, the winner's first, each with its number."""
        voted = dict.fromkeys(vote.type for vote in self._count)
        kinds = sorted(voted, key=lambda kind: (kind != self.winner, -self.score(kind), WORDS[kind]))
        return "; ".join(f"{WORDS[kind]}: {self._reasons(kind)}" for kind in kinds)

    def _reasons(self, kind: EntityType | None) -> str:
        votes = sorted((v for v in self._count if v.type == kind), key=lambda v: (-v.weight, v.reason))
        return ", ".join(v.reason + (f" ({self._count[v]} times)" if self._count[v] > 1 else "") for v in votes)
