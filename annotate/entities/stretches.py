"""Stretches of a text in which words are not what they are elsewhere: addresses on the web, citations."""

from __future__ import annotations

import re
from bisect import bisect_right

ADDRESS = re.compile(r"(?:https?://|www\.)\S+|(?<![\w.+-])[\w.+-]++@[\w-]++(?:\.[\w-]+)+")
"""Their words are neither names nor ordinary words."""
CITATION = re.compile(r"\([^()\n]{0,200}?[^\W\d_](?: et al\.)?,? (?:1[6-9]|20)\d\d[a-z]?(?:[,;:][^()\n]{0,200})?\)")
"""Names in brackets with the year of a publication are authors: (Hein, Reich, & Marks, 2016; see also Thuma 2015a)."""


class Stretches:
    """Where a text has what a pattern finds."""

    def __init__(self, pattern: re.Pattern[str], text: str) -> None:
        self._spans = [found.span() for found in pattern.finditer(text)]
        self._starts = [start for start, _ in self._spans]

    def hold(self, place: int) -> bool:
        """Whether the character at `place` belongs to one."""
        number = bisect_right(self._starts, place) - 1
        return number >= 0 and place < self._spans[number][1]
