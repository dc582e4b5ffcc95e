"""What the commands share: exit codes, messages on stderr, data on stdout."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import IntEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import typer

from annotate.errors import AnnotateError, ConfigurationError

if TYPE_CHECKING:
    from annotate.model import Document
    from annotate.readers import Reading


class Exit(IntEnum):
    """What the exit code of every command means."""

    FINE = 0
    FINDINGS = 1
    """Something was found, or a document failed."""
    USAGE = 2
    CONFIGURATION = 3
    INTERRUPTED = 130
    """By Ctrl-C: 128 and the number of the signal."""


def say(message: str) -> None:
    """A message for the person at the terminal: on stderr."""
    typer.echo(message, err=True)


def counted(number: int, noun: str) -> str:
    """So many of something: 1 edit, 2 edits."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def emit(data: str | bytes) -> None:
    """Data: on stdout, its bytes unchanged. Ends the program when stdout takes no more."""
    if sys.stdout is None:
        _end_without_output("is closed")
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(data.encode() if isinstance(data, str) else data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        # Whoever read our output has stopped reading: no fault of ours, and nothing more can be said to them.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(Exit.FINE) from None
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what is left of it would fail again at the end
        _end_without_output(f"cannot be written: {error.strerror}")


def _end_without_output(why: str) -> NoReturn:
    say(f"error: standard output {why}")
    raise typer.Exit(Exit.CONFIGURATION)


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


def given(path: Path) -> tuple[bytes, str]:
    """The bytes of a file, `-` standing for standard input, and what messages call it.

    Raises InputError when there is no such file.
    """
    from annotate.readers.raw import name_of, read_bytes

    return (sys.stdin.buffer.read(), "stdin") if str(path) == "-" else (read_bytes(path), name_of(path))


def is_xml(path: Path) -> bool:
    """Whether a file is XML by the ending of its name."""
    return path.suffix.lower() == ".xml"


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
    paths: list[Path], work: Callable[[Document], bool], *, encoding: str | None, format_name: str | None
) -> Exit:
    """Do `work` on each document of all files and go on where one fails; `work` tells whether it found anything.

    An encoding that nobody named and that is not UTF-8 is stated.
    """
    code = Exit.FINE
    for reading in read_all(paths, encoding=encoding, format_name=format_name):
        code = max(code, attempt(partial(_worked, reading, work, is_stated=encoding is None)))
    return code


def _worked(reading: Reading, work: Callable[[Document], bool], *, is_stated: bool) -> bool:
    if isinstance(reading, AnnotateError):
        raise reading
    used = reading.provenance.encoding if reading.provenance else "utf-8"
    if is_stated and not used.startswith("utf-8"):
        say(f"{reading.id}: read as {used}; if that is wrong, name the encoding with --encoding")
    return work(reading)


def attempt(work: Callable[[], bool]) -> Exit:
    """Do `work`, which tells whether it found anything; what is wrong with its document is told, and others go on."""
    try:
        return Exit.FINDINGS if work() else Exit.FINE
    except ConfigurationError:
        raise
    except AnnotateError as error:
        say(f"error: {error}")
        return Exit.FINDINGS
