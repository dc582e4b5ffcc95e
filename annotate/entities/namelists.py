"""Lists of ordinary names: given names of persons, and cities with their size. They vote, and decide nothing alone."""

from __future__ import annotations

import lzma
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache

from annotate.data.load import read_bytes
from annotate.entities.votes import PERSON, PLACE, Vote
from annotate.entities.words import PARTICLES

GIVEN, CITIES = "given_names.txt.xz", "cities.tsv.xz"
LARGE = 100_000
"""Inhabitants from which a city is often in the news."""
MOST_PARTS = 4
"""Words of a person's name, particles not counted."""


@dataclass(frozen=True, slots=True)
class NameLists:
    """Names by their folded spelling."""

    given: AbstractSet[str] = frozenset()
    """Given names of persons, one word each."""
    cities: Mapping[str, int] | None = None
    """Inhabitants of the largest city of a name."""

    def votes(self, name: str) -> list[Vote]:
        """What the lists say of a folded name: Rachida Dati, Bellingham."""
        parts = name.split()
        found = []
        is_given = parts[0].split("-")[0] in self.given
        inhabitants = (self.cities or {}).get(name, 0)
        if inhabitants:
            weight = 1 + 0.5 * (inhabitants > LARGE) + 0.5 * (inhabitants > 5 * LARGE) + 0.5 * (len(parts) > 1)
            found.append(Vote(PLACE, weight / 2 if is_given else weight, f"a city of {inhabitants:,} inhabitants"))
        if len(parts) == 1 and is_given:
            found.append(Vote(PERSON, 0.6 if inhabitants else 1.2, f"“{name}” is a given name"))
        elif not inhabitants and self._is_full(parts) and is_given:
            found.append(Vote(PERSON, 1.5, f"“{parts[0]}” is a given name"))
        return found

    @staticmethod
    def _is_full(parts: list[str]) -> bool:
        return 1 < sum(part.lower() not in PARTICLES for part in parts) <= MOST_PARTS


@cache
def load_name_lists() -> NameLists:
    """The lists that come with the program."""
    given = lzma.decompress(read_bytes(GIVEN)).decode().split("\n")
    rows = (line.split("\t") for line in lzma.decompress(read_bytes(CITIES)).decode().split("\n"))
    return NameLists(frozenset(given), {row[0]: int(row[1]) for row in rows})
