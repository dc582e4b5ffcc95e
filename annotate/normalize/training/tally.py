"""Counting substitutions on annotated pages, page by page, so that any page can be left out again."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from annotate.normalize.context import LanguageModel
from annotate.normalize.frames import stands_rightfully
from annotate.normalize.lexicon import (
    LONGEST_PHRASE,
    Entry,
    Lexicon,
    Phrase,
    Substitution,
    derived_pairs,
)
from annotate.normalize.training.gold import Change, Pages, Sentence

SMOOTHING = 20_000
"""Words of clean text that are mixed into the spun pages before rates are compared."""
DERIVED_WEIGHT = 0.5
"""What an attested pair's count is worth to its inflections."""


class Tally:
    """How often each phrase stands on annotated pages, and what it stood for."""

    def __init__(self, pages: Pages, clean: Iterable[list[str]], model: LanguageModel) -> None:
        self.substituted: dict[tuple[Phrase, Phrase], Counter[str]] = defaultdict(Counter)
        self.occurrences: dict[Phrase, Counter[str]] = defaultdict(Counter)
        self.words: Counter[str] = Counter()
        for page, sentences in pages.items():
            for sentence in sentences:
                keys = sentence.keys
                for change in sentence.changes:
                    if _is_lexical(sentence, change):
                        self.substituted[tuple(keys[change.start : change.end]), change.meant][page] += 1
        self.parents = self._parents(model)
        self._count_pages(pages)
        self.clean, self.clean_words = self._count_clean(clean)

    def lexicon(self, leave: str | None = None) -> Lexicon:
        """The lexicon of all pages but one."""
        total = self.words.total() - self.words[leave or ""]
        meanings: dict[Phrase, list[Substitution]] = defaultdict(list)
        for (found, meant), pages in self.substituted.items():
            seen = pages.total() - pages[leave or ""]
            if seen > 0:
                meanings[found].append(Substitution(meant, float(seen)))
        for (found, meant), parents in self.parents.items():
            seen = sum(self.substituted[parent].total() - self.substituted[parent][leave or ""] for parent in parents)
            if seen > 0 and all(other.meant != meant for other in meanings[found]):
                meanings[found].append(Substitution(meant, DERIVED_WEIGHT * seen, derived=True))
        return Lexicon(
            self._entry(found, substitutions, total, leave)
            for found, substitutions in sorted(meanings.items())
            if substitutions
        )

    def _entry(self, found: Phrase, substitutions: list[Substitution], total: int, leave: str | None) -> Entry:
        occurrences = self.occurrences[found].total() - self.occurrences[found][leave or ""]
        clean_rate = (self.clean[found] + 0.5) / self.clean_words
        spun_rate = (occurrences + SMOOTHING * clean_rate) / (total + SMOOTHING)
        ranked = sorted(substitutions, key=lambda s: (s.derived, -s.seen, s.meant))
        return Entry(found, occurrences, round(math.log(spun_rate / clean_rate), 3), tuple(ranked))

    def _parents(self, model: LanguageModel) -> Mapping[tuple[Phrase, Phrase], set[tuple[Phrase, Phrase]]]:
        """For each derived pair, the attested pairs it is an inflection of."""
        parents: dict[tuple[Phrase, Phrase], set[tuple[Phrase, Phrase]]] = defaultdict(set)
        for found, meant in self.substituted:
            if len(found) == 1 == len(meant) and found[0].isalpha() and meant[0].isalpha() and len(found[0]) > 3:
                for x, y in derived_pairs(found[0], meant[0], model):
                    parents[(x,), (y,)].add((found, meant))
        return parents

    def _phrases(self) -> set[Phrase]:
        return {found for found, _ in (*self.substituted, *self.parents)}

    def _count_pages(self, pages: Pages) -> None:
        phrases = self._phrases()
        for page, sentences in pages.items():
            for sentence in sentences:
                self.words[page] += len(sentence.tokens)
                for phrase, count in _present(sentence.keys, phrases).items():
                    self.occurrences[phrase][page] += count

    def _count_clean(self, clean: Iterable[list[str]]) -> tuple[Counter[Phrase], int]:
        phrases = self._phrases()
        counts: Counter[Phrase] = Counter()
        words = 0
        for keys in clean:
            words += len(keys)
            counts.update(_present(keys, phrases))
        return counts, words


def _is_lexical(sentence: Sentence, change: Change) -> bool:
    """Whether a change says something of words at large, and nothing of one page's names."""
    return change.end - change.start <= LONGEST_PHRASE and not stands_rightfully(
        sentence.tokens, change.start, change.end
    )


def _present(keys: list[str], phrases: set[Phrase]) -> Counter[Phrase]:
    return Counter(
        phrase
        for length in range(1, LONGEST_PHRASE + 1)
        for start in range(len(keys) - length + 1)
        if (phrase := tuple(keys[start : start + length])) in phrases
    )
