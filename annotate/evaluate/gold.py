"""Annotated text to measure cleaning by: JSON Lines, a sentence a line.

    {"id": "g1", "document": "d1", "source": "A fresh law.", "control": false,
     "edits": [{"start": 2, "end": 7, "from": "fresh", "to": "new", "kind": "lexical", "certainty": "high"}],
     "optional_edits": []}

Offsets count code points of `source`. `document`, `control`, `optional_edits`, `from` and `certainty` may be left
out: a sentence that names no document is one. Optional edits are those a careful editor may or may not make; one
without offsets is only a remark.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from annotate.errors import InputError
from annotate.evaluate.fields import Row, parsed, text_of
from annotate.readers.raw import name_of, read_bytes

GAP = "\n\n"
"""What stands between the sentences of a document: each is a paragraph."""
SHOWN_FAULTS = 10


@dataclass(frozen=True, slots=True)
class GoldEdit:
    """Code points `start` to `end` of a sentence should read `replacement`. Nothing stands there for an insertion."""

    start: int
    end: int
    replacement: str
    kind: str = ""
    certainty: str = ""
    """How sure the annotators were."""


@dataclass(frozen=True, slots=True)
class GoldSentence:
    """An annotated sentence; its edits are sorted and never overlap."""

    id: str
    source: str
    edits: tuple[GoldEdit, ...] = ()
    optional: tuple[GoldEdit, ...] = ()
    is_control: bool = False
    """Whether it is clean text that holds words a hasty program would change."""

    @property
    def words(self) -> int:
        """Number of words, parted by white space."""
        return len(self.source.split())


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """The sentences of one document, in reading order."""

    id: str
    sentences: tuple[GoldSentence, ...]

    @property
    def text(self) -> str:
        """The document as the program reads it, a paragraph a sentence."""
        return GAP.join(sentence.source for sentence in self.sentences)

    def placed(self) -> Iterator[tuple[int, GoldSentence]]:
        """Each sentence after the code point of `text` at which it begins."""
        at = 0
        for sentence in self.sentences:
            yield at, sentence
            at += len(sentence.source) + len(GAP)


def read_gold(path: Path) -> tuple[GoldDocument, ...]:
    """The documents of an annotated file, as `parse_gold` reads them. Raises InputError also where there is no file."""
    return parse_gold(read_bytes(path), name_of(path))


def parse_gold(data: bytes, name: str) -> tuple[GoldDocument, ...]:
    """The documents of annotated data, in the order in which they first appear; `name` is what messages call it.

    Raises InputError that names file, line and field of what is wrong, the first ten faults at once.
    """
    documents: dict[str, list[GoldSentence]] = {}
    faults: list[InputError] = []
    for number, line in enumerate(text_of(data, name).split("\n"), 1):
        if line.strip():
            try:
                document, sentence = _sentence(Row(f"{name}, line {number}", parsed(f"{name}, line {number}", line)))
                documents.setdefault(document, []).append(sentence)
            except InputError as fault:
                faults.append(fault)
    if faults:
        raise InputError("\n".join([*map(str, faults[:SHOWN_FAULTS]), *_more(len(faults) - SHOWN_FAULTS)]))
    if not documents:
        raise InputError(f"{name}: holds no annotated sentence; each line is to hold one, as a JSON object")
    return tuple(GoldDocument(each, tuple(sentences)) for each, sentences in documents.items())


def _more(number: int) -> list[str]:
    return [f"and {number} more such lines"] if number > 0 else []


def _sentence(row: Row) -> tuple[str, GoldSentence]:
    """The id of the document, and the sentence."""
    identifier, source = row.get("id", str), row.get("source", str)
    if not source.strip():
        row.refuse("source", "is empty; there is nothing to measure")
    edits = [_edit(edit, source) for edit in row.rows("edits")]
    optional = [_edit(edit, source) for edit in row.rows("optional_edits", []) if "start" in edit.fields]
    edits.sort(key=lambda edit: (edit.start, edit.end))
    for before, after in pairwise(edits):
        if after.start < before.end:
            row.refuse("edits", f"overlap: {before.start}..{before.end} and {after.start}..{after.end}")
    sentence = GoldSentence(identifier, source, tuple(edits), tuple(optional), row.get("control", bool, default=False))
    return row.get("document", str, identifier), sentence


def _edit(row: Row, source: str) -> GoldEdit:
    start, end = row.get("start", int), row.get("end", int)
    if not 0 <= start <= len(source):
        row.refuse("start", f"is {start}, outside the source of {len(source)} code points")
    if not start <= end <= len(source):
        row.refuse("end", f"is {end}, which must lie between start {start} and the source's end {len(source)}")
    found = source[start:end]
    if row.get("from", str, found) != found:
        row.refuse("from", f"is {row.get('from', str)!r}, but the source reads {found!r} at {start}..{end}")
    return GoldEdit(start, end, row.get("to", str), row.get("kind", str, ""), row.get("certainty", str, ""))
