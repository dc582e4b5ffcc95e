"""Capitals of a restored word. Spinners write lower case everywhere; a name needs its capitals back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from annotate.normalize.lexicon import Phrase
from annotate.normalize.tokens import Token
from annotate.segment import ABBREVIATIONS

JOINS = frozenset(["of", "for", "and", "the"])
"""Lower-case words that stand inside names."""
STOPS = frozenset([".", "!", "?"])
MOSTLY = 0.7
"""Share of capitals before a capitalised word from which a word counts as part of names."""


@dataclass(frozen=True, slots=True)
class Capitals:
    """Which words are written with a capital when a capitalised word follows, counted from text."""

    names: frozenset[tuple[str, str]]
    """Pairs such as (`new`, `york`) that are mostly written as a name."""
    shares: Mapping[str, float]
    """For each word, the share of capitalised words before which it mostly has a capital itself.

    Each following word counts once, however frequent: “New” before “York” says nothing about “American”.
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
    if sentence[start].text[:1].isupper() or _begins_sentence(sentence, start):
        return True
    following = sentence[end] if end < len(sentence) else None
    if following is None or not following.text[:1].isupper():
        return False
    return _continues_name(sentence, start) or capitals.expects(meant[-1], following.key)


def _begins_sentence(sentence: list[Token], start: int) -> bool:
    """Whether only marks stand before, or a full stop: a spinner's lower case hides where sentences begin."""
    before = start - 1
    while before >= 0 and not sentence[before].key[0].isalnum():
        if sentence[before].text in STOPS:
            return before > 0 and not _is_abbreviation(sentence[before - 1])
        before -= 1
    return before < 0


def _is_abbreviation(token: Token) -> bool:
    return token.key in ABBREVIATIONS or (len(token.key) == 1 and token.key.isalpha())


def _continues_name(sentence: list[Token], start: int) -> bool:
    """Whether a capitalised word inside the sentence stands before, joined by `of` and the like."""
    before = start - 1
    if before > 0 and sentence[before].key in JOINS:
        before -= 1
    return before > 0 and sentence[before].text[:1].isupper()
