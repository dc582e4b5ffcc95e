"""The user's glossary: terms with a gloss that comes before the dictionary's. Tab-separated or TBX-Basic.

A table has a header line; `term` is required, `variants` (parted by |), `gloss`, `note` and `pinyin` are not. Of TBX
(ISO 30042) both forms are read, of 2008 (`termEntry`, `langSet`, `tig`) and of 2019 (`conceptEntry`, `langSec`,
`termSec`); the latter is written. There the reading is a section of its own, in `zh-Latn-pinyin`: TBX-Basic has no data
category for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias, cast

from lxml import etree

from annotate.chinese.dictionary import Entry
from annotate.errors import ConfigurationError
from annotate.script import simplified

Element: TypeAlias = etree._Element  # noqa: SLF001 - lxml has no public name for the type of its elements
COLUMNS = ("term", "variants", "gloss", "note", "pinyin")
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
TBX = "urn:iso:std:iso:30042:ed-2"
CHINESE, ENGLISH, PINYIN = "zh", "en", "zh-Latn-pinyin"


@dataclass(frozen=True, slots=True)
class GlossaryEntry:
    """One term, its other written forms, and what it means here."""

    term: str
    variants: tuple[str, ...] = ()
    gloss: str = ""
    note: str = ""
    pinyin: str = ""


class Glossary:
    """Entries by any of their forms, in either script; of two with one form the later wins."""

    def __init__(self, entries: Iterable[GlossaryEntry] = ()) -> None:
        self.entries = tuple(entries)
        self._by_key = {simplified(form): entry for entry in self.entries for form in (entry.term, *entry.variants)}
        self._longest = max(map(len, self._by_key), default=0)

    def find(self, word: str) -> GlossaryEntry | None:
        """The entry of a word."""
        return self._by_key.get(simplified(word)) if self._by_key and len(word) <= self._longest else None

    def as_dictionary(self, word: str) -> tuple[Entry, ...]:
        """The entry of a word as the dictionary has them."""
        entry = self.find(word)
        if entry is None:
            return ()
        senses = (entry.gloss,) if entry.gloss else ()
        return (Entry(word, simplified(word), entry.pinyin, senses, is_own=True, note=entry.note),)

    def lengths(self, text: str, start: int) -> list[int]:
        """Lengths of the terms that begin at `start`."""
        longest = min(self._longest, len(text) - start)
        return [n for n in range(2, longest + 1) if self.find(text[start : start + n])]


def read_glossary(text: str, origin: str) -> Glossary:
    """The glossary in the text of a file. Raises ConfigurationError naming file, line and column of what is wrong."""
    return Glossary(_tbx(text, origin) if text.lstrip("\ufeff \t\r\n").startswith("<") else _table(text, origin))


def _table(text: str, origin: str) -> Iterator[GlossaryEntry]:
    header: list[str] = []
    for number, line in enumerate(text.lstrip("\ufeff").split("\n"), start=1):
        cells = [cell.strip() for cell in line.split("\t")]
        if not any(cells) or cells[0].startswith("#"):
            continue
        if not header:
            header = _header(cells, f"{origin}, line {number}")
            continue
        if len(cells) > len(header):
            raise ConfigurationError(f"{origin}, line {number}, column {len(header) + 1}: a cell without a heading")
        row = dict(zip(header, cells, strict=False))
        if not row.get("term"):
            column = header.index("term") + 1
            raise ConfigurationError(f"{origin}, line {number}, column {column} (term): a term is missing")
        variants = tuple(form.strip() for form in row.get("variants", "").split("|") if form.strip())
        yield GlossaryEntry(row["term"], variants, *(row.get(column, "") for column in COLUMNS[2:]))
    if not header:
        raise ConfigurationError(f"{origin}, line 1: there is no header line; the columns are {', '.join(COLUMNS)}")


def _header(cells: list[str], place: str) -> list[str]:
    for column, cell in enumerate(cells, start=1):
        if cell not in COLUMNS:
            known = ", ".join(COLUMNS)
            raise ConfigurationError(f"{place}, column {column}: unknown column {cell!r}; the columns are {known}")
    if "term" not in cells:
        raise ConfigurationError(f"{place}, column 1: there is no column 'term'; the columns are {', '.join(COLUMNS)}")
    return cells


def _tbx(text: str, origin: str) -> Iterator[GlossaryEntry]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(text.lstrip("\ufeff \t\r\n").encode(), parser)
    except etree.XMLSyntaxError as error:
        line, column = error.position
        raise ConfigurationError(f"{origin}, line {line}, column {column}: not well-formed XML: {error.msg}") from error
    concepts = [*root.iter("{*}conceptEntry", "{*}termEntry")]
    if not concepts:
        raise ConfigurationError(f"{origin}, line 1, column 1: no TBX: there is no conceptEntry and no termEntry")
    for concept in concepts:
        chinese = [*_terms(concept, CHINESE)]
        if not chinese:
            raise ConfigurationError(f"{origin}, line {concept.sourceline}, column 1: an entry without a term in zh")
        note = " ".join(_words(found) for found in concept.iter("{*}note"))
        gloss, pinyin = "; ".join(_terms(concept, ENGLISH)), next(_terms(concept, CHINESE, in_latin=True), "")
        yield GlossaryEntry(chinese[0], tuple(chinese[1:]), gloss, note, pinyin)


def _terms(concept: Element, language: str, *, in_latin: bool = False) -> Iterator[str]:
    """The terms of an entry in one language, whatever its region: Chinese ones in Latin script are readings."""
    for section in concept.iter("{*}langSec", "{*}langSet"):
        named = section.get(XML_LANG) or section.get("lang") or ""
        subtags = str(named).lower().split("-")
        if subtags[0] == language and (language != CHINESE or in_latin == ("latn" in subtags)):
            yield from filter(None, map(_words, section.iter("{*}term")))


def _words(element: Element) -> str:
    return " ".join("".join(map(str, element.itertext())).split())


def to_table(entries: Iterable[GlossaryEntry]) -> str:
    """Entries as a table that `read_glossary` reads."""
    rows = [(e.term, "|".join(e.variants), e.gloss, e.note, e.pinyin) for e in entries]
    lines = ["\t".join(" ".join(cell.split()) for cell in row) for row in (COLUMNS, *rows)]
    return "\n".join(lines) + "\n"


def to_tbx(entries: Iterable[GlossaryEntry]) -> bytes:
    """Entries as TBX-Basic of 2019, in the style that names data categories by attributes (DCA)."""
    concepts = [_concept(number, entry) for number, entry in enumerate(entries, 1)]
    source = _element("sourceDesc", _element("p", "Term list of an edition made by annotate."))
    header = _element("tbxHeader", _element("fileDesc", source))
    root = _element("tbx", header, _element("text", _element("body", *concepts)), type="TBX-Basic", style="dca")
    root.set(XML_LANG, "en")
    return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True))


def _concept(number: int, entry: GlossaryEntry) -> Element:
    parts = [_element("note", entry.note)] if entry.note else []
    parts.append(_section(CHINESE, (entry.term, *entry.variants)))
    if entry.pinyin:
        parts.append(_section(PINYIN, (entry.pinyin,)))
    if entry.gloss:
        parts.append(_section(ENGLISH, (entry.gloss,)))
    return _element("conceptEntry", *parts, id=f"c{number}")


def _section(language: str, terms: Iterable[str]) -> Element:
    section = _element("langSec", *(_element("termSec", _element("term", term)) for term in terms))
    section.set(XML_LANG, language)
    return section


def _element(tag: str, *content: Element | str, **attributes: str) -> Element:
    element = etree.Element(f"{{{TBX}}}{tag}", attributes, nsmap=cast("dict[str, str]", {None: TBX}))
    for piece in content:
        if isinstance(piece, str):
            element.text = piece
        else:
            element.append(piece)
    return element
