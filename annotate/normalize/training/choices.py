"""What the encoder is asked: text in numbers, how a spinner would leave it, and what each word found may have been."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from annotate.normalize.frames import is_in_reach
from annotate.normalize.thesaurus import Thesaurus
from annotate.normalize.tokens import Token
from annotate.normalize.training.simulation import LEFT, Spinner
from annotate.transformer import LONGEST

SHORTEST = 4
"""Words of a run that says anything."""
SPUN = 0.6
"""Share of the runs that are spun."""
PAGE = 40
"""Runs in a row on which the spinner has one list of words."""
MOST_OPTIONS, MOST_NOISE = 24, 8
UNSEEN = 0.3
"""Places in which a word is taken to be the answer though it never was."""
NONE = -1

Ids = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Stream:
    """Text as numbers of words, run after run."""

    words: NDArray[np.int32]
    spinnable: Flags
    """Whether the word stands in a spinner's reach."""
    starts: Ids
    """Where each run begins, and where the last one ends."""

    @classmethod
    def of(cls, sentences: Iterable[Sequence[Token]], number: Mapping[str, int]) -> Stream:
        """Sentences cut into runs."""
        words: list[int] = []
        spinnable: list[bool] = []
        starts = [0]
        for sentence in sentences:
            for at in range(0, len(sentence), LONGEST):
                run = sentence[at : at + LONGEST]
                if len(run) >= SHORTEST:
                    words += [number[spelling(token)] for token in run]
                    spinnable += [is_in_reach(sentence, at + n, at + n + 1) for n in range(len(run))]
                    starts.append(len(words))
        return cls(np.array(words, np.int32), np.array(spinnable), np.array(starts, np.int64))

    def __len__(self) -> int:
        """How many runs there are."""
        return len(self.starts) - 1

    def places(self, runs: Ids) -> tuple[Ids, Ids]:
        """Indices of the words of runs, and for each word which of the runs it stands in."""
        lengths = self.starts[runs + 1] - self.starts[runs]
        owner = np.repeat(np.arange(len(runs)), lengths)
        first = np.cumsum(lengths) - lengths
        return np.repeat(self.starts[runs] - first, lengths) + np.arange(len(owner)), owner


@dataclass(frozen=True, eq=False)
class Choices:
    """What a spinner writes for each word, and what each word found may have been; rows by number of the word."""

    noise: Ids
    """Words put in its place, shape (words, MOST_NOISE)."""
    odds: NDArray[np.float32]
    """The chance of each, summed up from the left."""
    first: Ids
    """What would be put in if the word were on the list; NONE where nothing."""
    listed: NDArray[np.float32]
    """The probability that it is."""
    options: Ids
    """What the word found may have been, itself first, NONE behind the last; shape (words, MOST_OPTIONS)."""

    @classmethod
    def of(cls, words: Sequence[str], spinner: Spinner, thesaurus: Thesaurus) -> Choices:
        """The choices among numbered words; figures are not asked about, they have grammar of their own."""
        number = {word: n for n, word in enumerate(words)}
        noise, odds = np.zeros((len(words), MOST_NOISE), np.int64), np.zeros((len(words), MOST_NOISE), np.float32)
        for meant, found in spinner.replaced.items():
            ranked = sorted(found, key=lambda pair: -pair[1])[:MOST_NOISE]
            noise[number[meant], : len(ranked)] = [number[word] for word, _ in ranked]
            odds[number[meant], : len(ranked)] = [share for _, share in ranked]
        first, listed = np.full(len(words), NONE), np.zeros(len(words), np.float32)
        for meant, word in spinner.first.items():
            first[number[meant]], listed[number[meant]] = number[word], spinner.listed[meant]
        options = np.full((len(words), MOST_OPTIONS), NONE)
        for word, meanings in _meanings(spinner, thesaurus).items():
            chosen = [word, *filter(str.isalpha, meanings)][:MOST_OPTIONS]
            if word[0].isalpha() and len(chosen) > 1:
                options[number[word], : len(chosen)] = [number[each] for each in chosen]
        return cls(noise, np.cumsum(odds, axis=1), first, listed, options)

    def spun(self, words: Ids, spinnable: Flags, page: Ids, random: np.random.Generator) -> Ids:
        """Words of spun runs as a spinner leaves them; `page` says which page each stands on."""
        hits = random.random(len(words))[:, None] < self.odds[words]
        hit = hits.any(axis=1) & spinnable
        spun = words.copy()
        spun[hit] = self.noise[words[hit], np.argmax(hits[hit], axis=1)]
        is_listed = (_chance(words, page) < self.listed[words]) & (self.first[words] >= 0)
        put_in = is_listed & spinnable & (random.random(len(words)) > LEFT)
        spun[put_in] = self.first[words[put_in]]
        return spun


