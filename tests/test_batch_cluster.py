"""The cluster: the same results as on one machine, and a document that brings down Dask itself is found."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotate.batch.work import Failure, Job, Kind, Product
from annotate.errors import ConfigurationError
from tests.batches import LIMITS, VERSIONS, Inline, batch, factory, local, tree, write_texts

pytest.importorskip("distributed", reason="the extra `cluster` is not installed")

from annotate.batch.cluster import Cluster, own_cluster


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with own_cluster(2) as running:
        yield running.scheduler_address


@pytest.fixture
def cluster(address: str) -> Iterator[Cluster]:
    made = Cluster(address, factory(), versions=VERSIONS, limits=LIMITS)
    yield made
    made.close()


def jobs(*texts: str) -> list[Job]:
    return [Job(number, f"d{number}", f"d{number}.txt", "text", text.encode()) for number, text in enumerate(texts)]


def test_the_same_bytes_as_on_one_machine_whatever_dies(cluster: Cluster, tmp_path: Path) -> None:
    texts = {f"d{number:02}.txt": f"slow text number {number} " + "x" * 20_000 for number in range(40)}
    texts |= {"d05.txt": "die", "d15.txt": "hang", "d25.txt": "raise", "d35.txt": "refuse"}
    source = write_texts(tmp_path / "in", texts)
    batch(source, tmp_path / "local", local(2))

    class Shot(Cluster):
        """A cluster of which a Dask worker is killed after each tenth result."""

        def __init__(self) -> None:
            self.close = cluster.close  # type: ignore[method-assign]

        def run(self, jobs: object) -> Iterator[object]:  # type: ignore[override]
            for number, result in enumerate(cluster.run(jobs), 1):  # type: ignore[arg-type]
                if number in {10, 20}:
                    os.kill(cluster.pids[0], signal.SIGKILL)
                yield result

    batch(source, tmp_path / "cluster", Shot())
    assert tree(tmp_path / "cluster") == tree(tmp_path / "local")


def test_a_document_that_kills_dask_workers_is_found_among_the_others(cluster: Cluster) -> None:
    found = dict(cluster.run(jobs("one", "die-parent")))
    assert isinstance(found[0], Product)
    culprit = found[1]
    assert isinstance(culprit, Failure)
    assert culprit.kind is Kind.DIED


def test_workers_of_another_version_are_refused(address: str) -> None:
    other = Cluster(address, factory(code="2"), versions=VERSIONS)
    with pytest.raises(ConfigurationError, match="code 2 instead of 1"):
        list(other.run(jobs("one")))
    other.close()


def test_a_cluster_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("annotate.batch.cluster.REACHED_WITHIN", 1)
    for address in ("tcp://127.0.0.1:1", f"file:{tmp_path / 'none.json'}"):
        with pytest.raises(ConfigurationError, match="cannot be reached"):
            Cluster(address, factory(), versions=VERSIONS)


def test_a_cluster_of_our_own_is_started_and_ended(tmp_path: Path) -> None:
    source = write_texts(tmp_path / "in", {"a.txt": "text"})
    summary, _ = batch(source, tmp_path / "out", Cluster("local", factory(), versions=VERSIONS, jobs=1))
    assert summary.done == 1


def test_nothing_to_do_needs_no_model(cluster: Cluster, tmp_path: Path) -> None:
    source = write_texts(tmp_path / "in", {"a.txt": "text"})
    batch(source, tmp_path / "out", Inline())
    summary, _ = batch(source, tmp_path / "out", cluster)
    assert summary.unchanged == 1
