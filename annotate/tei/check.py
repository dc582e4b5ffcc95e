"""Checking an edition: the schema first, then what no schema can see.

Each check is a named function that looks and tells; `annotate.tei.checks` lists them all, subject by subject.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import PurePath

from annotate.errors import EditionError
from annotate.tei.checks import CHECKS
from annotate.tei.document import parse
from annotate.tei.elements import ID, Element
from annotate.tei.findings import Finding, Severity, finding_at
from annotate.tei.inspection import Inspection, RuleSet, inspect
from annotate.tei.validate import validate

_SAID_BETTER = frozenset(("unexplained-change", "choice-shape", "empty-element", "language-tag"))
"""Checks of what the schema forbids too, but cannot say as well."""


def check(data: bytes, name: str, *, today: date | None = None, rule_set: RuleSet | None = None) -> list[Finding]:
    """Everything wrong with the TEI file that `data` holds; `name` is what the findings call it.

    `today` is the day after which dates of the header lie in the future; without it none does. `rule_set` holds the
    rules that an edition of the same version may name; without it any may be named.
    """
    try:
        edition = parse(data, name)
    except EditionError as error:
        return [Finding("not-well-formed", str(error).removeprefix(f"{name}:"), file=name)]
    inspection = inspect(edition, raw=data, stem=PurePath(name).stem, today=today, rule_set=rule_set)
    return _findings(inspection, name, Severity.NOTE)


def check_edition(edition: Element, name: str, *, least: Severity = Severity.NOTE) -> list[Finding]:
    """Everything of at least this severity that is wrong with a parsed edition, in the order of its lines."""
    return _findings(inspect(edition), name, least)


def _findings(inspection: Inspection, name: str, least: Severity) -> list[Finding]:
    """What the checks find; what a named check says better, the schema does not say again."""
    found = [
        finding_at(element, each.code, message, each.severity)
        for each in CHECKS
        if each.severity.rank <= least.rank
        for element, message in each.find(inspection)
    ]
    told = {(each.line, each.element, each.id) for each in found if each.code in _SAID_BETTER}
    if inspection.made_here:  # another project's file follows another project's schema
        found += [each for each in validate(inspection.edition) if (each.line, each.element, each.id) not in told]
    found.sort(key=lambda finding: (finding.line or 0, finding.severity.rank, finding.code))
    return [replace(finding, file=name) for finding in found]


@dataclass(slots=True)
class IdsSeen:
    """The ids of a set of files, file by file, to find those that two of them share."""

    _owners: dict[str, tuple[str, tuple[str | None, str | None]]] = field(default_factory=dict)
    """By id, the file that has it, and of which edition in which form."""

    def clashes(self, edition: Element, name: str) -> list[Finding]:
        """The first id that a file before this one has too; forms of one edition share theirs rightly."""
        stem, form = mine = edition.get(ID), edition.get("type")
        found: list[Finding] = []
        for label, element in inspect(edition).ids.items():
            owner, (other_stem, other_form) = self._owners.setdefault(label, (name, mine))
            if not found and owner != name and not (stem == other_stem and form != other_form):
                message = f"the id {label!r} stands in {owner} too; the two cannot be in one set"
                found = [replace(finding_at(element, "id-in-two-files", message), file=name)]
        return found
