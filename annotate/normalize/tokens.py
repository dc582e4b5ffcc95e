"""Words as the language model counts them."""

from __future__ import annotations

import re
from typing import NamedTuple

WORD = re.compile(
    r"""
    \d+(?:[.,]\d+)*(?:st|nd|rd|th|s)?\b        # numbers, ordinals, decades: 3rd, 1,000, 1990s
    | [^\W\d_]+(?:[’'\-][^\W\d_]+)*            # words, with apostrophes and hyphens inside
    | [^\w\s]                                  # one punctuation mark
    | \S                                       # anything else that shows
    """,
    re.VERBOSE,
)
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
COUNTED_AS_WRITTEN = frozenset([*map(str, range(21)), *map(str, range(30, 101, 10)), "1000"])


class Token(NamedTuple):
    """A word of a text, from code point `start` to `end`, and the form under which it is counted."""

    start: int
    end: int
    text: str
    key: str


def tokenize(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The words and marks of `text[start:end]`.

    >>> [token.key for token in tokenize("The 3rd of May 1791, don’t!")]
    ['the', '3rd', 'of', 'may', '<year>', ',', "don't", '!']
    """
    matches = WORD.finditer(text, start, len(text) if end is None else end)
    return [Token(m.start(), m.end(), m.group(), key_of(m.group())) for m in matches]


def key_of(word: str) -> str:
    """The form under which a word is counted: lower case, straight apostrophe, long numbers by length."""
    if word[0].isdigit():
        return _number_key(word)
    return word.lower().replace("’", "'")


def _number_key(word: str) -> str:
    if word in COUNTED_AS_WRITTEN or not NUMBER.fullmatch(word):
        return word
    if YEAR.fullmatch(word):
        return "<year>"
    return f"<{min(len(word), 7)}>"
