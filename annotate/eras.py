"""Eras by which China and Japan counted years: 乾隆五十三年, the 53rd year of Qianlong, is for the most part 1788."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from annotate.data.load import read_rows, shipped
from annotate.script import plain

FILE = "eras.tsv"
COLUMNS = ("simplified", "traditional", "pinyin", "wade_giles", "first", "last")


@dataclass(frozen=True, slots=True)
class Era:
    """An era, from its first year to its last, of ours."""

    chinese: tuple[str, ...]
    latin: tuple[str, ...]
    """As it is spelled in English; with one of Wade and Giles, or another of Japanese, where it is known by that."""
    first: int
    last: int

    @property
    def is_counted(self) -> bool:
        """Whether English counts years by its bare name, Kangxi 18: by the names of places it does not."""
        return len(self.latin) > 1

    def year(self, number: int) -> int | None:
        """Which year of ours the year with a number mostly was; None where the era was over, or had not begun."""
        year = self.first + number - 1
        return year if self.first <= year <= self.last else None


def _eras() -> tuple[Era, ...]:
    rows = read_rows(shipped(FILE), COLUMNS, may_be_empty=("wade_giles",))
    return tuple(
        Era(
            (row["simplified"], row["traditional"]),
            (row["pinyin"], *filter(None, [row["wade_giles"]])),
            int(row["first"]),
            int(row["last"]),
        )
        for row in rows
    )


ERAS = _eras()
_CHINESE = sorted({name for era in ERAS for name in era.chinese}, key=len, reverse=True)
IN_CHINESE = "|".join(_CHINESE)
YEAR_IN_CHINESE = (
    rf"(?=[{''.join(sorted({name[0] for name in _CHINESE}))}])"
    rf"(?P<reign>{IN_CHINESE})(?P<of_reign>元|(?!一年)[一二三四五六七八九十]{{1,3}}|\d{{1,2}})年"
    "(?![来來间間内內级級多前后後以糕脱脫])"
)
"""A pattern for 乾隆五十三年, not for the three years of 绍兴三年来."""
IN_BOTH = rf"(?:\ ?(?:{IN_CHINESE})(?:(?:元|[一二三四五六七八九十]{{1,3}}|\d{{1,2}})年)?)?"
"""A pattern for the characters of an era, with or without the year, that may follow its name: Hongwu 洪武."""
NO_COUNT = r"(?=\ ?[(（]|[,.;:)）](?!\d)|\n|$|\ (?:he|she|they|it|and|to|in|the|was|were)\b)"
"""A pattern for what follows a number that counts nothing: Kangxi 18 (1679), not Kangxi 8 times."""
_YEAR_OF, _LONG = re.compile(r"\byear of (?:the )?$"), 12
BY_NAME: Mapping[str, Era] = {
    **{name: era for era in ERAS for name in era.chinese},
    **{plain(name): era for era in ERAS for name in era.latin},
}
"""By the name in Chinese characters, and by the letters of the one in Latin script."""


def counts_years(text: str, start: int) -> bool:
    """Whether years are counted by what stands at `start`, as in the ninth year of Hongwu: it names nobody.

    >>> counts_years("in the ninth year of Hongwu", 21)
    True
    """
    return _YEAR_OF.search(text, max(0, start - _LONG), start) is not None