def vocabulary(words: Mapping[str, int], spinner: Spinner, thesaurus: Thesaurus) -> list[str]:
    """The words of a text, counted, and those that a spinner may write or mean; most frequent first."""
    meanings = _meanings(spinner, thesaurus)
    put_in = {word for found in spinner.replaced.values() for word, _ in found}
    asked = {word for found, each in meanings.items() for word in (found, *each)}
    every = words.keys() | spinner.replaced.keys() | spinner.first.keys() | put_in | asked
    return sorted(every, key=lambda word: (-words.get(word, 0), word))


def spelling(token: Token) -> str:
    """The word in the form in which it is numbered."""
    return token.text.lower().replace("’", "'")


def spun_runs(
    stream: Stream, runs: Ids, choices: Choices, reading: int, random: np.random.Generator
) -> tuple[Ids, Ids, Ids]:
    """Words of runs as they were, as they are found, and in which run each stands; for one of several readings."""
    places, owner = stream.places(runs)
    words = stream.words[places].astype(np.int64)
    is_spun = random.random(len(runs)) < SPUN
    page = runs[owner] // PAGE + reading * len(stream)
    return words, choices.spun(words, stream.spinnable[places] & is_spun[owner], page, random), owner


def log_counts(
    stream: Stream, choices: Choices, random: np.random.Generator, some: int = 20_000
) -> NDArray[np.float32]:
    """Natural log of how often each option is the answer, the shape of `options`; `some` runs are spun at a time."""
    counts = np.zeros(choices.options.shape, np.float32)
    for start in range(0, len(stream), some):
        runs = np.arange(start, min(start + some, len(stream)))
        words, found, _ = spun_runs(stream, runs, choices, 0, random)
        is_answer = choices.options[found] == words[:, None]
        np.add.at(counts, (found, is_answer.argmax(axis=1)), is_answer.any(axis=1).astype(np.float32))
    return np.asarray(np.log(counts + UNSEEN), np.float32)


def _meanings(spinner: Spinner, thesaurus: Thesaurus) -> Mapping[str, Iterable[str]]:
    """What each single word found may stand for: on annotated pages, then by the thesaurus."""
    meanings: dict[str, dict[str, None]] = {}
    for meant, found in spinner.replaced.items():
        for word, _ in found:
            meanings.setdefault(word, {})[meant] = None
    for word, meant in _linked(thesaurus):
        meanings.setdefault(word, {})[meant] = None
    return meanings


def _linked(thesaurus: Thesaurus) -> Iterator[tuple[str, str]]:
    for found, links in thesaurus.links.items():
        yield from ((found, link.meant[0]) for link in links if link.steps == 1 and len(link.meant) == 1)


def _chance(words: Ids, page: Ids) -> NDArray[np.float64]:
    """A number from 0 to 1 for a word on a page, always the same: the mixing of splitmix64 (Steele et al. 2014)."""
    mixed = words.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    mixed ^= page.astype(np.uint64) * np.uint64(0xC2B2AE3D27D4EB4F)
    mixed ^= mixed >> np.uint64(29)
    mixed *= np.uint64(0xBF58476D1CE4E5B9)
    return (mixed >> np.uint64(40)).astype(np.float64) / (1 << 24)
