"""Both engines: whatever a document does to its process, every job has one result, and the same one."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from annotate.batch.supervisor import Local
from annotate.batch.work import Factory, Failure, Job, Kind, Limits, Product
from annotate.errors import ConfigurationError, EngineError

LIMITS = Limits(seconds=1.0, memory=300 << 20)


def job(number: int, text: str) -> Job:
    return Job(number, f"d{number}", f"d{number}.txt", "text", text.encode())


def factory(**settings: object) -> Factory:
    return Factory("tests.cheap:make", json.dumps(settings))


@pytest.fixture
def engine(request: pytest.FixtureRequest) -> Iterator[Local]:
    """Two workers; a document that hangs is soon given up, any other has the time that a busy machine needs."""
    limits = LIMITS if "hangs" in request.node.name else replace(LIMITS, seconds=60.0)
    local = Local(factory(), versions={"code": "1"}, jobs=2, limits=limits)
    yield local
    local.close()


def results(engine: Local, *texts: str) -> list[Product | Failure]:
    found = dict(engine.run(job(number, text) for number, text in enumerate(texts)))
    return [found[number] for number in range(len(texts))]


CASES = (
    pytest.param("die", Kind.DIED, "read", "signal 9", 2, id="dies"),
    pytest.param("hang", Kind.HUNG, "read", "not ready after 1 seconds", 2, id="hangs"),
    pytest.param("swell", Kind.MEMORY, "read", "needs more than 300 MB", 2, id="grows"),
    pytest.param("grow", Kind.MEMORY, "read", "memory", 2, id="grows at once"),
    pytest.param("raise", Kind.BUG, "read", "ZeroDivisionError: by zero", 1, id="bug"),
    pytest.param("refuse", Kind.INPUT, "read", "this text is refused", 1, id="bad input"),
)


@pytest.mark.parametrize(("text", "kind", "stage", "message", "attempts"), CASES)
def test_a_bad_document_fails_and_no_other(  # noqa: PLR0917
    text: str, kind: Kind, stage: str, message: str, attempts: int, engine: Local
) -> None:
    before, found, after = results(engine, "one", text, "two")
    assert isinstance(before, Product)
    assert isinstance(after, Product)
    assert isinstance(found, Failure)
    assert (found.kind, found.stage, found.attempts) == (kind, stage, attempts)
    assert message in found.message
    assert bool(found.trace) == (kind is Kind.BUG)
    assert not any(frame.startswith("/") for frame in found.trace)


def test_a_worker_that_dies_by_chance_costs_nothing(engine: Local, tmp_path: Path) -> None:
    (found,) = results(engine, f"die-once {tmp_path / 'memory'}")
    assert isinstance(found, Product)


def test_a_missing_model_ends_the_batch_whenever_it_shows(engine: Local) -> None:
    with pytest.raises(ConfigurationError, match="a model is gone"):
        results(engine, "unconfigured")
    broken = Local(factory(broken=True), versions={"code": "1"})
    with pytest.raises(ConfigurationError, match="no such model"):
        results(broken, "one")
    broken.close()


def test_workers_that_cannot_start_end_the_batch() -> None:
    engine = Local(factory(stillborn=True), versions={"code": "1"})
    with pytest.raises(EngineError, match="died while they loaded"):
        results(engine, "one")
    engine.close()


def test_a_worker_of_another_version_is_refused() -> None:
    engine = Local(factory(code="2"), versions={"code": "1"})
    with pytest.raises(ConfigurationError, match="code 2 instead of 1"):
        results(engine, "one")
    engine.close()


def test_jobs_are_taken_only_when_there_is_somebody_to_do_them(engine: Local) -> None:
    taken: list[int] = []

    def jobs() -> Iterator[Job]:
        for number in range(100):
            taken.append(number)
            yield job(number, "text")

    running = engine.run(jobs())
    next(running)
    assert len(taken) <= 5
    running.close()


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="ascii").split()[2] != "Z"
    except FileNotFoundError:
        return False


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel is asked to do this on Linux alone")
def test_workers_die_with_their_driver_even_when_they_hang() -> None:
    code = (
        "from tests.test_batch_engines import *\n"
        "engine = Local(factory(), versions={'code': '1'}, limits=Limits())\n"
        "running = engine.run([job(0, 'one'), job(1, 'hang')])\n"
        "next(running)\nprint(*engine.pids, flush=True)\nnext(running)\n"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as driver:
        assert driver.stdout
        (pid,) = map(int, driver.stdout.readline().split())
        assert alive(pid)
        os.kill(driver.pid, signal.SIGKILL)
    deadline = time.monotonic() + 5
    while alive(pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not alive(pid)
