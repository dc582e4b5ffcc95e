"""Names known before the text is read: a small typed table, made to be extended in a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable, KeysView, Mapping
from dataclasses import dataclass
from functools import cache, cached_property

from annotate.data.load import read_bytes
from annotate.entities.namelists import NameLists, load_name_lists
from annotate.entities.words import fold, longest_by_first
from annotate.errors import ConfigurationError
from annotate.identifiers import KnownName
from annotate.model import EntityType
from annotate.script import simplified

FILE = "gazetteer.tsv"
COLUMNS = ("type", "name", "chinese", "aliases", "loose", "note", "id")
NO_ENTITY = "-"
LONG_IN_CHINESE = 3
"""Characters of a name in Chinese that is hardly a part of something else."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One known name: what it names, and how else that is called."""

    name: str
    type: EntityType | None
    """None when the name is known to be neither person, organisation nor place: a product, a period."""
    chinese: str | None = None
    aliases: tuple[str, ...] = ()
    chinese_aliases: tuple[str, ...] = ()
    """Other names in Han characters."""
    loose: frozenset[str] = frozenset()
    """Those of the names that are also ordinary words or name something else: Apple, Jordan."""
    note: str = ""
    id: str = ""
    """A stable identifier, such as a Wikidata number; then the entity's own id is made from it in every document."""


class Gazetteer:
    """Entries by any of their names; diacritics do not count, and of two with one name the later wins."""

    def __init__(self, entries: Iterable[Entry], lists: NameLists | None = None) -> None:
        self.entries = tuple(entries)
        self.lists = lists or NameLists()
        self._firm: dict[str, Entry] = {}
        self._loose: dict[str, Entry] = {}
        for entry in self.entries:
            for name in (entry.name, *entry.aliases):
                shelf = self._loose if name in entry.loose else self._firm
                shelf[fold(name)] = entry
        self._chinese = {
            simplified(name): entry
            for entry in self.entries
            for name in (entry.chinese, *entry.chinese_aliases)
            if name
        }

    @property
    def names(self) -> KeysView[str]:
        """The folded names that are safe to look for in a text; loose ones are not."""
        return self._firm.keys()

    @property
    def loose(self) -> KeysView[str]:
        """The folded names that are also ordinary words, or name something else."""
        return self._loose.keys()

    @cached_property
    def longest_by_first(self) -> dict[str, int]:
        """For the first word of each of these names the number of words of the longest."""
        return longest_by_first(self.names)

    def known(self, name: str) -> Entry | None:
        """The entry that `name` names beyond doubt."""
        return self._firm.get(fold(name))

    def perhaps(self, name: str) -> Entry | None:
        """The entry that `name` may name, where the text shows that it is a name at all."""
        return self._loose.get(fold(name))

    def is_place(self, name: str) -> bool:
        """Whether a place is called so, here or among the cities."""
        entry = self.known(name) or self.perhaps(name)
        return entry.type is EntityType.PLACE if entry else fold(name) in (self.lists.cities or {})

    @property
    def chinese_names(self) -> Iterable[tuple[str, EntityType | None]]:
        """The names in Simplified characters, and what they name."""
        return ((name, entry.type) for name, entry in self._chinese.items())

    @cached_property
    def sure_chinese(self) -> Mapping[str, EntityType]:
        """Those of them that are long enough to be hardly a part of something else, with the type of each."""
        return {name: kind for name, kind in self.chinese_names if kind and len(name) >= LONG_IN_CHINESE}

    def known_chinese(self, name: str) -> KnownName | None:
        """What a name in Han characters of either script names, and how that is called in English."""
        entry = self._chinese.get(name) or self._chinese.get(simplified(name))
        return KnownName(entry.type, entry.name, entry.id) if entry else None


@cache
def load_gazetteer() -> Gazetteer:
    """The gazetteer that comes with the program."""
    return Gazetteer(_shipped(), load_name_lists())


def extended_gazetteer(text: str, origin: str) -> Gazetteer:
    """The program's gazetteer with the rows of the user's own table after it; of two with one name theirs wins."""
    return Gazetteer((*_shipped(), *read_gazetteer(text.split("\n"), origin=origin)), load_name_lists())


def _shipped() -> Iterable[Entry]:
    return read_gazetteer(read_bytes(FILE).decode().split("\n"), origin=FILE)


def read_gazetteer(lines: Iterable[str], *, origin: str) -> Iterable[Entry]:
    """Read a table: a header line naming the columns, then one entry a line, tab between the columns.

    Only `type` and `name` are required; empty lines and lines that begin with # are skipped.
    Raises ConfigurationError, naming `origin`, line and column, where a line cannot be read.
    """
    header: list[str] = []
    for number, line in enumerate(lines, start=1):
        cells = [cell.strip() for cell in line.lstrip("\ufeff").rstrip("\r\n").split("\t")]
        if not any(cells) or cells[0].startswith("#"):
            continue
        if not header:
            header = _header(cells, f"{origin}, line {number}")
            continue
        if len(cells) > len(header):
            raise ConfigurationError(f"{origin}, line {number}, column {len(header) + 1}: a cell without a heading")
        yield _entry(dict(zip(header, cells, strict=False)), f"{origin}, line {number}")
    if not header:
        raise ConfigurationError(f"{origin}, line 1: there is no header line; the columns are {', '.join(COLUMNS)}")


def _header(cells: list[str], place: str) -> list[str]:
    unknown = [cell for cell in cells if cell not in COLUMNS]
    missing = [column for column in ("type", "name") if column not in cells]
    if unknown:
        place = f"{place}, column {cells.index(unknown[0]) + 1}"
    if unknown or missing:
        fault = f"unknown column {unknown[0]!r}" if unknown else f"there is no column {missing[0]!r}"
        raise ConfigurationError(f"{place}: {fault}; the columns are {', '.join(COLUMNS)}, tab between them")
    return cells


def _entry(row: dict[str, str], place: str) -> Entry:
    kind, name = row.get("type", ""), row.get("name", "")
    if kind != NO_ENTITY and kind not in set(EntityType):
        raise ConfigurationError(f"{place}, column type: {kind!r} is none of PER, ORG, LOC and {NO_ENTITY}")
    if not name:
        raise ConfigurationError(f"{place}, column name: a name is missing")
    chinese = _list(row.get("chinese", ""))
    return Entry(
        name=name,
        type=None if kind == NO_ENTITY else EntityType(kind),
        chinese=chinese[0] if chinese else None,
        chinese_aliases=chinese[1:],
        aliases=_list(row.get("aliases", "")),
        loose=frozenset(_list(row.get("loose", ""))),
        note=row.get("note", ""),
        id=row.get("id", ""),
    )


def _list(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split("|") if part.strip())
