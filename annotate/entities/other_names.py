"""What a text says a name is also called: acronyms in brackets, aliases."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from annotate.entities.surnames import is_surname_first
from annotate.entities.words import FUNCTION_WORDS, WORD, fold
from annotate.model import EntityType
from annotate.segment import HAN


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """An acronym in brackets and the place where the name that it shortens must end."""

    start: int
    end: int
    name_end: int


BRACKETED = re.compile(
    rf"(?<=[\w.])(?P<space> ?)[(\[（](?:[{HAN}]{{2,20}}[,;，；、/] ?)?(?:the |or |aka |abbreviated |hereafter )?"
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
    return "".join(character for character in short.lower() if character.isalpha()) in initials(name)


def initials(name: str) -> set[str]:
    """The initials of a name in small letters: of all its words, and without the small words.

    >>> sorted(initials("Bank of China"))
    ['bc', 'boc']
    """
    words = WORD.findall(re.sub(r"['’]s\b", "", name).replace("-", " "))
    important = [word for word in words if word.lower() not in FUNCTION_WORDS]
    return {"".join(word[0].lower() for word in some) for some in (words, important)}


IN_BRACKETS = re.compile(r" [(（](?P<short>[A-Z]{2,6})s?[)）]")
LONGEST_PHRASE = 80


def common_abbreviations(text: str) -> Iterator[str]:
    """Short forms of what is no name: non-fungible tokens (NFTs), public-private partnership (PPP)."""
    for found in IN_BRACKETS.finditer(text):
        short = found["short"].lower()
        words = text[max(0, found.start() - LONGEST_PHRASE) : found.start()].replace("-", " ").split()
        if [word[0] for word in words[-len(short) :] if word.islower()] == [*short]:
            yield found["short"]


@dataclass(frozen=True, slots=True)
class Alias:
    """Words said to be another name of somebody named before `lead`, where the phrase that says so begins."""

    lead: int
    start: int
    end: int
    is_beside: bool = False
    """Whether the name that it belongs to ends right there."""
    is_weak: bool = False
    """Whether it counts only where other things show it to be a name of the same kind."""
    kinds: tuple[EntityType, ...] = tuple(EntityType)
    """Of what it can be another name."""


QUOTED = (
    r"(?:“(?P<curly>[^”“\n]{2,60})[”“]|\"(?P<straight>[^\"\n]{2,60})\"|‘(?P<single>(?:[^’‘\n]|’(?=\w)){2,60})’(?!\w))"
)
IN_HAN = rf" ?[(（][{HAN}·]{{1,20}}[)）]"
"""Characters in brackets, as they stand right behind a name."""
CAPITALIZED = r"[A-Z][\w’'-]{0,30}(?: [A-Z][\w’'-]{0,30}){0,4}"
CAPITALS = rf"(?P<plain>{CAPITALIZED})"
KNOWN = (
    r"(?:(?:better|also|widely|commonly|best|popularly|generally|simply|formerly|previously|otherwise|"
    r"affectionately|then|now|once|usually|often|sometimes|who is|who was|is|was) ){0,3}"
)
BY_OTHERS = (
    r"(?:(?:everybody|everyone|people|friends|colleagues|fans|netizens|neighbours|villagers|many) calls? (?:him|her)"
    r"|whom (?:everybody|everyone|every [a-z]+|people|friends|colleagues|fans|netizens|students|many)"
    r" (?:call(?:s|ed)?|knew as))"
)
SURELY = (
    r"(?:known (?:online |locally |abroad |for short |in [A-Z][a-z]+ |to [a-z][a-z ]{2,25} )?"
    r"(?:as|by (?:the|his|her|its|their) (?:[A-Z][a-z]+ )?(?:nickname|(?:pen |stage )?name|handle))|nicknamed|dubbed"
    r"|a\.?k\.?a\.?|alias|born(?: as)?|under the (?:pen name|pseudonym|nickname|name)(?: of)?"
    rf"|knows? (?:him |her )?as|{BY_OTHERS}"
    r"|(?:also|sometimes|often|formerly|variously|once) (?:written|spell?ed|spelt|romani[sz]ed|transliterated)(?: as)?"
    r"|(?:real|full|original|pen|stage|art|courtesy|style|birth|personal|monastic|childhood) name(?: of| is| was)?"
    r"|nickname(?: of| is| was)?"
    r"|(?:(?<=[;,] )|(?<=\())(?:zi|hao|tzu))"
)
CALLED = r"(?:called|referred to as|styled|going by)"
ALIAS = re.compile(
    rf"(?<![\w-]){KNOWN}(?:{SURELY},? (?:the )?(?:{QUOTED}|{CAPITALS})"
    rf"|{CALLED} (?:the )?(?:{QUOTED.replace('P<', 'P<called_')}))"
)
IN_BRACKET = re.compile(
    rf"(?<=\w) ?[(（](?:[{HAN}]{{2,6}}[,;，；] ?(?:sometimes|also|or|later)|(?:[{HAN}]{{2,6}}[,;，；] ?)?"
    rf"(?:formerly|previously|originally|sometimes)) (?P<one>{CAPITALIZED})(?: or (?P<other>{CAPITALIZED}))?"
    r"(?=[,;，；)）])"
)
"""Other names right behind one: Chris Xu (许仰天, sometimes Xu Yangtian or Sky Xu)."""
DEFINED = re.compile(
    rf" [(（](?:[{HAN}]{{2,20}}[,;，；] ?)?(?:the )?"
    rf"[“\"](?P<one>[A-Z][\w’'-]{{1,30}}(?: [A-Z][\w’'-]{{0,30}}){{0,2}})[”\"]"
)
"""What a contract or a press release calls a firm in short: Qingluo Robotics (“Qingluo” or the “Company”)."""
ONE_OF_ITS_WORDS = re.compile(r" [(（](?P<one>[A-Z][a-z]{2,30})[)）]")
"""What a firm is called in short by a word inside its name: Beihai Lantian Energy Corporation (Lantian)."""
READING = re.compile(rf"(?<=\w) ?[(（][{HAN}]{{2,4}}[,;，；] ?(?P<one>{CAPITALIZED})(?=[,;，；)）])")
"""How the characters right behind a name are read: Carstairs Douglas (杜嘉德, Tō Ka-tek)."""
LONGEST_NAME = 220
"""Characters before a bracket in which the full name stands."""
NAME_BEFORE = re.compile(r"(?:[\w&.’'-]{1,30}[ ,]{1,2}){0,6}[\w&.’'-]{1,30}$")
OPENING = re.compile(r" ?[(（]")
OWNER = re.compile(r"['’]s?$")
"""Known as China's answer to Twitter: nobody is called China's."""


def aliases(text: str) -> Iterator[Alias]:
    """Phrases such as: known as “The Bear”; nicknamed Lao Lei; a.k.a. Ma Yun."""
    for found in ALIAS.finditer(text):
        group = next(name for name, value in found.groupdict().items() if value is not None)
        start, end = found.span(group)
        start += 4 if text[start : start + 4].lower() == "the " else 0
        end -= len(text[start:end]) - len(text[start:end].rstrip(" ,.;"))
        if text[start : start + 1].isupper() and start < end and not OWNER.search(text, start, end):
            yield Alias(found.start(), start, end)
    for found in matches_at(OPENING, (IN_BRACKET, DEFINED, ONE_OF_ITS_WORDS, READING), text):
        if found.re is IN_BRACKET or _is_short_for(text, found):
            yield from (
                Alias(found.start(), *found.span(group), is_beside=True)
                for group in found.re.groupindex
                if found[group]
            )


def matches_at(lead: re.Pattern[str], patterns: Iterable[re.Pattern[str]], text: str) -> Iterator[re.Match[str]]:
    """What the patterns match where `lead` does: all of them begin so, and it is quickly found."""
    for place in lead.finditer(text):
        yield from filter(None, (pattern.match(text, place.start()) for pattern in patterns))


def _is_short_for(text: str, found: re.Match[str]) -> bool:
    """Whether what stands in the bracket can be short for, or a reading of, what stands before it."""
    if found.re is READING:
        return is_surname_first(fold(found["one"]))
    before = NAME_BEFORE.search(text, max(0, found.start() - LONGEST_NAME), found.start())
    words = before[0].replace(",", " ").split() if before else []
    if found.re is DEFINED:
        return found["one"].split()[0] in words
    at = words.index(found["one"]) if found["one"] in words else 0
    return 0 < at < len(words) - 1 and all(word[0].isupper() for word in words[at - 1 :])
