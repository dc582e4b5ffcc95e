"""Lists that vote on any name: given names of persons, cities with their size, words that name nothing."""

from __future__ import annotations

import lzma
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache

from annotate.data.load import read_bytes
from annotate.entities.votes import PERSON, PLACE, Vote
from annotate.entities.words import PARTICLES

GIVEN, CITIES, ORDINARY = "given_names.txt.xz", "cities.tsv.xz", "ordinary_words.txt.xz"
CITY = 1.5
"""What the name of a city says, more if it is large; as much as a tagger that says twice it is a person's."""
LARGE = 100_000
"""Inhabitants from which a city is often in the news."""
GIVEN_BEFORE_NAME, GIVEN_BEFORE_WORD = 1.5, 0.8
"""What a given name says before another name, and before an ordinary word: Lincoln Center."""
MOST_PARTS = 4
"""Words of a person's name, particles not counted."""


@dataclass(frozen=True, slots=True)
class NameLists:
    """Names by their folded spelling."""

    given: AbstractSet[str] = frozenset()
    """Given names of persons, one word each."""
    cities: Mapping[str, int] | None = None
    """Inhabitants of the largest city of a name."""

    chinese_cities: tuple[str, ...] = ()
    """Names of cities in Han characters, of both scripts."""
    ordinary: AbstractSet[str] = frozenset()
    """Words that text nearly always writes in lower case."""

    def votes(self, name: str) -> list[Vote]:
        """What the lists say of a folded name: Rachida Dati, Bellingham."""
        parts = name.split()
        found = []
        is_given = parts[0].split("-")[0] in self.given and parts[0].lower() not in self.ordinary
        inhabitants = (self.cities or {}).get(name, 0)
        if inhabitants:
            weight = CITY + 0.5 * (inhabitants > LARGE) + 0.5 * (inhabitants > 5 * LARGE) + 0.5 * (len(parts) > 1)
            found.append(Vote(PLACE, weight / 2 if is_given else weight, f"a city of {inhabitants:,} inhabitants"))
        if len(parts) == 1 and is_given:
            found.append(Vote(PERSON, 0.6 if inhabitants else 1.2, f"“{name}” is a given name"))
        elif not inhabitants and self._is_full(parts) and is_given:
            weight = GIVEN_BEFORE_WORD if parts[-1].lower() in self.ordinary else GIVEN_BEFORE_NAME
            found.append(Vote(PERSON, weight, f"“{parts[0]}” is a given name"))
        if {part.lower() for part in parts} <= self.ordinary:
            found.append(Vote(None, 1.2 if len(parts) == 1 else 1.0, f"“{name}” is ordinary words"))
        return found

    @staticmethod
    def _is_full(parts: list[str]) -> bool:
        return 1 < sum(part.lower() not in PARTICLES for part in parts) <= MOST_PARTS


@cache
def load_name_lists() -> NameLists:
    """The lists that come with the program."""
    given, cities, ordinary = (
        lzma.decompress(read_bytes(name)).decode().split("\n") for name in (GIVEN, CITIES, ORDINARY)
    )
    rows = [line.split("\t") for line in cities]
    chinese = tuple(name for row in rows for name in row[2].split("|") if name)
    return NameLists(frozenset(given), {row[0]: int(row[1]) for row in rows}, chinese, frozenset(ordinary))
