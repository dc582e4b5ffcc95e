"""A set of editions as one `teiCorpus`: each is included from its own file, and one register serves all.

An entry of the register gathers the entries of the editions that mean the same, and points at them with `corresp`.
Nothing is decided that the editions left open: entries are the same when they have the same kind and id, or, for terms,
the same characters, script and reading.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from annotate.errors import EditionError
from annotate.tei.check import IdsSeen
from annotate.tei.declarations import declare_languages
from annotate.tei.elements import ID, LANG, Element, Scribe, indent, select, tei, words_in
from annotate.tei.ids import stem_of
from annotate.tei.inspection import is_made_here
from annotate.tei.termlist import listed_terms

_XINCLUDE = "http://www.w3.org/2001/XInclude"
_REGISTERS = (("listPerson", "person"), ("listOrg", "org"), ("listPlace", "place"))


@dataclass(frozen=True, slots=True)
class Member:
    """An edition of the set, and where it lies as seen from the corpus file."""

    href: str
    edition: Element

    @property
    def stem(self) -> str:
        """The xml:id of the edition."""
        return self.edition.get(ID, "")


def to_corpus(members: Sequence[Member], *, name: str, title: str | None = None) -> Element:
    """The `teiCorpus` of `members`, which stay as they are.

    Raises EditionError for a file that was not made here, and when two files share an id.
    """
    _require_set(members, stem_of(name))
    scribe = Scribe(stem_of(name))
    standoff = [*_registers(members, scribe), *_terms(members, scribe)]
    corpus = scribe(
        "teiCorpus",
        _header(members, scribe, title or f"Untitled set {name}"),
        *([scribe("standOff", *standoff)] if standoff else []),
        *(_include(member) for member in members),
        id=scribe.stem,
        lang="en",
    )
    declare_languages(corpus, scribe)
    indent(corpus)
    return corpus


def _require_set(members: Sequence[Member], stem: str) -> None:
    if not members:
        raise EditionError("a corpus needs at least one edition")
    for member in members:
        if not is_made_here(member.edition):
            raise EditionError(f"{member.href}: was not made by annotate; a corpus takes only its editions")
        if member.stem == stem:
            raise EditionError(f"{member.href}: has the name of the corpus itself, {stem!r}; give the corpus another")
    ids, stems = IdsSeen(), set[str]()
    for member in members:
        for clash in ids.clashes(member.edition, member.href):
            raise EditionError(f"{clash.file}: {clash.message}")
        if member.stem in stems:
            raise EditionError(
                f"{member.href}: a second form of the edition {member.stem!r}; a corpus takes one of each"
            )
        stems.add(member.stem)


def _header(members: Sequence[Member], scribe: Scribe, title: str) -> Element:
    """What holds for the whole set; each edition has its own header."""
    count = "1 edition" if len(members) == 1 else f"{len(members)} editions"
    agent = scribe("name", "annotate", type="software")
    return scribe(
        "teiHeader",
        scribe(
            "fileDesc",
            scribe(
                "titleStmt",
                scribe("title", title, type="main", lang="en"),
                scribe("respStmt", scribe("resp", "gathering, shared register"), agent, id=scribe.id("resp.auto")),
            ),
            scribe("extent", count, *_measures(members, scribe)),
            scribe(
                "publicationStmt",
                scribe("publisher", "unknown"),
                scribe("availability", scribe("p", "Each edition states its own licence."), status="unknown"),
            ),
            scribe("sourceDesc", scribe("p", "Each edition describes its own source.")),
        ),
        scribe("profileDesc", scribe("langUsage")),
    )


def _measures(members: Sequence[Member], scribe: Scribe) -> Iterator[Element | str]:
    """The counts of all editions together."""
    path = "t:teiHeader/t:fileDesc/t:extent/t:measure[@unit='{}']"
    for unit in ("words", "sentences"):
        found = (each.get("quantity", "") for m in members for each in select(m.edition, path.format(unit)))
        total = sum(int(count) for count in found if count.isdecimal())
        yield "; "
        yield scribe("measure", f"{total} {unit}", unit=unit, quantity=str(total))


def _registers(members: Sequence[Member], scribe: Scribe) -> Iterator[Element]:
    for register, tag in _REGISTERS:
        gathered: dict[str, list[Element]] = {}
        for member in members:
            for entry in select(member.edition, f"t:standOff//t:{tag}[@xml:id]"):
                gathered.setdefault(entry.get(ID, "").removeprefix(f"{member.stem}."), []).append(entry)
        entries = [_entry(tag, label, found, scribe) for label, found in sorted(gathered.items())]
        if entries:
            yield scribe(register, *entries)


def _entry(tag: str, label: str, found: Sequence[Element], scribe: Scribe) -> Element:
    """One entry for all, with every name that any of them has."""
    names: dict[tuple[str | None, str], Element] = {}
    for entry in found:
        for name in entry.iterchildren("*"):
            if name.tag != tei("note"):
                key = (name.get("type"), words_in(name))
                names.setdefault(
                    key, scribe(etree.QName(name).localname, words_in(name), type=key[0], lang=name.get(LANG))
                )
    return scribe(tag, *names.values(), id=scribe.id(label), corresp=_pointers(found))


def _pointers(found: Iterable[Element]) -> str:
    return " ".join(f"#{each.get(ID)}" for each in found)


def _terms(members: Sequence[Member], scribe: Scribe) -> Iterator[Element]:
    """The term list of the set: each term once, with all senses that an edition gives."""
    gathered: dict[tuple[str, str, str], list[tuple[Element, Element]]] = {}
    for member in members:
        for term, item in listed_terms(member.edition):
            reading = "".join(words_in(each) for each in item.iterchildren(tei("term")))
            gathered.setdefault((words_in(term), term.get(LANG, "zh"), reading), []).append((term, item))
    pieces: list[Element] = []
    for at, ((surface, script, reading), found) in enumerate(sorted(gathered.items()), 1):
        label = f"term.{at}"
        head = scribe("term", surface, id=scribe.id(label), lang=script, corresp=_pointers(term for term, _ in found))
        senses = dict.fromkeys(words_in(gloss) for _, item in found for gloss in item.iterchildren(tei("gloss")))
        parts = [scribe("term", reading, lang="zh-Latn-pinyin")] if reading else []
        parts += [scribe("gloss", sense, target=scribe.ref(label), lang="en") for sense in senses]
        notes = dict.fromkeys(words_in(note) for _, item in found for note in select(item, "t:note[@type='glossary']"))
        parts += [scribe("note", note, type="glossary") for note in notes]
        parts = parts or [scribe("note", "No edition explains this term.")]
        apart = [piece for part in parts for piece in ("; ", part)][1:]
        pieces += [scribe("label", head), scribe("item", *apart)]
    if pieces:
        yield scribe("list", *pieces, type="gloss", id=scribe.id("terms"))


def _include(member: Member) -> Element:
    return etree.Element(f"{{{_XINCLUDE}}}include", {"href": member.href}, nsmap={"xi": _XINCLUDE})
