"""The ordeal: a batch whose driver and workers are killed, whose documents kill, hang and fail, must come out unharmed.

The output folder is compared with those of undisturbed runs, byte for byte.
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from annotate.batch.annotator import factory_of as real_factory
from annotate.batch.annotator import make as make_real
from annotate.batch.annotator import read_job, record_of
from annotate.batch.driver import run
from annotate.batch.folder import HIDDEN
from annotate.batch.outcome import Summary
from annotate.batch.sources import documents_in, files_in
from annotate.batch.supervisor import Local
from annotate.batch.work import Engine, Factory, Job, Limits, Product, Tell, Worker
from annotate.bench.running import write_sources
from annotate.bench.texts import articles
from annotate.config import Config
from annotate.model import Software
from annotate.normalize import rules_by_name
from annotate.tei import write_edition

FORMATS = ("tei",)
VERSIONS = {"ordeal": "1"}
LIMITS = Limits(seconds=5)
KILLS = 6
"""Of the driver, and of workers each."""
BAD = ("DIE",) * 4 + ("HANG",) * 3 + ("RAISE",) * 3
"""The first words of documents that misbehave."""


@dataclass(frozen=True, slots=True)
class Ordeal:
    """How the ordeal went."""

    engine: str
    documents: int
    done: int
    failed: int
    driver_kills: int
    worker_kills: int
    same: bool
    """Whether the output is that of the undisturbed run, byte for byte."""
    left_over: int
    """Files that are still being prepared."""
    orphans: int
    """Processes that live although their driver is dead."""

    @property
    def survived(self) -> bool:
        """Whether all is as it should be."""
        return self.same and not self.left_over and not self.orphans and self.failed == len(BAD)


class _Misbehaving:
    """A worker that does what the first word of a text tells it; else it only reads and writes, or all of it."""

    versions = VERSIONS

    def __init__(self, real: Worker | None) -> None:
        self._real = real

    def __call__(self, job: Job, tell: Tell) -> Product:
        tell("read")
        word = job.data.partition(b" ")[0]
        if word == b"DIE":
            os.kill(os.getpid(), signal.SIGKILL)
        if word == b"HANG":
            time.sleep(3600)
        if word == b"RAISE":
            raise ZeroDivisionError("raised on purpose")
        return self._real(job, tell) if self._real else _plainly(job, tell)


def _plainly(job: Job, tell: Tell) -> Product:
    document = read_job(job)
    tell("tei")
    return Product((write_edition(document, rules_by_name(), Software("0", "none")),), record_of(document))


def make(settings: str) -> _Misbehaving:
    """A worker for the ordeal."""
    told = json.loads(settings)
    return _Misbehaving(make_real(real_factory(Config(), FORMATS).settings) if told["real"] else None)


def measure_ordeal(documents: int, engine: str, *, real: bool = False, told: Callable[[str], None]) -> list[Ordeal]:
    """Two undisturbed runs, with one worker and with two, then one that is disturbed; `engine` is local or cluster."""
    with tempfile.TemporaryDirectory() as place:
        source, root = _sources(Path(place) / "in", documents), Path(place)
        calm = _calm(source, root / "calm-1", 1, real=real)
        told(f"undisturbed, one worker: {calm.done} documents, {calm.failed} failed")
        twin = _calm(source, root / "calm-2", 2, real=real)
        same = digest_of(root / "calm-1") == digest_of(root / "calm-2")
        told(f"undisturbed, two workers: {twin.done} documents; the same bytes: {same}")
        calm_two = Ordeal(
            "local, undisturbed", documents, twin.done, twin.failed, 0, 0, same, _left(root / "calm-2"), 0
        )
        return [calm_two, _disturbed(root, documents, engine, real=real, told=told)]


def _sources(folder: Path, documents: int) -> Path:
    texts = list(articles(documents))
    chance = random.Random(7)  # noqa: S311 - no secret depends on it
    for place, word in zip(chance.sample(range(documents), len(BAD)), BAD, strict=True):
        texts[place] = f"{word} {texts[place]}"
    return write_sources(folder, texts)


def _calm(source: Path, out: Path, jobs: int, *, real: bool) -> Summary:
    engine = Local(_factory(real=real), versions=VERSIONS, jobs=jobs, limits=LIMITS)
    try:
        return _run(source, out, engine)
    finally:
        engine.close()


def _factory(*, real: bool) -> Factory:
    return Factory("annotate.bench.ordeal:make", json.dumps({"real": real}))


def _run(source: Path, out: Path, engine: Engine) -> Summary:
    return run(documents_in(files_in([str(source)])), out, engine, formats=FORMATS, versions=VERSIONS)


def drive(source: str, out: str, engine: str, real: str) -> None:
    """The driver that is killed; it runs in a process of its own."""
    factory = _factory(real=real == "real")
    if engine == "cluster":
        from annotate.batch.cluster import Cluster

        made: Engine = Cluster("local", factory, versions=VERSIONS, jobs=2, limits=LIMITS)
    else:
        made = Local(factory, versions=VERSIONS, jobs=2, limits=LIMITS)
    _run(Path(source), Path(out), made)
    made.close()


def _disturbed(root: Path, documents: int, engine: str, *, real: bool, told: Callable[[str], None]) -> Ordeal:
    """A run over `in` below `root` that is killed again and again, each driver after its share of the documents."""
    source, out, chance = root / "in", root / "disturbed", random.Random(11)  # noqa: S311
    seen: set[int] = set()
    worker_kills = 0
    for turn in range(KILLS + 1):
        driver = _driver(source, out, engine, real=real)
        until = (turn + 1) * documents // (KILLS + 1)  # documents made when the driver is to die
        while driver.poll() is None:
            time.sleep(0.05)
            below = descendants(driver.pid)
            seen.update(below)
            made = len(list(out.glob("*.xml"))) if out.exists() else 0
            if worker_kills <= turn < KILLS and below and made >= until - documents // (2 * (KILLS + 1)):
                _kill(chance.choice(sorted(below)))
                worker_kills += 1
            if turn < KILLS and made >= until:
                _kill(driver.pid)
        driver.wait()
        told(f"driver {turn + 1} ended with {driver.returncode}; {len(list(out.glob('*.xml')))} documents made")
    time.sleep(2)
    rows = [json.loads(line) for line in (out / "report.jsonl").read_text(encoding="utf-8").splitlines()]
    failed = sum(row["status"] != "done" for row in rows)
    return Ordeal(
        engine,
        documents,
        len(rows) - failed,
        failed,
        KILLS,
        worker_kills,
        digest_of(out) == digest_of(root / "calm-1"),
        _left(out),
        sum(_lives(pid) for pid in seen),
    )


def _driver(source: Path, out: Path, engine: str, *, real: bool) -> subprocess.Popen[bytes]:
    code = "import sys; from annotate.bench.ordeal import drive; drive(*sys.argv[1:])"
    arguments = (str(source), str(out), engine, "real" if real else "light")
    return subprocess.Popen((sys.executable, "-c", code, *arguments), stderr=subprocess.DEVNULL)  # noqa: S603


def _kill(pid: int) -> None:
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return


def descendants(pid: int) -> set[int]:
    """All processes that a process has started, and those have started; Linux only."""
    parents: dict[int, int] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        except OSError:
            continue
        if fields[0] != "Z":
            parents[int(path.parent.name)] = int(fields[1])
    found, frontier = set[int](), {pid}
    while frontier := {child for child, parent in parents.items() if parent in frontier} - found:
        found |= frontier
    return found


def _lives(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def _left(out: Path) -> int:
    return sum(path.is_file() for path in (out / HIDDEN / "prepared").rglob("*"))


def digest_of(out: Path) -> str:
    """A hash over the names and contents of all files of an output folder but the state."""
    digest = hashlib.sha256()
    for path in sorted(path for path in out.rglob("*") if path.is_file() and HIDDEN not in path.parts):
        digest.update(f"{path.relative_to(out)}\0".encode() + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()
