"""a and an."""

from __future__ import annotations

import re
from collections.abc import Iterator

from annotate.normalize.context import LanguageModel
from annotate.normalize.frames import opens
from annotate.normalize.proposal import Proposal, Words, is_unusual
from annotate.normalize.tokens import Token

ONE_SIDED = 20.0
"""How many times more often the other article must stand before a word in the language model's text."""
ARTICLES = ("a", "an")
OFTEN = 20
"""How often the word must have been seen after either article."""

CONSONANT_SOUND = re.compile(r"eu|on(?:e|ce)\b|uni(?![mn])|us(?:e|u)|ut[eio]|ur[aio]")
"""Beginnings that are spelt with a vowel and spoken without: European, one, university, useful, utility."""
SILENT_H = re.compile(r"hour|hono|hones|heir")


def article_for(word: str) -> str:
    """The indefinite article that a word in lower case takes.

    >>> [article_for(word) for word in ("important", "risk", "hour", "university", "uninvited", "one")]
    ['an', 'a', 'an', 'a', 'an', 'a']
    """
    is_vowel = bool(SILENT_H.match(word)) or (word[:1] in "aeiou" and not CONSONANT_SOUND.match(word))
    return "an" if is_vowel else "a"


def refitted(article: Token | None, word: str) -> str | None:
    """The article as `word` takes it; None where there is none, or where it fits already."""
    if article is None or article.key not in ARTICLES or article.key == (right := article_for(word.lower())):
        return None
    return right.capitalize() if article.text[0].isupper() else right


def article_sound(words: Words, model: LanguageModel) -> Iterator[Proposal]:
    """`a` before a word that takes `an`, or the reverse, as counted from text: hour and MP need no list.

    Spun pages are left alone: there, 33 of 35 clashes in the annotated set belong to a substituted word.
    """
    if words.is_spun:
        return
    for key in ARTICLES:
        for sentence, place in words.tokens(key):
            if place + 1 == len(sentence):
                continue
            article, following = sentence[place : place + 2]
            if article.text[0].isupper() and not opens(sentence, place):
                continue  # a name: the An family
            if is_unusual(sentence, model):
                continue  # dialect: dere's a island
            if not following.text[0].isalpha() or words.source[article.end : following.start].strip(" "):
                continue
            other = "an" if article.key == "a" else "a"
            here = model.pair_count(article.key, following.key)
            there = model.pair_count(other, following.key)
            if there >= OFTEN and there > ONE_SIDED * (here + 1):
                yield Proposal(
                    article.start,
                    article.end,
                    other.capitalize() if article.text[0].isupper() else other,
                    rule="article-sound",
                    why=f"Reference text has “{other} {following.text}” {there} times,"
                    f" “{article.key} {following.text}” {here}.",
                )
