"""Where the words of known names stand."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence

from annotate.entities.sightings import Sighting, Word, sighting
from annotate.entities.words import fold

EXAMPLE = re.compile(r"\b(?:such as|like|unlike|including) $")
"""What stands before an example of firms or places: such as Apple."""
REACH = 12
"""Characters in which that stands."""


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


def among_examples(text: str, words: Sequence[Word], names: Container[str]) -> Iterator[Sighting]:
    """Names of one word that are also ordinary words, in capitals where examples are given."""
    for word in words:
        if (
            word.text[0].isupper()
            and fold(word.text) in names
            and EXAMPLE.search(text[max(0, word.start - REACH) : word.start])
        ):
            yield sighting(text, word.start, word.end)
