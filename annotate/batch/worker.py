"""The process that makes documents: loads its models once, then takes one job after another from a pipe."""

from __future__ import annotations

import mmap
import resource
import signal
import sys
import traceback
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path

from annotate.batch.lifeline import die_with_parent
from annotate.batch.work import Factory, Failure, Job, Kind, Product, Tell, Worker
from annotate.errors import AnnotateError, ConfigurationError

STAGE_BYTES = 64
"""Size of the shared cell that holds the name of the present stage."""


def main() -> None:
    """Work for the process that started this one. Arguments: two file descriptors and the id of that process."""
    pipe, cell, parent = (int(argument) for argument in sys.argv[1:])
    die_with_parent(parent)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the driver, which lets its workers finish
    _serve(Connection(pipe), _teller(mmap.mmap(cell, STAGE_BYTES)))


def _serve(driver: Connection, tell: Tell) -> None:
    factory, memory = driver.recv()
    try:
        worker = _loaded(factory, tell)
    except ConfigurationError as error:
        driver.send(Failure(Kind.CONFIGURATION, str(error)))
        return
    driver.send(dict(worker.versions))
    _limit_memory(memory)
    while True:
        try:
            job = driver.recv()
        except EOFError:
            return
        result = attempt(worker, job, tell, memory)
        driver.send(result)
        if isinstance(result, Failure) and result.kind is Kind.MEMORY:
            return  # who knows what was left half done


def _loaded(factory: Factory, tell: Tell) -> Worker:
    tell("load")
    return factory.make()


def attempt(worker: Worker, job: Job, tell: Tell, memory: int) -> Product | Failure:
    """Make one document, or say why it cannot be made. `memory` is what the process may use, in bytes."""
    stage = ""

    def note(name: str) -> None:
        nonlocal stage
        stage = name
        tell(name)

    note("start")
    try:
        return worker(job, note)
    except ConfigurationError as error:
        return Failure(Kind.CONFIGURATION, str(error), stage)
    except AnnotateError as error:
        return Failure(Kind.INPUT, str(error), stage)
    except MemoryError:
        return too_big(memory, stage)
    except Exception as error:  # noqa: BLE001 - a bug met in one document must not lose the other million
        message = f"internal error, please report it: {type(error).__name__}: {error}"
        return Failure(Kind.BUG, message, stage, trace=_trace(error))


def too_big(memory: int, stage: str) -> Failure:
    """The failure of a document for which the allowed bytes of memory are not enough."""
    return Failure(Kind.MEMORY, f"it needs more than {memory >> 20} MB of memory", stage)


def _trace(error: BaseException) -> tuple[str, ...]:
    """The frames of a traceback without the places where this machine keeps its files."""
    return tuple(
        f"{'/'.join(Path(frame.filename).parts[-2:])}, line {frame.lineno}, in {frame.name}"
        for frame in traceback.extract_tb(error.__traceback__)
    )


def _teller(cell: mmap.mmap) -> Callable[[str], None]:
    """Writes the name of the stage where the driver finds it even when this process is dead. Costs a microsecond."""

    def tell(name: str) -> None:
        cell[:] = name.encode()[:STAGE_BYTES].ljust(STAGE_BYTES, b"\0")

    return tell


def _limit_memory(allowed: int) -> None:
    """A backstop for documents that grow faster than the driver looks: more address space is refused."""
    pages = Path("/proc/self/statm")
    if pages.exists():
        present = int(pages.read_text(encoding="ascii").split()[0]) * resource.getpagesize()
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        wanted = present + allowed
        resource.setrlimit(resource.RLIMIT_AS, (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard))
