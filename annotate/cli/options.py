"""Options that several commands take, each written once."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from annotate.cli.console import usage_error
from annotate.model import Certainty


class InputFormat(StrEnum):
    """Formats that can be read."""

    TEXT = "text"
    MARKDOWN = "markdown"
    JSONL = "jsonl"


def _codec(name: str | None) -> str | None:
    """The encoding by the one name it has, so that a mistake in it is told before any file is read."""
    from annotate.errors import InputError
    from annotate.readers.raw import codec_called

    try:
        return name and codec_called(name)
    except InputError as error:
        usage_error(f"--encoding: {error}")


def _judge(name: str | None) -> str | None:
    """The judge, where it is one of those that can be asked."""
    if name and name != "local" and not name.startswith(("http://", "https://")):
        usage_error(f"--judge {name}: no judge is called so; say local, or the URL of a server")
    return name


Files = Annotated[
    list[Path],
    typer.Argument(help="Text, Markdown or JSONL files; - is standard input.", show_default=False, metavar="FILE"),
]
Apply = Annotated[
    Certainty,
    typer.Option(help="Apply edits of at least this certainty: high (.90), medium (.75), low (.50)."),
]
Encoding = Annotated[
    str | None,
    typer.Option(
        help="Encoding of the input, such as gb18030. Default: byte order mark, UTF-8, else a stated guess.",
        callback=_codec,
    ),
]
From = Annotated[
    InputFormat | None,
    typer.Option("--from", help="Format of the input. Default: by the ending of the file's name, else text."),
]
Model = Annotated[
    str | None,
    typer.Option(help="A spaCy pipeline to tag names with, by name or path. Default: the one that annotate carries."),
]
Profile = Annotated[
    str,
    typer.Option(
        help="Which tables of damage to use: auto (those the text belongs to), a profile's name, or a folder.",
        metavar="auto|NAME|DIR",
    ),
]
Judge = Annotated[
    str | None,
    typer.Option(
        help="A second judge for doubtful words: local, or the URL of a server.",
        metavar="local|URL",
        callback=_judge,
    ),
]
Names = Annotated[
    Path | None,
    typer.Option(
        "--gazetteer", help="Your own table of names: type, name, chinese, aliases, loose, note, id; tabs between them."
    ),
]
Terms = Annotated[
    Path | None,
    typer.Option(
        "--glossary", help="Your own terms: term, variants, gloss, note, pinyin with tabs between them, or TBX-Basic."
    ),
]
