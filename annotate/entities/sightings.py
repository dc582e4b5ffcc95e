"""Where a text may name something: the words of names, stretches of text that may be one, and what is none."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from annotate.entities.words import (
    AGES,
    CALENDAR,
    DEMONYMS,
    DYNASTIES,
    FUNCTION_WORDS,
    REGIONAL,
    REMEMBERED,
    RULERS,
    TITLES,
    WORD,
    WRITING,
    fold,
)
from annotate.model import Layer, Span

MOST_WORDS = 9
NO_NAME = DEMONYMS | REGIONAL | CALENDAR | FUNCTION_WORDS | TITLES | WRITING | {word + "s" for word in DEMONYMS}
OF_TIME = re.compile(r"[-‑](?:dynasty|era|period|style|time)$")
"""What makes a name an adjective: a Song-dynasty poet."""
MODEL_NUMBER = re.compile(r"[A-Z]{1,2}-?\d{1,4}")
COUNTRIES = ("Sino", "Anglo", "Franco", "Russo", "Indo")
"""What stands for a country in an adjective of two, and never alone."""
RELATION = re.compile(rf"(?:{'|'.join(COUNTRIES)})[-–]\w+")
"""An adjective of two countries: Sino-US. The Indo-Pacific is a region."""
COMMON_BODIES = frozenset(
    "bank government ministry department board university college company corporation club administration institute"
    " hospital school federation association committee team group party bureau agency firm church prison court museum"
    " temple library hotel airport station city village province county island river street bridge palace"
    " restaurant cinema theatre theater market town district square army navy police".split()
)
"""Alone they name nothing of their own: the Bank, the Government."""
NOT_ALONE = NO_NAME | COMMON_BODIES | RULERS | {country.lower() for country in COUNTRIES}


class Word(NamedTuple):
    """A word of the text, without a possessive ending."""

    start: int
    end: int
    text: str
    is_capital: bool
    """Whether it begins as a name does."""

    @property
    def key(self) -> str:
        """The word as the word lists spell it."""
        return fold(self.text).lower()


@dataclass(frozen=True, slots=True)
class Sighting:
    """A stretch of the normalized text that may be a name."""

    span: Span
    name: str
    """The words, folded."""
    label: str = ""
    """The tagger's label; empty when the words alone showed the name."""


def words_of(text: str) -> list[Word]:
    """All words of Latin script, in text order."""
    return [Word(*found.span(), found[0], _is_capital(found[0])) for found in WORD.finditer(text)]


def _is_capital(word: str) -> bool:
    return word[0].isupper() or (word[1:2].isupper() and word[0].islower())


def sighting(text: str, start: int, end: int, label: str = "") -> Sighting:
    """The sighting of [start, end)."""
    return Sighting(Span(start, end, Layer.NORMALIZED), fold(text[start:end]), label)


@lru_cache(REMEMBERED)
def is_name(name: str) -> bool:
    """Whether folded words can be a name: not a month, a nationality, a title, a small word."""
    if len(name) < 2 or name.lower() in NOT_ALONE or MODEL_NUMBER.fullmatch(name) or "$" in name:
        return False
    age, _, dynasty = name.partition(" ")
    if age in AGES and dynasty in DYNASTIES:
        return False
    if (RELATION.fullmatch(name) and not name.endswith("Pacific")) or OF_TIME.search(name):
        return False
    return any(character.isupper() for character in name)
