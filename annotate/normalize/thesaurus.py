"""The spinner's thesaurus read backwards: which words a found word may have been put in place of.

A spinner takes the first single word of an entry: “infirmary” for “hospital”, “besides” for “also”. Of the pairs that
annotators found on spun pages and the thesaurus knows, four in five are first words; most others come about in two
steps, where a word that was put in was itself replaced: “previous” by “former”, and that by “erstwhile”.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from annotate.data.load import pack_words, unpack_words
from annotate.normalize.lexicon import Phrase

MOST_STEPS = 2
"""How many entries are followed from first word to first word."""
UNREACHED = MOST_STEPS + 1


class Link(NamedTuple):
    """A word or phrase that a found word may stand for."""

    meant: Phrase
    steps: int
    """1 where the found word is the first single word in the entry of `meant`, 2 where it is the first in the entry
    of that first word."""


@dataclass(frozen=True, eq=False)
class Thesaurus:
    """For each word what it may stand for."""

    links: Mapping[str, tuple[Link, ...]]

    def steps(self, found: Phrase, meant: Phrase) -> int:
        """The steps from a phrase that may be meant to one found; UNREACHED where none lead there."""
        links = self.links.get(found[0], ()) if len(found) == 1 else ()
        return next((link.steps for link in links if link.meant == meant), UNREACHED)

    def arrays(self) -> dict[str, NDArray[Any]]:
        """The thesaurus as named arrays, an item a link."""
        rows = [(found, link) for found, links in self.links.items() for link in links]
        return {
            "found": pack_words(found for found, _ in rows),
            "meant": pack_words(" ".join(link.meant) for _, link in rows),
            "steps": np.array([link.steps for _, link in rows], np.int8),
        }

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, NDArray[Any]]) -> Thesaurus:
        """The thesaurus that `arrays()` packed."""
        links: dict[str, list[Link]] = defaultdict(list)
        for found, meant, steps in zip(
            unpack_words(arrays["found"]), unpack_words(arrays["meant"]), arrays["steps"].tolist(), strict=True
        ):
            links[found].append(Link(tuple(meant.split()), steps))
        return cls({found: tuple(each) for found, each in links.items()})
