"""The stage that tags names in Chinese paragraphs, and joins those that name the same.

Names are compared in their Simplified form. One that the gazetteer knows is the entity of its English name, so that
a Chinese paragraph and an English one speak of the same.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial

from annotate.chinese.tagger import ChineseTagger
from annotate.identifiers import entity_id
from annotate.model import Block, BlockKind, Document, Entity, EntityType, Form, Mention, Span
from annotate.overlap import longest_first
from annotate.script import simplified
from annotate.segment import HAN, block_sentences

PERSON, ORGANIZATION, PLACE = EntityType.PERSON, EntityType.ORGANIZATION, EntityType.PLACE
LONG_FORM = {
    ORGANIZATION: re.compile("(?:股份)?(?:有限)?(?:责任)?(?:公司|集团)$|(?:科技|控股|电子)$"),
    PLACE: re.compile("(?:[省市县区]|自治[区州县]|特别行政区)$"),
}
"""Endings of a full name that its everyday form leaves out."""
HAN_NAME = re.compile(f"[{HAN}]")
DOT = re.compile("[·‧・•]")

Known = Callable[[str], "tuple[EntityType | None, str] | None"]
"""What a name in Simplified characters names (None: no person, organisation or place), and its English name."""


@dataclass(frozen=True, slots=True)
class Found:
    """A name where it stands, and what the tagger takes it for."""

    span: Span
    surface: str
    type: EntityType

    @property
    def key(self) -> str:
        """The name as it is compared."""
        return DOT.sub("·", simplified(self.surface))


def tag_chinese(document: Document, *, tagger: ChineseTagger, known: Known) -> Document:
    """The document with mentions and entities of its Chinese paragraphs added.

    What already is a mention or a term stays as it is. Mark-up and protected text is passed over.
    """
    found = [*_found(document, tagger)]
    if not found:
        return document
    names = _Names.of(document, found, known)
    mentions = longest_first((*document.mentions, *names.mentions(found)), lambda mention: mention.span)
    named = {name for mention in mentions for name in (mention.entity, *mention.candidates)}
    entities = tuple(entity for entity in names.entities.values() if entity.id in named)
    return replace(document, mentions=tuple(mentions), entities=entities)


def _found(document: Document, tagger: ChineseTagger) -> Iterator[Found]:
    closed = sorted((*document.syntax, *document.protected, *(term.span for term in document.terms)))
    starts = [span.start for span in closed]
    for block in filter(_is_chinese, document.blocks):
        for sentence in block_sentences(document.source, block.span):
            for start, end, label in tagger.tag(sentence.of(document.source)):
                span = Span(sentence.start + start, sentence.start + end)
                nearest = bisect_right(starts, span.end - 1) - 1
                if HAN_NAME.search(span.of(document.source)) and not (nearest >= 0 and closed[nearest].overlaps(span)):
                    yield Found(span, span.of(document.source), EntityType(label))


def _is_chinese(block: Block) -> bool:
    return block.kind is not BlockKind.VERBATIM and block.language.split("-")[0] == "zh"


@dataclass
class _Names:
    """Who is who among the names of one document."""

    entities: dict[str, Entity]
    by_key: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Ids of the entities that a name may name; nothing for what the gazetteer knows to be no entity."""
    forms: dict[str, Form] = field(default_factory=dict)

    @classmethod
    def of(cls, document: Document, found: Iterable[Found], known: Known) -> _Names:
        votes: defaultdict[str, Counter[EntityType]] = defaultdict(Counter)
        surfaces: dict[str, str] = {}
        for name in found:
            votes[name.key][name.type] += 1
            surfaces.setdefault(name.key, name.surface)
        names = cls({entity.id: entity for entity in document.entities})
        there = {simplified(entity.chinese): entity.id for entity in document.entities if entity.chinese}
        known = partial(_known_in_full, known)
        types = {key: entry[0] if (entry := known(key)) else _winner(count) for key, count in votes.items()}
        for key in sorted(types, key=lambda key: -len(key)):
            kind, entry = types[key], known(key)
            if kind is None:
                continue
            if key in there:
                names.by_key[key] = (there[key],)
            elif entry or not names._shortens(key, kind, types):
                english = entry[1] if entry else None
                names.by_key[key] = (names._new(surfaces[key], kind, english, votes[key]),)
        return names

    def _shortens(self, key: str, kind: EntityType, types: Mapping[str, EntityType | None]) -> bool:
        """Whether the name shortens longer ones; then it names what those do."""
        fulls = [*_full_forms(key, kind, types)]
        ids = tuple(dict.fromkeys(name for full, _ in fulls for name in self.by_key.get(full, ())))
        if ids:
            self.by_key[key], self.forms[key] = ids, fulls[0][1]
        return bool(ids)

    def _new(self, surface: str, kind: EntityType, english: str | None, votes: Counter[EntityType]) -> str:
        canonical = english or surface
        same = (e.id for e in self.entities.values() if e.canonical == canonical and e.type is kind)
        if (name := next(same, None)) is not None:
            return name
        name = entity_id(kind, canonical, self.entities)
        said = ", ".join(
            label.value + (f" ({count} times)" if count > 1 else "") for label, count in votes.most_common()
        )
        why = f"the Chinese tagger says {said}" + ("; in the gazetteer" if english else "")
        self.entities[name] = Entity(name, kind, canonical, why=why, chinese=surface)
        return name

    def mentions(self, found: Iterable[Found]) -> Iterator[Mention]:
        """The mentions of what was found; an open one names the entity that was named last."""
        last: dict[str, int] = {}
        for name in found:
            ids = sorted(self.by_key.get(name.key, ()), key=lambda one: -last.get(one, -1))
            if not ids:
                continue
            if len(ids) == 1:
                last[ids[0]] = name.span.start
            form = self.forms.get(name.key, Form.FULL)
            yield Mention(name.span, name.surface, ids[0], form, tuple(ids) if len(ids) > 1 else ())


def _known_in_full(known: Known, key: str) -> tuple[EntityType | None, str] | None:
    """What the gazetteer says of a name, or of what is left without the kind of firm or place, or the given name."""
    if entry := known(key):
        return entry
    for kind, ending in LONG_FORM.items():
        short = ending.sub("", key)
        if len(short) > 1 and short != key and (entry := known(short)) and entry[0] is kind:
            return entry
    last = key.rpartition("·")[2]
    return entry if last != key and (entry := known(last)) and entry[0] is PERSON else None


def _winner(votes: Counter[EntityType]) -> EntityType:
    return votes.most_common(1)[0][0]


def _full_forms(key: str, kind: EntityType, types: Mapping[str, EntityType | None]) -> Iterator[tuple[str, Form]]:
    """The longer names of the document that the name may shorten.

    A surname, a given name of two characters, the last part of a foreign name; a firm or a place without its kind.
    """
    for full, of_full in types.items():
        if of_full is not kind or len(full) <= len(key):
            continue
        if kind is PERSON and "·" in full:
            if full.rpartition("·")[2] == key:
                yield full, Form.SURNAME
        elif kind is PERSON and len(full) <= 4:
            if full.startswith(key) and len(key) == max(1, len(full) - 2):
                yield full, Form.SURNAME
            elif full.endswith(key) and len(key) == 2 and len(full) == 3:
                yield full, Form.GIVEN
        elif kind in LONG_FORM and LONG_FORM[kind].sub("", full) == key:
            yield full, Form.ALIAS
