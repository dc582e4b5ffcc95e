"""Zip archives as sources, read with suspicion: nothing is unpacked to disk, and sizes are counted, not believed."""

from __future__ import annotations

import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, Self

from annotate.errors import InputError
from annotate.readers.raw import name_of

MOST_MEMBERS = 1_000_000
LARGEST = 64 << 20
"""Bytes of a member that is one document, unpacked."""
STEEPEST = 100
"""How many times its packed size a member may have; text packs to a third, hardly ever to a twentieth."""
SMALL = 1 << 20
"""Bytes up to which the ratio says nothing."""
CHUNK = 1 << 16
_ENCRYPTED = 0x1
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError)


@dataclass(frozen=True, slots=True)
class Archive:
    """An open zip archive. Whoever opened it closes `file`; it is for one thread."""

    name: str
    """What messages call it."""
    file: zipfile.ZipFile

    @classmethod
    def open(cls, path: Path) -> Archive:
        """Open an archive. Raises InputError when it is none, or has too many members."""
        name = name_of(path)
        try:
            file = zipfile.ZipFile(path)
        except (*_BROKEN, ValueError, struct.error) as error:  # also for names of members that are no text
            raise InputError(f"{name}: cannot be read as a zip archive: {error}") from error
        if len(file.namelist()) > MOST_MEMBERS:
            raise InputError(f"{name}: has {len(file.namelist())} members; {MOST_MEMBERS} are the most, so divide it")
        return cls(name, file)

    def members(self) -> Iterator[zipfile.ZipInfo]:
        """All files in it, sorted by name; of two with one name the later, folders left out. Nothing is read yet."""
        seen = {info.filename: info for info in self.file.infolist() if not info.is_dir()}
        return iter([seen[name] for name in sorted(seen)])

    def read(self, info: zipfile.ZipInfo) -> bytes:
        """The bytes of a member. Raises InputError for one that is not to be trusted, or is broken."""
        with self.stream(info, LARGEST) as stream:
            return b"".join(iter(lambda: stream.read(CHUNK), b""))

    def stream(self, info: zipfile.ZipInfo, most: int) -> _Counted:
        """A member to be read bit by bit, up to `most` bytes. Raises InputError as `read` does."""
        place = f"{self.name}: {info.filename}"
        _refuse(info, place)
        try:
            return _Counted(self.file.open(info), place, most, info.compress_size)
        except (*_BROKEN, RuntimeError) as error:
            raise InputError(f"{place}: broken: {error}; get the archive again") from error


def _refuse(info: zipfile.ZipInfo, place: str) -> None:
    path = PurePosixPath(info.filename.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or ":" in path.parts[0]:
        raise InputError(f"{place}: its name leads out of the archive; make the archive again")
    if stat.S_ISLNK(info.external_attr >> 16):
        raise InputError(f"{place}: is a link, which an archive of texts does not need; put the text itself in")
    if info.flag_bits & _ENCRYPTED:
        raise InputError(f"{place}: is encrypted; unpack the archive first")


class _Counted:
    """A member that is counted while it is read, whatever the archive says of its size."""

    def __init__(self, file: IO[bytes], place: str, most: int, packed: int) -> None:
        self._file = file
        self._place = place
        self._most = most
        self._packed = packed
        self._read = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def read(self, size: int) -> bytes:
        """Up to `size` bytes. Raises InputError when the member turns out too big or broken."""
        try:
            data = self._file.read(size)
        except _BROKEN as error:
            raise InputError(f"{self._place}: broken: {error}; get the archive again") from error
        self._read += len(data)
        if self._read > self._most:
            raise InputError(f"{self._place}: larger than {self._most >> 20} MB unpacked; divide the text")
        if self._read > max(SMALL, STEEPEST * self._packed):
            raise InputError(f"{self._place}: unpacks to more than {STEEPEST} times its size, as no text does")
        return data
