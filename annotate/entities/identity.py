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
from annotate.entities.votes import ORGANIZATION, PERSON, PLACE
from annotate.entities.words import (
    CORPORATE_WORDS,
    DESIGNATED_PLACE,
    PARTICLES,
    SCHOOL_WORDS,
    fold,
    is_surname_first,
    surname_of,
)
from annotate.model import EntityType, Form

Types = Mapping[str, EntityType | None]
QUOTED = re.compile(r"[“\"‘](.+?)[”\"’]")
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


def known_names(names: Iterable[str], gazetteer: Gazetteer) -> Iterator[Link]:
    """Names that one entry of the gazetteer lists."""
    for name in names:
        entry = gazetteer.known(name)
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


def names_in_capitals(names: Collection[str], gazetteer: Gazetteer) -> Iterator[Link]:
    """Names in capitals, as datelines have them, of what the text or the gazetteer writes with small letters too.

    HONG KONG, Hong Kong. No short ones: WHO is nobody's Who.
    """
    written = {name.upper(): name for name in names if not name.isupper()}
    for name in names:
        if name.isupper() and len(name) >= SHORTEST_IN_CAPITALS:
            other = written.get(name) or ((entry := gazetteer.known(name.title())) and fold(entry.name))
            if other:
                yield Link(name, other, Form.FULL, f"“{name}” is {other} in capitals")


def inflected_names(types: Types) -> Iterator[Link]:
    """Persons whose name stands with a Slavic ending: Lei Juna, Lei Jun."""
    for name, kind in types.items():
        if kind != PERSON:
            continue
        base = base_name(name, types)
        if base and types.get(base, PERSON) == PERSON:
            yield Link(name, base, Form.INFLECTED, f"“{name}” is {base} with a Slavic ending")


def longer_names(types: Types) -> Iterator[Link]:
    """Persons with a longer and a shorter name: Jimmy Lai, Jimmy Lai Chee-ying; Joe R. Biden, Joe Biden.

    A surname of several words too: Robert van Gulik, Van Gulik; and a nickname: Robert “Bob” Lee Jr, Bob Lee.
    """
    longer: defaultdict[str, list[str]] = defaultdict(list)
    for name in full_names(types):
        words = name.split()
        surname = surname_of(name)
        shortened = {" ".join(words[:count]) for count in range(2, len(words))} | {f"{words[0]} {words[-1]}"}
        shortened |= {f"{words[0]} {surname}", *(f"{nickname} {surname}" for nickname in QUOTED.findall(name))}
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


def _bases(name: str) -> Iterator[tuple[str, str]]:
    """A name without its last words, as long as those say what kind of thing it names; each with the last left out.

    >>> [*_bases("Huawei Technologies Co., Ltd")]
    [('Huawei Technologies Co.', 'ltd'), ('Huawei Technologies', 'co'), ('Huawei', 'technologies')]
    """
    *words, last = name.split()
    while words and (key := last.strip(".,").lower()) in CORPORATE_WORDS | SCHOOL_WORDS | DESIGNATED_PLACE:
        yield " ".join(words).rstrip(","), key
        *words, last = words
