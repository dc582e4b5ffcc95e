"""The stage that tags names in Chinese paragraphs and sentences, and joins those that name the same.

Names are compared in their Simplified form. One that the gazetteer knows is the entity of its English name, so that
a Chinese paragraph and an English one speak of the same.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from types import MappingProxyType

from annotate.chinese.runs import HAN_RUN, has_han, letters_of
from annotate.chinese.tagger import ChineseTagger
from annotate.eras import BY_NAME, YEAR_IN_CHINESE
from annotate.identifiers import KnownName, entity_id
from annotate.model import Block, BlockKind, Document, Entity, EntityType, Form, Mention, Span
from annotate.overlap import longest_first
from annotate.script import plain, simplified
from annotate.segment import HAN, block_sentences

PERSON, ORGANIZATION, PLACE = EntityType.PERSON, EntityType.ORGANIZATION, EntityType.PLACE
LONG_FORM = {
    ORGANIZATION: re.compile("(?:股份)?(?:有限)?(?:责任)?(?:公司|集团)$|(?:科技|控股|电子)$"),
    PLACE: re.compile("(?:[省市县区]|自治[区州县]|特别行政区)$"),
}
"""Endings of a full name that its everyday form leaves out."""
DOT = re.compile("[·‧・•]")
SENTENCE = re.compile(rf"[{HAN}·‧・•，、；：。！？]+")
HEADED = re.compile(r" ?\w* ?\|")
"""What follows the head of a column or a row: Native name | 温州."""
OF_PEOPLE = re.compile("[语文人族裔籍式化词]|国籍")
"""What makes of a place its language, its people, its way: 芬兰语."""
IN_SHORT = re.compile(
    rf"[”」』]?[(（](?:以下|下)?(?:[简簡]?[称稱]|[称稱][为為])[:：]?[“「『]?(?P<short>[{HAN}]{{2,10}})[”」』]?[)）]"
)
"""What a text calls a body from here on: 国家市场监督管理总局（下称“市场监管总局”）."""
IN_BRACKETS = re.compile(rf"[”」』]?[(（][“「『]?(?P<short>[{HAN}]{{2,8}})[”」』]?[)）]")
"""The same without a word of it, where it is made of characters of the name: 中国证券监督管理委员会（证监会）."""
NATIONAL = re.compile("^(?:国家|中国|中华人民共和国|全国)")
"""What the everyday name of a body leaves out: 国家发改委, 发改委."""
ERA_YEAR = re.compile(YEAR_IN_CHINESE)
"""A year by its era, not by somebody's name: 乾隆五十三年; nor is 光緒年間 anybody's."""
PAUSE = re.compile("[，；。！？]")
LONG_ENOUGH = 3
"""Characters of a name that is hardly a part of something else."""
SHORTEST_SENTENCE = 5
"""Han characters of a Chinese sentence in another text: fewer are a term and a comma."""

Known = Callable[[str], "KnownName | None"]
"""What a gazetteer knows of a name in Han characters."""
Read = Callable[[str], Iterable[str]]
"""How a name in Han characters may be spelled in Latin letters, these alone and small: see `romanize.spellings`."""


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


def tag_chinese(
    document: Document,
    *,
    tagger: ChineseTagger,
    known: Known,
    read: Read = lambda _: (),
    listed: Mapping[str, EntityType] = MappingProxyType({}),
) -> Document:
    """The document with mentions and entities of its Chinese paragraphs, and of Chinese sentences in others, added.

    Of mentions that overlap the longer one stays; inside terms only those of a sentence are names. Mark-up and
    protected text is passed over. `read` tells how a name is spelled: it names whom the English text calls so. `listed`
    are names in Simplified characters that are names wherever they stand.
    """
    found = [*_found(document, tagger, listed)]
    if not found:
        return document
    names = _Names.of(document, found, known, read)
    mentions = longest_first((*document.mentions, *names.mentions(found)), lambda mention: mention.span)
    named = {name for mention in mentions for name in (mention.entity, *mention.candidates)}
    entities = tuple(entity for entity in names.entities.values() if entity.id in named)
    return replace(document, mentions=tuple(mentions), entities=entities)


def _found(document: Document, tagger: ChineseTagger, listed: Mapping[str, EntityType]) -> Iterator[Found]:
    """The names of all Chinese sentences: what the tagger finds, and what is a name elsewhere in the text or listed."""
    source, told, told_words = document.source, _told(document), _told_words(document)
    hidden = sorted((*document.syntax, *document.protected))
    closed = sorted((*hidden, *(term.span for term in document.terms)))
    sentences = [*_chinese_sentences(document)]
    tagged = [sorted(_tagged(source, s, tagger, told, told_words), key=lambda name: name.span) for s, _ in sentences]
    every = [name for names in tagged for name in names]
    short = {short: full.type for short, full in _in_short(source, every).items()}
    seen = _seen(every)
    sure = _Index({**listed, **dict(_without_nation(seen)), **seen, **short})
    for (sentence, is_chinese), names in zip(sentences, tagged, strict=True):
        spans = [name.span for name in names]
        again = [name for name in _named(source, sentence, sure) if _is_new(name.span, spans)]
        inside = [name.span for name in again]
        for name in sorted((*(n for n in names if not _overlaps(n.span, inside)), *again), key=lambda name: name.span):
            if not _overlaps(name.span, closed if is_chinese else hidden):
                yield name


def _chinese_sentences(document: Document) -> Iterator[tuple[Span, bool]]:
    """Chinese sentences, each with whether it stands in a Chinese block."""
    for block in document.blocks:
        if block.kind is BlockKind.VERBATIM:
            continue
        is_chinese = block.language.split("-")[0] == "zh"
        sentences = block_sentences(document.source, block.span) if is_chinese else _sentences(document.source, block)
        yield from ((sentence, is_chinese) for sentence in sentences)


def _seen(found: Iterable[Found]) -> dict[str, EntityType]:
    """The longer names that were found, in Simplified characters, each with the type it was mostly found as."""
    votes: defaultdict[str, Counter[EntityType]] = defaultdict(Counter)
    for name in found:
        if len(name.surface) >= LONG_ENOUGH:
            votes[simplified(name.surface)][name.type] += 1
    return {name: _winner(count) for name, count in votes.items()}


def _without_nation(names: Mapping[str, EntityType]) -> Iterator[tuple[str, EntityType]]:
    """The everyday forms of the names of national bodies."""
    for name, kind in names.items():
        everyday = NATIONAL.sub("", name)
        if kind is ORGANIZATION and everyday != name and len(everyday) >= LONG_ENOUGH:
            yield everyday, kind


def _in_short(source: str, found: Iterable[Found]) -> dict[str, Found]:
    """What the text says it calls a name in short, in Simplified characters, and that name."""
    shorts: dict[str, Found] = {}
    for name in found:
        told = IN_SHORT.match(source, name.span.end) or IN_BRACKETS.match(source, name.span.end)
        short = simplified(told["short"]) if told else ""
        if told and (told.re is IN_SHORT or _is_made_of(short, name)):
            shorts[short] = name
    return shorts


def _is_made_of(short: str, name: Found) -> bool:
    """Whether a short form is made of characters of a body's name, in their order."""
    characters = iter(name.key)
    return name.type is ORGANIZATION and len(short) < len(name.key) and all(each in characters for each in short)


