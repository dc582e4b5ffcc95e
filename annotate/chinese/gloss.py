"""Which words of the text stand for a Chinese term: its partner.

A partner is certain when it spells the term or when the dictionary's senses explain it. Words that only the
layout binds to the term are taken too, as doubtful; the note says how the term is read and what it means.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from annotate.chinese.english import is_ordinary, stems
from annotate.chinese.evidence import (
    covers,
    explains,
    is_explained,
    is_glossed,
    is_of_a_kind,
    reading_of,
)
from annotate.chinese.layout import TITLE_MARKS, Layout, Place, places
from annotate.chinese.lexeme import LONGEST_TERM, Lexeme
from annotate.chinese.phrase import (
    ARTICLES,
    LINKS,
    Phrase,
    Word,
    behind,
    capitalized_run,
    nearest_phrases,
    noun_phrase,
    quoted,
    words_of,
)
from annotate.chinese.pinyin import Spelling, is_syllables
from annotate.chinese.runs import has_han
from annotate.chinese.southern import is_southern
from annotate.chinese.titles import title_before
from annotate.model import Mention, Relation, Span


@dataclass(frozen=True, slots=True)
class Gloss:
    """Words that stand for a term."""

    span: Span
    relation: Relation
    layout: Layout | None
    """Where they stand; None when they only spell the term, somewhere in its sentence."""
    is_certain: bool = True
    spelling: Spelling | None = None
    """The term's reading, where these or other words beside it spell it."""
    mention: Mention | None = None
    """The mention that they are."""
    systems: tuple[str, ...] = ()
    """The romanizations that the words themselves follow, where that is not pinyin."""


