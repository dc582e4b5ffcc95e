"""Editions in TEI P5: written from a document, read back as either of its texts, checked."""

from __future__ import annotations

from annotate.tei.again import Maker, again
from annotate.tei.check import IdsSeen, check
from annotate.tei.checks import CHECKS, Check
from annotate.tei.document import parse, serialize
from annotate.tei.edition import to_tei, write_edition
from annotate.tei.findings import Finding, Severity
from annotate.tei.ids import stem_of
from annotate.tei.inspection import RuleSet
from annotate.tei.profile import Profile
from annotate.tei.reader import from_tei
from annotate.tei.reading import Reading, text_of
from annotate.tei.schema import schema_path
from annotate.tei.settled import settled
from annotate.tei.validate import validate

__all__ = [
    "CHECKS",
    "Check",
    "Finding",
    "IdsSeen",
    "Maker",
    "Profile",
    "Reading",
    "RuleSet",
    "Severity",
    "again",
    "check",
    "from_tei",
    "parse",
    "schema_path",
    "serialize",
    "settled",
    "stem_of",
    "text_of",
    "to_tei",
    "validate",
    "write_edition",
]
