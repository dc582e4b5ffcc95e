"""Which script Chinese words are written in, told from the whole text; keys that join the two scripts, and spellings.

The source is never converted: OpenCC makes keys to look words up with, and evidence to count.
"""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from typing import Any

HANS, HANT, NEITHER = "zh-Hans", "zh-Hant", "zh"


@cache
def _converter(configuration: str) -> Any:  # noqa: ANN401 - OpenCC has no types
    """Loaded on first use: a program that only prints its help must not wait for OpenCC."""
    from opencc import OpenCC

    return OpenCC(configuration)


def converted(text: str, configuration: str) -> str:
    """`text` in the other script at the same length: character by character where OpenCC would change it."""
    convert = _converter(configuration).convert
    whole: str = convert(text)
    if len(whole) == len(text):
        return whole
    return "".join(new if len(new := convert(character)) == 1 else character for character in text)


def simplified(text: str) -> str:
    """The Simplified form of `text`, for matching only."""
    return converted(text, "t2s")


def script_of(han: str) -> str:
    """`zh-Hans` or `zh-Hant` for all Chinese characters of a text together, `zh` when nothing tells.

    A character speaks for Simplified when both Taiwan and Hong Kong write it otherwise, for Traditional when
    Simplified does; whichever has more wins.

    >>> [script_of(han) for han in ("万能的大熊", "聯想集團", "台灣 台北", "米粉")]
    ['zh-Hans', 'zh-Hant', 'zh-Hant', 'zh']
    """
    taiwan, hong_kong = converted(han, "s2tw"), converted(han, "s2hk")
    hans = sum(c not in {t, h} for c, t, h in zip(han, taiwan, hong_kong, strict=True))
    hant = sum(c != s for c, s in zip(han, simplified(han), strict=True))
    return HANS if hans > hant else HANT if hant > hans else NEITHER


def script_of_term(term: str, context: str) -> str:
    """The script of the text around, unless the term has characters that exist in the other script alone.

    That happens where a text names both forms, as an encyclopedia does: 户口簿 and 戶口簿.
    """
    own = {_only(character) for character in term} - {NEITHER}
    return own.pop() if len(own) == 1 else context


def _only(character: str) -> str:
    """The one script a character belongs to, by the character sets of the two sides (GB 2312 and Big5)."""
    mainland, taiwan = (_encodable(character, codec) for codec in ("gb2312", "big5"))
    return NEITHER if mainland == taiwan else HANS if mainland else HANT


def _encodable(character: str, codec: str) -> bool:
    try:
        character.encode(codec)
    except UnicodeEncodeError:
        return False
    return True


@lru_cache(maxsize=8192)
def plain(spelling: str) -> str:
    """Letters only, lower case, no tone marks; `ü` and its stand-in `v` are `u`.

    >>> plain("Lǚ Bù"), plain("Lv Bu"), plain("Xi'an")
    ('lubu', 'lubu', 'xian')
    """
    letters = unicodedata.normalize("NFD", spelling.lower()).replace("v", "u")
    return "".join(letter for letter in letters if letter.isalpha())


def capitalized(word: str) -> str:
    """The word with its first letter capital and the rest untouched."""
    return word[:1].upper() + word[1:]
