"""`annotate export`: texts and editions in other formats."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Optional

import typer

from annotate.cli.console import Exit, each_document, emit, errors_told, say, usage_error
from annotate.cli.options import Apply, Encoding, From, Model
from annotate.model import Certainty, Document, Token

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
        typer.Argument(help="Texts, or editions (.xml) made here; - is a text.", show_default=False, metavar="FILE..."),
    ],
    *,
    to: Annotated[ExportFormat, typer.Option(help="The format to write.", show_default=False)],
    output: Annotated[
        Optional[Path],  # noqa: UP045
        typer.Option("-o", "--output", help="A folder for a file each. Default: stdout, for one document."),
    ] = None,
    apply: Apply = Certainty.MEDIUM,
    model: Model = None,
    encoding: Encoding = None,
    input_format: From = None,
) -> None:
    """Write texts or editions as JSONL, CoNLL-U, Web Annotations, spaCy DocBin, UIMA XMI, or tables."""
    from annotate.config import Config
    from annotate.exports import EXPORTS
    from annotate.pipeline import annotating

    wanted = EXPORTS[to]
    if output is None and len(files) > 1:
        usage_error("several documents need a folder: name one with -o DIR")
    editions = [path for path in files if path.suffix == ".xml"]
    texts = [path for path in files if path.suffix != ".xml"]
    code = Exit.FINE
    with errors_told():
        write = _writer(wanted, output, model)
        for path in editions:
            write(_read(path))
        if texts:
            pipeline = annotating(Config(least=apply, model=model))
            code = each_document(
                texts, lambda document: write(pipeline(document)), encoding=encoding, format_name=input_format
            )
    raise typer.Exit(code)


def _read(path: Path) -> Document:
    from annotate.readers.raw import read_bytes
    from annotate.tei import from_tei, parse

    return from_tei(parse(read_bytes(path), str(path)))


def _writer(wanted: Export, output: Path | None, model: str | None) -> Callable[[Document], bool]:
    from annotate.batch.writing import require_folder, write_whole
    from annotate.tei import stem_of

    if output:
        require_folder(output)
    tokens = _tokenizer(model) if wanted.tokens else lambda _: ()

    def write(document: Document) -> bool:
        data = wanted.write(document, tokens(document))
        if output is None:
            emit(data)
        else:
            path = output / f"{stem_of(document.id)}{wanted.suffix}"
            write_whole(path, data)
            say(f"{path}: written")
        return False

    return write


def _tokenizer(model: str | None) -> Callable[[Document], tuple[Token, ...]]:
    from annotate.analysis import load_analyser, tokens_of

    analyser = load_analyser(model)
    return lambda document: tokens_of(document, analyser)