class Mentions:
    """The mentions of a document that are in Latin script, found by where they end."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        latin = (mention for mention in mentions if not has_han(mention.surface))
        self._sorted = sorted(latin, key=lambda mention: (mention.span.end, mention.span.start))
        self._ends = [mention.span.end for mention in self._sorted]

    def ending(self, first: int, last: int) -> Mention | None:
        """Of the mentions that end in [first, last] those that end last, and of these the longest."""
        at = bisect_right(self._ends, last) - 1
        if at < 0 or self._ends[at] < first:
            return None
        return self._sorted[bisect_left(self._ends, self._ends[at])]

    def around(self, span: Span) -> Mention | None:
        """The mention that ends with `span`, or the next to end after it if that holds all of it."""
        at = bisect_left(self._ends, span.end)
        if at == len(self._ends):
            return None
        mention = self._sorted[at]
        ends_alike = mention.span.end == span.end
        return mention if ends_alike or mention.span.holds(span) else None

    def has_end(self, word: Word) -> bool:
        """Whether a mention ends with the word."""
        return self.ending(word.end, word.end) is not None


@dataclass(frozen=True, slots=True)
class Site:
    """Where a term stands."""

    text: str
    term: Span
    block: Span
    """The heading or paragraph around it: how far layouts reach."""
    sentence: Span
    """As much of its sentence as may be searched."""
    mentions: Mentions


def find_gloss(site: Site, lexeme: Lexeme) -> Gloss | None:
    """The gloss of a term: from the first place that confirms one, else from one that binds words to it.

    Only what lies in the term's block and near it is looked at; only its sentence where no layout helps.
    """
    if len(lexeme.text) > LONGEST_TERM:
        return None
    near = places(site.text, site.term.start, site.term.end, site.block.start, site.block.end)
    found = [gloss for place in near if (gloss := _judged(site, place, lexeme))]
    if not found:
        return _spelled_nearby(site, lexeme)
    certain = [gloss for gloss in found if gloss.is_certain]
    beside = sorted(filter(_is_name_beside, certain), key=lambda gloss: not _is_read_before(gloss, site))
    best = next(iter(beside), (certain or found)[0])
    if best.layout is Layout.BESIDE and best.span.start >= site.term.end:
        best = next((gloss for gloss in found if _is_romanized_before(gloss, site)), best)
    spellings = [gloss.spelling for gloss in found if gloss.spelling]
    spellings.sort(key=lambda spelling: not spelling.has_tones)
    return replace(best, spelling=next(iter(spellings), None))


def _is_name_beside(gloss: Gloss) -> bool:
    """Whether it is a name beside the term that spells or means it: Sun Yat-sen 孫逸仙 (Sun Wen 孫文).

    No bracket outranks that. With tone marks it is only a reading: Huímín Jiē 回民街 (Muslim Street).
    """
    if gloss.layout is not Layout.BESIDE or gloss.relation is not Relation.NAME:
        return False
    return not gloss.spelling.has_tones if gloss.spelling else gloss.mention is not None


def _is_read_before(gloss: Gloss, site: Site) -> bool:
    """Whether it ends right before the term and spells it: nothing behind, as in Jishui 吉水 in Jiangxi, is nearer."""
    return gloss.spelling is not None and gloss.span.end <= site.term.start <= gloss.span.end + 1


def _is_romanized_before(gloss: Gloss, site: Site) -> bool:
    """Whether it is the term in Latin letters right before it, which an apposition explains: siu yeh 消夜, a snack."""
    return gloss.relation is Relation.ROMANIZATION and gloss.span.end <= site.term.start <= gloss.span.end + 1


def _judged(site: Site, place: Place, lexeme: Lexeme) -> Gloss | None:
    """The gloss at one place, certain or doubtful."""
    phrases = nearest_phrases(site.text, place)
    if place.layout is not Layout.HEAD:
        del phrases[1:]
    for words in phrases:
        if spelling := _spelling(words, place, lexeme):
            return _gloss(spelling, site, lexeme, place)
    if named := _with_kind(phrases, place, lexeme):
        return replace(_gloss(named, site, lexeme, place), relation=Relation.NAME)
    candidates = [*filter(None, _candidates(site, place, phrases, lexeme))]
    for phrase in candidates:
        is_near = place.layout is not Layout.BESIDE and not (phrases and phrase[-1].end < phrases[0][0].start)
        if explains(phrase, lexeme) and (is_near or covers(phrase, lexeme)):
            return _gloss(phrase, site, lexeme, place)
    is_named = _is_right_before(site, place) and (_has_name(site, place, lexeme) or _southern(phrases, place, lexeme))
    if candidates and (place.is_binding or is_named):
        return replace(_gloss(candidates[0], site, lexeme, place), is_certain=False)
    return None


def _is_right_before(site: Site, place: Place) -> bool:
    """Whether nothing but a space stands between the place and the term."""
    return place.layout is Layout.BESIDE and place.is_before and site.term.start <= place.end + 1


def _has_name(site: Site, place: Place, lexeme: Lexeme) -> bool:
    """Whether a name stands before characters that are no word: Joyoung 九阳 sells kettles."""
    mention = site.mentions.ending(place.end, place.end)
    return mention is not None and not lexeme.entries


def _southern(phrases: Sequence[Phrase], place: Place, lexeme: Lexeme) -> Phrase:
    """The words right before the term that are as many syllables, though nothing tells of which language."""
    words = phrases[0] if phrases and place.is_before else ()
    if not words or words[-1].end < place.end:
        return ()
    ways = (words[-length:] for length in range(1, min(len(words), len(lexeme.readings)) + 1))
    return next((way for way in ways if is_southern([word.text for word in way], len(lexeme.readings))), ())


def _candidates(site: Site, place: Place, phrases: Sequence[Phrase], lexeme: Lexeme) -> Iterator[Phrase]:
    """Phrases beside the term, the best bound first: a quotation, a mention, explained words, other words."""
    yield quoted(site.text, place)
    nearest = phrases[0] if phrases else ()
    if _is_title(site, place) and (title := title_before(site.text, place, nearest, lexeme, site.mentions.has_end)):
        yield title
        return
    yield _southern(phrases, place, lexeme)
    if place.is_before and nearest:
        mention = site.mentions.ending(nearest[-1].start + 1, place.end)
        named = words_of(site.text, mention.span.start, mention.span.end) if mention else ()
        yield _office(nearest, named, lexeme)
        yield named
    if place.layout in {Layout.BRACKET, Layout.INSIDE}:
        yield nearest
    is_right_behind = place.layout is Layout.BESIDE and not place.is_before
    yield _explained(behind(nearest) if is_right_behind else nearest, place, lexeme)
    if place.is_before and place.layout is not Layout.TITLE:
        yield noun_phrase(nearest)
    elif place.layout is Layout.SLASH:
        yield nearest[:1]
    for further in phrases[1:]:
        yield further
        yield _explained(further, place, lexeme)


def _office(words: Phrase, name: Phrase, lexeme: Lexeme) -> Phrase:
    """The name at the end with the office before it, where the term tells of this too: Judge of the Underworld.

    A term whose last word the name explains, and of whose office it does not tell, is the name's own.
    """
    before = words[: len(words) - len(name)]
    if not name or [word.text for word in before[-2:]] != ["of", "the"]:
        return ()
    first = len(before) - 2
    while first and before[first - 1].is_capital and not before[first - 1].is_function_word:
        first -= 1
    office = before[first:-2]
    is_told = any(is_glossed(word.text, lexeme) for word in office)
    is_rest_told = any(not lexeme.stems[-1].isdisjoint(stems(word.text)) for word in name)
    return (*office, *before[-2:], *name) if office and (is_told or not is_rest_told) else ()


def _spelling(words: Phrase, place: Place, lexeme: Lexeme) -> Phrase:
    """The words nearest to the term that spell all of it; a single syllable only right beside it."""
    longest = min(len(words), len(lexeme.readings) + 1)
    must_be_adjacent = len(lexeme.readings) < 2 or place.layout is Layout.BESIDE
    for distance in range(min(len(words), 1) if must_be_adjacent else len(words)):
        for length in range(1, min(longest, len(words) - distance) + 1):
            start = len(words) - distance - length if place.is_before else distance
            phrase = words[start : start + length]
            if reading_of(phrase, lexeme, is_beside=True):
                return _with_designator(phrase, words[start + length :]) if place.is_before else phrase
    return ()


def _with_designator(name: Phrase, rest: Phrase) -> Phrase:
    """A name with the one or two capitalised words between it and the term: Henan Province."""
    is_designator = 0 < len(rest) <= 2 and name[0].is_capital and all(word.is_capital for word in rest)
    return (*name, *rest) if is_designator else name


def _with_kind(phrases: Sequence[Phrase], place: Place, lexeme: Lexeme) -> Phrase:
    """A name before the term that spells its beginning, with the small word between them that tells its kind."""
    if not place.is_before or not phrases or len(phrases[0]) < 2 or phrases[0][-1].is_capital:
        return ()
    *words, kind = phrases[0]
    run = capitalized_run(words)
    names = (run[at:] for at in range(len(run)))
    return next(((*name, kind) for name in names if is_of_a_kind(name, kind, lexeme)), ())


def _explained(words: Phrase, place: Place, lexeme: Lexeme) -> Phrase:
    """The words next to the term that its readings and senses explain best; before it, a whole name."""
    if place.is_before and (run := capitalized_run(words)):
        return run if any(is_explained(word.text, lexeme) for word in run) else ()
    best, length, worth = 0.0, 0, 0.0
    for count, word in enumerate(words[::-1] if place.is_before else words, 1):
        if word.is_function_word:
            worth -= 0.0 if word.text.lower() in LINKS else 0.3
            continue
        agrees = is_explained(word.text, lexeme)
        worth += 1.0 if agrees else -1.0
        if agrees and worth > best:
            best, length = worth, count
    return words[len(words) - length :] if place.is_before else words[:length]


def _gloss(phrase: Phrase, site: Site, lexeme: Lexeme, place: Place | None) -> Gloss:
    """The phrase as a gloss, or the whole mention that it is a part of."""
    span = Span(phrase[0].start, phrase[-1].end)
    mention = site.mentions.around(span)
    if mention is not None and mention.span.holds(span):
        span = mention.span
    if mention and place and not _is_whole(mention, phrase, site, place):
        mention = None
    spelling = reading_of(phrase, lexeme, is_beside=place is not None)
    relation = _relation(phrase, lexeme, mention, is_spelled=spelling is not None)
    systems = spelling.systems if spelling else ()
    layout = place.layout if place else None
    return Gloss(span, relation, layout, spelling=spelling, mention=mention, systems=systems)


def _is_title(site: Site, place: Place) -> bool:
    """Whether the words of the place are a title: book-title marks stand between them and the term."""
    return place.layout in {Layout.HEAD, Layout.TITLE} and site.text.startswith(TITLE_MARKS, site.term.start - 1)


def _is_whole(mention: Mention, phrase: Phrase, site: Site, place: Place) -> bool:
    """Whether a mention is all of a title but its article, or of an office: not the city in Flowers of Shanghai."""
    before = [word for word in phrase if word.start < mention.span.start]
    if _is_title(site, place):
        return all(word.text.lower() in ARTICLES for word in before)
    return [word.text for word in before[-2:]] != ["of", "the"]


def _relation(phrase: Phrase, lexeme: Lexeme, mention: Mention | None, *, is_spelled: bool) -> Relation:
    content = [word for word in phrase if not word.is_function_word] or phrase
    is_capital = all(word.is_capital for word in content)
    if mention or (is_capital and lexeme.is_name):
        return Relation.NAME
    texts = [word.text for word in content]
    is_english = all(is_ordinary(word) or is_glossed(word, lexeme) for word in texts)
    is_other_reading = is_syllables("".join(texts), len(lexeme.readings)) and not is_english
    if is_spelled or is_other_reading or is_southern([word.text for word in phrase], len(lexeme.readings)):
        return Relation.ROMANIZATION
    return Relation.NAME if is_capital and len(content) > 1 else Relation.TRANSLATION


def _spelled_nearby(site: Site, lexeme: Lexeme) -> Gloss | None:
    """Words anywhere near in the sentence that spell the term; a single syllable would be chance."""
    if len(lexeme.readings) < 2:
        return None
    before = Place(site.sentence.start, site.term.start, Layout.BESIDE, is_before=True)
    after = Place(site.term.end, site.sentence.end, Layout.BESIDE, is_before=False)
    for place in (before, after):
        words = [word for phrase in nearest_phrases(site.text, place) for word in phrase]
        words.sort(key=lambda word: word.start)
        for phrase in _windows(words, len(lexeme.readings) + 1):
            if reading_of(phrase, lexeme, is_beside=False):
                return _gloss(phrase, site, lexeme, None)
    return None


def _windows(words: Phrase, longest: int) -> Iterator[Phrase]:
    for length in range(1, min(len(words), longest) + 1):
        for start in range(len(words) - length + 1):
            yield words[start : start + length]
