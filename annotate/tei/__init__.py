"""Editions in TEI P5: written from a document, read back as either of its texts, checked."""

from __future__ import annotations

from annotate.tei.check import check
from annotate.tei.document import parse, serialize
from annotate.tei.edition import to_tei, write_edition
from annotate.tei.findings import Finding, Severity
from annotate.tei.ids import stem_of
from annotate.tei.reading import Reading, text_of
from annotate.tei.schema import schema_path
from annotate.tei.validate import validate

__all__ = [
    "Finding",
    "Reading",
    "Severity",
    "check",
    "parse",
    "schema_path",
    "serialize",
    "stem_of",
    "text_of",
    "to_tei",
    "validate",
    "write_edition",
]
