"""Runs of one kind of character: every stage takes time that grows with the text, and no faster."""

from __future__ import annotations

from time import process_time

import pytest

from annotate.model import Document
from annotate.pipeline import Stage, annotating
from annotate.readers import from_text

SMALL, TIMES = 2_000, 5
GENEROUS = 3.0
"""How much worse than linear a stage may look on a busy machine; a quadratic one is `TIMES` times worse."""
LEAST = 0.15
"""Seconds; below it nothing is compared."""

RUNS = {
    "brackets": "(",
    "full-width brackets": "（",
    "pairs of brackets": "（）",
    "Han characters": "龍的傳人中國人民大學生活動中心",
    "Han characters and dots": "李·",
    "capitals": "A",
    "capitalised words": "Abc ",
    "capitals with hyphens": "Ab-",
    "quotation marks": "“",
    "digits": "1",
    "glossed terms": "The word Mi Fan (米粉) is here. ",
    "open glosses": "Mi (米( lorem ",
}


@pytest.fixture(scope="module")
def stages() -> tuple[Stage, ...]:
    """All stages, their models loaded."""
    pipeline = annotating()
    for text in ("Lei Jun (雷军) came on 5 January 2026.", "雷军在北京。"):
        pipeline(from_text(text))
    return pipeline.stages


def seconds(stages: tuple[Stage, ...], text: str) -> list[float]:
    document: Document = from_text(text)
    taken = []
    for stage in stages:
        before = process_time()
        document = stage(document)
        taken.append(process_time() - before)
    return taken


@pytest.mark.parametrize("run", RUNS.values(), ids=RUNS)
def test_time_grows_with_the_text_and_no_faster(run: str, stages: tuple[Stage, ...]) -> None:
    count = SMALL // len(run)
    short, long = seconds(stages, run * count), seconds(stages, run * count * TIMES)
    assert all(after < max(LEAST, GENEROUS * TIMES * before) for before, after in zip(short, long, strict=True))
