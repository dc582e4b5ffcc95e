"""The spinner's thesaurus read backwards: which words a found word may have been put in place of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

UNRELATED = 4
"""Where no entry of the thesaurus joins the words in this direction; 0 synonym, 1 similar, 2 broader, 3 related."""


@dataclass(frozen=True, eq=False)
class Thesaurus:
    """For each word of the network's vocabulary the words it may stand for, and how the thesaurus joins them."""

    first: NDArray[np.int64]
    """Index of the first link of each word, and one more at the end."""
    meant: NDArray[np.int64]
    """Number of the word meant, link by link."""
    forward: NDArray[np.int8]
    """How the found word stands in the entry of the word meant, link by link."""
    backward: NDArray[np.int8]
    """How the word meant stands in the entry of the found word."""

    def links(self, found: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """For words by number: which of them each link belongs to, and the index of the link."""
        sizes = self.first[found + 1] - self.first[found]
        owners = np.repeat(np.arange(len(found)), sizes)
        within = np.arange(len(owners)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
        return owners, self.first[found][owners] + within

    def relation(self, found: int, meant: int) -> tuple[int, int]:
        """How two words are joined, forward and backward."""
        here = slice(int(self.first[found]), int(self.first[found + 1]))
        for place in np.flatnonzero(self.meant[here] == meant):
            return int(self.forward[here][place]), int(self.backward[here][place])
        return UNRELATED, UNRELATED

    def arrays(self) -> dict[str, NDArray[Any]]:
        """The thesaurus as named arrays."""
        return {
            "sizes": np.diff(self.first).astype(np.uint16),
            "meant": self.meant.astype(np.uint16),
            "forward": self.forward,
            "backward": self.backward,
        }

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, NDArray[Any]]) -> Thesaurus:
        """The thesaurus that `arrays()` packed."""
        return cls(
            first=np.concatenate([[0], np.cumsum(arrays["sizes"].astype(np.int64))]),
            meant=arrays["meant"].astype(np.int64),
            forward=arrays["forward"],
            backward=arrays["backward"],
        )
