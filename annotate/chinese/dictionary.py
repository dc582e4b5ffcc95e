"""CC-CEDICT as this package carries it: looked up by simplified or traditional headword, without a big index.

The file is a sorted list of lines, and looking up is a binary search in it: loading takes about 0.4 seconds
and 30 MB, and no line is parsed before it is asked for. `annotate.chinese.build_dictionary` makes the file.
"""

from __future__ import annotations

import lzma
import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Protocol

from annotate.chinese.pinyin import joined, syllables
from annotate.data.load import read_bytes, read_table

FILE = "cedict.tsv.xz"
SURNAMES = "surnames.tsv"
CREDIT = (
    "Senses of Chinese terms are quoted from CC-CEDICT (the CC-CEDICT contributors and MDBG,"
    " https://www.mdbg.net/chinese/dictionary?page=cc-cedict), licensed CC BY-SA 4.0."
)
"""What an edition that quotes the dictionary has to say."""
SURNAME = re.compile(r"(?:two-character |double |Chinese |rare |Korean )*surname ")


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of CC-CEDICT; a headword with two readings has two entries."""

    traditional: str
    simplified: str
    pinyin: str
    """As CC-CEDICT writes it: `mi3 fen3`, `Bei3 jing1`; a capital begins a proper name."""
    senses: tuple[str, ...]
    """In the dictionary's own order and wording."""
    is_own: bool = False
    """Whether it is the user's, from a glossary: then it comes first."""
    note: str = ""
    """What the user's glossary says of the word."""

    @property
    def is_proper(self) -> bool:
        """Whether the entry is a proper name."""
        return self.pinyin[:1].isupper()


@dataclass(frozen=True, slots=True)
class Table:
    """The dictionary's rows as they lie in memory, UTF-8, sorted; UTF-8 sorts as code points do."""

    header: str
    rows: list[bytes]
    """Simplified headword, traditional when it differs, pinyin, senses between slashes; with tabs between."""
    redirects: list[bytes]
    """Traditional headword, simplified headword, for the rows where the two differ."""
    surnames: Mapping[str, tuple[str, ...]]
    """Readings of surnames that are read otherwise than the character usually is."""

    @classmethod
    def of(
        cls, rows: Sequence[bytes], *, header: str = "", surnames: Mapping[str, tuple[str, ...]] | None = None
    ) -> Table:
        """The table of sorted rows."""
        heads = (row.split(b"\t", 2) for row in rows)
        redirects = sorted({head[1] + b"\t" + head[0] for head in heads if head[1]})
        return cls(header, list(rows), redirects, surnames or {})


class Overlay(Protocol):
    """Words that come before those of the dictionary: see `annotate.chinese.glossary`."""

    def as_dictionary(self, word: str) -> tuple[Entry, ...]:
        """The entries of a word."""

    def lengths(self, text: str, start: int) -> list[int]:
        """Lengths of the words that begin at `start`."""


