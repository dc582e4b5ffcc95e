"""Romanizations other than pinyin that names are known by: Wade-Giles, Tongyong and Cantonese ones.

Wade-Giles and Tongyong spell the syllables of pinyin otherwise, each in one way: a table of initials and finals is
all there is. In print Wade-Giles loses its apostrophes, and so they are not compared. Cantonese is another reading of
the characters: the table of the Hong Kong Government's romanization, with usual variants, comes with the package
cantonese-romanisation. The systems are mixed freely in one name: Chiang Kai-shek.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import cache, lru_cache
from typing import Any, NamedTuple

from annotate.chinese.pinyin import ENDINGS
from annotate.script import converted, plain


class System(StrEnum):
    """A romanization, by the name that notes give it."""

    WADE_GILES = "Wade-Giles"
    TONGYONG = "Tongyong Pinyin"
    CANTONESE = "Cantonese"


def _pairs(listed: str) -> Iterator[tuple[str, str]]:
    return ((one, other) for one, other in map(str.split, listed.split(",")))


PINYIN = re.compile("([zcs]h|[bpmfdtnlgkhjqxzcsryw]|)(.+)")
WADE_INITIALS = dict(_pairs("b p, d t, g k, j ch, q ch, x hs, zh ch, z ts, c ts, r j"))
WADE_FINALS = {"ian": "ien", "ie": "ieh", "ue": "ueh", "ong": "ung", "iong": "iung"}
_WADE_SYLLABLES = """
zi tzu, ci tzu, si ssu szu sze, zhi chih, chi chih, shi shih, ri jih, er erh, e e o, ge ko ke, ke ko ke, he ho he,
gui kuei, kui kuei, you yu, yan yen, ye yeh, yong yung, yi i yi, yue yueh, duo to, tuo to, nuo no, luo lo, guo kuo,
zuo tso, cuo tso, suo so, zhuo cho, chuo cho, ruo jo
"""
WADE_SYLLABLES = {syllable: ways for syllable, *ways in map(str.split, _WADE_SYLLABLES.split(","))}
"""Syllables whose whole is not the sum of its parts, and those that are written in two ways."""
TONGYONG_INITIALS = {"zh": "jh", "q": "c", "x": "s"}
_TONGYONG_SYLLABLES = """
zi zih, ci cih, si sih, zhi jhih, chi chih, shi shih, ri rih, feng fong, weng wong, xiong syong, qiong cyong,
jiong jyong
"""
TONGYONG_SYLLABLES = dict(_pairs(_TONGYONG_SYLLABLES))
_VARIANTS = r"""
^j(?=[aeiou]) ch, ^j(?=[aeiou]) z, ^m$ mm, ^g(?!w) k, ^gw kw, ^d t, ^wa hwa, aa a, (?<=[^aeiou])a?au$ ow,
(?<=l)aw$ o, (?<=[^aeou])oh$ o, i$ ee, (?<=w)ai$ ei, eung$ oeng, (?<=[^aeou])a$ ar, a(?=[nm]$) u, u(?=n) oo, oo u,
(?<=[^aeou])a$ aa
"""
CANTONESE_VARIANTS = [(re.compile(pattern), other) for pattern, other in _pairs(_VARIANTS)]
"""Patterns in the government's spelling, and what others write there."""


class Spelt(NamedTuple):
    """Syllables of pinyin that letters spell in another way, and in which systems."""

    syllables: tuple[str, ...]
    systems: tuple[System, ...]


Way = tuple[str, str, System | None]
"""Letters, the syllable of pinyin that they spell, and the system; None for pinyin."""
Path = tuple[tuple[str, System | None], ...]
"""For each character the syllable of pinyin that letters spell, and the system."""


@cache
def wade_giles(syllable: str) -> tuple[str, ...]:
    """How a toneless syllable is written, without apostrophes.

    >>> [wade_giles(syllable) for syllable in ("ze", "dong", "xu", "si")]
    [('tse',), ('tung',), ('hsu',), ('ssu', 'szu', 'sze')]
    """
    if whole := WADE_SYLLABLES.get(syllable):
        return tuple(whole)
    initial, final = _parts(syllable)
    return (WADE_INITIALS.get(initial, initial) + WADE_FINALS.get(final, final),)


@cache
def tongyong(syllable: str) -> tuple[str, ...]:
    """How a toneless syllable is written.

    >>> tongyong("zhong"), tongyong("xiu"), tongyong("gui")
    (('jhong',), ('siou',), ('guei',))
    """
    if whole := TONGYONG_SYLLABLES.get(syllable):
        return (whole,)
    initial, final = _parts(syllable)
    rounded = initial and {"iu": "iou", "ui": "uei"}.get(final, final)
    if initial in {"j", "q", "x"} and final.startswith("u"):
        rounded = "y" + final
    return (TONGYONG_INITIALS.get(initial, initial) + (rounded or final),)


def _parts(syllable: str) -> tuple[str, str]:
    match = PINYIN.fullmatch(syllable)
    return (match[1], match[2]) if match else ("", syllable)


@cache
def _cantonese() -> Any:  # noqa: ANN401 - the package has no types
    """Loaded when the first name is compared: half a megabyte of JSON."""
    from cantoroman import Cantonese

    return Cantonese()


@lru_cache(maxsize=4096)
def cantonese(character: str) -> tuple[str, ...]:
    """How the character is written in Hong Kong; nothing where the table has it not.

    >>> cantonese("诚"), cantonese("嘉")
    (('shing', 'sing'), ('ga', 'gar', 'ka', 'kar', 'gaa', 'kaa'))
    """
    forms = dict.fromkeys((character, converted(character, "s2hk")))
    listed = dict.fromkeys(spelling for form in forms for of_one in _cantonese().getRoman(form) for spelling in of_one)
    return tuple(listed) + tuple(dict.fromkeys(way for one in listed for way in _variants(one) if way not in listed))


