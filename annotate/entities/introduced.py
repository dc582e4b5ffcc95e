"""Names that show by what stands around them: a title, what was just said, "town of", "newspaper"."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from annotate.entities.context_words import SAYS
from annotate.entities.sightings import NO_NAME, Sighting, Word, is_name, sighting

TITLED = re.compile(r"\b(?:(?:Mr|Mrs|Ms|Miss|Dr|Prof)\.?|surnamed)[ \n](?=[^\W\d_])")
SPEAKING = re.compile(rf",[”\"] (?=(?P<name>[A-Z]\w{{1,30}}) (?:{SAYS})\b)")
INTRODUCTION = re.compile(
    r"\b(?:(?:town|city|village|hamlet|township|suburb|district|county|municipality|prefecture|island|port) of"
    r"|magazine|newspaper|tabloid|broadcaster|startup|start-up|automaker|carmaker|retailer|brand|website) (?=[A-Z])"
)
SPOKEN = re.compile(rf"[”\"] (?:{SAYS}) (?=[A-Z]\w{{1,30}}[.,])")


def named_by_role(text: str, words_at: dict[int, Word]) -> Iterator[Sighting]:
    """Single names after Mr, Ms, Dr, and of those who just spoke; `words_at` finds a word by its start."""
    for pattern in (TITLED, SPEAKING, SPOKEN):
        for found in pattern.finditer(text):
            word = words_at.get(found.end())
            if word and word.is_capital and word.key not in NO_NAME:
                yield sighting(text, word.start, word.end)


def introduced(text: str, words: Sequence[Word]) -> Iterator[Sighting]:
    """What is said to be a town, a newspaper or the like: the mining town of Moengo, the magazine Caijing."""
    starts = [word.start for word in words]
    for found in INTRODUCTION.finditer(text):
        first = bisect_right(starts, found.end() - 1)
        last = first
        while last - first < 3 and _goes_on(text, words, last):
            last += 1
        if first < len(words) and starts[first] == found.end() and is_name(words[first].text):
            yield sighting(text, words[first].start, words[last].end)


def _goes_on(text: str, words: Sequence[Word], at: int) -> bool:
    """Whether the next word is a capitalised one after nothing but a space."""
    following = words[at + 1] if at + 1 < len(words) else None
    return following is not None and following.is_capital and text[words[at].end : following.start] == " "
