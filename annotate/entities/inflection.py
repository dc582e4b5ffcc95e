"""Names with a Slavic case ending: "Lei Juna" for Lei Jun, left by a translation that took it for the name.

Measured on 20,000 Chinese names: a name with -a or -em is nearly always readable as Pinyin itself, and equals
another real name in 2 to 4 of 100. So those endings come off only where the shorter name stands in the same
document. A form with -owi, -ą, -ę or -ów is never Pinyin, and tells by itself.

Slavic languages hang these endings on names that end in a consonant; Li and Fei take none.
"""

from __future__ import annotations

from collections.abc import Collection

from annotate.entities.surnames import is_pinyin, is_surname

ENDINGS = (
    "owie",
    "owi",
    "iem",
    "ego",
    "emu",
    "ami",
    "ach",
    "em",
    "om",
    "ie",
    "ów",
    "ą",
    "ę",
    "a",
    "u",
    "y",
    "i",
    "e",
    "o",
)
TELLING = ("owie", "owi", "ów", "ą", "ę")
"""Endings that no Pinyin syllable has."""


def bases(word: str) -> list[str]:
    """What `word` may be an inflected form of, the longest ending taken off first.

    >>> bases("Junowi")
    ['Jun', 'Junow']
    """
    stems = (word[: -len(ending)] for ending in ENDINGS if word.endswith(ending))
    return [stem for stem in stems if len(stem) > 1 and stem[-1] not in "aeiouyAEIOUY"]


def base_name(name: str, attested: Collection[str]) -> str | None:
    """The name that `name` is an inflected form of, or None.

    It is one of the `attested` names of the document that differs in the ending of its last word, and at
    most in endings of the words before; or, after a Chinese surname and with a telling ending, the stem.
    """
    *front, last = name.split()
    for stem in bases(last):
        fronts = [front, [*front[:-1], *bases(front[-1])[:1]]] if front else [front]
        for words in fronts:
            candidate = " ".join((*words, stem))
            if candidate in attested:
                return candidate
    if len(front) == 1 and is_surname(front[0]) and last.endswith(TELLING) and not is_pinyin(last):
        return next((f"{front[0]} {stem}" for stem in bases(last) if is_pinyin(stem)), None)
    return None
