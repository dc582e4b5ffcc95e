"""The documents of a batch before they are made: their bytes, and the names under which they will be known."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace

from annotate.batch.work import Job
from annotate.tei import stem_of

RESERVED = (
    *("report", "quarantine", "con", "prn", "aux", "nul"),
    *(f"{port}{n}" for port in ("com", "lpt") for n in range(10)),
)
"""Names that the output folder needs itself, or that some systems give to devices."""


@dataclass(frozen=True, slots=True)
class Item:
    """A document, or the reason why there is none, in its place in the batch."""

    id: str
    source: str
    """Where it comes from, for people: a path, and what in it."""
    name: str
    """The same below the source that was named, which stays when that is moved."""
    format: str = "text"
    data: bytes = b""
    sidecar: bytes | None = None
    error: str | None = None
    stem: str = ""
    """Name of its files, without endings: unique in the batch, whatever the case of its letters."""
    place: int = 0
    """Its number in the batch, from 0."""

    @property
    def digest(self) -> str:
        """SHA-256, in hex, of all that the document is made of: its bytes, its sidecar and its names."""
        parts = (self.id, self.stem, self.format, self.error or "")
        digest = hashlib.sha256()
        for part in (*(text.encode("utf-8", "surrogatepass") for text in parts), self.sidecar or b"", self.data):
            digest.update(len(part).to_bytes(8, "big"))
            digest.update(part)
        return digest.hexdigest()

    def job(self) -> Job:
        """What a worker needs to make it."""
        return Job(self.place, self.id, self.source, self.format, self.data, self.sidecar)


class Naming:
    """Gives documents their places and the names of their files.

    Two ids may make one file name, and two documents may have one id. The first of them keeps the plain name; the
    others get eight digits of a hash of what they are and where they come from, so that no name depends on how many
    came before.
    """

    def __init__(self) -> None:
        self._taken = set(RESERVED)
        self._place = 0

    def named(self, item: Item) -> Item:
        """The item with its stem and place; where its plain name is taken, it gets another id as well."""
        stem = plain = stem_of(item.id)
        attempt = 0
        while stem.lower() in self._taken:
            mark = f"{item.id}\0{item.name}\0{attempt or ''}".encode("utf-8", "surrogatepass")
            stem = f"{plain}-{hashlib.sha256(mark).hexdigest()[:8]}"
            attempt += 1
        self._taken.add(stem.lower())
        place, self._place = self._place, self._place + 1
        return replace(item, id=item.id if stem == plain else stem, stem=stem, place=place)
