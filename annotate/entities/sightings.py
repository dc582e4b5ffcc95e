"""Where the text names something: the tagger's guesses, cleaned, and names that show by their own words."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import pairwise

from annotate.entities.namelists import NameLists
from annotate.entities.patterns import HAN_NAME, ROLE, SAYS, KindOf
from annotate.entities.tagger import Guess
from annotate.entities.words import (
    CALENDAR,
    COLLECTIVES,
    CORPORATE_WORDS,
    DEMONYMS,
    FUNCTION_WORDS,
    JOINED,
    ORGANIZATION_HEADS,
    ORGANIZATION_WORDS,
    OTHER_WORDS,
    PARTICLES,
    PLACE_FRONTS,
    PLACE_HEADS,
    PLACE_WORDS,
    ROADS,
    ROYAL,
    SURNAMES,
    TITLES,
    WORD,
    WRITING,
    fold,
    is_pinyin,
)
from annotate.model import EntityType, Layer, Span
from annotate.segment import HAN

MOST_WORDS = 9
LONGEST_CAPITALS = 25
"""A longer run of capitalised words is a line in capitals, not a name."""
HEADLINE = 120
"""No headline has more characters."""
LONGEST_SYLLABLE = 6
DESIGNATORS = ORGANIZATION_WORDS | PLACE_WORDS | OTHER_WORDS
NO_NAME = DEMONYMS | CALENDAR | FUNCTION_WORDS | TITLES | WRITING | {word + "s" for word in DEMONYMS}
NAME_END = re.compile(r" [(\[]|[:;!?]| [-–—]+ |\s(?:on|in|at|near|from|by|with|during)\s")
PERSON_END = re.compile(rf"{NAME_END.pattern}|['’]s\s")
PAIR = re.compile(r"([A-Z]\w+), ([A-Z]\w+)")
COUPLE = re.compile(r"([A-Z][^&,\n]*?)(?: (?:&|and) |[-–/])([A-Z][^&,\n]*)")
FIRM_FORM = re.compile(r"\.?, (?:Ltd|Inc|LLC|Limited)\b(?:\.(?= ?[(,a-z]))?")
"""The rest of Co., Ltd."""
PARTY_OFFICE = re.compile(rf" (?:{'|'.join(sorted(TITLES))})\b", re.IGNORECASE)
"""Hubei Province Party Secretary is no party."""
OWNER = re.compile(r"([A-Z][^'’\n]*)['’]s (?=[A-Z])")
CAPITALS = re.compile(r" (?:TO|OF|THE|IN|ON|FOR|AND|A|IS|ARE|WITH) ")
"""What makes words in capitals a line and no name."""
BYNAME = re.compile(r" the (?:Elder|Younger|Great|Conqueror|Wise|Terrible)\b")
MODEL_NUMBER = re.compile(r"[A-Z]{1,2}-?\d{1,4}")
COMMON_BODIES = frozenset(
    "bank government ministry department board university college company corporation club administration institute"
    " hospital school federation association committee team group party bureau agency firm church prison court museum"
    " temple library hotel airport station city village province county island river street bridge palace"
    " restaurant cinema theatre theater market town district square army navy police".split()
)
"""Alone they name nothing of their own: the Bank, the Government."""
NOT_ALONE = NO_NAME | COMMON_BODIES
BODIES_FOR = frozenset("association society institute center centre foundation council committee commission".split())
"""Bodies whose name may go on with "for" or "on"."""
JOINING = frozenset("of for on across against".split())
"""Small words after which a name goes on with "the": Association for Relations Across the Taiwan Straits."""
ROLE_END = re.compile(r"(?:er|or|ist|ian|ant|[a-z]man|[a-z]woman)$")
ROLES = frozenset(ROLE.split("|"))
EPITHETS = frozenset("Old Ancient Modern Medieval Mainland Downtown Greater".split())
KIN = frozenset("brother sister father mother grandfather grandmother".split())
"""They begin bynames: Sister Noodle."""
FORMAL_TITLES = frozenset({"mr", "mrs", "ms", "miss", "dr", "prof"})


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the text, without a possessive ending."""

    start: int
    end: int
    text: str

    @property
    def key(self) -> str:
        """The word as the word lists spell it."""
        return fold(self.text).lower()

    @property
    def is_capital(self) -> bool:
        """Whether the word begins as a name does."""
        return self.text[0].isupper() or (self.text[0].islower() and self.text[1:2].isupper())


