"""How a word is written, which pieces in lower case do not tell."""

from __future__ import annotations

OTHER, DIGITS, LOWER, CAPITALS, INITIAL, CAPITALIZED, MIXED, MARGIN = range(8)
"""MARGIN is the shape of the pieces before and after a run of words."""
SHAPES = 8


def shape_of(word: str) -> int:
    """How a word is written.

    >>> [shape_of(word) for word in ("(", "2026", "bear", "EU", "A", "Bear", "iPhone")]
    [0, 1, 2, 3, 4, 5, 6]
    """
    if not word[:1].isalpha():
        return DIGITS if word.isdigit() else OTHER
    if word.islower():
        return LOWER
    if word.isupper():
        return CAPITALS if len(word) > 1 else INITIAL
    return CAPITALIZED if word[0].isupper() and word[1:].islower() else MIXED