def _variants(spelling: str) -> Iterator[str]:
    """Other ways to spell the same sounds in English, as families and streets do: Chee, Kar, Soong, Hwa."""
    ways = [spelling]
    for pattern, other in CANTONESE_VARIANTS:
        ways += [changed for way in ways if (changed := pattern.sub(other, way)) != way]
    yield from ways[1:]


def spelt(
    letters: str,
    characters: str,
    readings: Sequence[Sequence[str]],
    *,
    is_name: bool = True,
    may_be_cantonese: bool = False,
) -> Spelt | None:
    """How `letters` spell the characters, each in any system, pinyin included, or None.

    `readings` are those of each character, the likeliest first. There must be at least two characters, as one alone is
    spelled by chance. A name may stand given name first and mix Cantonese with other systems; another word, where it
    `may_be_cantonese`, is so as a whole: har gow, 蝦餃.

    >>> [*spelt("Lee Ka-shing", "李嘉诚", [["lǐ"], ["jiā"], ["chéng"]]).syllables]
    ['lǐ', 'jiā', 'chéng']
    >>> spelt("Mao Tse-tung", "毛泽东", [["máo"], ["zé"], ["dōng"]]).systems
    (<System.WADE_GILES: 'Wade-Giles'>,)
    """
    if not 2 <= len(characters) == len(readings):
        return None
    ways = _all_ways(characters, tuple(map(tuple, readings)), with_cantonese=is_name)
    for turn in (0, 1, 2)[: len(ways) if is_name else 1]:
        path = _trace(plain(letters), ways[turn:] + ways[:turn])
        if path is not None:
            ordered = path[len(path) - turn :] + path[: len(path) - turn]
            systems = dict.fromkeys(system for _, system in ordered if system)
            return Spelt(tuple(syllable for syllable, _ in ordered), tuple(systems))
    if may_be_cantonese and not is_name and (path := _southern(plain(letters), characters, readings)):
        return Spelt(tuple(syllable for syllable, _ in path), (System.CANTONESE,))
    return None


def _southern(letters: str, characters: str, readings: Sequence[Sequence[str]]) -> Path | None:
    """How letters spell characters in Cantonese, of three and more all but the fewer part: char siu bao."""
    pairs = zip(characters, readings, strict=True)
    if path := _trace(letters, [[*_cantonese_ways(character, own)] for character, own in pairs]):
        return path
    mixed = _trace(letters, _all_ways(characters, tuple(map(tuple, readings)), with_cantonese=True))
    southern = sum(system is System.CANTONESE for _, system in mixed or ())
    return mixed if southern > max(1, len(characters) // 2) else None


@lru_cache(maxsize=1024)
def first_letters(characters: str, readings: tuple[tuple[str, ...], ...]) -> frozenset[str]:
    """With which letters words can begin that spell the characters, read in any order and system.

    >>> sorted(first_letters("嘉诚", (("jiā",), ("chéng",))))
    ['c', 'g', 'j', 'k', 's']
    """
    ways = _all_ways(characters, readings, with_cantonese=True)
    return frozenset(letters[0] for of_character in ways for letters, _, _ in of_character if letters)


def spells_surname(word: str, surname: str, readings: Sequence[Sequence[str]]) -> bool:
    """Whether a capitalised word is the surname in one of the systems: Jimmy Lai is a 黎."""
    if not surname or not word[:1].isupper():
        return False
    ways = _all_ways(surname, tuple(map(tuple, readings)), with_cantonese=True)
    return _trace(plain(word), ways) is not None


@lru_cache(maxsize=1024)
def _all_ways(
    characters: str, readings: tuple[tuple[str, ...], ...], *, with_cantonese: bool
) -> tuple[tuple[Way, ...], ...]:
    """The ways to write each of the characters."""
    pairs = zip(characters, readings, strict=True)
    return tuple(tuple(_ways(character, own, with_cantonese=with_cantonese)) for character, own in pairs)


def _ways(character: str, readings: Sequence[str], *, with_cantonese: bool) -> Iterator[Way]:
    """Ways of the likeliest reading first: Tai-man is 大文 read in Cantonese, though 大 may be read dài as well."""
    for rank, syllable in enumerate(readings):
        yield plain(syllable), syllable, None
        yield from ((letters, syllable, System.WADE_GILES) for letters in wade_giles(plain(syllable)))
        yield from ((letters, syllable, System.TONGYONG) for letters in tongyong(plain(syllable)))
        if with_cantonese and not rank:
            yield from _cantonese_ways(character, readings)


def _cantonese_ways(character: str, readings: Sequence[str]) -> Iterator[Way]:
    return ((letters, readings[0], System.CANTONESE) for letters in cantonese(character))


def _trace(letters: str, ways: Sequence[Sequence[Way]]) -> Path | None:
    """One way for each character such that together they are the letters; the first of equal ones."""
    paths: dict[int, Path] = {0: ()}
    for of_character in ways:
        reached: dict[int, Path] = {}
        for at, path in paths.items():
            for spelling, syllable, system in of_character:
                if spelling and letters.startswith(spelling, at):
                    reached.setdefault(at + len(spelling), (*path, (syllable, system)))
        paths = reached
    return next((path for at, path in sorted(paths.items(), reverse=True) if letters[at:] in ENDINGS), None)
