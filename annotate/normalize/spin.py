"""How damaged a text is by a synonym spinner, judged by the words it uses, a passage at a time.

A word that is frequent on spun pages and rare in clean text speaks for damage; one that a spinner would not have left
where it stands speaks against it. One such word proves little, so each counts at most twice in a passage, and a word
is never judged by its own evidence.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from annotate.model import Damage
from annotate.normalize.lexicon import WEAK, Entry, Phrase

LONGEST = 300
"""Words of a passage: annotated pages are up to 343 words long."""
MOST_COUNTED = 2
"""How often a form, or a sentence that is repeated, counts in a passage."""
PRIOR = math.log(1 / 9)
"""Log odds that a text is spun before it is read: one in ten. The curve is fitted on as many spun as sound."""
MOST_LEFT = 12.0
"""How much words that a spinner would not have left count in all: a page that somebody began to mend is still spun."""
SHOWN = 5
"""How many forms are named as evidence."""

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class DamageModel:
    """A logistic curve over the evidence in a document and its length, fitted on spun and clean pages."""

    constant: float
    per_evidence: float
    per_left: float
    per_log_length: float

    def log_odds(self, traces: Traces, but: Phrase = ()) -> float:
        """Natural log of the odds that a text with such traces is spun; what one phrase tells may be left out."""
        return (
            self.constant
            + self.per_evidence * traces.without(but)
            + self.per_left * traces.against(but)
            + self.per_log_length * math.log(traces.length + 10)
        )


@dataclass(frozen=True)
class Traces:
    """The evidence for and against damage in one passage, form by form; natural logs."""

    weights: Mapping[Phrase, float]
    length: int
    """Words, as `telling_length` counts them."""
    left: Mapping[Phrase, float] = field(default_factory=dict)
    """Words of a spinner's list that stand where it would have replaced them; below 0, as they speak against it."""

    @classmethod
    def of(
        cls,
        counts: Mapping[Phrase, int],
        entries: Mapping[Phrase, Entry],
        length: int,
        left: Mapping[Phrase, float],
    ) -> Traces:
        """Evidence from how often each entry of the lexicon stands in a text of `length` words, and what was left."""
        weights = {
            phrase: min(count, MOST_COUNTED) * entries[phrase].evidence
            for phrase, count in counts.items()
            if entries[phrase].evidence > WEAK
        }
        return cls(weights, length, left)

    @cached_property
    def total(self) -> float:
        """All the evidence for damage."""
        return math.fsum(self.weights.values())

    @cached_property
    def _all_left(self) -> float:
        return math.fsum(self.left.values())

    def against(self, phrase: Phrase = ()) -> float:
        """The evidence against damage that all but `phrase` gives, at most MOST_LEFT below 0."""
        return max(self._all_left - self.left.get(phrase, 0.0), -MOST_LEFT)

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
    odds = PRIOR + math.fsum(each.length * model.log_odds(each) for each in traces) / length
    probability = 1 / (1 + math.exp(-max(min(odds, 30.0), -30.0)))
    weights: Counter[Phrase] = Counter()
    for each in traces:
        weights.update(each.weights)
    shown = Traces(weights, length).strongest()
    return Damage(round(probability, 3), tuple(" ".join(phrase) for phrase in shown))
