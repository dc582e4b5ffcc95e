"""Where a capital letter says nothing: in headlines, and at the beginning of sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet

from annotate.entities.namelists import NameLists
from annotate.entities.sightings import Sighting
from annotate.entities.stretches import Stretches
from annotate.entities.surnames import surname_of
from annotate.entities.words import DESIGNATORS, FUNCTION_WORDS, PLACE_FRONTS, WORD

HEADLINE = 120
"""No headline has more characters."""
MOST_WORDS_IN_HEADLINE = 3
"""Words of a name that a headline alone shows: in one with more, others stand beside the name."""
SENTENCE_START = re.compile(r"(?:^|[.!?:…][”\"’)]*\s+|\n\s*|[“\"•*|]\s?)$")


def headlines(text: str) -> Stretches:
    """Lines in title case, but none right under another: that is a list."""
    lines = [line.span() for line in re.finditer(r"[^\n]+", text) if _is_headline(line[0])]
    starts, ends = {start for start, _ in lines}, {end for _, end in lines}
    return Stretches((start, end) for start, end in lines if start - 1 not in ends and end + 1 not in starts)


def trusted(text: str, tagged: Sequence[Sighting], ordinary: AbstractSet[str], titles: Stretches) -> Iterator[Sighting]:
    """Leave out the tagger's sightings that only a capital letter made.

    Those are words that begin a sentence and are among the `ordinary` words of the text, and what stands in one of the
    `titles` and nowhere else; except surnames of persons, and what may be the name of a photographer.
    """
    surnames = {surname_of(found.name) for found in tagged if found.label == "PERSON" and " " in found.name}
    elsewhere = _outside(tagged, titles)
    for found in tagged:
        if titles.hold(found.span.start) and found.name.lower() not in elsewhere and not _is_byline(found):
            continue
        is_surname = found.label == "PERSON" and found.name in surnames
        if is_surname or not (_is_ordinary(found.name, ordinary) and begins_sentence(text, found.span.start)):
            yield found


def trusted_by_words(shown: Sequence[Sighting], titles: Stretches, lists: NameLists) -> Iterator[Sighting]:
    """Leave out names that show by a word of theirs, where a headline alone has them, with ordinary words or many."""
    elsewhere = _outside(shown, titles)
    for found in shown:
        words = found.name.lower().split()
        own = {*words} - DESIGNATORS - PLACE_FRONTS - FUNCTION_WORDS
        may_stand = len(words) <= MOST_WORDS_IN_HEADLINE and not lists.ordinary >= own
        if may_stand or not titles.hold(found.span.start) or found.name.lower() in elsewhere:
            yield found


def _outside(found: Iterable[Sighting], titles: Stretches) -> set[str]:
    """The names, in lower case, that stand outside headlines too."""
    return {each.name.lower() for each in found if not titles.hold(each.span.start)}


def _is_byline(found: Sighting) -> bool:
    return found.label == "PERSON" and found.name.count(" ") == 1


def _is_headline(line: str) -> bool:
    if len(line) >= HEADLINE:
        return False
    words = [word for word in WORD.findall(line) if len(word) > 3]
    capitals = sum(word[0].isupper() for word in words)
    return (
        line.rstrip()[-1:] not in set(".,;")
        and "|" not in line
        and line.count(",") < 2
        and len(words) > 3
        and capitals > 0.7 * len(words)
    )


def _is_ordinary(name: str, ordinary: AbstractSet[str]) -> bool:
    word = name.lower()
    return " " not in name and not ordinary.isdisjoint({word, word + "s", word.removesuffix("s")})


def begins_sentence(text: str, start: int) -> bool:
    """Whether what stands at `start` begins a sentence, a line, a quotation or an item."""
    return SENTENCE_START.search(text[max(0, start - 6) : start]) is not None
