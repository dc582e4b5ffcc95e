"""Attested substitutions: which words a spinner writes, and for which words they stood."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from annotate.normalize.context import LanguageModel

Phrase: TypeAlias = tuple[str, ...]
"""Counted forms of one to three words in a row; the empty phrase for words that were put in."""

LONGEST_PHRASE = 3
PAIRED_ENDINGS = ("s", "es", "d", "ed", "ing", "ly", "er", "'s")
LEAST_COUNT_FOUND, LEAST_COUNT_MEANT = 3, 20
"""How often a derived form must stand in the model's text before it is believed to be a word."""


@dataclass(frozen=True, slots=True)
class Substitution:
    """What a found phrase may stand for."""

    meant: Phrase
    seen: float
    """In how many places annotators restored this; half the parent's count for a derived pair."""
    derived: bool = False
    """Whether the pair is an inflection of an attested one: `strategies` for `systems`."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A phrase that spinners write."""

    found: Phrase
    occurrences: int
    """In how many places of annotated spun pages it stands, substituted or not."""
    evidence: float
    """Log of how many times more frequent it is on spun pages than in clean text."""
    substitutions: tuple[Substitution, ...]


class Lexicon:
    """All entries, found by the words of a text."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries: Mapping[Phrase, Entry] = {entry.found: entry for entry in entries}
        self._lengths: dict[str, list[int]] = {}
        for phrase in self.entries:
            lengths = self._lengths.setdefault(phrase[0], [])
            if len(phrase) not in lengths:
                lengths.append(len(phrase))

    def matches(self, keys: list[str]) -> Iterator[tuple[int, Entry]]:
        """Every place of a sentence where an entry stands: the index of its first word, and the entry."""
        for start, key in enumerate(keys):
            for length in self._lengths.get(key, ()):
                entry = self.entries.get(tuple(keys[start : start + length]))
                if entry:
                    yield start, entry


def derived_pairs(found: str, meant: str, model: LanguageModel) -> set[tuple[str, str]]:
    """Inflected forms of an attested pair, both sides inflected alike and both known to the language model.

    A form is believed only when it is counted: English inflection has too many exceptions to trust a rule.
    """
    pairs = {(found + ending, meant + ending) for ending in PAIRED_ENDINGS}
    pairs |= {
        (found.removesuffix(ending), meant.removesuffix(ending))
        for ending in PAIRED_ENDINGS
        if found.endswith(ending) and meant.endswith(ending)
    }
    pairs |= {
        (found + "s", meant + "es"),
        (found + "es", meant + "s"),
        (found + "d", meant + "ed"),
        (found + "ed", meant + "d"),
        (_plural(found), _plural(meant)),
    }
    return {
        (x, y)
        for x, y in pairs
        if x != y
        and len(x) > 2
        and len(y) > 2
        and model.count(x) >= LEAST_COUNT_FOUND
        and model.count(y) >= LEAST_COUNT_MEANT
    }


def _plural(word: str) -> str:
    if re.search(r"[^aeiou]y$", word):
        return word[:-1] + "ies"
    return word + ("es" if re.search(r"(?:s|x|ch|sh)$", word) else "s")
