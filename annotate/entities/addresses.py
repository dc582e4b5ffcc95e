"""Addresses on the web: their words are neither names nor ordinary words."""

from __future__ import annotations

import re
from bisect import bisect_right

ADDRESS = re.compile(r"(?:https?://|www\.)\S+|(?<![\w.+-])[\w.+-]++@[\w-]++(?:\.[\w-]+)+")


class Addresses:
    """The addresses of a text."""

    def __init__(self, text: str) -> None:
        self._spans = [found.span() for found in ADDRESS.finditer(text)]
        self._starts = [start for start, _ in self._spans]

    def hold(self, place: int) -> bool:
        """Whether the character at `place` belongs to an address."""
        number = bisect_right(self._starts, place) - 1
        return number >= 0 and place < self._spans[number][1]
