"""What a text shows about its names: where each stands, what speaks for its type, what its aliases are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from annotate.entities.capital_letters import headlines, trusted, trusted_by_words
from annotate.entities.chinese_names import hyphenated, named_in_han, spelled_beside
from annotate.entities.context import context_votes
from annotate.entities.designated import designated
from annotate.entities.everywhere import Index, everywhere, surnames_inside, used_as_names
from annotate.entities.explained import explained_names
from annotate.entities.firms import firms
from annotate.entities.gazetteer import Gazetteer
from annotate.entities.guesses import cleaned, parted, whole_persons, without_front
from annotate.entities.han_characters import chinese_votes
from annotate.entities.identity import Link
from annotate.entities.introduced import introduced, named_by_role
from annotate.entities.other_names import common_abbreviations
from annotate.entities.own_words import ballot_of
from annotate.entities.recogniser import OTHER, Guess
from annotate.entities.same_person import full_names
from annotate.entities.sightings import Sighting, is_name, sighting, words_of
from annotate.entities.stated import stated
from annotate.entities.stretches import CITATION, Stretches
from annotate.entities.surnames import given_name_of, is_pinyin, surname_of
from annotate.entities.votes import ORGANIZATION, PERSON, PLACE, Ballot, Vote
from annotate.entities.words import fold, longest_by_first
from annotate.eras import BY_NAME, NO_COUNT, counts_years
from annotate.identifiers import KindOf
from annotate.model import EntityType
from annotate.overlap import longest_first
from annotate.script import plain

LIST_GAP = re.compile(r"(?: ?[(（][^()\n]{1,20}[)）])?(?:, | and |, and | or |, or | & |/)(?:the )?")
LIST_END = re.compile(r" (?:and|or|&) ")
LABELS = {
    "PERSON": Vote(PERSON, 1.5, "the tagger says PERSON"),
    "ORG": Vote(ORGANIZATION, 1.5, "the tagger says ORG"),
    "GPE": Vote(PLACE, 1.2, "the tagger says GPE"),
    "LOC": Vote(PLACE, 1.8, "the tagger says LOC"),
    "FAC": Vote(PLACE, 0.8, "the tagger says FAC"),
    "NORP": Vote(None, 1, "the tagger says NORP"),
    "PRODUCT": Vote(None, 0.8, "the tagger says PRODUCT"),
    "WORK_OF_ART": Vote(None, 0.8, "the tagger says WORK_OF_ART"),
    "EVENT": Vote(None, 0.8, "the tagger says EVENT"),
    "LAW": Vote(None, 0.8, "the tagger says LAW"),
    "LANGUAGE": Vote(None, 0.8, "the tagger says LANGUAGE"),
    OTHER: Vote(None, 1, "the tagger says OTHER"),
}
GUESSES = frozenset(LABELS.values())
AUTHOR = Vote(PERSON, 2.5, "cited with a year")
COMMON = Vote(None, 5, "short for words in small letters")
YEAR_OF_ERA = re.compile(rf" [1-9]\d?{NO_COUNT}")
"""What follows the name of an era: Kangxi 18 (1679)."""
SHARE, SHARES = re.compile(r"\d\.$"), re.compile(r": ?\d{4,6}\b")
"""What stands before or behind the name of an exchange in the code of a share: 1211.HK, SZ: 002594."""
ERA_MARK, YEAR_BEFORE = re.compile(r"B\.?C\.?(?:E\.?)?|A\.?D\.?|C\.?E\.?"), re.compile(r"\d ?$")
"""1200 B.C. is not in British Columbia."""
SHORTLY = 6
"""Characters before a name in which these stand."""
SURE = 2.0
"""What one name of a list adds at most to what the others are taken for."""


@dataclass(slots=True)
class Evidence:
    """What a text shows about its names."""

    text: str
    occurrences: list[Sighting] = field(default_factory=list)
    """Where names stand: sorted, never overlapping."""
    ballots: dict[str, Ballot] = field(default_factory=dict)
    """The votes for every name that occurs."""
    links: list[Link] = field(default_factory=list)
    """Acronyms and aliases that the text itself explains."""

    @property
    def guessed(self) -> set[str]:
        """The names whose type the tagger alone tells."""
        return {name for name, ballot in self.ballots.items() if ballot.rests_on(GUESSES)}

    @property
    def types(self) -> dict[str, EntityType | None]:
        """What the votes for each single name settle on."""
        return {name: ballot.winner for name, ballot in self.ballots.items()}


def gather(text: str, guesses: Iterable[Guess], gazetteer: Gazetteer, kind_of: KindOf | None = None) -> Evidence:
    """All evidence of `text`, in time that grows with the text and no faster.

    `kind_of` tells what a name in Han characters beside one in Latin script names.
    """
    words, addresses, titles = words_of(text), Stretches.of_addresses(text), headlines(text)
    lower = (word for word in words if not word.is_capital and word.text.islower())
    ordinary = {word.text for word in lower if not (addresses and addresses.hold(word.start))}
    tagged = [*trusted(text, [*_tagged(text, guesses, gazetteer)], ordinary, titles)]
    seen = [found for found in tagged if LABELS.get(found.label, LABELS["NORP"]).type]
    seen += trusted_by_words([*designated(text, words)], titles, gazetteer.lists)
    formed = [*stated(text, gazetteer.lists, gazetteer.is_place), *firms(text, gazetteer.lists, gazetteer.is_place)]
    seen += [found for found, _ in formed]
    index = Index(words)
    seen += _shown(text, index, gazetteer)
    if kind_of:
        seen += named_in_han(text, words, kind_of, {found.span.end for found in seen}, gazetteer.lists)
    ballots = _first_votes(tagged, seen, gazetteer)
    explained = [*explained_names(text, seen, ballots, gazetteer)]
    seen += [found for found, _ in explained]
    findable = _findable(seen, ballots, ordinary)
    seen += everywhere(text, index, findable, longest_by_first(findable))
    seen += everywhere(text, index, gazetteer.names, gazetteer.longest_by_first)
    seen += surnames_inside(text, index, {surname_of(name) for name in _persons(ballots)})
    whole = [found for found in seen if _stands_alone(text, found, addresses)]
    evidence = Evidence(text, longest_first(whole, lambda found: found.span), links=[link for _, link in explained])
    occurring = {found.name for found in evidence.occurrences}
    evidence.links = [link for link in evidence.links if {link.name, link.other} <= occurring]
    for name in dict.fromkeys(found.name for found in evidence.occurrences):
        evidence.ballots[name] = ballots.get(name) or ballot_of(name, gazetteer)
    for found, vote in formed:
        if found.name in evidence.ballots:
            evidence.ballots[found.name].cast(vote)
    _vote_by_context(evidence, kind_of)
    _vote_in_lists(evidence)
    return evidence


def _tagged(text: str, guesses: Iterable[Guess], gazetteer: Gazetteer) -> Iterator[Sighting]:
    """The tagger's guesses as names."""
    guesses = whole_persons(text, [*guesses])
    told = {fold(text[guess.start : guess.end]) for guess in guesses}
    for guess in guesses:
        for part in parted(text, guess, gazetteer.is_place, told):
            if found := cleaned(text, part):
                person = _known_person(text, found, gazetteer)
                yield without_front(text, person, gazetteer.lists, told, gazetteer.is_place)


