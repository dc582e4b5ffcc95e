"""What a check is, and how one is declared: with a code, what is wrong in a sentence, and what to do about it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from annotate.tei.elements import Element
from annotate.tei.findings import Severity
from annotate.tei.inspection import Inspection

Told: TypeAlias = Iterator[tuple[Element, str]]
"""Where something is wrong, and what."""
Detector: TypeAlias = Callable[[Inspection], Told]

ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE


def nothing(_: Inspection) -> Told:
    """Find nothing: for what is seen before an edition can be inspected, or only in several."""
    return iter(())


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that can be wrong."""

    code: str
    """Names the fault, and never changes."""
    summary: str
    remedy: str
    severity: Severity = ERROR
    find: Detector = nothing


def declare(code: str, summary: str, remedy: str, severity: Severity = ERROR) -> Callable[[Detector], Check]:
    """Make a check of the function below, which finds the places."""
    return lambda find: Check(code, summary, remedy, severity, find)
