"""Firms by their full names: Qiming Steel (Shanghai) Co., Ltd.; Frontier Pump Sdn. Bhd.; Hastings & Mok."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from annotate.entities.namelists import NameLists
from annotate.entities.sightings import MOST_WORDS, sighting
from annotate.entities.stated import Stated
from annotate.entities.stretches import CITATION, Stretches
from annotate.entities.votes import ORGANIZATION, Vote
from annotate.entities.words import FUNCTION_WORDS, fold

STOP = r"(?:\.(?= ?[(,a-z|]|\n|$))?"
"""The full stop of Ltd., where it does not end the sentence as well."""
ABROAD = rf"(?:Sdn\.? Bhd|P(?:te|ty|vt)\.?,? Ltd)\b{STOP}|P(?:te|ty|vt)\.? Limited\b"
"""Forms of law that only firms abroad have."""
FORM = rf"{ABROAD}|(?:(?:Co\.?,? ?)?(?:Ltd|Inc)|Co|Corp)\b{STOP}|(?:\w+ )?Limited\b|Corporation\b|Berhad\b"
WORD = r"[A-Z][\w’'&.-]{0,30}"
FULL = re.compile(
    rf"(?<![\w’'&.-])(?P<name>{WORD}(?: (?:{WORD}|&|and|of)){{0,5}})"
    rf"(?: ?[(（][A-Z][\w .’'-]{{1,25}}[)）] ?(?:{FORM})| (?:{ABROAD}))"
)
"""With a place in brackets, which says which firm of a group it is, or with a form of law from abroad."""
PARTNERS = re.compile(
    r"(?<![\w’'&-])(?<!, )(?:(?P<before>[A-Z][\w’'-]{0,20}) )?"
    r"(?P<firm>(?P<one>[A-Z]\w{2,20}) & (?P<other>[A-Z]\w{2,20}))\b(?![’'-]?\w| (?:&|[A-Z]))"
)
KIN = frozenset("Son Sons Daughter Daughters Brother Brothers Family Partners Associates Company".split())
NAMED_IN_FULL = Vote(ORGANIZATION, 5, "a firm's full name")
JOINED = Vote(ORGANIZATION, 2.5, "a surname and another, or kin, joined by “&”")


def firms(text: str, lists: NameLists, is_place: Callable[[str], bool]) -> Iterator[Stated]:
    """The firms that a text names so; `is_place` tells of words whether a place is called so."""
    yield from _in_full(text)
    if " & " not in text:
        return
    citations = Stretches.of(CITATION, text)
    for found in PARTNERS.finditer(text):
        is_longer = found["before"] and found["before"].lower() not in FUNCTION_WORDS
        if not is_longer and not citations.hold(found.start()) and _are_partners(found, lists, is_place):
            yield Stated(sighting(text, *found.span("firm")), JOINED)


def _in_full(text: str) -> Iterator[Stated]:
    for found in FULL.finditer(text):
        start = found.start()
        for word in found["name"].split():
            if word.lower() not in FUNCTION_WORDS:
                break
            start += len(word) + 1
        if start < found.end("name") and len(text[start : found.end()].split()) <= MOST_WORDS:
            yield Stated(sighting(text, start, found.end()), NAMED_IN_FULL)


def _are_partners(found: re.Match[str], lists: NameLists, is_place: Callable[[str], bool]) -> bool:
    """Whether both are surnames, or one and kin: no ordinary words, no two given names, no two places."""
    names = [fold(found[part]) for part in ("one", "other")]
    is_ordinary = any(name.lower() in lists.ordinary for name in names if name not in KIN)
    return not (is_ordinary or all(name in lists.given for name in names) or all(map(is_place, names)))
