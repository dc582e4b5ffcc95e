"""`annotate merge`: the shares of a batch into one folder."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from annotate.cli.console import Exit, errors_told


class Differing(StrEnum):
    """What to do with folders that different versions or settings made; to redo them is for `annotate batch`."""

    REFUSE = "refuse"
    KEEP = "keep"


def merge(
    sources: Annotated[
        list[Path],
        typer.Argument(help="Output folders of `annotate batch --shard`.", metavar="DIR", show_default=False),
    ],
    *,
    output: Annotated[Path, typer.Option("-o", "--output", help="Folder for all documents and the reports.")],
    others: Annotated[
        Differing, typer.Option(help="Where folders were made with different versions or settings: refuse, or keep.")
    ] = Differing.REFUSE,
) -> None:
    """Put the output folders of several batches together, each document in its place, with one report."""
    from annotate.batch.merging import merge as merged
    from annotate.cli.progress import tell_summary

    with errors_told():
        summary = merged(sources, output, keep_versions=others is Differing.KEEP)
        tell_summary(summary, output)
    raise typer.Exit(Exit.FINDINGS if summary.failed else Exit.FINE)
