"""A document as an edition: planned once, then written part by part."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from annotate.errors import EditionError
from annotate.model import Document, Rule, Software, Token
from annotate.offsets import as_normalized
from annotate.tei.body import to_text
from annotate.tei.catalogue import catalogue_of
from annotate.tei.check import check_edition
from annotate.tei.declarations import declare_characters, declare_languages
from annotate.tei.document import parse, serialize
from annotate.tei.elements import Element, Scribe, indent
from annotate.tei.findings import Finding, Severity
from annotate.tei.header import provenance_of, to_header
from annotate.tei.ids import stem_of
from annotate.tei.layout import legible
from annotate.tei.profile import Profile
from annotate.tei.reading import Reading, text_of
from annotate.tei.settle import plan
from annotate.tei.standoff import to_standoff
from annotate.tei.tokens import mark_tokens

_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")  # the shape of a BCP 47 tag


def to_tei(
    document: Document,
    *,
    rules: Mapping[str, Rule],
    software: Software,
    profile: Profile = Profile.READING,
    tokens: Sequence[Token] = (),
) -> Element:
    """The edition of `document`: a TEI element, made without file, clock or network.

    `tokens` are those of the normalized text, for an analysed edition.

    `rules` holds at least the rules that the document's edits name. Raises EditionError for a document no
    edition can hold: without a visible character, with half a surrogate pair, or with spans outside the text.
    """
    _require_text(document)
    scribe = Scribe(stem_of(document.id))
    provenance = document.provenance or provenance_of(document)
    document = replace(as_normalized(document) if profile is Profile.CLEAN else document, provenance=provenance)
    document = legible(document)
    layout = plan(document, catalogue_of(document, rules, scribe), inline=profile is not Profile.DIPLOMATIC)
    standoff = to_standoff(layout)
    parts = [to_header(layout, software, profile), *([] if standoff is None else [standoff]), to_text(layout)]
    edition = scribe("TEI", *parts, id=scribe.stem, lang="en", type=profile.value)
    if profile is Profile.ANALYSED:
        mark_tokens(edition, tokens, scribe)
    declare_languages(edition, scribe)
    declare_characters(edition, scribe)
    indent(edition)
    return edition


def _require_text(document: Document) -> None:
    for language in {document.metadata.language, *(block.language for block in document.blocks)}:
        if not _LANGUAGE.fullmatch(language):
            raise EditionError(f"{document.id}: {language!r} is no language tag; tags look like en, zh-Hans or de-CH")
    for text in (document.source, *(edit.replacement for edit in document.edits)):
        try:
            text.encode()
        except UnicodeEncodeError as error:
            raise EditionError(
                f"{document.id}: U+{ord(text[error.start]):04X} at {error.start} is half of a surrogate pair"
                ", no character; read the file again with its right encoding"
            ) from error


def write_edition(
    document: Document,
    rules: Mapping[str, Rule],
    software: Software,
    *,
    profile: Profile = Profile.READING,
    tokens: Sequence[Token] = (),
) -> bytes:
    """The edition as bytes, proved before it is given: valid, and either text comes back exactly.

    Raises EditionError that lists every finding, and gives nothing then.
    """
    data = serialize(to_tei(document, rules=rules, software=software, profile=profile, tokens=tokens))
    findings = prove(data, document, profile)
    if findings:
        told = "\n".join(str(finding) for finding in findings)
        raise EditionError(f"{document.id}: the edition was not written, because it would be wrong:\n{told}")
    return data


def prove(data: bytes, document: Document, profile: Profile = Profile.READING) -> list[Finding]:
    """What is wrong with the edition of `document` that `data` holds."""
    edition = parse(data, document.id)
    findings = check_edition(edition, document.id, least=Severity.ERROR)
    for reading, text in _texts(document, profile):
        if text_of(edition, reading) != text:
            findings.append(Finding("reading-differs", f"the {reading} text does not come back exactly"))
    return findings


def _texts(document: Document, profile: Profile) -> tuple[tuple[Reading, str], ...]:
    """What each reading of an edition of this form must give."""
    source = document.normalized if profile is Profile.CLEAN else document.source
    normalized = document.source if profile is Profile.DIPLOMATIC else document.normalized
    return (Reading.SOURCE, source), (Reading.NORMALIZED, normalized)
