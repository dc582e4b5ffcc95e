"""The tagger's guesses, cleaned: two names parted; titles, articles, roles and brackets taken off."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Container, Iterator, Sequence
from collections.abc import Set as AbstractSet

from annotate.entities.capital_letters import begins_sentence
from annotate.entities.namelists import NameLists
from annotate.entities.recogniser import Guess
from annotate.entities.roles import is_role
from annotate.entities.sightings import MOST_WORDS, Sighting, is_name, sighting
from annotate.entities.words import CALENDAR, CORPORATE_WORDS, DESIGNATORS, PARTICLES, ROYAL, TITLES, WORD, fold

NAME_END = re.compile(r" [(\[]|[:;!?]| [-–—=|]+ |\n(?:The|An?|In|On|At|By)\s|\s(?:on|in|at|near|from|by|with|during)\s")
PERSON_END = re.compile(rf"{NAME_END.pattern}|['’]s\s|, (?=[A-Z](?:\.|$|[,;)]))")
"""With initials behind, as in a list of authors: Sun, M. and Li, X."""
PAIR = re.compile(r"([A-Z]\w+), ([A-Z]\w+)")
COUPLE = re.compile(r"([A-Z][^&,\n]*?)(?: (?:&|and) |[-–/])([A-Z][^&,\n]*)")
PARTY_OFFICE = re.compile(rf" (?:{'|'.join(sorted(TITLES))})\b", re.IGNORECASE)
"""Hubei Province Party Secretary is no party."""
OWNER = re.compile(r"([A-Z][^'’\n]*)['’]s (?=[A-Z])")
CAPITALS = re.compile(r" (?:TO|OF|THE|IN|ON|FOR|AND|A|IS|ARE|WITH) ")
"""What makes words in capitals a line and no name."""
BYNAME = re.compile(r" the (?:Elder|Younger|Great|Conqueror|Wise|Terrible)\b")
EPITHETS = frozenset("Old Ancient Modern Medieval Mainland Downtown Greater".split())
NICKNAMED = re.compile(r"\b[A-Z]\w+ (?:“[A-Z][\w ]{1,20}”|\"[A-Z][\w ]{1,20}\"|‘[A-Z][\w ]{1,20}’) [A-Z]\w+")
"""Ferdinand “Bongbong” Marcos."""
INITIALED = re.compile(r"\b(?:[A-Z]\. ?){1,3}[A-Z][\w’'-]+")
"""C. T. Hsia, whose initials look like the ends of sentences."""
LONGEST_FRONT = 20
"""Characters of a word before an apostrophe in it: Ch’ien."""
FRONT = re.compile(r"[^\W\d_]+['’]$")
OFFICES = frozenset(
    "ceo cfo cto chairman chairwoman chairperson president spokesman spokeswoman spokesperson director acting"
    " deputy councilor councillor legislator lawmaker".split()
)
"""What is no part of a body's name at its end: Museum of Flight CEO Doug King."""
OPENING = frozenset(
    "as if when while but and for with from since though although because after before until like".split()
)
"""What opens a sentence and is no part of a person's name: As Heald said."""
FORMAL_TITLES = frozenset({"mr", "mrs", "ms", "miss", "dr", "prof"})


SENTENCE_INSIDE = re.compile(r"(?<!Dr)(?<!Jr)(?<!Sr)(?<!St)(?<!Mr)(?<!Ms)(?<=[a-z])\. (?=[A-Z]\. ?(?:[A-Z]\. ?)?[A-Z])")
"""Where a sentence ends and the next begins with somebody's initials: by T. D. Lee. C. N. Yang agreed."""
INITIALS_ALONE = re.compile(r"(?:[A-Z]\.?[ -]?)+")


def whole_persons(text: str, guesses: Sequence[Guess]) -> list[Guess]:
    """The guesses of a text, in its order; one for each person with a nickname inside the name, or with initials."""
    ends = [guess.end for guess in guesses]
    joined: list[Guess] = []
    dropped: set[int] = set()
    for found in (*NICKNAMED.finditer(text), *INITIALED.finditer(text)):
        first = last = bisect_right(ends, found.start())
        while last < len(guesses) and guesses[last].start < found.end():
            last += 1
        parts = guesses[first:last]
        labels = {part.label for part in parts}
        by_initials = labels == {"PERSON"} and parts[0].start == found.start()
        if by_initials or ("PERSON" in labels and found.re is NICKNAMED):
            start, end = min(found.start(), parts[0].start), max(found.end(), parts[-1].end)
            joined.append(Guess(start, end, "PERSON"))
            dropped.update(range(first, last))
    whole = [guess for number, guess in enumerate(guesses) if number not in dropped]
    return sorted([*whole, *joined], key=lambda guess: guess.start)


