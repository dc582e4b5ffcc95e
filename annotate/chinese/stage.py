"""From a document to its Chinese terms."""

from __future__ import annotations

from bisect import bisect_right
from collections import ChainMap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from annotate.chinese.dictionary import Dictionary, Entry
from annotate.chinese.english import stems
from annotate.chinese.gloss import Gloss, Mentions, Site, find_gloss
from annotate.chinese.kinds import is_usual_surname
from annotate.chinese.layout import REACH
from annotate.chinese.lexeme import Lexeme, is_mixed_word, look_up, restored
from annotate.chinese.phrase import words_of
from annotate.chinese.pinyin import Spelling, syllables
from annotate.chinese.romanize import KIN, Naming, romanized
from annotate.chinese.runs import HAN_RUN, has_han, runs
from annotate.chinese.senses import SLANG, best_first, names_something
from annotate.chinese.told import told_meaning
from annotate.model import Document, Entity, EntityType, Mention, Partner, Relation, Span, Term
from annotate.script import plain, script_of, script_of_term

GLOSS_WEIGHT, SENTENCE_WEIGHT, DOCUMENT_WEIGHT = 3.0, 1.0, 0.3
"""What a word counts for a sense that holds it: in the partner, in the sentence, anywhere in the text."""
SEVERAL = 3
"""Terms of a text with a sense of slang from which it is likely to mean that."""
NO_GIVEN_NAMES = tuple("县縣区區镇鎮乡鄉村省市湖线線寺庙廟站桥橋街")
"""With what places end, and hardly any person's name."""


def tag_terms(document: Document, *, dictionary: Dictionary) -> Document:
    """The document with its Chinese terms, sorted and apart from each other.

    Every run of Han characters becomes one term, except in blocks that are Chinese: those whose language says
    so and those where most letters are Han. Their words are not told apart yet, and a paragraph is no term.
    Verbatim blocks, mark-up and protected text are passed over.

    A term whose partner is a mention takes the mention's entity, and so does the same term elsewhere in the
    text; the entity takes the term as its Chinese name, unless it has one.
    """
    found = tuple(runs(document, lambda written: is_mixed_word(written, dictionary)))
    if not found:
        return replace(document, terms=())
    setting = _Setting.of(document, dictionary, tuple(dict.fromkeys(span.of(document.source) for span, _ in found)))
    terms = _linked([_term(setting, span, block) for span, block in found])
    return replace(document, terms=terms, entities=_named(document.entities, terms))


@dataclass(frozen=True, slots=True)
class _Setting:
    """What the terms of one document share."""

    document: Document
    dictionary: Dictionary
    script: str
    mentions: Mentions
    own: Mapping[Span, Mention]
    """The mentions by their spans, to know the terms that are mentions themselves."""
    types: Mapping[str, EntityType]
    weights: dict[str, float]
    """Of the stems in the document."""
    surfaces: tuple[str, ...]
    """All terms of the document."""
    known: dict[tuple[str, str], Lexeme] = field(default_factory=dict)
    """Lexemes already looked up, by surface and script."""
    has_slang: bool = False
    """Whether several of the terms have a sense of slang."""

    @classmethod
    def of(cls, document: Document, dictionary: Dictionary, surfaces: tuple[str, ...]) -> _Setting:
        han = "\n".join(HAN_RUN.findall(document.source))
        types = {entity.id: entity.type for entity in document.entities}
        different = " ".join(dict.fromkeys(document.source.split()))
        weights = dict.fromkeys(stems(different), DOCUMENT_WEIGHT)
        own = {mention.span: mention for mention in document.mentions}
        setting = cls(document, dictionary, script_of(han), Mentions(document.mentions), own, types, weights, surfaces)
        slang = sum(map(setting.may_be_slang, surfaces))
        return replace(setting, has_slang=slang >= SEVERAL)

    def lexeme(self, surface: str) -> Lexeme:
        script = script_of_term(surface, self.script)
        if (surface, script) not in self.known:
            word = restored(surface, self.surfaces, self.dictionary)
            self.known[surface, script] = look_up(word, self.dictionary, script=script)
        return self.known[surface, script]

    def may_be_slang(self, surface: str) -> bool:
        """Whether the dictionary marks a sense of the term as slang; of a single character, many are."""
        return len(surface) > 1 and any(SLANG.match(sense) for each in self.lexeme(surface).senses for sense in each)

    def sentence(self, span: Span, block: Span) -> Span:
        """The sentence around `span`, no further than can be looked at; without sentences, the block."""
        around = block
        at = bisect_right(self.document.sentences, span.start, key=lambda sentence: sentence.start) - 1
        if at >= 0 and self.document.sentences[at].holds(span):
            around = self.document.sentences[at]
        return Span(max(around.start, span.start - REACH), min(around.end, span.end + REACH))


