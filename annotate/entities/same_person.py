"""Which names of persons name the same one: surnames, given names, longer and shorter forms, Slavic endings."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence

from annotate.entities.identity import Groups, Link, Types
from annotate.entities.inflection import base_name
from annotate.entities.surnames import QUOTED, begins_with_surname, is_surname_first, surname_of
from annotate.entities.votes import PERSON
from annotate.entities.words import PARTICLES
from annotate.model import Form

INITIALLED = re.compile(r"(?P<initials>(?:[A-Z]\.[ -]*){1,3})(?P<surname>[A-Z][\w'-]+)")
MOST_CANDIDATES = 12
"""An open name lists no more persons than an editor can weigh."""


def inflected_names(types: Types) -> Iterator[Link]:
    """Persons whose name stands with a Slavic ending: Lei Juna, Lei Jun."""
    for name, kind in types.items():
        if kind != PERSON:
            continue
        base = base_name(name, types)
        if base and types.get(base, PERSON) == PERSON:
            yield Link(name, base, Form.INFLECTED, f"“{name}” is {base} with a Slavic ending")


def longer_names(types: Types) -> Iterator[Link]:
    """Persons with a longer and a shorter name: Jimmy Lai, Lai Chee-ying, Jimmy Lai Chee-ying; Joe R. Biden, Joe Biden.

    A surname of several words too: Robert van Gulik, Van Gulik; and a nickname: Robert “Bob” Lee Jr, Bob Lee.
    """
    longer: defaultdict[str, list[str]] = defaultdict(list)
    for name in full_names(types):
        words = name.split()
        surname = surname_of(name)
        shortened = {" ".join(words[:count]) for count in range(2, len(words))} | {f"{words[0]} {words[-1]}"}
        shortened |= {f"{word} {surname}" for word in (*words[:-1], *QUOTED.findall(name)) if word != surname}
        shortened.add(" ".join(QUOTED.sub("", name).split()))
        shortened |= {" ".join(words[1:])} if is_surname_first(" ".join(words[1:])) else set()
        shortened |= {_capitalized(words[at:]) for at in range(1, len(words) - 1) if words[at].lower() in PARTICLES}
        for short in shortened - {name}:
            longer[short].append(name)
    for name in full_names(types):
        if len(longer[name]) == 1:
            yield Link(name, longer[name][0], Form.FULL, f"“{name}” is {longer[name][0]} in short")


def initialled_names(types: Types) -> Iterator[Link]:
    """Persons by their initials, where the text names but one that has them: C. S. Wu, Chien-Shiung Wu."""
    by_initials: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for name in full_names(types):
        surname = surname_of(name)
        given = [word for word in re.split("[ -]", QUOTED.sub("", name)) if word and word != surname]
        if surname and all(len(word.rstrip(".")) > 1 for word in given):
            for count in range(1, len(given) + 1):
                by_initials["".join(word[0].upper() for word in given[:count]), surname].append(name)
    for name in full_names(types):
        if found := INITIALLED.fullmatch(name):
            letters = "".join(filter(str.isalpha, found["initials"]))
            if len(names := by_initials[letters, found["surname"]]) == 1:
                yield Link(name, names[0], Form.FULL, f"“{name}” is {names[0]} by the initials")


def _capitalized(words: Sequence[str]) -> str:
    """Words with the particle in front as a sentence begins with it: Van Gulik."""
    return " ".join((words[0].capitalize(), *words[1:]))


def full_names(types: Types) -> list[str]:
    """The names of persons that have more than one word."""
    return [name for name, kind in types.items() if kind == PERSON and " " in name]


def short_names(types: Types, groups: Groups, settled: Collection[str]) -> Iterator[tuple[str, Form, list[str]]]:
    """Single names with the full names they may shorten, one for each person: surnames and given names.

    Names in `settled` name something else beyond doubt: London is not Jack London. The first of two surnames also
    stands alone, and so do middle names: Peláez, of Amelia Peláez del Casal.
    """
    surnames: defaultdict[str, dict[str, str]] = defaultdict(dict)
    given: defaultdict[str, dict[str, str]] = defaultdict(dict)
    between: defaultdict[str, dict[str, str]] = defaultdict(dict)
    nicknames: set[str] = set()
    for name in full_names(types):
        surname = surname_of(name)
        for written in {surname, surname.capitalize()} if name.isupper() else {surname}:
            surnames[written].setdefault(groups.find(name), name)
        rest = name.split()[1] if begins_with_surname(name) else name.split()[0]
        nicknames.update(QUOTED.findall(name))
        for first in (rest, *QUOTED.findall(name)):
            given[first].setdefault(groups.find(name), name)
        for word in () if begins_with_surname(name) else QUOTED.sub("", name).split()[1:-1]:
            between[word].setdefault(groups.find(name), name)
    for name, kind in types.items():
        if " " in name or name in settled:
            continue
        if name in surnames:
            yield name, Form.SURNAME, [*surnames[name].values()][:MOST_CANDIDATES]
        elif name in nicknames or (name in given and kind == PERSON):
            yield name, Form.GIVEN, [*given[name].values()][:MOST_CANDIDATES]
        elif kind == PERSON and len(between[name]) == 1:
            yield name, Form.SURNAME, [*between[name].values()]
