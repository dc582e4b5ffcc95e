"""`annotate glossary`: the term lists of editions as a glossary."""

from __future__ import annotations

from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from annotate.cli.console import attempt, emit, errors_told, given

if TYPE_CHECKING:
    from annotate.tei.termlist import ListedTerm


class GlossaryFormat(StrEnum):
    """What `glossary` can print."""

    TSV = "tsv"
    TBX = "tbx"


def glossary(
    editions: Annotated[
        list[Path], typer.Argument(help="TEI files; - is standard input.", metavar="EDITION", show_default=False)
    ],
    *,
    format_: Annotated[GlossaryFormat, typer.Option("--format", help="A table, or TBX-Basic.")] = GlossaryFormat.TSV,
) -> None:
    """Print the Chinese terms of editions as one glossary, to correct and to give back with --glossary."""
    from annotate.chinese.glossary import GlossaryEntry, to_table, to_tbx
    from annotate.tei.termlist import terms_of

    rows: list[ListedTerm] = []

    def read(path: Path) -> bool:
        rows.extend(terms_of(*given(path)))
        return False

    with errors_told():
        code = max(attempt(partial(read, path)) for path in editions)
        entries = {row.term: GlossaryEntry(row.term, (), row.gloss, row.note, row.pinyin) for row in reversed(rows)}
        ordered = sorted(entries.values(), key=lambda entry: entry.term)
        emit(to_table(ordered) if format_ is GlossaryFormat.TSV else to_tbx(ordered))
    raise typer.Exit(code)
