"""Several output folders become one: the shares that an array of jobs made, each for itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from annotate.batch import quarantine
from annotate.batch.folder import Folder
from annotate.batch.outcome import Outcome, Status, Summary
from annotate.batch.report import write_reports
from annotate.batch.state import State
from annotate.batch.work import differing
from annotate.errors import OutputError


@dataclass(frozen=True, slots=True)
class _Part:
    """An output folder to be merged, its state open so that nobody changes it meanwhile."""

    folder: Folder
    state: State
    layout: str | None
    versions: dict[str, str]
    rows: list[tuple[str, str, int, Outcome]]
    """Name, input, place and outcome of each document."""


def merge(sources: Sequence[Path], out: Path, *, keep_versions: bool = False) -> Summary:
    """Copy all documents of `sources` into `out`, in the order of the batch they were shares of, and report on all.

    Every file is compared with what was recorded of it. Raises OutputError when a folder is no output of a batch, is
    in use, or has changed; when two were made with different versions, unless `keep_versions`; and when two hold
    different documents of one name.
    """
    with ExitStack() as stack:
        parts = [_part(path, stack) for path in sources]
        _refuse_different(parts, keep_versions=keep_versions)
        rows = _rows(parts)
        folder = Folder(out)
        state = State(folder.state)
        stack.callback(state.close)
        folder.tidy()
        state.begin(parts[0].versions, parts[0].layout or "")
        return _merged(rows, folder, state)


def _part(path: Path, stack: ExitStack) -> _Part:
    if not Folder.is_used(path):
        raise OutputError(f"{path}: no batch has written there; name the folders that were given to -o")
    folder = Folder(path)
    state = State(folder.state)
    stack.callback(state.close)
    return _Part(folder, state, state.layout, *state.last_run())


def _refuse_different(parts: Sequence[_Part], *, keep_versions: bool) -> None:
    first = parts[0]
    for part in parts[1:]:
        found = differing(part.versions, first.versions)
        if found and not keep_versions:
            raise OutputError(
                f"{part.folder.path} was made otherwise than {first.folder.path} ({found}); make it again, or merge"
                " them all the same with --others keep"
            )


def _rows(parts: Sequence[_Part]) -> list[tuple[int, str, str, Outcome, _Part]]:
    """Place, name, input and outcome of all documents, in order."""
    found: dict[str, tuple[int, str, str, Outcome, _Part]] = {}
    for part in parts:
        for stem, digest, place, outcome in part.rows:
            other = found.setdefault(stem, (place, stem, digest, outcome, part))
            if other[2] != digest:
                raise OutputError(
                    f"{part.folder.path} and {other[4].folder.path} hold different documents called {stem}; were they"
                    " made from the same sources?"
                )
    return sorted(found.values(), key=lambda row: (row[0], row[1]))


def _merged(rows: Sequence[tuple[int, str, str, Outcome, _Part]], folder: Folder, state: State) -> Summary:
    summary, copied = Summary(), set[str]()
    for position, (place, stem, digest, outcome, part) in enumerate(rows):
        for name in _files(outcome, stem, part):
            if name not in copied:
                _copy(name, part, folder, state)
                copied.add(name)
        state.adopt(stem, digest, place, position, outcome)
        summary.add(outcome)
    state.forget_others()
    state.commit()
    write_reports(folder, state.lines, summary)
    return summary


def _files(outcome: Outcome, stem: str, part: _Part) -> Iterator[str]:
    yield from outcome.outputs
    if outcome.status is Status.QUARANTINED:
        kept = part.folder.path / quarantine.FOLDER / stem
        yield from (f"{quarantine.FOLDER}/{stem}/{path.name}" for path in sorted(kept.iterdir()))


def _copy(name: str, part: _Part, folder: Folder, state: State) -> None:
    recorded = part.state.made(name)
    if recorded and not part.folder.holds(recorded, verify=True):
        raise OutputError(
            f"{part.folder.path / name}: is missing or has changed since it was made; run its batch again"
        )
    made = folder.adopt(part.folder.path / name, name)
    if recorded:
        state.record_files([made])
