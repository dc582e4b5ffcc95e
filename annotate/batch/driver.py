"""The driver of a batch: it alone decides what has to be made, writes files, and keeps the state."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import Protocol, Self

from annotate.batch import quarantine
from annotate.batch.folder import Folder
from annotate.batch.items import Item
from annotate.batch.layout import Layout, Shards, Singly
from annotate.batch.outcome import Outcome, Status, Summary
from annotate.batch.report import write_reports
from annotate.batch.share import Share
from annotate.batch.state import Record, State
from annotate.batch.work import Engine, Failure, Job, Product, differing
from annotate.errors import ConfigurationError, OutputError

COMMITTED_AFTER = 50
"""Documents after which files are moved into place and the state is committed."""
COMMITTED_EVERY = 1.0
"""Seconds after which that is done in any case."""


class Heard(Protocol):
    """Told what became of each document, and whether that was so before this run."""

    def __call__(self, outcome: Outcome, /, *, unchanged: bool) -> None:
        """One document more."""


def _unheard(_: Outcome, /, *, unchanged: bool) -> None:
    """Nobody listens."""


class Others(StrEnum):
    """What to do where documents have been made with other versions or settings."""

    REFUSE = "refuse"
    REDO = "redo"
    """Make them again."""
    KEEP = "keep"
    """Leave those whose input is unchanged as they are."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Which documents are to be made, and how they are kept."""

    force: bool = False
    """Make all, whatever there is."""
    retry_failed: bool = False
    """Make those again that have failed before."""
    verify: bool = False
    """Read the files that are there, and make those again that have changed."""
    others: Others = Others.REFUSE
    share: Share | None = None
    limit: int | None = None
    """The first documents alone, so many."""
    partial: bool = False
    """Whether the sources are known to be a part of the whole, such as what is new."""
    shards: int = 0
    """Documents to a shard; 0 for a file each."""
    durable: bool = False
    """Whether files outlive a power cut, not only a killed process."""

    @property
    def whole(self) -> bool:
        """Whether the run meets all documents there are."""
        return self.limit is None and not self.partial and self.share is None


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run would do."""

    to_do: tuple[Item, ...]
    unchanged: int
    failed: int
    """Documents that have failed before and would not be tried again."""


def run(  # noqa: PLR0913 - what is made, where, by whom, how, and who hears of it
    items: Iterable[Item],
    out: Path,
    engine: Engine,
    *,
    formats: tuple[str, ...],
    versions: Mapping[str, str],
    choice: Choice | None = None,
    heard: Heard = _unheard,
) -> Summary:
    """Make all documents that need it, write the reports, and add up.

    However the run ends, what has been made is kept, and the next one goes on from there. Raises ConfigurationError
    when no document can be made; OutputError when the folder cannot be used; whatever the items raise.
    """
    with _opened(out, formats, versions, choice or Choice()) as driver:
        return driver.run(items, engine, heard)


def plan(
    items: Iterable[Item],
    out: Path,
    *,
    formats: tuple[str, ...],
    versions: Mapping[str, str],
    choice: Choice | None = None,
) -> Plan:
    """What `run` would do, without doing it: nothing is written, and no folder made."""
    chosen = choice or Choice()
    if not Folder.is_used(out):
        return Plan(tuple(item for _, item in _chosen(items, chosen)), 0, 0)
    driver = _opened(out, formats, versions, chosen)
    try:
        return driver.plan(items)
    finally:
        driver.abandon()


def _refuse_broken_shards(choice: Choice) -> None:
    """A shard is made of the documents around it: a run that leaves some out would drop them from theirs."""
    if choice.shards and (choice.limit is not None or choice.partial):
        raise ConfigurationError("--shards needs all documents: leave out --since and --limit, or write files each")


def _opened(out: Path, formats: tuple[str, ...], versions: Mapping[str, str], choice: Choice) -> _Driver:
    _refuse_broken_shards(choice)
    folder = Folder(out, durable=choice.durable)
    state = State(folder.state, durable=choice.durable)
    try:
        folder.tidy()
        arrangement = f"shards of {choice.shards}" if choice.shards else "a file each"
        if not choice.force:
            _refuse_rearranging(out, state, arrangement)
        state.begin(versions, arrangement)
        _refuse_others(out, state, versions, choice)
    except BaseException:
        state.close()
        raise
    layout: Layout = (
        Shards(folder, state, formats, choice.shards, choice.share) if choice.shards else Singly(folder, state, formats)
    )
    return _Driver(folder, state, layout, choice)


def _refuse_rearranging(out: Path, state: State, arrangement: str) -> None:
    if state.layout not in {None, arrangement}:
        raise OutputError(
            f"{out}: is arranged in {state.layout}, not in {arrangement}; choose another folder with -o, or --force"
        )


def _refuse_others(out: Path, state: State, versions: Mapping[str, str], choice: Choice) -> None:
    if choice.force or choice.others is not Others.REFUSE:
        return
    for found, number in state.other_works():
        raise OutputError(
            f"{out}: holds {number} documents that were made otherwise ({differing(found, versions)}); choose another"
            " folder with -o, or say what to do with --others redo or --others keep"
        )


def _chosen(items: Iterable[Item], choice: Choice) -> Iterator[tuple[int, Item]]:
    """The documents of a run, each with its position among them."""
    mine = (item for item in items if choice.share is None or choice.share.holds(item.stem))
    return enumerate(islice(mine, choice.limit))


class _Driver:
    """One run over one folder."""

    def __init__(self, folder: Folder, state: State, layout: Layout, choice: Choice) -> None:
        self._folder = folder
        self._state = state
        self._layout = layout
        self._choice = choice
        self._summary = Summary()
        self._under_way: dict[int, tuple[int, Item]] = {}
        """Position and item of each document that an engine has, by place."""
        self._uncommitted = 0
        self._committed = time.monotonic()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """Keep what has been made, as far as the folder lets us; the first error is the one that is told."""
        try:
            self._commit()
        except OutputError:
            if kind is None:
                raise
        finally:
            self._folder.discard()
            self._state.close()

    def run(self, items: Iterable[Item], engine: Engine, heard: Heard) -> Summary:
        for number, found in engine.run(self._jobs(items, heard)):
            position, item = self._under_way.pop(number)
            heard(self._settle(position, item, found), unchanged=False)
            self._commit_now_and_then()
        self._layout.finish()
        self._commit()
        if self._choice.whole and (self._choice.force or self._choice.others is Others.REDO):
            self._state.forget_others()
        write_reports(self._folder, self._state.lines, self._summary)
        return self._summary

    def abandon(self) -> None:
        """End without having changed anything."""
        self._state.close()

    def plan(self, items: Iterable[Item]) -> Plan:
        to_do: list[Item] = []
        unchanged = failed = 0
        for position, item in _chosen(items, self._choice):
            record = self._unchanged(item, position)
            if record is None:
                to_do.append(item)
            else:
                unchanged += 1
                failed += record.outcome.failed
        return Plan(tuple(to_do), unchanged, failed)

    def _jobs(self, items: Iterable[Item], heard: Heard) -> Iterator[Job]:
        """The jobs of the documents that have to be made; the others are settled on the way."""
        for position, item in _chosen(items, self._choice):
            record = self._unchanged(item, position)
            if record:
                self._state.met(item, position)
                self._layout.settled(position, changed=record.parked)
                self._summary.add(record.outcome, unchanged=True)
                heard(record.outcome, unchanged=True)
            elif item.error:
                heard(self._fail(position, item, item.error, "read"), unchanged=False)
            else:
                self._under_way[item.place] = position, item
                yield item.job()

    def _unchanged(self, item: Item, position: int) -> Record | None:
        """What is recorded of a document that need not be made; None for one that must."""
        record = None if self._choice.force else self._state.recorded(item.stem)
        if record is None or record.input != item.digest:
            return None
        if not record.same_work and self._choice.others is not Others.KEEP:
            return None
        if record.outcome.failed:
            return None if self._choice.retry_failed else record
        return record if self._layout.holds(item, record, position, verify=self._choice.verify) else None

    def _settle(self, position: int, item: Item, found: Product | Failure) -> Outcome:
        if isinstance(found, Failure):
            return self._quarantine(position, item, found)
        self._folder.remove(quarantine.name_of(item))
        names = self._layout.names(item, position)
        self._layout.put(item, position, found.files)
        outcome = Outcome(item.id, item.source, Status.DONE, names[0], names, **found.record)
        return self._record(position, item, outcome, parked=self._layout.parks)

    def _quarantine(self, position: int, item: Item, failure: Failure) -> Outcome:
        self._folder.remove(quarantine.name_of(item))
        if not quarantine.deserves(failure):
            return self._fail(position, item, failure.message, failure.stage)
        for name, data in quarantine.files_of(item, failure):
            self._folder.prepare(name, data)
        return self._fail(position, item, failure.message, failure.stage, Status.QUARANTINED)

    def _fail(self, position: int, item: Item, message: str, stage: str, status: Status = Status.FAILED) -> Outcome:
        """Record a failure, and take away what an earlier input became: it would pass for the present one."""
        before = self._state.recorded(item.stem)
        if before and not self._layout.parks:
            for name in before.outcome.outputs:
                self._folder.remove(name)
        return self._record(position, item, Outcome(item.id, item.source, status, error=message, stage=stage))

    def _record(self, position: int, item: Item, outcome: Outcome, *, parked: bool = False) -> Outcome:
        self._state.record(item, position, outcome, parked=parked)
        self._layout.settled(position, changed=True)
        self._summary.add(outcome)
        self._uncommitted += 1
        return outcome

    def _commit_now_and_then(self) -> None:
        if self._uncommitted >= COMMITTED_AFTER or time.monotonic() - self._committed >= COMMITTED_EVERY:
            self._commit()

    def _commit(self) -> None:
        """Files first, then the record that they are there: who dies between the two makes the same files again."""
        self._folder.move()
        self._state.commit()
        self._uncommitted, self._committed = 0, time.monotonic()
