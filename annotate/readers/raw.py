"""Bytes into text: which encoding, and whether it is text at all. Nothing is ever replaced or guessed silently."""

from __future__ import annotations

import codecs
import hashlib
import os
from dataclasses import dataclass
from pathlib import Path, PurePath

from annotate.errors import InputError
from annotate.model import Provenance

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16: its mark begins with that of UTF-16
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
SIGNATURES = (
    (b"%PDF-", "a PDF file; save its text first"),
    (b"PK\x03\x04", "a zip archive or a Word document; save it as plain text or unpack it first"),
    (b"\xd0\xcf\x11\xe0", "an old Word document; save it as plain text first"),
    (b"{\\rtf", "an RTF file; save it as plain text first"),
    (b"\x1f\x8b", "gzip-compressed; unpack it first"),
)
CHINESE = ("gb18030", "big5")
"""The encodings that may be guessed: what they hold can be told from noise. A Western code page cannot, since any
bytes make some text in it, so it has to be named."""
ENOUGH_TO_GUESS = 200_000
"""Bytes looked at when guessing an encoding; more changes no guess and costs seconds."""


@dataclass(frozen=True, slots=True)
class Raw:
    """The text of a file as decoded, and how."""

    name: str
    text: str
    provenance: Provenance


def name_of(path: PurePath) -> str:
    r"""A path in words that can be printed and written: bytes of it that are no UTF-8 as `\xff`.

    Systems allow any bytes in the names of files; Python keeps them as halves of surrogate pairs, which are no text.
    """
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def read_raw(path: Path, *, encoding: str | None = None) -> Raw:
    """Read and decode a file. Raises InputError naming the file and the remedy."""
    name = name_of(path)
    if path.is_dir():
        raise InputError(f"{name}: is a folder; `annotate batch {name} -o DIR` reads all its files")
    return decode(read_bytes(path), name, encoding=encoding)


def read_bytes(path: Path) -> bytes:
    """The bytes of a file. Raises InputError when there is no such file, or it is a folder."""
    if path.is_dir():
        raise InputError(f"{name_of(path)}: is a folder; name the files in it")
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise InputError(f"{name_of(path)}: no such file") from error
    except OSError as error:
        raise InputError(f"{name_of(path)}: cannot be read: {error.strerror}") from error


def decode(data: bytes, name: str, *, encoding: str | None = None) -> Raw:
    """Decode bytes: the encoding asked for, else the byte order mark, else UTF-8, else a guess that is stated.

    Whatever encoding is settled on must give the same bytes back, so that the source can be restored from an
    edition. Raises InputError for empty and binary files and for encodings that do not fit.
    """
    if not data:
        raise InputError(f"{name}: the file is empty; there is nothing to annotate")
    for signature, message in SIGNATURES:
        if data.startswith(signature):
            raise InputError(f"{name}: is {message}")
    codec = codec_called(encoding) if encoding else encoding_of(data, name)
    return Raw(name, _decode_exactly(data, codec, name), provenance_of(data, codec))


def codec_called(name: str) -> str:
    """The one name of an encoding that has several. Raises InputError when there is none of that name.

    >>> codec_called("UTF-16"), codec_called("utf_8_sig"), codec_called("GB18030")
    ('utf-16', 'utf-8-sig', 'gb18030')
    """
    try:
        "a".encode(name)  # which refuses codecs that make no text of bytes
        return codecs.lookup(name).name
    except (LookupError, UnicodeError) as error:
        raise InputError(f"no encoding is called {name!r}; try utf-8, gb18030 or big5") from error


def encoding_of(data: bytes, name: str) -> str:
    """The encoding by the byte order mark, else UTF-8, else a guess. Raises InputError where there is none."""
    codec = _encoding_by_mark(data)
    if codec is None:
        _refuse_binary(data, name)
        codec = "utf-8" if _decodes(data, "utf-8") else _guess(data, name)
    return codec


def provenance_of(data: bytes, encoding: str = "utf-8") -> Provenance:
    """The fingerprint by which an edition proves that its source reading is the input."""
    return Provenance(hashlib.sha256(data).hexdigest(), encoding)


def _encoding_by_mark(data: bytes) -> str | None:
    return next((codec for mark, codec in BYTE_ORDER_MARKS if data.startswith(mark)), None)


def _refuse_binary(data: bytes, name: str) -> None:
    place = data.find(b"\0")
    if place >= 0:
        raise InputError(
            f"{name}: a NUL byte at offset {place}: this is no text file, or one in UTF-16 without a byte order"
            " mark; name its encoding with --encoding, or save it as UTF-8"
        )


def _decodes(data: bytes, codec: str) -> bool:
    try:
        data.decode(codec)
    except UnicodeDecodeError:
        return False
    return True


def _guess(data: bytes, name: str) -> str:
    """The Chinese encoding the bytes are in. Raises InputError when they are in none, naming what they look like."""
    from charset_normalizer import from_bytes

    if _decodes(data, "gb2312"):  # the common characters alone; Big5 does not pass for it
        return "gb18030"
    sample = data[:ENOUGH_TO_GUESS]
    best = from_bytes(sample, cp_isolation=list(CHINESE)).best()
    if best and _decodes(data, best.encoding):
        return best.encoding
    other = from_bytes(sample, cp_exclusion=list(CHINESE)).best()
    hint = f" (it looks like {other.encoding})" if other and _decodes(data, other.encoding) else ""
    raise InputError(
        f"{name}: byte {_first_fault(data)} is not valid UTF-8, and the text is in no Chinese encoding either;"
        f" name the encoding with --encoding{hint}, or save the file as UTF-8"
    )


def _first_fault(data: bytes) -> int:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start
    return 0


def _decode_exactly(data: bytes, codec: str, name: str) -> str:
    try:
        text = data.decode(codec)
    except UnicodeError as error:
        place = f"byte {error.start}" if isinstance(error, UnicodeDecodeError) else "the text"
        raise InputError(
            f"{name}: {place} does not fit the encoding {codec}; name the right one with --encoding"
        ) from error
    if not text.strip():
        raise InputError(f"{name}: holds nothing but white space; there is nothing to annotate")
    if not _gives_back(text, codec, data):
        raise InputError(
            f"{name}: reading it as {codec} would lose characters; save the file as UTF-8, or name its encoding"
        )
    return text


def _gives_back(text: str, codec: str, data: bytes) -> bool:
    try:
        return encode(text, codec, data) == data
    except UnicodeError:
        return False


def encode(text: str, codec: str, like: bytes = b"") -> bytes:
    """The bytes that `text` came from. UTF-16 and UTF-32 take their byte order from `like`."""
    if codec in {"utf-16", "utf-32"} and like[:2] in {b"\xfe\xff", b"\x00\x00"}:
        mark = codecs.BOM_UTF16_BE if codec == "utf-16" else codecs.BOM_UTF32_BE
        return mark + text.encode(f"{codec}-be")
    return text.encode(codec)
