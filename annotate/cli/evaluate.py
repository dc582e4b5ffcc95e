"""`annotate evaluate`: how well each task is done, measured on annotated text."""

from __future__ import annotations

import json
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from annotate.cli.console import emit, errors_told
from annotate.cli.options import Apply, Judge
from annotate.model import Certainty

evaluate = typer.Typer(name="evaluate", help="Measure the program on annotated text.", no_args_is_help=True)


class ReportFormat(StrEnum):
    """What a report can be printed as."""

    TEXT = "text"
    JSON = "json"


Gold = Annotated[Path, typer.Argument(help="Annotated text, JSONL.", metavar="GOLD", show_default=False)]
Misses = Annotated[int, typer.Option(min=0, help="List up to so many misses and false alarms of each kind.")]
Report = Annotated[ReportFormat, typer.Option("--format", help="text, or json: one object.")]


@evaluate.command(no_args_is_help=True)
def clean(
    gold: Gold,
    *,
    misses: Misses = 0,
    format_: Report = ReportFormat.TEXT,
    apply: Apply = Certainty.MEDIUM,
    judge: Judge = None,
) -> None:
    """Compare cleaning with annotated edits: precision, recall, bands, harm, speed."""
    from annotate.config import Config
    from annotate.evaluate import read_gold, score
    from annotate.evaluate.report import compared, to_row, to_text
    from annotate.pipeline import cleaning, judge_tally

    config = Config(least=apply, judge=judge)
    with errors_told():
        documents = read_gold(gold)
        found = score(documents, cleaning(config))
        first = score(documents, cleaning(Config(least=apply))) if judge else None
        tally = judge_tally(config)
    row, text = to_row(found, misses=misses), to_text(found, misses=misses)
    if first and tally:
        row["second_judge"] = {"without": to_row(first), **asdict(tally)}
        text += compared(first, found) + f"second judge: {tally}\n"
    emit(json.dumps(row, ensure_ascii=False) + "\n" if format_ is ReportFormat.JSON else text)
