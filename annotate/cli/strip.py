"""`annotate strip`: our mark-up out of a TEI file that somebody else made."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from annotate.cli.console import errors_told, given, say
from annotate.cli.destination import deliver


def strip(
    file: Annotated[
        Path, typer.Argument(help="A TEI file that `annotate tei` has marked; - is standard input.", metavar="FILE.xml")
    ],
    *,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", help="The file to write. Default: stdout."),
    ] = None,
) -> None:
    """Take our mark-up out of a TEI file made elsewhere: what is left is that file, byte for byte."""
    from annotate.tei.weave import unwoven

    with errors_told():
        deliver(unwoven(*given(file)), output)
    if output:
        say(f"{output}: written")
