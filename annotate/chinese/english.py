"""English words as far as glosses need them: cut out of text, told from function words, reduced to a stem."""

from __future__ import annotations

import lzma
import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache

from annotate.data.load import read_bytes

LATIN = "A-Za-z0-9\u00c0-\u024f\u0300-\u036f\u1e00-\u1eff"
WORD = re.compile(rf"[{LATIN}]+(?:[-'’.&][{LATIN}]+)*")
"""One word; hyphens, apostrophes and points stay inside."""

_FUNCTION_WORDS = """
a about after all also among an and any are as at be been but by can do etc for from had has have he her his
how i if in into is it its may more most no not of on one or other our out over own s she so some such than
that the their them then there these they this those to up used was we were what when where which who will
with you your
"""
FUNCTION_WORDS = frozenset(_FUNCTION_WORDS.split())
ORDINARY = "ordinary_words.txt.xz"


def words(text: str) -> Iterator[re.Match[str]]:
    """The words of `text`, function words included."""
    return WORD.finditer(text)


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """A crude stem, enough to know a word again: possessive, plural, -ing, -ed off; at most six letters.

    >>> [stem(word) for word in ("Petitioners'", "petition", "parties", "stealing", "steal")]
    ['petiti', 'petiti', 'party', 'steal', 'steal']
    """
    word = "".join(c for c in unicodedata.normalize("NFD", word.lower()) if not unicodedata.combining(c))
    word = word.replace("’", "'").removesuffix("'s").strip("'")
    if word.endswith("ies") and len(word) > 4:
        word = word[:-3] + "y"
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        word = word[:-1]
    if len(word) > 5:
        word = word.removesuffix("ing").removesuffix("ed")
    return word[:6].removesuffix("e")


def stems(text: str) -> list[str]:
    """Stems of the content words of `text`, in order; the parts of a hyphenated word one by one."""
    parts = (part for word in words(text) for part in word[0].lower().split("-"))
    return [stem(part) for part in parts if part not in FUNCTION_WORDS]


def is_ordinary(word: str) -> bool:
    """Whether text nearly always has the word, and in small letters."""
    return word.lower() in _ordinary()


@cache
def _ordinary() -> frozenset[str]:
    return frozenset(lzma.decompress(read_bytes(ORDINARY)).decode().split("\n"))
