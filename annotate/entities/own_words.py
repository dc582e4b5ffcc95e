"""What a name shows by its own words, wherever it stands: Hubei Province, Bank of China, Mount Wutai, Xu Fei."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from annotate.entities.context_words import SHIP
from annotate.entities.gazetteer import Entry, Gazetteer
from annotate.entities.surnames import GIVEN_IN_TWO, is_surname, is_surname_first
from annotate.entities.votes import ORGANIZATION, PERSON, PLACE, WORDS, Ballot, Vote
from annotate.entities.words import (
    BODIES_FOR,
    ORGANIZATION_HEADS,
    ORGANIZATION_WORDS,
    OTHER_HEADS,
    OTHER_WORDS,
    PLACE_FRONTS,
    PLACE_HEADS,
    PLACE_WORDS,
    REPRESENTATIONS,
    ROADS,
    ROYAL,
)
from annotate.model import EntityType

KNOWN, PERHAPS = 20.0, 2.0
ENDS: tuple[tuple[frozenset[str], EntityType | None, float], ...] = (
    (ORGANIZATION_WORDS, ORGANIZATION, 3),
    (PLACE_WORDS, PLACE, 2.5),
    (OTHER_WORDS, None, 3),
    (frozenset({"emperor", "empress"}), PERSON, 3),
)
HEADS: tuple[tuple[frozenset[str], frozenset[str], EntityType], ...] = (
    (ORGANIZATION_HEADS, frozenset({"of"}), ORGANIZATION),
    (BODIES_FOR, frozenset({"for", "on"}), ORGANIZATION),
    (REPRESENTATIONS, frozenset({"in"}), ORGANIZATION),
    (PLACE_HEADS, frozenset({"of"}), PLACE),
)
"""Words that say, before a small one, what a longer name names: Bank of China, Theatre for Children."""
FRONTS: tuple[tuple[frozenset[str], EntityType | None, float, str], ...] = (
    (PLACE_FRONTS, PLACE, 2.5, "begins a place's name"),
    (OTHER_HEADS, None, 3, "begins the name of a storm or a campaign"),
    (frozenset(SHIP.lower().split("|")), None, 6, "begins the name of a ship"),
    (frozenset({"von", "van"}), PERSON, 1.5, "begins a surname"),
)
DOMAIN = re.compile(r"\w\.(?:com|cn|net|org|tw|hk)$")
FAMILIAR = frozenset("Old Little Lao Xiao".split())
DENOMINATIONS = frozenset("catholic orthodox lutheran anglican baptist methodist presbyterian evangelical".split())
CHURCH = Vote(ORGANIZATION, 4, "a church that is no building")
SITE = Vote(ORGANIZATION, 2.5, "a web site")
BRANCH = Vote(ORGANIZATION, 2, "a firm and a place, as a branch is called")
TEAM = Vote(ORGANIZATION, 1.5, "a place and a plural, as a team is called")
ROAD = Vote(PLACE, 2.5, "a numbered road")


def ballot_of(name: str, gazetteer: Gazetteer) -> Ballot:
    """What a folded name shows by itself and by the lists it stands in."""
    ballot = Ballot()
    for vote in _votes(name, gazetteer):
        ballot.cast(vote)
    return ballot


def _votes(name: str, gazetteer: Gazetteer) -> Iterator[Vote]:
    if entry := gazetteer.known(name):
        yield Vote(entry.type, KNOWN, "in the gazetteer")
    elif entry := gazetteer.perhaps(name):
        yield Vote(entry.type, PERHAPS, "in the gazetteer, among other meanings")
    begins_with = {entry.type for entry in _entries_of_first(name, gazetteer)}
    if begins_with <= {PERSON}:  # Georgia Tech is no Georgia
        yield from gazetteer.lists.votes(name)
    if ORGANIZATION in begins_with and gazetteer.is_place(name.rpartition(" ")[2]):
        yield BRANCH
    words = name.replace(",", "").split()
    if len(words) > 1:
        yield from _votes_of_last(words, gazetteer.is_place)
        yield from _votes_of_first(words)
    elif DOMAIN.search(name):
        yield SITE


def _entries_of_first(name: str, gazetteer: Gazetteer) -> Iterator[Entry]:
    """What the gazetteer knows by the first words of a longer name."""
    words = name.split()
    for count in range(1, len(words)):
        first = " ".join(words[:count])
        if entry := gazetteer.known(first) or gazetteer.perhaps(first):
            yield entry


def _votes_of_last(words: Sequence[str], is_place: Callable[[str], bool]) -> Iterator[Vote]:
    """What the end of a longer name says: Hubei Province, Song Dynasty, Road 182, Shanghai Sharks."""
    last = words[-1].lower().rstrip(".")
    if last == "general" and words[-2].lower() == "consulate":
        last = "consulate"
    if last == "church" and words[-2].lower() in DENOMINATIONS:
        yield CHURCH
        return
    for designators, kind, weight in ENDS:
        if last in designators:
            yield Vote(kind, weight, f"“{words[-1]}” ends {WORDS[kind]}'s name")
            return
    if last.endswith("s") and is_place(" ".join(words[:-1])):
        yield TEAM
    if words[-2].lower() in ROADS and last.isdigit():
        yield ROAD


def _votes_of_first(words: Sequence[str]) -> Iterator[Vote]:
    """What the front of a longer name says: Bank of China, Mount Wutai, Emperor Wu of Han, Xu Fei."""
    keys = [word.lower() for word in words]
    for head, following in pairwise(keys):
        for heads, joining, kind in HEADS:
            if following in joining and head in heads:
                yield Vote(kind, 3, f"“{head} {following}” begins {WORDS[kind]}'s name")
    for fronts, of_front, weight, reason in FRONTS:
        if keys[0] in fronts:
            yield Vote(of_front, weight, f"“{words[0]}” {reason}")
    if keys[0] in ROYAL and "of" in keys[1:-1]:
        yield Vote(PERSON, 4, f"“{words[0]}” begins a ruler's name")
    if GIVEN_IN_TWO.fullmatch(words[-1]) and (len(words) == 2 or (len(words) == 3 and is_surname(words[1]))):
        yield Vote(PERSON, 3, f"“{words[-1]}” is written as an East Asian given name")
    elif len(words) == 2 and words[0] in FAMILIAR and is_surname(words[1]):
        yield Vote(PERSON, 3, f"“{words[0]}” before a surname, as acquaintances say")
    elif is_surname_first(" ".join(words)):
        yield Vote(PERSON, 1.5, f"“{words[0]}” is a Chinese surname")
