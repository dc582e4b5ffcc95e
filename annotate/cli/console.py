"""What the commands share: exit codes, messages on stderr, data on stdout."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import IntEnum
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import typer

from annotate.errors import AnnotateError, ConfigurationError

if TYPE_CHECKING:
    from annotate.readers import Reading


class Exit(IntEnum):
    """What the exit code of every command means."""

    FINE = 0
    FINDINGS = 1
    """Something was found, or a document failed."""
    USAGE = 2
    CONFIGURATION = 3


def say(message: str) -> None:
    """A message for the person at the terminal: on stderr."""
    typer.echo(message, err=True)


def emit(data: str | bytes) -> None:
    """Data: on stdout, its bytes unchanged."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data.encode() if isinstance(data, str) else data)
    sys.stdout.buffer.flush()


def usage_error(message: str) -> NoReturn:
    """Stop because the command line asks for what cannot be."""
    say(f"error: {message}")
    raise typer.Exit(Exit.USAGE)


@contextmanager
def errors_told() -> Iterator[None]:
    """Turn the package's own errors into a message and an exit code."""
    try:
        yield
    except ConfigurationError as error:
        say(f"error: {error}")
        raise typer.Exit(Exit.CONFIGURATION) from error
    except AnnotateError as error:
        say(f"error: {error}")
        raise typer.Exit(Exit.FINDINGS) from error


def bytes_of(path: Path) -> bytes:
    """The bytes of a file, `-` standing for standard input. Raises InputError when there is no such file."""
    from annotate.readers.raw import read_bytes

    return sys.stdin.buffer.read() if str(path) == "-" else read_bytes(path)


def read_all(paths: list[Path], *, encoding: str | None, format_name: str | None) -> Iterator[Reading]:
    """The documents of all files, `-` standing for standard input; one that cannot be read is its error."""
    from annotate.errors import InputError
    from annotate.readers import read, read_file
    from annotate.readers.raw import decode

    for path in paths:
        if str(path) != "-":
            yield from read_file(path, encoding=encoding, format_name=format_name)
            continue
        try:
            raw = decode(sys.stdin.buffer.read(), "stdin", encoding=encoding)
            yield from read(raw, format_name=format_name)
        except InputError as error:
            yield error


def each_document(
    paths: list[Path], work: Callable[..., bool], *, encoding: str | None, format_name: str | None
) -> Exit:
    """Do `work` on each document of all files and go on where one fails; `work` tells whether it found anything.

    An encoding that nobody named and that is not UTF-8 is stated.
    """
    code = Exit.FINE
    for reading in read_all(paths, encoding=encoding, format_name=format_name):
        if isinstance(reading, AnnotateError):
            say(f"error: {reading}")
            code = Exit.FINDINGS
            continue
        used = reading.provenance.encoding if reading.provenance else "utf-8"
        if encoding is None and not used.startswith("utf-8"):
            say(f"{reading.id}: read as {used}; if that is wrong, name the encoding with --encoding")
        try:
            if work(reading):
                code = Exit.FINDINGS
        except ConfigurationError:
            raise
        except AnnotateError as error:
            say(f"error: {error}")
            code = Exit.FINDINGS
    return code
