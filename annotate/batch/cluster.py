"""The engine for many machines: Dask hands out batches, every Dask worker keeps the supervised process of `supervisor`.

So a document that dies, hangs or grows is judged in the same way, by the same code, as on one machine, and costs a
child and not the Dask worker. Should it bring down the Dask worker all the same, Dask gives up on its batch
(KilledWorker); the batch is halved until the document is alone, and tried once more while nothing else runs, because
Dask suspects every task that a dying worker had been given (github.com/dask/distributed/issues/5234).
"""

from __future__ import annotations

import os
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import TypeAlias, cast

import dask
from distributed import Client, KilledWorker, LocalCluster, Worker, get_worker, wait
from distributed import Future as Task
from distributed.diagnostics.plugin import WorkerPlugin

from annotate.batch.supervisor import Local
from annotate.batch.work import Factory, Failure, Job, Kind, Limits, Result
from annotate.errors import AnnotateError, ConfigurationError, EngineError

PLUGIN = "annotate"
BATCH = 64 << 10
"""Bytes of input to a batch: small enough to be tried again, large enough that Dask's 10 ms a task do not count."""
IN_FLIGHT = 64 << 20
"""Bytes of input that the scheduler may hold."""
AHEAD = 2
"""Batches in flight for each thread of the cluster, at most."""
_SETTINGS = {
    "distributed.scheduler.allowed-failures": 1,  # the second worker that dies with a batch makes Dask give up on it
    "distributed.deploy.lost-worker-timeout": "30 days",  # else a worker that just then starts again is closed for ever
}
"""Of a cluster of our own."""
PATIENCE = 300
"""Seconds to wait for workers where there are none, which may have to be started first."""
REACHED_WITHIN = 30
"""Seconds to wait for the scheduler."""
TICK = 5
"""Seconds between two looks at whether there are workers."""
LOCAL = "local"
FILE = "file:"

Batch: TypeAlias = tuple[Job, ...]


class Crew(WorkerPlugin):
    """What a Dask worker keeps: for each of its threads, a thread and a supervised process of our own.

    The kernel ends a worker process with the *thread* that started it, and Dask's threads may come and go.
    """

    name = PLUGIN

    def __init__(self, factory: Factory, versions: Mapping[str, str], limits: Limits) -> None:
        self._made_of = factory, dict(versions), limits

    def setup(self, worker: Worker) -> None:
        """Begin to load the models, without waiting for it."""
        threads = worker.state.nthreads
        self._own = threading.local()
        self._engines: list[Local] = []
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix=PLUGIN)
        self._warm: list[Future[None]] = [self._threads.submit(self._start) for _ in range(threads)]

    def teardown(self, worker: Worker) -> None:  # noqa: ARG002 - as Dask calls it
        """End the processes."""
        self._threads.shutdown(cancel_futures=True)
        for engine in self._engines:
            engine.close()

    def make(self, batch: Batch) -> list[Result]:
        """Make the documents of a batch, in a thread of our own."""
        return self._threads.submit(lambda: list(self._engine().run(batch))).result()

    def _start(self) -> None:
        self._engine().start()

    def _engine(self) -> Local:
        if not hasattr(self._own, "engine"):
            factory, versions, limits = self._made_of
            self._own.engine = Local(factory, versions=versions, limits=limits)
            self._engines.append(self._own.engine)
        engine: Local = self._own.engine
        return engine


def make_batch(batch: Batch) -> list[Result]:
    """The task that Dask hands out."""
    crew = cast("Crew", get_worker().plugins[PLUGIN])
    return crew.make(batch)


