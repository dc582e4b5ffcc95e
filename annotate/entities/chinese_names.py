"""Names that show as Chinese: by a hyphenated given name, and by Han characters beside them."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from itertools import pairwise

from annotate.entities.capital_letters import begins_sentence
from annotate.entities.capitalized import runs
from annotate.entities.han_characters import HAN_NAME
from annotate.entities.namelists import NameLists
from annotate.entities.roles import ROLES, is_role
from annotate.entities.sightings import MOST_WORDS, Sighting, Word, is_name, sighting
from annotate.entities.surnames import LONGEST_SYLLABLE, is_pinyin, is_surname
from annotate.entities.words import CALENDAR, DEMONYMS, FUNCTION_WORDS, JOINED, TITLES, fold
from annotate.identifiers import KindOf
from annotate.model import EntityType
from annotate.segment import HAN

IN_PLACE = re.compile(r"\b(?:[Ii]n|[Aa]t|[Ff]rom|[Nn]ear) $")
BEFORE_HAN = re.compile(rf"\s?[(（《“\[]?[{HAN}]{{2,4}}(?![{HAN}])")
WITHIN = re.compile(r"(?:['’]s|['’]|\bof|\bof the) $")
"""Before words that are the end of a longer name."""
IN_HAN = re.compile(rf"[”\"’]? ?(?:[(（]|\| ?)(?P<han>{HAN_NAME}) ?[)）;,，；|]")


def spelled_beside(text: str, words: Sequence[Word]) -> Iterator[Sighting]:
    """A full Chinese name right before two to four Han characters: Zhang Wenhao 《张文浩》."""
    for surname, given in pairwise(words):
        if (
            surname.is_capital
            and given.is_capital
            and text[surname.end : given.start] == " "
            and is_surname(surname.text)
            and is_pinyin(given.text)
            and BEFORE_HAN.match(text, given.end)
        ):
            yield sighting(text, surname.start, given.end)


def named_in_han(
    text: str, words: Sequence[Word], kind_of: KindOf, ends: Container[int], lists: NameLists
) -> Iterator[Sighting]:
    """Capitalised words before a bracket, or a cell, with Han characters that are no common word: Yun He Si (云河寺).

    What they name, if anything, is for the votes to say. Not where a sighting ends there already: at one of `ends`.
    """
    for run in runs(text, words):
        found = None if run[-1].end in ends else IN_HAN.match(text, run[-1].end)
        if (
            found is None
            or run[-1].key in DEMONYMS  # Traditional Chinese: 云河寺
            or ("|" in found[0] and all(word.key in lists.ordinary for word in run))  # Location | 北京
            or WITHIN.search(text, max(0, run[0].start - 8), run[0].start)
            or ((kind := kind_of(found["han"])) and kind.type is None)
        ):
            continue
        dropped = FUNCTION_WORDS | CALENDAR | (TITLES if kind and kind.type is EntityType.PERSON else frozenset())
        first = next((i for i, word in enumerate(run) if word.key not in dropped), len(run))
        if first + 1 < len(run) and is_role(run[first].text, lists):
            first += 1  # Writer Tsering Woeser
        elif first + 1 < len(run) and run[first].key in lists.ordinary and begins_sentence(text, run[first].start):
            first += 1
        if first < len(run) <= first + MOST_WORDS and is_name(fold(text[run[first].start : run[-1].end])):
            yield sighting(text, run[first].start, run[-1].end)


def hyphenated(text: str, words: Sequence[Word], lists: NameLists) -> Iterator[Sighting]:
    """A Chinese surname and a hyphenated given name, maybe with a Western one in front: Jordan Kwok Chun-hei."""
    for number, (surname, first, second) in enumerate(zip(words, words[1:], words[2:], strict=False)):
        if (
            text[first.end : second.start] == "-"
            and surname.is_capital
            and first.is_capital
            and text[surname.end : first.start] == " "
            and is_surname(surname.text)
            and len(first.text) <= LONGEST_SYLLABLE >= len(second.text)
            and not JOINED.match(text, first.end)
        ):
            front = words[number - 1] if number else None
            is_western = front is not None and _is_given_before(text, front, surname, lists)
            yield sighting(text, front.start if front and is_western else surname.start, second.end)


def _is_given_before(text: str, front: Word, surname: Word, lists: NameLists) -> bool:
    """Whether the word right before a surname is a Western given name, and neither a role nor where something is."""
    if not front.is_capital or text[front.end : surname.start] != " " or front.text not in lists.given:
        return False
    if front.key in lists.ordinary or front.key in ROLES or front.key in TITLES:
        return False
    is_city = fold(front.text) in (lists.cities or {})
    return not (is_city and IN_PLACE.search(text, max(0, front.start - 6), front.start))
