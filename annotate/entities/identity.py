"""Which names of a document name the same: each finding is a link between two names, with its reason.

Names are given folded, each with the type that its own votes settle on. `same_person` and `same_body` find more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from annotate.entities.gazetteer import Entry, Gazetteer
from annotate.entities.surnames import is_surname_first
from annotate.entities.votes import ORGANIZATION, PERSON, PLACE
from annotate.entities.words import CORPORATE_WORDS, fold
from annotate.model import EntityType, Form

Types = Mapping[str, EntityType | None]
UNTOLD = str.maketrans("-‑", "  ", ".'")
"""What says nothing in the spelling of a name."""
SHORTEST_IN_CAPITALS = 4
"""Letters of a name in capitals that may be no abbreviation."""


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

    U.S., US; Basse-Terre, Basse Terre; HONG KONG, Hong Kong; Yuan, Mei, Yuan Mei; Waley, Arthur, Arthur Waley. No short
    ones by capitals: WHO is nobody's Who.
    """
    written: dict[str, str] = {}
    for name in names:
        key = _in_order(name).translate(UNTOLD)
        other = written.setdefault(key if len(key) < SHORTEST_IN_CAPITALS else key.lower(), name)
        if other == name and name.isupper() and (entry := gazetteer.known(name.title())):
            other = fold(entry.name)
        if other != name:
            yield Link(name, other, Form.FULL, f"“{name}” is {other}, written otherwise")


def _in_order(name: str) -> str:
    """A name as it is spoken, not as a catalogue has it."""
    surname, comma, given = name.partition(", ")
    if not comma or "," in given:
        return name
    return f"{surname} {given}" if is_surname_first(f"{surname} {given}") else f"{given} {surname}"
