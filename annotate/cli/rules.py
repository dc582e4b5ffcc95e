"""`annotate rules` and `annotate explain`."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Annotated

import typer

from annotate.cli.console import emit, usage_error

if TYPE_CHECKING:
    from annotate.model import Rule
    from annotate.tei import Check


def rules(
    *, checks: Annotated[bool, typer.Option("--checks", help="List what `annotate check` looks for instead.")] = False
) -> None:
    """List the rules, one a line."""
    rows = [(each.code, each.summary) for each in _checks()] if checks else _rules()
    width = max(len(name) for name, _ in rows)
    emit("".join(f"{name:<{width}}  {summary}\n" for name, summary in rows))


def explain(
    name: Annotated[str, typer.Argument(help="A rule or a check, as `annotate rules` lists them.", metavar="NAME")],
) -> None:
    """Say what a rule finds, why that happens, and show examples; or what a check finds and what to do about it."""
    from annotate.normalize import rules_by_name

    known, checks = rules_by_name(), {each.code: each for each in _checks()}
    if name in known:
        _explain_rule(known[name])
    elif name in checks:
        found = checks[name]
        emit(f"{found.code} ({found.severity})\n\n{found.summary}\n{found.remedy}\n")
    else:
        near = get_close_matches(name, (*known, *checks), 1)
        hint = f"; did you mean {near[0]!r}?" if near else "; see `annotate rules` and `annotate rules --checks`"
        usage_error(f"no rule or check is called {name!r}{hint}")


def _rules() -> list[tuple[str, str]]:
    from annotate.normalize import RULES

    return [(rule.name, rule.summary) for rule in RULES]


def _checks() -> tuple[Check, ...]:
    from annotate.tei import CHECKS

    return CHECKS


def _explain_rule(rule: Rule) -> None:
    examples = (
        f"  stays  {before}\n" if before == after else f"  before {before}\n  after  {after}\n"
        for before, after in rule.examples
    )
    emit(f"{rule.name} ({rule.fault})\n\n{rule.summary}\n{rule.reason}\n\n{''.join(examples)}")
