"""Counting substitutions on annotated pages, page by page, so that any pages can be left out again."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TypeVar

from annotate.normalize.context import LanguageModel
from annotate.normalize.frames import is_in_reach, stands_rightfully
from annotate.normalize.lexicon import EVERY_WORD, LONGEST_PHRASE, Counts, Lexicon, Pair, Phrase
from annotate.normalize.tokens import Token
from annotate.normalize.training.gold import Change, Pages, Sentence

Key = TypeVar("Key")
ByPage = dict[Key, Counter[str]]
"""Counts of something, page by page."""


class Tally:
    """How often each phrase stands on spun pages, what it stood for, and which words were spared.

    Counted are places in a spinner's reach; what annotators restored counts wherever it stands.
    """

    def __init__(self, pages: Pages, reference: Iterable[list[Token]], model: LanguageModel) -> None:
        self.model = model
        self.pages = frozenset(pages)
        self.substituted: ByPage[Pair] = defaultdict(Counter)
        self.occurrences: ByPage[Phrase] = defaultdict(Counter)
        self.kept: ByPage[str] = defaultdict(Counter)
        spun = [(page, s) for page, sentences in pages.items() for s in sentences if s.is_spun]
        for page, sentence in spun:
            self._count_changes(page, sentence)
        wanted = _Wanted.of(chain(*self.substituted, ((key,) for _, sentence in spun for key in sentence.keys)))
        for page, sentence in spun:
            for phrase in wanted.in_reach(sentence.tokens):
                self.occurrences[phrase][page] += 1
        self.clean: Counter[Phrase] = Counter()
        for tokens in reference:
            self.clean.update(wanted.in_reach(tokens))

    def lexicon(self, leave: Collection[str] = ()) -> Lexicon:
        """The lexicon of all pages but some."""
        return Lexicon(self.counts(leave), self.model)

    def counts(self, leave: Collection[str] = ()) -> Counts:
        """The counts of all pages but some."""
        substituted, occurrences = _without(self.substituted, leave), _without(self.occurrences, leave)
        known = {EVERY_WORD, *occurrences, *chain.from_iterable(substituted)}
        clean = {phrase: self.clean[phrase] for phrase in known if phrase}
        return Counts(substituted, occurrences, _without(self.kept, leave), clean)

    def _count_changes(self, page: str, sentence: Sentence) -> None:
        keys = sentence.keys
        changed: set[int] = set()
        for change in sorted(sentence.changes, key=lambda change: (change.start, change.end, change.meant)):
            changed |= set(range(change.start, change.end))
            if _is_lexical(sentence, change):
                self.substituted[tuple(keys[change.start : change.end]), change.meant][page] += 1
        for place, key in enumerate(keys):
            if place not in changed and is_in_reach(sentence.tokens, place, place + 1) and sentence.is_settled(place):
                self.kept[key][page] += 1


def _without(counts: ByPage[Key], leave: Collection[str]) -> dict[Key, float]:
    """The sums over all pages but some, of what is left."""
    sums = {key: float(pages.total() - sum(pages[page] for page in leave)) for key, pages in counts.items()}
    return {key: total for key, total in sums.items() if total > 0}


def _is_lexical(sentence: Sentence, change: Change) -> bool:
    """Whether a change says something of words at large, and nothing of one page's names."""
    longest = max(change.end - change.start, len(change.meant))
    return longest <= LONGEST_PHRASE and not stands_rightfully(sentence.tokens, change.start)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """Phrases that are counted."""

    lengths: Mapping[str, Sequence[int]]
    """How long those are that begin with a word."""
    phrases: frozenset[Phrase]

    @classmethod
    def of(cls, phrases: Iterable[Phrase]) -> _Wanted:
        """All of the phrases but the empty one."""
        wanted = frozenset(filter(None, phrases))
        lengths: dict[str, set[int]] = defaultdict(set)
        for phrase in wanted:
            lengths[phrase[0]].add(len(phrase))
        return cls({word: sorted(each) for word, each in lengths.items()}, wanted)

    def in_reach(self, tokens: list[Token]) -> Iterator[Phrase]:
        """Each place of one of them that is in a spinner's reach; EVERY_WORD for each word that is."""
        for start, token in enumerate(tokens):
            if is_in_reach(tokens, start, start + 1):
                yield EVERY_WORD
            for length in self.lengths.get(token.key, ()):
                phrase = tuple(each.key for each in tokens[start : start + length])
                if len(phrase) == length and phrase in self.phrases and is_in_reach(tokens, start, start + length):
                    yield phrase
