"""What the name tagger sees of each character: its neighbours, the names that lie over it, LAC's opinion.

Characters are compared in their Simplified form, so that one model reads both scripts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from annotate.chinese.dictionary import SURNAME, Dictionary, Entry
from annotate.chinese.kinds import kind_by_sense
from annotate.model import EntityType
from annotate.script import simplified
from annotate.segment import HAN_CHARACTER

if TYPE_CHECKING:
    from annotate.chinese.guesses import Word

LONGEST = 14
"""Characters of the longest name that is looked for."""
LONGEST_WORD = 8
TRANSLITERATING = frozenset(
    "阿埃艾安奥巴贝比博布查达戴德迪杜恩尔法菲弗盖格古哈赫霍吉加杰卡凯康科克库拉莱兰劳勒雷里利林卢罗洛马玛曼麦梅米莫"
    "纳内尼努诺欧帕佩皮普奇乔萨塞沙舍什史斯思苏索塔泰特汤托瓦威韦温沃西希谢雅亚伊尤扎泽兹朱伦顿森姆丝妮娜莎夫"
)
"""Characters that foreign names are written with."""
WORD, OTHER = "w", "cOTH"

Lexicon = Mapping[str, Sequence[str]]
"""For Simplified words what they are said to be: `cPER` by the dictionary, `gLOC` a city, `zORG` by the gazetteer."""


def lexicon_of(
    dictionary: Dictionary, cities: Iterable[str], known: Iterable[tuple[str, EntityType | None]]
) -> dict[str, tuple[str, ...]]:
    """All words of the dictionary, the Chinese names of cities, and the names that a gazetteer knows."""
    labels: dict[str, set[str]] = {}
    for entry in dictionary:
        if len(entry.simplified) > 1:
            labels.setdefault(entry.simplified, set()).add(_label(entry) if entry.is_proper else WORD)
    for name in cities:
        labels.setdefault(simplified(name), set()).add("gLOC")
    for name, kind in known:
        if kind:
            labels.setdefault(simplified(name), set()).add(f"z{kind.value}")
    return {word: tuple(sorted(said)) for word, said in labels.items()}


def _label(entry: Entry) -> str:
    if all(SURNAME.match(sense) for sense in entry.senses):
        return "cSUR"
    kind = kind_by_sense((entry,))
    return "cNAM" if kind is None else f"c{kind.type.value}" if kind.type else OTHER


def features(text: str, words: Sequence[Word], lexicon: Lexicon) -> Iterator[list[str]]:
    """The features of each character of `text`; `words` are LAC's, and cover it."""
    plain = simplified(text)
    over = _names_over(plain, lexicon)
    cut = _cut(plain, lexicon)
    opinions = [*_opinions(text, words)]
    kinds = "".join(map(_kind, plain))
    padded, padded_kinds = f"^^^{plain}$$$", f"PPP{kinds}PPP"
    foreign = "".join("1" if c in TRANSLITERATING else "0" for c in padded)
    for at in range(len(plain)):
        here = at + 3
        found = ["b", f"k{padded_kinds[here - 1 : here + 2]}", f"f{foreign[here - 2 : here + 3]}"]
        found += (f"u{step}{padded[here + step]}" for step in (-2, -1, 0, 1, 2))
        found += (f"d{step}{padded[here + step : here + step + 2]}" for step in (-2, -1, 0, 1))
        found += (f"t{step}{padded[here + step : here + step + 3]}" for step in (-2, -1))
        found += (f"x{name}" for name in over[at])
        found += (f"xp{name}" for name in (over[at - 1] if at else ()) if name[0] == "E")
        found += (f"xn{name}" for name in (over[at + 1] if at + 1 < len(plain) else ()) if name[0] == "B")
        found += (f"s{cut[at]}", f"s3{cut[at - 1] if at else '^'}{cut[at : at + 2]}")
        found += (f"l{step}{opinions[at + step][0]}" for step in (-1, 0, 1) if 0 <= at + step < len(plain))
        if 0 < at < len(plain) - 1:
            found.append("l3" + "".join(tag for tag, _ in opinions[at - 1 : at + 2]))
        found.append(f"lw{opinions[at][1]}")
        yield found


def _kind(character: str) -> str:
    if HAN_CHARACTER.match(character):
        return "H"
    if character in "·‧・•":
        return "M"
    return "D" if character.isdigit() else "L" if character.isalpha() else "P"


def _names_over(plain: str, lexicon: Lexicon) -> list[list[str]]:
    """For each character the longest entry of each label that begins, goes on or ends there."""
    over: list[list[str]] = [[] for _ in plain]
    for start in range(len(plain)):
        seen: set[str] = set()
        for length in range(min(LONGEST, len(plain) - start), 1, -1):
            for label in lexicon.get(plain[start : start + length], ()):
                if label in seen:
                    continue
                seen.add(label)
                size = min(length, 6)
                over[start].append(f"B{label}{size}")
                for inside in range(start + 1, start + length - 1):
                    over[inside].append(f"M{label}")
                over[start + length - 1].append(f"E{label}{size}")
    return over


def _cut(plain: str, lexicon: Lexicon) -> str:
    """One letter a character: whether it begins, goes on, ends or is a word, read forward by the longest."""
    letters: list[str] = []
    at = 0
    while at < len(plain):
        lengths = range(min(LONGEST_WORD, len(plain) - at), 1, -1)
        length = next((n for n in lengths if plain[at : at + n] in lexicon), 1)
        letters.append("S" if length == 1 else "B" + "M" * (length - 2) + "E")
        at += length
    return "".join(letters)


def _opinions(text: str, words: Iterable[Word]) -> Iterator[tuple[str, str]]:
    """For each character LAC's tag with the place in its word, and the word."""
    for word in words:
        surface = text[word.start : word.end]
        last = len(surface) - 1
        for at in range(len(surface)):
            place = "S" if not last else "B" if not at else "E" if at == last else "M"
            yield f"{place}{word.tag}", surface
