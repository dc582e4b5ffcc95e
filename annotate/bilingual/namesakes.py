"""Two that English calls alike, told apart by their characters: Wu Lei (武磊), Wu Lei (吴磊)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from annotate.identifiers import entity_id
from annotate.model import Document, Entity, EntityType, Mention, Span, Term
from annotate.script import plain, simplified

NAMED_ALIKE = frozenset({EntityType.PERSON, EntityType.PLACE})


def part_namesakes(document: Document) -> Document:
    """The document with an entity for each of the persons or places that one spelling names.

    They are told apart where the spelling stands beside characters that are read alike and are not the same, in either
    script; so is one from who is known by that name. Elsewhere the spelling goes to whom it named last, and stays open.
    """
    for entity in document.entities:
        named = _named(document, entity)
        if len(named) > 1 or _is_another(entity, named):
            document = _parted(document, entity, named)
    return document


def _named(document: Document, entity: Entity) -> dict[str, list[Term]]:
    """The terms beside which it is named, by their characters in Simplified; one item where no other fits."""
    if entity.type not in NAMED_ALIKE:
        return {}
    found: defaultdict[tuple[str, str], dict[str, list[Term]]] = defaultdict(dict)
    for term in document.terms:
        if term.entity == entity.id and term.partner and term.partner.certain:
            key = plain(term.partner.surface), plain(term.pinyin)
            found[key].setdefault(simplified(term.surface), []).append(term)
    return max(found.items(), key=lambda one: (len(one[1]), len(set(one[0])) == 1), default=((), {}))[1]


def _is_another(entity: Entity, named: dict[str, list[Term]]) -> bool:
    """Whether the text gives a name in characters other than those of who is known, but of the same reading.

    Where both share a character these are two: 徽州 is not 惠州. Else it may be another name of the same.
    """
    known = simplified(entity.chinese or "")
    return any(
        known != han and len(known) == len(han) and any(map(str.__eq__, known, han)) and _is_read_so(entity, terms[0])
        for han, terms in named.items()
        if known not in named
    )


def _is_read_so(entity: Entity, term: Term) -> bool:
    return plain(term.pinyin) == plain(entity.canonical)


def _parted(document: Document, entity: Entity, named: dict[str, list[Term]]) -> Document:
    """The document with one entity for each name in characters; who is known keeps the id, or else the first."""
    known = simplified(entity.chinese or "")
    kept = known if known in named or _is_another(entity, named) else next(iter(named))
    ids, made = {kept: entity.id}, list(document.entities)
    for han, (term, *_) in named.items():
        if han != kept:
            ids[han] = entity_id(entity.type, entity.canonical, {each.id for each in made})
            why = f"{entity.why}. {term.surface} is another than {kept}"
            made.append(replace(entity, id=ids[han], chinese=term.surface, why=why))
    terms = tuple(
        replace(term, entity=_named_by(term, ids)) if term.entity == entity.id else term for term in document.terms
    )
    told = {term.span: term.entity for term in terms if term.entity in ids.values()}
    told |= {term.partner.span: ids[han] for han, own in named.items() for term in own if term.partner}
    mentions = _told_apart(document, entity, told, {ids[han] for han in named})
    return replace(document, mentions=mentions, terms=terms, entities=tuple(made))


def _named_by(term: Term, ids: dict[str, str]) -> str | None:
    """Whom the characters of a term name; they may say of which kind as well: 徽州府."""
    written = simplified(term.surface)
    return next((name for han, name in ids.items() if written.startswith(han)), term.entity)


def _told_apart(
    document: Document, entity: Entity, told: dict[Span, str | None], everybody: set[str]
) -> tuple[Mention, ...]:
    """The mentions, each of whom it is told to name; the others of whom was named last, open where there are two."""
    last = next((name for _, name in sorted(told.items()) if name), entity.id)
    mentions: list[Mention] = []
    for mention in document.mentions:
        if mention.entity != entity.id or mention.candidates:
            mentions.append(mention)
            continue
        own = told.get(mention.span)
        last = own or last
        is_open = own is None and len(everybody) > 1
        candidates = tuple(sorted(everybody, key=lambda name: (name != last, name))) if is_open else ()
        mentions.append(replace(mention, entity=last, candidates=candidates))
    return tuple(mentions)
