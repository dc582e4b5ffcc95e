"""Checks of the file itself: its bytes, its name, its document type."""

from __future__ import annotations

import re

from annotate.tei.checks.declare import NOTE, WARNING, Check, Told, declare
from annotate.tei.elements import ID, TEI, name_of, tei
from annotate.tei.inspection import Inspection

_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_ENCODING = re.compile(rb"""\A\s*<\?xml[^>]*encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")


not_well_formed = Check(
    "not-well-formed",
    "The file is no XML, or no XML that is safe to read.",
    "Mend the place that the message names; entities that name other files are never read.",
)


not_valid = Check(
    "not-valid",
    "The schema of the editions does not allow this.",
    "See what the message says is allowed there; `annotate schema` names the schema and its documentation.",
)


@declare("byte-order-mark", "The file begins with a byte order mark.", "Save it as UTF-8 without one.", WARNING)
def byte_order_marks(inspection: Inspection) -> Told:
    """A byte order mark before the XML, which many tools trip over."""
    if inspection.raw.startswith(_MARKS):
        yield inspection.edition, "the file begins with a byte order mark; save it as UTF-8 without one"


@declare("not-utf-8", "The file is not in UTF-8.", "Save it as UTF-8.", WARNING)
def other_encodings(inspection: Inspection) -> Told:
    """Another encoding than UTF-8."""
    declared = _ENCODING.match(inspection.raw.removeprefix(_MARKS[0]))
    name = declared[1].decode() if declared else "UTF-8"
    if inspection.raw.startswith(_MARKS[1:]):
        name = "UTF-16"
    if name.upper() not in {"UTF-8", "US-ASCII", "ASCII"}:
        yield inspection.edition, f"the file is in {name}; save it as UTF-8, which every tool reads"


@declare(
    "document-type",
    "The file has a document type declaration.",
    "Take it out: a schema is named with an xml-model instruction, characters need no entities.",
    WARNING,
)
def document_types(inspection: Inspection) -> Told:
    """A document type declaration: it can name other files and entities, and nothing needs it."""
    kind: str = inspection.edition.getroottree().docinfo.doctype  # type: ignore[attr-defined]  # not in lxml's types
    if kind:
        yield inspection.edition, f"the file has a document type declaration ({kind[:60]}); take it out"


@declare(
    "file-name",
    "The file is not called by the edition's xml:id.",
    "Rename the file, or make the edition again under the new name.",
    NOTE,
)
def other_file_names(inspection: Inspection) -> Told:
    """An edition made here whose file is not called by its stem."""
    stem = inspection.edition.get(ID)
    if inspection.made_here and inspection.stem and stem and not _is_named(inspection.stem, stem):
        yield inspection.edition, f"the edition is called {stem!r}, its file {inspection.stem!r}"


def _is_named(file: str, stem: str) -> bool:
    return file in {f"{stem}{form}" for form in ("", ".ana", ".dipl", ".clean")} or file in {"edition", "-", "stdin"}


@declare(
    "not-tei",
    "The file is XML, but no TEI.",
    "A TEI file begins with TEI in the namespace http://www.tei-c.org/ns/1.0 and has a header and a text.",
)
def other_vocabularies(inspection: Inspection) -> Told:
    """A file that is no TEI: another root, another namespace, no header, or nothing to read."""
    root = inspection.edition
    if root.tag not in {tei("TEI"), tei("teiCorpus")}:
        yield root, f"this is no TEI file: it begins with <{name_of(root)}>, not <TEI> in the namespace {TEI}"
        return
    if root.find(tei("teiHeader")) is None:
        yield root, "there is no <teiHeader>"
    if all(root.find(tei(tag)) is None for tag in ("text", "TEI", "teiCorpus", "standOff", "facsimile", "sourceDoc")):
        yield root, "there is neither <text> nor another part that could be read"


CHECKS: tuple[Check, ...] = (
    not_well_formed,
    not_valid,
    other_vocabularies,
    byte_order_marks,
    other_encodings,
    document_types,
    other_file_names,
)
