"""How long a text is, counted one way only, so that a checker can count again."""

from __future__ import annotations

import re

from annotate.segment import HAN_CHARACTER

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


def count_words(text: str) -> int:
    """Runs of letters and digits, which an apostrophe or a hyphen may join, without Chinese characters.

    >>> count_words("The company's 2.5 million well-known “米粉” fans")
    7
    """
    return len(_WORD.findall(HAN_CHARACTER.sub(" ", text)))


def count_characters(text: str) -> int:
    """Chinese characters.

    >>> count_characters("The company's “米粉”")
    2
    """
    return len(HAN_CHARACTER.findall(text))


def measures(sentences: int, normalized: str) -> dict[str, int]:
    """What `extent` states, by unit; a count of nothing is not stated, unless there is nothing to count at all.

    >>> measures(1, "米粉。"), measures(0, "...")
    ({'sentences': 1, 'characters': 2}, {'words': 0})
    """
    counts = {"words": count_words(normalized), "sentences": sentences, "characters": count_characters(normalized)}
    return {unit: count for unit, count in counts.items() if count} or {"words": 0}
