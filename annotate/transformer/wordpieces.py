"""Words cut into the pieces that an encoder knows: WordPiece (Schuster and Nakajima 2012), longest piece first."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

UNKNOWN, BEGIN, END = "[UNK]", "[CLS]", "[SEP]"
INSIDE = "##"
"""Stands before a piece that does not begin a word."""
MOST = 6
"""Pieces of one word; what follows says little."""
REMEMBERED = 50_000
"""Words whose pieces are kept; a page has a few hundred."""
PARTS = re.compile(r"\w+|[^\w\s]")


@dataclass(frozen=True, eq=False)
class Wordpieces:
    """The known pieces by number."""

    numbers: Mapping[str, int]

    def cut(self, word: str) -> Sequence[int]:
        """Numbers of the pieces of a word, one at least.

        >>> Wordpieces({"[UNK]": 0, "play": 1, "##ing": 2, "re": 3, "-": 4}).cut("Re-playing")
        (3, 4, 1, 2)
        """
        pieces = self._remembered.get(word)
        if pieces is None:
            if len(self._remembered) >= REMEMBERED:
                self._remembered.clear()
            pieces = self._remembered[word] = self._pieces(word)
        return pieces

    @cached_property
    def _remembered(self) -> dict[str, Sequence[int]]:
        """What was cut lately: most words of a text come again."""
        return {}

    def _pieces(self, word: str) -> tuple[int, ...]:
        parts = PARTS.findall(_plain(word))
        pieces = [piece for part in parts for piece in self._longest_first(part)]
        return tuple(pieces[:MOST]) or (self.numbers[UNKNOWN],)

    def _longest_first(self, part: str) -> list[int]:
        pieces, start = [], 0
        while start < len(part):
            prefix = INSIDE if start else ""
            for end in range(len(part), start, -1):
                number = self.numbers.get(prefix + part[start:end])
                if number is not None:
                    break
            else:
                return [self.numbers[UNKNOWN]]
            pieces.append(number)
            start = end
        return pieces


def _plain(word: str) -> str:
    """The word in lower case and without diacritics."""
    decomposed = unicodedata.normalize("NFD", word.lower().replace("’", "'"))
    return "".join(character for character in decomposed if unicodedata.category(character) != "Mn")
