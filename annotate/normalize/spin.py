"""How damaged a document is by a synonym spinner, judged by the words it uses.

A word that is frequent on spun pages and rare in clean text speaks for damage. One such word proves little, so
each counts at most twice, and a word is never judged by its own evidence.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from annotate.model import Damage
from annotate.normalize.lexicon import Entry, Phrase

WEAK = 0.5
"""Log ratio under which a word says nothing."""
SHOWN = 5
"""How many forms are named as evidence."""


@dataclass(frozen=True, slots=True)
class DamageModel:
    """A logistic curve over the evidence in a document and its length, fitted on spun and clean pages."""

    constant: float
    per_evidence: float
    per_log_length: float

    def log_odds(self, evidence: float, length: int) -> float:
        """Natural log of the odds that a text of `length` words with this much evidence is spun."""
        return self.constant + self.per_evidence * evidence + self.per_log_length * math.log(length + 10)


@dataclass(frozen=True, slots=True)
class Traces:
    """The evidence for damage in one document, form by form."""

    weights: Mapping[Phrase, float]
    length: int

    @classmethod
    def of(cls, counts: Mapping[Phrase, int], entries: Mapping[Phrase, Entry], length: int) -> Traces:
        """Evidence from how often each entry of the lexicon stands in a text of `length` words."""
        weights = {
            phrase: min(count, 2) * entries[phrase].evidence
            for phrase, count in counts.items()
            if entries[phrase].evidence > WEAK
        }
        return cls(weights, length)

    @property
    def total(self) -> float:
        """All the evidence, natural log."""
        return math.fsum(self.weights.values())

    def without(self, phrase: Phrase) -> float:
        """The evidence that the rest of the document gives when `phrase` itself is judged."""
        return self.total - self.weights.get(phrase, 0.0)

    def strongest(self) -> tuple[Phrase, ...]:
        """The forms that say most, strongest first."""
        ranked = sorted(self.weights, key=lambda phrase: (-self.weights[phrase], phrase))
        return tuple(ranked[:SHOWN])

    def damage(self, model: DamageModel) -> Damage:
        """The document's damage as a probability, with the forms that speak for it."""
        odds = model.log_odds(self.total, self.length)
        probability = 1 / (1 + math.exp(-max(min(odds, 30.0), -30.0)))
        return Damage(round(probability, 3), tuple(" ".join(phrase) for phrase in self.strongest()))
