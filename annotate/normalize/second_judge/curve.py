"""Putting two opinions together: a logistic curve with four numbers, learnt from annotated pages."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from annotate.data.load import read_table
from annotate.errors import ConfigurationError
from annotate.normalize.second_judge.doubt import Doubt, Opinion

TABLE = "second_judge.tsv"
MOST = 8.0
"""Log odds of a second judge beyond which more says no more."""
NUMBERS = ("constant", "first", "second", "lead")


@dataclass(frozen=True, slots=True)
class Curve:
    """Log odds that an option is right: a constant, and weights for what either judge says of it."""

    constant: float
    first: float
    """For the first judge's log odds."""
    second: float
    """For the second judge's log odds against the words found."""
    lead: float
    """For how far, in the second judge's eyes, the option lies before its best rival."""

    def probabilities(self, doubt: Doubt, opinion: Opinion) -> tuple[float, ...]:
        """That each option is right, both judges heard."""
        weights = (self.first, self.second, self.lead)
        return tuple(
            1 / (1 + math.exp(-self.constant - math.fsum(w * x for w, x in zip(weights, row, strict=True))))
            for row in evidence(doubt, opinion)
        )


def evidence(doubt: Doubt, opinion: Opinion) -> Iterator[tuple[float, float, float]]:
    """For each option the three numbers that a curve weighs, all natural logs."""
    for number, (probability, log_odds) in enumerate(zip(doubt.probabilities, opinion, strict=True)):
        rivals = [0.0, *opinion[:number], *opinion[number + 1 :]]
        first = math.log(max(probability, 1e-6) / max(1 - probability, 1e-6))
        yield first, _bounded(log_odds), _bounded(log_odds - max(rivals))


def _bounded(log_odds: float) -> float:
    return max(-MOST, min(MOST, log_odds))


def load_curve(kind: str) -> Curve:
    """The shipped curve for a kind of judge."""
    for row in read_table(TABLE):
        if row["judge"] == kind:
            return Curve(*(float(row[name]) for name in NUMBERS))
    raise ConfigurationError(f"{TABLE} has no curve for the judge {kind!r}; learn one, or install annotate-tei again")