def _shown(text: str, index: Index, gazetteer: Gazetteer) -> Iterator[Sighting]:
    """What shows as a name by its own words, or by what stands around them."""
    words = index.words
    yield from hyphenated(text, words, gazetteer.lists)
    yield from named_by_role(text, {word.start: word for word in words})
    yield from introduced(text, words)
    yield from spelled_beside(text, words)
    yield from used_as_names(text, index, gazetteer.loose)


def _vote_by_context(evidence: Evidence, kind_of: KindOf | None) -> None:
    """What stands around each name says of its type."""
    text, ballots = evidence.text, evidence.ballots
    citations = Stretches.of(CITATION, text)
    for found in evidence.occurrences:
        if " " not in found.name and citations.hold(found.span.start):
            ballots[found.name].cast(AUTHOR)
        for vote in context_votes(text, found.span):
            ballots[found.name].cast(vote)
        if kind_of:
            for vote in chinese_votes(text, found.span, kind_of):
                ballots[found.name].cast(vote)
    for short in common_abbreviations(text):
        for name in {short, short + "s"} & ballots.keys():
            ballots[name].cast(COMMON)


def _stands_alone(text: str, found: Sighting, addresses: Stretches) -> bool:
    """Whether a name is no part of an amount, as in US$ 5, of a year by its era, a share's code, or an address."""
    start, end = found.span.start, found.span.end
    before = text[max(0, start - SHORTLY) : start]
    is_mark = ERA_MARK.fullmatch(text, start, end) is not None and YEAR_BEFORE.search(before) is not None
    if is_mark or SHARE.search(before) or SHARES.match(text, end):
        return False
    era = BY_NAME.get(plain(found.name))
    is_counted = era is not None and era.is_counted and YEAR_OF_ERA.match(text, end) is not None
    is_era = is_counted or (era is not None and counts_years(text, start))
    return not is_era and not text.startswith("$", end) and not addresses.hold(start)