def _named(source: str, sentence: Span, names: _Index) -> Iterator[Found]:
    """Where names stand in a sentence, whose Simplified form is given."""
    text = simplified(sentence.of(source))
    for start, end in names.places(text):
        if names.types[text[start:end]] is PLACE and OF_PEOPLE.match(text, end):
            continue
        span = Span(sentence.start + start, sentence.start + end)
        yield Found(span, span.of(source), names.types[text[start:end]])


def _sentences(source: str, block: Block) -> Iterator[Span]:
    """Chinese sentences in a block that is not Chinese, as textbooks have them: 我在三里屯，优衣库门口."""
    for found in SENTENCE.finditer(source, block.span.start, block.span.end):
        if letters_of(HAN_RUN, found[0]) >= SHORTEST_SENTENCE and PAUSE.search(found[0]):
            yield Span(*found.span())


@dataclass(frozen=True)
class _Index:
    """Names to be looked for, each with its type."""

    types: Mapping[str, EntityType]

    @cached_property
    def _lengths(self) -> Sequence[int]:
        return sorted({len(name) for name in self.types}, reverse=True)

    def places(self, text: str) -> Iterator[tuple[int, int]]:
        """Where the names stand, the longest at each place, one after the other."""
        at = 0
        while self._lengths and at < len(text):
            length = next((length for length in self._lengths if text[at : at + length] in self.types), 0)
            if length:
                yield at, at + length
            at += length or 1


