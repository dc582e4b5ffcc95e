"""The local engine: worker processes on this machine, each watched, replaced when it dies, hangs or grows.

A document that costs a process is tried again, in another; one that has cost as many as `Limits.attempts` in the same
way and at the same stage has failed. What kills a worker by chance is hardly ever so regular, so that the verdict does
not depend on it.
"""

from __future__ import annotations

import time
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from multiprocessing.connection import wait

from annotate.batch.child import Child
from annotate.batch.work import ENDED, Factory, Failure, Job, Kind, Limits, Result
from annotate.errors import ConfigurationError, EngineError

TICK = 0.2
"""Seconds between two looks at deadlines and memory."""
NEARLY = 0.8
"""Share of the memory allowed at which a worker is replaced between two documents."""
MOST_DEATHS = 3
"""How many times as many processes a document may cost in ever different ways."""
STILLBORN = 5
"""Workers that may die in a row while they load."""


class Local:
    """Workers on this machine. They start as jobs come, up to `jobs` of them; `close` has to be called in the end.

    `versions` are those that every worker has to have: one with others ends the batch with ConfigurationError.
    """

    def __init__(
        self, factory: Factory, *, versions: Mapping[str, str], jobs: int = 1, limits: Limits | None = None
    ) -> None:
        self._factory = factory
        self._versions = versions
        self._most = jobs
        self._limits = limits or Limits()
        self._children: list[Child] = []
        self._waiting: deque[Job] = deque()
        self._deaths: defaultdict[int, Counter[Failure]] = defaultdict(Counter)
        """By number of the job, how the processes ended that it has cost."""
        self._stillborn = 0
        self._looked = 0.0

    @property
    def pids(self) -> tuple[int, ...]:
        """The ids of the present worker processes; they change when one is replaced."""
        return tuple(child.pid for child in self._children)

    def start(self) -> None:
        """Start all workers and wait until they are loaded: for whoever measures; `run` starts them by itself.

        Raises ConfigurationError when they cannot be loaded.
        """
        while sum(child.loaded for child in self._children) < self._most:
            while len(self._children) < self._most:
                self._children.append(Child(self._factory, self._limits, self._versions))
            list(self._events())

    def run(self, jobs: Iterable[Job]) -> Iterator[Result]:
        """Results as they come, in any order, one for each job: what could not be made comes as its Failure.

        A worker that is done has its next job before its result is given away. Raises ConfigurationError when workers
        cannot be loaded.
        """
        fresh = iter(jobs)
        self._hand_out(fresh)
        while self._waiting or any(child.job for child in self._children):
            results = list(self._events())
            self._hand_out(fresh)
            yield from results

    def close(self) -> None:
        """End all workers; those at work are killed."""
        while self._children:
            child = self._children.pop()
            child.end(kill=child.job is not None or not child.loaded)

    def _hand_out(self, fresh: Iterator[Job]) -> None:
        """Give every idle worker a job, and start workers as long as there are jobs for them."""
        for child in [child for child in self._children if child.idle]:
            if not self._await_more_than(0, fresh):
                return
            child.give(self._waiting.popleft())
        loading = sum(not child.loaded for child in self._children)
        while len(self._children) < self._most and self._await_more_than(loading, fresh):
            self._children.append(Child(self._factory, self._limits, self._versions))
            loading += 1

    def _await_more_than(self, number: int, fresh: Iterator[Job]) -> bool:
        """Whether more jobs than `number` are waiting, once the line has been filled up from the fresh ones."""
        while len(self._waiting) <= number:
            job = next(fresh, None)
            if job is None:
                return False
            self._waiting.append(job)
        return True

    def _events(self) -> Iterator[Result]:
        """What the workers have to say within a tick, then what there is to say of those that say nothing."""
        by_pipe = {child.pipe: child for child in self._children}
        for pipe in wait(list(by_pipe), TICK):
            yield from self._heard(by_pipe[pipe])  # type: ignore[index]  # only pipes were given
        if time.monotonic() - self._looked >= TICK:
            self._looked = time.monotonic()
            for child in tuple(self._children):
                if failure := child.overdue():
                    yield from self._lost(child, failure)

    def _heard(self, child: Child) -> Iterator[Result]:
        job = child.job
        try:
            found = child.receive()
        except ConfigurationError:
            self._children.remove(child)
            child.end(kill=True)
            raise
        if found is None:
            self._stillborn = 0
        elif isinstance(found, Failure) and found.kind in ENDED:
            child.job = job
            yield from self._lost(child, found)
        elif isinstance(found, Failure) and found.kind is Kind.CONFIGURATION:
            raise ConfigurationError(found.message)
        elif job:
            yield job.number, found
            if child.memory > NEARLY * self._limits.memory:
                self._children.remove(child)
                child.end()

    def _lost(self, child: Child, failure: Failure) -> Iterator[Result]:
        """A worker is gone, or has to go: its job waits for another one, or has failed."""
        self._children.remove(child)
        child.end(kill=True)
        if child.job is None:
            self._count_stillborn(child)
            return
        number, most = child.job.number, self._limits.attempts
        deaths = self._deaths[number]
        deaths[failure] += 1
        if deaths[failure] < most and deaths.total() < MOST_DEATHS * most:
            self._waiting.appendleft(child.job)
        else:
            del self._deaths[number]
            yield number, replace(failure, attempts=most)

    def _count_stillborn(self, child: Child) -> None:
        self._stillborn += not child.loaded
        if self._stillborn >= STILLBORN:
            raise EngineError(
                f"{STILLBORN} worker processes in a row died while they loaded their models; there may be too little"
                " memory: use fewer --jobs, or a higher --memory"
            )
