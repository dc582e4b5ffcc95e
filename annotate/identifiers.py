"""Identifiers of entities: ASCII, valid XML names, the same for the same name in every document.

And what is known of a name by itself, from which an entity is made.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Container
from typing import NamedTuple, TypeAlias

from annotate.model import EntityType

PREFIX = {EntityType.PERSON: "per", EntityType.ORGANIZATION: "org", EntityType.PLACE: "loc"}
PLAIN = str.maketrans({"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ß": "ss", "æ": "ae", "ı": "i"})


class KnownName(NamedTuple):
    """What a gazetteer knows of a name."""

    type: EntityType | None
    """None where it names neither person, organisation nor place."""
    name: str
    """How the one named is usually called in English."""
    id: str = ""
    """A stable identifier, such as a Wikidata number."""

    @property
    def stem(self) -> str:
        """What the entity's own id is made from, in every document."""
        return self.id or self.name


class NameKind(NamedTuple):
    """What a name in Han characters names by itself, and why."""

    type: EntityType | None
    """None for something that is neither person, organisation nor place."""
    reason: str
    weight: float
    """How much that says, as a vote beside those of `annotate.entities.votes`; below zero it speaks against it."""
    known: KnownName | None = None
    """What a gazetteer knows of it."""


KindOf: TypeAlias = Callable[[str], NameKind | None]
"""Tells what a name in Han characters names; None where nothing tells. See `annotate.chinese.kinds`."""


def entity_id(kind: EntityType, canonical: str, taken: Container[str]) -> str:
    """An identifier that is not `taken` yet.

    >>> entity_id(EntityType.PERSON, "Lei Jun", {"per.lei-jun"})
    'per.lei-jun-2'
    """
    base = f"{PREFIX[kind]}.{slug(canonical)}"
    number = 1
    while (unique := base if number == 1 else f"{base}-{number}") in taken:
        number += 1
    return unique


def slug(name: str) -> str:
    """A name in lower-case ASCII, words joined by hyphens; letters of other scripts by their code points.

    >>> slug("Lei Jun"), slug("Łódź"), slug("雷军")
    ('lei-jun', 'lodz', 'u96f7-519b')
    """
    letters = unicodedata.normalize("NFD", name.translate(PLAIN).replace("’", "").replace("'", ""))
    ascii_letters = "".join(c for c in letters if not unicodedata.combining(c))
    if any(not c.isascii() and c.isalpha() for c in ascii_letters):
        ascii_letters = "u" + "-".join(f"{ord(c):x}" if not c.isascii() else c for c in ascii_letters)
    return re.sub(r"[^a-z0-9]+", "-", ascii_letters.lower()).strip("-") or "unnamed"
