"""How well a found phrase and what it may stand for sit between the words around them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from annotate.normalize.context import END, START, Floats, LanguageModel
from annotate.normalize.encoder import UNJUDGED, Encoder

if TYPE_CHECKING:
    from annotate.normalize.suspects import Candidate
    from annotate.normalize.tokens import Token

TRIGRAM_FITS = (
    "gain_before",  # log probability gained given the words before
    "gain_after",  # log probability gained by the words after
    "gain",  # the sum of both
    "gain_beyond_frequency",  # gain, with each word's bare frequency taken off
    "found_before",  # log probability of the found phrase given the words before
    "found_after",  # log probability of the words after the found phrase
    "meant_before",
    "meant_after",
)
CONTEXT_FIT = "context_gain"
"""Log ratio by which the whole sentence speaks for the meant word, by the encoder; unknown for phrases and figures."""
FITS = (*TRIGRAM_FITS, CONTEXT_FIT)
FIT = {name: number for number, name in enumerate(FITS)}
NEIGHBOURS = 2
"""Words looked at on either side, as far as a trigram reaches."""

Spot = tuple[int, int, int]
"""Where a phrase stands: sentence, first word, and the word after the last."""


def spots_of(candidates: Sequence[Candidate]) -> tuple[list[Spot], np.ndarray[tuple[int], np.dtype[np.int64]]]:
    """The different places of candidates in order, and which of them each candidate has."""
    index: dict[Spot, int] = {}
    owner = np.array([index.setdefault(candidate.place, len(index)) for candidate in candidates], np.int64)
    return list(index), owner


def trigram_fits(candidates: Sequence[Candidate], keys: Sequence[list[str]], model: LanguageModel) -> Floats:
    """The trigram model's numbers for each candidate, shape (candidates, TRIGRAM_FITS)."""
    spots, owner = spots_of(candidates)
    padded = {n: [START, START, *model.ids(keys[n]), END] for n in {n for n, *_ in spots}}
    found = [_between_neighbours(padded[n][start + 2 : end + 2], padded[n], start, end) for n, start, end in spots]
    meant = [_between_neighbours(model.ids(c.meant), padded[c.sentence], c.start, c.end) for c in candidates]
    before, after, beyond = _log_probabilities([*found, *meant], model)
    size = len(spots)
    found_before, found_after, found_beyond = before[:size][owner], after[:size][owner], beyond[:size][owner]
    gain_before, gain_after = before[size:] - found_before, after[size:] - found_after
    return np.stack(
        [
            gain_before,
            gain_after,
            gain_before + gain_after,
            beyond[size:] - found_beyond,
            found_before,
            found_after,
            before[size:],
            after[size:],
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
    sizes = np.array([len(run) for run, _ in variants]) - NEIGHBOURS
    owner = np.repeat(np.arange(len(variants)), sizes)
    within = np.arange(len(owner)) - np.repeat(np.cumsum(sizes) - sizes, sizes) + NEIGHBOURS
    is_after = within >= np.repeat([cut for _, cut in variants], sizes)
    first, second, third = (
        np.array([word for run, _ in variants for word in run[offset : len(run) - 2 + offset]], dtype=np.int64)
        for offset in range(3)
    )
    logs = model.log_probability(first, second, third)
    chance = np.log((model.unigrams[third] + 1.0) / model.size)
    size = len(variants)

    def summed(values: Floats) -> Floats:
        return np.bincount(owner, values, size).astype(np.float64)

    return (
        summed(np.where(is_after, 0.0, logs)),
        summed(np.where(is_after, logs, 0.0)),
        summed(np.where(is_after, 0.0, logs - chance)),
    )


def context_gains(
    candidates: Sequence[Candidate], sentences: Sequence[list[Token]], encoder: Encoder
) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """The number of CONTEXT_FIT for each candidate in a passage; only sentences with something to ask are read."""
    gains = np.full(len(candidates), np.nan)
    asked = [(n, words) for n, candidate in enumerate(candidates) if (words := _words_asked(candidate, encoder))]
    if not asked:
        return gains
    numbers = dict.fromkeys(candidates[n].sentence for n, _ in asked)
    read = {number: encoder.read([token.text for token in sentences[number]]) for number in numbers}
    here = np.array([read[candidates[n].sentence][candidates[n].start] for n, _ in asked])
    found, meant = np.array([words for _, words in asked]).T
    gains[[n for n, _ in asked]] = encoder.scores(here, meant) - encoder.scores(here, found)
    return gains


def _words_asked(candidate: Candidate, encoder: Encoder) -> tuple[int, int] | None:
    """The numbers of the words found and meant; None where the encoder has nothing to say."""
    if len(candidate.entry.found) != 1 or len(candidate.meant) != 1 or candidate.is_number:
        return None
    found, meant = encoder.number(candidate.entry.found[0]), encoder.number(candidate.meant[0])
    return None if UNJUDGED in (found, meant) else (found, meant)
