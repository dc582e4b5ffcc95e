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

_WORD = r"[A-Z][\w’'&.-]{0,30}"
_NAME = rf"(?<![\w’'&.-])(?P<name>{_WORD}(?: (?:{_WORD}|&|and|of)){{0,5}})"
_ABROAD = r"(?:Sdn\.? Bhd|P(?:te|ty|vt)\.?,? Ltd)\b{stop}|P(?:te|ty|vt)\.? Limited\b"
_FORM = (
    rf"{_ABROAD}|(?:Co\.?,? ?)?(?:Ltd|Inc)\b{{stop}}|(?:Co|Corp)\b{{stop}}|(?:\w+ )?Limited\b|Corporation\b|Berhad\b"
)
_STOP = r"(?:\.(?= ?[(,a-z|]|\n|$))?"
"""The full stop of Ltd., where it does not end the sentence as well."""
FULL = re.compile(
    rf"{_NAME}(?: ?[(（][A-Z][\w .’'-]{{1,25}}[)）] ?(?:{_FORM})| (?:{_ABROAD}))".replace("{stop}", _STOP)
)
"""With the place in brackets that says which of a group it is; or with a form of law that only firms abroad have."""
PARTNERS = re.compile(
    r"(?<![\w’'&-])(?<![A-Z]\w )(?<!, )(?P<one>[A-Z]\w{2,20}) & (?P<other>[A-Z]\w{2,20})\b(?![’'-]?\w| (?:&|[A-Z]))"
)
KIN = frozenset("Son Sons Daughter Daughters Brother Brothers Family Partners Associates Company".split())
NAMED_IN_FULL = Vote(ORGANIZATION, 5, "a firm's full name")
JOINED = Vote(ORGANIZATION, 2.5, "a surname and another, or kin, joined by “&”")


def firms(text: str, lists: NameLists, is_place: Callable[[str], bool]) -> Iterator[Stated]:
    """The firms that a text names so; `is_place` tells of words whether a place is called so."""
    for found in FULL.finditer(text):
        start = found.start()
        for word in found["name"].split():
            if word.lower() not in FUNCTION_WORDS:
                break
            start += len(word) + 1
        if start < found.end("name") and len(text[start : found.end()].split()) <= MOST_WORDS:
            yield Stated(sighting(text, start, found.end()), NAMED_IN_FULL)
    citations = Stretches.of(CITATION, text)
    for found in PARTNERS.finditer(text):
        names = [fold(found[part]) for part in ("one", "other")]
        is_ordinary = any(name.lower() in lists.ordinary for name in names if name not in KIN)
        is_of_a_kind = all(name in lists.given for name in names) or all(map(is_place, names))
        if not (is_ordinary or is_of_a_kind or citations.hold(found.start())):
            yield Stated(sighting(text, *found.span()), JOINED)
