"""`annotate merge`: the shares of a batch into one folder."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from annotate.cli.batch_options import OtherVersions
from annotate.cli.console import Exit, errors_told, usage_error


def merge(
    sources: Annotated[
        list[Path],
        typer.Argument(help="Output folders of `annotate batch --shard`.", metavar="DIR...", show_default=False),
    ],
    *,
    output: Annotated[Path, typer.Option("-o", "--output", help="Folder for all documents and the reports.")],
    others: Annotated[
        OtherVersions, typer.Option(help="Where folders were made with different versions: refuse, or keep.")
    ] = OtherVersions.REFUSE,
) -> None:
    """Put the output folders of several batches together, each document in its place, with one report."""
    from annotate.batch.merging import merge as merged
    from annotate.cli.progress import tell_summary

    if others is OtherVersions.REDO:
        usage_error("merge makes nothing, so it cannot redo anything; run `annotate batch` again instead")
    with errors_told():
        summary = merged(sources, output, keep_versions=others is OtherVersions.KEEP)
        tell_summary(summary, output)
    raise typer.Exit(Exit.FINDINGS if summary.failed else Exit.FINE)
