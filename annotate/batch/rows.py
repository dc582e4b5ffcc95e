"""The lines of a JSONL file, one at a time, packed or not: no file needs more memory than its longest line."""

from __future__ import annotations

import gzip
import io
import json
import lzma
import zlib
from collections.abc import Iterator
from typing import IO, Any

from annotate.errors import InputError
from annotate.readers.jsonl import id_in
from annotate.readers.raw import codec_called, encoding_of

LONGEST = 64 << 20
"""Bytes of a line. A longer one is no document, and may be an attack."""
HEAD = 1 << 16
"""Bytes looked at to tell the encoding."""
PACKED = (".gz", ".xz", ".zst")
ENDINGS = tuple(ending + packed for ending in (".jsonl", ".ndjson") for packed in ("", *PACKED))
_BROKEN = (OSError, EOFError, lzma.LZMAError, zlib.error)

Row = tuple[int, bytes | InputError]
"""A line's number, counted from 1, and the line, as UTF-8 without its end."""


def rows(file: IO[bytes], name: str, *, encoding: str | None = None) -> Iterator[Row]:
    """The lines that are not empty. What cannot be read is yielded as its error, and ends a file that is broken."""
    number = 0
    try:
        stream = unpacked(file, name)
        for number, line in _lines(stream, name, encoding):
            yield number, line
    except InputError as error:
        yield number + 1, error
    except (*_BROKEN, UnicodeDecodeError) as error:
        yield number + 1, InputError(f"{name}: broken after line {number}: {error}; get the file again")


def unpacked(file: IO[bytes], name: str) -> io.BufferedReader:
    """The file, unpacked as it is read if its name says that it is packed."""
    opener = {".gz": gzip.open, ".xz": lzma.open, ".zst": _zstandard}.get(name[name.rfind(".") :].lower())
    raw: Any = opener(file) if opener else file  # type: ignore[operator]
    return raw if isinstance(raw, io.BufferedReader) else io.BufferedReader(raw, HEAD)


def id_of(line: bytes, default: str) -> str:
    """The id that a row gives its document; the default where it has none that can be used."""
    try:
        return id_in(json.loads(line), default) or default
    except (ValueError, RecursionError, AttributeError):
        return default


def _lines(stream: io.BufferedReader, name: str, encoding: str | None) -> Iterator[Row]:
    head = stream.peek(HEAD)
    if not head.strip():
        raise InputError(f"{name}: the file is empty; there is nothing to annotate")
    codec = codec_called(encoding) if encoding else encoding_of(head[: head.rfind(b"\n") + 1] or head, name)
    if codec.startswith(("utf-16", "utf-32")):
        lines: Iterator[bytes | InputError] = _wide(stream, codec)
        codec = "utf-8"
    else:
        lines = _narrow(stream, name)
    for number, line in enumerate(lines, 1):
        if isinstance(line, InputError):
            yield number, line
        elif line.strip():
            yield number, _recoded(line, codec, f"{name}, line {number}")


def _recoded(line: bytes, codec: str, place: str) -> bytes | InputError:
    try:
        return line.decode(codec).encode()
    except UnicodeDecodeError as error:
        return InputError(f"{place}: byte {error.start} does not fit the encoding {codec}")


def _narrow(stream: io.BufferedReader, name: str) -> Iterator[bytes | InputError]:
    """Lines in an encoding whose line breaks are single bytes. One that is too long is read over."""
    number = 0
    while line := stream.readline(LONGEST + 1):
        number += 1
        if len(line) <= LONGEST:
            yield line.rstrip(b"\r\n")
            continue
        yield InputError(f"{name}, line {number}: longer than {LONGEST >> 20} MB; split the document")
        while line and not line.endswith(b"\n"):
            line = stream.readline(HEAD)


def _wide(stream: io.BufferedReader, codec: str) -> Iterator[bytes]:
    """Lines of UTF-16 or UTF-32, as UTF-8."""
    text = io.TextIOWrapper(stream, encoding=codec, newline="\n")
    try:
        for line in text:
            yield line.rstrip("\r\n").encode()
    finally:
        text.detach()  # the stream belongs to whoever opened it


def _zstandard(file: IO[bytes]) -> _Zstandard:
    from zstandard import ZstdDecompressor

    return _Zstandard(ZstdDecompressor().stream_reader(file, read_across_frames=True))


class _Zstandard(io.RawIOBase):
    """A Zstandard stream that tells what is wrong as the other ones do."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:  # noqa: ANN401 - any buffer
        from zstandard import ZstdError

        try:
            data = self._stream.read(len(buffer))
        except ZstdError as error:
            raise OSError(str(error)) from error
        buffer[: len(data)] = data
        return len(data)
