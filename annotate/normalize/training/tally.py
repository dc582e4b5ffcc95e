"""Counting substitutions on annotated pages, page by page, so that any pages can be left out again."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from typing import TypeVar

from annotate.normalize.context import LanguageModel
from annotate.normalize.frames import stands_rightfully
from annotate.normalize.lexicon import LONGEST_PHRASE, Counts, Lexicon, Pair, Phrase
from annotate.normalize.training.gold import Change, Pages, Sentence

Key = TypeVar("Key")
ByPage = dict[Key, Counter[str]]
"""Counts of something, page by page."""


class Tally:
    """How often each phrase stands on spun pages, what it stood for, and which words were spared."""

    def __init__(self, pages: Pages, reference: Iterable[list[str]], model: LanguageModel) -> None:
        self.model = model
        self.substituted: ByPage[Pair] = defaultdict(Counter)
        self.occurrences: ByPage[Phrase] = defaultdict(Counter)
        self.kept: ByPage[str] = defaultdict(Counter)
        self.words: Counter[str] = Counter()
        spun = [(page, s) for page, sentences in pages.items() for s in sentences if s.is_spun]
        for page, sentence in spun:
            self._count_changes(page, sentence)
        phrases = {found for found, _ in self.substituted if len(found) > 1}
        for page, sentence in spun:
            for phrase, count in _present(sentence.keys, phrases).items():
                self.occurrences[phrase][page] += count
        self.clean: Counter[Phrase] = Counter()
        for keys in reference:
            self.clean.update(_present(keys, phrases))

    def lexicon(self, leave: Collection[str] = ()) -> Lexicon:
        """The lexicon of all pages but some."""
        return Lexicon(self.counts(leave), self.model)

    def counts(self, leave: Collection[str] = ()) -> Counts:
        """The counts of all pages but some."""
        return Counts(
            _without(self.substituted, leave),
            _without(self.occurrences, leave),
            _without(self.kept, leave),
            dict(self.clean),
            self.words.total() - sum(self.words[page] for page in leave),
        )

    def _count_changes(self, page: str, sentence: Sentence) -> None:
        keys = sentence.keys
        self.words[page] += len(keys)
        changed: set[int] = set()
        for change in sorted(sentence.changes, key=lambda change: (change.start, change.end, change.meant)):
            changed |= set(range(change.start, change.end))
            if _is_lexical(sentence, change):
                self.substituted[tuple(keys[change.start : change.end]), change.meant][page] += 1
        for place, key in enumerate(keys):
            self.occurrences[(key,)][page] += 1
            if place not in changed:
                self.kept[key][page] += 1


def _without(counts: ByPage[Key], leave: Collection[str]) -> dict[Key, float]:
    """The sums over all pages but some, of what is left."""
    sums = {key: float(pages.total() - sum(pages[page] for page in leave)) for key, pages in counts.items()}
    return {key: total for key, total in sums.items() if total > 0}


def _is_lexical(sentence: Sentence, change: Change) -> bool:
    """Whether a change says something of words at large, and nothing of one page's names."""
    longest = max(change.end - change.start, len(change.meant))
    return longest <= LONGEST_PHRASE and not stands_rightfully(sentence.tokens, change.start)


def _present(keys: list[str], phrases: set[Phrase]) -> Counter[Phrase]:
    starts = {phrase[0] for phrase in phrases}
    return Counter(
        phrase
        for start, key in enumerate(keys)
        if key in starts
        for length in range(2, LONGEST_PHRASE + 1)
        if (phrase := tuple(keys[start : start + length])) in phrases and len(phrase) == length
    )
