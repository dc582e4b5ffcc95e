"""`annotate text`: either text of an edition."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from annotate.cli.console import emit, errors_told, given


class Layer(StrEnum):
    """Which text to read back."""

    SOURCE = "source"
    NORMALIZED = "normalized"


def text(
    edition: Annotated[
        Path, typer.Argument(help="A TEI file made by annotate; - is standard input.", metavar="EDITION")
    ],
    *,
    reading: Annotated[Layer, typer.Option(help="The text as it came, or with the changes made.")] = Layer.NORMALIZED,
) -> None:
    """Print a text of an edition, character for character, in UTF-8."""
    from annotate.tei import Reading, parse, text_of

    with errors_told():
        emit(text_of(parse(*given(edition)), Reading(reading.value)))
