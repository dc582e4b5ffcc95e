"""What a whole sentence says of the word that may have stood in a place.

The reader has learnt the question itself: a word stands here that a spinner may have written; which of the words it may
stand for was it, or was it itself? What it makes of a place is compared with a vector of each word.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from annotate.data.load import pack_words, unpack_words
from annotate.transformer import Embeddings, Reader
from annotate.transformer.quantized import packed, unpacked

Floats32: TypeAlias = NDArray[np.float32]
Ids: TypeAlias = NDArray[np.int64]

BITS = 6
"""Bits of a number of a word's vector as shipped."""
UNJUDGED = -1
"""The number of a word that the encoder has no vector of."""


@dataclass(frozen=True, eq=False)
class Encoder:
    """A reader, and the words whose places it can tell apart."""

    reader: Reader
    words: Mapping[str, int]
    compared: Floats32
    """One for each word, shape (words, dimensions)."""
    compared_bias: Floats32

    def number(self, word: str) -> int:
        """The number of a word; UNJUDGED for one that the encoder cannot tell."""
        return self.words.get(word, UNJUDGED)

    def read(self, sentence: Sequence[str]) -> Floats32:
        """What it makes of each place of a sentence, shape (words, dimensions), from the words as they stand."""
        return self.reader.read(sentence)

    def scores(self, places: Floats32, words: Ids) -> Floats32:
        """How well each word goes with the place in the same row: log probability but for a constant of the place."""
        scores = np.einsum("nd,nd->n", places, self.compared[words]) + self.compared_bias[words]
        return np.asarray(scores, np.float32)

    def arrays(self) -> dict[str, NDArray[Any]]:
        """The encoder as named arrays, the embeddings left out: all readers share them."""
        return {
            **self.reader.arrays(),
            "words": pack_words(self.words),
            **packed("compared", self.compared, BITS),
            "compared_bias": self.compared_bias.astype(np.float16),
        }

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, NDArray[Any]], embeddings: Embeddings) -> Encoder:
        """The encoder that `arrays()` packed."""
        return cls(
            reader=Reader.from_arrays(arrays, embeddings),
            words={word: number for number, word in enumerate(unpack_words(arrays["words"]))},
            compared=unpacked("compared", arrays),
            compared_bias=unpacked("compared_bias", arrays),
        )