@dataclass(frozen=True, slots=True)
class Sighting:
    """A stretch of the normalized text that may be a name."""

    span: Span
    name: str
    """The words, folded."""
    label: str = ""
    """The tagger's label; empty when the words alone showed the name."""


def words_of(text: str) -> list[Word]:
    """All words of Latin script, in text order."""
    return [Word(found.start(), found.end(), found[0]) for found in WORD.finditer(text)]


def sighting(text: str, start: int, end: int, label: str = "") -> Sighting:
    """The sighting of [start, end)."""
    return Sighting(Span(start, end, Layer.NORMALIZED), fold(text[start:end]), label)


def cleaned(text: str, guess: Guess) -> Sighting | None:
    """A guess without title, article, possessive and brackets; None when no name is left.

    King, emperor and the like stay only where the name says of what: Emperor Wu of Han.
    """
    cut = (PERSON_END if guess.label == "PERSON" else NAME_END).search(text, guess.start, guess.end)
    words = [*WORD.finditer(text, guess.start, cut.start() if cut else guess.end)]
    titles = TITLES if guess.label == "PERSON" else FORMAL_TITLES
    if guess.label == "PERSON" and not any(word[0] == "of" for word in words):
        titles = titles | ROYAL | {"pope"}
    while words and (len(words) > 1 or words[0][0].islower()) and _is_dropped(words[0][0], titles):
        del words[0]
    while len(words) > 1 and words[0][0].lower() in CALENDAR:
        del words[0]
    while guess.label == "PERSON" and words and words[-1][0].isdigit():
        del words[-1]
    while words and words[-1][0].islower() and text[words[-1].start() - 1] not in "-‑":
        del words[-1]
    if not words or len(words) > MOST_WORDS:
        return None
    end = words[-1].end()
    if guess.label == "PERSON" and (byname := BYNAME.match(text, end)):
        end = byname.end()
    if guess.label == "ORG" and len(words) > 1 and words[-1][0] == "Party" and PARTY_OFFICE.match(text, end):
        end = words[-2].end()
    found = sighting(text, words[0].start(), end, guess.label)
    is_line = found.name.isupper() and CAPITALS.search(found.name)
    return found if is_name(found.name) and not is_line else None


def without_role(text: str, found: Sighting, lists: NameLists, told: Container[str]) -> Sighting:
    """A person without what begins the guess and is the word for a role: Environmentalist, Dealer, Pianist.

    And any name without Old, Ancient or the like where the rest is also `told` alone: Old Sinfeng, Sinfeng.
    """
    words = [*WORD.finditer(text, found.span.start, found.span.end)]
    if len(words) < 2:
        return found
    rest = sighting(text, words[1].start(), found.span.end, found.label)
    is_role = found.label == "PERSON" and _is_role(words[0][0], lists)
    return rest if is_role or (words[0][0] in EPITHETS and rest.name in told) else found


def _is_role(word: str, lists: NameLists) -> bool:
    key = word.lower()
    if key in KIN | SURNAMES or word in lists.given:
        return False
    return key in ROLES or (key in lists.ordinary and ROLE_END.search(key) is not None)


def parted(text: str, guess: Guess, is_place: Callable[[str], bool], told: Container[str]) -> Iterator[Guess]:
    """A guess of two names as two: Xiantao, Hubei; two firms of a list; Nanning & Beijing, places both.

    `is_place` tells of words whether a place is called so. Of a longer guess of a place in a headline only the place
    that it begins with is kept: Hong Kong Icon Faces. Who owns another is parted from it where it is a place or is
    also `told` alone: Transsion’s Tecno.
    """
    owner = OWNER.match(text, guess.start, guess.end)
    if owner and (is_place(owner[1]) or fold(owner[1]) in told):
        yield Guess(*owner.span(1), guess.label)
        guess = Guess(owner.end(), guess.end, guess.label)
    pair = PAIR.fullmatch(text, guess.start, guess.end)
    if pair and (guess.label == "PERSON" or pair[2].rstrip(".").lower() in CORPORATE_WORDS):
        pair = None
    couple = pair or COUPLE.fullmatch(text, guess.start, guess.end)
    if couple is None or (couple is not pair and not (is_place(couple[1]) and is_place(couple[2]))):
        yield _place_in_front(text, guess, is_place)
    else:
        yield from (Guess(*couple.span(number), guess.label) for number in (1, 2))


