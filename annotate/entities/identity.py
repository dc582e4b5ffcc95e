"""Which names of a document name the same: each finding is a link between two names, with its reason.

Names are given folded, each with the type that its own votes settle on.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from annotate.entities.gazetteer import Entry, Gazetteer
from annotate.entities.inflection import base_name
from annotate.entities.other_names import initials
from annotate.entities.votes import ORGANIZATION, PERSON, PLACE
from annotate.entities.words import (
    CORPORATE_WORDS,
    DEMONYMS,
    DESIGNATED_PLACE,
    DESIGNATORS,
    PARTICLES,
    QUOTED,
    SCHOOL_WORDS,
    fold,
    is_surname_first,
    surname_of,
)
from annotate.model import EntityType, Form

Types = Mapping[str, EntityType | None]
BODIES_OF_STATE = ("Congress", "Parliament", "Senate", "Army", "Navy", "Government", "Cabinet")
ABBREVIATION = re.compile(r"[A-Z]{2,6}")
UNTOLD = str.maketrans("-‑", "  ", ".'")
"""What says nothing in the spelling of a name."""
SHORTEST_IN_CAPITALS = 4
"""Letters of a name in capitals that may be no abbreviation."""
MOST_CANDIDATES = 12
"""An open name lists no more persons than an editor can weigh."""


@dataclass(frozen=True, slots=True)
class Link:
    """`name` names what `other` names."""

    name: str
    other: str
    form: Form
    """What `name` is to `other`."""
    reason: str


class Groups:
    """Names joined by links: who is joined to whom, directly or through others."""

    def __init__(self) -> None:
        self._parent: dict[str, str] = {}
        self.links: list[Link] = []

    def join(self, link: Link) -> None:
        """Put both names of `link` in one group."""
        self._parent[self.find(link.name)] = self.find(link.other)
        self.links.append(link)

    def find(self, name: str) -> str:
        """The name that stands for the whole group of `name`."""
        root = name
        while (above := self._parent.get(root, root)) != root:
            root = above
        while (above := self._parent.get(name, name)) != root:
            self._parent[name] = root
            name = above
        return root


def known_names(types: Types, gazetteer: Gazetteer) -> Iterator[Link]:
    """Names that one entry of the gazetteer lists; loose ones too where they are of its type: America, the Fed.

    Not of persons: a Trump may be another.
    """
    for name, kind in types.items():
        entry = gazetteer.known(name)
        if entry is None and kind != PERSON and (loose := gazetteer.perhaps(name)) and loose.type == kind:
            entry = loose
        if entry and fold(entry.name) != name:
            form = Form.ACRONYM if name.isupper() and " " not in name else Form.ALIAS
            yield Link(name, fold(entry.name), form, f"the gazetteer knows “{name}” as {entry.name}")
        elif entry is None and (entry := _known_stem(name, gazetteer)):
            yield Link(name, fold(entry.name), Form.FULL, f"the gazetteer knows {entry.name}, “{name}” in full")


def _known_stem(name: str, gazetteer: Gazetteer) -> Entry | None:
    """The firm or province of which a name gives the full form; a City may be another place: Kansas City."""
    *front, last = name.split()
    entry = gazetteer.known(" ".join(front))
    if entry and " ".join(front).isupper() and fold(entry.name) != " ".join(front):
        return None  # CPC Corp is no Communist Party of China
    if entry and entry.type == ORGANIZATION and last.lower() in CORPORATE_WORDS:
        return entry
    return entry if entry and entry.type == PLACE and last in {"Province", "Municipality"} else None


def spelled_alike(names: Iterable[str], gazetteer: Gazetteer) -> Iterator[Link]:
    """Names that differ by dots and hyphens, or by capitals, as datelines have them.

    U.S., US; Basse-Terre, Basse Terre; HONG KONG, Hong Kong. No short ones by capitals: WHO is nobody's Who.
    """
    written: dict[str, str] = {}
    for name in names:
        key = name.translate(UNTOLD)
        other = written.setdefault(key if len(key) < SHORTEST_IN_CAPITALS else key.lower(), name)
        if other == name and name.isupper() and (entry := gazetteer.known(name.title())):
            other = fold(entry.name)
        if other != name:
            yield Link(name, other, Form.FULL, f"“{name}” is {other}, written otherwise")


def inflected_names(types: Types) -> Iterator[Link]:
    """Persons whose name stands with a Slavic ending: Lei Juna, Lei Jun."""
    for name, kind in types.items():
        if kind != PERSON:
            continue
        base = base_name(name, types)
        if base and types.get(base, PERSON) == PERSON:
            yield Link(name, base, Form.INFLECTED, f"“{name}” is {base} with a Slavic ending")


def longer_names(types: Types) -> Iterator[Link]:
    """Persons with a longer and a shorter name: Jimmy Lai, Jimmy Lai Chee-ying; Joe R. Biden, Joe Biden, R. Biden.

    A surname of several words too: Robert van Gulik, Van Gulik; and a nickname: Robert “Bob” Lee Jr, Bob Lee.
    """
    longer: defaultdict[str, list[str]] = defaultdict(list)
    for name in full_names(types):
        words = name.split()
        surname = surname_of(name)
        shortened = {" ".join(words[:count]) for count in range(2, len(words))} | {f"{words[0]} {words[-1]}"}
        shortened |= {f"{word} {surname}" for word in (*words[:-1], *QUOTED.findall(name)) if word != surname}
        shortened.add(" ".join(QUOTED.sub("", name).split()))
        shortened |= {_capitalized(words[at:]) for at in range(1, len(words) - 1) if words[at].lower() in PARTICLES}
        for short in shortened - {name}:
            longer[short].append(name)
    for name in full_names(types):
        if len(longer[name]) == 1:
            yield Link(name, longer[name][0], Form.FULL, f"“{name}” is {longer[name][0]} in short")


def _capitalized(words: Sequence[str]) -> str:
    """Words with the particle in front as a sentence begins with it: Van Gulik."""
    return " ".join((words[0].capitalize(), *words[1:]))


def full_names(types: Types) -> list[str]:
    """The names of persons that have more than one word."""
    return [name for name, kind in types.items() if kind == PERSON and " " in name]


def short_names(types: Types, groups: Groups, settled: Collection[str]) -> Iterator[tuple[str, Form, list[str]]]:
    """Single names with the full names they may shorten, one for each person: surnames and given names.

    Names in `settled` name something else beyond doubt: London is not Jack London.
    """
    surnames: defaultdict[str, dict[str, str]] = defaultdict(dict)
    given: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for name in full_names(types):
        surnames[surname_of(name)].setdefault(groups.find(name), name)
        rest = name.split()[1] if is_surname_first(name) else name.split()[0]
        given[rest].setdefault(groups.find(name), name)
    for name, kind in types.items():
        if " " in name or name in settled:
            continue
        if name in surnames:
            yield name, Form.SURNAME, [*surnames[name].values()][:MOST_CANDIDATES]
        elif name in given and kind == PERSON:
            yield name, Form.GIVEN, [*given[name].values()][:MOST_CANDIDATES]


def shorter_forms(types: Types, gazetteer: Gazetteer) -> Iterator[Link]:
    """Firms with and without "Co., Ltd", schools with and without "University", places with and without "Province".

    Both forms must stand. Not where the gazetteer knows two different ones (New York, New York State), and no firm or
    school by the name of a place or by the surname of somebody whom the text names.
    """
    surnames = {surname_of(name) for name in full_names(types)}
    for name, kind in types.items():
        for base, last in _bases(name):
            known = gazetteer.known(base), gazetteer.known(name)
            if base not in types or kind == PERSON or (None not in known and known[0] != known[1]):
                continue
            is_free = base not in surnames and not gazetteer.is_place(base)
            is_firm = last in CORPORATE_WORDS and (types[base] != PLACE or " " in base) and is_free
            is_school = last in SCHOOL_WORDS and " " not in base and is_free
            if is_firm or is_school or (last in DESIGNATED_PLACE and kind == PLACE):
                yield Link(base, name, Form.FULL, f"“{base}” is {name} in short")
                break


def without_country(types: Types, gazetteer: Gazetteer) -> Iterator[Link]:
    """Organisations with and without their country in front, where but one country's is named; and its short forms.

    Chinese Foreign Ministry, Foreign Ministry; U.S. Congress, United States Congress.
    """
    longer: defaultdict[str, list[str]] = defaultdict(list)
    for name, kind in types.items():
        if kind == ORGANIZATION and (parts := _country_and_rest(name, gazetteer)):
            longer[parts[1]].append(name)
    for rest, names in longer.items():
        countries = {(parts := _country_and_rest(name, gazetteer)) and parts[0] for name in names}
        if len(countries) > 1:
            continue
        for name in names[1:]:
            yield Link(name, names[0], Form.FULL, f"“{name}” is {names[0]}, the country written otherwise")
        if types.get(rest) == ORGANIZATION and not gazetteer.known(rest):
            yield Link(rest, names[0], Form.FULL, f"“{rest}” is {names[0]}, the only one that the text names")


def _country_and_rest(name: str, gazetteer: Gazetteer) -> tuple[str, str] | None:
    """The country with which the name of a body begins, and the rest of two words or more."""
    words = name.split()
    for count in (2, 1):
        front, rest = " ".join(words[:count]), " ".join(words[count:])
        if " " not in rest and not rest.endswith(BODIES_OF_STATE):
            continue
        if count == 1 and front.lower() in DEMONYMS:
            return front, rest
        if (entry := gazetteer.known(front)) and entry.type == PLACE:
            return entry.name, rest
    return None


def abbreviated(types: Types, gazetteer: Gazetteer) -> Iterator[Link]:
    """Initials of the one organisation named by the text that has them, without brackets: General Motors, GM."""
    bodies: defaultdict[str, list[str]] = defaultdict(list)
    for name, kind in types.items():
        if kind == ORGANIZATION and " " in name:
            for letters in initials(name):
                bodies[letters].append(name)
    for short in types:
        full = bodies.get(short.lower(), [])
        if len(full) == 1 and ABBREVIATION.fullmatch(short) and not gazetteer.known(short):
            perhaps = gazetteer.perhaps(short)
            if len(short) > 2 or (perhaps is not None and perhaps == gazetteer.known(full[0])):
                yield Link(short, full[0], Form.ACRONYM, f"“{short}” is {full[0]} by its initials")


def without_place(types: Types) -> Iterator[Link]:
    """Teams without their city, and bodies without what they are for, where the text names but one that is called so.

    Pittsburgh Pirates, Pirates; Andy Warhol Foundation for the Visual Arts, Andy Warhol Foundation.
    """
    longer: defaultdict[str, list[str]] = defaultdict(list)
    for name, kind in types.items():
        if kind == ORGANIZATION:
            place, _, team = name.rpartition(" ")
            if place and team.endswith("s") and team.lower() not in DESIGNATORS:
                longer[team].append(name)
            body, purpose, _ = name.partition(" for ")
            if purpose and " " in body:
                longer[body].append(name)
    for short, names in longer.items():
        if len(names) == 1 and types.get(short) in {ORGANIZATION, None} and short in types:
            yield Link(short, names[0], Form.FULL, f"“{short}” is {names[0]} in short")


def _bases(name: str) -> Iterator[tuple[str, str]]:
    """A name without its last words, as long as those say what kind of thing it names, or without its first.

    Each with the last word that was left out.

    >>> [*_bases("Huawei Technologies Co., Ltd")]
    [('Huawei Technologies Co.', 'ltd'), ('Huawei Technologies', 'co'), ('Huawei', 'technologies')]
    >>> [*_bases("State of Texas")]
    [('Texas', 'state')]
    """
    if name.startswith(("State of ", "Province of ")):
        yield name.split(" of ", 1)[1], name.split(maxsplit=1)[0].lower()
    *words, last = name.split()
    while words and (key := last.strip(".,").lower()) in CORPORATE_WORDS | SCHOOL_WORDS | DESIGNATED_PLACE:
        yield " ".join(words).rstrip(","), key
        *words, last = words
