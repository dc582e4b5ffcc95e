"""The inverse thesaurus, from a MyThes file: what a spinner writes that takes the first single word of each entry."""

from __future__ import annotations

import lzma
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

from annotate.normalize.context import LanguageModel
from annotate.normalize.thesaurus import MOST_STEPS, Link, Thesaurus
from annotate.normalize.tokens import tokenize

LEAST_COUNT = 10
"""How often a word must stand in reference text to be offered; of two words in a row, half as often is enough."""
LONGEST = 2
"""Words of a head that a spinner replaces by one: “have to”, “give up”."""

Entries = Mapping[str, tuple[str, ...]]
"""The terms of each entry, in order; antonyms are left out."""


def build_thesaurus(path: Path, model: LanguageModel) -> Thesaurus:
    """What each word may stand for, from a MyThes `.dat.xz` file."""
    entries = read_entries(path)
    links: dict[str, list[Link]] = defaultdict(list)
    for head in sorted(entries):
        meant = tuple(token.key for token in tokenize(head))
        if 0 < len(meant) <= LONGEST and _is_common(meant, model):
            for steps, found in enumerate(_reached(head, entries), 1):
                if _in_one_spelling(found) != _in_one_spelling(head):
                    links[found].append(Link(meant, steps))
    return Thesaurus({found: tuple(links[found]) for found in sorted(links)})


def read_entries(path: Path) -> Entries:
    """The entries of a MyThes `.dat.xz` file, senses one after another."""
    entries: dict[str, dict[str, None]] = defaultdict(dict)
    with lzma.open(path, "rt", encoding="latin-1") as file:
        lines = iter(file)
        next(lines)  # the name of the encoding
        for line in lines:
            head, count = line.rstrip("\n").lower().rsplit("|", 1)
            for _ in range(int(count)):
                entries[head].update(dict.fromkeys(term for term in _terms(next(lines)) if term != head))
    return {head: tuple(terms) for head, terms in entries.items()}


def _terms(line: str) -> Iterator[str]:
    """The terms of one sense, without antonyms and without the marks that say how near they are."""
    for field in line.rstrip("\n").lower().split("|")[1:]:
        marked = re.fullmatch(r"(.*?) \((.*)\)", field)
        if marked is None:
            yield field
        elif marked[2] != "antonym":
            yield marked[1]


def _is_common(phrase: tuple[str, ...], model: LanguageModel) -> bool:
    if len(phrase) == 1:
        return model.count(phrase[0]) >= LEAST_COUNT
    return 2 * model.pair_count(*phrase) >= LEAST_COUNT


def _reached(head: str, entries: Entries) -> Iterator[str]:
    """The first single word of the entry, the first of that word's entry, and so on, until words come again."""
    seen, word = {head}, head
    for _ in range(MOST_STEPS):
        following = next(_single_words(word, entries), None)
        if following is None or following in seen:
            return
        seen.add(following)
        yield (word := following)


def _in_one_spelling(word: str) -> str:
    """The word with what British and American spelling differ in made alike: neither is damage.

    >>> _in_one_spelling("minimise") == _in_one_spelling("minimize"), _in_one_spelling("colour")
    (True, 'color')
    """
    return (
        re.sub(r"is(?=e[drs]?$|ing$|ation)", "iz", word).replace("our", "or").replace("ence", "ense").replace("ll", "l")
    )


def _single_words(head: str, entries: Entries) -> Iterator[str]:
    """The terms that a spinner may take: one word, no hyphen."""
    return (term for term in entries.get(head, ()) if term.isalnum())
