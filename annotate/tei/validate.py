"""Whether an edition is valid against the project's schema."""

from __future__ import annotations

import re
from copy import deepcopy
from functools import lru_cache

from lxml import etree

from annotate.tei.elements import Element, select
from annotate.tei.findings import Finding, finding_at
from annotate.tei.grammar import explain
from annotate.tei.schema import schema_path

_CODE = "not-valid"
_LONGEST_RUN = 1000  # even, which keeps the pairs of label and item in a term list whole
_ECHO = re.compile(r"failed to validate (content|attributes)|Invalid sequence in interleave")
"""What libxml2 says of an element once it has said what is wrong in it."""


@lru_cache(maxsize=1)
def _schema() -> etree.RelaxNG:
    """The compiled schema; compiled once, because that costs as much as validating several editions."""
    return etree.RelaxNG(etree.parse(schema_path()))


def validate(edition: Element) -> list[Finding]:
    """Every place where `edition` breaks the schema; an empty list when it is valid."""
    schema = _schema()
    thin = _thinned(edition)
    if schema.validate(edition if thin is None else thin) and thin is None:
        return []
    told = [finding_at(element, _CODE, message) for element, message in explain(edition)]
    return told or _as_libxml2_says(edition, schema)


def _thinned(edition: Element) -> Element | None:
    """A copy in which no element has more than a thousand children; None when that is so already.

    libxml2 takes quadratic time for long runs, such as all sentences of a book on one line. In such runs any
    order is valid, so that `explain`, which looks at each child, sees what the copy lacks.
    """
    if all(len(element) <= _LONGEST_RUN for element in edition.iter("*")):
        return None
    thin = deepcopy(edition)
    for element in list(thin.iter("*")):
        del element[_LONGEST_RUN:]
    return thin


def _as_libxml2_says(edition: Element, schema: etree.RelaxNG) -> list[Finding]:
    """The messages of libxml2, for what is wrong in a way that no single element shows, such as an order."""
    found: dict[tuple[str | None, str], Finding] = {}
    for entry in schema.error_log:
        if found and _ECHO.search(entry.message):
            continue
        place = select(edition, entry.path) if entry.path and entry.path.startswith("/") else []
        message = f"the schema does not allow this: {entry.message}"
        found.setdefault((entry.path, message), finding_at(place[0] if place else edition, _CODE, message))
    return list(found.values())
