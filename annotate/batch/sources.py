"""Which documents a batch holds, and under which names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from annotate.errors import InputError
from annotate.model import Document
from annotate.readers import FORMATS, read_file
from annotate.tei import stem_of

ENDINGS = frozenset(suffix for format_ in FORMATS.values() for suffix in format_.suffixes)
NOT_ARTICLES = ("readme", "license", "licence", "changelog", "contributing", ".")


@dataclass(frozen=True, slots=True)
class Task:
    """A document to annotate, or the reason why there is none, and the file it came from."""

    source: str
    document: Document | InputError
    stem: str = ""
    """File name of the edition, without its ending; unique in the batch, whatever the case of its letters."""


def documents_in(source: Path, *, encoding: str | None = None) -> Iterator[Task]:
    """The documents of a folder (with all folders in it) or of one file, in an order that never changes.

    A document without an id of its own is named after its path below the folder. Raises InputError when there is
    no such place, or nothing in it to read.
    """
    taken: set[str] = set()
    for path in _files(source):
        default = "-".join(path.relative_to(source).with_suffix("").parts) if path != source else path.stem
        for reading in read_file(path, encoding=encoding):
            if isinstance(reading, InputError):
                yield Task(str(path), reading)
                continue
            identifier = default if reading.id == path.stem else reading.id
            stem = _free(stem_of(identifier), taken)
            if stem != stem_of(identifier):
                identifier = stem
            yield Task(str(path), replace(reading, id=identifier), stem)


def _files(source: Path) -> list[Path]:
    if source.is_file():
        return [source]
    if not source.is_dir():
        raise InputError(f"{source}: no such file or folder")
    found = sorted(
        path
        for path in source.rglob("*")
        if path.suffix.lower() in ENDINGS and not path.name.lower().startswith(NOT_ARTICLES) and path.is_file()
    )
    if not found:
        raise InputError(f"{source}: holds no file ending in {', '.join(sorted(ENDINGS))}")
    return found


def _free(stem: str, taken: set[str]) -> str:
    """The stem, with a number where another document has it."""
    free, number = stem, 1
    while free.lower() in taken:
        number += 1
        free = f"{stem}-{number}"
    taken.add(free.lower())
    return free
