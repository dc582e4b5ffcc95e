"""Typed reading and writing of the shipped tables and arrays. The same content makes the same bytes."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

from annotate.errors import ConfigurationError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The date written into archives, so that the same content makes the same file."""


def read_bytes(name: str) -> bytes:
    """The bytes of a shipped file. Raises ConfigurationError when the installation lacks it."""
    try:
        return resources.files(__package__).joinpath(name).read_bytes()
    except FileNotFoundError as error:
        raise ConfigurationError(f"the data file {name} is missing; install annotate-tei again") from error


def read_user_text(path: Path) -> str:
    """The text of a file that the user names.

    Raises ConfigurationError naming the file, and line and column of what is no UTF-8.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise ConfigurationError(f"{path}: cannot be read: {error.strerror}") from error
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8", errors="replace")
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        raise ConfigurationError(
            f"{path}, line {line}, column {column}: byte 0x{raw[error.start]:02X} is no UTF-8; save the file as UTF-8"
        ) from error


def read_table(name: str) -> Iterator[dict[str, str]]:
    """The rows of a tab-separated file with a header line; lines that begin with # are notes."""
    lines = (line for line in io.StringIO(read_bytes(name).decode()) if not line.startswith("#"))
    yield from csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)


def write_table(path: Path, columns: Sequence[str], rows: Iterable[Sequence[object]], note: str) -> None:
    """Write a tab-separated file that `read_table` reads, under a note that says what it is."""
    lines = [*(f"# {line}" for line in note.splitlines()), "\t".join(columns)]
    lines += ["\t".join(map(str, row)) for row in rows]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def read_arrays(name: str) -> dict[str, NDArray[Any]]:
    """The arrays of a shipped `.npz` file, by name."""
    import numpy as np

    with np.load(io.BytesIO(read_bytes(name)), allow_pickle=False) as archive:
        return dict(archive)


def write_arrays(path: Path, arrays: Mapping[str, NDArray[Any]]) -> None:
    """Write arrays as a compressed `.npz` file whose bytes depend on nothing but the arrays."""
    import numpy as np

    with zipfile.ZipFile(path, "w") as archive:
        for name, array in arrays.items():
            buffer = io.BytesIO()
            np.lib.format.write_array(buffer, np.ascontiguousarray(array), allow_pickle=False)
            entry = zipfile.ZipInfo(f"{name}.npy", LONG_AGO)
            archive.writestr(entry, buffer.getvalue(), zipfile.ZIP_DEFLATED, compresslevel=9)


def pack_words(words: Iterable[str]) -> NDArray[np.uint8]:
    """Words as an array of their UTF-8 bytes, one word a line."""
    import numpy as np

    return np.frombuffer("\n".join(words).encode(), dtype=np.uint8)


def unpack_words(packed: NDArray[np.uint8]) -> list[str]:
    """The words that `pack_words` packed."""
    return packed.tobytes().decode().split("\n")
