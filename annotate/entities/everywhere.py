"""Every place where the words of known names stand."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence

from annotate.entities.sightings import Sighting, Word, sighting
from annotate.entities.words import fold


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
