"""A worker process as its driver sees it: started, given a job, watched, killed."""

from __future__ import annotations

import mmap
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path

from annotate.batch.work import Factory, Failure, Job, Kind, Limits, Product, refuse_other_versions
from annotate.batch.worker import STAGE_BYTES, too_big
from annotate.config import ONE_THREAD
from annotate.errors import ConfigurationError

_MAIN = "from annotate.batch.worker import main; main()"
_PAGE = resource.getpagesize()
_LOADING = 600.0
"""Seconds that a worker may take to load its models."""
_PATIENCE = 2.0
"""Seconds that an idle worker may take to end once its pipe is closed."""


class Child:
    """A worker process. It loads its models as it starts; a job may be given to it when it is `idle`.

    Whoever starts it waits on `pipe` and calls `receive` when something has come, asks `overdue` now and then, and must
    `end` it. `expected` are the versions that it has to have.
    """

    def __init__(self, factory: Factory, limits: Limits, expected: Mapping[str, str]) -> None:
        self._limits = limits
        self._expected = expected
        self.job: Job | None = None
        self.loaded = False
        self._since = time.monotonic()
        self._cell = tempfile.TemporaryFile()  # noqa: SIM115 - closed by `end`
        self._cell.truncate(STAGE_BYTES)
        self._stage = mmap.mmap(self._cell.fileno(), STAGE_BYTES)
        self.pipe, theirs = Pipe()
        self._process = _started(theirs, self._cell.fileno())
        self.pipe.send((factory, limits.memory))

    @property
    def pid(self) -> int:
        """The id of the process."""
        return self._process.pid

    @property
    def idle(self) -> bool:
        """Whether it is ready for a job."""
        return self.loaded and self.job is None

    @property
    def stage(self) -> str:
        """The name of the pipeline's stage it is in, or was in when it ended; empty before the first."""
        return bytes(self._stage).rstrip(b"\0").decode(errors="replace")

    @property
    def memory(self) -> int:
        """Bytes resident now; 0 where the system does not tell, as outside Linux."""
        try:
            return int(Path(f"/proc/{self.pid}/statm").read_text(encoding="ascii").split()[1]) * _PAGE
        except (OSError, IndexError):
            return 0

    def give(self, job: Job) -> None:
        """Hand over a job to an idle worker; its time runs from now. That it has died meanwhile shows in `receive`."""
        self.job, self._since = job, time.monotonic()
        try:
            self.pipe.send(job)
        except OSError:
            return

    def receive(self) -> Product | Failure | None:
        """What came through the pipe: a result, the death of the worker as a Failure, None once it is loaded.

        Raises ConfigurationError when the worker cannot load its models, or is not the worker that is expected.
        """
        try:
            message = self.pipe.recv()
        except (EOFError, OSError):
            return self._died()
        if not self.loaded:
            self._greet(message)
            return None
        self.job = None
        found: Product | Failure = message
        return found

    def overdue(self) -> Failure | None:
        """Why it has to be killed: it has had its time, or grown too big; None while all is well. Kills nothing."""
        if self.memory > self._limits.memory:
            return too_big(self._limits.memory, self.stage)
        allowed = self._limits.deadline(self.job) if self.job else _LOADING
        if not self.idle and time.monotonic() - self._since > allowed:
            return Failure(Kind.HUNG, f"not ready after {allowed:.0f} seconds", self.stage)
        return None

    def end(self, *, kill: bool = False) -> None:
        """Let an idle process end, within two seconds, or kill it; either way it is gone when this returns."""
        self.pipe.close()
        if not kill:
            try:
                self._process.wait(_PATIENCE)
            except subprocess.TimeoutExpired:
                kill = True
        if kill:
            self._process.kill()
        self._process.wait()
        self._stage.close()
        self._cell.close()

    def _greet(self, message: object) -> None:
        if isinstance(message, Failure):
            raise ConfigurationError(message.message)
        versions: Mapping[str, str] = message  # type: ignore[assignment]  # what `worker` sends
        refuse_other_versions(versions, self._expected, "a worker")
        self.loaded = True

    def _died(self) -> Failure:
        code = self._process.wait()
        how = f"by signal {-code}" if code < 0 else f"with exit code {code}"
        return Failure(Kind.DIED, f"its process died {how}", self.stage)


def _started(pipe: Connection, cell: int) -> subprocess.Popen[bytes]:
    """A fresh interpreter that works at the other end of `pipe`; it computes with one thread, so jobs are cores."""
    single = dict.fromkeys(ONE_THREAD, "1")
    with pipe:
        arguments = (str(pipe.fileno()), str(cell), str(os.getpid()))
        return subprocess.Popen(  # noqa: S603 - our own interpreter and code
            (sys.executable, "-P", "-c", _MAIN, *arguments),
            pass_fds=(pipe.fileno(), cell),
            stdin=subprocess.DEVNULL,
            stdout=sys.stderr.fileno() if _has_descriptor() else subprocess.DEVNULL,
            env={**os.environ, **single, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        )


def _has_descriptor() -> bool:
    """Whether stderr is a file that a process can be given; under a test runner it may not be."""
    try:
        sys.stderr.fileno()
    except (OSError, ValueError, AttributeError):
        return False
    return True
