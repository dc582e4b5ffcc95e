"""The registers: persons, organisations and places, and the list of Chinese terms."""

from __future__ import annotations

from collections.abc import Iterator

from annotate.model import Entity, EntityType
from annotate.script import script_of
from annotate.segment import HAN_CHARACTER, main_language
from annotate.tei.catalogue import NAME_TAGS, Entry
from annotate.tei.elements import Content, Element
from annotate.tei.settle import Plan

_REGISTERS = {
    EntityType.PERSON: ("listPerson", "person"),
    EntityType.ORGANIZATION: ("listOrg", "org"),
    EntityType.PLACE: ("listPlace", "place"),
}


def name_registers(plan: Plan) -> Iterator[Element]:
    """`listPerson`, `listOrg` and `listPlace`, those that have an entry."""
    for kind, (register, _) in _REGISTERS.items():
        entries = [_entity(each, plan) for each in plan.catalogue.entities.values() if each.type is kind]
        if entries:
            yield plan.catalogue.scribe(register, *entries)


def _entity(entity: Entity, plan: Plan) -> Element:
    """One person, organisation or place: its names in both languages, its other names, and why it is one."""
    scribe = plan.catalogue.scribe
    tag = NAME_TAGS[entity.type]
    names = [scribe(tag, entity.canonical, lang=language_of(entity.canonical, plan))]
    if entity.chinese and entity.chinese != entity.canonical:
        names.append(scribe(tag, entity.chinese, type="script", lang=language_of(entity.chinese, plan)))
    names += [scribe(tag, alias, type="alias") for alias in entity.aliases]
    notes = [scribe("note", entity.why, type="reason", resp=scribe.ref("resp.auto"))] if entity.why else []
    return scribe(_REGISTERS[entity.type][1], *names, *notes, id=scribe.id(entity.id))


def language_of(name: str, plan: Plan) -> str | None:
    """The language of a name or a title: that of a term with the same characters, Chinese, or that of the text."""
    if main_language(name) == "zh":
        written = (term.script for term in plan.document.terms if term.surface == name)
        return next(written, None) or script_of("".join(HAN_CHARACTER.findall(name)))
    language = plan.document.metadata.language
    return None if language.startswith("zh") else language


def term_list(plan: Plan) -> Iterator[Element]:
    """The Chinese terms: each once, with its reading and what it may mean."""
    scribe = plan.catalogue.scribe
    pieces: list[Element] = []
    for entry, label in plan.catalogue.entries.items():
        pieces += _term_entry(entry, label, plan)
    if pieces:
        yield scribe("list", *pieces, type="gloss", id=scribe.id("terms"))


def _term_entry(entry: Entry, label: str, plan: Plan) -> tuple[Element, Element]:
    scribe = plan.catalogue.scribe
    surface, script, pinyin, gloss, senses, entity, note = entry
    headword = scribe("label", scribe("term", surface, id=scribe.id(label), lang=script))
    parts: list[Element] = []
    if pinyin:
        parts.append(scribe("term", pinyin, lang="zh-Latn-pinyin"))
    for sense in dict.fromkeys((gloss, *senses) if gloss not in senses else senses):
        kind = "sense" if sense != gloss else "chosen" if gloss in senses else "given"
        if sense:
            parts.append(scribe("gloss", sense, type=kind, target=scribe.ref(label), lang="en"))
    if not any((gloss, *senses)):
        parts.append(scribe("note", "The dictionary has no entry for this term."))
    if note:
        parts.append(scribe("note", note, type="glossary"))
    if entity:
        parts.append(scribe("ref", plan.catalogue.entities[entity].canonical, target=scribe.ref(entity)))
    return headword, scribe("item", *_apart(parts, "; "))


def _apart(parts: list[Element], mark: str) -> list[Content]:
    """`parts` with `mark` between them."""
    return [piece for part in parts for piece in (mark, part)][1:]
