"""`annotate check`: what is wrong with an edition."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict
from datetime import UTC, datetime
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


class Least(StrEnum):
    """From which severity on something is told, or ends the program with 1."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


def check(
    editions: Editions,
    *,
    format_: Annotated[
        CheckFormat, typer.Option("--format", help="text, or json: a finding a line.")
    ] = CheckFormat.TEXT,
    tell: Annotated[Least, typer.Option(help="Tell findings of at least this severity.")] = Least.WARNING,
    fail: Annotated[Least, typer.Option(help="Exit 1 from this severity on.")] = Least.ERROR,
) -> None:
    """Validate TEI files and look for what no schema sees. `annotate explain CODE` says more about a finding."""
    from annotate.readers.raw import read_bytes
    from annotate.tei import Severity, clashes, ids_of
    from annotate.tei import check as check_edition

    code = Exit.FINE
    ids = []
    for path in editions:
        with errors_told():
            data = read_bytes(path)
        ids.append((str(path), ids_of(data, str(path)) if len(editions) > 1 else {}))
        findings: list[Finding] = check_edition(data, str(path), today=datetime.now(tz=UTC).date())
        findings += (each for each in clashes(ids) if each.file == str(path))
        _tell(path, [each for each in findings if each.severity.rank <= Severity(tell).rank], format_)
        if any(each.severity.rank <= Severity(fail).rank for each in findings):
            code = Exit.FINDINGS
    raise typer.Exit(code)


def _tell(path: Path, findings: list[Finding], format_: CheckFormat) -> None:
    for finding in findings:
        emit(_line(finding, format_))
    counts = Counter(finding.severity.value for finding in findings)
    kinds = ("error", "warning", "note") if counts["note"] else ("error", "warning")
    told = ", ".join(_counted(counts[each], each) for each in kinds)
    say(f"{path}: {'not valid' if counts['error'] else 'fine'}; {told}")


def _line(finding: Finding, format_: CheckFormat) -> str:
    if format_ is CheckFormat.JSON:
        return json.dumps(asdict(finding), ensure_ascii=False) + "\n"
    return f"{finding}\n"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
