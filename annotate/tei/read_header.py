"""What the header says, read back: metadata, provenance, damage, and the document's name."""

from __future__ import annotations

from annotate.model import Damage, Metadata, Provenance
from annotate.tei.declarations import characters_declared
from annotate.tei.elements import LANG, Element, select
from annotate.tei.metadata import EDITING, TRANSLATION, UNKNOWN
from annotate.tei.reading import Reading, pieces_of

_SOURCE = "t:teiHeader/t:fileDesc/t:sourceDesc/t:bibl"
_PUBLICATION = "t:teiHeader/t:fileDesc/t:publicationStmt"
_TITLES = "t:teiHeader/t:fileDesc/t:titleStmt"
_FIELDS = {
    "title": f"{_SOURCE}/t:title",
    "title_zh": f"{_TITLES}/t:title[@type='alt']",
    "author": f"{_SOURCE}/t:author",
    "date": f"{_SOURCE}/t:date",
    "publisher": f"{_SOURCE}/t:publisher",
    "licence": f"{_PUBLICATION}/t:availability/t:licence",
    "url": f"{_SOURCE}/t:ref",
    "origin": f"{_SOURCE}/t:note[@type='origin']",
    "topic": "t:teiHeader/t:profileDesc/t:textClass/t:keywords/t:term",
    "translator": f"{_TITLES}/t:respStmt[t:resp='{TRANSLATION}']/t:name",
    "editor": f"{_TITLES}/t:respStmt[t:resp='{EDITING}']/t:name",
    "edition_publisher": f"{_PUBLICATION}/t:publisher",
    "edition_date": f"{_PUBLICATION}/t:date",
}
"""Where each field of the metadata stands."""


def read_name(edition: Element) -> str:
    """The id of the document."""
    return words_at(edition, f"{_PUBLICATION}/t:idno[@type='local']") or ""


def read_metadata(edition: Element) -> Metadata:
    """What is known about the text; "unknown" is None."""
    told = {name: words_at(edition, path) for name, path in _FIELDS.items()}
    known = {name: words for name, words in told.items() if words != UNKNOWN}
    url = next((each.get("target") for each in select(edition, _FIELDS["licence"])), None)
    if known["licence"] == url:
        known["licence"] = None
    language = next((each.get(LANG) for each in select(edition, "t:text")), None)
    return Metadata(**known, licence_url=url, language=language or "en")


def read_provenance(edition: Element) -> Provenance:
    """Fingerprint and encoding of the source."""
    sha256 = words_at(edition, f"{_SOURCE}/t:idno[@type='SHA-256']") or ""
    return Provenance(sha256, words_at(edition, f"{_SOURCE}/t:note[@type='encoding']") or "utf-8")


def read_damage(edition: Element) -> Damage | None:
    """How likely the text was spun, when that was measured."""
    characters = characters_declared(edition)
    for note in select(edition, "t:teiHeader/t:fileDesc/t:notesStmt/t:note[@type='damage']"):
        forms = ("".join(pieces_of(each, Reading.SOURCE, characters)) for each in select(note, "t:mentioned"))
        return Damage(float(note.get("cert", "")), tuple(forms))
    return None


def words_at(edition: Element, path: str) -> str | None:
    """The words of the first element at `path`; None when there is none."""
    for element in select(edition, path):
        return "".join(pieces_of(element, Reading.SOURCE, characters_declared(edition)))
    return None
