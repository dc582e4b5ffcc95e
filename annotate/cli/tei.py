"""`annotate tei`: editions out."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Optional

import typer

from annotate.cli.console import Exit, each_document, emit, errors_told, say, usage_error
from annotate.cli.options import Apply, Encoding, Files, From, Model, Names, Terms
from annotate.model import Certainty, Document

if TYPE_CHECKING:
    from annotate.pipeline import Pipeline


class TeiFormat(StrEnum):
    """What `tei` can print."""

    XML = "xml"
    JSON = "json"


def tei(
    files: Files,
    *,
    output: Annotated[
        Optional[Path],  # noqa: UP045
        typer.Option("-o", "--output", help="A file for one edition, a folder for several. Default: stdout."),
    ] = None,
    format_: Annotated[
        TeiFormat, typer.Option("--format", help="xml, or json: mentions, entities and terms, a line a document.")
    ] = TeiFormat.XML,
    apply: Apply = Certainty.MEDIUM,
    model: Model = None,
    gazetteer: Names = None,
    glossary: Terms = None,
    encoding: Encoding = None,
    input_format: From = None,
) -> None:
    """Write a TEI P5 edition of each text: every change marked, explained and reversible."""
    from annotate.config import Config
    from annotate.pipeline import annotating

    write = _rows if format_ is TeiFormat.JSON else _editions
    with errors_told():
        pipeline = annotating(Config(least=apply, model=model, gazetteer=gazetteer, glossary=glossary))
        code = write(pipeline, files, output, encoding=encoding, format_name=input_format)
    raise typer.Exit(code)


def _rows(
    pipeline: Pipeline, files: list[Path], output: Path | None, *, encoding: str | None, format_name: str | None
) -> Exit:
    """Names and terms, a line a document, to stdout or into one file."""
    from annotate.batch.writing import write_whole
    from annotate.exports.rows import annotation_row, to_line

    lines: list[str] = []

    def work(document: Document) -> bool:
        line = to_line(annotation_row(pipeline(document)))
        if output is None:
            emit(line)
        lines.append(line)
        return False

    code = each_document(files, work, encoding=encoding, format_name=format_name)
    if output is not None and lines:
        write_whole(output, "".join(lines).encode())
    return code


def _editions(
    pipeline: Pipeline, files: list[Path], output: Path | None, *, encoding: str | None, format_name: str | None
) -> Exit:
    """Editions, one to stdout or into a file, several into a folder."""
    from annotate.batch.writing import require_folder, write_whole
    from annotate.normalize import rules_by_name
    from annotate.tei import stem_of, write_edition

    if output is None and len(files) > 1:
        usage_error("several editions need a folder: name one with -o DIR")
    folder = output if output and (output.is_dir() or output.suffix == "" or len(files) > 1) else None
    if folder:
        require_folder(folder)
    taken: set[Path | None] = set()

    def work(document: Document) -> bool:
        path = folder / f"{stem_of(document.id)}.xml" if folder else output
        if path in taken:
            usage_error(
                f"a second edition would go to {path or 'stdout'}: name a folder with -o, or use `annotate batch`"
            )
        taken.add(path)
        annotated = pipeline(document)
        data = write_edition(annotated, rules_by_name(), pipeline.software)
        if path is None:
            emit(data)
        else:
            write_whole(path, data)
            _tell(path, annotated)
        return False

    return each_document(files, work, encoding=encoding, format_name=format_name)


def _tell(path: Path, document: Document) -> None:
    say(
        f"{path}: {len(document.applied)} edits made, {len(document.suggestions)} suggested,"
        f" {len(document.entities)} names, {len(document.terms)} Chinese terms"
    )
