"""One entity, two languages: names in Han characters become mentions of the entity that their partner names.

A name that only stands in Han characters, or whose partner the English stage took for no name, gets an entity of
its own where the dictionary or its last characters tell what it names.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from annotate.bilingual.namesakes import part_namesakes
from annotate.eras import BY_NAME, counts_years
from annotate.identifiers import KindOf, KnownName, NameKind, entity_id
from annotate.model import Document, Entity, EntityType, Form, Mention, Partner, Relation, Span, Term
from annotate.overlap import longest_first
from annotate.script import plain, simplified

SURE = 2.0
"""What a kind must weigh to make a name of a term that no partner calls one."""

LIKELY = 1.0
"""What it must weigh with a partner; less only for a person of two words: Zhongdian (中甸) is a place."""
CERTAIN = 4.0
"""What it must weigh to make one of a term that its partner shows to be a word: ghost town (鬼城)."""

PAUSES = frozenset("，；。！？")
"""Marks between the parts of a Chinese sentence."""


def join_languages(document: Document, *, kind_of: KindOf, is_name: Callable[[str], bool] = str.istitle) -> Document:
    """The document with mentions and entities for its names in Han characters.

    `is_name` tells whether English words can be a name at all: Chinese is none.
    """
    if not document.terms:
        return document
    document = part_namesakes(document)
    work = _Names(document, kind_of, is_name)
    terms = tuple(map(work.named, document.terms))
    spelled = _spelled(terms)
    mentions = longest_first(
        (mention for mention in (*document.mentions, *work.mentions) if not _is_syllable(mention, spelled)),
        lambda mention: mention.span,
    )
    used = {name for mention in mentions for name in (mention.entity, *mention.candidates)}
    return replace(
        document,
        mentions=tuple(mentions),
        entities=tuple(entity for entity in work.entities.values() if entity.id in used),
        terms=tuple(term if term.entity in used else replace(term, entity=None) for term in terms),
    )


def _spelled(terms: Iterable[Term]) -> dict[int, Span]:
    """Where words only spell terms that name nothing, by where they begin."""
    partners = [term.partner for term in terms if term.partner and not term.entity]
    return {p.span.start: p.span for p in partners if p.certain and p.relation is Relation.ROMANIZATION}


def _is_syllable(mention: Mention, spelled: Mapping[int, Span]) -> bool:
    """Whether a mention is merely how the first syllables of a term are spelt: Huī of huī bān (徽班)."""
    span = spelled.get(mention.span.start)
    return span is not None and span != mention.span and span.holds(mention.span)


def _is_likely(kind: NameKind, partner: Partner) -> bool:
    return kind.weight >= LIKELY or (kind.type is EntityType.PERSON and " " in partner.surface)


def _plain(term: Term) -> str:
    """The characters of a term, those that may be left out as well: (天)安门."""
    return re.sub(r"[()（） \u3000]", "", term.surface)


def _is_word(term: Term) -> bool:
    """Whether the words that stand for the term are no name: they begin with a small letter."""
    return term.partner is not None and term.partner.surface[:1].islower()


@dataclass
class _Names:
    """The entities of a document, and the mentions that its Chinese terms add."""

    document: Document
    kind_of: KindOf
    is_name: Callable[[str], bool]
    entities: dict[str, Entity] = field(init=False)
    by_chinese: dict[str, str] = field(init=False)
    """The entities by their names in Simplified characters."""
    by_reading: dict[str, str] = field(init=False)
    """Persons without a Chinese name by the letters of their names, where these are of one alone."""
    taken: set[Span] = field(init=False)
    mentions: list[Mention] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.entities = {entity.id: entity for entity in self.document.entities}
        self.by_chinese = {simplified(entity.chinese): entity.id for entity in self.entities.values() if entity.chinese}
        readings: defaultdict[str, set[str]] = defaultdict(set)
        for entity in self.entities.values():
            if entity.type is EntityType.PERSON and entity.chinese is None:
                for name in (entity.canonical, *entity.aliases):
                    readings[plain(name)].add(entity.id)
        self.by_reading = {name: next(iter(ids)) for name, ids in readings.items() if len(ids) == 1}
        self.taken = {mention.span for mention in self.document.mentions}

    def named(self, term: Term) -> Term:
        """The term with its entity, the mention noted; as it is when it names nothing."""
        known = term.entity or self.by_chinese.get(simplified(_plain(term)))
        name = known or self._called_so(term) or self._new(term)
        if name and term.span not in self.taken:
            self.mentions.append(Mention(term.span, term.surface, name, Form.SCRIPT))
        return replace(term, entity=name)

    def _called_so(self, term: Term) -> str | None:
        """The id of the person that the English text calls as the term is read: 關紫蘭, Guan Zilan."""
        found = self.by_reading.get(plain(term.pinyin)) if len(term.surface) > 1 and not term.partner else None
        kind = self.kind_of(_plain(term)) if found else None
        if found is None or kind is None or kind.type is not EntityType.PERSON or kind.weight <= 0:
            return None
        del self.by_reading[plain(term.pinyin)]
        self.entities[found] = replace(self.entities[found], chinese=term.surface)
        self.by_chinese[simplified(_plain(term))] = found
        return found

    def _new(self, term: Term) -> str | None:
        """The id of a new entity for a term that is a name beyond doubt, or that its partner shows to be one."""
        kind = self.kind_of(_plain(term)) if len(term.surface) > 1 else None
        if kind is None or kind.type is None or kind.weight <= 0 or self._is_title(term.span) or self._is_era(term):
            return None
        if kind.known is None and self._is_of_sentence(term.span):
            return None
        if kind.weight < CERTAIN and _is_word(term):
            return None
        partner = term.partner if term.partner and term.partner.relation is Relation.NAME else None
        if partner and not self.is_name(partner.surface):
            return None
        if kind.weight < SURE and not (partner and partner.certain and _is_likely(kind, partner)):
            return None
        return self._add(term, kind.type, kind.reason, kind.known, partner.surface if partner else term.surface)

    def _is_of_sentence(self, span: Span) -> bool:
        """Whether the term is a part of a Chinese sentence, whose names are told otherwise: 我在鼓浪屿，八点半."""
        source = self.document.source
        return bool({*source[max(0, span.start - 1) : span.start], *source[span.end : span.end + 1]} & PAUSES)

    def _is_era(self, term: Term) -> bool:
        """Whether the text counts years by it: the ninth year of Hongwu 洪武."""
        start = term.partner.span.start if term.partner else term.span.start
        return _plain(term) in BY_NAME and counts_years(self.document.source, start)

    def _is_title(self, span: Span) -> bool:
        return self.document.source[max(0, span.start - 1) : span.start] == "《"

    def _add(self, term: Term, kind: EntityType, why: str, known: KnownName | None, canonical: str) -> str:
        stem = known.stem if known else term.pinyin if canonical == term.surface else canonical
        name = entity_id(kind, stem, self.entities)
        self.entities[name] = Entity(name, kind, canonical, why=why, chinese=term.surface)
        self.by_chinese[simplified(_plain(term))] = name
        partner = term.partner
        if partner and canonical == partner.surface and partner.span not in self.taken:
            self.mentions.append(Mention(partner.span, partner.surface, name))
        return name
