"""How a term is read: pinyin in standard orthography, names with the readings that surnames have."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from itertools import groupby, islice, product

from annotate.chinese.dictionary import Dictionary, Entry
from annotate.chinese.lexeme import LATIN_RUN, Lexeme, is_proper, look_up, segmented
from annotate.chinese.neutral import standard
from annotate.chinese.pinyin import SYLLABLE, Spelling, joined, syllables
from annotate.chinese.romanizations import wade_giles
from annotate.script import capitalized, plain

LATIN = re.compile("([A-Za-z0-9]+)")
LONGEST_SPELLED, MOST_SPELLINGS = 8, 8
"""Characters of a name that anybody spells; ways of Wade-Giles to spell it that are tried."""

LONGEST_WORD = 3
"""Characters of a word that is told by nothing but that no dictionary has one inside it."""
WORDS_ALONE = frozenset(
    "我你您他她它咱谁誰这這那哪是有在不没沒也都还還就才又再很太更最把被对對给給跟从從和与與了着著过過的地得吗嗎呢吧啊呀嘛啦"
    "个個们們〇零一二两兩三四五六七八九十百千万萬亿億几幾"
)
"""Characters that are words by themselves: pronouns, particles, numerals and the like."""
KIN = re.compile("[大小老二三四五六七八九]?[姨姑舅叔伯婶嬸嫂哥姐弟妹爷爺奶妈媽爸娘]+")
"""What relatives are called: 二姨, the second aunt."""


class Naming(StrEnum):
    """What a term is as a name, which decides its words and capitals."""

    WORD = "word"
    NAME = "name"
    PERSON = "person"
    """Surname and given name."""


def romanized(
    lexeme: Lexeme,
    dictionary: Dictionary,
    *,
    entry: Entry | None = None,
    spelled: Spelling | None = None,
    naming: Naming = Naming.WORD,
) -> str:
    """The pinyin of a term.

    `entry` is the dictionary's entry that fits the text; `spelled` the reading that the text itself gives,
    which comes before every table, but where letters are part of the word.
    """
    letters = LATIN.findall(lexeme.text)
    if letters and (entry or not all(map(SYLLABLE.fullmatch, letters))):
        return _with_letters(lexeme, dictionary)
    is_name = naming is not Naming.WORD
    if entry is not None and (spelled is None or spelled.agrees(syllables(entry.pinyin))):
        return _of_entry(entry, lexeme.text, dictionary)
    if spelled is not None and not spelled.systems and (divided := _as_divided(spelled)):
        return divided if is_name or _may_be_name(lexeme) else divided.lower()
    likeliest = lexeme.in_name if is_name else tuple(alternatives[0] for alternatives in lexeme.readings)
    reading = spelled.syllables if spelled else likeliest
    if naming is Naming.PERSON and lexeme.surname:
        return _of_person(lexeme, reading, dictionary, is_spelled=spelled is not None)
    if LATIN_RUN.search(lexeme.text):
        return "".join(reading)
    words = _without_singles(lexeme.words) if is_name or _is_one_word(lexeme, spelled) else lexeme.words
    return _by_word(words, reading, dictionary, is_name=is_name)


def spellings(name: str, dictionary: Dictionary) -> Iterator[str]:
    """How a name is spelled in pinyin and in Wade-Giles: letters alone, small and without tones.

    >>> from annotate.chinese.dictionary import load_dictionary
    >>> [*spellings("周培昌", load_dictionary())]
    ['zhoupeichang', 'choupeichang']
    """
    if len(name) > LONGEST_SPELLED:
        return
    parts = [plain(part) for part in look_up(name, dictionary, script="zh").in_name]
    yield "".join(parts)
    for forms in islice(product(*map(wade_giles, parts)), MOST_SPELLINGS):
        yield "".join(map(plain, forms))


def _with_letters(lexeme: Lexeme, dictionary: Dictionary) -> str:
    """A word with letters or figures in it, these as they stand: kǎlā OK, B zhàn."""
    parts = [part for part in LATIN.split(lexeme.text) if part]
    return " ".join(
        part if LATIN.fullmatch(part) else romanized(look_up(part, dictionary, script=lexeme.script), dictionary)
        for part in parts
    )


def _as_divided(spelled: Spelling) -> str:
    """The syllables joined as the text joins them, unless it sets each apart or has another order."""
    if len(spelled.words) == len(spelled.syllables) > 1 and not spelled.words[1][:1].isupper():
        return ""
    parts: list[str] = []
    rest = list(spelled.syllables)
    for word in spelled.words:
        own: list[str] = []
        while rest and plain(word).startswith(plain("".join((*own, rest[0])))):
            own.append(rest.pop(0))
        parts.append(capitalized(joined(own)) if word[0].isupper() else joined(own))
    return "" if rest or not all(parts) else " ".join(parts)


def _may_be_name(lexeme: Lexeme) -> bool:
    """Whether the text's own capitals count for it: no dictionary has a word in it, and no relative is called so."""
    return len(lexeme.words) == len(lexeme.text) and not KIN.fullmatch(lexeme.text)


