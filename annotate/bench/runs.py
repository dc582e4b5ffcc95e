"""Runs of one kind of character: whether every stage takes time that grows with the text, and no faster."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from time import process_time

from annotate.pipeline import Stage
from annotate.readers import from_text

RUNS = {
    "brackets": "(",
    "full-width brackets": "（",
    "pairs of brackets": "（）",
    "Han characters": "龍的傳人中國人民大學生活動中心",
    "Han characters and dots": "李·",
    "capitals": "A",
    "small letters": "a",
    "capitalised words": "Abc ",
    "capitals with hyphens": "Ab-",
    "quotation marks": "“",
    "digits": "1",
    "glossed terms": "The word Mi Fan (米粉) is here. ",
    "open glosses": "Mi (米( lorem ",
}
TIMES = 5
"""How many times as long the second text is."""
LEAST = 0.15
"""Seconds of CPU time under which a stage is too quick to be compared."""


@dataclass(frozen=True, slots=True)
class Run:
    """How the time of a stage grew with a run of characters: that of the one that grew most."""

    name: str
    stage: str
    """The stage whose time grew most; empty where all are too quick to tell."""
    seconds: float
    """CPU time of all stages on the longer text."""
    growth: float
    """By how much the time of that stage grew, for each time that the text did: 1 is linear, TIMES quadratic."""


def measure_runs(
    stages: Sequence[tuple[str, Stage]], size: int, clock: Callable[[], float] = process_time
) -> Iterator[Run]:
    """Each run in `size` code points, and in TIMES as many, through all stages."""
    for name, run in RUNS.items():
        text = run * (size // len(run))
        short, long = _seconds(stages, text, clock), _seconds(stages, text * TIMES, clock)
        grown = {
            stage: after / max(before, LEAST / TIMES) / TIMES
            for (stage, _), before, after in zip(stages, short, long, strict=True)
            if after > LEAST
        }
        worst = max(grown, key=lambda stage: grown[stage], default="")
        yield Run(name, worst, sum(long), grown.get(worst, 0.0))


def _seconds(stages: Sequence[tuple[str, Stage]], text: str, clock: Callable[[], float]) -> list[float]:
    document = from_text(text)
    taken = []
    for _, stage in stages:
        before = clock()
        document = stage(document)
        taken.append(clock() - before)
    return taken
