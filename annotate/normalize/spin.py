"""How damaged a text is by a synonym spinner, judged by the words it uses, a passage at a time.

A word that is frequent on spun pages and rare in clean text speaks for damage. One such word proves little,
so each counts at most twice in a passage, and a word is never judged by its own evidence.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from annotate.model import Damage
from annotate.normalize.lexicon import Entry, Phrase

LONGEST = 300
"""Words of a passage: annotated pages are up to 343 words long."""
WEAK = 0.5
"""Log ratio under which a word says nothing."""
MOST_COUNTED = 2
"""How often a form, or a sentence that is repeated, counts in a passage."""
PRIOR = math.log(1 / 9)
"""Log odds that a text is spun before it is read: one in ten. The curve is fitted on as many spun as sound."""
SHOWN = 5
"""How many forms are named as evidence."""

Item = TypeVar("Item")


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
    """The evidence for damage in one passage, form by form."""

    weights: Mapping[Phrase, float]
    length: int
    """Words, as `telling_length` counts them."""

    @classmethod
    def of(cls, counts: Mapping[Phrase, int], entries: Mapping[Phrase, Entry], length: int) -> Traces:
        """Evidence from how often each entry of the lexicon stands in a text of `length` words."""
        weights = {
            phrase: min(count, MOST_COUNTED) * entries[phrase].evidence
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


def telling_length(sentences: Sequence[Sequence[str]]) -> int:
    """Words of the sentences; those of one that is repeated count at most twice, as the evidence in it does.

    >>> telling_length([["one", "line"]] * 50)
    4
    """
    counted = Counter(map(tuple, sentences))
    return sum(min(count, MOST_COUNTED) * len(words) for words, count in counted.items())


def passages(sentences: Sequence[Item], length_of: Callable[[Item], int]) -> Iterator[Sequence[Item]]:
    """The sentences of a document in runs of about equal length, none much over LONGEST words.

    All that is known of damage was learnt from texts of this length; a word of a long book meets the same evidence
    around it as one of a short report, and the time to judge a document grows with its length and no faster.
    """
    total = sum(map(length_of, sentences))
    share = total / max(1, math.ceil(total / LONGEST))
    start = words = 0
    for number, sentence in enumerate(sentences, 1):
        words += length_of(sentence)
        if words >= share or number == len(sentences):
            yield sentences[start:number]
            start, words = number, 0


def damage_of(traces: Sequence[Traces], model: DamageModel) -> Damage | None:
    """The damage of a document from the traces in its passages: the mean of their log odds, by length.

    None for a document in which there is nothing to judge.
    """
    length = sum(each.length for each in traces)
    if not length:
        return None
    odds = PRIOR + math.fsum(each.length * model.log_odds(each.total, each.length) for each in traces) / length
    probability = 1 / (1 + math.exp(-max(min(odds, 30.0), -30.0)))
    weights: Counter[Phrase] = Counter()
    for each in traces:
        weights.update(each.weights)
    shown = Traces(weights, length).strongest()
    return Damage(round(probability, 3), tuple(" ".join(phrase) for phrase in shown))