def _place_in_front(text: str, guess: Guess, is_place: Callable[[str], bool]) -> Guess:
    words = [*WORD.finditer(text, guess.start, guess.end)]
    if guess.label not in {"LOC", "GPE", "FAC"} or len(words) < 4 or words[-1][0].lower() in DESIGNATORS:
        return guess
    ends = (words[count].end() for count in (1, 0) if is_place(text[guess.start : words[count].end()]))
    return Guess(guess.start, next(ends, guess.end), guess.label)


def _is_dropped(word: str, titles: AbstractSet[str]) -> bool:
    key = word.lower()
    return key in {"the", "a", "an"} or key in titles or (word.islower() and key not in PARTICLES)


def is_name(name: str) -> bool:
    """Whether folded words can be a name: not a month, a nationality, a title, a small word."""
    if len(name) < 2 or name.lower() in NOT_ALONE or MODEL_NUMBER.fullmatch(name) or "$" in name:
        return False
    return any(character.isupper() for character in name)


SENTENCE_START = re.compile(r"(?:^|[.!?:…][”\"’)]*\s+|\n\s*|[“\"•*]\s?)$")


def trusted(text: str, tagged: Sequence[Sighting], ordinary: AbstractSet[str]) -> list[Sighting]:
    """Leave out the tagger's sightings that only a capital letter made.

    Those are words that begin a sentence and are among the `ordinary` words of the text, and what stands in a
    headline in title case and nowhere else; except what may be the name of a photographer.
    """
    titles = [(line.start(), line.end()) for line in re.finditer(r"[^\n]+", text) if _is_headline(line[0])]
    starts = [start for start, _ in titles]

    def in_headline(found: Sighting) -> bool:
        number = bisect_right(starts, found.span.start) - 1
        return number >= 0 and found.span.end <= titles[number][1]

    elsewhere = {found.name for found in tagged if not in_headline(found)}
    return [
        found
        for found in tagged
        if not (in_headline(found) and found.name not in elsewhere and not _is_byline(found))
        and not (_is_ordinary(found.name, ordinary) and _begins_sentence(text, found.span.start))
    ]


def _is_byline(found: Sighting) -> bool:
    return found.label == "PERSON" and found.name.count(" ") == 1


def _is_headline(line: str) -> bool:
    words = [word for word in WORD.findall(line[:HEADLINE]) if len(word) > 3]
    capitals = sum(word[0].isupper() for word in words)
    return (
        len(line) < HEADLINE and line.rstrip()[-1:] not in set(".,;") and len(words) > 3 and capitals > 0.7 * len(words)
    )


def _is_ordinary(name: str, ordinary: AbstractSet[str]) -> bool:
    word = name.lower()
    return " " not in name and not ordinary.isdisjoint({word, word + "s", word.removesuffix("s")})


def _begins_sentence(text: str, start: int) -> bool:
    return SENTENCE_START.search(text[max(0, start - 6) : start]) is not None


def designated(text: str, words: Sequence[Word]) -> Iterator[Sighting]:
    """Capitalised words that end in, or begin with, a word for an organisation or a place.

    Zhi Xian Party, Hubei Province; Ministry of Science and Technology; Mount Wutai.
    """
    for run in _runs(text, words):
        if len(run) > LONGEST_CAPITALS or (len(run) > 3 and all(word.text.isupper() for word in run)):
            continue
        adjectives = [i for i, word in enumerate(run) if not word.is_capital and text[word.start - 1] == "-"]
        begin = adjectives[-1] + 1 if adjectives else 0  # Boston-based Reagan Communications
        first = next((i for i in range(begin, len(run)) if run[i].key not in FUNCTION_WORDS | CALENDAR), len(run))
        last = next((i for i in range(len(run) - 1, first, -1) if _designates(run, i)), first)
        if first == last and first + 1 < len(run) <= first + 3 and run[first].key in PLACE_FRONTS:
            last = len(run) - 1
        if first < last < first + MOST_WORDS:
            firm = FIRM_FORM.match(text, run[last].end) if run[last].key in CORPORATE_WORDS else None
            yield sighting(text, run[first].start, firm.end() if firm else run[last].end)


