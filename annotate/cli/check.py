"""`annotate check`: what is wrong with an edition."""

from __future__ import annotations

import json
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from annotate.cli.console import Exit, emit, errors_told, say

if TYPE_CHECKING:
    from annotate.tei import Finding

Editions = Annotated[list[Path], typer.Argument(help="TEI files.", metavar="EDITION...", show_default=False)]


class CheckFormat(StrEnum):
    """What `check` can print."""

    TEXT = "text"
    JSON = "json"


def check(
    editions: Editions,
    *,
    format_: Annotated[
        CheckFormat, typer.Option("--format", help="text, or json: a finding a line.")
    ] = CheckFormat.TEXT,
) -> None:
    """Validate editions and look for what no schema sees. Exits 1 when there is an error; warnings are only told."""
    from annotate.readers.raw import read_bytes
    from annotate.tei import Severity
    from annotate.tei import check as check_edition

    code = Exit.FINE
    for path in editions:
        with errors_told():
            findings = check_edition(read_bytes(path), str(path))
        for finding in findings:
            emit(_line(finding, format_))
        errors = sum(finding.severity is Severity.ERROR for finding in findings)
        warnings = len(findings) - errors
        say(
            f"{path}: {'not valid' if errors else 'fine'}; {_counted(errors, 'error')}, {_counted(warnings, 'warning')}"
        )
        code = Exit.FINDINGS if errors else code
    raise typer.Exit(code)


def _line(finding: Finding, format_: CheckFormat) -> str:
    if format_ is CheckFormat.JSON:
        return json.dumps(asdict(finding), ensure_ascii=False) + "\n"
    return f"{finding}\n"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
