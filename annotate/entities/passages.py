"""A text in the passages that a recogniser of names reads, in time that grows with the text and no faster.

Two things are done to a text, and undone in the offsets of what comes back:

- Han characters, with the brackets around them, are left out. An English model knows no Han character, and
  "Xu Fei (许斐), the director" is read better as "Xu Fei, the director".
- A text is cut into passages at its line breaks, and at white space where a line is longer than
  `LONGEST_PASSAGE` characters. A line break inside a sentence cuts nothing: there the text was only wrapped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from annotate.segment import HAN

LONGEST_PASSAGE = 1_000
"""Characters. Four times as many cost spaCy three times the memory, and no entity more is found."""
HARD_BREAK = re.compile(r"(?<=[^\w,;–—-])\n|\n(?=[^a-z])")
HAN_RUN = re.compile(
    rf" ?[(（\[【][{HAN}、，·／/ ]{{1,80}}[)）\]】]"  # "Xu Fei (许斐)": all between brackets
    rf"|[{HAN}]+(?:[、，。：；？！·《》「」『』]+[{HAN}]+)*"
)


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a text as a recogniser sees it: without Han characters."""

    text: str
    kept: tuple[tuple[int, int], ...]
    """Pairs of an offset in `text` and the offset, in the whole text, of what stands there; ascending."""

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Where [start, end) lies in the whole text; cut where something was left out inside."""
        for (at, origin), (following, _) in pairwise((*self.kept, (len(self.text) + 1, 0))):
            if at <= start < following:
                return origin + start - at, origin + min(end, following) - at
        raise ValueError(f"{start} lies outside the passage")


def passages_of(text: str) -> Iterator[Passage]:
    """`text` in passages without Han characters; passages without a letter or digit are left out."""
    for start, end in _cuts(text):
        pieces: list[str] = []
        kept: list[tuple[int, int]] = []
        length, at = 0, start
        for left_out in (*((m.start(), m.end()) for m in HAN_RUN.finditer(text, start, end)), (end, end)):
            if left_out[0] > at:
                kept.append((length, at))
                pieces.append(text[at : left_out[0]])
                length += left_out[0] - at
            at = left_out[1]
        passage = "".join(pieces)
        if any(character.isalnum() for character in passage):
            yield Passage(passage, tuple(kept))


def _cuts(text: str) -> Iterator[tuple[int, int]]:
    """Ends of the passages: at line breaks, else after a sentence, else at the last white space that fits."""
    start = 0
    for line_end in (*(found.start() for found in HARD_BREAK.finditer(text)), len(text)):
        while line_end - start > LONGEST_PASSAGE:
            limit = start + LONGEST_PASSAGE
            end = (text.rfind(". ", start, limit) + 1) or (text.rfind(" ", start, limit) + 1) or limit
            yield start, end
            start = end
        if line_end > start:
            yield start, line_end
        start = line_end