def _designates(run: Sequence[Word], last: int) -> bool:
    """Whether the run, read up to its word number `last`, is the name of an organisation or a place."""
    if run[last].key == "party" and run[last + 1 : last + 2] and run[last + 1].key in TITLES:
        return False  # Hubei Province Party Secretary
    if run[last].key in DESIGNATORS:
        return run[last].is_capital and run[last - 1].text != "the"
    if run[last].text.isdigit():
        return run[last - 1].key in ROADS
    goes_on = any(word.text in {"of", "for", "on"} for word in run[:last])
    return goes_on and run[last].is_capital and run[last].key not in CALENDAR


def _runs(text: str, words: Sequence[Word]) -> Iterator[list[Word]]:
    """Capitalised words that follow each other, joined across "of (the)" after a word such as Ministry."""
    run: list[Word] = []
    for word in words:
        if run and word.text == "s" and run[-1].key in COLLECTIVES and word.start == run[-1].end + 1:
            continue  # People's
        gap = text[run[-1].end : word.start] if run else ""
        if gap == "-" or (gap in {" ", " & "} and (word.is_capital or _continues(run, word))) or _owns(run, gap, word):
            run.append(word)
            continue
        if run:
            yield run
        run = [word] if word.is_capital else []
    if run:
        yield run


def _owns(run: Sequence[Word], gap: str, word: Word) -> bool:
    """Whether a body of some people goes on with the word: Meinong People's Association, Workers' Party."""
    possessive = gap in {"'s ", "’s "} or (gap in {"' ", "’ "} and run[-1].text.endswith("s"))
    return possessive and word.is_capital and run[-1].is_capital and run[-1].key in COLLECTIVES


def _continues(run: Sequence[Word], word: Word) -> bool:
    """Whether a small word may stand inside the name that the run begins."""
    before = run[-1]
    if word.text.isdigit():
        return before.key in ROADS
    if word.text == "of":
        is_ruler = any(w.key in ROYAL for w in run[-3:-1])
        return before.is_capital and (before.key in ORGANIZATION_HEADS | PLACE_HEADS or is_ruler)
    if word.text in {"for", "on"}:
        return before.is_capital and before.key in BODIES_FOR and len(run) < MOST_WORDS
    if word.text == "the":
        return before.key in JOINING and any(w.key in ORGANIZATION_HEADS | PLACE_HEADS | ROYAL for w in run)
    return word.text == "and" and before.is_capital and any(w.text == "of" for w in run[-MOST_WORDS:-1])


TITLED = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Dr|Prof)\.?[ \n](?=[^\W\d_])")
SPEAKING = re.compile(rf",[”\"] (?=(?P<name>[A-Z]\w{{1,30}}) (?:{SAYS})\b)")
INTRODUCTION = re.compile(
    r"\b(?:(?:town|city|village|hamlet|township|suburb|district|county|municipality|prefecture|island|port) of"
    r"|magazine|newspaper|tabloid|broadcaster|startup|start-up|automaker|carmaker|retailer|brand|website) (?=[A-Z])"
)
BEFORE_HAN = re.compile(rf"\s?[(（《“\[]?[{HAN}]{{2,4}}(?![{HAN}])")
WITHIN = re.compile(r"(?:['’]s|['’]|\bof|\bof the) $")
"""Before words that are the end of a longer name."""
IN_HAN = re.compile(rf"[”\"’]? ?[(（](?P<han>{HAN_NAME})[)）;,，；]")
SPOKEN = re.compile(rf"[”\"] (?:{SAYS}) (?=[A-Z]\w{{1,30}}[.,])")