def _known_person(text: str, found: Sighting, gazetteer: Gazetteer) -> Sighting:
    """The known person that a longer guess begins with, as in a headline: Jimmy Lai Sentencing; not Austin Li Jiaqi."""
    words = found.name.split()
    if found.label == "PERSON" and len(words) > 2 and not is_pinyin(words[-1]):
        for count in (3, 2):
            entry = gazetteer.known(" ".join(words[:count]))
            end = sum(map(len, words[:count])) + count - 1
            if count < len(words) and entry and entry.type is PERSON and found.span.start + end < found.span.end:
                return sighting(text, found.span.start, found.span.start + end, found.label)
    return found


def _vote_in_lists(evidence: Evidence) -> None:
    """Names listed side by side are of one kind: each gets a vote for what most speaks for in the list."""
    for names in [*_lists(evidence.text, evidence.occurrences)]:
        together = {kind: sum(min(SURE, evidence.ballots[name].score(kind)) for name in names) for kind in EntityType}
        kind = max(together, key=lambda kind: together[kind])
        if sum(weight == together[kind] for weight in together.values()) > 1:
            continue
        for name in names:
            evidence.ballots[name].cast(Vote(kind, 1, "listed beside such"))


def _lists(text: str, occurrences: Sequence[Sighting]) -> Iterator[list[str]]:
    """Names joined by commas and "and": two with an "and", or three and more."""
    listed: list[Sighting] = []
    for found in occurrences:
        if listed and not LIST_GAP.fullmatch(text, listed[-1].span.end, found.span.start):
            yield from _as_list(text, listed)
            listed = []
        listed.append(found)
    yield from _as_list(text, listed)


def _as_list(text: str, listed: Sequence[Sighting]) -> Iterator[list[str]]:
    if len(listed) > 2 or (len(listed) == 2 and LIST_END.search(text, listed[0].span.end, listed[1].span.start)):
        yield [found.name for found in listed]


def _first_votes(tagged: Sequence[Sighting], seen: Sequence[Sighting], gazetteer: Gazetteer) -> dict[str, Ballot]:
    """The votes of the tagger, of the gazetteer and of the names' own words."""
    ballots = {name: ballot_of(name, gazetteer) for name in {found.name for found in seen}}
    for found in tagged:
        if found.name in ballots and found.label in LABELS:
            ballots[found.name].cast(LABELS[found.label])
    return ballots


def _findable(seen: Sequence[Sighting], ballots: dict[str, Ballot], ordinary: AbstractSet[str]) -> set[str]:
    """Names to look for everywhere: those seen once, the surnames of persons and telling given names.

    Not a single word that the text also writes in lower case: Bear, bear.
    """
    persons = _persons(ballots)
    names = {found.name for found in seen} | {surname_of(name) for name in persons}
    names |= {given for name in persons if (given := given_name_of(name))}
    return {name for name in names if is_name(name) and name.lower() not in ordinary}


def _persons(ballots: dict[str, Ballot]) -> list[str]:
    """The full names of persons."""
    return full_names({name: ballot.winner for name, ballot in ballots.items()})