class Dictionary:
    r"""The entries, found by headword. Nothing is read before the first look-up: few English texts need one.

    >>> rice = "米粉\t\tmi3 fen3\trice flour/(Internet slang) Xiaomi fan"
    >>> Dictionary(lambda: Table.of([rice.encode()])).entries("米粉")[0].senses
    ('rice flour', '(Internet slang) Xiaomi fan')
    """

    def __init__(self, read: Callable[[], Table], glossary: Overlay | None = None) -> None:
        self._read = read
        self._glossary = glossary

    def with_glossary(self, glossary: Overlay) -> Dictionary:
        """The same dictionary, with the terms of a glossary before its own."""
        return Dictionary(lambda: self._table, glossary)

    @cached_property
    def _table(self) -> Table:
        return self._read()

    @property
    def header(self) -> str:
        """Name, date and licence of the dictionary, as its makers state them."""
        return self._table.header

    @property
    def size(self) -> int:
        """Number of entries."""
        return len(self._table.rows)

    def entries(self, word: str, *, script: str = "zh") -> tuple[Entry, ...]:
        """Entries whose headword is `word`; for zh-Hans or zh-Hant those of that form, if there are any."""
        own = self._glossary.as_dictionary(word) if self._glossary else ()
        return (*own, *self._printed(word, script))

    def _printed(self, word: str, script: str) -> tuple[Entry, ...]:
        simplified = [_entry(row) for row in _with_key(self._table.rows, word)]
        traditional = [
            entry
            for row in _with_key(self._table.redirects, word)
            for entry in map(_entry, _with_key(self._table.rows, row.split(b"\t")[1].decode()))
            if entry.traditional == word
        ]
        both = [entry for entry in simplified if entry.traditional == word]
        if script == "zh-Hant" and (both or traditional):
            return (*both, *traditional)
        if script == "zh-Hans" and simplified:
            return tuple(simplified)
        return tuple(dict.fromkeys((*both, *simplified, *traditional)))

    def __iter__(self) -> Iterator[Entry]:
        return map(_entry, self._table.rows)

    def __contains__(self, word: str) -> bool:
        if self._glossary and self._glossary.as_dictionary(word):
            return True
        return any(_with_key(self._table.rows, word)) or any(_with_key(self._table.redirects, word))

    def surname_readings(self, word: str) -> tuple[str, ...]:
        """How `word` is read as a surname, the usual reading first: `("Zēng",)`; nothing if it is none."""
        own = self._table.surnames.get(word, ())
        named = (entry for entry in self.entries(word) if any(map(SURNAME.match, entry.senses)))
        return tuple(dict.fromkeys((*own, *(joined(syllables(entry.pinyin)) for entry in named))))

    def lists_surname(self, word: str) -> bool:
        """Whether `word` is in the table of surnames that are read in a way of their own."""
        return word in self._table.surnames

    def lengths(self, text: str, start: int) -> list[int]:
        """Lengths of the headwords that begin at `start`, rising; a single character always counts.

        Tries no more characters than some headword goes on with, so a long text costs no more a character
        than a short one.
        """
        lengths = [1]
        extra = self._glossary.lengths(text, start) if self._glossary else []
        for length in range(2, len(text) - start + 1):
            prefix = text[start : start + length].encode()
            found = [_first(rows, prefix) for rows in (self._table.rows, self._table.redirects)]
            if not any(row.startswith(prefix) for row in found):
                break
            if any(row.startswith(prefix + b"\t") for row in found):
                lengths.append(length)
        return sorted({*lengths, *extra}) if extra else lengths


def _entry(row: bytes) -> Entry:
    simplified, traditional, pinyin, senses = row.decode().split("\t")
    return Entry(traditional or simplified, simplified, pinyin, tuple(senses.split("/")))


def _first(rows: list[bytes], prefix: bytes) -> bytes:
    """The first row not before `prefix`; the tab sorts first, so a headword precedes longer ones."""
    at = bisect_left(rows, prefix)
    return rows[at] if at < len(rows) else b""


def _with_key(rows: list[bytes], word: str) -> Iterator[bytes]:
    key = word.encode() + b"\t"
    at = bisect_left(rows, key)
    while at < len(rows) and rows[at].startswith(key):
        yield rows[at]
        at += 1


@cache
def load_dictionary() -> Dictionary:
    """The CC-CEDICT that the package carries; its licence, CC BY-SA 4.0, is in `Dictionary.header`."""
    return Dictionary(_packaged)


def _packaged() -> Table:
    rows = lzma.decompress(read_bytes(FILE)).split(b"\n")
    first = next(at for at, row in enumerate(rows) if not row.startswith(b"#"))
    header = b"\n".join(row.lstrip(b"#! ") for row in rows[:first]).decode()
    readings = {row["surname"]: (row["pinyin"], row["other"]) for row in read_table(SURNAMES)}
    surnames = {surname: tuple(filter(None, read)) for surname, read in readings.items()}
    return Table.of(rows[first:], header=header, surnames=surnames)
