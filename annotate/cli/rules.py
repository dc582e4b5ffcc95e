"""`annotate rules` and `annotate explain`."""

from __future__ import annotations

from difflib import get_close_matches
from typing import Annotated

import typer

from annotate.cli.console import emit, usage_error


def rules() -> None:
    """List the rules, one a line."""
    from annotate.normalize import RULES

    width = max(len(rule.name) for rule in RULES)
    for rule in RULES:
        emit(f"{rule.name:<{width}}  {rule.summary}\n")


def explain(rule: Annotated[str, typer.Argument(help="Name of a rule, as `annotate rules` lists it.")]) -> None:
    """Say what a rule finds, why that happens, and show examples."""
    from annotate.normalize import rules_by_name

    known = rules_by_name()
    if rule not in known:
        near = get_close_matches(rule, known, 1)
        usage_error(f"no rule is called {rule!r}{f'; did you mean {near[0]!r}?' if near else '; see `annotate rules`'}")
    found = known[rule]
    emit(f"{found.name} ({found.fault})\n\n{found.summary}\n{found.reason}\n\n")
    for before, after in found.examples:
        emit(f"  stays  {before}\n" if before == after else f"  before {before}\n  after  {after}\n")
