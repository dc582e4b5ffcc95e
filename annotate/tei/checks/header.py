"""Checks of the header: it is complete, and what it states is true."""

from __future__ import annotations

import codecs
import hashlib
import re
from itertools import pairwise

from annotate.tei.checks.declare import NOTE, WARNING, Check, Told, declare
from annotate.tei.elements import NAMESPACES, name_of
from annotate.tei.inspection import Inspection
from annotate.tei.measures import measures
from annotate.tei.profile import Profile
from annotate.tei.reading import Reading

_STATEMENTS = {
    "a title": "fileDesc/titleStmt/title",
    "an author, or that he is unknown": "fileDesc/titleStmt/author",
    "who is responsible": "fileDesc/titleStmt/respStmt",
    "its extent": "fileDesc/extent",
    "a publisher, or that there is none": "fileDesc/publicationStmt/publisher",
    "its date, or that it is unknown": "fileDesc/publicationStmt/date",
    "a licence, or that it is unknown": "fileDesc/publicationStmt/availability",
    "its source": "fileDesc/sourceDesc",
    "the editing rules": "encodingDesc/editorialDecl",
    "the software": "encodingDesc/appInfo",
    "the languages": "profileDesc/langUsage",
    "what kind of text it is": "profileDesc/textClass",
    "the history": "revisionDesc",
}


@declare(
    "header-incomplete",
    "The header lacks a statement.",
    "Make the statement; what nobody knows is said to be unknown.",
    WARNING,
)
def missing_statements(inspection: Inspection) -> Told:
    """A statement every header should make."""
    header = inspection.edition.find("t:teiHeader", NAMESPACES)
    if header is None:
        yield inspection.edition, "there is no header"
        return
    for what, path in _STATEMENTS.items():
        if header.find("/".join(f"t:{step}" for step in path.split("/")), NAMESPACES) is None:
            yield header, f"the header does not state {what} (<{path.rpartition('/')[2]}>)"


@declare("extent-wrong", "A stated count is not what is counted.", "State the count that the message gives.")
def wrong_extents(inspection: Inspection) -> Told:
    """A measure in `extent` of an edition made here that a new count does not bear out."""
    if not inspection.made_here:
        return
    sentences = len(inspection.find("t:text/t:body//t:s"))
    counted = measures(sentences, inspection.text(Reading.NORMALIZED))
    for measure in inspection.find("t:teiHeader/t:fileDesc/t:extent/t:measure"):
        unit = measure.get("unit", "")
        stated, count = measure.get("quantity"), str(counted.get(unit, 0))
        if stated != count:
            yield measure, f"the header states {stated} {unit}, but the edition has {count}"


@declare(
    "source-altered",
    "The source is not what was read.",
    "Put back what was changed; the source of an edition is never edited.",
)
def altered_source(inspection: Inspection) -> Told:
    """The source reading is not, byte for byte, what the header says was read.

    An edition that changes silently does not hold the source, so nothing can be said of it.
    """
    if not inspection.made_here or inspection.edition.get("type") == Profile.CLEAN:
        return
    for source in inspection.find("t:teiHeader/t:fileDesc/t:sourceDesc/t:bibl"):
        stated = source.findtext("t:idno[@type='SHA-256']", None, NAMESPACES)
        encoding = source.findtext("t:note[@type='encoding']", "utf-8", NAMESPACES)
        if stated is None:
            yield source, "the header has no SHA-256 of the source, so nothing proves that it is unchanged"
            continue
        try:
            possible = _encoded(inspection.text(Reading.SOURCE), encoding)
        except (LookupError, UnicodeError):
            yield source, f"the source cannot be turned back into bytes of the encoding {encoding!r}"
            continue
        if stated not in {hashlib.sha256(data).hexdigest() for data in possible}:
            yield (
                source,
                "the source reading is not the text that was read: its SHA-256 differs from the header's",
            )


_WIDE = {
    "utf-16": ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")),
    "utf-32": ((codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be")),
}
"""Encodings in which a file has one of two byte orders, and tells which by its mark."""


def _encoded(text: str, encoding: str) -> list[bytes]:
    """The bytes that `text` may have been read from: one file, or one in each byte order."""
    if encoding in _WIDE:
        return [mark + text.encode(codec) for mark, codec in _WIDE[encoding]]
    return [text.encode(encoding)]


@declare("changes-out-of-order", "The history is not newest first.", "Sort the changes of revisionDesc.")
def changes_out_of_order(inspection: Inspection) -> Told:
    """A history that is not newest first."""
    dated = [each for each in inspection.find("t:teiHeader/t:revisionDesc/t:change") if each.get("when")]
    for newer, older in pairwise(dated):
        if newer.get("when", "") < older.get("when", ""):
            yield (
                older,
                f"the change of {older.get('when')} stands below that of {newer.get('when')}; newest first",
            )


_POLICY = ("correction", "normalization", "quotation", "punctuation", "segmentation", "interpretation")


@declare(
    "policy-incomplete",
    "The editorial declaration leaves a question open.",
    "Say how correction, normalization, quotation, punctuation, segmentation and interpretation were done.",
    WARNING,
)
def open_questions(inspection: Inspection) -> Told:
    """A part of the editorial declaration that is missing, where there is a declaration at all."""
    for declaration in inspection.find("t:teiHeader/t:encodingDesc/t:editorialDecl"):
        missing = [name for name in _POLICY if declaration.find(f"t:{name}", NAMESPACES) is None]
        if missing and declaration.find("t:p", NAMESPACES) is None:
            yield declaration, f"the declaration does not speak of {', '.join(missing)}"


_PLACEHOLDER = re.compile(r"(?i)\s*(n/?a|tb[ad]|todo|fixme|xxx+|none|null|nan|-+|\?+|\.\.\.|lorem ipsum.*)\s*")


@declare("placeholder", "A statement of the header is only a placeholder.", 'Say what is known, or "unknown".', WARNING)
def placeholders(inspection: Inspection) -> Told:
    """A statement such as "N/A" or "TODO"."""
    for element in inspection.find("t:teiHeader/*[not(self::t:xenoData)]//*[not(*)]"):
        words = element.text or ""
        if words and _PLACEHOLDER.fullmatch(words) and name_of(element) not in {"gi", "att", "mentioned", "ident"}:
            yield element, f"{words.strip()!r} says nothing"


_PATH = re.compile(
    r"(?i)\bfile:/|\blocalhost\b|(?<![\w:/.])/(?:home|users|root|tmp|var|mnt|opt|private|work|data)/\S"
    r"|(?<!\w)[a-z]:\\\w|\\\\\w+\\\w"
)


@declare(
    "path-leaked", "The header names a place on somebody's computer.", "Name the file without its folders.", WARNING
)
def leaked_paths(inspection: Inspection) -> Told:
    """The path of a file, or the name of a host, on the computer where the edition was made."""
    for element in inspection.find("t:teiHeader//*"):
        for words in (element.text or "", *map(str, element.attrib.values())):
            match = _PATH.search(words)
            if match:
                yield element, f"{words[match.start() :][:40]!r} is a place on one computer"


@declare("licence-without-address", "The licence has no address.", "Give licence a target.", NOTE)
def licences_without_address(inspection: Inspection) -> Told:
    """A licence that nobody can follow to its words."""
    for licence in inspection.find("t:teiHeader//t:availability/t:licence[not(@target)]"):
        yield licence, "the licence has no @target, the address of its words"


CHECKS: tuple[Check, ...] = (
    missing_statements,
    open_questions,
    placeholders,
    leaked_paths,
    licences_without_address,
    wrong_extents,
    altered_source,
    changes_out_of_order,
)
