"""Whether words agree with a Chinese term: by how it is read, or by what it means."""

from __future__ import annotations

import re
from collections.abc import Sequence

from annotate.chinese.english import stems
from annotate.chinese.lexeme import Lexeme, heteronyms
from annotate.chinese.phrase import Phrase, Word
from annotate.chinese.pinyin import Spelling, is_syllables, spelled, spelled_part
from annotate.chinese.romanizations import spells_surname, spelt
from annotate.script import plain

ENOUGH = 0.5
"""Share of a phrase's content words that readings and senses of the term must explain."""
LONGEST_SYLLABLE, LONGEST_ENDING = 7, 4
"""Letters of a syllable in any romanization, an apostrophe included, and of what English hangs on the last."""
INITIAL = re.compile(r"\b[A-Z]")
SYNONYM_END = re.compile(r"[;,]")


def reading_of(phrase: Phrase, lexeme: Lexeme, *, is_beside: bool) -> Spelling | None:
    """The reading of the whole term that the phrase spells, if it does: in Cantonese a name, or words beside it."""
    words = tuple(word.text for word in phrase)
    if sum(map(len, words)) > LONGEST_SYLLABLE * len(lexeme.readings) + LONGEST_ENDING:
        return None
    if plain(words[0])[:1] not in lexeme.first_letters:
        return _read_rarely(phrase, lexeme) if is_beside else None
    if syllables := spelled("".join(words), lexeme.readings):
        return Spelling(words, syllables)
    is_name = lexeme.is_name and all(word.is_capital for word in phrase)
    readings = [(first, *rest) for first, rest in zip(lexeme.in_name, lexeme.readings, strict=True)] if is_name else ()
    found = spelt("".join(words), lexeme.text, readings or lexeme.readings, is_name=is_name, may_be_cantonese=is_beside)
    if found:
        return Spelling(words, found.syllables, found.systems)
    return _read_rarely(phrase, lexeme) if is_beside else None


def _read_rarely(phrase: Phrase, lexeme: Lexeme) -> Spelling | None:
    """What a name in pinyin spells of characters that stand in no dictionary, in their rare readings: Modu, 冒顿."""
    letters = "".join(word.text for word in phrase)
    is_name = all(word.is_capital for word in phrase) and not lexeme.entries
    if not is_name or len(lexeme.text) < 2 or not is_syllables(letters, len(lexeme.readings)):
        return None
    syllables = spelled(letters, [heteronyms(character) for character in lexeme.text])
    return Spelling(tuple(word.text for word in phrase), syllables) if syllables else None


def is_of_a_kind(name: Phrase, kind: Word, lexeme: Lexeme) -> bool:
    """Whether the name spells the term up to its last word, which means the kind: Sheung Wan station, 上環站."""
    count = len(lexeme.text) - len(lexeme.words[-1])
    if count < 2 or lexeme.stems[-1].isdisjoint(stems(kind.text)):
        return False
    letters = "".join(word.text for word in name)
    pairs = zip(lexeme.in_name[:count], lexeme.readings[:count], strict=True)
    readings = [(in_name, *others) for in_name, others in pairs]
    return bool(spelled(letters, readings) or spelt(letters, lexeme.text[:count], readings))


def is_explained(word: str, lexeme: Lexeme) -> bool:
    """Whether the word spells some of the term or stands in one of its senses."""
    if is_glossed(word, lexeme):
        return True
    if len(lexeme.readings) > 1 and spelled_part(word, lexeme.readings) is not None:
        return True
    surname = slice(lexeme.surname)
    return spells_surname(word, lexeme.text[surname], lexeme.readings[surname])


def is_glossed(word: str, lexeme: Lexeme) -> bool:
    """Whether the word stands in a sense of the term or of a word in it."""
    own = stems(word)
    return any(not of_word.isdisjoint(own) for of_word in lexeme.stems) or _is_acronym(word, lexeme)


def _is_acronym(word: str, lexeme: Lexeme) -> bool:
    """Whether the word is the initials that one of the senses begins with: CPC, Communist Party of China."""
    if len(word) < 2 or not word.isupper():
        return False
    senses = (sense for senses in lexeme.senses for sense in senses)
    return any("".join(INITIAL.findall(sense)).startswith(word) for sense in senses)


def _content(phrase: Phrase) -> list[str]:
    return [word.text for word in phrase if not word.is_function_word]


def explains(phrase: Phrase, lexeme: Lexeme) -> bool:
    """Whether enough of phrase and term is explained, and the phrase is not another word's romanization.

    Words that are as many pinyin syllables as the term has characters, but other ones, are a different
    reading, even where a part of them agrees: Mi Fan for 米粉.
    """
    content = _content(phrase)
    explained = [word for word in content if is_explained(word, lexeme)]
    if not content or len(explained) < ENOUGH * len(content) or not _accounts_for(content, lexeme):
        return False
    are_glossed = all(is_glossed(word, lexeme) for word in content)
    return are_glossed or not is_syllables("".join(content), len(lexeme.readings))


def _accounts_for(content: Sequence[str], lexeme: Lexeme) -> bool:
    """Whether the words account for most of a term that is not in the dictionary; of a name they need not.

    Half is enough with the last word in it, which is the head of a Chinese phrase.
    """
    if lexeme.entries or lexeme.is_name:
        return True
    own = {part for word in content for part in stems(word)}
    read = {at for word in content for at in range(*(spelled_part(word, lexeme.readings) or (0, 0)))}
    told = at = 0
    is_told = False
    for word, of_word in zip(lexeme.words, lexeme.stems, strict=True):
        is_told = at in read or not of_word.isdisjoint(own)
        told += len(word) if is_told else 0
        at += len(word)
    return 2 * told + is_told > len(lexeme.text)


def covers(phrase: Phrase, lexeme: Lexeme) -> bool:
    """Whether the phrase says at least half of what one sense, or the words of the term together, say."""
    own = {part for word in _content(phrase) for part in stems(word)}
    if lexeme.senses:
        synonyms = (part for senses in lexeme.senses for sense in senses for part in SYNONYM_END.split(sense))
        wordings = [set(stems(synonym)) for synonym in synonyms]
        return any(2 * len(own & wording) >= len(wording) > 0 for wording in wordings)
    return 2 * sum(not of_word.isdisjoint(own) for of_word in lexeme.stems) >= len(lexeme.words)
