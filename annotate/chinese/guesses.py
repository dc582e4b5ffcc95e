"""The Chinese tagger's guesses, mended: bodies before ranks, places that end in a body, two names in one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from annotate.chinese.kinds import ORGANIZATION_ENDS
from annotate.script import simplified
from annotate.segment import HAN_CHARACTER


class Word(NamedTuple):
    """A word as LAC cuts it: a half-open stretch, and LAC's tag (`n`, `v`, `PER`, `LOC`, `ORG`, `TIME`, ...)."""

    start: int
    end: int
    tag: str

    def of(self, text: str) -> str:
        """The word itself."""
        return text[self.start : self.end]

    def overlaps(self, guess: Guess) -> bool:
        """Whether a guess takes in some of it."""
        return self.start < guess.end and guess.start < self.end


class Guess(NamedTuple):
    """What the tagger takes for a name: a half-open stretch of the text, and `PER`, `ORG` or `LOC`."""

    start: int
    end: int
    label: str


BODY = re.compile("(?:[^餐客大门前舞]厅|[^结战时]局|公署|委员会|发改委|科学院|研究院|公司|集团)$")
"""With what hardly anything ends but the name of a body, a place in front of it or not."""
RANK = re.compile("(?P<deputy>副)?(?P<end>部|局|厅|署|处|委)长")
"""Who heads a body, called by its last character: 科技部部长, 教育局长."""
HEADED = re.compile("(?P<body>[^副]{2,8}(?:部|局|厅|署))长")
OF_BODY = frozenset({"n", "nz", "vn", "an", "ORG", "LOC", "nt", "j"})
"""LAC's tags of words that a body is called by."""
NAMES = frozenset({"PER", "ORG", "LOC", "nz"})
"""LAC's tags of names."""
KNOWN = "zORG"
"""What the lexicon says of a body that the gazetteer knows."""
OWNED = re.compile("(?<=..)(?:旗下|下属|所属|辖下).*$")
"""What belongs to a firm, and is no part of its name: 阿里巴巴集团旗下物流公司."""
CODE = re.compile(r"[\d.:]+[A-Za-z]{0,3}")
"""The code of a share, 601186.SH, which names nothing."""
HYPHENS = frozenset("-－‐‑")
TO = re.compile("起[至到]")
TRAILING = re.compile("(?<=.[路街道站桥])[起止]$")
"""Where a road begins and ends: 自光明路起至和平路止."""


def mended(
    text: str, words: Sequence[Word], guesses: Iterable[Guess], lexicon: Mapping[str, Sequence[str]]
) -> Iterator[Guess]:
    """The guesses of a sentence, in order; `words` are those of LAC, `lexicon` tells what words are said to be."""
    whole = (
        _without_time(words, _with_front(text, words, guess)) for guess in guesses if not _is_counted(words, guess)
    )
    found = [part for guess in whole for part in _parted(text, guess)]
    bodies = [*_before_ranks(text, words)]
    known = (word for word in words if word.tag in NAMES and KNOWN in lexicon.get(simplified(word.of(text)), ()))
    bodies += [
        Guess(*word[:2], "ORG") for word in known if not any(word.overlaps(other) for other in (*found, *bodies))
    ]
    found = [guess for guess in found if not CODE.fullmatch(text, guess.start, guess.end)]
    kept = [guess for guess in found if not any(guess.start < body.end and body.start < guess.end for body in bodies)]
    yield from sorted((*kept, *bodies))


def _is_counted(words: Sequence[Word], guess: Guess) -> bool:
    """Whether a guess is a common noun behind a number, and so no name: 两座大桥."""
    return any(before.tag == "m" and word.tag == "n" and guess[:2] == word[:2] for before, word in pairwise(words))


def _without_time(words: Sequence[Word], guess: Guess) -> Guess:
    """A guess without the day behind it: 青雀电子周一."""
    day = next((word for word in words if word.tag == "TIME" and guess.start < word.start < guess.end), None)
    return guess._replace(end=day.start) if day and day.end == guess.end else guess


def _with_front(text: str, words: Sequence[Word], guess: Guess) -> Guess:
    """A foreign person with the first half of a double given name: 让-吕克·戈达尔."""
    is_halved = text[guess.start - 1 : guess.start] in HYPHENS and "·" in text[guess.start : guess.end]
    if guess.label != "PER" or not is_halved:
        return guess
    front = next(
        (word for word in words if word.end == guess.start - 1 and HAN_CHARACTER.match(text, word.start)), None
    )
    return guess._replace(start=front.start) if front else guess


def _parted(text: str, guess: Guess) -> Iterator[Guess]:
    """A guess of two places as two, and of a firm without what belongs to it; a body that was guessed to be a place."""
    name = OWNED.sub("", simplified(text[guess.start : guess.end]))
    at = 0
    for part in TO.split(name):
        road = TRAILING.sub("", part)
        if road:
            label = "ORG" if guess.label == "LOC" and len(road) > 3 and BODY.search(road) else guess.label
            yield Guess(guess.start + at, guess.start + at + len(road), label)
        at += len(part) + len("起至")


def _before_ranks(text: str, words: Sequence[Word]) -> Iterator[Guess]:
    """Bodies that are told by who heads them: 交通部長, 捷運局局長."""
    plain = simplified(text)
    for number, word in enumerate(words):
        surface = plain[word.start : word.end]
        if rank := RANK.fullmatch(surface):
            first = number
            while first and words[first - 1].tag in OF_BODY and number - first < 3:
                first -= 1
            name = plain[words[first].start : word.start]
            before = words[number - 1] if first < number else None
            if before and before.tag == "ORG" and name.endswith((rank["end"], *ORGANIZATION_ENDS)):
                yield Guess(before.start, before.end, "ORG")
            elif before and before.tag != "LOC" and len(name) > 1 and not rank["deputy"]:
                yield Guess(words[first].start, word.start + len(rank["end"]), "ORG")
        elif head := HEADED.fullmatch(surface):
            yield Guess(word.start, word.start + len(head["body"]), "ORG")
