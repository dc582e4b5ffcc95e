"""Two persons whom English calls alike, and whose characters tell them apart: Wu Lei (武磊), Wu Lei (吴磊)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from annotate.identifiers import entity_id
from annotate.model import Document, Entity, EntityType, Mention, Term
from annotate.script import plain, simplified


def part_namesakes(document: Document) -> Document:
    """The document with an entity for each of the persons whom one spelling names.

    They are told apart where the spelling stands beside characters that are read alike and are not the same, in either
    script. Elsewhere it goes to whom the text named so last, and stays open.
    """
    for entity in document.entities:
        named = _named(document, entity)
        if len(named) > 1:
            document = _parted(document, entity, named)
    return document


def _named(document: Document, entity: Entity) -> dict[str, list[Term]]:
    """The terms beside which a person is named, by their characters in Simplified; one item where no other fits."""
    if entity.type is not EntityType.PERSON:
        return {}
    found: defaultdict[tuple[str, str], dict[str, list[Term]]] = defaultdict(dict)
    for term in document.terms:
        if term.entity == entity.id and term.partner and term.partner.certain:
            key = plain(term.partner.surface), plain(term.pinyin)
            found[key].setdefault(simplified(term.surface), []).append(term)
    return max(found.values(), key=len, default={})


def _parted(document: Document, entity: Entity, named: dict[str, list[Term]]) -> Document:
    """The document with one entity for each of the names in characters; the first keeps the id, or who is known."""
    first = next((han for han in named if entity.chinese and han == simplified(entity.chinese)), next(iter(named)))
    ids, made = {first: entity.id}, list(document.entities)
    for han in named:
        if han != first:
            ids[han] = entity_id(entity.type, entity.canonical, {each.id for each in made})
            chinese = named[han][0].surface
            why = f"{entity.why}. {chinese} is another than {named[first][0].surface}"
            made.append(replace(entity, id=ids[han], chinese=chinese, why=why))
    beside = {term.partner.span: ids[han] for han, terms in named.items() for term in terms if term.partner}
    terms = tuple(
        replace(term, entity=ids.get(simplified(term.surface), term.entity)) if term.entity == entity.id else term
        for term in document.terms
    )
    own = {term.span: term.entity for term in terms if term.entity in ids.values()}
    mentions: list[Mention] = []
    last = entity.id
    for mention in document.mentions:
        if mention.entity == entity.id and not mention.candidates:
            told = beside.get(mention.span) or own.get(mention.span)
            last = told or last
            everybody = () if told else tuple(sorted(ids.values(), key=lambda name: name != last))
            mention = replace(mention, entity=last, candidates=everybody)  # noqa: PLW2901
        mentions.append(mention)
    return replace(document, mentions=tuple(mentions), terms=terms, entities=tuple(made))
