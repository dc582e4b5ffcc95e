"""Typed reading and writing of the shipped tables and arrays. The same content makes the same bytes."""

from __future__ import annotations

import csv
import io
import tomllib
import zipfile
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from annotate.errors import ConfigurationError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The date written into archives, so that the same content makes the same file."""


def read_bytes(name: str, folder: Path | None = None) -> bytes:
    """The bytes of a shipped file, or of the one by that name in a folder of other tables.

    Raises ConfigurationError when it is not there.
    """
    try:
        return (folder or resources.files(__package__)).joinpath(name).read_bytes()
    except FileNotFoundError as error:
        remedy = f"{folder} is to hold all tables" if folder else "install annotate-tei again"
        raise ConfigurationError(f"the data file {name} is missing; {remedy}") from error


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


def read_table(name: str, folder: Path | None = None) -> Iterator[dict[str, str]]:
    """The rows of a tab-separated file with a header line; lines that begin with # are notes."""
    lines = (line for line in io.StringIO(read_bytes(name, folder).decode()) if not line.startswith("#"))
    yield from csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table that a user may have written, which knows its place."""

    file: str
    line: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        """The cell under a column."""
        return self.cells[column]

    def error(self, column: str, message: str) -> ConfigurationError:
        """An error that names file, line and column."""
        return ConfigurationError(f"{self.file}, line {self.line}, column {column!r}: {message}")


def read_rows(file: Traversable, columns: Sequence[str], *, may_be_empty: Collection[str] = ()) -> Iterator[Row]:
    """The rows of a tab-separated table with exactly these columns; none when there is no such file.

    Empty lines and lines that begin with # and a space are notes. Raises ConfigurationError at a wrong cell.
    """
    if not file.is_file():
        return
    header = ""
    for number, line in enumerate(_text(file).splitlines(), 1):
        if not line.strip() or line.startswith("# "):
            continue
        if not header:
            header = line
            if header.split("\t") != list(columns):
                raise ConfigurationError(
                    f"{file}, line {number}: the columns must be {', '.join(columns)}, tab between"
                )
            continue
        yield _checked(Row(str(file), number, {}), line.split("\t"), columns, may_be_empty)


def _checked(place: Row, cells: list[str], columns: Sequence[str], may_be_empty: Collection[str]) -> Row:
    if len(cells) > len(columns):
        raise place.error(columns[-1], f"{len(cells)} cells in {len(columns)} columns; take the last tabs out")
    row = Row(place.file, place.line, dict(zip(columns, [*cells, *[""] * len(columns)], strict=False)))
    for column in columns:
        if row[column] != row[column].strip():
            raise row.error(column, "white space around the words; take it out")
        if not row[column] and column not in may_be_empty:
            raise row.error(column, "nothing stands here; fill it, or take the line out")
    return row


def read_toml(file: Traversable) -> dict[str, Any]:
    """A TOML file. Raises ConfigurationError when it is missing or no TOML; the message tells line and column."""
    if not file.is_file():
        raise ConfigurationError(f"{file} is missing")
    try:
        return tomllib.loads(_text(file))
    except tomllib.TOMLDecodeError as error:
        raise ConfigurationError(f"{file}: {error}") from error


def _text(file: Traversable) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise ConfigurationError(f"{file}: byte {error.start} is not UTF-8; save the file as UTF-8") from error


def shipped(*names: str) -> Traversable:
    """A shipped file or folder."""
    return resources.files(__package__).joinpath(*names)


def folder_bytes(folder: Traversable, endings: tuple[str, ...]) -> Iterator[bytes]:
    """The content of the files of a folder whose names end so, in the order of their names."""
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        if file.name.endswith(endings):
            yield file.read_bytes()


def write_table(path: Path, columns: Sequence[str], rows: Iterable[Sequence[object]], note: str) -> None:
    """Write a tab-separated file that `read_table` reads, under a note that says what it is."""
    lines = [*(f"# {line}" for line in note.splitlines()), "\t".join(columns)]
    lines += ["\t".join(map(str, row)) for row in rows]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def read_arrays(name: str, folder: Path | None = None) -> dict[str, NDArray[Any]]:
    """The arrays of a shipped `.npz` file, by name."""
    return unpack_arrays(read_bytes(name, folder))


def unpack_arrays(content: bytes) -> dict[str, NDArray[Any]]:
    """The arrays of the bytes of an `.npz` file, by name."""
    import numpy as np

    with np.load(io.BytesIO(content), allow_pickle=False) as archive:
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


def pack_numbers(numbers: NDArray[np.integer[Any]]) -> NDArray[np.uint8]:
    """Whole numbers as their bytes, the first ones of all, then the second ones: a file of them is smaller.

    Shape (bytes of a number, numbers).
    """
    import numpy as np

    little = numbers.astype(numbers.dtype.newbyteorder("<"))
    return np.ascontiguousarray(little.view(np.uint8).reshape(len(numbers), numbers.itemsize).T)


def unpack_numbers(packed: NDArray[np.uint8]) -> NDArray[np.int64]:
    """The signed numbers that `pack_numbers` packed."""
    import numpy as np

    return np.ascontiguousarray(packed.T).view(f"<i{len(packed)}")[:, 0].astype(np.int64)
