"""Working through a batch, in this process or in several.

Outcomes come in the order of the documents, whatever the number of processes, so every run reports the same.
"""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

from annotate.batch.outcome import Outcome
from annotate.batch.sources import Task
from annotate.batch.writing import write_whole
from annotate.config import Config
from annotate.errors import AnnotateError, ConfigurationError, InputError
from annotate.model import Document
from annotate.normalize import rules_by_name
from annotate.pipeline import annotating
from annotate.tei import write_edition

AHEAD = 4
"""Documents handed out for each process before the first of them is waited for."""


def run(tasks: Iterable[Task], out: Path, *, jobs: int = 1, config: Config | None = None) -> Iterator[Outcome]:
    """Write an edition into `out` for each task, and yield what became of it.

    A document that cannot be read or annotated is one failed outcome; the rest goes on. So does the rest when a
    document brings down its process.
    """
    settings = config or Config()
    annotating(settings)  # a missing model shows here, before anything is written
    if jobs == 1:
        yield from (attempt(task, out, settings) for task in tasks)
    else:
        yield from _in_parallel(tasks, out, jobs, settings)


def attempt(task: Task, out: Path, config: Config) -> Outcome:
    """Annotate one document and write its edition."""
    if isinstance(task.document, InputError):
        return Outcome(id=task.stem or task.source, source=task.source, status="failed", error=str(task.document))
    try:
        return _done(task, task.document, out, config)
    except ConfigurationError:
        raise  # the output folder or a model is gone: no document will fare better
    except AnnotateError as error:
        return _failed(task, str(error))
    except Exception as error:  # noqa: BLE001 - a bug met in one document must not lose the other million
        return _failed(task, f"internal error, please report it: {type(error).__name__}: {error}")


def _done(task: Task, document: Document, out: Path, config: Config) -> Outcome:
    pipeline = annotating(config)
    annotated = pipeline(document)
    path = out / f"{task.stem}.xml"
    write_whole(path, write_edition(annotated, rules_by_name(), pipeline.software))
    return Outcome(
        id=annotated.id,
        source=task.source,
        status="done",
        output=path.name,
        words=len(annotated.normalized.split()),
        applied=len(annotated.applied),
        suggested=len(annotated.suggestions),
        entities=len(annotated.entities),
        terms=len(annotated.terms),
        damage=annotated.damage.probability if annotated.damage else None,
    )


def _failed(task: Task, message: str) -> Outcome:
    return Outcome(id=task.stem, source=task.source, status="failed", error=message)


def _in_parallel(tasks: Iterable[Task], out: Path, jobs: int, config: Config) -> Iterator[Outcome]:
    """Outcomes in order, with a bounded number of documents under way."""
    pool = _pool(jobs)
    waiting: deque[tuple[Task, Future[Outcome]]] = deque()
    remaining = iter(tasks)
    try:
        while True:
            while len(waiting) < AHEAD * jobs and (task := next(remaining, None)) is not None:
                waiting.append((task, pool.submit(attempt, task, out, config)))
            if not waiting:
                return
            task, future = waiting.popleft()
            try:
                yield future.result()
            except BrokenProcessPool:
                yield _alone(task, out, config)
                suspects = [each for each, _ in waiting]
                pool.shutdown(cancel_futures=True)
                pool = _pool(jobs)
                waiting = deque((each, pool.submit(attempt, each, out, config)) for each in suspects)
    finally:
        pool.shutdown(cancel_futures=True)


def _alone(task: Task, out: Path, config: Config) -> Outcome:
    """One more try in a process of its own: only the document that really kills its process fails."""
    with _pool(1) as pool:
        try:
            return pool.submit(attempt, task, out, config).result()
        except BrokenProcessPool:
            return _failed(task, "its process died (out of memory?); try this document alone")


def _pool(jobs: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("spawn"))