class Cluster:
    """A Dask cluster. Raises ConfigurationError when none can be reached."""

    def __init__(
        self,
        address: str,
        factory: Factory,
        *,
        versions: Mapping[str, str],
        jobs: int = 1,
        limits: Limits | None = None,
    ) -> None:
        self._cluster = own_cluster(jobs) if address == LOCAL else None
        self._client = _connected(address, self._cluster)
        self._crew = Crew(factory, versions, limits or Limits())
        self._has_crew = False

    @property
    def pids(self) -> tuple[int, ...]:
        """The ids of the Dask workers' processes, on their machines."""
        return tuple(self._client.run(os.getpid).values())

    def run(self, jobs: Iterable[Job]) -> Iterator[Result]:
        """Results as batches come back, in any order, one for each job. What is under way is bounded in bytes.

        Batches that have cost too many Dask workers are halved and tried again at the end, until the document is found.
        """
        batches, suspects = _batches(jobs), deque[Batch]()
        flight = _Flight(self._client)
        waiting = next(batches, None)
        while waiting or flight:
            while waiting and flight.has_room:
                self._load_models()
                flight.start(waiting)
                waiting = next(batches, None)
            yield from _judged(*flight.land(), suspects)
        while suspects:
            flight.start(suspects.popleft())
            yield from _judged(*flight.land(), suspects, alone=True)

    def close(self) -> None:
        """Let the cluster go. One of our own ends; any other stays, without our processes."""
        if self._has_crew and self._client.status == "running" and self._cluster is None:
            self._client.unregister_worker_plugin(PLUGIN)
        self._client.close()
        if self._cluster:
            self._cluster.close()

    def _load_models(self) -> None:
        if not self._has_crew:
            self._client.register_plugin(self._crew, name=PLUGIN)
            self._has_crew = True


class _Flight:
    """The batches that are under way."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._batches: dict[Task[list[Result]], Batch] = {}

    def __bool__(self) -> bool:
        return bool(self._batches)

    @property
    def has_room(self) -> bool:
        """Whether another batch may start; one always may."""
        threads = sum(self._client.nthreads().values())
        size = sum(len(job.data) for batch in self._batches.values() for job in batch)
        return not self._batches or (len(self._batches) < AHEAD * threads and size < IN_FLIGHT)

    def start(self, batch: Batch) -> None:
        """Hand a batch to the scheduler."""
        self._batches[self._client.submit(make_batch, batch, pure=False)] = batch

    def land(self) -> tuple[Batch, list[Result] | None]:
        """The next batch that is done, and its results; None where it has cost too many Dask workers.

        Raises ConfigurationError as a worker did, and EngineError when the cluster is gone.
        """
        task = self._first()
        batch = self._batches.pop(task)
        if task.status == "finished":
            return batch, task.result()
        error = task.exception() if task.status == "error" else None
        if isinstance(error, KilledWorker):
            return batch, None
        if isinstance(error, AnnotateError):
            raise error
        raise EngineError(f"the cluster is gone ({error or task.status}); the same command goes on from here")

    def _first(self) -> Task[list[Result]]:
        """Wait for a batch. Raises EngineError when there has been nobody to make it for too long."""
        deserted = 0
        while deserted < PATIENCE:
            try:
                return next(iter(wait(list(self._batches), timeout=TICK, return_when="FIRST_COMPLETED").done))
            except TimeoutError:
                deserted = 0 if self._client.nthreads() else deserted + TICK
        raise EngineError("the cluster has no workers; start some, and the same command goes on from here")


def _judged(batch: Batch, results: list[Result] | None, suspects: deque[Batch], *, alone: bool = False) -> list[Result]:
    """The results of a batch. One that has none is halved, to be tried again; a document that was alone has failed."""
    if results is not None:
        return results
    if len(batch) > 1:
        middle = len(batch) // 2
        suspects.extend((batch[:middle], batch[middle:]))
    elif alone:
        return [(batch[0].number, Failure(Kind.DIED, "the Dask worker that made it died, again and again"))]
    else:
        suspects.append(batch)
    return []


def _batches(jobs: Iterable[Job]) -> Iterator[Batch]:
    """Jobs in batches of about `BATCH` bytes."""
    batch: list[Job] = []
    size = 0
    for job in jobs:
        batch.append(job)
        size += len(job.data)
        if size >= BATCH:
            yield tuple(batch)
            batch, size = [], 0
    if batch:
        yield tuple(batch)


def own_cluster(jobs: int) -> LocalCluster:
    """A cluster on this machine, of so many workers, that goes on however many of them die."""
    dask.config.set(_SETTINGS)
    return LocalCluster(n_workers=jobs, threads_per_worker=1, processes=True, dashboard_address=":0")


def _connected(address: str, cluster: LocalCluster | None) -> Client:
    try:
        if cluster:
            return Client(cluster)
        if address.startswith(FILE):
            path = Path(address.removeprefix(FILE))
            path.stat()  # Dask would wait for the file for ever
            return Client(scheduler_file=str(path), timeout=REACHED_WITHIN)
        return Client(address, timeout=REACHED_WITHIN)
    except (OSError, ValueError) as error:
        raise ConfigurationError(
            f"--cluster {address}: cannot be reached: {error}; give tcp://HOST:PORT, file:SCHEDULER.json, or local"
        ) from error
