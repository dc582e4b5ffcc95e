"""Words of a passage that a spinner may have put there, what each may stand for, and how well that would fit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from annotate.normalize.context import END, START, Floats, LanguageModel
from annotate.normalize.frames import stands_rightfully
from annotate.normalize.lexicon import Entry, Lexicon, Phrase, Substitution
from annotate.normalize.spin import Traces
from annotate.normalize.tokens import Token

FITS = (
    "gain_before",  # log probability gained given the words before
    "gain_after",  # log probability gained by the words after
    "gain",  # the sum of both
    "gain_beyond_frequency",  # gain, with each word's bare frequency taken off
    "found_before",  # log probability of the found phrase given the words before
    "found_after",  # log probability of the words after the found phrase
    "meant_before",
    "meant_after",
)
GAIN = FITS.index("gain")
TELLING_GAIN = 1.0
"""Log probability that another word must gain in a place before the one found there speaks for damage."""
NEIGHBOURS = 2
"""Words looked at on either side, as far as a trigram reaches."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words `start` to `end` of a sentence, the lexicon entry they match, and one thing they may mean."""

    sentence: int
    start: int
    end: int
    entry: Entry
    substitution: Substitution

    @property
    def meant(self) -> Phrase:
        """The phrase that would be restored."""
        return self.substitution.meant

    @property
    def is_number(self) -> bool:
        """Whether a figure was found."""
        return self.entry.found[0][0].isdigit()


@dataclass(frozen=True, eq=False)
class Suspects:
    """The places of a passage where an entry stands, what each may stand for, and how well that would fit."""

    places: list[tuple[int, int, Entry]]
    """Number of the sentence, index of the first word, entry."""
    candidates: list[Candidate]
    fits: Floats
    """The numbers of FITS, a row a candidate."""
    length: int

    def traces(self, entries: Mapping[Phrase, Entry]) -> Traces:
        """The evidence for damage: a word counts where one it may stand for fits better than it does."""
        gains = iter(self.fits[:, GAIN])
        telling = Counter(
            entry.found
            for _, _, entry in self.places
            if max([next(gains) for _ in entry.substitutions], default=0.0) > TELLING_GAIN
        )
        return Traces.of(telling, entries, self.length)


def find_suspects(sentences: Sequence[list[Token]], lexicon: Lexicon, model: LanguageModel) -> Suspects:
    """Every word of a passage that the lexicon knows, and what it may stand for."""
    keys = [[token.key for token in sentence] for sentence in sentences]
    places = [
        (number, start, entry)
        for number, sentence in enumerate(keys)
        for start, entry in lexicon.matches(sentence)
        if not stands_rightfully(sentences[number], start, start + len(entry.found))
    ]
    candidates = [
        Candidate(number, start, start + len(entry.found), entry, substitution)
        for number, start, entry in places
        for substitution in entry.substitutions
    ]
    fits = _fits(candidates, keys, model) if candidates else np.zeros((0, len(FITS)))
    return Suspects(places, candidates, fits, sum(map(len, keys)))


def _fits(candidates: list[Candidate], keys: Sequence[list[str]], model: LanguageModel) -> Floats:
    """The numbers of FITS for each candidate."""
    padded = {c.sentence: [START, START, *model.ids(keys[c.sentence]), END] for c in candidates}
    variants = [
        variant
        for c in candidates
        for phrase in (c.entry.found, c.meant)
        for variant in [_between_neighbours(model.ids(phrase), padded[c.sentence], c.start, c.end)]
    ]
    before, after, beyond = _log_probabilities(variants, model)
    found, meant = slice(0, None, 2), slice(1, None, 2)
    gain_before, gain_after = before[meant] - before[found], after[meant] - after[found]
    return np.stack(
        [
            gain_before,
            gain_after,
            gain_before + gain_after,
            beyond[meant] - beyond[found],
            before[found],
            after[found],
            before[meant],
            after[meant],
        ],
        axis=1,
    )


def _between_neighbours(phrase: list[int], padded: list[int], start: int, end: int) -> tuple[list[int], int]:
    """The word numbers of a phrase in place of `start` to `end`, and the index after which they go on."""
    before = padded[start : start + NEIGHBOURS]
    after = padded[end + NEIGHBOURS : end + 2 * NEIGHBOURS]
    return [*before, *phrase, *after], NEIGHBOURS + len(phrase)


def _log_probabilities(variants: list[tuple[list[int], int]], model: LanguageModel) -> tuple[Floats, Floats, Floats]:
    """For each run of word numbers: log P of the phrase, of what follows, and of the phrase beyond chance.

    The second item of a variant is the index at which the words after the phrase begin.
    """
    owner = np.array([n for n, (run, _) in enumerate(variants) for _ in range(NEIGHBOURS, len(run))])
    is_after = np.array([at >= cut for run, cut in variants for at in range(NEIGHBOURS, len(run))])
    first, second, third = (
        np.array([word for run, _ in variants for word in run[offset : len(run) - 2 + offset]], dtype=np.int64)
        for offset in range(3)
    )
    logs = model.log_probability(first, second, third)
    chance = np.log((model.unigrams[third] + 1.0) / model.unigrams.sum())
    size = len(variants)

    def summed(values: Floats) -> Floats:
        return np.bincount(owner, values, size).astype(np.float64)

    return (
        summed(np.where(is_after, 0.0, logs)),
        summed(np.where(is_after, logs, 0.0)),
        summed(np.where(is_after, 0.0, logs - chance)),
    )
