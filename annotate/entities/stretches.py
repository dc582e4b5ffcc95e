"""Stretches of a text in which words are not what they are elsewhere: addresses on the web, citations, headlines."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable

ADDRESS = re.compile(r"(?:https?://|www\.)\S+|(?<![\w.+-])[\w.+-]++@[\w-]++(?:\.[\w-]+)+")
"""Their words are neither names nor ordinary words."""
MARKS_OF_ADDRESS = ("@", "://", "www.")
"""Without any of these a text has none, which spares looking at each of its words."""
CITATION = re.compile(r"\([^()\n]{0,200}?[^\W\d_](?: et al\.)?,? (?:1[6-9]|20)\d\d[a-z]?(?:[,;:][^()\n]{0,200})?\)")
"""Names in brackets with the year of a publication are authors: (Hein, Reich, & Marks, 2016; see also Thuma 2015a)."""


class Stretches:
    """Parts of a text, in its order."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self._spans = [*spans]
        self._starts = [start for start, _ in self._spans]

    @classmethod
    def of(cls, pattern: re.Pattern[str], text: str) -> Stretches:
        """What a pattern finds in a text."""
        return cls(found.span() for found in pattern.finditer(text))

    @classmethod
    def of_addresses(cls, text: str) -> Stretches:
        """The addresses in a text."""
        return cls.of(ADDRESS, text) if any(mark in text for mark in MARKS_OF_ADDRESS) else cls(())

    def __bool__(self) -> bool:
        return bool(self._spans)

    def hold(self, place: int) -> bool:
        """Whether the character at `place` belongs to one."""
        number = bisect_right(self._starts, place) - 1
        return number >= 0 and place < self._spans[number][1]
