"""What the words around a name say about it: its type, its acronym, its alias."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from annotate.entities.votes import ORGANIZATION, PERSON, PLACE, Vote
from annotate.entities.words import FUNCTION_WORDS, SURNAMES, WORD, fold, is_pinyin, is_surname_first
from annotate.identifiers import KnownName
from annotate.model import EntityType, Span
from annotate.segment import HAN

WINDOW = 90
"""Characters after a name in which a pattern may stand."""
WINDOW_BEFORE = 45
"""Characters before it: no phrase that ends at a name is longer."""

SAYS = (
    "said|says|told|tells|added|adds|explained|explains|wrote|writes|recalled|recalls|argued|argues|"
    "thinks|believes|noted|notes|asked|asks|insisted|insists|admitted|admits|complained|lamented|"
    "tweeted|replied|joked"
)
LIVES = (
    "died|married|divorced|smiled|laughed|cried|grew up|studied|retired|resigned|starred|sang|"
    "dismisses|dismissed|suggested|suggests|graduated|was born|moved (?:to|back)|went (?:to|on|around)|"
    "earned|joined"
)
ROLE = (
    "founder|cofounder|co-founder|president|chairman|chairwoman|director|manager|minister|spokesman|"
    "spokeswoman|spokesperson|professor|historian|scholar|poet|philosopher|writer|author|novelist|"
    "artist|painter|actor|actress|singer|director|blogger|journalist|reporter|editor|lawyer|activist|"
    "engineer|analyst|economist|scientist|researcher|politician|lawmaker|leader|emperor|general|"
    "businessman|businesswoman|entrepreneur|influencer|student|teacher|doctor|player|driver|farmer|"
    "disciple|calligrapher|sociologist|anthropologist|physicist|mathematician|architect|curator|translator|dancer|"
    "composer|pianist|musician|comedian|warlord|eunuch|official|commander|missionary|envoy|diplomat|prince|concubine|"
    "star|billionaire|tycoon|magnate|dissident|vlogger|heir|successor|predecessor|essayist|dramatist|playwright|"
    "chef|baker|designer|owner|resident|coach|monk|critic|executive|brother|sister|father|mother|son|"
    "daughter|wife|husband"
)
FIRM = (
    "company|firm|brand|giant|platform|app|website|site|magazine|newspaper|agency|bank|retailer|maker|"
    "manufacturer|startup|start-up|broadcaster|network|publisher|studio|party|group|service|carmaker|"
    "automaker|supplier|store|club|university|school|organisation|organization|developer|operator|"
    "conglomerate|think tank|outlet|tabloid|daily|restaurant|chain|bakery|teahouse|troupe|band|orchestra|league|shop|"
    "bookstore|bookshop|hotel|hospital|institute|college|foundation|charity|ministry|committee|lender|insurer|label|"
    "studio|factory|journal|brewery|distillery|operator|subsidiary|museum|gallery|theatre company|theater company"
)
SITE = (
    "town|city|village|province|county|district|region|island|capital|state|country|nation|port|suburb|"
    "municipality|peninsula|hometown|atoll|temple|river|lake|mountain|neighbourhood|neighborhood|"
    "prefecture|township|hamlet|valley|hill|hills|street|square|monastery|shrine|pagoda|gorge|plain|desert|bay|harbour|"
    "harbor|alley|county seat|borough|kingdom|territory|archipelago"
)
MEMBERS: tuple[tuple[EntityType | None, str], ...] = (
    (
        ORGANIZATION,
        (
            "companies|firms|brands|chains|platforms|banks|apps|sites|websites|newspapers|magazines|universities|schools|giants|"
            "rivals|retailers|museums|restaurants|clubs|agencies|organi[sz]ations|groups|publishers"
        ),
    ),
    (
        PLACE,
        "cities|towns|villages|provinces|counties|districts|places|regions|countries|states|islands|temples|areas",
    ),
    (
        PERSON,
        (
            "writers|scholars|poets|artists|painters|actors|singers|authors|directors|activists|philosophers|thinkers|leaders|"
            "politicians|figures|historians|novelists|stars|celebrities|composers|translators"
        ),
    ),
    (
        None,
        (
            "dishes|foods|terms|words|concepts|ideas|expressions|phrases|songs|films|movies|novels|books|games|festivals|"
            "ingredients|herbs|drinks|teas|snacks|noodles|styles|genres|series|shows"
        ),
    ),
)
"""Words for many of a kind, before "such as": cities such as Yiwu."""
MADE = (
    "founded|established|written|directed|designed|painted|composed|translated|authored|edited|created|invented|led|"
    "headed|played|portrayed|sung|penned|taught|discovered|starring"
)
OF_PERSON = (
    "son|daughter|wife|widow|husband|brother|sister|student|disciple|pupil|followers?|biography|works|paintings|poems|"
    "poetry|writings|portrait|death|reign|tomb|teachings|novels?|pen name|grandson|descendants?|mother|father"
)
AT_BODY = (
    "professor|lecturer|researcher|scholar|fellow|student|students|dean|curator|analyst|economist|taught|teaches|studied|"
    "studies|graduated|graduate|degree|doctorate|works|worked|lectured|engineer|executive"
)
RULED = (
    "mayor|governor|people|residents|citizens|inhabitants|population|outskirts|streets|suburbs|north|south|east|west|"
    "northeast|northwest|southeast|southwest|centre|center|bishop|archbishop|siege|battle"
)
PART_OF_FIRM = (
    "founder|co-founder|ceo|chief executive|chairman|chairwoman|shares?|employees|staff|spokes\\w+|"
    "subsidiary|headquarters|board|customers|management|shareholders|users|fans|products?|app|platform|"
    "stock|competitors"
)


@dataclass(frozen=True, slots=True)
class Context:
    """A pattern that touches a name on one side, and what it makes of the name."""

    pattern: re.Pattern[str]
    vote: Vote


def _before(pattern: str, kind: EntityType | None, weight: float, reason: str) -> Context:
    return Context(re.compile(rf"(?:^|(?<![\w-]))(?:{pattern})$"), Vote(kind, weight, reason))


def _after(pattern: str, kind: EntityType | None, weight: float, reason: str) -> Context:
    return Context(re.compile(pattern), Vote(kind, weight, reason))


COPULA = r"(?:(?:, [^,.\n]{1,45},)? (?:is|was|became|remains)|:) (?:an?|the|one of the) "
ADJECTIVES = r"(?:[\w’'-]+[ \n]){0,4}"

BEFORE = (
    _before(r"(?:Mr|Mrs|Ms|Miss|Dr|Prof)\.?\s", PERSON, 4, "a title stands before it"),
    _before(rf"(?:{ROLE})\s", PERSON, 1.5, "the role of a person stands before it"),
    _before(rf"(?:{FIRM})\s[“\"]?", ORGANIZATION, 2, "a word for an organisation stands before it"),
    _before(
        rf"(?:{PART_OF_FIRM}) (?:of|at|for) (?:the )?",
        ORGANIZATION,
        2,
        "“founder of”, “shares of” or the like",
    ),
    _before(rf"(?:{SITE}) of ", PLACE, 3, "“town of”, “island of” or the like"),
    _before(rf"(?:{RULED}) of ", PLACE, 1.5, "“mayor of”, “north of” or the like"),
    _before(r"(?:born|raised|lives?|lived|living|grew up|settled|based|buried|arrived) in ", PLACE, 1.5, "lived in"),
    _before(r"(?:flew|travel(?:l?ed)?|went|moved|returned|fled|sailed|drove) (?:back )?to ", PLACE, 1, "gone to"),
    _before(rf"(?:{SITE})\s", PLACE, 1, "a word for a place stands before it"),
    _before(r"(?:in|near|across|throughout|outside|around)\s", PLACE, 0.8, "“in”, “near” or the like"),
    _before(rf"(?:{MADE}) (?:in \d{{4}} )?by ", PERSON, 1, "“founded by”, “written by” or the like"),
    _before(rf"(?:{OF_PERSON}) of ", PERSON, 1, "“son of”, “works of” or the like"),
    _before(rf"(?:{AT_BODY}) (?:at|from|for) (?:the )?", ORGANIZATION, 1.5, "“studied at” or the like"),
    *(_before(rf"(?:{many}),? (?:such as|like|including) (?:the )?", kind, 2, "one of many") for kind, many in MEMBERS),
    _before(r"(?:beat|beats|beaten|beating|defeated|defeating|thrashed) ", ORGANIZATION, 2.5, "a team that is beaten"),
    _before(r"\b\d{1,3}(?:st|nd|rd|th) ", None, 4, "numbered, as a meeting is and not a body"),
    _before(r"(?:visited|leaving|left|reached|toured) ", PLACE, 0.8, "somebody visited or left it"),
)

AFTER = (
    _after(
        rf"(?:,? (?:{SAYS}|who|himself|herself)\b|[,”\"’]* (?:{SAYS})\b(?! [A-Z]))",
        PERSON,
        1.2,
        "it speaks or is a “who”",
    ),
    _after(rf" (?:{LIVES})\b", PERSON, 1, "it does what persons do"),
    _after(r",? (?:\(born|\d\d,|aged \d)", PERSON, 3, "a birth or an age follows it"),
    _after(rf",? [(（](?:[{HAN}]{{1,8}}[,;，；] ?)?(?:c\. ?)?\d{{3,4}} ?[-–]", PERSON, 1.5, "years follow it"),
    _after(rf", (?:an?|the) {ADJECTIVES}(?:{ROLE})s?\b", PERSON, 2.5, "the role of a person follows it"),
    _after(
        rf", (?:an?|the|one of the) {ADJECTIVES}(?:{FIRM})s?\b",
        ORGANIZATION,
        2.5,
        "“, a company” or the like",
    ),
    _after(rf", (?:an?|the|one of the) {ADJECTIVES}(?:{SITE})s?\b", PLACE, 2.5, "“, a town” or the like"),
    _after(rf"{COPULA}{ADJECTIVES}(?:{ROLE})s?\b", PERSON, 2.5, "“is a” person"),
    _after(rf"{COPULA}{ADJECTIVES}(?:{FIRM})s?\b", ORGANIZATION, 2.5, "“is a” company or the like"),
    _after(rf"{COPULA}{ADJECTIVES}(?:{SITE})s?\b", PLACE, 2.5, "“is a” town or the like"),
    _after(rf"(?:['’]s?)? (?:{PART_OF_FIRM})\b", ORGANIZATION, 1, "“its products” or the like"),
    _after(r",? (?:Inc|Corp|Ltd|LLC|Co)\b", ORGANIZATION, 3, "Inc, Corp or the like follows it"),
    _after(
        r",? (?:(?:is|was|which was) )?(?:founded|established|co-founded|headquartered|incorporated|owned by|run by)\b",
        ORGANIZATION,
        1.5,
        "it was founded",
    ),
    _after(rf" (?:{SITE})\b", PLACE, 0.8, "a word for a place follows it"),
    _after(rf" (?:{FIRM})\b", ORGANIZATION, 0.8, "a word for an organisation follows it"),
)

WORD_BEFORE = (
    _before(
        r"(?:wrote|writes|translated|authored|penned|composed|starred in|stars in|acted in|directed|adapted(?: as)?) "
        r"(?:the (?:\w+ )?)?[“\"]?",
        None,
        1.5,
        "written or played",
    ),
    _before(r"(?:won|wins|winning|awarded|receiv(?:ed|ing)) (?:the|an?) ", None, 2, "it was won"),
    _before(r"(?:sur|family |given |full )name(?: (?:is|of|was))? [“\"]?", None, 2.5, "said of as a name"),
    _before(
        r"(?:word|term|phrase|expression|idiom|slang|hashtag|dish|song|hit|novel|film|movie|play|poem|album|drama|documentary"
        r"|opera|ballet|musical|series|sitcom|essay|game|painting|symphony|concerto|memoir|comedy|trilogy|epic)"
        r"(?: (?:called|titled|entitled|named))?,? [“\"]?",
        None,
        2,
        "called a word or a work",
    ),
)
"""What stands before a word that is spoken about, or before the title of a work."""
WORD_AFTER = (
    _after(r"[”\"’]? (?:stands for|literally means|translates (?:as|to))\b", None, 2.5, "its meaning is explained"),
    _after(
        r" (?:style|dynasty|period|era|cuisine|script|dialect|poetry|porcelain)\b",
        None,
        2.5,
        "“style” or the like follows it",
    ),
    _after(r",? by (?=[A-Z][a-z])", None, 1.5, "made by somebody"),
)
"""What follows it."""

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
    beyond = text[bracket.end() : bracket.end() + WINDOW] if bracket else ""
    yield from (context.vote for context in (*BEFORE, *WORD_BEFORE) if context.pattern.search(before))
    yield from (
        context.vote
        for context in (*AFTER, *WORD_AFTER)
        if context.pattern.match(after) or (beyond and context.pattern.match(beyond))
    )
    if SPEAKER_BEFORE.search(before) and SPEAKER_AFTER.match(after):
        yield SPEAKER
    if before.endswith(("“", '"', "‘", "'", "«")):
        if QUOTED_TERM.match(after):
            yield TERM
        elif after.startswith(("”", '"', "’", "'", "»", ",”", ',"', ".”", '."')):
            yield QUOTED_NAME
    if TONED.search(span.of(text)):
        yield WITH_TONES


class KindOf(Protocol):
    """What a name in Han characters names (None: no person, organisation or place), why, and how much that says."""

    def __call__(self, name: str, /) -> tuple[EntityType | None, str, float, KnownName | None] | None:
        """The kind of `name`; None where nothing tells."""


ONE_WORD = Vote(PERSON, -1, "though a full name has two words")
HAN_NAME = rf"[{HAN}]{{1,20}}(?:·[{HAN}]{{1,20}}){{0,3}}"
SPELLED = r"(?:[^\W\d_A-Z][^\W\d_A-Z '’-]{0,40}[,;，；:：] ?|(?=[a-z '’-]{0,7}[à-ǿ])[^\W\d_A-Z][^\W\d_A-Z '’-]{0,40} )"
"""A reading or a label in lower case, with a stop after it or tone marks in it: `guānxi, `."""
ACRONYM = r"(?:[A-Z][A-Za-z.&-]{1,9}[,;，；、/] ?)"
HAN_AFTER = re.compile(
    rf"[”\"’»]?\s?(?:[(（\[【]{ACRONYM}|[(（\[【]\s?{SPELLED}|[(（\[【/]?\s?)"
    rf"(?:(?:simplified |traditional )?Chinese(?: characters)?:? ?)?"
    rf"[“《]?(?P<han>{HAN_NAME})(?! ?[{HAN}])"
)
HAN_BEFORE = re.compile(rf"(?P<han>{HAN_NAME})[》”]?\s?[(（]\s?$")


def chinese_votes(text: str, span: Span, kind_of: KindOf) -> Iterator[Vote]:
    """What the Han characters right after a name, or before the bracket around it, say about its type."""
    found = HAN_AFTER.match(text, span.end) or HAN_BEFORE.search(text, max(0, span.start - WINDOW), span.start)
    if not found or not (kind := kind_of(found["han"])):
        return
    type_, reason, weight, _ = kind
    name = span.of(text)
    by_surname = type_ is PERSON and weight <= 1
    if by_surname and len(found["han"]) > 2 and is_pinyin(name):
        yield ONE_WORD
    if found["han"] == name or (by_surname and not _may_be_of(name, found["han"])):
        return
    if weight < 0 and not is_surname_first(fold(name)):
        if not all(map(is_pinyin, name.split())):
            return  # foreigners and pen names: Tsering Woeser (唯色)
        weight /= 2
    if type_ is None and (is_pinyin(name.replace(" ", "")) or is_surname_first(fold(name))):
        yield Vote(PERSON, -weight / 2, f"though {reason}")
    if text[found.start("han") - 1 : found.start("han")] == "《" and type_ is not ORGANIZATION:
        type_, reason, weight = None, "the title of a work", 4
    yield Vote(type_, weight, reason)


def _may_be_of(name: str, han: str) -> bool:
    """Whether words can be the name that Han characters with a surname in front are: one of several is a surname."""
    words = name.split()
    return (len(words) > 1 or len(han) < 3) and any(fold(word).lower() in SURNAMES for word in words)


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """An acronym in brackets and the place where the name that it shortens must end."""

    start: int
    end: int
    name_end: int


BRACKETED = re.compile(
    rf"(?<=\w)(?P<space> ?)[(\[（](?:[{HAN}]{{2,20}}[,;，；、/] ?)?(?:the |or |aka |abbreviated |hereafter )?"
    r"[“\"]?(?P<short>[A-Z][A-Za-z.&-]{1,9})[”\"]?(?:[)\]）]|[,;，；、/])"
)


def abbreviations(text: str) -> Iterator[Abbreviation]:
    """Short forms in brackets right after some word: World Health Organization (WHO); Party (民進黨, DPP)."""
    for found in BRACKETED.finditer(text):
        if sum(character.isupper() for character in found["short"]) >= 2:
            yield Abbreviation(found.start("short"), found.end("short"), found.start())


def shortens(short: str, name: str) -> bool:
    """Whether the capitals of `short` are the initials of `name`, small words left out or not.

    >>> shortens("WHO", "World Health Organization"), shortens("DRC", "Democratic Republic of the Congo")
    (True, True)
    """
    letters = [character for character in short.lower() if character.isalpha()]
    words = WORD.findall(re.sub(r"['’]s\b", "", name).replace("-", " "))
    important = [word for word in words if word.lower() not in FUNCTION_WORDS]
    return any([word[0].lower() for word in some] == letters for some in (words, important))


@dataclass(frozen=True, slots=True)
class Alias:
    """Words said to be another name of somebody named before `lead`, where the phrase that says so begins."""

    lead: int
    start: int
    end: int


QUOTED = r"(?:“(?P<curly>[^”“\n]{2,60})[”“]|\"(?P<straight>[^\"\n]{2,60})\"|‘(?P<single>[^’‘\n]{2,60})’)"
CAPITALS = r"(?P<plain>[A-Z][\w’'-]{0,30}(?: [A-Z][\w’'-]{0,30}){0,4})"
KNOWN = (
    r"(?:(?:better|also|widely|commonly|best|popularly|generally|simply|formerly|previously|otherwise|"
    r"affectionately|"
    r"then|now|once|usually|often|sometimes|who is|who was|is|was) ){0,3}"
)
SURELY = (
    r"(?:known (?:online |locally |in China )?(?:as|by the (?:nick)?name)|nicknamed|dubbed|a\.?k\.?a\.?|"
    r"alias|born|under the (?:pen name|pseudonym|nickname|name)(?: of)?"
    r"|(?:real|pen|stage|art|courtesy|birth) name(?: of| is| was)?|nickname(?: of| is| was)?)"
)
CALLED = r"(?:called|referred to as|styled|going by)"
ALIAS = re.compile(
    rf"(?<![\w-]){KNOWN}(?:{SURELY},? (?:the )?(?:{QUOTED}|{CAPITALS})"
    rf"|{CALLED} (?:the )?(?:{QUOTED.replace('P<', 'P<called_')}))"
)


def aliases(text: str) -> Iterator[Alias]:
    """Phrases such as: known as “The Bear”; nicknamed Lao Lei; a.k.a. Ma Yun."""
    for found in ALIAS.finditer(text):
        group = next(name for name, value in found.groupdict().items() if value is not None)
        start, end = found.span(group)
        start += 4 if text[start : start + 4].lower() == "the " else 0
        end -= len(text[start:end]) - len(text[start:end].rstrip(" ,.;"))
        if text[start : start + 1].isupper() and start < end:
            yield Alias(found.start(), start, end)
