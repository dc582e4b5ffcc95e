"""What has been made already, and of what: an SQLite file in the output folder, written by the driver alone.

The file is opened in exclusive mode, so that a second driver is refused as long as the first one lives, and no longer.
In that mode write-ahead logging needs no shared memory, so that network file systems will do (sqlite.org/wal.html,
section 6). A driver that is killed loses at most what it had not committed, and makes those documents again.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from annotate.batch.items import Item
from annotate.batch.outcome import Outcome
from annotate.errors import OutputError

APPLICATION = 0x616E6E6F
"""`anno`: marks the file as ours."""
FORMAT = 1
"""Version of the tables below."""
_TABLES = """
create table works (id integer primary key, versions text not null unique);
create table documents (
    stem text primary key,
    input text not null,              -- digest of all that the document is made of
    work integer not null,            -- the versions and settings it was made with
    run integer not null,             -- the last run that met it
    place integer not null,           -- its number in that run's sources
    position integer not null,        -- its number among the documents which that run was to make
    outcome text not null,            -- a line of report.jsonl
    parked integer not null default 0 -- whether its files are parts that wait for their shard
) without rowid;
create index by_place on documents (run, position);
create table files (name text primary key, size integer not null, mtime integer not null, sha256 text not null)
    without rowid;
create table parts (stem text not null, format integer not null, data blob not null, primary key (stem, format));
create table runs (id integer primary key, work integer not null, layout text not null);
"""


@dataclass(frozen=True, slots=True)
class Made:
    """A file in the output folder, as it was when it was made."""

    name: str
    size: int
    mtime: int
    """Nanoseconds."""
    sha256: str


@dataclass(frozen=True, slots=True)
class Record:
    """What the state knows of a document."""

    input: str
    same_work: bool
    """Whether it was made with the versions and settings of this run."""
    outcome: Outcome
    parked: bool


class State:
    """The state of an output folder, open for one run: from `begin` to `close`.

    It is locked against all other processes while it is open. What is recorded counts from the next `commit` on.
    Whatever touches the file raises OutputError, in words that lead on, where it is locked, full, read-only or broken.
    """

    def __init__(self, path: Path, *, durable: bool = False) -> None:
        self._path = path
        self._work = self.run = 0
        with self._told():
            self._base = _opened(path, durable=durable)

    def begin(self, versions: Mapping[str, str], layout: str) -> None:
        """Begin a run with these versions and settings, whose files are arranged in the way called `layout`.

        To be called once, before anything is recorded; before it, `layout` and `last_run` tell of the run before.
        """
        text = json.dumps(dict(versions), sort_keys=True, ensure_ascii=False)
        with self._told():
            self._base.execute("insert or ignore into works (versions) values (?)", (text,))
            ((self._work,),) = self._base.execute("select id from works where versions = ?", (text,))
            cursor = self._base.execute("insert into runs (work, layout) values (?, ?)", (self._work, layout))
            self.run = cursor.lastrowid or 0

    @property
    def layout(self) -> str | None:
        """How the last run arranged the files; None before the first."""
        with self._told():
            row = self._base.execute("select layout from runs order by id desc limit 1").fetchone()
        return row and str(row[0])

    def close(self) -> None:
        """Let go; what was not committed is undone."""
        self._base.close()

    def commit(self) -> None:
        """Make all that was recorded last."""
        with self._told():
            self._base.commit()

    def other_works(self) -> list[tuple[dict[str, str], int]]:
        """Other versions and settings than this run's that documents were made with, and how many documents each."""
        with self._told():
            rows = self._base.execute(
                "select versions, count(*) from documents join works on works.id = work where work <> ? group by 1",
                (self._work,),
            )
            return [(json.loads(versions), number) for versions, number in rows]

    def recorded(self, stem: str) -> Record | None:
        """What became of the document by this name, in whatever run; None for one that was never met."""
        with self._told():
            row = self._base.execute(
                "select input, work, outcome, parked from documents where stem = ?", (stem,)
            ).fetchone()
        return row and Record(row[0], row[1] == self._work, Outcome.from_line(row[2]), bool(row[3]))

    def record(self, item: Item, position: int, outcome: Outcome, *, parked: bool = False) -> None:
        """What became of a document in this run, in place of all that was known of it.

        `parked` tells that its files wait for their shard: see `park`.
        """
        with self._told():
            self._base.execute(
                "insert or replace into documents values (?, ?, ?, ?, ?, ?, ?, ?)",
                (item.stem, item.digest, self._work, self.run, item.place, position, outcome.to_line(), parked),
            )

    def met(self, item: Item, position: int) -> None:
        """That this run has met a document which needs no work: its outcome stays, its place may be new."""
        with self._told():
            self._base.execute(
                "update documents set run = ?, place = ?, position = ? where stem = ?",
                (self.run, item.place, position, item.stem),
            )

    def made(self, name: str) -> Made | None:
        """What is known of a file, by its path below the output folder; None for one that no run has made."""
        with self._told():
            row = self._base.execute("select * from files where name = ?", (name,)).fetchone()
        return row and Made(*row)

    def record_files(self, files: Iterable[Made]) -> None:
        """What is to be known of files, in place of what was known of files by these names."""
        with self._told():
            self._base.executemany(
                "insert or replace into files values (?, ?, ?, ?)",
                [(each.name, each.size, each.mtime, each.sha256) for each in files],
            )

    def park(self, stem: str, parts: Iterable[bytes]) -> None:
        """Keep the content of a document's files, in the order of the formats, until its shard can be written."""
        with self._told():
            self._base.executemany(
                "insert or replace into parts values (?, ?, ?)", [(stem, at, data) for at, data in enumerate(parts)]
            )

    def part(self, stem: str, number: int) -> bytes | None:
        """A file that waits for its shard, by its document and the number of its format, from 0; None without one."""
        with self._told():
            row = self._base.execute("select data from parts where stem = ? and format = ?", (stem, number)).fetchone()
        return row and bytes(row[0])

    def sealed(self, first: int, last: int) -> None:
        """That the shard of the documents from position `first` to before `last` is written."""
        range_ = "run = ? and position >= ? and position < ?"
        with self._told():
            self._base.execute(
                f"delete from parts where stem in (select stem from documents where {range_})",  # noqa: S608 - a constant
                (self.run, first, last),
            )
            self._base.execute(
                f"update documents set parked = 0 where parked and {range_}",  # noqa: S608
                (self.run, first, last),
            )

    def lines(self) -> Iterator[str]:
        """The lines of the report, without line feeds: one for each document this run has met, in order of position."""
        return (line for _, line in self._met(0, 1 << 62))

    def outcomes(self, first: int, last: int) -> Iterator[tuple[str, Outcome]]:
        """Name and outcome of each document from position `first` to before `last`, in order."""
        return ((stem, Outcome.from_line(line)) for stem, line in self._met(first, last))

    def _met(self, first: int, last: int) -> Iterator[tuple[str, str]]:
        rows = self._base.execute(
            "select stem, outcome from documents where run = ? and position >= ? and position < ? order by position",
            (self.run, first, last),
        )
        while True:
            with self._told():
                batch = rows.fetchmany(500)
            if not batch:
                return
            yield from batch

    def last_run(self) -> tuple[dict[str, str], list[tuple[str, str, int, Outcome]]]:
        """The versions of the last run; name, input, place and outcome of each document it met, in order of place."""
        with self._told():
            run = self._base.execute(
                "select runs.id, versions from runs join works on works.id = work order by runs.id desc limit 1"
            ).fetchone()
            rows = self._base.execute(
                "select stem, input, place, outcome from documents where run = ? order by place",
                (run[0] if run else 0,),
            ).fetchall()
        versions = json.loads(run[1]) if run else {}
        return versions, [(stem, digest, place, Outcome.from_line(line)) for stem, digest, place, line in rows]

    def adopt(self, stem: str, digest: str, place: int, position: int, outcome: Outcome) -> None:
        """Record a document that another driver has made with the same versions, as if this run had: for merging."""
        with self._told():
            self._base.execute(
                "insert or replace into documents values (?, ?, ?, ?, ?, ?, ?, 0)",
                (stem, digest, self._work, self.run, place, position, outcome.to_line()),
            )

    def forget_others(self) -> None:
        """Forget the documents that this run has not met: only after a run that met all there are. Their files stay."""
        with self._told():
            self._base.execute("delete from documents where run <> ?", (self.run,))

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Say what is wrong with the file in words that lead on."""
        try:
            yield
        except sqlite3.Error as error:
            raise OutputError(_explained(self._path, error)) from error


def _opened(path: Path, *, durable: bool) -> sqlite3.Connection:
    base = sqlite3.connect(path, timeout=0.5)
    try:
        base.execute("pragma locking_mode = exclusive")
        base.execute("pragma journal_mode = wal")
        base.execute(f"pragma synchronous = {'full' if durable else 'normal'}")
        base.execute("begin exclusive")
        _prepare(base)
    except BaseException:
        base.close()
        raise
    return base


def _prepare(base: sqlite3.Connection) -> None:
    """Make the tables in a new file; refuse one that is not ours, or is newer than we are."""
    ((application,),) = base.execute("pragma application_id")
    ((version,),) = base.execute("pragma user_version")
    ((tables,),) = base.execute("select count(*) from sqlite_master")
    if not tables:
        for statement in _TABLES.split(";"):
            base.execute(statement)
        base.execute(f"pragma application_id = {APPLICATION}")
        base.execute(f"pragma user_version = {FORMAT}")
    elif (application, version) != (APPLICATION, FORMAT):
        raise sqlite3.DatabaseError(f"not written by this version of annotate (format {version}, not {FORMAT})")
    base.commit()


def _explained(path: Path, error: sqlite3.Error) -> str:
    text = str(error)
    if "locked" in text:
        return f"{path.parent.parent}: another batch is writing there; wait for it, or choose another folder with -o"
    if "full" in text:
        return f"{path}: cannot be written: {text}; make room, then start the same command again: it goes on"
    if "readonly" in text or "unable to open" in text:
        return f"{path}: cannot be written: {text}; choose another folder with -o, or change its permissions"
    return (
        f"{path}: the record of what has been made is broken: {text}; delete that file and start again: "
        "the documents are made anew, those that are there stay until then"
    )
