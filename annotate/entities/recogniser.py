"""The recogniser that this program carries: which words of an English text name persons, organisations, places."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from annotate.data.load import read_arrays
from annotate.transformer import LONGEST, Reader, load_embeddings

FILE = "english_names.npz"
OTHER = "OTHER"
"""A nationality, a work, an event: no person, organisation or place."""
KINDS = ("PERSON", "ORG", "LOC", OTHER)
TAGS = ("O", *(f"{part}-{kind}" for kind in KINDS for part in "BI"))
"""What the reader weighs for each word: no name, or the first or a further word of one."""
WORD = re.compile(r"\w+|[^\w\s]")
PAUSES = frozenset(".!?;")
NEVER = -1e9

Scores: TypeAlias = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Guess:
    """What is taken for a name: a half-open stretch of the text, and its label."""

    start: int
    end: int
    label: str
    """One of KINDS; from a spaCy model a label of OntoNotes: PERSON, ORG, GPE, LOC, FAC, NORP, ..."""


@dataclass(frozen=True, eq=False)
class Recogniser:
    """A reader that weighs TAGS for every word."""

    reader: Reader

    name = f"annotate-tei {version('annotate-tei')} with {FILE.removesuffix('.npz')}"
    """What an edition calls it."""

    def names(self, texts: Iterable[str]) -> Iterator[list[Guess]]:
        """The names in each text, in its order."""
        for text in texts:
            yield [*self._names(text)]

    def _names(self, text: str) -> Iterator[Guess]:
        words = [*WORD.finditer(text)]
        for start, end in runs([word.group() for word in words]):
            run = words[start:end]
            tags = best_tags(self.reader.read([word.group() for word in run]))
            for first, last, kind in _stretches(tags):
                yield Guess(run[first].start(), run[last].end(), kind)


@cache
def load_recogniser(folder: Path | None = None) -> Recogniser:
    """The one that is shipped, or that lies in a folder."""
    return Recogniser(Reader.from_arrays(read_arrays(FILE, folder), load_embeddings(folder)))


def runs(words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Stretches of words to be read in one go: up to LONGEST, and where there are more, up to a pause.

    >>> [*runs(["a"] * 60 + ["."] + ["b"] * 60)]
    [(0, 61), (61, 121)]
    """
    start = 0
    while start < len(words):
        end = start + LONGEST
        if end < len(words):
            pauses = (at for at in range(end - 1, start + LONGEST // 2, -1) if words[at] in PAUSES)
            end = next(pauses, end - 1) + 1
        yield start, min(end, len(words))
        start = end


def best_tags(scores: Scores) -> Sequence[int]:
    """The likeliest tags of words, by number, in which no name goes on that has not begun (Viterbi 1967)."""
    tags = scores.argmax(axis=1)
    if not _forbidden()[np.concatenate([[0], tags[:-1]]), tags].any():
        return [int(tag) for tag in tags]
    logs = scores - np.logaddexp.reduce(scores, axis=1, keepdims=True)
    steps = np.where(_forbidden(), NEVER, 0.0)
    best, came_from = logs[0] + steps[0], []
    for row in logs[1:]:
        through = best[:, None] + steps
        came_from.append(through.argmax(axis=0))
        best = through.max(axis=0) + row
    path = [int(best.argmax())]
    for before in reversed(came_from):
        path.append(int(before[path[-1]]))
    return path[::-1]


@cache
def _forbidden() -> NDArray[np.bool_]:
    """Which tag, by column, may not follow which, by row."""
    return np.array([[after[0] == "I" and before[2:] != after[2:] for after in TAGS] for before in TAGS])


def _stretches(tags: Sequence[int]) -> Iterator[tuple[int, int, str]]:
    """The first and last words of each name, and its kind."""
    first = None
    for at, tag in enumerate((*tags, 0)):
        part = TAGS[tag][0]
        if first is not None and part != "I":
            yield first, at - 1, TAGS[tags[first]][2:]
            first = None
        if part == "B":
            first = at