def _is_one_word(lexeme: Lexeme, spelled: Spelling | None) -> bool:
    """Whether two or three characters, of which no dictionary has a word, are one: 水粿, unless the text parts them."""
    is_short = 2 <= len(lexeme.text) == len(lexeme.words) <= LONGEST_WORD
    is_apart = spelled is not None and len(spelled.words) == len(spelled.syllables)
    return is_short and not lexeme.entries and not is_apart and WORDS_ALONE.isdisjoint(lexeme.text)


def _without_singles(words: Sequence[str]) -> list[str]:
    """The words, single characters that follow each other as one: 歸 and 仁 are no words of the name 歸仁."""
    groups = groupby(words, key=lambda word: len(word) == 1 and word != "·")
    return [part for is_single, group in groups for part in (["".join(group)] if is_single else group)]


def _of_entry(entry: Entry, text: str, dictionary: Dictionary) -> str:
    """The entry's own pinyin; an idiom of four characters in its two halves, as the orthography has it."""
    parts = syllables(entry.pinyin)
    if len(parts) == len(text) and not entry.is_own:
        parts = standard(text, parts, dictionary)
    if len(parts) == 4 and any("(idiom)" in sense for sense in entry.senses):
        return f"{joined(parts[:2])}-{joined(parts[2:])}"
    if len(parts) != len(text) or any(part[:1].isupper() for part in parts):
        return joined(parts)
    return _by_word([text], parts, dictionary, is_name=False)


def _of_person(lexeme: Lexeme, reading: Sequence[str], dictionary: Dictionary, *, is_spelled: bool) -> str:
    surname = lexeme.text[: lexeme.surname]
    family = joined(reading[: lexeme.surname])
    if not is_spelled:
        family = next(iter(dictionary.surname_readings(surname)), family)
    return f"{capitalized(family)} {capitalized(joined(reading[lexeme.surname :]))}"


def _by_word(words: Sequence[str], reading: Sequence[str], dictionary: Dictionary, *, is_name: bool) -> str:
    """The syllables joined word by word; words of a name and proper names begin with a capital."""
    parts: list[str] = []
    at = 0
    for word in words:
        has_capital = is_name or is_proper(word, dictionary)
        for part in _divided(word, dictionary):
            spelling = joined(reading[at : at + len(part)])
            parts.append(capitalized(spelling) if has_capital else spelling)
            at += len(part)
    return " ".join(parts).replace(" · ", "·")


def _divided(word: str, dictionary: Dictionary) -> list[str]:
    """A long headword in its own words: four characters as two and two or not at all."""
    if len(word) < 4:
        return [word]
    parts = segmented(word, dictionary, may_be_whole=False)
    return parts if len(word) > 4 or [len(part) for part in parts] == [2, 2] else [word]
