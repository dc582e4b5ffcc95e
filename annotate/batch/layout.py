"""How the files of documents are arranged in the output folder: each for itself, or a thousand to a shard."""

from __future__ import annotations

import io
import json
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from annotate.batch.folder import Folder
from annotate.batch.formats import FORMATS, JSONL
from annotate.batch.items import Item
from annotate.batch.outcome import Status
from annotate.batch.share import Share
from annotate.batch.state import Record, State
from annotate.data.load import LONG_AGO
from annotate.errors import OutputError


class Layout(Protocol):
    """An arrangement of files.

    The driver calls `put` for each document that was made, `settled` for each that was met, and `finish` at the end;
    documents may come in any order. What fails to be written raises OutputError.
    """

    parks: bool
    """Whether the files of a document wait for those of others."""

    def names(self, item: Item, position: int) -> tuple[str, ...]:
        """The files a document goes into, one for each format and in their order, as paths below the output folder."""

    def put(self, item: Item, position: int, files: Sequence[bytes]) -> None:
        """Take the content of a document's files, in the order of the formats; the caller moves and commits."""

    def holds(self, item: Item, record: Record, position: int, *, verify: bool) -> bool:
        """Whether the files of a document that is recorded as done are where they should be, unchanged."""

    def settled(self, position: int, *, changed: bool) -> None:
        """That nothing more will come for the document in this position: it was made, or failed, or needs no work.

        `changed` tells that its files are new, so that a file which holds those of several has to be written anew.
        """

    def finish(self) -> None:
        """That nothing more will come at all; what waited for others is written."""


@dataclass(slots=True)
class Singly:
    """A file for each document and format."""

    folder: Folder
    state: State
    formats: tuple[str, ...]
    parks: bool = False

    def names(self, item: Item, position: int) -> tuple[str, ...]:  # noqa: ARG002 - the same wherever it stands
        """`article.xml`, `article.edits.tsv`."""
        return tuple(item.stem + FORMATS[name].suffix for name in self.formats)

    def put(self, item: Item, position: int, files: Sequence[bytes]) -> None:
        """Prepare the files and record them."""
        named = zip(self.names(item, position), files, strict=True)
        self.state.record_files([self.folder.prepare(name, data) for name, data in named])

    def holds(self, item: Item, record: Record, position: int, *, verify: bool) -> bool:
        """Whether every file is there, unchanged."""
        return record.outcome.outputs == self.names(item, position) and all(
            self.folder.holds(self.state.made(name), verify=verify) for name in record.outcome.outputs
        )

    def settled(self, position: int, *, changed: bool) -> None:
        """Nobody waits for anybody."""

    def finish(self) -> None:
        """Nothing is left to do."""


@dataclass(slots=True)
class Shards:
    """`size` documents, in the order of the batch, to a file for each format: JSONL for JSONL, else a zip archive.

    The files of a document are parked in the state until all of its shard are settled; a shard of which some documents
    are unchanged takes these from the old file. A document that moves to another shard, because others have come before
    it, is made again.
    """

    folder: Folder
    state: State
    formats: tuple[str, ...]
    size: int
    share: Share | None = None
    parks: bool = True
    _settled: Counter[int] = field(default_factory=Counter)
    _changed: set[int] = field(default_factory=set)
    _whole: dict[str, bool] = field(default_factory=dict)
    """Which of the shard files that are there are unchanged."""

    def names(self, item: Item, position: int) -> tuple[str, ...]:  # noqa: ARG002 - its place alone decides
        """`tei-00001.zip`, and `tei-3of64-00001.zip` where the batch is one share of many."""
        return self._shard_names(position // self.size)

    def put(self, item: Item, position: int, files: Sequence[bytes]) -> None:  # noqa: ARG002 - see `names`
        """Park the files in the state."""
        self.state.park(item.stem, files)

    def holds(self, item: Item, record: Record, position: int, *, verify: bool) -> bool:
        """Whether the files are parked, or in a shard that is there, unchanged."""
        if record.outcome.outputs != self.names(item, position):
            return False
        return record.parked or all(self._is_whole(name, verify=verify) for name in record.outcome.outputs)

    def settled(self, position: int, *, changed: bool) -> None:
        """Write the shard when this was the last of its documents."""
        shard = position // self.size
        self._settled[shard] += 1
        if changed:
            self._changed.add(shard)
        if self._settled[shard] == self.size:
            self._seal(shard)

    def finish(self) -> None:
        """Write the last shard, which may be smaller."""
        for shard in sorted(self._changed):
            self._seal(shard)

    def _shard_names(self, shard: int) -> tuple[str, ...]:
        share = f"{self.share.number}of{self.share.count}-" if self.share else ""
        return tuple(f"{name}-{share}{shard + 1:05}{'.jsonl' if name == JSONL else '.zip'}" for name in self.formats)

    def _is_whole(self, name: str, *, verify: bool) -> bool:
        if name not in self._whole:
            self._whole[name] = self.folder.holds(self.state.made(name), verify=verify)
        return self._whole[name]

    def _seal(self, shard: int) -> None:
        """Write the files of a shard and forget the parts, in one step."""
        if shard not in self._changed:
            return
        self._changed.remove(shard)
        first, last = shard * self.size, (shard + 1) * self.size
        for number, (format_, name) in enumerate(zip(self.formats, self._shard_names(shard), strict=True)):
            members = list(self._members(first, last, number, name))
            data = b"".join(data for _, data in members) if format_ == JSONL else _zipped(members)
            self.state.record_files([self.folder.prepare(name, data)])
        self.folder.move()
        self.state.sealed(first, last)
        self.state.commit()

    def _members(self, first: int, last: int, number: int, name: str) -> Iterator[tuple[str, bytes]]:
        """Name and content of each member of a shard."""
        suffix = FORMATS[self.formats[number]].suffix
        old: dict[str, bytes] | None = None
        for stem, outcome in self.state.outcomes(first, last):
            if outcome.status is not Status.DONE:
                continue
            data = self.state.part(stem, number)
            if data is None:
                old = self._old(name) if old is None else old
                data = old.get(outcome.id if name.endswith(".jsonl") else stem + suffix)
            if data is None:
                raise OutputError(f"{self.folder.path / name}: lacks {stem}; start again with --force")
            yield stem + suffix, data

    def _old(self, name: str) -> dict[str, bytes]:
        """The members of the shard as it is, by name; of JSONL by id."""
        path = self.folder.path / name
        try:
            if name.endswith(".jsonl"):
                return {json.loads(line)["id"]: line for line in path.read_bytes().splitlines(keepends=True)}
            with zipfile.ZipFile(path) as archive:
                return {member: archive.read(member) for member in archive.namelist()}
        except (OSError, ValueError, zipfile.BadZipFile) as error:
            raise OutputError(f"{path}: cannot be read: {error}; start again with --force") from error


def _zipped(members: Sequence[tuple[str, bytes]]) -> bytes:
    """A zip archive; the same members make the same bytes."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            info = zipfile.ZipInfo(name, LONG_AGO)
            info.external_attr = 0o644 << 16
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, data)
    return packed.getvalue()
