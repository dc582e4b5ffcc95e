"""What stands beside the text, read back: registers, terms, reasons, and the lists of annotations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from annotate.model import Edit, Entity, EntityType, Form, Mention, Partner, Relation, Span, Term
from annotate.tei.catalogue import NAME_TAGS
from annotate.tei.declarations import characters_declared
from annotate.tei.elements import ID, LANG, NAMESPACES, Element, select, tei
from annotate.tei.reading import Reading, pieces_of

_READING = "zh-Latn-pinyin"


@dataclass(frozen=True, slots=True)
class EntryOfList:
    """What the term list says of a term."""

    script: str
    pinyin: str
    gloss: str
    senses: tuple[str, ...]
    entity: str | None
    note: str

    def at(self, span: Span, surface: str, partner: Partner | None) -> Term:
        """An occurrence of the term."""
        return Term(span, surface, self.script, self.pinyin, self.gloss, self.senses, partner, self.entity, self.note)


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A term at a place; its partner is found by `label`."""

    span: Span
    surface: str
    entry: str
    label: str


@dataclass(slots=True)
class Beside:
    """Everything that stands beside the text."""

    stem: str
    characters: Mapping[str, str]
    entities: tuple[Entity, ...] = ()
    entries: dict[str, EntryOfList] = field(default_factory=dict)
    """By the pointer to the entry."""
    reasons: dict[str, str] = field(default_factory=dict)
    """By the pointer to the change."""
    candidates: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Of names marked in the text, by the pointer to the name."""
    doubts: dict[str, tuple[bool, str]] = field(default_factory=dict)
    """Whether a partner marked in the text is certain, and what is said of it, by the pointer to its term."""
    protected: list[Span] = field(default_factory=list)
    edits: list[Edit] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    terms: list[Occurrence] = field(default_factory=list)
    partners: dict[str, Partner] = field(default_factory=dict)
    """By the pointer to the term, or to the annotation that tells of it."""

    def words(self, element: Element | None, reading: Reading = Reading.SOURCE) -> str:
        """The words of an element."""
        return "" if element is None else "".join(pieces_of(element, reading, self.characters))

    def entity_id(self, pointer: str) -> str:
        """The id that an entity has in the document."""
        return pointer.removeprefix(f"#{self.stem}.")


def read_beside(edition: Element) -> Beside:
    """What `standOff` holds."""
    beside = Beside(edition.get(ID, ""), characters_declared(edition))
    beside.entities = tuple(_entities(edition, beside))
    _read_entries(edition, beside)
    _read_annotations(edition, beside)
    return beside


def _entities(edition: Element, beside: Beside) -> Iterator[Entity]:
    for kind, name in NAME_TAGS.items():
        for entry in select(edition, f"t:standOff//*[t:{name}][@xml:id]"):
            names = [(each.get("type"), beside.words(each)) for each in entry.iterchildren(tei(name))]
            canonical, *_ = (words for type_, words in names if type_ is None)
            aliases = tuple(words for type_, words in names if type_ == "alias")
            chinese = next((words for type_, words in names if type_ == Form.SCRIPT), None)
            label = beside.entity_id(f"#{entry.get(ID)}")
            yield Entity(label, EntityType(kind), canonical, aliases, beside.words(_note(entry, "reason")), chinese)


def _note(element: Element, kind: str) -> Element | None:
    return element.find(f"t:note[@type='{kind}']", NAMESPACES)


def _read_entries(edition: Element, beside: Beside) -> None:
    listed = "t:standOff/t:list[@type='gloss']"
    for label, item in zip(select(edition, f"{listed}/t:label"), select(edition, f"{listed}/t:item"), strict=True):
        (term,) = label.iterchildren(tei("term"))
        readings = [beside.words(each) for each in item.iterchildren(tei("term")) if each.get(LANG) == _READING]
        glosses = [(each.get("type"), beside.words(each)) for each in item.iterchildren(tei("gloss"))]
        entity = next((beside.entity_id(each.get("target", "")) for each in item.iterchildren(tei("ref"))), None)
        beside.entries[f"#{term.get(ID)}"] = EntryOfList(
            term.get(LANG, "zh"),
            "".join(readings),
            next((words for kind, words in glosses if kind in {"chosen", "given"}), ""),
            tuple(words for kind, words in glosses if kind != "given"),
            entity,
            beside.words(_note(item, "glossary")),
        )


def _read_annotations(edition: Element, beside: Beside) -> None:
    for annotation in select(edition, "t:standOff/t:listAnnotation/t:annotation"):
        _READERS[annotation.get("motivation", "")](annotation, beside)


def _read_reason(annotation: Element, beside: Beside) -> None:
    beside.reasons[annotation.get("target", "")] = beside.words(_note(annotation, "reason"))


def _read_edit(annotation: Element, beside: Beside) -> None:
    for kind in ("change", "suggestion"):
        note = _note(annotation, kind)
        if note is not None:
            (choice,) = note.iterchildren(tei("choice"))
            why = beside.words(_note(annotation, "reason"))
            edit = edit_in(choice, int(annotation.get("n", "")), why, beside, applied=kind == "change")
            beside.edits.append(edit)


def edit_in(choice: Element, start: int, why: str, beside: Beside, *, applied: bool) -> Edit:
    """The edit that a `choice` is; `start` is where its words stand in the source."""
    before, after = choice
    original = beside.words(before)
    rules = " ".join(each.removeprefix(f"#{beside.stem}.rule.") for each in after.get("ana", "").split())
    replacement = beside.words(after, Reading.NORMALIZED)
    span = Span(start, start + len(original))
    return Edit(span, original, replacement, rules, float(after.get("cert", "")), why, applied=applied)


def _read_candidates(annotation: Element, beside: Beside) -> None:
    note = _note(annotation, "candidates")
    beside.candidates[annotation.get("target", "")] = _pointed(note, beside)


def _pointed(note: Element | None, beside: Beside) -> tuple[str, ...]:
    """The entities that a note refers to."""
    found = () if note is None else note.iterchildren(tei("ref"))
    return tuple(beside.entity_id(each.get("target", "")) for each in found)


def _read_doubt(annotation: Element, beside: Beside) -> None:
    note = _note(annotation, "partner")
    certain = note is None or note.get("cert") is None
    beside.doubts[annotation.get("target", "")] = certain, beside.words(_note(annotation, "reason"))


def _read_protected(annotation: Element, beside: Beside) -> None:
    note = _note(annotation, "protected")
    words = "" if note is None else beside.words(note.find("t:mentioned", NAMESPACES))
    beside.protected.append(_place(annotation, words))


def _place(annotation: Element, words: str) -> Span:
    start = int(annotation.get("n", ""))
    return Span(start, start + len(words))


def _read_untagged(annotation: Element, beside: Beside) -> None:
    """A name, a term, or words that stand for one: told apart by what they point at."""
    note = _note(annotation, "untagged")
    if note is None:
        return
    words = beside.words(note.find("t:mentioned", NAMESPACES))
    span = _place(annotation, words)
    (target, *_) = (each.get("target", "") for each in note.iterchildren(tei("ref")))
    if target not in beside.entries:
        named = _pointed(note, beside)
        candidates = named if len(named) > 1 else ()
        form = Form(note.get("subtype", Form.FULL))
        beside.mentions.append(Mention(span, words, named[0], form, candidates))
    elif annotation.get("corresp"):
        certain, remark = note.get("cert") is None, beside.words(_note(annotation, "reason"))
        partner = Partner(span, words, Relation(note.get("subtype", "")), certain, remark)
        beside.partners[annotation.get("corresp", "")] = partner
    else:
        beside.terms.append(Occurrence(span, words, target, f"#{annotation.get(ID)}"))


_READERS = {
    "describing": _read_reason,
    "editing": _read_edit,
    "identifying": _read_candidates,
    "linking": _read_doubt,
    "classifying": _read_protected,
    "tagging": _read_untagged,
}
