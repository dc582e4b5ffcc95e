"""The words of a place: which of them, next to the term, are one phrase."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from annotate.chinese.english import FUNCTION_WORDS, WORD
from annotate.chinese.layout import CLAUSE_END, QUOTES, SPACE, Place

MOST_WORDS = 12
"""Words of a place that are looked at, the nearest to the term."""
LINKS = frozenset({"of", "and", "for", "in", "on", "to", "de", "la", "with"})
"""Small words inside a name or a noun phrase: Ministry of Justice."""
ARTICLES = frozenset({"a", "an", "the"})
_LEADING_ELSEWHERE = """
about after among and are as at be been before but by can do during for from had has have in inside into is near no not
of on or over since than then through under until was were what when where which while who whom whose will with within
"""
LEADING_ELSEWHERE = frozenset(_LEADING_ELSEWHERE.split())
"""Words that tell where a thing is or what it does, and begin no gloss of it: in Jiangxi, are not, which has."""
EQUATING = frozenset({"as", "is", "are", "was", "were"})
"""Words between a term and what it is: 李显龙 as Lee Hsien Loong."""
BREAK = re.compile(r"[,，+/|“”\"«»‘]|(?<=\s)'")
"""What parts two phrases of one clause when it stands between two words; of an apostrophe, the opening quote."""
POSSESSIVE = re.compile(r"['’]s?$")
_TITLES = """
mr mrs ms miss dr prof professor sir lord lady president premier minister chairman chairwoman chair director
secretary general governor mayor legislator senator representative ambassador emperor empress king queen
prince princess poet writer author actor actress singer artist painter founder ceo judge justice captain
colonel chief spokesman spokeswoman spokesperson deputy former vice master monk abbot
"""
TITLES = frozenset(_TITLES.split())
"""Words before a name that are no part of it."""
CLOSING = "".join(QUOTES.values())
TAIL = " \t\u00a0\u3000.,:;*_–—-"


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the source, without a possessive ending."""

    start: int
    end: int
    text: str

    @property
    def is_capital(self) -> bool:
        """Whether it begins with a capital letter or a digit."""
        return self.text[0].isupper() or (self.text[0].isdigit() and not self.text.isdigit())

    @property
    def is_function_word(self) -> bool:
        """Whether it is a function word."""
        return self.text.lower() in FUNCTION_WORDS


Phrase = Sequence[Word]


def words_of(text: str, start: int, end: int) -> list[Word]:
    """The words of text[start:end]; numbers are none."""
    return [_word(match) for match in WORD.finditer(text, start, end) if not match[0].isdigit()]


def _word(match: re.Match[str]) -> Word:
    bare = POSSESSIVE.sub("", match[0])
    return Word(match.start(), match.start() + len(bare), bare)


def nearest_phrases(text: str, place: Place) -> list[list[Word]]:
    """The dozen words nearest to the term, in one clause with it, phrase by phrase, the nearest first."""
    words = words_of(text, *_clause(text, place))
    words = words[-MOST_WORDS:] if place.is_before else words[:MOST_WORDS]
    phrases: list[list[Word]] = []
    for at, word in enumerate(words):
        if not at or BREAK.search(text, words[at - 1].end, word.start):
            phrases.append([])
        phrases[-1].append(word)
    return phrases[::-1] if place.is_before else phrases


def _clause(text: str, place: Place) -> tuple[int, int]:
    """The part of the place from the term to where a clause ends; marks beside the term end none."""
    stops = [match.span() for match in CLAUSE_END.finditer(text, place.start, place.end)]
    if place.is_before:
        body = place.start + len(text[place.start : place.end].rstrip(TAIL + CLOSING))
        return max([place.start, *(stop for _, stop in stops if stop <= body)]), place.end
    return place.start, min([place.end, *(stop for stop, _ in stops if text[place.start : stop].strip())])


def quoted(text: str, place: Place) -> list[Word]:
    """The words of the quotation that ends the place (after the term: begins it), if one does."""
    if not place.is_before:
        first = place.start + len(text[place.start : place.end]) - len(text[place.start : place.end].lstrip(SPACE))
        closing = text.find(QUOTES.get(text[first : first + 1], "\0"), first + 1, place.end)
        return words_of(text, first, closing) if closing > 0 else []
    end = place.start + len(text[place.start : place.end].rstrip(TAIL))
    if end == place.start or text[end - 1] not in CLOSING:
        return []
    openers = [opener for opener, closer in QUOTES.items() if closer == text[end - 1]]
    opening = max(text.rfind(opener, place.start, end - 1) for opener in openers)
    return words_of(text, opening, end - 1) if opening >= 0 else []


def capitalized_run(words: Phrase) -> Phrase:
    """The capitalised words at the end, small words between them included, titles before them not.

    Acronyms before a title go with it: of "KMT Legislator Apollo Chen" only the name stays.
    """
    first = len(words)
    for at in range(len(words) - 1, -1, -1):
        if words[at].is_capital:
            first = at
        elif words[at].text.lower() not in LINKS and not _is_article_inside(words, at):
            break
    run = words[first:]
    titles = [
        at for at in range(len(run) - 1) if run[at].text.lower().rstrip(".") in TITLES and not _has_realm(run, at)
    ]
    run = run[titles[-1] + 1 :] if titles else run
    while len(run) > 1 and run[0].is_function_word:
        run = run[1:]
    return run


def _has_realm(words: Phrase, at: int) -> bool:
    """Whether the title is of a realm, and with it a name: Judge of the Underworld."""
    return [word.text for word in words[at + 1 : at + 3]] == ["of", "the"]


def _is_article_inside(words: Phrase, at: int) -> bool:
    """Whether the word is an article inside a name: Ministry of the Interior, but not KMT and the Party."""
    return words[at].text == "the" and at > 0 and words[at - 1].text in LINKS - {"and"}


def behind(words: Phrase) -> Phrase:
    """Of the words right behind a term those that may say what it is, and not where it lies or what it does.

    A word that equates them is no part of it: of “米粉 are noodles” one stays, of “吉水 is a county in Jiangxi” none.
    """
    if words and words[0].text in EQUATING:
        words = words[1:]
        if words and words[0].text in {"a", "an"} and any(word.is_capital for word in words):
            return ()
    if [word.text for word in words[:1]] == ["to"]:
        return () if any(word.is_capital for word in words[1:2]) else words  # to lie flat, not to Fuzhou
    return () if words and words[0].text in LEADING_ELSEWHERE else words


def noun_phrase(words: Phrase) -> Phrase:
    """The last words that look like one phrase: a capitalised run, else three, back to a function word."""
    if run := capitalized_run(words):
        return run
    first = len(words)
    while first and len(words) - first < 3 and not words[first - 1].is_function_word:
        first -= 1
    return words[first:]
