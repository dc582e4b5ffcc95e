"""One entity, two languages: names in Han characters become mentions, and say what their partner names.

"Gueiren (歸仁區)" is a district because 區 ends districts; "Guochao (国潮)" is nobody, for 国潮 is a common word.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from annotate.model import Document, Entity, EntityType, Form, Mention, Relation, Span, Term
from annotate.overlap import longest_first

PREFIX = {EntityType.PERSON: "per", EntityType.ORGANIZATION: "org", EntityType.PLACE: "loc"}
KNOWN = "in the gazetteer"
"""How an entity says that the gazetteer knows it: then nothing here changes its type."""

KindOf = Callable[[str], "tuple[EntityType | None, str] | None"]
"""What a name in Han characters names, and why; see `annotate.chinese.kinds`."""


def join_languages(document: Document, *, kind_of: KindOf) -> Document:
    """The document with mentions for its names in Han characters, and types that both languages agree on."""
    if not document.terms:
        return document
    entities = {entity.id: entity for entity in _typed(document, kind_of)}
    work = _Work(document, kind_of, entities, {mention.span for mention in document.mentions})
    terms = tuple(work.named(term) for term in document.terms)
    mentions = [mention for mention in document.mentions if mention.entity in entities]
    mentions = longest_first((*mentions, *work.mentions), lambda mention: mention.span)
    named = {name for mention in mentions for name in (mention.entity, *mention.candidates)}
    kept = tuple(entity for entity in entities.values() if entity.id in named)
    ids = {entity.id for entity in kept}
    return replace(
        document,
        mentions=tuple(_settled(mention, ids) for mention in mentions),
        entities=kept,
        terms=tuple(term if term.entity in ids else replace(term, entity=None) for term in terms),
    )


def _settled(mention: Mention, ids: set[str]) -> Mention:
    """An open mention without the candidates that are gone."""
    candidates = tuple(name for name in mention.candidates if name in ids)
    return replace(mention, candidates=candidates if len(candidates) > 1 else ())


def _typed(document: Document, kind_of: KindOf) -> Iterator[Entity]:
    """The entities as their Chinese names see them; those that are a common word are left out."""
    names: defaultdict[str, list[Term]] = defaultdict(list)
    for term in document.terms:
        if term.entity:
            names[term.entity].append(term)
    for entity in document.entities:
        kinds = [found for term in names[entity.id] if (found := kind_of(term.surface))]
        if KNOWN in entity.why or not kinds:
            yield entity
            continue
        kind, reason = kinds[0]
        if kind is None:
            if all(term.partner and term.partner.relation is not Relation.NAME for term in names[entity.id]):
                continue
            yield entity
        elif kind is entity.type:
            yield entity
        else:
            yield replace(entity, type=kind, why=f"{reason}; {entity.why}")


@dataclass
class _Work:
    """The new mentions and entities, as they are found."""

    document: Document
    kind_of: KindOf
    entities: dict[str, Entity]
    taken: set[Span]
    mentions: list[Mention] = field(default_factory=list)

    def named(self, term: Term) -> Term:
        """The term with its entity, its mention noted; as it is when it is no name."""
        entity = term.entity if term.entity in self.entities else self._entity(term)
        if entity is None:
            return replace(term, entity=None)
        if term.span not in self.taken:
            self.mentions.append(Mention(term.span, term.surface, entity, Form.SCRIPT))
        return replace(term, entity=entity)

    def _entity(self, term: Term) -> str | None:
        """The entity of a term that nothing names yet: one with the same Chinese name, or a new one."""
        for entity in self.entities.values():
            if entity.chinese == term.surface:
                return entity.id
        kind = self.kind_of(term.surface)
        if kind is None or kind[0] is None:
            return None
        partner = term.partner
        is_named = partner is not None and partner.relation is Relation.NAME
        if not is_named and kind[1].endswith("surname"):
            return None
        canonical = partner.surface if partner and is_named else term.surface
        return self._new(term, kind[0], canonical, kind[1])

    def _new(self, term: Term, kind: EntityType, canonical: str, why: str) -> str:
        name = self._id(kind, canonical if canonical.isascii() else term.pinyin)
        self.entities[name] = Entity(name, kind, canonical, why=why, chinese=term.surface)
        partner = term.partner
        if partner and canonical == partner.surface and not any(map(partner.span.overlaps, self.taken)):
            self.mentions.append(Mention(partner.span, partner.surface, name))
        return name

    def _id(self, kind: EntityType, canonical: str) -> str:
        base = f"{PREFIX[kind]}.{_slug(canonical)}"
        number = 1
        while (name := base if number == 1 else f"{base}-{number}") in self.entities:
            number += 1
        return name


def _slug(name: str) -> str:
    import unicodedata

    letters = "".join(c for c in unicodedata.normalize("NFD", name.lower()) if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-") or "unnamed"