def _term(setting: _Setting, span: Span, block: Span) -> Term:
    """The term at `span`, and what the text around tells of it."""
    text = setting.document.source
    surface = span.of(text)
    lexeme = setting.lexeme(surface)
    sentence = setting.sentence(span, block)
    gloss = find_gloss(Site(text, span, block, sentence, setting.mentions), lexeme)
    if gloss and has_han(gloss.span.of(text)):
        gloss = None  # what holds a term of its own stands for no other
    spelling = gloss.spelling if gloss else None
    beside = gloss.span.of(text) if gloss else ""
    told = told_meaning(text, span, block)
    beside_weights = dict.fromkeys(stems(f"{beside} {told}"), GLOSS_WEIGHT)
    sentence_weights = dict.fromkeys(stems(sentence.of(text)), SENTENCE_WEIGHT)
    weights = ChainMap(beside_weights, sentence_weights, setting.weights)
    is_word = _is_in_small_letters(gloss, beside)
    senses, entry = _senses(lexeme, spelling, weights, is_word=is_word, slang=GLOSS_WEIGHT * setting.has_slang)
    is_other = is_word and spelling is None and entry is not None and entry.is_proper  # bo lei 普洱 is not the city
    own = {sense for given, each in zip(lexeme.entries, lexeme.senses, strict=True) if given.is_own for sense in each}
    naming = _naming(setting, lexeme, gloss)
    pinyin = romanized(lexeme, setting.dictionary, entry=entry, spelled=spelling, naming=naming)
    return Term(
        span,
        surface,
        lexeme.script,
        pinyin,
        gloss=told if is_other or not senses else senses[0],
        senses=tuple(sense for sense in senses if sense not in own),
        partner=_partner(gloss, beside, surface, pinyin, senses) if gloss else None,
        entity=_entity(setting, span, lexeme, gloss),
        note=next((entry.note for entry in lexeme.entries if entry.is_own), ""),
    )


def _entity(setting: _Setting, span: Span, lexeme: Lexeme, gloss: Gloss | None) -> str | None:
    """The entity of the term's own mention, else of its partner's, if that is settled.

    A term that the dictionary knows as a common word is nobody's name by layout alone.
    """
    mention = setting.own.get(span)
    if mention is None and gloss and (gloss.is_certain or lexeme.is_name or not lexeme.entries):
        mention = gloss.mention if _is_named(gloss, setting.document.source) else None
    return mention.entity if mention and not mention.candidates else None


def _is_named(gloss: Gloss, source: str) -> bool:
    """Whether the mention is all of the gloss but titles: not in “my dad is Li Gang”."""
    if gloss.mention is None:
        return False
    before = words_of(source, gloss.span.start, max(gloss.span.start, gloss.mention.span.start))
    return all(word.is_capital or word.is_function_word for word in before) or len(before) == 1


def _is_in_small_letters(gloss: Gloss | None, words: str) -> bool:
    """Whether the term is romanized as a common word is: the jade cong 琮."""
    return gloss is not None and gloss.relation is Relation.ROMANIZATION and words.islower()


