"""JSON Lines: one object a line, `{"id": ..., "text": ...}`, each a document. Other keys are left alone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import PurePath
from typing import Any

from annotate.errors import InputError
from annotate.model import Document
from annotate.readers.plain import from_text
from annotate.readers.raw import Raw


def read_jsonl(raw: Raw) -> Iterator[Document | InputError]:
    """The documents of a JSONL file, in order; a row that holds none is yielded as the error it makes."""
    stem = PurePath(raw.name).stem
    for number, line in enumerate(raw.text.split("\n"), 1):
        if not line.strip():
            continue
        place = f"{raw.name}, line {number}"
        try:
            yield read_row(line, place, f"{stem}-{number}")
        except InputError as error:
            yield error


def read_row(line: str, place: str, default_id: str) -> Document:
    """The document of one line. Raises InputError, naming the place, when it holds none."""
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:  # also for numbers too long to be read
        raise InputError(f"{place}: no valid JSON: {error}; each line holds one object") from error
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        raise InputError(f'{place}: needs an object with a string "text", such as {{"id": "a1", "text": "..."}}')
    identifier = id_in(row, default_id)
    if identifier is None:
        raise InputError(f'{place}: "id" must be a string of characters, and not empty')
    if not row["text"].strip():
        raise InputError(f"{place}: the text is empty; there is nothing to annotate")
    try:
        return from_text(row["text"], id=identifier)
    except InputError as error:
        raise InputError(f"{place}: {error}") from error


def id_in(row: dict[str, Any], default: str) -> str | None:
    """The id that a row gives its document, the default where it gives none; None for what can be no id.

    >>> [id_in(row, "rows-1") for row in ({"id": "a"}, {"id": 7}, {}, {"id": " "}, {"id": None})]
    ['a', '7', 'rows-1', None, None]
    """
    found = row.get("id", default)
    is_words = isinstance(found, str | int) and not isinstance(found, bool) and str(found).strip()
    has_halves = any("\ud800" <= character <= "\udfff" for character in str(found))
    return str(found) if is_words and not has_halves else None
