"""What batches cost beside the documents: by number of workers, in the driver, when nothing has changed, over time."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage

from annotate.batch.annotator import factory_of, make
from annotate.batch.driver import run
from annotate.batch.outcome import Outcome
from annotate.batch.sources import documents_in, files_in
from annotate.batch.supervisor import Local
from annotate.batch.versions import versions_of
from annotate.batch.work import Job, Product, Result
from annotate.bench.stages import resident_mb
from annotate.bench.texts import articles
from annotate.config import Config

FORMATS = ("tei",)


@dataclass(frozen=True, slots=True)
class Scale:
    """A batch with so many workers."""

    jobs: int
    wall_s: float
    """From the first result to the last, so that loading models does not count."""
    words_per_second: float
    """Of wall time."""
    driver_cpu_ms: float
    """CPU time of the driver, by document: reading, hashing, writing, state, supervision."""
    worker_cpu_ms: float
    """CPU time of the workers, by document, without loading."""
    rss_mb: float
    """Resident memory of the largest worker at the end."""

    @property
    def overhead(self) -> float:
        """The driver's share of all CPU time."""
        return self.driver_cpu_ms / (self.driver_cpu_ms + self.worker_cpu_ms)


@dataclass(frozen=True, slots=True)
class Start:
    """How long the program takes to begin, in seconds of CPU time."""

    help_s: float
    version_s: float
    unchanged_s: float
    """A batch of which nothing has changed."""
    unchanged_documents: int


@dataclass(frozen=True, slots=True)
class Growth:
    """How a worker's memory grows."""

    documents: tuple[int, ...]
    rss_mb: tuple[float, ...]


def write_sources(folder: Path, texts: Sequence[str]) -> Path:
    """The texts as files."""
    folder.mkdir(parents=True)
    for number, text in enumerate(texts):
        (folder / f"article-{number:05}.txt").write_text(text, encoding="utf-8")
    return folder


def measure_scaling(texts: Sequence[str], jobs: Sequence[int], config: Config | None = None) -> list[Scale]:
    """The same batch with different numbers of workers."""
    with tempfile.TemporaryDirectory() as place:
        source = write_sources(Path(place) / "in", texts)
        return [_scale(source, Path(place) / f"out-{number}", number, config or Config()) for number in jobs]


def _scale(source: Path, out: Path, jobs: int, config: Config) -> Scale:
    versions = versions_of(config, FORMATS)
    engine = Local(factory_of(config, FORMATS), versions=versions, jobs=jobs)
    engine.start()
    files = files_in([str(source)])
    list(engine.run(item.job() for item in documents_in(files[: 2 * jobs])))  # some models load with the first text
    loaded = _cpu_of(engine.pids)
    words = documents = 0

    def heard(outcome: Outcome, /, *, unchanged: bool) -> None:  # noqa: ARG001 - nothing is
        nonlocal words, documents
        words, documents = words + outcome.words, documents + 1

    began, cpu = time.monotonic(), time.process_time()
    run(documents_in(files), out, engine, formats=FORMATS, versions=versions, heard=heard)
    wall, driver = time.monotonic() - began, time.process_time() - cpu
    worked = _cpu_of(engine.pids) - loaded
    rss = max(map(resident_mb, engine.pids))
    engine.close()
    return Scale(jobs, wall, words / wall, 1000 * driver / documents, 1000 * worked / documents, rss)


def _cpu_of(pids: Sequence[int]) -> float:
    """Seconds of CPU time that living processes have used; Linux only."""
    ticks = os.sysconf("SC_CLK_TCK")
    fields = (Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split() for pid in pids)
    return sum((int(each[11]) + int(each[12])) / ticks for each in fields)


def measure_start(documents: int) -> Start:
    """How long the program takes to say what it can, and to find that there is nothing to do."""
    with tempfile.TemporaryDirectory() as place:
        source = write_sources(Path(place) / "in", list(articles(documents, words=50)))
        out = Path(place) / "out"
        versions = versions_of(Config(), FORMATS)
        run(documents_in(files_in([str(source)])), out, Pretending(), formats=FORMATS, versions=versions)
        unchanged = _cpu("batch", str(source), "-o", str(out))
    return Start(_cpu("--help"), _cpu("--version"), unchanged, documents)


class Pretending:
    """An engine that makes every document into the same few bytes, at once."""

    def run(self, jobs: Iterable[Job]) -> Iterator[Result]:
        """A result for every job."""
        for job in jobs:
            yield job.number, Product((b"<TEI/>\n",), {"words": 50})

    def close(self) -> None:
        """Nothing to end."""


def _cpu(*arguments: str) -> float:
    before = getrusage(RUSAGE_CHILDREN)
    subprocess.run((sys.executable, "-m", "annotate", *arguments), capture_output=True, check=True)  # noqa: S603
    after = getrusage(RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def measure_growth(documents: int, words: int, config: Config | None = None) -> Growth:
    """The memory of one process that makes so many different documents, at some ten moments."""
    worker = make(factory_of(config or Config(), FORMATS).settings)
    marks, sizes = [], []
    for number, text in enumerate(articles(documents, words=words), 1):
        worker(Job(number, f"d{number}", f"d{number}.txt", "text", text.encode()), lambda _: None)
        if number % max(documents // 10, 1) == 0:
            marks.append(number)
            sizes.append(resident_mb())
    return Growth(tuple(marks), tuple(sizes))
