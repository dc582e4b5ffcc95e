"""Annotated pages, for training and for measuring."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from types import MappingProxyType
from typing import Any

from annotate.errors import InputError
from annotate.normalize.lexicon import Pair, Phrase
from annotate.normalize.suspects import Candidate
from annotate.normalize.tokens import Token, tokenize

ARTICLES = frozenset(["a", "an"])
NONE_KNOWN: Mapping[Pair, int] = MappingProxyType({})
SHORT = 2
"""Words of a change that is known well enough to find it again inside a longer one."""


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
    stretches: tuple[frozenset[Change], ...] = ()
    """The changes of words each edit consists of; an edit that cuts a word has none."""
    optional: tuple[tuple[int, int], ...] = ()
    """Stretches a careful editor may or may not change: they teach nothing."""
    is_spun: bool = False
    """Whether it comes from a page that a synonym spinner damaged."""

    @property
    def keys(self) -> list[str]:
        """The counted forms of the words."""
        return [token.key for token in self.tokens]

    @property
    def changes(self) -> frozenset[Change]:
        """All changes of words, but for articles that merely follow the next word."""
        return frozenset().union(*self.stretches)

    def is_settled(self, place: int) -> bool:
        """Whether annotators left a word alone, with nothing around it that they changed or might have changed."""
        token = self.tokens[place]
        touched = (*((start, end) for start, end, _ in self.edits), *self.optional)
        return not any(token.start < end and start < token.end for start, end in touched)

    def is_right(self, candidate: Candidate) -> bool:
        """Whether annotators made exactly this change."""
        return change_of(candidate) in self.changes

    def is_open(self, candidate: Candidate) -> bool:
        """Whether the candidate touches an optional change."""
        start, end = self.tokens[candidate.start].start, self.tokens[candidate.end - 1].end
        return any(start < stop and begin < end for begin, stop in self.optional)


def change_of(candidate: Candidate) -> Change:
    """The change a candidate would make."""
    return Change(candidate.start, candidate.end, candidate.meant)


Pages = dict[str, list[Sentence]]
"""Sentences in reading order, by the id of their document."""


def read_pages(*paths: Path) -> Pages:
    """Read annotated sentences: JSON rows with `document`, `source`, `edits` and `optional_edits`.

    A page is spun where its rows name a `family` that ends in `spun`.
    """
    rows = [row for path in paths for row in _rows(path)]
    known: Counter[Pair] = Counter()
    for row in rows:
        for edit in row["edits"]:
            found, meant, _ = _trimmed(_keys(edit["from"]), _keys(edit["to"]))
            if 0 < len(found) <= SHORT and len(meant) <= SHORT:
                known[tuple(found), tuple(meant)] += 1
    pages: Pages = {}
    for row in rows:
        pages.setdefault(row["document"], []).append(sentence_of(row, known))
    return pages


def _rows(path: Path) -> list[dict[str, Any]]:
    rows = []
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            try:
                row = json.loads(line)
                for edit in row["edits"]:
                    _keys(edit["from"])
                sentence_of(row)
                rows.append({**row, "document": row["document"]})
            except (json.JSONDecodeError, KeyError, TypeError) as error:
                raise InputError(f"{path}, line {number}: not an annotated sentence: {error!r}") from error
    return rows


def sentence_of(row: dict[str, Any], known: Mapping[Pair, int] = NONE_KNOWN) -> Sentence:
    """One annotated sentence from its JSON row; `known` are the short changes that annotators made anywhere."""
    tokens = tokenize(row["source"])
    edits = tuple((edit["start"], edit["end"], edit["to"]) for edit in row["edits"])
    optional = tuple((edit["start"], edit["end"]) for edit in row.get("optional_edits", ()) if "start" in edit)
    stretches = tuple(frozenset(_changes(tokens, *edit, known)) for edit in edits)
    return Sentence(row["source"], tokens, edits, stretches, optional, str(row.get("family", "")).endswith("spun"))


def plain_sentence(text: str) -> Sentence:
    """A sentence of clean text, in which nothing is to be changed."""
    return Sentence(text, tokenize(text))


def _keys(text: str) -> list[str]:
    return [token.key for token in tokenize(text)]


def _changes(tokens: list[Token], start: int, end: int, replacement: str, known: Mapping[Pair, int]) -> list[Change]:
    """An annotated edit as changes of whole words; none when it cuts a word."""
    touched = [place for place, token in enumerate(tokens) if token.start < end and token.end > start]
    if not touched or tokens[touched[0]].start < start or tokens[touched[-1]].end > end:
        return []
    found, meant, skipped = _trimmed([tokens[place].key for place in touched], _keys(replacement))
    first = touched[0] + skipped
    if not found:
        return []
    parts = _parts(found, meant)
    if parts is None or not all(_is_known(found, *part, known) for part in parts):
        parts = [(0, len(found), tuple(meant))]
    return [
        Change(first + start, first + end, phrase)
        for start, end, phrase in parts
        if not (end - start == len(phrase) == 1 and {found[start], phrase[0]} == ARTICLES)
    ]


def _trimmed(found: list[str], meant: list[str]) -> tuple[list[str], list[str], int]:
    """Both without the words they share at either end, and how many were taken off in front."""
    skipped = 0
    while found and meant and found[0] == meant[0]:
        found, meant, skipped = found[1:], meant[1:], skipped + 1
    while found and meant and found[-1] == meant[-1]:
        found, meant = found[:-1], meant[:-1]
    return found, meant, skipped


def _parts(found: list[str], meant: list[str]) -> list[tuple[int, int, Phrase]] | None:
    """A long change as smaller ones: word by word, or around the words both sides share; None where neither works."""
    if len(found) == len(meant):
        return [(n, n + 1, (new,)) for n, (old, new) in enumerate(zip(found, meant, strict=True)) if old != new]
    parts: list[tuple[int, int, Phrase]] = []
    for kind, start, end, begin, stop in SequenceMatcher(None, found, meant, autojunk=False).get_opcodes():
        if kind == "insert":
            return None
        if end - start == stop - begin:
            parts += [(start + n, start + n + 1, (meant[begin + n],)) for n in range(end - start) if kind == "replace"]
        elif kind != "equal":
            parts.append((start, end, tuple(meant[begin:stop])))
    return parts


def _is_known(found: list[str], start: int, end: int, phrase: Phrase, known: Mapping[Pair, int]) -> bool:
    """Whether a part is a word for a word, or a change that annotators made elsewhere on its own."""
    is_single = end - start == len(phrase) == 1 and found[start].isalpha()
    return is_single or end - start == len(found) or (tuple(found[start:end]), phrase) in known
