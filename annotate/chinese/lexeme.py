"""What is known of a run of Han characters wherever it stands: words, readings, dictionary entries."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from annotate.chinese.dictionary import SURNAME, Dictionary, Entry
from annotate.chinese.english import FUNCTION_WORDS, is_ordinary, stems
from annotate.chinese.neutral import lacks_neutral, standard
from annotate.chinese.pinyin import syllables
from annotate.chinese.readings import ENCLITICS, PARTICLES, load_readings
from annotate.chinese.romanizations import first_letters
from annotate.chinese.senses import senses_of
from annotate.script import plain, simplified
from annotate.segment import HAN

LONGEST_TERM = 24
"""Characters; a longer run is a sentence, whose readings and words are not compared one by one."""
PIECE = 400
"""Characters given to pypinyin at once, whose time grows with the square of the length."""
LATIN_RUN = re.compile("[A-Za-zü]+")
LETTERS_AND_CHARACTER = re.compile(f"([a-z]{{2,}})([{HAN}])")
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
    in_name: tuple[str, ...]
    """For each character its likeliest syllable if the text is a name."""
    entries: tuple[Entry, ...]
    senses: tuple[tuple[str, ...], ...]
    """For each entry its senses, made readable."""
    stems: tuple[frozenset[str], ...]
    """For each of the words the stems in its senses."""
    surname: int
    """Number of its first characters that can be a surname with a given name after it; else 0."""
    first_letters: frozenset[str]
    """With which letters words can begin that spell it: a quick look spares most comparisons."""

    @property
    def is_name(self) -> bool:
        """Whether it is a proper name in the dictionary, or in none and could be somebody's full name."""
        return any(entry.is_proper for entry in self.entries) or bool(self.surname and not self.entries)


def bare(surface: str) -> str:
    """The characters of a surface to look up: no spaces, brackets or selectors, compatibility ideographs unified."""
    kept = (c for c in surface if not c.isspace() and unicodedata.category(c) != "Mn" and c not in "()（）")
    return unicodedata.normalize("NFC", "".join(kept))


@lru_cache(maxsize=4096)
def look_up(surface: str, dictionary: Dictionary, *, script: str) -> Lexeme:
    """Everything the dictionary and pypinyin tell of `surface`."""
    text = bare(surface)
    words = (text,) if LATIN_RUN.search(text) else tuple(segmented(text, dictionary))
    entries = _entries(text, dictionary, script)
    found = readings(words, dictionary, script=script)
    in_name = _in_name(words, found, dictionary)
    every = tuple((first, *others) for first, others in zip(in_name, found, strict=True))
    return Lexeme(
        text,
        script,
        words,
        found,
        in_name,
        entries,
        tuple(senses_of(entry, dictionary, script=script) for entry in entries),
        tuple(_stems(word, dictionary, script) for word in words) if len(text) <= LONGEST_TERM else (),
        _surname_length(text, dictionary),
        first_letters(text, every) if len(text) <= LONGEST_TERM else frozenset(),
    )


def restored(surface: str, others: Iterable[str], dictionary: Dictionary) -> str:
    """The term with characters for the syllables of pinyin that stand in it, as one of the `others` has them.

    Who writes 游xing beside 游行 hides a word from a censor. Without such a word the term comes back as it is.
    """
    parts = LATIN_RUN.split(surface)
    if len(parts) == 1:
        return surface
    shape = re.compile(f"[{HAN}]".join(map(re.escape, parts)))
    for other in filter(shape.fullmatch, others):
        at = len(parts[0])
        if plain(LATIN_RUN.findall(surface)[0]) in map(plain, _every_reading(other[at], dictionary)):
            return other
    return surface


def is_mixed_word(text: str, dictionary: Dictionary) -> bool:
    """Whether letters and characters are one word: in the dictionary, or neither English nor the character's reading.

    >>> from annotate.chinese.dictionary import load_dictionary
    >>> [is_mixed_word(text, load_dictionary()) for text in ("卡拉OK", "papi酱", "word酱", "jiang酱")]
    [True, True, False, False]
    """
    if dictionary.entries(text):
        return True
    match = LETTERS_AND_CHARACTER.fullmatch(text)
    if match is None or match[1] in FUNCTION_WORDS or is_ordinary(match[1]):
        return False
    return match[1] not in map(plain, _every_reading(match[2], dictionary))


