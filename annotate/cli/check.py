"""`annotate check`: what is wrong with an edition."""

from __future__ import annotations

import json
from collections import Counter
from contextlib import suppress
from dataclasses import asdict
from datetime import UTC, datetime
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from annotate.cli.console import attempt, counted, emit, errors_told, given, say
from annotate.cli.options import Apply, Judge, Model, Names, Profile, Terms
from annotate.model import Certainty

if TYPE_CHECKING:
    from annotate.config import Config
    from annotate.tei import Finding, IdsSeen, Maker, RuleSet, Severity

Editions = Annotated[
    list[Path], typer.Argument(help="TEI files; - is standard input.", metavar="EDITION", show_default=False)
]


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
    judge: Judge = None,
) -> None:
    """Validate TEI files and look for what no schema sees. `annotate explain CODE` says more about a finding."""
    from annotate.config import Config
    from annotate.tei import IdsSeen, Severity

    seen = IdsSeen()
    with errors_told():
        config = Config(least=apply, profile=profile, model=model, gazetteer=gazetteer, glossary=glossary, judge=judge)
        maker = _maker(config) if remake else None

        def work(path: Path) -> bool:
            findings = _findings(path, maker, seen)
            _tell("stdin" if str(path) == "-" else str(path), findings, Severity(tell), format_)
            return any(each.severity.rank <= Severity(fail).rank for each in findings)

        code = max(attempt(partial(work, path)) for path in editions)
    raise typer.Exit(code)


def _findings(path: Path, maker: Maker | None, seen: IdsSeen) -> list[Finding]:
    from annotate.errors import EditionError
    from annotate.tei import again, check, parse

    data, name = given(path)
    found = check(data, name, today=datetime.now(tz=UTC).date(), rule_set=_rule_set())
    if maker:
        found += again(data, name, maker)
    with suppress(EditionError):  # what is no XML is a finding already
        found += seen.clashes(parse(data, name), name)
    return found


def _rule_set() -> RuleSet:
    """The rules that the program knows."""
    from annotate.normalize import rules_by_name
    from annotate.normalize.resources import RULE_SET
    from annotate.tei import RuleSet

    return RuleSet(RULE_SET, frozenset(rules_by_name()))


def _maker(config: Config) -> Maker:
    """What makes an edition, with these settings."""
    from annotate.analysis import tokenizer
    from annotate.normalize import rules_by_name
    from annotate.pipeline import annotating
    from annotate.tei import Maker

    pipeline = annotating(config)
    return Maker(
        pipeline,
        rules_by_name(),
        pipeline.software,
        tokenizer(config.model),
    )


def _tell(name: str, findings: list[Finding], least: Severity, format_: CheckFormat) -> None:
    """The findings of at least this severity, and how many there are of each; notes are counted where they are told."""
    told = [finding for finding in findings if finding.severity.rank <= least.rank]
    emit("".join(_line(finding, format_) for finding in told))
    counts = Counter(finding.severity.value for finding in findings)
    kinds = ("error", "warning", *(["note"] if counts["note"] and least.value == "note" else []))
    verdict = "not valid" if counts["error"] else "fine"
    say(f"{name}: {verdict}; {', '.join(counted(counts[kind], kind) for kind in kinds)}")


def _line(finding: Finding, format_: CheckFormat) -> str:
    if format_ is CheckFormat.JSON:
        return json.dumps(asdict(finding), ensure_ascii=False) + "\n"
    return f"{finding}\n"