def named_by_role(text: str, words_at: dict[int, Word]) -> Iterator[Sighting]:
    """Single names after Mr, Ms, Dr, and of those who just spoke; `words_at` finds a word by its start."""
    for pattern in (TITLED, SPEAKING, SPOKEN):
        for found in pattern.finditer(text):
            word = words_at.get(found.end())
            if word and word.is_capital and word.key not in NO_NAME:
                yield sighting(text, word.start, word.end)


def introduced(text: str, words: Sequence[Word]) -> Iterator[Sighting]:
    """What is said to be a town, a newspaper or the like: the mining town of Moengo, the magazine Caijing."""
    starts = [word.start for word in words]
    for found in INTRODUCTION.finditer(text):
        first = bisect_right(starts, found.end() - 1)
        last = first
        while last - first < 3 and _goes_on(text, words, last):
            last += 1
        if first < len(words) and starts[first] == found.end() and is_name(words[first].text):
            yield sighting(text, words[first].start, words[last].end)


def spelled_beside(text: str, words: Sequence[Word]) -> Iterator[Sighting]:
    """A full Chinese name right before two to four Han characters: Zhang Wenhao 《张文浩》."""
    for surname, given in pairwise(words):
        if (
            surname.key in SURNAMES
            and surname.is_capital
            and given.is_capital
            and text[surname.end : given.start] == " "
            and is_pinyin(given.text)
            and BEFORE_HAN.match(text, given.end)
        ):
            yield sighting(text, surname.start, given.end)


def named_in_han(
    text: str, words: Sequence[Word], kind_of: KindOf, ends: Container[int], lists: NameLists
) -> Iterator[Sighting]:
    """Capitalised words before a bracket with Han characters that are no common word: Yun He Si (云河寺).

    What they name, if anything, is for the votes to say. Not where a sighting ends there already: at one of `ends`.
    """
    for run in _runs(text, words):
        found = None if run[-1].end in ends else IN_HAN.match(text, run[-1].end)
        if (
            found is None
            or WITHIN.search(text, max(0, run[0].start - 8), run[0].start)
            or ((kind := kind_of(found["han"])) and kind[0] is None)
        ):
            continue
        dropped = FUNCTION_WORDS | CALENDAR | (TITLES if kind and kind[0] is EntityType.PERSON else frozenset())
        first = next((i for i, word in enumerate(run) if word.key not in dropped), len(run))
        if first + 1 < len(run) and _is_role(run[first].text, lists):
            first += 1  # Writer Tsering Woeser
        elif first + 1 < len(run) and run[first].key in lists.ordinary and _begins_sentence(text, run[first].start):
            first += 1
        if first < len(run) <= first + MOST_WORDS and is_name(fold(text[run[first].start : run[-1].end])):
            yield sighting(text, run[first].start, run[-1].end)


def _goes_on(text: str, words: Sequence[Word], at: int) -> bool:
    """Whether the next word is a capitalised one after nothing but a space."""
    following = words[at + 1] if at + 1 < len(words) else None
    return following is not None and following.is_capital and text[words[at].end : following.start] == " "


def hyphenated(text: str, words: Sequence[Word]) -> Iterator[Sighting]:
    """A Chinese surname and a hyphenated given name: Tsai Ing-wen."""
    for surname, first, second in zip(words, words[1:], words[2:], strict=False):
        if (
            surname.is_capital
            and first.is_capital
            and surname.key in SURNAMES
            and text[surname.end : first.start] == " "
            and text[first.end : second.start] == "-"
            and len(first.text) <= LONGEST_SYLLABLE >= len(second.text)
            and not JOINED.match(text, first.end)
        ):
            yield sighting(text, surname.start, second.end)


def everywhere(
    text: str, words: Sequence[Word], names: Container[str], longest: Mapping[str, int]
) -> Iterator[Sighting]:
    """Every place where the words of one of the folded `names` stand; at each word only the longest name.

    `longest` tells how many words the longest name has that begins with a word: see `longest_by_first`.
    """
    for number, word in enumerate(words):
        first = word.text if word.text.isascii() else fold(word.text)
        for count in range(longest.get(first, 0), 0, -1):
            if number + count > len(words):
                continue
            end = words[number + count - 1].end
            if end - word.start <= 120 and fold(text[word.start : end]) in names:
                yield sighting(text, word.start, end)
                break
