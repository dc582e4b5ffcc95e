"""Annotated pages, for training and for measuring."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from annotate.errors import InputError
from annotate.normalize.lexicon import Phrase
from annotate.normalize.suspects import Candidate
from annotate.normalize.tokens import Token, tokenize


@dataclass(frozen=True, slots=True)
class Change:
    """Words `start` to `end` of a sentence that annotators replaced by `meant`, cut down to what differs."""

    start: int
    end: int
    meant: Phrase


@dataclass(frozen=True, slots=True)
class Sentence:
    """An annotated sentence."""

    source: str
    tokens: list[Token]
    edits: tuple[tuple[int, int, str], ...] = ()
    """The edits as annotated: start, end in code points of `source`, replacement."""
    changes: frozenset[Change] = frozenset()
    """The changes of words that the edits consist of; an edit that cuts a word has none."""
    optional: tuple[tuple[int, int], ...] = ()
    """Stretches a careful editor may or may not change: they teach nothing."""

    @property
    def keys(self) -> list[str]:
        """The counted forms of the words."""
        return [token.key for token in self.tokens]

    def is_right(self, candidate: Candidate) -> bool:
        """Whether annotators made exactly this change."""
        return Change(candidate.start, candidate.end, candidate.meant) in self.changes

    def is_open(self, candidate: Candidate) -> bool:
        """Whether the candidate touches an optional change."""
        start, end = self.tokens[candidate.start].start, self.tokens[candidate.end - 1].end
        return any(start < stop and begin < end for begin, stop in self.optional)


Pages = dict[str, list[Sentence]]
"""Sentences in reading order, by the id of their document."""


def read_pages(path: Path) -> Pages:
    """Read annotated sentences: JSON rows with `document`, `source`, `edits` and `optional_edits`."""
    pages: Pages = {}
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            try:
                row = json.loads(line)
                pages.setdefault(row["document"], []).append(sentence_of(row))
            except (json.JSONDecodeError, KeyError, TypeError) as error:
                raise InputError(f"{path}, line {number}: not an annotated sentence: {error!r}") from error
    return pages


def sentence_of(row: dict[str, Any]) -> Sentence:
    """One annotated sentence from its JSON row."""
    tokens = tokenize(row["source"])
    edits = tuple((edit["start"], edit["end"], edit["to"]) for edit in row["edits"])
    optional = tuple((edit["start"], edit["end"]) for edit in row.get("optional_edits", ()) if "start" in edit)
    changes = frozenset(change for edit in edits for change in _changes(tokens, *edit))
    return Sentence(row["source"], tokens, edits, changes, optional)


def plain_sentence(text: str) -> Sentence:
    """A sentence of clean text, in which nothing is to be changed."""
    return Sentence(text, tokenize(text))


def _changes(tokens: list[Token], start: int, end: int, replacement: str) -> Iterator[Change]:
    """An annotated edit as changes of whole words; none when it cuts a word."""
    touched = [place for place, token in enumerate(tokens) if token.start < end and token.end > start]
    if not touched or tokens[touched[0]].start < start or tokens[touched[-1]].end > end:
        return
    found = [tokens[place].key for place in touched]
    meant = [token.key for token in tokenize(replacement)]
    first, last = touched[0], touched[-1] + 1
    while found and meant and found[0] == meant[0]:
        found, meant, first = found[1:], meant[1:], first + 1
    while found and meant and found[-1] == meant[-1]:
        found, meant, last = found[:-1], meant[:-1], last - 1
    if len(found) == len(meant):
        for place, (old, new) in enumerate(zip(found, meant, strict=True), first):
            if old != new:
                yield Change(place, place + 1, (new,))
    elif found:
        yield Change(first, last, tuple(meant))
