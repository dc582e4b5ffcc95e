"""How far a batch is: a bar on a terminal, a line now and then elsewhere; and at the end what came of it."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from annotate.cli.console import counted, say

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

    from annotate.batch.driver import Heard
    from annotate.batch.outcome import Outcome, Summary

LINE_EVERY = 30.0
"""Seconds between two lines where there is no terminal."""


class Pace:
    """What has been done so far, and how fast."""

    def __init__(self, total: int | None) -> None:
        self.total = total
        self.seen = self.failed = self.edits = self._made = self._words = 0
        self._started = time.monotonic()

    def add(self, outcome: Outcome, *, unchanged: bool) -> None:
        """One document more."""
        self.seen += 1
        self.failed += outcome.failed
        if not unchanged:
            self._made += 1
            self._words += outcome.words
            self.edits += outcome.applied

    @property
    def words_a_second(self) -> int:
        """Words of documents made in this run."""
        return round(self._words / max(time.monotonic() - self._started, 1e-6))

    @property
    def left(self) -> str:
        """The time that the rest will take, as things have gone; empty when nobody knows, or nothing is left."""
        if not self.total or not self._made or self.seen >= self.total:
            return ""
        seconds = (time.monotonic() - self._started) / self._made * (self.total - self.seen)
        return f"{seconds / 3600:.1f} h left" if seconds > 5400 else f"{seconds / 60:.0f} min left"

    def __str__(self) -> str:
        of = f" of {self.total:,}" if self.total else ""
        told = (
            f"{self.seen:,}{of} documents, {self.words_a_second:,} words/s, {self.edits:,} edits, {self.failed} failed"
        )
        return f"{told}, {self.left}" if self.left else told


@contextmanager
def progress(total: int | None) -> Iterator[Heard]:
    """A function to be told of every document while the batch runs."""
    pace = Pace(total)
    if sys.stderr.isatty():
        with _bar() as bar:
            yield _on_terminal(bar, bar.add_task("", total=total, pace=pace), pace)
    else:
        yield _in_lines(pace)


def _bar() -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    return Progress(
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[pace].words_a_second:,} words/s"),
        TextColumn("{task.fields[pace].edits:,} edits"),
        TextColumn("{task.fields[pace].failed} failed"),
        TimeRemainingColumn(),
        console=Console(stderr=True),
    )


def _on_terminal(bar: Progress, task: TaskID, pace: Pace) -> Heard:
    def heard(outcome: Outcome, /, *, unchanged: bool) -> None:
        pace.add(outcome, unchanged=unchanged)
        bar.advance(task)

    return heard


def _in_lines(pace: Pace) -> Heard:
    told = time.monotonic()

    def heard(outcome: Outcome, /, *, unchanged: bool) -> None:
        nonlocal told
        pace.add(outcome, unchanged=unchanged)
        if time.monotonic() - told >= LINE_EVERY:
            told = time.monotonic()
            say(str(pace))

    return heard


def tell_summary(summary: Summary, output: Path) -> None:
    """What came of a batch: a table on a terminal, a line elsewhere; then the first failures."""
    from annotate.batch.report import HTML

    if sys.stderr.isatty():
        _table(summary, output)
    else:
        unchanged = f" ({summary.unchanged} unchanged)" if summary.unchanged else ""
        say(
            f"{counted(summary.done, 'document')} in {output}{unchanged}:"
            f" {counted(summary.words, 'word')}, {counted(summary.applied, 'edit')} made,"
            f" {summary.suggested} suggested, {counted(summary.entities, 'name')},"
            f" {counted(summary.terms, 'Chinese term')}"
        )
    for error in summary.errors:
        say(f"failed: {error}")
    if summary.failed:
        say(f"{summary.failed} failed; {output / HTML} names each")


def _table(summary: Summary, output: Path) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(title=f"{output}", title_justify="left", show_header=False)
    rows = {
        "documents": summary.done,
        "of these unchanged": summary.unchanged,
        "failed": summary.failed,
        "words": summary.words,
        "edits made": summary.applied,
        "edits suggested": summary.suggested,
        "names": summary.entities,
        "Chinese terms": summary.terms,
    }
    for name, number in rows.items():
        table.add_row(name, f"{number:,}")
    Console(stderr=True).print(table)
