"""`annotate export`: texts and editions in other formats."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from annotate.cli.console import Exit, attempt, each_document, errors_told, is_xml, say
from annotate.cli.destination import Destination, deliver
from annotate.cli.options import Apply, Encoding, From, Judge, Model, Names, Profile, Terms
from annotate.model import Certainty, Document

if TYPE_CHECKING:
    from annotate.exports import Export


class ExportFormat(StrEnum):
    """What documents can become."""

    JSONL = "jsonl"
    CONLLU = "conllu"
    WEB_ANNOTATION = "web-annotation"
    DOCBIN = "docbin"
    XMI = "xmi"
    EDITS = "edits"
    ENTITIES = "entities"


def export(
    files: Annotated[
        list[Path],
        typer.Argument(help="Texts, or editions (.xml) made here; - is a text.", show_default=False, metavar="FILE"),
    ],
    *,
    to: Annotated[ExportFormat, typer.Option(help="The format to write.", show_default=False)],
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", help="A file for one document, a folder for several. Default: stdout."),
    ] = None,
    apply: Apply = Certainty.MEDIUM,
    profile: Profile = "auto",
    judge: Judge = None,
    model: Model = None,
    gazetteer: Names = None,
    glossary: Terms = None,
    encoding: Encoding = None,
    input_format: From = None,
) -> None:
    """Write texts or editions as JSONL, CoNLL-U, Web Annotations, spaCy DocBin, UIMA XMI, or tables.

    What is to be done to a text is for --apply and the options below it to say; an edition stays as it is.
    """
    from annotate.config import Config
    from annotate.exports import EXPORTS
    from annotate.pipeline import annotating

    config = Config(least=apply, profile=profile, model=model, judge=judge, gazetteer=gazetteer, glossary=glossary)
    with errors_told():
        destination = Destination(output, several=len(files) > 1, joins=to is ExportFormat.JSONL)
        write = _writer(EXPORTS[to], destination, model)

        def made(path: Path) -> Exit:
            if is_xml(path) and input_format is None:
                return attempt(lambda: write(_read(path)))
            pipeline = annotating(config)
            return each_document(
                [path], lambda document: write(pipeline(document)), encoding=encoding, format_name=input_format
            )

        code = max(map(made, files))
    raise typer.Exit(code)


def _read(path: Path) -> Document:
    from annotate.readers.raw import name_of, read_bytes
    from annotate.tei import from_tei, parse

    return from_tei(parse(read_bytes(path), name_of(path)))


def _writer(wanted: Export, destination: Destination, model: str | None) -> Callable[[Document], bool]:
    from annotate.analysis import tokenizer

    tokens = tokenizer(model) if wanted.tokens else lambda _: ()

    def write(document: Document) -> bool:
        path = destination.place_of(document.id, wanted.suffix)
        deliver(wanted.write(document, tokens(document)), path)
        if path:
            say(f"{path}: written")
        return False

    return write
