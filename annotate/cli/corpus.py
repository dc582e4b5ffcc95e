"""`annotate corpus`: a folder of editions as one set."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated
from urllib.parse import quote

import typer

from annotate.cli.console import counted, errors_told, say, usage_error


def corpus(
    folder: Annotated[Path, typer.Argument(help="A folder with editions, read with all folders in it.", metavar="DIR")],
    *,
    output: Annotated[Path, typer.Option("-o", "--output", help="The file to write, in or above the folder.")],
    title: Annotated[str | None, typer.Option(help="Title of the set.")] = None,
) -> None:
    """Gather editions into a teiCorpus: each included from its own file, with one register of names and terms."""
    from annotate.batch.writing import write_whole
    from annotate.readers.raw import name_of, read_bytes
    from annotate.tei import parse, serialize
    from annotate.tei.corpus import Member, to_corpus

    if not folder.is_dir():
        usage_error(f"{folder}: {'is a file; name the folder it is in' if folder.exists() else 'no such folder'}")
    here = output.resolve().parent
    paths = [path for path in sorted(folder.rglob("*.xml")) if path.resolve() != output.resolve()]
    if not paths:
        usage_error(f"{folder}: holds no edition; their names end in .xml")
    if not all(path.resolve().is_relative_to(here) for path in paths):
        usage_error(f"{output}: the corpus file must lie in {folder} or above it, so that it can include what is there")
    with errors_told():
        members = [
            Member(quote(os.fsencode(path.resolve().relative_to(here))), parse(read_bytes(path), name_of(path)))
            for path in paths
        ]
        write_whole(output, serialize(to_corpus(members, name=output.stem, title=title)))
    say(f"{output}: {counted(len(members), 'edition')}")
