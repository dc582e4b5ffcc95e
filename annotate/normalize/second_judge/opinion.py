"""Hearing a second judge on the doubtful places of a passage, and keeping count of what that took and changed."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from time import perf_counter
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from annotate.model import Certainty
from annotate.normalize.second_judge.curve import Curve
from annotate.normalize.second_judge.doubt import Doubt, Opinion, SecondJudge
from annotate.normalize.second_judge.places import Place, Rewrite, as_left, doubtful_places
from annotate.normalize.tokens import Token, tokenize

Probabilities: TypeAlias = NDArray[np.float64]


@dataclass(slots=True)
class Tally:
    """What a second judge has done so far."""

    words: int = 0
    """Words of all passages."""
    looked_at: int = 0
    """Words of the doubtful places."""
    places: int = 0
    changed: int = 0
    """Places where the outcome differs: another option, another certainty, or an edit more or less."""
    seconds: float = 0.0

    @property
    def share(self) -> float:
        """Share of the words that were looked at."""
        return self.looked_at / self.words if self.words else 0.0

    def __str__(self) -> str:
        return (
            f"looked at {self.share:.1%} of the words ({self.places} places),"
            f" changed the outcome in {self.changed}, took {self.seconds:.1f} s"
        )


@dataclass(frozen=True, slots=True)
class SecondOpinion:
    """A second judge with the curve that joins its opinion to the first judge's."""

    judge: SecondJudge
    curve: Curve
    tally: Tally = field(default_factory=Tally)

    def reconsider(
        self, source: str, passage: Sequence[list[Token]], rewrites: Iterable[tuple[int, Rewrite]], first: Probabilities
    ) -> tuple[Probabilities, Mapping[int, str]]:
        """The probabilities of all candidates of a passage anew, and a remark for each that moved, by index.

        `rewrites` are what the candidates would write, each after the number of its sentence, in any order; `first`
        are the first judge's probabilities of all candidates.
        """
        places = list(_places(source, passage, rewrites))
        began = perf_counter()
        opinions = self.judge.weigh([place.doubt for place in places]) if places else []
        self.tally.seconds += perf_counter() - began
        self.tally.words += sum(map(len, passage))
        self.tally.places += len(places)
        self.tally.looked_at += sum(len(tokenize(place.doubt.found)) for place in places)
        probabilities = first.copy()
        remarks: dict[int, str] = {}
        for place, opinion in zip(places, opinions, strict=True):
            if opinion is not None:
                remarks |= self._apply(place, opinion, probabilities)
        return probabilities, remarks

    def _apply(self, place: Place, opinion: Opinion, probabilities: Probabilities) -> dict[int, str]:
        """Write the new probabilities of a place; the remarks on those that moved."""
        numbers, old = place.numbers, place.doubt.probabilities
        new = self.curve.probabilities(place.doubt, opinion)
        probabilities[list(numbers)] = new
        self.tally.changed += _outcome(old) != _outcome(new)
        return {
            number: self._remark(place.doubt, at, opinion, new[at])
            for at, number in enumerate(numbers)
            if round(old[at], 3) != round(new[at], 3)
        }

    def _remark(self, doubt: Doubt, at: int, opinion: Opinion, new: float) -> str:
        """What the second judge says of an option, in words."""
        option = doubt.options[at]
        better, worse = (option, doubt.found) if opinion[at] >= 0 else (doubt.found, option)
        ratio = math.exp(min(abs(opinion[at]), 20.0))
        times = f"{ratio:.0f}" if ratio < 1000 else "over 1000"
        likelier = "as likely as" if ratio < 1.5 else f"{times} times likelier than"
        return (
            f"a second judge ({self.judge.name}) finds “{better.strip()}” {likelier} “{worse.strip()}” here,"
            f" which takes the probability from {doubt.probabilities[at]:.2f} to {new:.2f}"
        )


def _places(source: str, passage: Sequence[list[Token]], rewrites: Iterable[tuple[int, Rewrite]]) -> Iterator[Place]:
    """The doubtful places of a passage, in order."""
    of_sentence: dict[int, list[Rewrite]] = {}
    for number, rewrite in rewrites:
        of_sentence.setdefault(number, []).append(rewrite)
    earlier = ""
    for number, sentence in enumerate(passage):
        if sentence:
            start, end, mine = sentence[0].start, sentence[-1].end, of_sentence.get(number, [])
            yield from doubtful_places(source, start, end, mine, earlier)
            earlier += as_left(source, start, end, mine) + " "


def _outcome(probabilities: Sequence[float]) -> tuple[int, Certainty] | None:
    """Which option is offered, and how surely; None when none is."""
    best = max(range(len(probabilities)), key=lambda number: probabilities[number])
    return (best, Certainty.of(probabilities[best])) if probabilities[best] >= Certainty.LOW.floor else None
