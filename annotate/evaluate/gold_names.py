"""Annotated text, read for scoring: IOB2 files of names, JSON lines of terms and entities, passages marked by hand.

Offsets count code points of `Gold.text`. Lines end at line feeds alone: text may hold U+2028 or U+0085.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path, PurePath

from annotate.errors import InputError
from annotate.evaluate.annotated import Gold, GoldTerm, Name
from annotate.evaluate.fields import Row, parsed, text_of
from annotate.evaluate.marked import BEGINS, passages
from annotate.model import EntityType
from annotate.readers.raw import name_of, read_bytes

GAP = "\n\n"
"""What is put between the sentences of one document."""


def read_gold_names(path: Path) -> list[Gold]:
    """The documents of an annotated file, as `parse_gold` reads them. Raises InputError also where there is no file."""
    return parse_gold(read_bytes(path), name_of(path))


def parse_gold(data: bytes, name: str) -> list[Gold]:
    """The documents of IOB2, JSON lines or marked passages, told apart by the first characters.

    `name` is what messages call the data.

    Raises InputError naming file, line and field of what cannot be read.
    """
    text = text_of(data, name)
    begins = text.lstrip()
    if begins.startswith(BEGINS):
        documents = [*passages(text, name)]
    else:
        documents = [*(_rows(name, text) if begins.startswith("{") else _iob2(name, text))]
    if not documents:
        raise InputError(
            f"{name}: no annotated text; give an IOB2 file, JSON lines with `text` and `entities`, or marked passages"
        )
    return documents


def letters(pinyin: str | None) -> str:
    """Letters and digits of a reading, composed and in lower case: how readings are compared."""
    import unicodedata

    return "".join(c for c in unicodedata.normalize("NFC", (pinyin or "").lower()) if c.isalnum())


def _iob2(file: str, text: str) -> Iterator[Gold]:
    """Sentences grouped by `# newdoc`, with `GAP` between them."""
    name, sentences = PurePath(file).stem, list[tuple[str, list[Name]]]()
    for number, block in _paragraphs(text):
        notes = dict(line[2:].split(" = ", 1) for line in block if line.startswith("# ") and " = " in line)
        if "newdoc id" in notes:
            yield from _joined(name, sentences)
            name, sentences = notes["newdoc id"], []
        rows = [line.split("\t") for line in block if not line.startswith("#")]
        if any(len(row) < 3 for row in rows) or (rows and "text" not in notes):
            raise InputError(f"{file}, line {number}: a sentence needs `# text = ` and rows of at least three columns")
        if rows:
            sentences.append((notes["text"], _names(file, number, notes["text"], rows)))
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


def _names(file: str, number: int, text: str, rows: list[list[str]]) -> list[Name]:
    """The names of a sentence; its tokens are found in its text one after the other."""
    names: list[Name] = []
    at = 0
    for row in rows:
        token, tag = row[1], row[2]
        start = text.find(token, at)
        if start < 0:
            raise InputError(f"{file}, line {number}: the text of the sentence holds no {token!r} after column {at}")
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


def _rows(file: str, text: str) -> Iterator[Gold]:
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield _passage(Row(f"{file}, line {number}", parsed(f"{file}, line {number}", line)))


def _passage(row: Row) -> Gold:
    text = row.get("text", str)
    names = [
        (Name(*_span(mention, text), entity.get("type", str), str(number)), bool(entity.fields.get("optional")))
        for number, entity in enumerate(row.rows("entities", []))
        for mention in entity.rows("mentions")
    ]
    return Gold(
        row.get("id", str),
        text,
        tuple(name for name, _ in names),
        frozenset((name.start, name.end) for name, is_optional in names if is_optional),
        tuple(_term(term, text) for term in row.rows("terms", [])),
    )


def _span(row: Row, text: str) -> tuple[int, int]:
    """Where the words of a row stand; they must stand in the text."""
    start, end = row.get("start", int), row.get("end", int)
    if not 0 <= start < end <= len(text):
        row.refuse("start", f"{start} and end {end} are no stretch of the text of {len(text)} code points")
    return start, end


def _term(term: Row, text: str) -> GoldTerm:
    scripts = {term.get(name, str) for name in ("script", "script_context") if name == "script" or term.has(name)}
    partners = term.rows("partners") if term.has("partners") else [term.row("partner")] if term.has("partner") else []
    return GoldTerm(
        *_span(term, text),
        frozenset(scripts),
        frozenset(map(letters, [term.get("pinyin", str), *_others(term)])),
        tuple(_span(partner, text) for partner in partners),
    )


def _others(term: Row) -> list[str]:
    """The other readings of a term: one, or a list of them."""
    other = term.fields.get("pinyin_alt") or []
    return [other] if isinstance(other, str) else [str(each) for each in term.get("pinyin_alt", list, [])]
