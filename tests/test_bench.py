"""The benchmark: what it measures adds up, and its ordeal notices what goes wrong. Speed itself is never tested."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from annotate.bench import ordeal as ordeal_module
from annotate.bench.ordeal import Ordeal, descendants, digest_of
from annotate.bench.running import FORMATS, Pretending, write_sources
from annotate.bench.stages import BARE, measure_stages
from annotate.bench.texts import articles
from tests.batches import batch, write_texts


def test_made_articles_are_the_same_every_time_and_different_from_each_other() -> None:
    first, second = list(articles(5)), list(articles(7))
    assert first == second[:5]
    assert len(set(second)) == 7
    assert all(500 <= len(text.split()) < 700 for text in second)
    assert list(articles(1, seed=2)) != first[:1]


def test_the_stages_add_up_to_the_whole() -> None:
    found = measure_stages(list(articles(2, words=60)))
    stages = [cost.stage for cost in found.costs]
    assert stages[0] == "read"
    assert stages[-2:] == ["write TEI", "validate"]
    assert {"normalize", "tag_entities", "tag_chinese"} < set(stages)
    assert sum(cost.cpu_ms for cost in found.costs) == pytest.approx(found.whole.cpu_ms)
    assert found.bare.stage == BARE
    assert found.ratio == pytest.approx(found.bare.cpu_ms / found.whole.cpu_ms)
    assert found.around * found.tagger.cpu_ms == pytest.approx(found.around_bare * found.bare.cpu_ms)


def test_a_pretended_batch_is_a_batch(tmp_path: Path) -> None:
    source = write_sources(tmp_path / "in", ["One.", "Two."])
    summary, _ = batch(source, tmp_path / "out", Pretending(), formats=FORMATS)
    assert (summary.done, summary.words) == (2, 100)


def test_any_difference_between_trees_shows(tmp_path: Path) -> None:
    one, two = (write_texts(tmp_path / name, {"a.xml": "A", "b/c.xml": "C", ".batch/x": name}) for name in "xy")
    assert digest_of(one) == digest_of(two)
    (two / "b" / "c.xml").write_text("D", encoding="utf-8")
    assert digest_of(one) != digest_of(two)


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_descendants_are_found() -> None:
    with subprocess.Popen(["/bin/sh", "-c", "sleep 30 & wait"]) as shell:
        try:
            while len(descendants(shell.pid)) < 1:
                pass
            assert descendants(shell.pid) < descendants(os.getpid())
        finally:
            for pid in descendants(shell.pid):
                os.kill(pid, 9)


def test_an_ordeal_that_changes_anything_is_not_survived() -> None:
    fine = Ordeal("local", 20, 10, len(ordeal_module.BAD), 6, 6, same=True, left_over=0, orphans=0)
    assert fine.survived
    assert not Ordeal("local", 20, 10, len(ordeal_module.BAD), 6, 6, same=False, left_over=0, orphans=0).survived
    assert not Ordeal("local", 20, 10, len(ordeal_module.BAD), 6, 6, same=True, left_over=0, orphans=1).survived
    assert not Ordeal("local", 20, 0, 20, 6, 6, same=True, left_over=0, orphans=0).survived
