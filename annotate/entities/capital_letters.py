"""Where a capital letter says nothing: in headlines, and at the beginning of sentences."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from annotate.entities.sightings import Sighting
from annotate.entities.words import WORD, surname_of

HEADLINE = 120
"""No headline has more characters."""
SENTENCE_START = re.compile(r"(?:^|[.!?:…][”\"’)]*\s+|\n\s*|[“\"•*|]\s?)$")


def trusted(text: str, tagged: Sequence[Sighting], ordinary: AbstractSet[str]) -> list[Sighting]:
    """Leave out the tagger's sightings that only a capital letter made.

    Those are words that begin a sentence and are among the `ordinary` words of the text, and what stands in a
    headline in title case and nowhere else; except surnames of persons, and what may be the name of a photographer.
    """
    titles = [(line.start(), line.end()) for line in re.finditer(r"[^\n]+", text) if _is_headline(line[0])]
    starts = [start for start, _ in titles]

    def in_headline(found: Sighting) -> bool:
        number = bisect_right(starts, found.span.start) - 1
        return number >= 0 and found.span.end <= titles[number][1]

    surnames = {surname_of(found.name) for found in tagged if found.label == "PERSON" and " " in found.name}
    elsewhere = {found.name for found in tagged if not in_headline(found)}
    return [
        found
        for found in tagged
        if not (in_headline(found) and found.name not in elsewhere and not _is_byline(found))
        and not (
            _is_ordinary(found.name, ordinary)
            and begins_sentence(text, found.span.start)
            and not (found.label == "PERSON" and found.name in surnames)
        )
    ]


def _is_byline(found: Sighting) -> bool:
    return found.label == "PERSON" and found.name.count(" ") == 1


def _is_headline(line: str) -> bool:
    words = [word for word in WORD.findall(line[:HEADLINE]) if len(word) > 3]
    capitals = sum(word[0].isupper() for word in words)
    return (
        len(line) < HEADLINE and line.rstrip()[-1:] not in set(".,;") and len(words) > 3 and capitals > 0.7 * len(words)
    )


def _is_ordinary(name: str, ordinary: AbstractSet[str]) -> bool:
    word = name.lower()
    return " " not in name and not ordinary.isdisjoint({word, word + "s", word.removesuffix("s")})


def begins_sentence(text: str, start: int) -> bool:
    """Whether what stands at `start` begins a sentence, a line, a quotation or an item."""
    return SENTENCE_START.search(text[max(0, start - 6) : start]) is not None
