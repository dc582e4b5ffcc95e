"""Runs of one kind of character pass every stage, and the benchmark tells which stage's time grows too fast."""

from __future__ import annotations

import pytest

from annotate.bench.runs import RUNS, TIMES, measure_runs
from annotate.model import Document
from annotate.pipeline import annotating
from annotate.readers import from_text


@pytest.mark.parametrize("run", RUNS.values(), ids=RUNS)
def test_a_run_passes_every_stage_and_nothing_is_lost(run: str) -> None:
    text = run * (1_000 // len(run))
    document = annotating()(from_text(text))
    assert document.source == text
    assert all(edit.original == edit.span.of(text) for edit in document.edits)
    assert all(mention.surface == mention.span.of(text) for mention in document.mentions)
    assert all(term.surface == term.span.of(text) for term in document.terms)


def test_the_stage_whose_time_grows_fastest_is_told() -> None:
    now = 0.0

    def linear(document: Document) -> Document:
        nonlocal now
        now += len(document.source)
        return document

    def quadratic(document: Document) -> Document:
        nonlocal now
        now += len(document.source) ** 2
        return document

    for found in measure_runs((("a", linear), ("b", quadratic)), 100, lambda: now):
        assert found.stage == "b"
        assert found.growth == pytest.approx(TIMES)
    for found in measure_runs((("a", linear),), 100, lambda: now):
        assert found.growth == pytest.approx(1.0)
