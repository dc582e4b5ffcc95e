"""From files to documents: one module a format, and this list of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from annotate.errors import InputError
from annotate.model import Document
from annotate.readers.jsonl import read_jsonl
from annotate.readers.markdown import read_markdown
from annotate.readers.metadata import with_sidecar
from annotate.readers.plain import from_text, read_plain
from annotate.readers.raw import Raw, read_raw

__all__ = ["FORMATS", "Raw", "format_of", "from_text", "read", "read_file", "read_raw"]

Reading = Document | InputError
"""A document, or the reason why there is none; the documents after it are still to come."""


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file, the endings it goes by, and its reader."""

    suffixes: tuple[str, ...]
    read: Callable[[Raw], Iterator[Reading]]


FORMATS = MappingProxyType(
    {
        "text": Format((".txt", ".text"), read_plain),
        "markdown": Format((".md", ".markdown"), read_markdown),
        "jsonl": Format((".jsonl", ".ndjson"), read_jsonl),
    }
)


def format_of(name: str) -> str:
    """The name of the format that the ending of a file's name stands for; plain text when it stands for none."""
    suffix = Path(name).suffix.lower()
    return next((name for name, format_ in FORMATS.items() if suffix in format_.suffixes), "text")


def read(raw: Raw, *, format_name: str | None = None) -> Iterator[Reading]:
    """The documents in what was read; one for most formats, one a row for JSONL.

    Raises InputError for mark-up that nobody called text: its tags would pass for words.
    """
    name = format_name or format_of(raw.name)
    if format_name is None and name == "text":
        _refuse_markup(raw)
    return FORMATS[name].read(raw)


_MARKUP = re.compile(r"\ufeff?\s*(?:(?P<html><!doctype html|<html\b)|<\?xml\s|<!doctype\s|<TEI\b)", re.IGNORECASE)


def _refuse_markup(raw: Raw) -> None:
    found = _MARKUP.match(raw.text)
    if found and found["html"]:
        raise InputError(f"{raw.name}: is an HTML page; save its text first, or read it as it stands with --from text")
    if found:
        raise InputError(
            f"{raw.name}: is XML; `annotate tei FILE.xml` marks a TEI file, `annotate text` reads an edition; of any"
            " other save the text first, or read it as it stands with --from text"
        )


def read_file(path: Path, *, encoding: str | None = None, format_name: str | None = None) -> Iterator[Reading]:
    """The documents of a file, described by the sidecar that lies beside it; rows describe themselves.

    A file that cannot be read at all is one InputError, yielded, not raised.
    """
    try:
        raw = read_raw(path, encoding=encoding)
        is_one = (format_name or format_of(raw.name)) != "jsonl"
        for document in read(raw, format_name=format_name):
            yield with_sidecar(document, path) if is_one and isinstance(document, Document) else document
    except InputError as error:
        yield error