def _senses(
    lexeme: Lexeme, spelling: Spelling | None, weights: Mapping[str, float], *, is_word: bool, slang: float
) -> tuple[tuple[str, ...], Entry | None]:
    """The senses, the best first, with the entry of the best.

    Those that the text reads otherwise come last, and before them surnames and places where it `is_word`; of a single
    character all that begins with a capital: abbr. for Mexico.
    """
    entries: dict[str, Entry] = {}
    ranks: dict[int, list[str]] = {}
    for entry, senses in zip(lexeme.entries, lexeme.senses, strict=True):
        fits = spelling is None or spelling.agrees(syllables(entry.pinyin))
        for sense in senses:
            is_name = is_word and entry.is_proper and (len(lexeme.text) == 1 or names_something(sense))
            ranks.setdefault(0 if entry.is_own else 1 + is_name + 2 * (not fits), []).append(sense)
        entries |= {sense: entry for sense in senses if sense not in entries}
    ordered = (ranks[0] if rank == 0 else best_first(ranks[rank], weights, slang=slang) for rank in sorted(ranks))
    ranked = tuple(dict.fromkeys(sense for senses in ordered for sense in senses))
    of_senses = (entries[sense] for sense in ranked)
    own_reading = (entry for entry in lexeme.entries if entry.is_own)
    read = next((entry for entry in (*own_reading, *of_senses, *lexeme.entries) if entry.pinyin), None)
    return ranked, read


def _naming(setting: _Setting, lexeme: Lexeme, gloss: Gloss | None) -> Naming:
    """Whether a term is somebody's name, another name, or a word."""
    if KIN.fullmatch(lexeme.text) and not lexeme.entries:
        return Naming.WORD
    if _is_person(setting, lexeme, gloss):
        return Naming.PERSON
    is_name = gloss.relation is Relation.NAME if gloss else lexeme.is_name and lexeme.text.endswith(NO_GIVEN_NAMES)
    return Naming.NAME if is_name else Naming.WORD


def _is_person(setting: _Setting, lexeme: Lexeme, gloss: Gloss | None) -> bool:
    """Whether a run that could be a full name is one.

    Its entity's type says so, or a surname in its partner, or else that the dictionary knows no word in it
    and its partner looks like a name, or it has none and begins with a usual surname.
    """
    if gloss and gloss.mention and gloss.mention.entity in setting.types:
        return setting.types[gloss.mention.entity] is EntityType.PERSON
    if not lexeme.is_name or lexeme.text.endswith(NO_GIVEN_NAMES):
        return False
    words = words_of(setting.document.source, gloss.span.start, gloss.span.end) if gloss else ()
    surnames = setting.dictionary.surname_readings(lexeme.text[: lexeme.surname])
    if {plain(word.text) for word in words if word.is_capital} & {plain(reading) for reading in surnames}:
        return True
    is_capital = len(words) in {2, 3, 4} and all(word.is_capital for word in words)
    is_usual = not words and is_usual_surname(lexeme.text[: lexeme.surname], setting.dictionary)
    return (is_capital or is_usual) and all(len(word) == 1 for word in lexeme.words[1:])


def _partner(gloss: Gloss, words: str, surface: str, pinyin: str, senses: Sequence[str]) -> Partner:
    note = f"Spelled in {' and '.join(gloss.systems)}." if gloss.systems else ""
    if not gloss.is_certain:
        meaning = f" and means {'; '.join(senses)}" if senses else ""
        note = f"Joined by layout alone ({gloss.layout}): {surface} is read {pinyin}{meaning}."
    return Partner(gloss.span, words, gloss.relation, certain=gloss.is_certain, note=note)


def _linked(terms: Sequence[Term]) -> tuple[Term, ...]:
    """The terms, those that are an entity's name or are explained somewhere being so everywhere."""
    entities: dict[str, str] = {}
    glosses: dict[str, str] = {}
    for term in terms:
        if term.entity:
            entities.setdefault(term.surface, term.entity)
        if term.gloss:
            glosses.setdefault(term.surface, term.gloss)
    return tuple(
        replace(
            term,
            entity=term.entity or entities.get(term.surface),
            gloss=term.gloss or glosses.get(term.surface, ""),
        )
        for term in terms
    )


def _named(entities: Sequence[Entity], terms: Sequence[Term]) -> tuple[Entity, ...]:
    """The entities with the first of their terms as their Chinese name."""
    names: dict[str, str] = {}
    for term in terms:
        if term.entity:
            names.setdefault(term.entity, term.surface)
    return tuple(
        replace(entity, chinese=names[entity.id]) if entity.chinese is None and entity.id in names else entity
        for entity in entities
    )
