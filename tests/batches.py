"""What the tests of batches share: an engine without processes, folders to compare, runs in a line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from annotate.batch.driver import Choice, run
from annotate.batch.outcome import Outcome, Summary
from annotate.batch.sources import documents_in, files_in
from annotate.batch.supervisor import Local
from annotate.batch.work import Engine, Factory, Job, Limits, Result
from annotate.batch.worker import attempt

VERSIONS = {"code": "1"}
LIMITS = Limits(seconds=1.0, memory=300 << 20)


def factory(**settings: object) -> Factory:
    return Factory("tests.cheap:make", json.dumps(settings))


class Inline:
    """An engine that works in this very process, last job first, and counts what it makes."""

    def __init__(self, **settings: object) -> None:
        self._worker = factory(**settings).make()
        self.made: list[str] = []

    def run(self, jobs: Iterable[Job]) -> Iterator[Result]:
        for job in reversed(list(jobs)):
            self.made.append(job.id)
            yield job.number, attempt(self._worker, job, lambda _: None, 1 << 30)

    def close(self) -> None:
        """Nothing to end."""


def local(jobs: int = 1) -> Local:
    return Local(factory(), versions=VERSIONS, jobs=jobs, limits=LIMITS)


def batch(
    source: Path, out: Path, engine: Engine | None = None, *, formats: tuple[str, ...] = ("text",), **choice: object
) -> tuple[Summary, list[Outcome]]:
    """A run over a folder; versions are those of the cheap worker unless they are given."""
    versions = choice.pop("versions", VERSIONS)
    heard: list[Outcome] = []
    used = engine or Inline(formats=len(formats))
    summary = run(
        documents_in(files_in([str(source)], without=out)),
        out,
        used,
        formats=formats,
        versions=versions,  # type: ignore[arg-type]
        choice=Choice(**choice),  # type: ignore[arg-type]
        heard=lambda outcome, /, **_: heard.append(outcome),
    )
    used.close()
    return summary, heard


def tree(out: Path) -> dict[str, bytes]:
    """All files of an output folder but the state, by name."""
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in sorted(out.rglob("*"))
        if path.is_file() and not path.name.startswith("state.sqlite")
    }


def write_texts(folder: Path, texts: dict[str, str]) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder
