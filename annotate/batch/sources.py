"""Which documents a batch holds: in folders, files, JSONL and zip, in an order that never changes."""

from __future__ import annotations

import re
import zipfile
from codecs import BOM_UTF8
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from glob import glob, has_magic
from io import RawIOBase
from pathlib import Path, PurePosixPath
from typing import IO, Any

from annotate.batch.archives import Archive
from annotate.batch.items import Item, Naming
from annotate.batch.rows import ENDINGS as ROW_ENDINGS
from annotate.batch.rows import HEAD, id_of, rows
from annotate.data.load import LONG_AGO
from annotate.errors import InputError
from annotate.readers import FORMATS, format_of
from annotate.readers.front_matter import front_matter
from annotate.readers.metadata import parse_metadata, sidecar_of
from annotate.readers.raw import decode, name_of

ONE_DOCUMENT = tuple(suffix for name, format_ in FORMATS.items() if name != "jsonl" for suffix in format_.suffixes)
ENDINGS = (*ONE_DOCUMENT, *ROW_ENDINGS)
NOT_ARTICLES = ("readme", "license", "licence", "changelog", "contributing", ".")
ZIP = ".zip"
LARGEST_ROWS = 1 << 40
"""Bytes of a JSONL file in an archive: each of its lines is bounded, so that the whole need not be."""
_ROW_ENDING = re.compile("|".join(f"{re.escape(ending)}$" for ending in ROW_ENDINGS), re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class File:
    """A file to read: on disk, below the source that was named."""

    path: Path
    name: PurePosixPath
    """Its path below the source, in words."""

    @property
    def place(self) -> str:
        """Its path, in words."""
        return name_of(self.path)


def files_in(sources: Sequence[str], *, since: datetime | None = None, without: Path | None = None) -> list[File]:
    """The files of all sources, each a folder (with all folders in it), a file or a pattern such as `news/*.txt`.

    `since` leaves out files that have not changed since then, `without` a folder, such as that of the output. Raises
    InputError for a source that is not there, or holds nothing to read.
    """
    found: dict[Path, File] = {}
    for source in sources:
        outside = [file for file in _files(source) if without is None or not _lies_in(file.path, without)]
        if not outside:
            raise InputError(f"{source}: lies in the output folder {without}, which is never read; choose another -o")
        for file in outside:
            found.setdefault(file.path, file)
    return [file for file in found.values() if since is None or _changed(file.path) >= since]


def documents_in(
    files: Iterable[File], *, encoding: str | None = None, since: datetime | None = None
) -> Iterator[Item]:
    """The documents in the files, named and numbered; read one by one, as they are asked for.

    A document without an id of its own is named after its path below the source.
    """
    naming = Naming()
    for file in files:
        for item in _items(file, encoding, since):
            yield naming.named(item)


def countable(files: Iterable[File]) -> bool:
    """Whether each file is one document, so that their number is known before they are read."""
    return all(file.path.suffix.lower() in ONE_DOCUMENT for file in files)


def _files(source: str) -> list[File]:
    path = Path(source)
    if path.is_file():
        return [_file(path, path.parent)]
    if path.is_dir():
        return _below(path)
    if not has_magic(source):
        raise InputError(f"{source}: no such file or folder")
    matched = sorted(Path(each) for each in glob(source, recursive=True))  # noqa: PTH207 - patterns may be absolute
    found = [_file(each, each.parent) for each in matched if each.is_file()]
    if not found:
        raise InputError(f"{source}: fits no file")
    return found


def _below(folder: Path) -> list[File]:
    found = sorted(
        path
        for path in folder.rglob("*")
        if path.name.lower().endswith(ENDINGS) and not path.name.lower().startswith(NOT_ARTICLES) and path.is_file()
    )
    if not found:
        raise InputError(f"{folder}: holds no file ending in {', '.join(ENDINGS)}")
    return [_file(path, folder) for path in found]


def _lies_in(path: Path, folder: Path) -> bool:
    return path.resolve().is_relative_to(folder.resolve())


def _file(path: Path, folder: Path) -> File:
    return File(path, PurePosixPath(name_of(PurePosixPath(path.relative_to(folder).as_posix()))))


def _changed(path: Path) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime, tz=UTC)


