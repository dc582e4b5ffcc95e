"""What a sidecar says about a text: `NAME.toml` beside `NAME.txt`, or `about.toml` beside `source.*`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import fields, replace
from difflib import get_close_matches
from pathlib import Path

from annotate.errors import InputError
from annotate.model import Document, Metadata
from annotate.readers.raw import name_of, read_bytes

KEYS = ("id", *(field.name for field in fields(Metadata)))


def with_sidecar(document: Document, path: Path) -> Document:
    """The document with the id and metadata of its sidecar, or as it was when there is none.

    Raises InputError when the sidecar cannot be understood.
    """
    sidecar = sidecar_of(path)
    return document if sidecar is None else described(document, read_metadata(sidecar))


def described(document: Document, values: Mapping[str, str]) -> Document:
    """The document with an id and metadata, by the names in `KEYS`; what it said of itself besides stays."""
    told = dict(values)
    identifier = told.pop("id", document.id)
    return replace(document, id=identifier, metadata=replace(document.metadata, **told))


def read_metadata(path: Path) -> dict[str, str]:
    """The keys of a sidecar, all of them strings. Raises InputError naming file and key."""
    return parse_metadata(read_bytes(path), name_of(path))


def parse_metadata(data: bytes, path: str) -> dict[str, str]:
    """The keys in the bytes of the sidecar called `path`."""
    try:
        table = tomllib.loads(data.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: no valid TOML: {error}") from error
    for key, value in table.items():
        if key not in KEYS:
            near = get_close_matches(key, KEYS, 1)
            hint = f"; did you mean {near[0]!r}?" if near else f"; it may hold {', '.join(KEYS)}"
            raise InputError(f"{path}: unknown key {key!r}{hint}")
        if not isinstance(value, str) or not value.strip():
            raise InputError(f"{path}: {key} must be a string that is not empty")
    return table


def sidecar_of(path: Path) -> Path | None:
    """The sidecar that lies beside a file."""
    own = path.with_suffix(".toml")
    shared = path.with_name("about.toml")
    if own.is_file():
        return own
    return shared if path.stem == "source" and shared.is_file() else None
