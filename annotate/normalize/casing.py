"""Capitals of a restored word. Spinners write lower case everywhere; a name needs its capitals back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from annotate.normalize.lexicon import Phrase
from annotate.normalize.tokens import Token

JOINS = frozenset(["of", "for", "and", "the"])
"""Lower-case words that stand inside names."""
MOSTLY = 0.7
"""Share of capitals before a capitalised word from which a word counts as part of names."""


@dataclass(frozen=True, slots=True)
class Capitals:
    """Which words are written with a capital when a capitalised word follows, counted from text."""

    names: frozenset[tuple[str, str]]
    """Pairs such as (`new`, `york`) that are mostly written as a name."""
    shares: Mapping[str, float]
    """For each word, the share of capitalised words before which it mostly has a capital itself.

    Words are counted once each, however frequent: that “New” stands before “York” says nothing about “American”.
    """

    def expects(self, word: str, following: str) -> bool:
        """Whether `word` takes a capital before the capitalised word `following`."""
        return (word, following) in self.names or self.shares.get(word, 0.0) > MOSTLY


def cased(meant: Phrase, sentence: list[Token], start: int, end: int, capitals: Capitals) -> str:
    """The phrase `meant` as it is written in place of `sentence[start:end]`.

    Capitals come from the found word, from the start of the sentence, or from the name the word stands in.
    """
    words = list(meant)
    if _needs_capital(meant, sentence, start, end, capitals):
        words[0] = words[0][:1].upper() + words[0][1:]
    return " ".join(words)


def _needs_capital(meant: Phrase, sentence: list[Token], start: int, end: int, capitals: Capitals) -> bool:
    if sentence[start].text[:1].isupper() or not any(token.key[0].isalnum() for token in sentence[:start]):
        return True
    following = sentence[end] if end < len(sentence) else None
    if following is None or not following.text[:1].isupper():
        return False
    return _continues_name(sentence, start) or capitals.expects(meant[-1], following.key)


def _continues_name(sentence: list[Token], start: int) -> bool:
    """Whether a capitalised word that does not open the sentence stands before, joined by `of` and the like."""
    before = start - 1
    if before > 0 and sentence[before].key in JOINS:
        before -= 1
    return before > 0 and sentence[before].text[:1].isupper()
