"""`annotate clean`: cleaned text out."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from annotate.cli.console import counted, each_document, emit, errors_told, say, usage_error
from annotate.cli.destination import deliver
from annotate.cli.options import Apply, Encoding, Files, From, Judge, Profile
from annotate.model import Certainty, Document


class CleanFormat(StrEnum):
    """What `clean` can print."""

    TEXT = "text"
    JSON = "json"
    DIFF = "diff"


def clean(
    files: Files,
    *,
    format_: Annotated[CleanFormat, typer.Option("--format", help="text, json (a line a document), or diff.")] = (
        CleanFormat.TEXT
    ),
    check: Annotated[bool, typer.Option("--check", help="Print nothing; exit 1 if anything would change.")] = False,
    apply: Apply = Certainty.MEDIUM,
    profile: Profile = "auto",
    judge: Judge = None,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="Write here instead of stdout.")] = None,
    encoding: Encoding = None,
    input_format: From = None,
) -> None:
    """Print the text with damaged wording repaired. Output is UTF-8; clean text comes back unchanged."""
    from annotate.config import Config
    from annotate.pipeline import cleaning, judge_tally

    if check and output is not None:
        usage_error("--check prints nothing, so there is nothing to write: leave out -o")
    config = Config(least=apply, profile=profile, judge=judge)
    with errors_told():
        pipeline = cleaning(config)
        texts: list[str] = []

        def work(document: Document) -> bool:
            cleaned = pipeline(document)
            if check:
                _tell(cleaned, would=True)
                return bool(cleaned.applied)
            _tell(cleaned)
            text = _render(cleaned, format_)
            if output is None:
                emit(text)
            else:
                texts.append(text)
            return False

        code = each_document(files, work, encoding=encoding, format_name=input_format)
        if texts:
            deliver("".join(texts).encode(), output)
        if tally := judge_tally(config):
            say(f"second judge: {tally}")
    raise typer.Exit(code)


def _render(document: Document, format_: CleanFormat) -> str:
    if format_ is CleanFormat.JSON:
        from annotate.exports.rows import clean_row, to_line

        return to_line(clean_row(document))
    if format_ is CleanFormat.DIFF:
        from annotate.exports.diff import to_diff

        return to_diff(document)
    return document.normalized


def _tell(document: Document, *, would: bool = False) -> None:
    applied, suggested = len(document.applied), len(document.suggestions)
    say(f"{document.id}: {counted(applied, 'edit')} {'to make' if would else 'made'}, {suggested} only suggested")
