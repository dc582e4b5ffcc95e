"""A register of names: how the names of a language are called before they are declined, and how often they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from annotate.normalize.rules.slavic import bases, is_plainly_written, sound_keys, unmarked

GIVEN, SURNAME_OF_A_MAN, SURNAME_OF_A_WOMAN, PLACE, WORD = "g", "m", "f", "p", "w"


class Entry(NamedTuple):
    """What a name is called for, a letter each, and how often in a billion words."""

    kinds: str
    weight: int


class Match(NamedTuple):
    """A name that a form may be meant for."""

    name: str
    entry: Entry
    is_respelt: bool
    """Whether the form is spelt otherwise, not merely declined."""


@dataclass(frozen=True, eq=False)
class Register:
    """Names by how they are written; a word of kind `w` is there to be left alone."""

    entries: Mapping[str, Entry] = field(default_factory=dict)

    def __contains__(self, name: str) -> bool:
        return name in self.entries

    def has(self, name: str, kind: str) -> bool:
        """Whether there is such a name."""
        return name in self.entries and kind in self.entries[name].kinds

    def declined(self, form: str) -> Iterator[Match]:
        """The names that a form may be a case of, its marks lost or not."""
        is_plain = unmarked(form) == form
        for base in dict.fromkeys(bases(form)):
            if base in self.entries:
                yield Match(base, self.entries[base], is_respelt=False)
            for name in self._marked(base) if is_plain else ():
                yield Match(name, self.entries[name], is_respelt=True)

    def respelt(self, form: str) -> Iterator[Match]:
        """The names whose marks a form has lost, or that it spells the English way."""
        alike = (name for key in sound_keys(form) for name in self._by_sound.get(key, ()))
        for name in sorted({*alike, *self._marked(form)} - {form}):
            if not is_plainly_written(form, name):
                yield Match(name, self.entries[name], is_respelt=True)

    def is_unmarked(self, form: str) -> bool:
        """Whether a form is a name but for its marks."""
        return form not in self.entries and bool(self._marked(form))

    def _marked(self, form: str) -> list[str]:
        """The names that read like the form without their marks."""
        return self._by_letters.get(form, [])

    @cached_property
    def _by_letters(self) -> Mapping[str, list[str]]:
        names: dict[str, list[str]] = {}
        for name, entry in self.entries.items():
            if entry.kinds != WORD and (plain := unmarked(name)) != name:
                names.setdefault(plain, []).append(name)
        return names

    @cached_property
    def _by_sound(self) -> Mapping[str, list[str]]:
        names: dict[str, list[str]] = {}
        for name, entry in self.entries.items():
            if entry.kinds != WORD:
                for key in sound_keys(name):
                    names.setdefault(key, []).append(name)
        return names
