"""Which names of organisations and places name the same one: with and without the words that may be left out."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterator

from annotate.entities.gazetteer import Gazetteer
from annotate.entities.identity import Link, Types
from annotate.entities.other_names import initials
from annotate.entities.same_person import full_names
from annotate.entities.surnames import is_surname, surname_of
from annotate.entities.votes import ORGANIZATION, PERSON, PLACE
from annotate.entities.words import (
    CORPORATE_WORDS,
    DEMONYMS,
    DESIGNATED_PLACE,
    DESIGNATORS,
    ORGANIZATION_HEADS,
    SCHOOL_WORDS,
)
from annotate.model import Form

BODIES_OF_STATE = ("Congress", "Parliament", "Senate", "Army", "Navy", "Government", "Cabinet")
"""What names a body of its own after a country: U.S. Congress."""
MOST_WORDS_OF_FIRM, SHORTEST_IN_SHORT = 3, 4
"""Words of a firm's name of which the first may stand alone; letters of that first."""
NATURAL = frozenset({"lake", "river", "mount", "mt"})
"""What lies in the country and is also called without the word that says so: Lake Baikal, Baikal."""
FOUNDED = ORGANIZATION_HEADS | SCHOOL_WORDS
IN_BRACKETS = re.compile(r" ?\([^()]*\)$")
"""The place in a firm's full name: Qiming Steel (Shanghai) Co., Ltd."""
ABBREVIATION = re.compile(r"[A-Z]{2,6}")


def shorter_forms(types: Types, guessed: Container[str], gazetteer: Gazetteer) -> Iterator[Link]:
    """Firms with and without "Co., Ltd", schools without "University", places without "Province", lakes without "Lake".

    Both forms must stand. Not where the gazetteer knows two different ones (New York, New York State), and no firm,
    school or lake by the name of a place, unless that is but `guessed` to be one, or by the surname of somebody whom
    the text names.
    """
    surnames = {surname_of(name) for name in full_names(types)}
    for name, kind in types.items():
        for base, last in _bases(name):
            known = gazetteer.known(base), gazetteer.known(name)
            if base not in types or kind == PERSON or (None not in known and known[0] != known[1]):
                continue
            is_free = base not in surnames and not gazetteer.is_place(base)
            is_firm = last in CORPORATE_WORDS and (types[base] != PLACE or " " in base or base in guessed) and is_free
            is_school = last in SCHOOL_WORDS and " " not in base and is_free
            is_place = kind == PLACE and (last in DESIGNATED_PLACE or (last in NATURAL and is_free))
            if is_firm or is_school or is_place:
                yield Link(base, name, Form.FULL, f"“{base}” is {name} in short")
                break


def first_words(types: Types, guessed: Container[str], gazetteer: Gazetteer) -> Iterator[Link]:
    """Firms by the first words of their name alone, where they are the only one with them: Heron Logic, Heron.

    Not by words that name a place or a person, or that more than a guess tells of something else; nor by an ordinary
    one. What is founded, such as a museum, is often called after somebody.
    """
    people = {word for name in full_names(types) for word in name.split()}
    firms: defaultdict[str, list[str]] = defaultdict(list)
    for name, kind in types.items():
        words = name.split()
        for count in range(1, len(words)) if kind == ORGANIZATION else ():
            firms[" ".join(words[:count])].append(name)
    for short, names in firms.items():
        *words, last = names[0].split()
        if len(words) >= MOST_WORDS_OF_FIRM or last.lower() in FOUNDED:
            continue
        is_free = (
            short not in people and not gazetteer.is_place(short) and short.lower() not in gazetteer.lists.ordinary
        )
        is_person = types.get(short) == PERSON and _may_be_person(short, gazetteer)
        is_open = types.get(short) == ORGANIZATION or (short in guessed and not is_person)
        if is_open and len(names) == 1 and len(short) >= SHORTEST_IN_SHORT and is_free:
            yield Link(
                short, names[0], Form.FULL, f"“{short}” is {names[0]} in short, the only one that the text names"
            )


def _may_be_person(name: str, gazetteer: Gazetteer) -> bool:
    """Whether a name has the form of a person's: a surname, a given name, or such a one in front."""
    first = name.split(maxsplit=1)[0]
    return is_surname(first) or first in gazetteer.lists.given


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
    front, _, rest = name.partition(" ")
    if rest.startswith("of ") and front in {"State", "Province"}:
        yield rest.removeprefix("of "), front.lower()
    elif rest and front.lower() in NATURAL:
        yield rest, front.lower()
    *words, last = name.split()
    while words and (key := last.strip(".,").lower()) in CORPORATE_WORDS | SCHOOL_WORDS | DESIGNATED_PLACE | NATURAL:
        base = " ".join(words).rstrip(",")
        yield base, key
        if base.endswith(")"):
            yield IN_BRACKETS.sub("", base), key
        *words, last = words
