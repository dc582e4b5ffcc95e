"""The vectors of pieces of words with which every reading begins."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from annotate.data.load import pack_words, read_arrays, unpack_words
from annotate.transformer.quantized import packed, unpacked
from annotate.transformer.shape import MARGIN, shape_of
from annotate.transformer.wordpieces import BEGIN, END, Wordpieces

Floats32: TypeAlias = NDArray[np.float32]
Ids: TypeAlias = NDArray[np.int64]

FILE = "embeddings.npz"
BITS = 6
"""Bits of a number of a piece's vector as shipped."""


@dataclass(frozen=True, eq=False)
class Run:
    """Words in pieces, between the two pieces that stand before and after every run."""

    pieces: Ids
    shapes: Ids
    """How the word of each piece is written."""
    first: Ids
    """Where the first piece of each word stands."""


@dataclass(frozen=True, eq=False)
class Embeddings:
    """Pieces by number, their vectors, and what is added by the place of a piece."""

    pieces: Wordpieces
    vectors: NDArray[np.float16]
    """Shape (pieces, width)."""
    positions: NDArray[np.float16]
    """Shape (places, width)."""

    def run(self, words: Sequence[str]) -> Run:
        """Words as pieces."""
        cut = [self.pieces.cut(word) for word in words]
        sizes = np.array([len(pieces) for pieces in cut], np.int64)
        begin, end = self._margin
        return Run(
            np.array([begin, *(piece for pieces in cut for piece in pieces), end], np.int64),
            np.repeat([MARGIN, *map(shape_of, words), MARGIN], [1, *sizes, 1]),
            1 + np.cumsum(sizes) - sizes,
        )

    def of(self, pieces: Ids) -> Floats32:
        """The vectors of the pieces of a run where they stand, shape (pieces, width)."""
        return np.asarray(self.vectors[pieces].astype(np.float32) + self.positions[: len(pieces)])

    @cached_property
    def _margin(self) -> tuple[int, int]:
        return self.pieces.numbers[BEGIN], self.pieces.numbers[END]

    def arrays(self) -> dict[str, NDArray[Any]]:
        """The embeddings as named arrays: vectors in few bits, each with its own scale."""
        vectors = packed("vectors", self.vectors.astype(np.float32), BITS)
        return {"pieces": pack_words(self.pieces.numbers), **vectors, "positions": self.positions}

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, NDArray[Any]]) -> Embeddings:
        """The embeddings that `arrays()` packed."""
        pieces = {piece: number for number, piece in enumerate(unpack_words(arrays["pieces"]))}
        return cls(Wordpieces(pieces), unpacked("vectors", arrays).astype(np.float16), arrays["positions"])


@lru_cache(1)
def load_embeddings(folder: Path | None = None) -> Embeddings:
    """Those that are shipped, or that lie in a folder; all readers share them."""
    return Embeddings.from_arrays(read_arrays(FILE, folder))
