"""Eras by which China counted its years: 乾隆五十三年, the 53rd year of Qianlong, is for the most part 1788."""

from __future__ import annotations

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
    """As it is spelled in English; with a spelling of Wade and Giles where it is known by that."""
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
BY_NAME: Mapping[str, Era] = {
    **{name: era for era in ERAS for name in era.chinese},
    **{plain(name): era for era in ERAS for name in era.latin},
}
"""By the name in Chinese characters, and by the letters of the one in Latin script."""
