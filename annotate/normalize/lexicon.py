"""What annotated pages tell of words: which words a spinner writes, for which they stood, and which it spares."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property
from typing import NamedTuple, TypeAlias

from annotate.normalize.context import LanguageModel

Phrase: TypeAlias = tuple[str, ...]
"""Counted forms of words in a row; the empty phrase for words that were put in."""
Pair: TypeAlias = tuple[Phrase, Phrase]
"""The phrase found, and the phrase meant."""

LONGEST_PHRASE = 5
WEAK = 0.5
"""Log ratio of frequencies under which a word says nothing of a page."""
LEAST_SHARE = 0.01
"""Share of its places in which a phrase must have been substituted: below, a translator slipped and no spinner."""
SMOOTHING = 20_000
"""Words of clean text that are mixed into the spun pages before rates are compared."""
EVERY_WORD: Phrase = ("<all>",)
"""Counted in every place that any word stands in."""
REACHED = 0.7
"""Share of the places of a word in clean text that are in a spinner's reach, where they were not counted."""
LEAST_RESTORED = 2.0
"""In how many places a word must have been restored to be taken for one of the spinner's list."""
LEFT_UNSEEN, LEFT_BY_CHANCE = 0.3, 0.02
"""Places, and share of its places, in which a word of the list is taken to be left before any was seen."""


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
    """In how many places of annotated spun pages it stands in a spinner's reach, substituted or not."""
    evidence: float
    """Log of how many times more frequent it is on spun pages than in clean text."""
    substitutions: tuple[Substitution, ...] = ()

    @property
    def replaced(self) -> float:
        """In how many places annotators put something else, in a spinner's reach or not."""
        return math.fsum(substitution.seen for substitution in self.substitutions)

    @property
    def places(self) -> float:
        """In how many places of annotated spun pages a spinner may have written it."""
        return max(self.occurrences, self.replaced)


@dataclass(frozen=True, slots=True)
class Counts:
    """What was counted on annotated spun pages and in reference text, in places that a spinner reaches."""

    substituted: Mapping[Pair, float]
    """What annotators restored; this out of reach too."""
    occurrences: Mapping[Phrase, float]
    """Of every word, and of the longer phrases that annotators replaced or restored."""
    kept: Mapping[str, float]
    """Words that stood for themselves."""
    clean: Mapping[Phrase, int]
    """How often the same phrases stand in reference text."""


class Spared(NamedTuple):
    """How the spinner treats a word that may be meant, whatever was found in its place."""

    depletion: float
    """Log of how many times more frequent it is on spun pages than in clean text: low for words it never leaves."""
    kept: float
    """Log of one plus how often it was left on spun pages: what is on the list is replaced wherever it can be."""
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
            return Spared(0.0, 0.0, 0.0, 0.0, 0.0)
        kept = self.kept(meant)
        expected = self._clean(meant) / self._clean_words * self._words
        sources = self._found.get(meant, {})
        known = math.fsum(sources.values())
        rival = max((seen for phrase, seen in sources.items() if phrase != found), default=0.0)
        return Spared(
            math.log((kept + 0.7) / (expected + 0.7)),
            math.log1p(kept),
            math.log1p(known),
            (known + 0.1) / (known + kept + 1.0),
            math.log1p(rival),
        )

    def restored(self, meant: Phrase) -> float:
        """How often annotators restored a phrase, whatever was found in its place."""
        return math.fsum(self._found.get(meant, {}).values())

    def kept(self, phrase: Phrase) -> float:
        """How often a word stood for itself on spun pages; longer phrases are not counted."""
        return self.counts.kept.get(phrase[0], 0.0) if len(phrase) == 1 else 0.0

    @cached_property
    def left_weights(self) -> Mapping[str, float]:
        """For words of the spinner's list the log of how much rarer they are where it has been than elsewhere.

        Words that it writes itself for others are not rarer, though they are on the list (“small”).
        """
        weights = {}
        for meant in self._found:
            restored = self.restored(meant)
            if len(meant) == 1 and restored >= LEAST_RESTORED:
                left = self.counts.occurrences.get(meant, 0.0) + LEFT_UNSEEN
                weights[meant[0]] = math.log(left / (left + restored) + LEFT_BY_CHANCE)
        return {word: weight for word, weight in weights.items() if weight < -WEAK}

    @cached_property
    def _entries(self) -> dict[Phrase, Entry]:
        """The entries that were asked for already."""
        return {}

    @cached_property
    def _meanings(self) -> Mapping[Phrase, Sequence[Substitution]]:
        """For each phrase that annotators restored what it stood for, rare chance findings left out."""
        meanings: dict[Phrase, list[Substitution]] = defaultdict(list)
        for (found, meant), seen in self.counts.substituted.items():
            if seen >= LEAST_SHARE * self.counts.occurrences.get(found, 0.0):
                meanings[found].append(Substitution(meant, seen))
        return dict(meanings)

    @cached_property
    def _lengths(self) -> Mapping[str, Sequence[int]]:
        """For each first word of such a phrase how many words it may have."""
        lengths: dict[str, set[int]] = defaultdict(set)
        for phrase in self._meanings:
            lengths[phrase[0]].add(len(phrase))
        return {word: sorted(each) for word, each in lengths.items()}

    @cached_property
    def _found(self) -> Mapping[Phrase, Mapping[Phrase, float]]:
        """For each phrase that was restored in place of which others, and how often."""
        found: dict[Phrase, dict[Phrase, float]] = defaultdict(dict)
        for (spun, meant), seen in self.counts.substituted.items():
            found[meant][spun] = seen
        return dict(found)

    @property
    def _words(self) -> float:
        """Words of annotated pages in a spinner's reach."""
        return self.counts.occurrences.get(EVERY_WORD, 0.0)

    @cached_property
    def _clean_words(self) -> float:
        """Words of reference text in a spinner's reach."""
        return max(1.0, self._clean(EVERY_WORD))

    def _clean(self, phrase: Phrase) -> float:
        """How often a phrase stands in a spinner's reach in reference text."""
        counted = self.counts.clean.get(phrase)
        if counted is None:
            return REACHED * self.model.count(phrase[0]) if len(phrase) == 1 else 0.0
        return counted

    def _entry(self, found: Phrase) -> Entry:
        occurrences = self.counts.occurrences.get(found, 0.0)
        clean_rate = (self._clean(found) + 0.5) / self._clean_words
        spun_rate = (occurrences + SMOOTHING * clean_rate) / (self._words + SMOOTHING)
        ranked = sorted(self._meanings.get(found, ()), key=lambda s: (-s.seen, s.meant))
        return Entry(found, occurrences, round(math.log(spun_rate / clean_rate), 3), tuple(ranked))
