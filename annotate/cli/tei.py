"""`annotate tei`: editions out."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Optional

import typer

from annotate.cli.console import each_document, emit, errors_told, say, usage_error
from annotate.cli.options import Apply, Encoding, Files, From, Model
from annotate.model import Certainty, Document, Software


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
    encoding: Encoding = None,
    input_format: From = None,
) -> None:
    """Write a TEI P5 edition of each text: every change marked, explained and reversible."""
    from annotate.config import Config
    from annotate.pipeline import annotating

    to_folder = output is not None and (output.is_dir() or output.suffix == "" or len(files) > 1)
    if output is None and len(files) > 1 and format_ is TeiFormat.XML:
        usage_error("several editions need a folder: name one with -o DIR")
    if output is not None and to_folder and output.is_file():
        usage_error(f"{output} is a file; several editions need a folder")
    with errors_told():
        if output is not None and to_folder:
            from annotate.batch.writing import require_folder

            require_folder(output)
        pipeline = annotating(Config(least=apply, model=model))
        taken: set[Path] = set()

        def work(document: Document) -> bool:
            annotated = pipeline(document)
            data, stem = _render(annotated, format_, pipeline.software)
            if output is None:
                emit(data)
                return False
            path = output / f"{stem}.{format_}" if to_folder else output
            if path in taken:
                usage_error(f"{path} would be written twice: give the documents different ids, or use `annotate batch`")
            taken.add(path)
            _write(path, data, annotated)
            return False

        code = each_document(files, work, encoding=encoding, format_name=input_format)
    raise typer.Exit(code)


def _render(document: Document, format_: TeiFormat, software: Software) -> tuple[bytes, str]:
    """The edition or row of a document, and the stem of its file's name."""
    from annotate.tei import stem_of, write_edition

    stem = stem_of(document.id)
    if format_ is TeiFormat.JSON:
        from annotate.exports.rows import annotation_row, to_line

        return to_line(annotation_row(document)).encode(), stem
    from annotate.normalize import rules_by_name

    return write_edition(document, rules_by_name(), software), stem


def _write(path: Path, data: bytes, document: Document) -> None:
    from annotate.batch.writing import write_whole

    write_whole(path, data)
    say(
        f"{path}: {len(document.applied)} edits made, {len(document.suggestions)} suggested,"
        f" {len(document.entities)} names, {len(document.terms)} Chinese terms"
    )
