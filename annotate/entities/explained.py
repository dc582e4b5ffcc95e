"""Names that the text itself explains: acronyms in brackets, aliases, the one party."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from annotate.entities.gazetteer import Gazetteer
from annotate.entities.identity import Link
from annotate.entities.other_names import IN_HAN, Alias, abbreviations, aliases, shortens
from annotate.entities.renamed import renamed
from annotate.entities.sightings import Sighting, is_name, sighting
from annotate.entities.surnames import is_surname_first, surname_of
from annotate.entities.votes import ORGANIZATION, PERSON, Ballot
from annotate.entities.words import fold
from annotate.model import Form
from annotate.segment import HAN

Ballots: TypeAlias = Mapping[str, Ballot]

REACH = 160
"""Characters between a name and the phrase that gives its alias."""
APPOSITION = re.compile(rf"(?: ?[{HAN}·]{{1,20}})?\s?(?:[,(–—]|-\s|who\b|is\b|was\b)")
BESIDE = re.compile(rf"{IN_HAN}|^ ?[{HAN}·]{{1,20}}")
LONGEST_OPENING = 90
"""Characters in which a sentence may come to an alias."""
OPENING = re.compile(r"(?:^|[.!?]\s+|\n\s*)(?:Known|Born|Also|Better|Often|Popularly|Widely)\b[^.,!?\n]*$")
BEHIND = re.compile(r"[”\"’]?(?: [(（][^()（）\n]{1,20}[)）])?, (?=[A-Z])")
SENTENCE_END = re.compile(r"[.!?][”\"’']?\s+[“\"‘]?[A-Z]|\n\s*\n")
THE_PARTY = re.compile(r"\bthe (?P<name>Party)\b(?![ -][A-Z])")


def explained_names(
    text: str, seen: Sequence[Sighting], ballots: Ballots, gazetteer: Gazetteer
) -> Iterator[tuple[Sighting, Link]]:
    """Where such names stand, and whose they are."""
    yield from _acronyms(text, seen, ballots)
    yield from _aliases(text, seen, ballots, gazetteer)
    yield from _the_party(text, ballots, gazetteer)


def _acronyms(text: str, seen: Sequence[Sighting], ballots: Ballots) -> Iterator[tuple[Sighting, Link]]:
    """Acronyms in brackets after a name: with its initials, or any after an organisation of several words."""
    ending = {found.span.end: found for found in seen}
    for short in abbreviations(text):
        name = ending.get(short.name_end) or (
            ending.get(short.name_end - 1) if text[short.name_end - 1] == "." else None
        )
        if name is None:
            continue
        found = sighting(text, short.start, short.end)
        by_initials = shortens(found.name, name.name)
        is_body = " " in name.name and ballots[name.name].winner is ORGANIZATION
        if by_initials or (is_body and found.name.isupper() and len(found.name) > 2):
            reason = "its initials" if by_initials else "its place in the brackets"
            yield (
                found,
                Link(found.name, name.name, Form.ACRONYM, f"“{found.name}” is {name.name} by {reason}"),
            )


def _aliases(
    text: str, seen: Sequence[Sighting], ballots: Ballots, gazetteer: Gazetteer
) -> Iterator[tuple[Sighting, Link]]:
    """Aliases and the name each belongs to: somebody in apposition, or who stands right before the phrase.

    Nobody is called by the name of a firm or a place that is known: then known as Tencent engineer number nine; nor is
    one known firm another: ByteDance (formerly Tencent).
    """
    ordered = sorted(seen, key=lambda found: found.span.end)
    starts = {found.span.start: found for found in ordered}
    at = 0
    for alias in sorted([*aliases(text), *renamed(text)], key=lambda alias: alias.lead):
        found = sighting(text, alias.start, alias.end)
        while at < len(ordered) and ordered[at].span.end <= alias.lead:
            at += 1
        before = ordered[max(0, at - 12) : at]
        near = [
            name
            for name in reversed(before)
            if alias.lead - name.span.end <= REACH and not SENTENCE_END.search(text, name.span.end, alias.lead)
        ]
        owner = _owner(text, near, alias, ballots) or _owner_behind(text, alias, starts, ballots)
        known, known_owner = gazetteer.known(found.name), owner and gazetteer.known(owner.name)
        is_other = known is not None and owner is not None and known.type != ballots[owner.name].winner
        is_other = is_other or (None not in {known, known_owner} and known != known_owner)
        if alias.is_weak and not (owner and _is_alike(alias, found, owner, starts, ballots)):
            continue
        if owner and owner.name != found.name and is_name(found.name) and not is_other:
            phrase = " ".join(text[alias.lead : alias.end].split())
            yield found, Link(found.name, owner.name, Form.ALIAS, f"“{phrase}” is said of {owner.name}")


def _the_party(text: str, ballots: Ballots, gazetteer: Gazetteer) -> Iterator[tuple[Sighting, Link]]:
    """“The Party” with a capital, where the text names but one."""
    parties = {}
    for name, ballot in ballots.items():
        if ballot.winner is ORGANIZATION:
            entry = gazetteer.known(name)
            full = fold(entry.name) if entry else name
            if full.endswith(" Party"):
                parties[full] = name
    if len(parties) == 1:
        name = next(iter(parties.values()))
        for found in THE_PARTY.finditer(text):
            place = sighting(text, *found.span("name"))
            yield place, Link("Party", name, Form.ALIAS, f"“the Party” is {name}, the one party that the text names")


def _owner(text: str, near: Sequence[Sighting], alias: Alias, ballots: Ballots) -> Sighting | None:
    """Of the names before an alias, the nearest first, the one it belongs to."""
    lead = alias.lead
    persons = [name for name in near if ballots[name.name].winner == PERSON]
    opening = [name for name in persons if APPOSITION.match(text, name.span.end, lead)]
    touching = [name for name in near if not BESIDE.sub("", text[name.span.end : lead]).strip(" \n,(–—[")]
    if alias.is_beside:
        opening = []
    return next(iter(touching[:1] if touching and touching[0] in persons else opening or touching), None)


def _is_alike(alias: Alias, found: Sighting, owner: Sighting, starts: Mapping[int, Sighting], ballots: Ballots) -> bool:
    """Whether the name is seen besides, and names the same kind of thing as its owner; two full names one family."""
    seen = starts.get(found.span.start)
    if seen is None or seen.span != found.span:
        return False
    kind = ballots[owner.name].winner
    are_full = kind is PERSON and all(map(is_surname_first, (found.name, owner.name)))
    are_of_one_family = not are_full or surname_of(found.name) == surname_of(owner.name)
    return ballots[seen.name].winner is kind and kind in alias.kinds and are_of_one_family


def _owner_behind(text: str, alias: Alias, starts: Mapping[int, Sighting], ballots: Ballots) -> Sighting | None:
    """The person who follows an alias that opens a sentence: Known by the name Banqian (半千), Gong painted."""
    opens = OPENING.search(text, max(0, alias.lead - LONGEST_OPENING), alias.lead)
    behind = BEHIND.match(text, alias.end) if opens else None
    name = starts.get(behind.end()) if behind else None
    return name if name and ballots[name.name].winner is PERSON else None
