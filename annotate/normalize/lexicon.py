"""What annotated pages tell of words: which words a spinner writes, for which they stood, and which it spares."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from typing import NamedTuple, TypeAlias

from annotate.normalize.context import LanguageModel

Phrase: TypeAlias = tuple[str, ...]
"""Counted forms of words in a row; the empty phrase for words that were put in."""
Pair: TypeAlias = tuple[Phrase, Phrase]
"""The phrase found, and the phrase meant."""

LONGEST_PHRASE = 5
LEAST_SHARE = 0.01
"""Share of its places in which a phrase must have been substituted: below, a translator slipped and no spinner."""
SMOOTHING = 20_000
"""Words of clean text that are mixed into the spun pages before rates are compared."""


class Origin(IntEnum):
    """Where a substitution is known from."""

    ATTESTED = 0
    THESAURUS = 1


@dataclass(frozen=True, slots=True)
class Substitution:
    """What a found phrase may stand for."""

    meant: Phrase
    seen: float
    """In how many places annotators restored this; 0 for what the thesaurus alone offers."""
    origin: Origin = Origin.ATTESTED


@dataclass(frozen=True, slots=True)
class Entry:
    """A phrase that spinners write, or may write."""

    found: Phrase
    occurrences: float
    """In how many places of annotated spun pages it stands, substituted or not."""
    evidence: float
    """Log of how many times more frequent it is on spun pages than in clean text."""
    substitutions: tuple[Substitution, ...] = ()


@dataclass(frozen=True, slots=True)
class Counts:
    """All that was counted on annotated spun pages."""

    substituted: Mapping[Pair, float]
    occurrences: Mapping[Phrase, float]
    """Of every word, and of the longer phrases that were ever substituted."""
    kept: Mapping[str, float]
    """Words that stood for themselves."""
    clean: Mapping[Phrase, int]
    """How often the longer phrases stand in reference text."""
    words: float
    """Words of the annotated pages."""


class Spared(NamedTuple):
    """How the spinner treats a word that may be meant, whatever was found in its place."""

    depletion: float
    """Log of how many times more frequent it is on spun pages than in clean text: low for words it never leaves."""
    known: float
    """Log of one plus how often annotators restored it anywhere."""
    share: float
    """How many of its places were substituted."""
    rival: float
    """Log of one plus how often it was restored from the one other phrase that most often stood for it."""


@dataclass(frozen=True, eq=False)
class Lexicon:
    """The counts, asked by the words of a text."""

    counts: Counts
    model: LanguageModel
    _meanings: dict[Phrase, list[Substitution]] = field(init=False)
    _lengths: dict[str, list[int]] = field(init=False)
    _found: dict[Phrase, dict[Phrase, float]] = field(init=False)
    _entries: dict[Phrase, Entry] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        meanings: dict[Phrase, list[Substitution]] = defaultdict(list)
        found: dict[Phrase, dict[Phrase, float]] = defaultdict(dict)
        for (spun, meant), seen in self.counts.substituted.items():
            found[meant][spun] = seen
            if seen >= LEAST_SHARE * self.counts.occurrences.get(spun, 0.0):
                meanings[spun].append(Substitution(meant, seen))
        lengths: dict[str, set[int]] = defaultdict(set)
        for phrase in meanings:
            lengths[phrase[0]].add(len(phrase))
        object.__setattr__(self, "_meanings", dict(meanings))
        object.__setattr__(self, "_found", dict(found))
        object.__setattr__(self, "_lengths", {word: sorted(each) for word, each in lengths.items()})

    def matches(self, keys: list[str]) -> Iterator[tuple[int, Entry]]:
        """Every place of a sentence where a known phrase stands: the index of its first word, and its entry."""
        for start, key in enumerate(keys):
            for length in self._lengths.get(key, ()):
                phrase = tuple(keys[start : start + length])
                if phrase in self._meanings:
                    yield start, self.entry(phrase)

    def entry(self, found: Phrase) -> Entry:
        """What is known of a phrase; without substitutions where no annotator ever met it."""
        known = self._entries.get(found)
        if known is None:
            known = self._entries[found] = self._entry(found)
        return known

    def spared(self, found: Phrase, meant: Phrase) -> Spared:
        """How the spinner treats the word `meant` when `found` is not looked at."""
        if len(meant) != 1:
            return Spared(0.0, 0.0, 0.0, 0.0)
        kept = self.counts.kept.get(meant[0], 0.0)
        expected = self.model.count(meant[0]) / self.model.size * self.counts.words
        sources = self._found.get(meant, {})
        known = math.fsum(sources.values())
        rival = max((seen for phrase, seen in sources.items() if phrase != found), default=0.0)
        return Spared(
            math.log((kept + 0.7) / (expected + 0.7)),
            math.log1p(known),
            (known + 0.1) / (known + kept + 1.0),
            math.log1p(rival),
        )

    def _entry(self, found: Phrase) -> Entry:
        occurrences = self.counts.occurrences.get(found, 0.0)
        clean = self.model.count(found[0]) if len(found) == 1 else self.counts.clean.get(found, 0)
        clean_rate = (clean + 0.5) / self.model.size
        spun_rate = (occurrences + SMOOTHING * clean_rate) / (self.counts.words + SMOOTHING)
        ranked = sorted(self._meanings.get(found, ()), key=lambda s: (-s.seen, s.meant))
        return Entry(found, occurrences, round(math.log(spun_rate / clean_rate), 3), tuple(ranked))
