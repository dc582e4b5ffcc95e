"""`annotate evaluate`: how well each task is done, measured on annotated text."""

from __future__ import annotations

import json
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from annotate.cli.console import emit, errors_told, given
from annotate.cli.options import Apply, Judge
from annotate.model import Certainty

if TYPE_CHECKING:
    from annotate.evaluate.entities import EntityScores, Score
    from annotate.evaluate.terms import TermScores

evaluate = typer.Typer(name="evaluate", help="Measure the program on annotated text.", no_args_is_help=True)


class ReportFormat(StrEnum):
    """What a report can be printed as."""

    TEXT = "text"
    JSON = "json"


Gold = Annotated[
    Path, typer.Argument(help="Annotated text, JSONL; - is standard input.", metavar="GOLD", show_default=False)
]
Misses = Annotated[int, typer.Option(min=0, help="List up to so many misses and false alarms of each kind.")]
Report = Annotated[ReportFormat, typer.Option("--format", help="text, or json: one object.")]

GoldNames = Annotated[
    Path,
    typer.Argument(
        help="IOB2 with `# text`, JSON lines with `text`, `entities` and `terms`, or passages with {P1 names} marked;"
        " - is standard input.",
        metavar="GOLD",
        show_default=False,
    ),
]


class Unit(StrEnum):
    """What is annotated at once."""

    DOCUMENT = "document"
    SENTENCE = "sentence"


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
    from annotate.evaluate import parse_gold, score
    from annotate.evaluate.report import compared, to_row, to_text
    from annotate.pipeline import cleaning, judge_tally

    config = Config(least=apply, judge=judge)
    with errors_told():
        documents = parse_gold(*given(gold))
        found = score(documents, cleaning(config))
        first = score(documents, cleaning(Config(least=apply))) if judge else None
        tally = judge_tally(config)
    row, text = to_row(found, misses=misses), to_text(found, misses=misses)
    if first and tally:
        row["second_judge"] = {"without": to_row(first), **asdict(tally)}
        text += compared(first, found) + f"second judge: {tally}\n"
    emit(json.dumps(row, ensure_ascii=False) + "\n" if format_ is ReportFormat.JSON else text)


@evaluate.command(no_args_is_help=True)
def entities(
    gold: GoldNames,
    *,
    by: Annotated[Unit, typer.Option(help="Annotate whole documents, or each sentence of an IOB2 file alone.")] = (
        Unit.DOCUMENT
    ),
    plain: Annotated[bool, typer.Option(help="Also print what plain spaCy or LAC finds.")] = True,
) -> None:
    """Print precision, recall and F1 of names, by type and as mere stretches, and how well they are grouped."""
    with errors_told():
        from annotate.evaluate.gold_names import parse_gold
        from annotate.evaluate.run import evaluate_entities

        annotated = parse_gold(*given(gold))
        for name, scores in evaluate_entities(annotated, by_sentence=by is Unit.SENTENCE, with_plain=plain):
            emit(_entity_lines(name, scores))


@evaluate.command(no_args_is_help=True)
def terms(gold: GoldNames) -> None:
    """Print how many Chinese terms have the right span, script, pinyin and partner."""
    with errors_told():
        from annotate.evaluate.gold_names import parse_gold
        from annotate.evaluate.run import evaluate_terms

        data, file = given(gold)
        for name, scores in evaluate_terms(parse_gold(data, file), file):
            emit(_term_line(name, scores))


def _entity_lines(name: str, scores: EntityScores) -> str:
    rows = [("typed", scores.typed), *scores.of_type.items(), ("stretches alone", scores.spans)]
    lines = [f"{name}\n", *(f"  {label:<16}{_shown(score)}\n" for label, score in rows)]
    if scores.grouping is not None:
        lines.append(f"  {'grouping':<16}{'':14}B-cubed F1 {scores.grouping:.3f}\n")
    return "".join(lines)


def _shown(score: Score) -> str:
    return f"P {score.precision:.3f}  R {score.recall:.3f}  F1 {score.f1:.3f}  ({score.true} of {score.gold})"


def _term_line(name: str, scores: TermScores) -> str:
    return (
        f"{name}\n  spans F1 {scores.spans.f1:.3f}  script {scores.script:.3f}  pinyin {scores.pinyin:.3f}"
        f"  partner {scores.partner:.3f}  ({scores.spans.true} of {scores.spans.gold}, {scores.invented} invented)\n"
    )
