"""Where the words of known names stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

from annotate.entities.capital_letters import begins_sentence
from annotate.entities.roles import ROLES
from annotate.entities.sightings import Sighting, Word, sighting
from annotate.entities.words import CALENDAR, DEMONYMS, TITLES, fold

NO_SURNAME = CALENDAR | DEMONYMS | TITLES
"""Words whose capital says nothing of a person: in May, a French cook."""


class Index:
    """Where each word of a text stands."""

    def __init__(self, words: Sequence[Word]) -> None:
        self.words = words
        self._numbers: defaultdict[str, list[int]] = defaultdict(list)
        for number, word in enumerate(words):
            self._numbers[fold(word.text)].append(number)

    def of(self, folded: AbstractSet[str]) -> list[int]:
        """The numbers of the words that are one of the folded ones, in order."""
        return sorted(number for word in self._numbers.keys() & folded for number in self._numbers[word])


def everywhere(text: str, index: Index, names: AbstractSet[str], longest: Mapping[str, int]) -> Iterator[Sighting]:
    """Every place where the words of one of the folded `names` stand; at each word only the longest name.

    `longest` tells how many words the longest name has that begins with a word: see `longest_by_first`.
    """
    words = index.words
    for number in index.of(longest.keys()):
        word = words[number]
        for count in range(longest[fold(word.text)], 0, -1):
            if number + count > len(words):
                continue
            end = words[number + count - 1].end
            if end - word.start <= 120 and fold(text[word.start : end]) in names:
                yield sighting(text, word.start, end)
                break


def used_as_names(text: str, index: Index, names: AbstractSet[str]) -> Iterator[Sighting]:
    """Names of one word that are also ordinary words, where their capital says something: like Apple, that Honor is."""
    words = index.words
    for number in index.of(names):
        word = words[number]
        is_shown = word.text[0].isupper() and _is_inside(text, words, number)
        is_role = word.key in ROLES and text[max(0, word.start - 2) : word.start] == ", "
        if is_shown and not is_role and not _is_of_title(words, number):
            yield sighting(text, word.start, word.end)


def _is_inside(text: str, words: Sequence[Word], number: int) -> bool:
    """Whether a word begins no sentence and no other capitalised word stands beside it."""
    word = words[number]
    beside = (
        *(near for near in words[max(0, number - 1) : number] if near.end + 1 == word.start),
        *(near for near in words[number + 1 : number + 2] if near.start == word.end + 1),
    )
    return not any(near.is_capital for near in beside) and not begins_sentence(text, word.start)


def _is_of_title(words: Sequence[Word], number: int) -> bool:
    """Whether "of" ties a word to another capitalised one: Honor of Kings, Medal of Honor."""
    beside = (words[max(0, number - 2) : number][::-1], words[number + 1 : number + 3])
    return any(len(two) == 2 and two[0].text == "of" and two[1].is_capital for two in beside)


def surnames_inside(text: str, index: Index, surnames: AbstractSet[str]) -> Iterator[Sighting]:
    """Surnames that are also ordinary words, where their capital says something: told So that, Sun's guns."""
    words = index.words
    for number in index.of(surnames):
        word = words[number]
        if word.key not in NO_SURNAME and _is_inside(text, words, number):
            yield sighting(text, word.start, word.end)
