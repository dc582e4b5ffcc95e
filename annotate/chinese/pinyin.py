"""Pinyin as text: tone numbers to tone marks, syllables to words, and what spellings have in common."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from annotate.script import plain

MARKS = {"1": "\N{COMBINING MACRON}", "2": "\N{COMBINING ACUTE ACCENT}", "3": "\N{COMBINING CARON}"}
MARKS |= {"4": "\N{COMBINING GRAVE ACCENT}", "5": ""}
NUMBERED = re.compile(r"([A-Za-zü:]+)([1-5])")
CARRIER = re.compile("[ae]|o(?=u)|[iouü](?![aeiouü])", re.IGNORECASE)
"""The vowel that carries the mark: a or e, the o of ou, else the last one."""

SYLLABLE = re.compile(
    """(?:[bpmfdtnlgkhjqxzcsryw]|[zcs]h)?
    (?:iang|iong|uang|ueng|ang|eng|ing|ong|ian|iao|uai|uan|ai|an|ao|ei|en|er|ia|ie|in|iu|ou|ua|ue|ui|un|uo|[aeiou])""",
    re.VERBOSE,
)
ENDINGS = ("", "s", "er", "ers", "ese", "nese", "ian", "ians", "ism", "ist", "ists")
"""What English hangs on a romanized word: Beijinger, Shanghainese, Maoists."""


@dataclass(frozen=True, slots=True)
class Spelling:
    """Words of a text that spell a term, and the syllables they spell, with tone marks."""

    words: tuple[str, ...]
    syllables: tuple[str, ...]
    systems: tuple[str, ...] = ()
    """The romanizations that they follow, where that is not pinyin alone."""

    @property
    def has_tones(self) -> bool:
        """Whether the words themselves tell the tones."""
        return any(toned(word) != plain(word) for word in self.words)

    def agrees(self, other: Iterable[str]) -> bool:
        """Whether other syllables are the same, with their tones where the words tell them."""
        fold = toned if self.has_tones and not self.systems else plain
        return fold("".join(other)) == fold("".join(self.syllables))


def marked(syllable: str) -> str:
    """A syllable with a tone number as one with a tone mark; anything else comes back as it is.

    >>> " ".join(map(marked, "mi3 Lu:3 jiu3 hua4 gui1 tian1 r5".split()))
    'mǐ Lǚ jiǔ huà guī tiān r'
    """
    match = NUMBERED.fullmatch(syllable)
    if match is None:
        return syllable
    letters = match[1].replace("u:", "ü").replace("U:", "Ü")
    carrier = CARRIER.search(letters)
    at = carrier.end() if carrier else len(letters)
    return unicodedata.normalize("NFC", letters[:at] + MARKS[match[2]] + letters[at:])


def syllables(numbered: str) -> tuple[str, ...]:
    """The syllables of a CC-CEDICT reading, with tone marks; its capitals stay.

    >>> syllables("Bei3 jing1")
    ('Běi', 'jīng')
    """
    return tuple(map(marked, numbered.split()))


def joined(parts: Iterable[str]) -> str:
    """Syllables written as words: a capital begins one, an apostrophe stands before a vowel inside one.

    >>> joined(("Máo", "Zé", "dōng")), joined(("Xī", "ān")), joined(("Yà", "dāng", "·", "Sī", "mì"))
    ('Máo Zédōng', "Xī'ān", 'Yàdāng·Sīmì')
    """
    text = ""
    for part in parts:
        if part in {",", "，"}:
            text += ","
        elif not text or not part[0].isalpha() or text[-1] == "·":
            text += part
        elif part[0].isupper() or text[-1] == ",":
            text += " " + part
        else:
            text += ("'" if plain(part)[:1] in {"a", "e", "o"} else "") + part
    return text


@lru_cache(maxsize=8192)
def toned(spelling: str) -> str:
    """Letters only, lower case, with their marks."""
    return "".join(c for c in unicodedata.normalize("NFC", spelling.lower()) if c.isalpha())


def is_syllables(spelling: str, count: int) -> bool:
    """Whether a word or words could be `count` syllables of toneless pinyin.

    >>> is_syllables("Mi Fan", 2), is_syllables("Market", 2)
    (True, False)
    """
    ends = {0}
    letters = plain(spelling)
    for _ in range(count):
        ends = {end for start in ends for end in _syllable_ends(letters, start)}
    return len(letters) in ends


def _syllable_ends(letters: str, start: int) -> Iterator[int]:
    """Every place where a syllable that begins at `start` may end; `xian` is one syllable or two."""
    for end in range(start + 1, min(start + 6, len(letters)) + 1):
        if SYLLABLE.fullmatch(letters, start, end):
            yield end


def spelled(spelling: str, readings: Sequence[Sequence[str]]) -> tuple[str, ...] | None:
    """One reading of each character such that together they are what `spelling` spells, or None.

    Tones decide where the spelling has them. A name may stand given name first; an English ending may follow.

    >>> spelled("Jun Lei", [["léi"], ["jūn"]]), spelled("dan", [["shàn", "dān"]])
    (('léi', 'jūn'), ('dān',))
    """
    for fold in (plain,) if toned(spelling) == plain(spelling) else (toned, plain):
        letters = fold(spelling)
        turns = (0, 1, 2) if len(readings) > 1 else (0,)
        for turn in turns[: len(readings)]:
            path = _trace(letters, [*readings[turn:], *readings[:turn]], is_toneless=fold is plain)
            if path is not None:
                return path[len(path) - turn :] + path[: len(path) - turn]
    return None


def _trace(letters: str, readings: Sequence[Sequence[str]], *, is_toneless: bool) -> tuple[str, ...] | None:
    fold = plain if is_toneless else toned
    paths: dict[int, tuple[str, ...]] = {0: ()}
    for alternatives in readings:
        reached: dict[int, tuple[str, ...]] = {}
        for at, path in paths.items():
            for syllable in alternatives:
                folded = fold(syllable)
                if folded and letters.startswith(folded, at):
                    reached.setdefault(at + len(folded), (*path, syllable))
        paths = reached
    ends = (path for at, path in sorted(paths.items(), reverse=True) if letters[at:] in ENDINGS)
    return next(ends, None)


def spelled_part(word: str, readings: Sequence[Sequence[str]]) -> tuple[int, int] | None:
    """The characters [start, end) that a word spells, where it spells some and not all of them."""
    letters = plain(word)
    if len(letters) < 2:
        return None
    for start in range(len(readings)):
        paths = {0}
        for end, alternatives in enumerate(readings[start:], start + 1):
            folded = {plain(syllable) for syllable in alternatives}
            paths = {at + len(s) for at in paths for s in folded if s and letters.startswith(s, at)}
            if any(letters[at:] in ENDINGS for at in paths):
                return start, end
    return None
