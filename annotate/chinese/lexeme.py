"""What is known of a run of Han characters wherever it stands: words, readings, dictionary entries."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from annotate.chinese.dictionary import SURNAME, Dictionary, Entry
from annotate.chinese.english import stems
from annotate.chinese.pinyin import syllables
from annotate.chinese.senses import senses_of
from annotate.script import simplified

LONGEST_TERM = 24
"""Characters; a longer run is a sentence, whose readings and words are not compared one by one."""
PIECE = 400
"""Characters given to pypinyin at once, whose time grows with the square of the length."""
UNKNOWN = "?"
"""Reading of a character that no table knows."""


@dataclass(frozen=True, slots=True)
class Lexeme:
    """A run of Han characters as the dictionary and the tables of readings know it."""

    text: str
    """The characters alone: no spaces between them, no variation selectors."""
    script: str
    words: tuple[str, ...]
    """The headwords that together are the text."""
    readings: tuple[tuple[str, ...], ...]
    """For each character its syllables with tone marks, the likeliest here first."""
    entries: tuple[Entry, ...]
    senses: tuple[tuple[str, ...], ...]
    """For each entry its senses, made readable."""
    stems: tuple[frozenset[str], ...]
    """For each of the words the stems in its senses."""
    surname: int
    """Number of its first characters that can be a surname with a given name after it; else 0."""

    @property
    def name(self) -> bool:
        """Whether it is a proper name in the dictionary, or in none and could be somebody's full name."""
        return any(entry.proper for entry in self.entries) or bool(self.surname and not self.entries)


def bare(surface: str) -> str:
    """The characters of a surface to look up: no spaces, brackets or selectors, compatibility ideographs unified."""
    kept = (c for c in surface if not c.isspace() and unicodedata.category(c) != "Mn" and c not in "()（）")
    return unicodedata.normalize("NFC", "".join(kept))


def look_up(surface: str, dictionary: Dictionary, *, script: str) -> Lexeme:
    """Everything the dictionary and pypinyin tell of `surface`."""
    text = bare(surface)
    words = tuple(segmented(text, dictionary))
    entries = _entries(text, dictionary, script)
    return Lexeme(
        text,
        script,
        words,
        readings(words, dictionary, script=script),
        entries,
        tuple(senses_of(entry, dictionary, script=script) for entry in entries),
        tuple(_stems(word, dictionary, script) for word in words) if len(text) <= LONGEST_TERM else (),
        _surname_length(text, dictionary),
    )


def segmented(text: str, dictionary: Dictionary, *, whole: bool = True) -> list[str]:
    r"""`text` cut into as few headwords as can be, of which as few as can be are single characters.

    Where two ways are equal the later words are the longer ones, as Chinese puts the head of a phrase last.
    Without `whole`, a text that is a headword itself is cut too.

    >>> from annotate.chinese.dictionary import Table
    >>> rows = [f"{word}\t\tx5\tsense".encode() for word in ("十大", "大流行", "流行", "流行语")]
    >>> segmented("十大流行语", Dictionary(lambda: Table.of(rows)))
    ['十大', '流行语']
    """
    costs = [(0, 0)] * (len(text) + 1)
    steps = [1] * len(text)
    for at in range(len(text) - 1, -1, -1):
        ways = ((costs[at + length], length) for length in dictionary.lengths(text, at) if whole or length < len(text))
        costs[at], steps[at] = min(((n + 1, single + (k == 1)), k) for (n, single), k in ways)
    cut: list[str] = []
    at = 0
    while at < len(text):
        cut.append(text[at : at + steps[at]])
        at += steps[at]
    return cut


def _entries(word: str, dictionary: Dictionary, script: str) -> tuple[Entry, ...]:
    """Entries of the word, or else of its Simplified form: not every Traditional spelling has its own."""
    if len(word) > LONGEST_TERM:
        return ()
    return dictionary.entries(word, script=script) or dictionary.entries(simplified(word))


def _stems(word: str, dictionary: Dictionary, script: str) -> frozenset[str]:
    """Stems in the senses of a word; not of a surname's, whose gloss is its own spelling."""
    senses = (
        sense for entry in _entries(word, dictionary, script) for sense in senses_of(entry, dictionary, script=script)
    )
    return frozenset(part for sense in senses if not SURNAME.match(sense) for part in stems(sense))


def readings(words: Sequence[str], dictionary: Dictionary, *, script: str) -> tuple[tuple[str, ...], ...]:
    """Syllables of each character: CC-CEDICT's for the word, then pypinyin's in context, then all others."""
    text = "".join(words)
    if not text:
        return ()
    found: list[tuple[str, ...]] = []
    in_context = _pypinyin(text)
    for word in words:
        columns = _columns(word, dictionary, script)
        for character, column in zip(word, columns, strict=True):
            usual = in_context[len(found)]
            every = column if len(word) > 1 else ()
            more = () if len(text) > LONGEST_TERM else _every_reading(character, dictionary)
            found.append(tuple(dict.fromkeys((*every, usual, *more))))
    return tuple(found)


def _columns(word: str, dictionary: Dictionary, script: str) -> list[tuple[str, ...]]:
    """For each character of a headword its syllables in the word's entries, without capitals."""
    rows = [syllables(entry.pinyin.lower()) for entry in _entries(word, dictionary, script) if entry.pinyin]
    fitting = [row for row in rows if len(row) == len(word)]
    return [tuple(dict.fromkeys(row[at] for row in fitting)) for at in range(len(word))]


def _every_reading(character: str, dictionary: Dictionary) -> tuple[str, ...]:
    own = [syllables(entry.pinyin.lower()) for entry in dictionary.entries(character)]
    surname = [reading.lower() for reading in dictionary.surname_readings(character)]
    erhua = ("r",) if character in "儿兒" else ()
    return (*surname, *(row[0] for row in own if len(row) == 1), *_heteronyms(character), *erhua)


def _pypinyin(text: str) -> list[str]:
    from pypinyin import Style, pinyin

    pieces = (text[at : at + PIECE] for at in range(0, len(text), PIECE))
    rows = (pinyin(piece, style=Style.TONE, errors=_unknown) for piece in pieces)
    return [row[0] for of_piece in rows for row in of_piece]


def _heteronyms(character: str) -> tuple[str, ...]:
    from pypinyin import Style, pinyin

    return tuple(pinyin(character, style=Style.TONE, heteronym=True, errors=_unknown)[0])


def _unknown(characters: str) -> Any:  # noqa: ANN401 - pypinyin takes rows too, but its types say str alone
    """A row for each character that pypinyin does not know; a Latin letter is its own reading."""
    return [[character if character.isascii() and character.isalpha() else UNKNOWN] for character in characters]


def _surname_length(text: str, dictionary: Dictionary) -> int:
    """A double surname with one or two characters after it, else a single one."""
    for length in (2, 1):
        if 1 <= len(text) - length <= 2 and dictionary.surname_readings(text[:length]):
            return length
    return 0
