"""Runs of capitalised words, joined across the small words that may stand inside a name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from annotate.entities.sightings import MOST_WORDS, Word
from annotate.entities.words import (
    BODIES_FOR,
    COLLECTIVES,
    ORGANIZATION_HEADS,
    PLACE_HEADS,
    REPRESENTATIONS,
    ROADS,
    ROYAL,
    SUBJECTS,
)

JOINING = frozenset("of for on across against".split())
"""Small words after which a name goes on with "the": Association for Relations Across the Taiwan Straits."""
ABROAD = frozenset("representative cultural economic trade liaison american".split())
"""What stands before the word for a body abroad: Taiwanese Representative Office in Lithuania."""


def runs(text: str, words: Sequence[Word]) -> Iterator[list[Word]]:
    """Capitalised words that follow each other, joined across "of (the)" after a word such as Ministry."""
    run: list[Word] = []
    for word in words:
        if not run:
            run = [word] if word.is_capital else []
            continue
        if word.text == "s" and run[-1].key in COLLECTIVES and word.start == run[-1].end + 1:
            continue  # People's
        gap = text[run[-1].end : word.start]
        if gap == "-" or (gap in {" ", " & "} and (word.is_capital or _continues(run, word))) or _owns(run, gap, word):
            run.append(word)
            continue
        yield run
        run = [word] if word.is_capital else []
    if run:
        yield run


def _owns(run: Sequence[Word], gap: str, word: Word) -> bool:
    """Whether a body of some people goes on with the word: Meinong People's Association, Workers' Party."""
    possessive = gap in {"'s ", "’s "} or (gap in {"' ", "’ "} and run[-1].text.endswith("s"))
    return possessive and word.is_capital and run[-1].is_capital and run[-1].key in COLLECTIVES


def _continues(run: Sequence[Word], word: Word) -> bool:
    """Whether a small word may stand inside the name that the run begins."""
    before = run[-1]
    if word.text.isdigit():
        return before.key in ROADS
    match word.text:
        case "of":
            is_ruler = any(w.key in ROYAL for w in run[-3:-1])
            goes_on = before.is_capital and (before.key in ORGANIZATION_HEADS | PLACE_HEADS or is_ruler)
        case "in":
            is_abroad = before.key in REPRESENTATIONS and len(run) > 1 and run[-2].key in ABROAD
            goes_on = is_abroad or (before.key == "research" and [w.text for w in run[-2:-1]] == ["for"])
        case "for" | "on":
            goes_on = before.is_capital and before.key in BODIES_FOR and len(run) < MOST_WORDS
        case "the":
            goes_on = before.key in JOINING and any(w.key in ORGANIZATION_HEADS | PLACE_HEADS | ROYAL for w in run)
        case "and":
            is_joined = before.key in SUBJECTS or any(w.text in JOINING for w in run[-MOST_WORDS:-1])
            goes_on = before.is_capital and is_joined
        case _:
            goes_on = False
    return goes_on
