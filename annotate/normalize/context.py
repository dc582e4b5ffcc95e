"""A language model counted from text, which tells how well a word sits between its neighbours.

Trigrams with Witten-Bell smoothing (Witten and Bell 1991, method C), as arrays of sorted 64-bit keys, so that
a whole document is scored in a handful of numpy calls.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from annotate.data.load import pack_numbers, pack_words, unpack_numbers, unpack_words

Ids: TypeAlias = NDArray[np.int64]
Floats: TypeAlias = NDArray[np.float64]

BITS = 20
"""Bits of a word's number inside a key; three of them fit into 63 bits."""
UNKNOWN, START, END = 0, 1, 2
SPECIAL = ("<unk>", "<s>", "</s>")


@dataclass(frozen=True, eq=False)
class LanguageModel:
    """Counts of one to three words in a row.

    `followers` is the number of different words seen after a context, which Witten-Bell smoothing takes as
    the chance that the next word is a new one.
    """

    words: Mapping[str, int]
    unigrams: Ids
    unigram_followers: Ids
    bigram_keys: Ids
    bigrams: Ids
    bigram_followers: Ids
    trigram_keys: Ids
    trigrams: Ids

    def ids(self, keys: Sequence[str]) -> list[int]:
        """Numbers of the words; 0 for a word the model does not know."""
        return [self.words.get(key, UNKNOWN) for key in keys]

    @cached_property
    def size(self) -> int:
        """Words of all the text that was counted."""
        return int(self.unigrams.sum())

    def knows(self, key: str) -> bool:
        """Whether the model has counted the word."""
        return key in self.words

    def count(self, key: str) -> int:
        """How often the word was seen."""
        return int(self.unigrams[self.words[key]]) if key in self.words else 0

    def pair_count(self, first: str, second: str) -> int:
        """How often two words were seen in a row; 0 for pairs rarer than the model keeps."""
        numbers = self.ids([first, second])
        if UNKNOWN in numbers:
            return 0
        place, found = _find(self.bigram_keys, np.array([numbers[0] << BITS | numbers[1]]))
        return int(self.bigrams[place[0]]) if found[0] else 0

    def log_probability(self, first: Ids, second: Ids, third: Ids) -> Floats:
        """Natural log of P(third | first, second), elementwise."""
        pair, pair_found = _find(self.bigram_keys, first << BITS | second)
        triple, triple_found = _find(self.trigram_keys, (first << BITS | second) << BITS | third)
        total = np.where(pair_found, self.bigrams[pair], 0)
        new = np.where(pair_found, self.bigram_followers[pair], 0)
        seen = np.where(triple_found, self.trigrams[triple], 0)
        lower = self._bigram_probability(second, third)
        return np.log(np.where(total > 0, (seen + new * lower) / np.maximum(total + new, 1), lower))

    def _bigram_probability(self, second: Ids, third: Ids) -> Floats:
        pair, found = _find(self.bigram_keys, second << BITS | third)
        seen = np.where(found, self.bigrams[pair], 0)
        total, new = self.unigrams[second], self.unigram_followers[second]
        size = float(self.size)
        lower = (self.unigrams[third] + 1.0) / (size + len(self.unigrams))
        return np.where(total > 0, (seen + new * lower) / np.maximum(total + new, 1), lower)

    def arrays(self) -> dict[str, NDArray[Any]]:
        """The model as named arrays, keys as differences so that they compress."""
        numbers = {
            "unigrams": self.unigrams.astype(np.int32),
            "unigram_followers": self.unigram_followers.astype(np.int32),
            "bigram_keys": np.diff(self.bigram_keys, prepend=0),
            "bigrams": self.bigrams.astype(np.int32),
            "bigram_followers": self.bigram_followers.astype(np.int32),
            "trigram_keys": np.diff(self.trigram_keys, prepend=0),
            "trigrams": self.trigrams.astype(np.int32),
        }
        return {"words": pack_words(self.words), **{name: pack_numbers(array) for name, array in numbers.items()}}

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, NDArray[Any]]) -> LanguageModel:
        """The model that `arrays()` took apart."""
        numbers = {name: unpack_numbers(array) for name, array in arrays.items() if name != "words"}
        return cls(
            words={word: number for number, word in enumerate(unpack_words(arrays["words"]))},
            unigrams=numbers["unigrams"],
            unigram_followers=numbers["unigram_followers"],
            bigram_keys=np.cumsum(numbers["bigram_keys"]),
            bigrams=numbers["bigrams"].astype(np.int32),
            bigram_followers=numbers["bigram_followers"].astype(np.int32),
            trigram_keys=np.cumsum(numbers["trigram_keys"]),
            trigrams=numbers["trigrams"].astype(np.int32),
        )


def _find(keys: Ids, wanted: Ids) -> tuple[Ids, NDArray[np.bool_]]:
    """Index of each wanted key (any index where it is missing) and whether it is there."""
    place = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    return place, keys[place] == wanted


def count_model(sentences: Sequence[Sequence[str]], *, least: int = 3, keep: int = 2) -> LanguageModel:
    """Count a model from tokenized sentences.

    Words seen fewer than `least` times count as unknown; pairs and triples seen fewer than `keep` times are
    forgotten after they have been counted as followers.
    """
    counts: dict[str, int] = {}
    for sentence in sentences:
        for key in sentence:
            counts[key] = counts.get(key, 0) + 1
    frequent = sorted((key for key, n in counts.items() if n >= least), key=lambda key: (-counts[key], key))
    words = {key: number for number, key in enumerate((*SPECIAL, *frequent))}
    stream = np.fromiter(
        (
            number
            for sentence in sentences
            for number in (START, START, *(words.get(key, UNKNOWN) for key in sentence), END)
        ),
        dtype=np.int64,
    )
    return _count_stream(stream, words, keep)


def _count_stream(stream: Ids, words: Mapping[str, int], keep: int) -> LanguageModel:
    size = len(words)
    pairs, pair_counts = np.unique(stream[:-1] << BITS | stream[1:], return_counts=True)
    triples, triple_counts = np.unique((stream[:-2] << BITS | stream[1:-1]) << BITS | stream[2:], return_counts=True)
    place, _ = _find(pairs, triples >> BITS)
    followers = np.bincount(place, minlength=len(pairs))
    pair_kept, triple_kept = pair_counts >= keep, triple_counts >= keep
    return LanguageModel(
        words=words,
        unigrams=np.bincount(stream, minlength=size),
        unigram_followers=np.bincount(pairs >> BITS, minlength=size),
        bigram_keys=pairs[pair_kept],
        bigrams=pair_counts[pair_kept],
        bigram_followers=followers[pair_kept],
        trigram_keys=triples[triple_kept],
        trigrams=triple_counts[triple_kept],
    )