def _told(document: Document) -> _Index:
    """The longer names in Han characters that the English text explains, as "Sun Baosheng (孙宝生)" does."""
    types = {entity.id: entity.type for entity in document.entities}
    told = {}
    for mention in document.mentions:
        if mention.form is Form.SCRIPT and len(mention.surface) >= LONG_ENOUGH and mention.entity in types:
            told[mention.surface] = types[mention.entity]
    return _Index(told)


def _told_words(document: Document) -> Mapping[str, EntityType]:
    """The names of two characters, in Simplified ones, of those whom the English text names: Cainiao, 菜鸟."""
    names = ((simplified(entity.chinese), entity.type) for entity in document.entities if entity.chinese)
    return {name: kind for name, kind in names if len(name) == LONG_ENOUGH - 1}


def _tagged(
    source: str, sentence: Span, tagger: ChineseTagger, told: _Index, told_words: Mapping[str, EntityType]
) -> Iterator[Found]:
    """The names of a sentence: those that are told wherever they stand, and what the tagger finds apart from them.

    Short ones that are told stand only where they are words.
    """
    text = sentence.of(source)
    types = {Span(*place): told.types[text[slice(*place)]] for place in told.places(text)}
    if told_words and any(name in simplified(text) for name in told_words):
        places, words = sorted(types), ((Span(*word[:2]), simplified(word.of(text))) for word in tagger.words(text))
        types |= {s: told_words[name] for s, name in words if name in told_words and not _overlaps(s, places)}
    spans = sorted(types)
    for span in spans:
        yield Found(Span(sentence.start + span.start, sentence.start + span.end), span.of(text), types[span])
    for start, end, label in tagger.tag(text):
        if _overlaps(Span(start, end), spans):
            continue
        span = Span(sentence.start + start, sentence.start + end)
        if ERA_YEAR.match(text, start) or (text[start:end] in BY_NAME and text[end : end + 1] in {"年", "朝"}):
            continue
        if has_han(surface := span.of(source)) or not HEADED.match(source, span.end):
            yield Found(span, surface, EntityType(label))


def _overlaps(span: Span, closed: Sequence[Span]) -> bool:
    nearest = bisect_left(closed, span.end, key=lambda one: one.start) - 1
    return nearest >= 0 and closed[nearest].overlaps(span)


def _is_new(span: Span, found: Sequence[Span]) -> bool:
    """Whether a name that is sure overlaps nothing that was found, or holds all of it: 劉銘 of 劉銘傳."""
    first = bisect_right(found, span.start, key=lambda one: one.end)
    last = bisect_left(found, span.end, key=lambda one: one.start)
    return all(span.holds(other) and span != other for other in found[first:last])


