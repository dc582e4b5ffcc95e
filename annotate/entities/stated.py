"""Names in lines of a fixed form, which tells what they name: datelines, results of matches, notes on books."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from annotate.entities.sightings import Sighting, is_name, sighting
from annotate.entities.votes import ORGANIZATION, PLACE, Vote

DATELINE = re.compile(
    r"^(?P<place>[A-Z][A-Z.’' -]*[A-Z])(?:, [A-Z][A-Za-z ]{2,20})?(?:, [A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?)?,? "
    r"(?:(?:\((?P<agency>[A-Z][^()\n]{1,40})\) ?|/(?P<wire>[A-Z][^/\n]{1,40})/ ?)?[-–—]{1,2} |(?=\())",
    re.MULTILINE,
)
"""How a report begins: PHNOM PENH, May 27 (Xinhua) --."""
TEAM = r"[A-Z][\w’'&.-]{0,20}(?: [A-Z][\w’'&.-]{0,20}){0,3}"
RESULT = re.compile(rf"^(?P<home>{TEAM}) \d{{1,3}},? (?P<away>{TEAM}) \d{{1,3}}$", re.MULTILINE)
"""A line such as: Kitchee 2 Eastern 1."""
PUBLISHED = re.compile(
    r"(?<![\w’'.-])(?P<city>[A-Z][\w’'-]{1,20}(?: [A-Z][\w’'-]{1,20}){0,2}): "
    r"(?P<publisher>[A-Z][^,:;()\n“”\"]{2,60}), (?:1[5-9]|20)\d\d\b"
)
"""Where a book came out, and who published it: (Sydney: Allen & Unwin, 1990)."""


class Stated(NamedTuple):
    """A name, and what the form of its line says of it."""

    found: Sighting
    vote: Vote


FORMS = (
    (DATELINE, "place", Vote(PLACE, 3, "a report begins with it, in capitals")),
    (DATELINE, "agency", Vote(ORGANIZATION, 2.5, "it sent a report")),
    (DATELINE, "wire", Vote(ORGANIZATION, 2.5, "it sent a report")),
    (RESULT, "home", Vote(ORGANIZATION, 5, "it stands in the result of a match")),
    (RESULT, "away", Vote(ORGANIZATION, 5, "it stands in the result of a match")),
    (PUBLISHED, "city", Vote(PLACE, 2, "a book came out there")),
    (PUBLISHED, "publisher", Vote(ORGANIZATION, 4, "it published a book")),
)


def stated(text: str) -> Iterator[Stated]:
    """The names of such lines."""
    for pattern, part, vote in FORMS:
        for match in pattern.finditer(text):
            if match[part]:
                found = sighting(text, *match.span(part))
                if is_name(found.name):
                    yield Stated(found, vote)
