"""Names in lines of a fixed form, which tells what they name: datelines, results of matches, notes on books."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from annotate.entities.namelists import NameLists
from annotate.entities.sightings import Sighting, is_name, sighting
from annotate.entities.votes import ORGANIZATION, PLACE, Vote

DATELINE = re.compile(
    r"^(?P<place>[A-Z][A-Z.’' -]*[A-Z])(?:, [A-Z][A-Za-z ]{2,20})?"
    r"(?P<date>, [A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?)?,? "
    r"(?:(?:\((?P<agency>[A-Z][^()\n]{1,40})\) ?|/(?P<wire>[A-Z][^/\n]{1,40})/ ?)?[-–—]{1,2} |(?=\())",
    re.MULTILINE,
)
"""How a report begins: PHNOM PENH, May 27 (Xinhua) --."""
TEAM = r"[A-Z][\w’'&.-]{0,20}(?: [A-Z][\w’'&.-]{0,20}){0,3}"
RESULT = re.compile(rf"^(?P<home>{TEAM}) \d{{1,3}},? (?P<away>{TEAM}) \d{{1,3}}$", re.MULTILINE)
"""A line such as: Kitchee 2 Eastern 1."""
PUBLISHED = re.compile(
    r"(?<![\w’'.-])(?P<city>[A-Z][\w’'-]{1,20}(?: [A-Z][\w’'-]{1,20}){0,2}): "
    r"(?P<publisher>[A-Z][\w’'.-]{0,20}(?: (?:[A-Z][\w’'.-]{0,20}|&|and|of|the|for)){0,6}), "
    r"(?:1[5-9]|20)\d\d(?=[\s.,;)])"
)
"""Where a book came out, and who published it: (Sydney: Allen & Unwin, 1990)."""
BEGINS, SENT = Vote(PLACE, 3, "a report begins with it, in capitals"), Vote(ORGANIZATION, 2.5, "it sent a report")
PLAYED = Vote(ORGANIZATION, 3, "it stands in the result of a match")
CITY, PUBLISHER = Vote(PLACE, 2, "a book came out there"), Vote(ORGANIZATION, 4, "it published a book")


class Stated(NamedTuple):
    """A name, and what the form of its line says of it."""

    found: Sighting
    vote: Vote


def stated(text: str, lists: NameLists, is_place: Callable[[str], bool]) -> Iterator[Stated]:
    """The names of such lines; `is_place` tells of words whether a place is called so."""
    for found, part, vote in _parts(text, lists, is_place):
        if found[part] and is_name((name := sighting(text, *found.span(part))).name):
            yield Stated(name, vote)


def _parts(text: str, lists: NameLists, is_place: Callable[[str], bool]) -> Iterator[tuple[re.Match[str], str, Vote]]:
    for found in DATELINE.finditer(text):
        agency = found["agency"] and not (found["agency"].lower() in lists.ordinary and not found["date"])
        if found["date"] or found["wire"] or agency or is_place(found["place"].title()):
            yield found, "place", BEGINS
            yield found, "wire", SENT
            if agency:
                yield found, "agency", SENT
    for found in RESULT.finditer(text):
        if not any(found[team].lower() in lists.ordinary for team in ("home", "away")):
            yield found, "home", PLAYED
            yield found, "away", PLAYED
    for found in PUBLISHED.finditer(text):
        if is_place(found["city"]):
            yield found, "city", CITY
            yield found, "publisher", PUBLISHER
