"""What a term means: the dictionary's senses made readable, and the one that fits the text put first."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from annotate.chinese.dictionary import SURNAME, Dictionary, Entry
from annotate.chinese.english import stems
from annotate.chinese.kinds import PERSON_SENSE, PLACE_SENSE
from annotate.chinese.pinyin import joined, syllables
from annotate.script import HANT

CLASSIFIER = re.compile(r"\s*\(CL:[^)]*\)|\bCL:.*")
TAI_LO = re.compile(r",? Tai-lo pr\. \[[^\]]*\](?: or \[[^\]]*\])*")
"""How a word that Mandarin has from Taiwanese is read there; the word itself stays."""
BRACKETED = re.compile(r"\s*\([^()]*\bpr\. \[[^\]]*\][^()]*\)")
"""A bracket about the pronunciation: (Taiwan pr. [zong4])."""
PRONUNCIATION = re.compile(r"(?:also|Taiwan|old|colloquial|Beijing)? ?pr\. \[[^\]]*\].*")
QUOTED = r"([^\s\x00-\x7f|\[\]]+)(?:\|([^\s\x00-\x7f|\[\]]+))?"
REFERENCE = re.compile(rf"{QUOTED}(?:\[([^\]]+)\])?")
"""A word quoted in a sense: `個|个[ge4]`, rarely without its reading."""
VARIANT = re.compile(rf"(?:(?:\(?\w+\)? )?variant of|see) {QUOTED}\[([^\]]+)\]")
POINTER = re.compile(r"(?:\(?\w+\)? )?variant of |see |also written |used in ")
"""Senses that only name another word: always after the others."""
KINDS_OF_PLACE = frozenset(stems("district city county province town township prefecture"))
"""Words that every place's sense has, and that the text may have of another."""
MARGINAL = re.compile(r"(?:two-character )?surname |\((?:old|archaic|dialect|literary)\)")
"""Senses that count half, and come after the others when nothing in the text speaks for them."""

SLANG = re.compile(r"(?:\([^()]*\) )*\((?:[^()]* )?(?:slang|neologism|Internet)(?:[ ,][^()]*)?\)")
"""Senses that the dictionary calls young or of the street: (neologism c. 2021) to opt out of the rat race."""


def senses_of(entry: Entry, dictionary: Dictionary, *, script: str) -> tuple[str, ...]:
    """The entry's senses without classifiers and notes on pronunciation, quoted words with their pinyin.

    A variant gives the senses of the word it is a variant of, then says so.
    """
    senses: list[str] = []
    for sense in entry.senses:
        variant = VARIANT.match(sense)
        if variant:
            senses += _senses_behind(variant, dictionary, script)
        if not (variant and entry.simplified in {variant[1], variant[2]}):  # 台灣 for 臺灣: both are 台湾
            senses.append(_readable(sense, script))
    return tuple(dict.fromkeys(filter(None, senses)))


def _senses_behind(variant: re.Match[str], dictionary: Dictionary, script: str) -> list[str]:
    """One step and no further, so that two variants of each other end."""
    return [
        text
        for entry in dictionary.entries(variant[1])
        if entry.pinyin == variant[3]
        for sense in entry.senses
        if not VARIANT.match(sense) and (text := _readable(sense, script))
    ]


def _readable(sense: str, script: str) -> str:
    for kind in (TAI_LO, BRACKETED, PRONUNCIATION, CLASSIFIER):
        sense = kind.sub("", sense)
    return REFERENCE.sub(lambda match: _quoted(match, script), sense.strip(" ,;"))


def _quoted(match: re.Match[str], script: str) -> str:
    word = match[1] if script == HANT or not match[2] else match[2]
    return f"{word} ({joined(syllables(match[3]))})" if match[3] else word


def names_something(sense: str) -> bool:
    """Whether a sense of a proper name is a surname, a person or a place, or only points to one."""
    return any(kind.search(sense) for kind in (PERSON_SENSE, PLACE_SENSE)) or bool(
        SURNAME.match(sense) or POINTER.match(sense)
    )


def best_first(senses: Sequence[str], weights: Mapping[str, float], *, slang: float = 0) -> list[str]:
    """`senses` with those first whose words weigh most in the text; the dictionary's order decides ties.

    `weights` gives the weight of a stem: more for the words beside the term than for the rest of the text. Long senses
    weigh less, but not than others of which the text has the same words: Xi'an is the city before it is a district.
    `slang` is what it weighs that the dictionary calls a sense slang.

    >>> best_first(["rice flour", "(Internet slang) Xiaomi fan"], {"xiaomi": 1.0, "fan": 3.0})
    ['(Internet slang) Xiaomi fan', 'rice flour']
    """
    words = {sense: set(stems(sense)) - KINDS_OF_PLACE for sense in senses}
    told = {sense: frozenset(own & weights.keys()) for sense, own in words.items()}
    shortest: dict[frozenset[str], int] = {}
    for sense, own in words.items():
        shortest[told[sense]] = min(len(own), shortest.get(told[sense], len(own)))

    def worth(sense: str) -> tuple[bool, float, bool]:
        weight = sum(weights[word] for word in told[sense]) / max(1, shortest[told[sense]]) ** 0.5
        is_marginal = bool(MARGINAL.match(sense))
        weight += slang * bool(SLANG.match(sense))
        return bool(POINTER.match(sense)), -weight / (1 + is_marginal), is_marginal

    return sorted(senses, key=worth)
