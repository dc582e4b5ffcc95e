"""Clean text spun the way annotated pages are, for what these pages are too few to teach.

A spinner has a list of words it replaces, each by the first single word of its entry in the thesaurus. The first
word of a sentence is left as it is: whether it heads a paragraph is not known. Which words are
on the list is known for those that annotators restored or kept; of the others a few are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from annotate.normalize.frames import is_in_reach
from annotate.normalize.lexicon import Counts, Phrase
from annotate.normalize.thesaurus import Thesaurus
from annotate.normalize.tokens import Token, tokenize
from annotate.normalize.training.gold import Change, Sentence

LISTED = 0.035
"""Share of the words with an entry that are on the list though no annotator met them there.

So many that three words in a thousand are replaced by something no annotator has seen, as on annotated pages.
"""
LEFT = 0.02
"""Share of the places of a listed word that stay as they are, though a spinner could reach them."""


@dataclass(frozen=True, eq=False)
class Spinner:
    """What may be put in place of each word, and how likely that is."""

    replaced: Mapping[str, tuple[tuple[str, float], ...]]
    """What annotators restored: for the word meant what was put in, and how often."""
    first: Mapping[str, str]
    """For other words the first single word of their entry."""
    listed: Mapping[str, float]
    """The probability that one of those is on the list."""

    @classmethod
    def of(cls, counts: Counts, thesaurus: Thesaurus) -> Spinner:
        """A spinner that does what annotated pages show."""
        restored: dict[str, list[tuple[str, float]]] = defaultdict(list)
        for (found, meant), seen in sorted(counts.substituted.items()):
            if len(found) == len(meant) == 1:
                restored[meant[0]].append((found[0], seen))
        replaced: dict[str, tuple[tuple[str, float], ...]] = {}
        for word, each in restored.items():
            places = sum(seen for _, seen in each) + counts.kept.get(word, 0.0) + 1
            replaced[word] = tuple((found, seen / places) for found, seen in each)
        first = {
            link.meant[0]: found
            for found, links in thesaurus.links.items()
            for link in links
            if link.steps == 1 and len(link.meant) == 1 and link.meant[0] not in replaced
        }
        return cls(replaced, first, {word: _listed(counts.kept.get(word, 0.0)) for word in first})

    def page(self, sentences: Sequence[Sentence], random: np.random.Generator) -> list[Sentence]:
        """The sentences of a clean page as the spinner leaves them, with what was meant."""
        words = sorted({token.key for sentence in sentences for token in sentence.tokens} & self.first.keys())
        chances = random.random(len(words))
        on_list = {word for word, chance in zip(words, chances, strict=True) if chance < self.listed[word]}
        return [self._spun(sentence, on_list, random) for sentence in sentences]

    def _spun(self, sentence: Sentence, on_list: set[str], random: np.random.Generator) -> Sentence:
        pieces, changes, at = [], [], 0
        for place, token in enumerate(sentence.tokens):
            is_open = is_in_reach(sentence.tokens, place, place + 1)
            found = self._put_in(token, on_list, random) if is_open else None
            if found:
                pieces += [sentence.source[at : token.start], found]
                at = token.end
                changes.append((place, (token.key,)))
        source = "".join([*pieces, sentence.source[at:]])
        return _sentence(source, sentence.tokens, changes)

    def _put_in(self, token: Token, on_list: set[str], random: np.random.Generator) -> str | None:
        if token.key in self.replaced:
            chance = random.random()
            for found, share in self.replaced[token.key]:
                chance -= share
                if chance < 0:
                    return found
        elif token.key in on_list and random.random() > LEFT:
            return self.first[token.key]
        return None


def _listed(kept: float) -> float:
    """The probability that a word is on the list of which so many places were kept and none replaced."""
    odds: float = LISTED / (1 - LISTED) * LEFT**kept
    return odds / (1 + odds)


def _sentence(source: str, before: Sequence[Token], changes: Sequence[tuple[int, Phrase]]) -> Sentence:
    """A spun sentence with its changes; without any where a word put in is no word of its own."""
    tokens = tokenize(source)
    if len(tokens) != len(before):
        return Sentence(source, tokens, is_spun=True)
    made = tuple(frozenset([Change(place, place + 1, meant)]) for place, meant in changes)
    return Sentence(source, tokens, stretches=made, is_spun=True)
