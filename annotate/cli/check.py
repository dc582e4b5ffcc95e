"""`annotate check`: what is wrong with an edition."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict
from datetime import UTC, datetime
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from annotate.cli.console import Exit, bytes_of, emit, errors_told, say
from annotate.cli.options import Apply, Model, Names, Profile, Terms
from annotate.model import Certainty

if TYPE_CHECKING:
    from annotate.config import Config
    from annotate.tei import Finding, Maker, RuleSet

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
    remake: Annotated[
        bool,
        typer.Option(
            "--again", help="Make each edition again from its source, with the options below, and tell what differs."
        ),
    ] = False,
    apply: Apply = Certainty.MEDIUM,
    profile: Profile = "auto",
    model: Model = None,
    gazetteer: Names = None,
    glossary: Terms = None,
) -> None:
    """Validate TEI files and look for what no schema sees. `annotate explain CODE` says more about a finding."""
    from annotate.config import Config
    from annotate.tei import Severity, again, clashes, ids_of
    from annotate.tei import check as check_edition

    code = Exit.FINE
    with errors_told():
        config = Config(least=apply, profile=profile, model=model, gazetteer=gazetteer, glossary=glossary)
        maker = _maker(config) if remake else None
    ids = []
    for path in editions:
        with errors_told():
            data = bytes_of(path)
        ids.append((str(path), ids_of(data, str(path)) if len(editions) > 1 else {}))
        today = datetime.now(tz=UTC).date()
        findings: list[Finding] = check_edition(data, str(path), today=today, rule_set=_rule_set())
        if maker:
            findings += again(data, str(path), maker)
        findings += (each for each in clashes(ids) if each.file == str(path))
        _tell(path, [each for each in findings if each.severity.rank <= Severity(tell).rank], format_)
        if any(each.severity.rank <= Severity(fail).rank for each in findings):
            code = Exit.FINDINGS
    raise typer.Exit(code)


def _rule_set() -> RuleSet:
    """The rules that the program knows."""
    from annotate.normalize import rules_by_name
    from annotate.normalize.resources import RULE_SET
    from annotate.tei import RuleSet

    return RuleSet(RULE_SET, frozenset(rules_by_name()))


def _maker(config: Config) -> Maker:
    """What makes an edition, with these settings."""
    from annotate.analysis import load_analyser, tokens_of
    from annotate.normalize import rules_by_name
    from annotate.pipeline import annotating
    from annotate.tei import Maker

    pipeline, analyser = annotating(config), cache(load_analyser)
    return Maker(
        pipeline,
        rules_by_name(),
        pipeline.software,
        lambda document: tokens_of(document, analyser(config.model)),
    )


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