def cleaned(text: str, guess: Guess) -> Sighting | None:
    """A guess without title, article, possessive and brackets; None when no name is left.

    King, emperor and the like stay only where the name says of what: Emperor Wu of Han.
    """
    cut = (PERSON_END if guess.label == "PERSON" else NAME_END).search(text, guess.start, guess.end)
    front = FRONT.search(text, max(0, guess.start - LONGEST_FRONT), guess.start)
    words = [*WORD.finditer(text, front.start() if front else guess.start, cut.start() if cut else guess.end)]
    words = _without_end(text, _without_front(words, guess.label), guess.label)
    if not words or len(words) > MOST_WORDS:
        return None
    end = words[-1].end()
    if guess.label == "PERSON" and (byname := BYNAME.match(text, end)):
        end = byname.end()
    if guess.label == "ORG" and len(words) > 1 and words[-1][0] == "Party" and PARTY_OFFICE.match(text, end):
        end = words[-2].end()
    found = sighting(text, words[0].start(), end, guess.label)
    is_line = found.name.isupper() and CAPITALS.search(found.name)
    is_cut_short = guess.label == "PERSON" and "." in found.name and INITIALS_ALONE.fullmatch(found.name)
    return found if is_name(found.name) and not is_line and not is_cut_short else None


def _without_front(words: list[re.Match[str]], label: str) -> list[re.Match[str]]:
    """Words of a name without the title, the article, the day, the conjunction or the number of the house in front."""
    titles = TITLES if label == "PERSON" else FORMAL_TITLES
    if label == "PERSON":
        titles = titles | OPENING
        if not any(word[0] == "of" for word in words):
            titles = titles | ROYAL | {"pope"}
    while words and (len(words) > 1 or words[0][0].islower()) and _is_dropped(words[0][0], titles):
        words = words[1:]
    while len(words) > 1 and words[0][0].lower() in CALENDAR:
        words = words[1:]
    if len(words) > 2 and words[0][0] == "No" and words[1][0].isdigit():
        words = words[2:]
    return words


def _without_end(text: str, words: list[re.Match[str]], label: str) -> list[re.Match[str]]:
    """Words of a name without the number, the small words or the office at the end."""
    while label == "PERSON" and words and words[-1][0].isdigit():
        words = words[:-1]
    while words and words[-1][0].islower() and text[words[-1].start() - 1] not in "-‑":
        words = words[:-1]
    while label == "ORG" and len(words) > 1 and words[-1][0].lower() in OFFICES:
        words = words[:-1]
    return words


def without_front(
    text: str, found: Sighting, lists: NameLists, told: Container[str], is_place: Callable[[str], bool]
) -> Sighting:
    """A person without what begins the guess and is the word for a role: Environmentalist, Dealer, Pianist.

    And any name without Old, Ancient or the like where the rest is also `told` alone: Old Sinfeng, Sinfeng; a place
    without the ordinary word that begins the sentence, unless that is a given name: Visit Lijiang.
    """
    words = [*WORD.finditer(text, found.span.start, found.span.end)]
    if len(words) < 2:
        return found
    rest = sighting(text, words[1].start(), found.span.end, found.label)
    by_role = found.label == "PERSON" and is_role(words[0][0], lists)
    is_ordinary = words[0][0].lower() in lists.ordinary and words[0][0] not in lists.given
    is_verb = is_ordinary and begins_sentence(text, found.span.start) and is_place(rest.name)
    return rest if by_role or is_verb or (words[0][0] in EPITHETS and rest.name in told) else found


def parted(text: str, guess: Guess, is_place: Callable[[str], bool], told: Container[str]) -> Iterator[Guess]:
    """A guess of two names as two: Xiantao, Hubei; two firms of a list; Nanning & Beijing, places both.

    `is_place` tells of words whether a place is called so. Of a longer guess of a place in a headline only the place
    that it begins with is kept: Hong Kong Icon Faces. Who owns another is parted from it where it is a place or is
    also `told` alone: Transsion’s Tecno.
    """
    if guess.label == "PERSON" and (end := SENTENCE_INSIDE.search(text, guess.start, guess.end)):
        yield Guess(guess.start, end.start(), guess.label)
        guess = Guess(end.end(), guess.end, guess.label)
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
