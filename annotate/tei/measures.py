"""How long a text is, counted one way only, so that a checker can count again."""

from __future__ import annotations

import re

HAN = re.compile("[\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
"""A Chinese character."""

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


def count_words(text: str) -> int:
    """Runs of letters and digits, which an apostrophe or a hyphen may join, without Chinese characters.

    >>> count_words("The company's 2.5 million well-known “米粉” fans")
    7
    """
    return len(_WORD.findall(HAN.sub(" ", text)))


def count_characters(text: str) -> int:
    """Chinese characters.

    >>> count_characters("The company's “米粉”")
    2
    """
    return len(HAN.findall(text))


def measures(sentences: int, normalized: str) -> dict[str, int]:
    """What `extent` states, by unit; a count of nothing is not stated, but that of words always is."""
    counts = {"sentences": sentences, "characters": count_characters(normalized)}
    return {"words": count_words(normalized)} | {unit: count for unit, count in counts.items() if count}
