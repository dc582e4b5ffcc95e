"""Capitals of a restored word. Spinners write lower case everywhere; a name needs its capitals back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from annotate.normalize.lexicon import Phrase
from annotate.normalize.tokens import Token
from annotate.script import capitalized
from annotate.segment import ABBREVIATIONS

JOINS = frozenset(["of", "for", "and", "the"])
"""Lower-case words that stand inside names."""
STOPS = frozenset([".", "!", "?"])
MOSTLY = 0.5
"""Share of capitals from which a word takes one."""
TRUST = 3.0
"""Places of a word that weigh as much as what is known of all words in the same surroundings."""
ALL = "*"
NAME, JOINED, NONE = "C", "J", "-"
"""What stands on one side: a capitalised word, one that a small word joins, or neither."""


@dataclass(frozen=True, slots=True)
class Capitals:
    """How often words have a capital inside a sentence, by what stands around them, counted from text.

    Each neighbour counts once, however frequent: “New” before “York” says nothing about “American”.
    """

    counts: Mapping[tuple[str, str], tuple[int, int]]
    """By word (`*` for all of them) and surroundings: neighbours with which it has a capital, and all neighbours."""
    names: frozenset[tuple[str, str]]
    """Pairs such as (`new`, `york`) that are mostly written as a name."""

    def expects(self, word: str, surroundings: str, following: str) -> bool:
        """Whether `word` takes a capital in such surroundings, before the word `following`."""
        if surroundings.endswith(NAME) and (word, following) in self.names:
            return True
        upper, places = self.counts.get((ALL, surroundings), (0, 1))
        share = upper / places
        upper, places = self.counts.get((word, surroundings), (0, 0))
        return (upper + TRUST * share) / (places + TRUST) > MOSTLY


def surroundings_of(sentence: list[Token], start: int, end: int) -> str:
    """What stands on either side: a capitalised word `C`, one that a small word joins `J`, or neither `-`.

    >>> from annotate.normalize.tokens import tokenize
    >>> surroundings_of(tokenize("the talker of the Sejm"), 1, 2)
    '-J'
    """
    return _before(sentence, start) + _after(sentence, end)


def _before(sentence: list[Token], start: int) -> str:
    at = start - 1
    joined = False
    while at > 0 and sentence[at].key in JOINS:
        at, joined = at - 1, True
    is_name = at > 0 and sentence[at].text[0].isupper() and not _begins_sentence(sentence, at)
    is_opening_name = at == 0 and joined and sentence[at].text[0].isupper()
    return (JOINED if joined else NAME) if is_name or is_opening_name else NONE


def _after(sentence: list[Token], end: int) -> str:
    at = end
    while at < len(sentence) and sentence[at].key in JOINS:
        at += 1
    if at == len(sentence) or not sentence[at].text[0].isupper():
        return NONE
    return JOINED if at > end else NAME


def cased(meant: Phrase, sentence: list[Token], start: int, end: int, capitals: Capitals) -> str:
    """The phrase `meant` as it is written in place of `sentence[start:end]`.

    Capitals come from the found word, from the start of the sentence, or from the name the word stands in.
    """
    words = list(meant)
    following = sentence[end].key if end < len(sentence) else ""
    if (
        sentence[start].text[:1].isupper()
        or _begins_sentence(sentence, start)
        or capitals.expects(meant[0], surroundings_of(sentence, start, end), following)
    ):
        words[0] = capitalized(words[0])
    return " ".join(words)


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
