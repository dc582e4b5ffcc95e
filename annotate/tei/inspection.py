"""What the checks look at: an edition, and what is worth finding out about it only once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import cast

from annotate.tei.declarations import characters_declared
from annotate.tei.elements import ID, NAMESPACES, Element, select, tei
from annotate.tei.profile import Profile
from annotate.tei.reading import Reading, pieces_of

POINTING = frozenset((
    "ana", "change", "copyOf", "corresp", "datcat", "decls", "domains", "exclude", "facs", "from", "hand",
    "next", "prev", "ref", "resp", "sameAs", "scheme", "select", "source", "spanTo", "synch", "target", "to",
    "who", "wit",
))  # fmt: skip
"""The attributes of TEI that hold pointers."""

WOVEN = "annotate.app"
"""The xml:id of the program in a file that somebody else made."""
_LOCAL = re.compile(r"#[^\s()#]+")


_PREFIXED = re.compile(r"(?P<prefix>[a-z][a-z0-9+.-]*):(?P<rest>\S*)")


@dataclass(frozen=True, slots=True)
class Pointer:
    """One pointer: to a place in the same file, or by an address that begins with a prefix or scheme."""

    element: Element
    attribute: str
    id: str = ""
    """Of a place in the same file."""
    prefix: str = ""
    rest: str = ""
    """What follows the prefix and its colon."""


@dataclass(frozen=True, slots=True)
class RuleSet:
    """The rules of one version of the program."""

    version: str
    """Without the fingerprint of the tables: `2`."""
    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class Inspection:
    """An edition under inspection."""

    edition: Element
    body: Element | None
    ids: Mapping[str, Element]
    """The first element that has each xml:id."""
    pointers: tuple[Pointer, ...]
    """To places in the same file."""
    prefixed: tuple[Pointer, ...]
    """Those that begin with a prefix or a scheme."""
    characters: Mapping[str, str]
    """What each `g` stands for."""
    made_here: bool
    """Whether this program wrote it, so that what it promises can be held against it."""
    raw: bytes = b""
    """The bytes of the file, where there is one."""
    stem: str = ""
    """The name of the file without its ending, where there is one."""
    today: date | None = None
    """The day, where it is known."""
    rule_set: RuleSet | None = None
    """The rules that the program knows, where the caller tells."""

    @property
    def profile(self) -> str:
        """Which of its forms an edition made here has; empty for other files."""
        return self.edition.get("type", "") if self.made_here else ""

    def in_body(self, element: Element) -> bool:
        """Whether an element stands in the text."""
        return next(element.iterancestors(tei("body")), None) is not None

    def find(self, path: str) -> list[Element]:
        """The elements at an XPath, where `t:` is TEI."""
        return select(self.edition, path)

    def text(self, reading: Reading) -> str:
        """One of the two texts."""
        return "" if self.body is None else self.side(self.body, reading)

    def side(self, element: Element, reading: Reading) -> str:
        """The text of one element in one reading."""
        return "".join(pieces_of(element, reading, self.characters))


def is_made_here(edition: Element) -> bool:
    """Whether this program wrote `edition`: it is named there, with the edition's own id or in one of our forms.

    Where it put marks into somebody else's file, its id is always the same.
    """
    stem, form = edition.get(ID, ""), edition.get("type")
    programs = select(edition, "t:teiHeader//t:appInfo/t:application[@ident='annotate']")
    labels = {each.get(ID) for each in programs}
    return f"{stem}.app" in labels or (form in set(Profile) and bool(labels) and WOVEN not in labels)


def inspect(
    edition: Element,
    *,
    raw: bytes = b"",
    stem: str = "",
    today: date | None = None,
    rule_set: RuleSet | None = None,
) -> Inspection:
    """Look through `edition` once."""
    ids: dict[str, Element] = {}
    pointers: list[Pointer] = []
    for element in edition.iter("*"):
        for attribute, value in cast("list[tuple[str, str]]", element.items()):
            if attribute == ID:
                ids.setdefault(value, element)
            elif attribute in POINTING:
                pointers += _pointers(element, attribute, value)
    return Inspection(
        edition,
        edition.find("t:text/t:body", NAMESPACES),
        ids,
        tuple(pointer for pointer in pointers if pointer.id),
        tuple(pointer for pointer in pointers if pointer.prefix),
        characters_declared(edition),
        is_made_here(edition),
        raw,
        stem,
        today,
        rule_set,
    )


def _pointers(element: Element, attribute: str, value: str) -> Iterator[Pointer]:
    for token in value.split():
        if _LOCAL.fullmatch(token):
            yield Pointer(element, attribute, id=token[1:])
        elif prefixed := _PREFIXED.fullmatch(token):
            yield Pointer(element, attribute, prefix=prefixed["prefix"], rest=prefixed["rest"])
