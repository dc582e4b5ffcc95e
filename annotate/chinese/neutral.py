"""Where pinyin leaves the tone mark out: the neutral tone of standard Mandarin, as far as it is obligatory.

CC-CEDICT writes it wherever it may be heard: 太阳 `tai4 yang5`. The orthography (GB/T 16159) gives the mark wherever
the tone may be heard, and leaves it out of suffixes, of doubled words, and of words that the dictionaries and the
Mandarin proficiency test list.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from annotate.chinese.dictionary import Dictionary
from annotate.chinese.pinyin import syllables, toned
from annotate.data.load import read_bytes
from annotate.script import plain, simplified

FILE = "neutral_tones.txt"
SUFFIXES = frozenset("子头们么的了着过得地吗呢吧啊呀嘛啦个儿")
"""Characters that lose their tone at the end of a word, where the dictionary says so."""


def standard(word: str, reading: Sequence[str], dictionary: Dictionary) -> tuple[str, ...]:
    """The reading of a headword with tone marks on all syllables but those that never have one.

    >>> from annotate.chinese.dictionary import load_dictionary
    >>> [" ".join(standard(w, r, load_dictionary())) for w, r in (("太阳", ["tài", "yang"]), ("故事", ["gù", "shi"]))]
    ['tài yáng', 'gù shi']
    """
    return tuple(
        _full(word[at], syllable, dictionary) if _is_open(word, at, syllable) else syllable
        for at, syllable in enumerate(reading)
    )


def lacks_neutral(word: str, reading: Sequence[str]) -> bool:
    """Whether the reading gives a tone mark to a syllable that never has one: gùshì for 故事."""
    plain_word = simplified(word)
    return any(
        plain_word[at - 1 : at + 1] in neutral_words() and toned(reading[at]) != plain(reading[at])
        for at in range(1, len(word))
    )


def _is_open(word: str, at: int, syllable: str) -> bool:
    """Whether a syllable without a tone mark may have one."""
    if not at or toned(syllable) != plain(syllable):
        return False
    pair = simplified(word[at - 1 : at + 1])
    return pair[1] not in SUFFIXES and pair[1] != pair[0] and pair not in neutral_words()


def _full(character: str, syllable: str, dictionary: Dictionary) -> str:
    """The character's own reading that the neutral syllable weakens, if it has just one."""
    rows = [syllables(entry.pinyin.lower()) for entry in dictionary.entries(character)]
    full = {row[0] for row in rows if len(row) == 1 and plain(row[0]) == plain(syllable)} - {syllable}
    return full.pop() if len(full) == 1 else syllable


@cache
def neutral_words() -> frozenset[str]:
    """Words of two characters whose second has the neutral tone and nothing else."""
    lines = read_bytes(FILE).decode().splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())
