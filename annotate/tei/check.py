"""Checking an edition: the schema first, then what no schema can see.

Each check is a named function that looks and tells; `CHECKS` lists them all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import TypeAlias

from annotate.errors import EditionError
from annotate.tei import check_header, check_links, check_text
from annotate.tei.document import parse
from annotate.tei.elements import Element
from annotate.tei.findings import Finding, Severity, finding_at
from annotate.tei.inspection import Inspection, inspect
from annotate.tei.validate import validate

Detector: TypeAlias = Callable[[Inspection], Iterator[tuple[Element, str]]]


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that can be wrong."""

    code: str
    summary: str
    find: Detector
    severity: Severity = Severity.ERROR


CHECKS = (
    Check("duplicate-id", "Two elements have the same xml:id.", check_links.duplicate_ids),
    Check("foreign-id", "An xml:id does not begin with the edition's stem.", check_links.foreign_ids),
    Check("dangling-pointer", "A pointer leads nowhere.", check_links.dangling_pointers),
    Check("wrong-target", "A pointer leads to the wrong kind of thing.", check_links.wrong_targets),
    Check("unused-entry", "Nothing points at an entry.", check_links.unused_entries, Severity.WARNING),
    Check("double-entry", "Two entries have the same name.", check_links.double_entries, Severity.WARNING),
    Check("choice-shape", "A choice has not two sides that differ.", check_text.misshapen_choices),
    Check("unexplained-change", "A change lacks agent, rule or certainty.", check_text.unexplained_changes),
    Check("change-without-reason", "No words say why.", check_text.changes_without_reason, Severity.WARNING),
    Check("nested-sentence", "A sentence stands inside a sentence.", check_text.nested_sentences),
    Check("name-in-itself", "A name stands inside the same name.", check_text.names_in_themselves),
    Check("empty-element", "An element has nothing to read.", check_text.empty_elements),
    Check("misplaced-suggestion", "A suggestion does not fit its place.", check_text.misplaced_suggestions),
    Check("loose-text", "Words stand outside every paragraph.", check_text.loose_text),
    Check(
        "header-incomplete",
        "The header lacks a statement.",
        check_header.missing_statements,
        Severity.WARNING,
    ),
    Check("extent-wrong", "A stated count is not what is counted.", check_header.wrong_extents),
    Check("source-altered", "The source is not what was read.", check_header.altered_source),
    Check("language-undeclared", "A language is not in langUsage.", check_header.undeclared_languages),
    Check("language-unused", "A declared language is not used.", check_header.unused_languages, Severity.WARNING),
    Check("changes-out-of-order", "The history is not newest first.", check_header.changes_out_of_order),
)

_SAID_BETTER = frozenset(("unexplained-change", "choice-shape", "empty-element"))
"""Checks of what the schema forbids too, but cannot say as well."""


def check(data: bytes, name: str) -> list[Finding]:
    """Everything wrong with the TEI file that `data` holds; `name` is what the findings call it."""
    try:
        edition = parse(data, name)
    except EditionError as error:
        return [Finding("not-well-formed", str(error), file=name)]
    return check_edition(edition, name)


def check_edition(edition: Element, name: str) -> list[Finding]:
    """Everything wrong with a parsed edition, in the order of its lines.

    What a named check says better, the schema does not say again.
    """
    inspection = inspect(edition)
    found = [
        finding_at(element, each.code, message, each.severity)
        for each in CHECKS
        for element, message in each.find(inspection)
    ]
    told = {(each.line, each.element, each.id) for each in found if each.code in _SAID_BETTER}
    found += [each for each in validate(edition) if (each.line, each.element, each.id) not in told]
    found.sort(key=lambda finding: (finding.line or 0, finding.code))
    return [replace(finding, file=name) for finding in found]