def _items(file: File, encoding: str | None, since: datetime | None) -> Iterator[Item]:
    try:
        if file.path.suffix.lower() == ZIP:
            yield from _archived(file, encoding, since)
        elif file.path.name.lower().endswith(ROW_ENDINGS):
            with file.path.open("rb", buffering=HEAD) as stream:
                yield from _rows(stream, file.place, file.name, encoding)
        else:
            sidecar = sidecar_of(file.path)
            data = file.path.read_bytes()
            yield _document(file.place, file.name, data, sidecar.read_bytes() if sidecar else None, encoding)
    except InputError as error:
        yield _failed(file.place, file.name, str(error))
    except OSError as error:
        yield _failed(file.place, file.name, f"{file.place}: cannot be read: {error.strerror}")


def _rows(stream: IO[bytes], place: str, name: PurePosixPath, encoding: str | None) -> Iterator[Item]:
    default = _id_of_path(PurePosixPath(_ROW_ENDING.sub("", str(name))), whole=True)
    for number, line in rows(stream, place, encoding=encoding):
        source, within = f"{place}, line {number}", f"{name}, line {number}"
        if isinstance(line, InputError):
            yield Item(f"{default}-{number}", source, within, "jsonl", error=str(line))
        else:
            yield Item(id_of(line, f"{default}-{number}"), source, within, "jsonl", line)


def _archived(file: File, encoding: str | None, since: datetime | None) -> Iterator[Item]:
    archive = Archive.open(file.path)
    sidecars = {info.filename: info for info in archive.members() if info.filename.endswith(".toml")}
    for info in archive.members():
        name = PurePosixPath(info.filename)
        if not name.name.lower().endswith(ENDINGS) or name.name.lower().startswith(NOT_ARTICLES):
            continue
        if since and _dated(info) < since:
            continue
        place = f"{file.place}: {info.filename}"
        try:
            if name.name.lower().endswith(ROW_ENDINGS):
                with archive.stream(info, LARGEST_ROWS) as stream:
                    yield from _rows(_Raw(stream.read), place, name, encoding)  # type: ignore[arg-type]
            else:
                yield _document(place, name, archive.read(info), _sidecar(archive, sidecars, name), encoding)
        except InputError as error:
            yield _failed(place, name, str(error))


def _dated(info: zipfile.ZipInfo) -> datetime:
    """When a member was changed, by the local time that archives keep; long ago where they keep none."""
    try:
        return datetime(*info.date_time).astimezone(UTC)
    except ValueError:  # a month or a day of 0, as some programs write
        return datetime(*LONG_AGO, tzinfo=UTC)


def _sidecar(archive: Archive, sidecars: dict[str, zipfile.ZipInfo], name: PurePosixPath) -> bytes | None:
    """The sidecar of a member, found as beside a file on disk."""
    shared = [str(name.with_name("about.toml"))] if name.stem == "source" else []
    info = next((sidecars[each] for each in (str(name.with_suffix(".toml")), *shared) if each in sidecars), None)
    return archive.read(info) if info else None


def _document(place: str, name: PurePosixPath, data: bytes, sidecar: bytes | None, encoding: str | None) -> Item:
    told = None
    with suppress(InputError):  # told when the document is read
        told = (sidecar and parse_metadata(sidecar, place).get("id")) or _id_in(data, place, encoding)
    return Item(told or _id_of_path(name), place, str(name), format_of(name.name), data, sidecar)


def _id_in(data: bytes, place: str, encoding: str | None) -> str | None:
    """The id that a text gives itself in front matter, which few have. Raises InputError when it cannot be read."""
    if not data.removeprefix(BOM_UTF8).startswith((b"---", b"+++")):
        return None
    found = front_matter(decode(data, place, encoding=encoding).text, place)
    return found.values.get("id") if found else None


def _failed(place: str, name: PurePosixPath, message: str) -> Item:
    return Item(_id_of_path(name), place, str(name), error=message)


def _id_of_path(name: PurePosixPath, *, whole: bool = False) -> str:
    return "-".join((name if whole else name.with_suffix("")).parts)


class _Raw(RawIOBase):
    """A stream of which only the reading is known, as one that can be buffered."""

    def __init__(self, read: Callable[[int], bytes]) -> None:
        self._read = read

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:  # noqa: ANN401 - any buffer
        data = self._read(len(buffer))
        buffer[: len(data)] = data
        return len(data)
