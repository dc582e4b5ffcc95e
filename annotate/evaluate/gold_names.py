"""Annotated text, read for scoring: IOB2 files of names, JSON lines of terms and entities.

Offsets count code points of `Gold.text`. Lines end at line feeds alone: text may hold U+2028 or U+0085.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from annotate.errors import InputError
from annotate.model import EntityType

GAP = "\n\n"
"""What is put between the sentences of one document."""


@dataclass(frozen=True, slots=True, order=True)
class Name:
    """Words [start, end) that name an entity of the document."""

    start: int
    end: int
    type: str
    """`PER`, `ORG` or `LOC`."""
    entity: str = ""
    """Who is named; empty where the gold file does not say."""


@dataclass(frozen=True, slots=True)
class GoldTerm:
    """A Chinese term as annotated. `scripts` and `readings` are all acceptable ones."""

    start: int
    end: int
    scripts: frozenset[str]
    readings: frozenset[str]
    """Pinyin, letters and digits only."""
    partners: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Gold:
    """An annotated document."""

    id: str
    text: str
    names: tuple[Name, ...] = ()
    optional: frozenset[tuple[int, int]] = frozenset()
    """Stretches that may be tagged or not."""
    terms: tuple[GoldTerm, ...] = ()


def read_gold(path: Path) -> list[Gold]:
    """The documents of an `.iob2` or `.jsonl` file. Raises InputError naming file and line of what cannot be read."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read as UTF-8 text: {error}") from error
    documents = [*(_rows(path, text) if path.suffix == ".jsonl" else _iob2(path, text))]
    if not documents:
        raise InputError(f"{path}: no annotated text; give an IOB2 file or JSON lines with `text` and `entities`")
    return documents


def letters(pinyin: str | None) -> str:
    """Letters and digits of a reading, composed and in lower case: how readings are compared."""
    import unicodedata

    return "".join(c for c in unicodedata.normalize("NFC", (pinyin or "").lower()) if c.isalnum())


def _iob2(path: Path, text: str) -> Iterator[Gold]:
    """Sentences grouped by `# newdoc`, with `GAP` between them."""
    name, sentences = path.stem, list[tuple[str, list[Name]]]()
    for number, block in _paragraphs(text):
        notes = dict(line[2:].split(" = ", 1) for line in block if line.startswith("# ") and " = " in line)
        if "newdoc id" in notes:
            yield from _joined(name, sentences)
            name, sentences = notes["newdoc id"], []
        rows = [line.split("\t") for line in block if not line.startswith("#")]
        if any(len(row) < 3 for row in rows) or (rows and "text" not in notes):
            raise InputError(f"{path}, line {number}: a sentence needs `# text = ` and rows of at least three columns")
        if rows:
            sentences.append((notes["text"], _names(path, number, notes["text"], rows)))
    yield from _joined(name, sentences)


def _paragraphs(text: str) -> Iterator[tuple[int, list[str]]]:
    """The lines between blank lines, with the number of the first."""
    block: list[str] = []
    for number, line in enumerate([*text.split("\n"), ""], 1):
        if line.strip():
            block.append(line)
        elif block:
            yield number - len(block), block
            block = []


def _names(path: Path, number: int, text: str, rows: list[list[str]]) -> list[Name]:
    """The names of a sentence; its tokens are found in its text one after the other."""
    names: list[Name] = []
    at = 0
    for row in rows:
        token, tag = row[1], row[2]
        start = text.find(token, at)
        if start < 0:
            raise InputError(f"{path}, line {number}: the text of the sentence holds no {token!r} after column {at}")
        at = start + len(token)
        if tag.startswith("B-"):
            names.append(Name(start, at, tag[2:]))
        elif tag.startswith("I-") and names:
            names[-1] = replace(names[-1], end=at)
    return [name for name in names if name.type in {*EntityType}]


def _joined(name: str, sentences: list[tuple[str, list[Name]]]) -> Iterator[Gold]:
    """One document of all sentences."""
    at, names = 0, list[Name]()
    for text, found in sentences:
        names += (replace(one, start=one.start + at, end=one.end + at) for one in found)
        at += len(text) + len(GAP)
    if sentences:
        yield Gold(name, GAP.join(text for text, _ in sentences), tuple(names))


def sentence_by_sentence(documents: list[Gold]) -> Iterator[Gold]:
    """Each sentence of IOB2 documents as a document of its own."""
    for document in documents:
        at = 0
        for number, text in enumerate(document.text.split(GAP)):
            end = at + len(text)
            names = tuple(replace(n, start=n.start - at, end=n.end - at) for n in document.names if at <= n.start < end)
            yield Gold(f"{document.id}-{number}", text, names)
            at = end + len(GAP)


def _rows(path: Path, text: str) -> Iterator[Gold]:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            yield _row(json.loads(line))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise InputError(f"{path}, line {number}: no annotated passage ({error!r})") from error


def _row(row: dict[str, Any]) -> Gold:
    names = [
        (Name(mention["start"], mention["end"], entity["type"], str(number)), bool(entity.get("optional")))
        for number, entity in enumerate(row.get("entities", ()))
        for mention in entity["mentions"]
    ]
    return Gold(
        str(row["id"]),
        row["text"],
        tuple(name for name, _ in names),
        frozenset((name.start, name.end) for name, is_optional in names if is_optional),
        tuple(map(_term, row.get("terms", ()))),
    )


def _term(term: dict[str, Any]) -> GoldTerm:
    other = term.get("pinyin_alt") or []
    partners = term.get("partners") or ([term["partner"]] if term.get("partner") else [])
    return GoldTerm(
        term["start"],
        term["end"],
        frozenset({term["script"], term.get("script_context", term["script"])}),
        frozenset(map(letters, [term["pinyin"], *([other] if isinstance(other, str) else other)])),
        tuple((partner["start"], partner["end"]) for partner in partners),
    )
