"""What a profile says of itself in `profile.toml`, each key looked at before it is believed.

name = "menus"                     by this it is chosen and named
description = "Menus of ..."       one sentence
[recognise]                        by what a page is known to belong; without it, every page does
words = ["menu", "Menu"]           as they are written
letters = "ąęł"
least = 2                          how many different marks a page must have
[evidence]                         lists of words, which the tables name as @dishes
dishes = ["soup", "noodles"]
[tables]                           where each table comes from
"terms.tsv" = { origin = "...", licence = "CC0-1.0" }
[[examples]]                       which are tests; the same twice shows what must stay
before = "..."
after = "..."
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from importlib.resources.abc import Traversable
from typing import TypeVar

from annotate.data.load import read_toml
from annotate.errors import ConfigurationError

FILE = "profile.toml"
KEYS = ("name", "description", "recognise", "evidence", "tables", "examples")

Kind = TypeVar("Kind", str, int, list[object], dict[str, object])


@dataclass(frozen=True, slots=True)
class About:
    """What `profile.toml` says."""

    name: str
    description: str
    words: frozenset[str]
    letters: frozenset[str]
    """Each as a small and as a capital letter."""
    least: int
    evidence: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """The lists of words, in lower case, by their names."""
    examples: tuple[tuple[str, str], ...] = ()


def read_about(folder: Traversable) -> About:
    """What the profile in a folder says of itself.

    Raises ConfigurationError naming the file, the key and what to write there.
    """
    file = folder / FILE
    about = _Table(str(file), read_toml(file))
    about.require_only(*KEYS)
    marks = about.table("recognise")
    marks.require_only("words", "letters", "least")
    evidence = about.table("evidence")
    _require_origins(about.table("tables"))
    return About(
        about.text("name"),
        about.text("description"),
        frozenset(marks.texts("words")),
        frozenset(letter for each in marks.get("letters", str, "") for letter in (each, each.upper())),
        _least(marks),
        {name: frozenset(map(str.lower, evidence.texts(name))) for name in evidence.values},
        tuple(_example(each) for each in about.tables("examples")),
    )


def _least(marks: _Table) -> int:
    least = marks.get("least", int, 0)
    if least < 0:
        raise marks.error("least", f"is {least}; a page has no fewer than 0 marks, and 0 is for every page")
    return least


def _require_origins(tables: _Table) -> None:
    """Raise ConfigurationError where a table is listed without its origin and licence."""
    for name in tables.values:
        told = tables.table(name)
        told.require_only("origin", "licence")
        told.text("origin")
        told.text("licence")


def _example(example: _Table) -> tuple[str, str]:
    example.require_only("before", "after")
    return example.text("before"), example.text("after")


@dataclass(frozen=True, slots=True)
class _Table:
    """A table of a TOML file, and where it stands, for messages."""

    file: str
    values: Mapping[str, object]
    at: str = ""
    """The keys that lead to it, each with a dot after it."""

    def error(self, key: str, why: str) -> ConfigurationError:
        """What is wrong with a key."""
        return ConfigurationError(f"{self.file}, key {self.at + key!r}: {why}")

    def require_only(self, *known: str) -> None:
        """Raise ConfigurationError at a key that nobody reads, such as a misspelt one."""
        for key in self.values:
            if key not in known:
                near = get_close_matches(key, known, 1)
                hint = f"did you mean {near[0]!r}?" if near else f"what may stand there: {', '.join(known)}"
                raise self.error(key, f"no such key is known; {hint}")

    def get(self, key: str, kind: type[Kind], default: Kind | None = None) -> Kind:
        """What stands under a key; `default` where the key is missing, if there is one."""
        value = self.values.get(key, default)
        shape, example = _SHAPES[kind]
        if value is None:
            raise self.error(key, f"is missing; write it as {shape}: {example.format(key=key)}")
        if not isinstance(value, kind) or isinstance(value, bool):
            raise self.error(key, f"must be {shape}, not {_shown(value)}; write {example.format(key=key)}")
        return value

    def text(self, key: str) -> str:
        """A string with something in it."""
        text = self.get(key, str)
        if not text.strip():
            raise self.error(key, "is empty; write something there")
        return text

    def texts(self, key: str) -> Iterator[str]:
        """The strings of a list; none where the key is missing."""
        for number, value in enumerate(self.get(key, list, []), 1):
            if not isinstance(value, str) or not value.strip():
                raise self.error(
                    key, f"number {number} of the list must be a word in quotation marks, not {_shown(value)}"
                )
            yield value

    def table(self, key: str) -> _Table:
        """A table in this one; an empty one where the key is missing."""
        return _Table(self.file, self.get(key, dict, {}), f"{self.at}{key}.")

    def tables(self, key: str) -> Iterator[_Table]:
        """The tables of a list; none where the key is missing."""
        for number, value in enumerate(self.get(key, list, []), 1):
            if not isinstance(value, dict):
                raise self.error(key, f"number {number} must be a table, not {_shown(value)}; write [[{key}]] above it")
            yield _Table(self.file, value, f"{key}[{number}].")


_SHAPES: dict[type, tuple[str, str]] = {
    str: ("a string", '{key} = "..."'),
    int: ("a whole number", "{key} = 2"),
    list: ("a list", "{key} = [...]"),
    dict: ("a table", "[{key}] on a line of its own, and its keys below"),
}


def _shown(value: object) -> str:
    """A value as it may stand in a message: short."""
    words = repr(value)
    return words if len(words) < 40 else f"{words[:39]}…"
