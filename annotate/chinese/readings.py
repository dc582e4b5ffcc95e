"""How a character with several readings is read beside others: by analogy with the words of CC-CEDICT.

勒 is lè in nearly every foreign name of the dictionary, 长 is cháng before 江; a character that stands in no headword
of the text is read as it is beside such neighbours there. `annotate.chinese.build_readings` counts.
"""

from __future__ import annotations

import lzma
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from annotate.data.load import read_bytes

FILE = "readings.tsv.xz"
FIRST, LAST = "^", "$"
"""Neighbours of a character that begins or ends a word."""
USUAL = 20.0
"""Words that the usual reading counts for besides those of the dictionary; more or fewer hardly matter."""
OTHER_USE = 0.2
"""What a word counts for the reading of names, and a name for that of words."""
PARTICLES = {
    "的": "de",
    "不": "bù",
    "个": "gè",
    "個": "gè",
    "还": "hái",
    "還": "hái",
    "都": "dōu",
    "没": "méi",
    "沒": "méi",
}
"""Readings of words of one character that belong to the grammar, which a dictionary's words say little about."""
ENCLITICS = {"了": "le", "着": "zhe", "著": "zhe", "得": "de", "们": "men", "們": "men"}
"""The same for those that lean on a word before them."""


@dataclass(frozen=True, slots=True)
class Use:
    """In how many headwords a character has one reading."""

    in_names: float
    in_words: float
    before: Mapping[str, float]
    """By the character that stands before it."""
    after: Mapping[str, float]

    def share(self, *, is_name: bool) -> float:
        """Its weight in names, or in words."""
        own, other = (self.in_names, self.in_words) if is_name else (self.in_words, self.in_names)
        return own + OTHER_USE * other


class Readings:
    """The readings of characters that have several."""

    def __init__(self, uses: Mapping[str, Mapping[str, Use]]) -> None:
        self._uses = uses

    def likeliest(self, text: str, at: int, readings: Sequence[str], *, usual: str, is_name: bool) -> str:
        """The likeliest of the `readings` of the character at `at`.

        Naive Bayes over the neighbours: the share of each reading, times how often it has such a neighbour, each
        smoothed by the share itself. `usual` is what other tables say; it counts as much as a few words.

        >>> load_readings().likeliest("米勒", 1, ["lè", "lēi"], usual="lēi", is_name=True)
        'lè'
        """
        uses = self._uses.get(text[at], {})
        known = {reading: use for reading in readings if (use := uses.get(reading))}
        if not known:
            return usual
        total = sum(use.share(is_name=is_name) for use in known.values()) + USUAL + len(readings) / 2
        before = text[at - 1] if at else FIRST
        after = text[at + 1] if at + 1 < len(text) else LAST
        around = [
            (before, {r: use.before for r, use in known.items()}),
            (after, {r: use.after for r, use in known.items()}),
        ]

        def worth(reading: str) -> float:
            use = known.get(reading)
            share = ((use.share(is_name=is_name) if use else 0) + 0.5 + USUAL * (reading == usual)) / total
            sides = (
                (
                    counts.get(reading, {}).get(neighbour, 0) + share,
                    sum(c.get(neighbour, 0) for c in counts.values()) + 1,
                )
                for neighbour, counts in around
            )
            return sum(math.log(own / every) for own, every in sides)

        return max(readings, key=worth)

    def support(self, word: str, reading: Sequence[str]) -> float:
        """In how many headwords the characters of `word`, one beside the other, are read so; at least in itself."""
        uses = (self._uses.get(character, {}).get(syllable) for character, syllable in zip(word, reading, strict=True))
        counts = [use.after.get((word + LAST)[at + 1], 0) for at, use in enumerate(uses) if use]
        return min(counts[:-1] or counts, default=0)


def parse(rows: Sequence[str]) -> Readings:
    """The table in rows of character, reading, names, words, neighbours before and after with their counts."""
    uses: dict[str, dict[str, Use]] = {}
    for row in rows:
        character, reading, in_names, in_words, before, after = row.split("\t")
        use = Use(float(in_names), float(in_words), _counts(before), _counts(after))
        uses.setdefault(character, {})[reading] = use
    return Readings(uses)


def _counts(cell: str) -> dict[str, float]:
    return {part[0]: float(part[1:] or 1) for part in cell.split(" ") if part}


@cache
def load_readings() -> Readings:
    """The readings that the package carries."""
    return parse(lzma.decompress(read_bytes(FILE)).decode().splitlines())