@dataclass
class _Names:
    """Who is who among the names of one document."""

    entities: dict[str, Entity]
    by_key: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Ids of the entities that a name may name; nothing for what the gazetteer knows to be no entity."""
    forms: dict[str, Form] = field(default_factory=dict)

    @classmethod
    def of(cls, document: Document, found: Sequence[Found], known: Known, read: Read) -> _Names:
        votes: defaultdict[str, Counter[EntityType]] = defaultdict(Counter)
        surfaces: dict[str, str] = {}
        for name in found:
            votes[name.key][name.type] += 1
            surfaces.setdefault(name.key, name.surface)
        names = cls({entity.id: entity for entity in document.entities})
        short = {key: full.key for key, full in _in_short(document.source, found).items()}
        there = {simplified(entity.chinese): entity.id for entity in document.entities if entity.chinese}
        spelled = _spelled(document.entities)
        known = partial(_known_in_full, known)
        types = {key: entry.type if (entry := known(key)) else _winner(count) for key, count in votes.items()}
        for key in sorted(types, key=lambda key: -len(key)):
            kind, entry = types[key], known(key)
            if kind is None:
                continue
            if key in there:
                names.by_key[key] = (there[key],)
            elif ids := names.by_key.get(short.get(key, "")):
                names.by_key[key], names.forms[key] = ids, Form.ALIAS
            elif entry is None and (same := _called_so(surfaces[key], kind, spelled, read)):
                names.by_key[key] = (same,)
                names.entities[same] = replace(names.entities[same], chinese=surfaces[key])
            elif entry or not names._shortens(key, kind, types):
                names.by_key[key] = (names._new(surfaces[key], kind, entry, votes[key]),)
        return names

    def _shortens(self, key: str, kind: EntityType, types: Mapping[str, EntityType | None]) -> bool:
        """Whether the name shortens longer ones; then it names what those do."""
        fulls = [*_full_forms(key, kind, types)]
        ids = tuple(dict.fromkeys(name for full, _ in fulls for name in self.by_key.get(full, ())))
        if ids:
            self.by_key[key], self.forms[key] = ids, fulls[0][1]
        return bool(ids)

    def _new(self, surface: str, kind: EntityType, entry: KnownName | None, votes: Counter[EntityType]) -> str:
        canonical = entry.name if entry else surface
        same = (e.id for e in self.entities.values() if e.canonical == canonical and e.type is kind)
        if (name := next(same, None)) is not None:
            return name
        name = entity_id(kind, entry.stem if entry else canonical, self.entities)
        said = ", ".join(
            label.value + (f" ({count} times)" if count > 1 else "") for label, count in votes.most_common()
        )
        why = f"the Chinese tagger says {said}" + ("; in the gazetteer" if entry else "")
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


def _spelled(entities: Iterable[Entity]) -> dict[tuple[EntityType, str], str]:
    """The entities without a Chinese name by their names in Latin letters, where these are of one alone."""
    spelled: defaultdict[tuple[EntityType, str], set[str]] = defaultdict(set)
    for entity in entities:
        for name in (entity.canonical, *entity.aliases) if entity.chinese is None else ():
            spelled[entity.type, plain(name)].add(entity.id)
    return {name: next(iter(ids)) for name, ids in spelled.items() if len(ids) == 1}


def _called_so(name: str, kind: EntityType, spelled: dict[tuple[EntityType, str], str], read: Read) -> str | None:
    """The entity that is called as the name is read; nobody else will be."""
    if len(name) < 2:
        return None
    return next((found for spelling in read(name) if (found := spelled.pop((kind, spelling), None))), None)


def _known_in_full(known: Known, key: str) -> KnownName | None:
    """What the gazetteer says of a name, or of what is left without the kind of firm or place, or the given name."""
    if entry := known(key):
        return entry
    for kind, ending in LONG_FORM.items():
        short = ending.sub("", key)
        if len(short) > 1 and short != key and (entry := known(short)) and entry.type is kind:
            return entry
    last = key.rpartition("·")[2]
    return entry if last != key and (entry := known(last)) and entry.type is PERSON else None


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
        elif kind in LONG_FORM and key in {LONG_FORM[kind].sub("", full), NATIONAL.sub("", full)}:
            yield full, Form.ALIAS