def segmented(text: str, dictionary: Dictionary, *, may_be_whole: bool = True) -> list[str]:
    r"""`text` cut into as few headwords as can be, of which as few as can be are single characters.

    Of two equal ways the one with more proper names is taken (中国|中|车, not 中|国中|车), then the one whose later
    words are the longer ones, as Chinese puts the head of a phrase last. Without `may_be_whole`, a text that is a
    headword itself is cut too.

    >>> from annotate.chinese.dictionary import Table
    >>> rows = [f"{word}\t\tx5\tsense".encode() for word in ("十大", "大流行", "流行", "流行语")]
    >>> segmented("十大流行语", Dictionary(lambda: Table.of(rows)))
    ['十大', '流行语']
    """
    costs = [(0, 0, 0)] * (len(text) + 1)
    steps = [1] * len(text)
    for at in range(len(text) - 1, -1, -1):
        ways = (
            (costs[at + length], length)
            for length in dictionary.lengths(text, at)
            if may_be_whole or length < len(text)
        )
        costs[at], steps[at] = min(
            ((n + 1, single + (k == 1), names - is_proper(text[at : at + k], dictionary)), k)
            for (n, single, names), k in ways
        )
    cut: list[str] = []
    at = 0
    while at < len(text):
        cut.append(text[at : at + steps[at]])
        at += steps[at]
    return cut


def is_proper(word: str, dictionary: Dictionary) -> bool:
    """Whether a word of several characters is a proper name and nothing else."""
    entries = dictionary.entries(word) if len(word) > 1 else ()
    return bool(entries) and all(entry.is_proper for entry in entries)


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
    """Syllables of each character, the likeliest first, all others that tables know after them.

    A headword is read as CC-CEDICT says; what stands in none, as the character is read beside such neighbours.
    """
    text = "".join(words)
    if not text:
        return ()
    found: list[tuple[str, ...]] = []
    in_context = _pypinyin(text)
    for word in words:
        columns = _columns(word, dictionary, script)
        for character, column in zip(word, columns, strict=True):
            at = len(found)
            every = () if len(text) > LONGEST_TERM else _every_reading(character, dictionary)
            first = (
                column if len(word) > 1 and column else (_single(text, at, in_context[at], dictionary, is_name=False),)
            )
            found.append(tuple(dict.fromkeys((*first, *every))))
    return tuple(found)


def _in_name(words: Sequence[str], found: Sequence[tuple[str, ...]], dictionary: Dictionary) -> tuple[str, ...]:
    """The likeliest syllables of a name, whose characters are read as they are in other names."""
    text = "".join(words)
    whole = {at for at, word in _numbered(words) if len(word) > 1}
    return tuple(
        first if at in whole else _single(text, at, first, dictionary, is_name=True)
        for at, (first, *_) in enumerate(found)
    )


def _numbered(words: Sequence[str]) -> Iterator[tuple[int, str]]:
    """For each character its place and the word it stands in."""
    return enumerate(word for word in words for _ in word)


def _single(text: str, at: int, usual: str, dictionary: Dictionary, *, is_name: bool) -> str:
    """The likeliest reading of a character that is a word by itself, or none."""
    grammatical = PARTICLES | (ENCLITICS if at else {})
    if text[at] in grammatical and not is_name:
        return grammatical[text[at]]
    known = _own_readings(text[at], dictionary)
    return load_readings().likeliest(text, at, known, usual=usual, is_name=is_name) if known else usual


def _columns(word: str, dictionary: Dictionary, script: str) -> list[tuple[str, ...]]:
    """For each character of a headword its syllables in the word's entries, without capitals."""
    rows = [syllables(entry.pinyin.lower()) for entry in _entries(word, dictionary, script) if entry.pinyin]
    fitting = [row for row in rows if len(row) == len(word)]
    if len(fitting) > 1:
        fitting.sort(key=lambda row: (lacks_neutral(word, row), -load_readings().support(word, row)))
    firm = [standard(word, row, dictionary) for row in fitting]
    return [tuple(dict.fromkeys(row[at] for row in (*firm, *fitting))) for at in range(len(word))]


@lru_cache(maxsize=4096)
def _every_reading(character: str, dictionary: Dictionary) -> tuple[str, ...]:
    """All readings that CC-CEDICT has for the character; pypinyin's, many of them rare, only where it has none."""
    surname = [reading.lower() for reading in dictionary.surname_readings(character)]
    own = _own_readings(character, dictionary) or heteronyms(character)
    erhua = ("r",) if character in "儿兒" else ()
    return (*surname, *own, *erhua)


@lru_cache(maxsize=4096)
def _own_readings(character: str, dictionary: Dictionary) -> tuple[str, ...]:
    rows = [syllables(entry.pinyin.lower()) for entry in dictionary.entries(character)]
    return tuple(dict.fromkeys(row[0] for row in rows if len(row) == 1 and row[0] not in {"r", "xx5"}))


def _pypinyin(text: str) -> list[str]:
    from pypinyin import Style, pinyin

    pieces = (text[at : at + PIECE] for at in range(0, len(text), PIECE))
    rows = (pinyin(piece, style=Style.TONE, errors=_unknown) for piece in pieces)
    return [row[0] for of_piece in rows for row in of_piece]


def heteronyms(character: str) -> tuple[str, ...]:
    """All readings that pypinyin has for the character, many of them rare or old."""
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
