"""What passes between the driver of a batch and the processes that work for it: jobs there, results back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from importlib import import_module
from typing import Any, Protocol, TypeAlias

from annotate.errors import ConfigurationError


@dataclass(frozen=True, slots=True)
class Job:
    """A document to be made: the bytes that were read, and what is needed to understand them."""

    number: int
    """Given by the driver; a result bears the number of its job."""
    id: str
    source: str
    """Where the document came from, for messages."""
    format: str
    """A name in `annotate.readers.FORMATS`."""
    data: bytes
    sidecar: bytes | None = None
    """The TOML file that describes the text."""


@dataclass(frozen=True, slots=True)
class Product:
    """What a document became: the content of its files, and the figures that the report shows."""

    files: tuple[bytes, ...]
    """One for each format asked for, in that order."""
    record: Mapping[str, Any] = field(default_factory=dict)
    """JSON values by the names of fields of `Outcome`."""


class Kind(StrEnum):
    """Why a document could not be made."""

    INPUT = "input"
    """It cannot be read or annotated, and the message tells why."""
    BUG = "bug"
    """The program itself failed."""
    DIED = "died"
    """Its process died."""
    HUNG = "hung"
    """It was not ready in time."""
    MEMORY = "memory"
    """It needed more memory than is allowed."""
    CONFIGURATION = "configuration"
    """No document can be made: a model or a table is missing. This ends the batch."""


ENDED = frozenset({Kind.DIED, Kind.HUNG, Kind.MEMORY})
"""Failures that cost a process. The document may be innocent of the first of them and is tried again."""


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a document could not be made. Holds nothing that differs from run to run."""

    kind: Kind
    message: str
    stage: str = ""
    """What was being done to it: `read`, a stage of the pipeline, or a format; empty when that is unknown."""
    attempts: int = 1
    trace: tuple[str, ...] = ()
    """Where a bug shows: module, line and function, outermost first."""


Result: TypeAlias = tuple[int, Product | Failure]
"""The number of a job and what became of it."""

Tell: TypeAlias = Callable[[str], None]
"""Told the name of each stage as it begins."""


class Worker(Protocol):
    """What a factory makes, once in each process: it makes documents. Raises AnnotateError for one that cannot be."""

    @property
    def versions(self) -> Mapping[str, str]:
        """All that decides what documents become; the same in all processes of a batch."""

    def __call__(self, job: Job, tell: Tell) -> Product:
        """Make one document."""


@dataclass(frozen=True, slots=True)
class Factory:
    """How a process gets its worker: a function, by name, and the settings it is called with."""

    target: str
    """`package.module:function`"""
    settings: str = "{}"
    """JSON."""

    def make(self) -> Worker:
        """The worker; loads models. Raises ConfigurationError when something is missing."""
        module, _, name = self.target.partition(":")
        made: Worker = getattr(import_module(module), name)(self.settings)
        return made


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may cost."""

    seconds: float = 60.0
    """Wall time of a small document; each kilobyte of input adds a second."""
    memory: int = 4 << 30
    """Bytes resident in a process, models included."""
    attempts: int = 2
    """How many processes a document may cost in the same way before it is given up."""

    def deadline(self, job: Job) -> float:
        """Seconds within which the job has to be done."""
        return self.seconds + len(job.data) / 1000


class Engine(Protocol):
    """Where documents are made. Both engines give the same results, in any order."""

    def run(self, jobs: Iterable[Job]) -> Iterator[Result]:
        """Make the documents. Jobs are taken one by one, when there is somebody to do them.

        Raises ConfigurationError when no document can be made, and EngineError when the engine itself breaks down.
        """

    def close(self) -> None:
        """Let all processes end."""


def refuse_other_versions(found: Mapping[str, str], expected: Mapping[str, str], whose: str) -> None:
    """Raise ConfigurationError when two processes would not make the same of the same document."""
    if differences := differing(found, expected):
        raise ConfigurationError(
            f"{whose} has other versions than the driver: {differences}; install the same on both, then start again"
        )


def differing(found: Mapping[str, str], expected: Mapping[str, str]) -> str:
    """What differs between two sets of versions, in words; empty when nothing does."""
    return ", ".join(
        f"{key} {found.get(key, 'missing')} instead of {expected.get(key, 'none')}"
        for key in sorted({*found, *expected})
        if found.get(key) != expected.get(key)
    )
