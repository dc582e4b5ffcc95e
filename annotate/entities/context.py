"""What the words around a name say about its type."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple, TypeAlias

import regex

from annotate.entities.context_words import (
    AT_BODY,
    BOAT,
    FIRM,
    LIVES,
    MADE,
    MEMBERS,
    OF_PERSON,
    PART_OF_FIRM,
    ROLE,
    RULED,
    SAYS,
    SHIP,
    SITE,
)
from annotate.entities.votes import ORGANIZATION, PERSON, PLACE, Vote
from annotate.entities.words import AGES, DYNASTIES, fold
from annotate.eras import BY_NAME
from annotate.model import EntityType, Span
from annotate.script import plain
from annotate.segment import HAN

WINDOW = 90
"""Characters after a name in which a pattern may stand."""
WINDOW_BEFORE = 45
"""Characters before it: no phrase that ends at a name is longer."""


Pattern: TypeAlias = "re.Pattern[str] | regex.Pattern[str]"


class Context(NamedTuple):
    """Words that touch a name on one side, as a pattern, and what they make of the name."""

    words: str
    vote: Vote


class Side:
    """The contexts on one side of a name."""

    def __init__(self, compiled: Callable[[str], Pattern], *contexts: Context) -> None:
        self._each = [(compiled(context.words), context.vote) for context in contexts]
        self._any = compiled("|".join(context.words for context in contexts))
        """Beside most names stands none of them."""

    def votes(self, text: str, start: int, end: int) -> Iterator[Vote]:
        """The votes of those that touch the name, looked for in [start, end) of `text`."""
        if self._any.match(text, start, end):
            yield from (vote for pattern, vote in self._each if pattern.match(text, start, end))


def _ending(words: str) -> Pattern:
    """A pattern for words that end at the name, read backwards from there: as quick as one that begins at it."""
    return regex.compile(rf"(?r)(?<![\w-])(?:{words})")


def _context(words: str, kind: EntityType | None, weight: float, reason: str) -> Context:
    return Context(words, Vote(kind, weight, reason))


COPULA = r"(?:(?:, [^,.\n]{1,45},)? (?:is|was|became|remains)|:) (?:an?|the|one of the) "
ADJECTIVES = r"(?:[\w’'-]+[ \n]){0,4}"

BEFORE = (
    _context(r"(?:Mr|Mrs|Ms|Miss|Dr|Prof)\.?\s", PERSON, 4, "a title stands before it"),
    _context(r"surnamed\s", PERSON, 4, "“surnamed” stands before it"),
    _context(rf"(?:{ROLE})\s", PERSON, 1.5, "the role of a person stands before it"),
    _context(rf"(?:{FIRM})\s[“\"]?", ORGANIZATION, 2, "a word for an organisation stands before it"),
    _context(rf"(?:{FIRM}),? (?:called|named|known as) [“\"]?", ORGANIZATION, 2.5, "a firm is said to be called so"),
    _context(
        r"(?<![Ii]n )(?<![Aa]t )(?<![Ff]or )(?<![Ff]rom )(?<![Aa]fter )(?<![Ww]ith )(?<![Bb]y )"
        rf"(?:\w+['’]s|[Hh]is|[Hh]er|[Tt]heir|[Ii]ts|whose) (?:\w+ ){{0,2}}(?:{FIRM}), ",
        ORGANIZATION,
        2.5,
        "“its company,” or the like",
    ),
    _context(
        rf"(?:{PART_OF_FIRM}) (?:of|at|for) (?:the )?",
        ORGANIZATION,
        2,
        "“founder of”, “shares of” or the like",
    ),
    _context(rf"(?:{SITE}|villagers|townspeople) of ", PLACE, 3, "“town of”, “villagers of” or the like"),
    _context(rf"(?:{RULED}) of ", PLACE, 1.5, "“mayor of”, “north of” or the like"),
    _context(r"(?:born|raised|lives?|lived|living|grew up|settled|based|buried|arrived) in ", PLACE, 1.5, "lived in"),
    _context(r"(?:flew|travel(?:l?ed)?|went|moved|returned|fled|sailed|drove) (?:back )?to ", PLACE, 1, "gone to"),
    _context(rf"(?:{SITE})\s", PLACE, 1, "a word for a place stands before it"),
    _context(r"(?:in|near|across|throughout|outside|around)\s", PLACE, 0.8, "“in”, “near” or the like"),
    _context(rf"(?:{MADE}) (?:in \d{{4}} )?by ", PERSON, 1, "“founded by”, “written by” or the like"),
    _context(rf"(?:{OF_PERSON}) of ", PERSON, 1, "“son of”, “works of” or the like"),
    _context(rf"(?:{AT_BODY}) (?:at|from|for) (?:the )?", ORGANIZATION, 1.5, "“studied at” or the like"),
    *(
        _context(rf"(?:{many}),? (?:such as|like|including) (?:the )?", kind, 2, "one of many")
        for kind, many in MEMBERS
    ),
    _context(r"(?:beat|beats|beaten|beating|defeated|defeating|thrashed) ", ORGANIZATION, 2.5, "a team that is beaten"),
    _context(r"\d{1,3}[-–]\d{1,3} draw (?:with|against) ", ORGANIZATION, 2.5, "a team with a result"),
    _context(r"\b\d{1,3}(?:st|nd|rd|th) ", None, 4, "numbered, as a meeting is and not a body"),
    _context(rf"(?:{SHIP}) ", None, 5, "a ship's name"),
    _context(rf"(?:{BOAT})(?: called| named| christened)?,? [“\"]?", None, 4, "a ship's name"),
    _context(r"(?:[Ss]uper )?(?:[Tt]yphoon|[Hh]urricane|[Cc]yclone|[Tt]ropical [Ss]torm) ", None, 5, "a storm's name"),
    _context(r"(?:visited|leaving|left|reached|toured) ", PLACE, 0.8, "somebody visited or left it"),
)

AFTER = (
    _context(
        rf"(?:,? (?:{SAYS}|who|himself|herself)\b|[,”\"’]* (?:{SAYS})\b(?! [A-Z]))",
        PERSON,
        1.2,
        "it speaks or is a “who”",
    ),
    _context(rf" (?:{LIVES})\b", PERSON, 1, "it does what persons do"),
    _context(r",? (?:\(born|\d\d,|aged \d)", PERSON, 3, "a birth or an age follows it"),
    _context(rf",? [(（](?:[{HAN}]{{1,8}}[,;，；] ?)?(?:c\. ?)?\d{{3,4}} ?[-–]", PERSON, 1.5, "years follow it"),
    _context(rf", (?:an?|the) {ADJECTIVES}(?:{ROLE})s?\b", PERSON, 2.5, "the role of a person follows it"),
    _context(
        rf", (?:an?|the|one of the) {ADJECTIVES}(?:{FIRM})s?\b",
        ORGANIZATION,
        2.5,
        "“, a company” or the like",
    ),
    _context(rf", (?:an?|the|one of the) {ADJECTIVES}(?:{SITE})s?\b", PLACE, 2.5, "“, a town” or the like"),
    _context(rf"{COPULA}{ADJECTIVES}(?:{ROLE})s?\b", PERSON, 2.5, "“is a” person"),
    _context(rf"{COPULA}{ADJECTIVES}(?:{FIRM})s?\b", ORGANIZATION, 2.5, "“is a” company or the like"),
    _context(rf"{COPULA}{ADJECTIVES}(?:{SITE})s?\b", PLACE, 2.5, "“is a” town or the like"),
    _context(rf"(?:['’]s?)? (?:{PART_OF_FIRM})\b", ORGANIZATION, 1, "“its products” or the like"),
    _context(r",? (?:Inc|Corp|Ltd|LLC|Co)\b", ORGANIZATION, 3, "Inc, Corp or the like follows it"),
    _context(
        r",? (?:(?:is|was|which was) )?(?:founded|established|co-founded|headquartered|incorporated|owned by|run by)\b",
        ORGANIZATION,
        1.5,
        "it was founded",
    ),
    _context(r",? et al\b", PERSON, 4, "“et al.” follows it"),
    _context(rf" (?:{SITE})\b", PLACE, 0.8, "a word for a place follows it"),
    _context(rf" (?:{FIRM})\b", ORGANIZATION, 0.8, "a word for an organisation follows it"),
)

WORD_BEFORE = (
    _context(
        r"(?:wrote|writes|translated|authored|penned|composed|starred in|stars in|acted in|directed|adapted(?: as)?) "
        r"(?:the (?:\w+ )?)?[“\"]?",
        None,
        1.5,
        "written or played",
    ),
    _context(r"(?:[Dd]rama|[Ff]ilm|[Mm]ovie|[Bb]ook|[Aa]lbum|TV|[Gg]ame) [Rr]eview: ", None, 5, "reviewed as a work"),
    _context(r"(?:won|wins|winning|awarded|receiv(?:ed|ing)) (?:the|an?) ", None, 2, "it was won"),
    _context(r"(?:sur|family |given |full )name(?: (?:is|of|was))? [“\"]?", None, 2.5, "said of as a name"),
    _context(
        r"(?:word|term|phrase|expression|idiom|slang|hashtag|dish|song|hit|novel|film|movie|play|poem|album|drama|documentary"
        r"|opera|ballet|musical|series|sitcom|essay|game|painting|symphony|concerto|memoir|comedy|trilogy|epic"
        r"|handbook|treatise|manual|anthology|chronicle)"
        r"(?: (?:called|titled|entitled|named))?,? [“\"]?",
        None,
        2,
        "called a word or a work",
    ),
)
"""What stands before a word that is spoken about, or before the title of a work."""
WORD_AFTER = (
    _context(r"[”\"’]? (?:stands for|literally means|translates (?:as|to))\b", None, 2.5, "its meaning is explained"),
    _context(
        r" (?:style|opera|dynasty|period|era|cuisine|script|dialect|poetry|porcelain|ethnic|tribe|tribal|minority)\b",
        None,
        2.5,
        "“style” or the like follows it",
    ),
    _context(r" (?:reign|people|rebels)\b", None, 2.5, "a reign or a people"),
    _context(r",? by (?=[A-Z][a-z])", None, 1.5, "made by somebody"),
)
"""What follows it."""
ALL_BEFORE, ALL_AFTER = Side(_ending, *BEFORE, *WORD_BEFORE), Side(re.compile, *AFTER, *WORD_AFTER)

AGE_BEFORE = re.compile(
    rf"\b(?i:the|mid|pre|{'|'.join(sorted(AGES))})[ -]$|\b[Tt]he [A-Z][\w’']+(?:,| and|, and| or) $"
)
AGE_AFTER = re.compile(r"(?![-‑]\w| [A-Z])")
AGE = Vote(None, 6, "a dynasty, as “the” or “late” stands before it")
YEAR_BEFORE = re.compile(r"\b(?:first|second|third|last|[a-z]+th|\d{1,2}(?:st|nd|rd|th)) year of (?:the )?$")
ERA = Vote(None, 4, "years are counted by it")
BRACKET = re.compile(r"[”\"’]? ?[(（][^()（）\n]{1,40}[)）]")
"""What may stand between a name and the words that say what it is: Yu Zhen Zhai (玉珍齋), a bakery."""
SPEAKER_BEFORE = re.compile(rf"(?:^|[\s,”\"])(?:{SAYS})\s$")
SPEAKER_AFTER = re.compile(r"[.,;:]|\s*$")
SPEAKER = Vote(PERSON, 1.5, "“said” stands before it")
QUOTED_TERM = re.compile(rf"[”\"’'»]+ ?[(（][{HAN}]")
QUOTED_NAME = Vote(None, 1, "in quotation marks")
TONED = re.compile("[āǎēěīǐōǒūǔǖǘǚǜ]")
WITH_TONES = Vote(None, 1, "spelt with tone marks, as words are")
TERM = Vote(None, 3, "quoted and followed by Han characters, as a word is and not a name")


def context_votes(text: str, span: Span) -> Iterator[Vote]:
    """What the surroundings of a name in `text` say about its type."""
    before, after = text[max(0, span.start - WINDOW_BEFORE) : span.start], text[span.end : span.end + WINDOW]
    bracket = BRACKET.match(text, span.end)
    yield from ALL_BEFORE.votes(text, max(0, span.start - WINDOW_BEFORE), span.start)
    ends = (span.end, bracket.end()) if bracket else (span.end,)
    yield from dict.fromkeys(vote for end in ends for vote in ALL_AFTER.votes(text, end, end + WINDOW))
    if SPEAKER_AFTER.match(after) and SPEAKER_BEFORE.search(before):
        yield SPEAKER
    if before.endswith(("“", '"', "‘", "'", "«")):
        if QUOTED_TERM.match(after):
            yield TERM
        elif after.startswith(("”", '"', "’", "'", "»", ",”", ',"', ".”", '."')):
            yield QUOTED_NAME
    if fold(span.of(text)) in DYNASTIES and AGE_BEFORE.search(before) and AGE_AFTER.match(after):
        yield AGE
    if plain(span.of(text)) in BY_NAME and YEAR_BEFORE.search(before):
        yield ERA
    if TONED.search(span.of(text)):
        yield WITH_TONES
