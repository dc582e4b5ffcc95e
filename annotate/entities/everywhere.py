"""Where the words of known names stand."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence

from annotate.entities.capital_letters import begins_sentence
from annotate.entities.sightings import Sighting, Word, sighting
from annotate.entities.words import CALENDAR, DEMONYMS, TITLES, fold

EXAMPLE = re.compile(r"\b(?:such as|like|unlike|including) $")
"""What stands before an example of firms or places: such as Apple."""
REACH = 12
"""Characters in which that stands."""
NO_SURNAME = CALENDAR | DEMONYMS | TITLES
"""Words whose capital says nothing of a person: in May, a French cook."""
OWNS = re.compile(r"['’]s (?=[a-z])")
"""What stands after an owner: Meta's income."""


def everywhere(
    text: str, words: Sequence[Word], names: Container[str], longest: Mapping[str, int]
) -> Iterator[Sighting]:
    """Every place where the words of one of the folded `names` stand; at each word only the longest name.

    `longest` tells how many words the longest name has that begins with a word: see `longest_by_first`.
    """
    for number, word in enumerate(words):
        first = word.text if word.text.isascii() else fold(word.text)
        for count in range(longest.get(first, 0), 0, -1):
            if number + count > len(words):
                continue
            end = words[number + count - 1].end
            if end - word.start <= 120 and fold(text[word.start : end]) in names:
                yield sighting(text, word.start, end)
                break


def used_as_names(text: str, words: Sequence[Word], names: Container[str]) -> Iterator[Sighting]:
    """Names of one word that are also ordinary words, in capitals among examples, or where they own something."""
    for word in words:
        if word.text[0].isupper() and fold(word.text) in names:
            is_example = EXAMPLE.search(text[max(0, word.start - REACH) : word.start])
            if is_example or (OWNS.match(text, word.end) and not begins_sentence(text, word.start)):
                yield sighting(text, word.start, word.end)


def surnames_inside(text: str, words: Sequence[Word], surnames: Container[str]) -> Iterator[Sighting]:
    """Surnames that are also ordinary words, where their capital says something: told So that, Sun's guns."""
    for number, word in enumerate(words[1:], start=1):
        if word.text not in surnames or word.key in NO_SURNAME or begins_sentence(text, word.start):
            continue
        following = words[number + 1] if number + 1 < len(words) else None
        if not (following and following.is_capital and following.start == word.end + 1):
            yield sighting(text, word.start, word.end)
