"""What became of each document of a batch, and of all together."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum

SHOWN_ERRORS = 10


class Status(StrEnum):
    """What became of a document."""

    DONE = "done"
    FAILED = "failed"
    """It cannot be read or annotated; the message says why."""
    QUARANTINED = "quarantined"
    """It brought down the program or its process; a copy of the input lies in the quarantine."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one document. Holds nothing that differs from run to run."""

    id: str
    source: str
    status: Status
    output: str | None = None
    """The first of the files made; None when there is none."""
    outputs: tuple[str, ...] = ()
    """All of them, below the output folder."""
    error: str | None = None
    stage: str | None = None
    """Where it failed."""
    words: int = 0
    applied: int = 0
    suggested: int = 0
    entities: int = 0
    terms: int = 0
    damage: float | None = None
    rules: Mapping[str, int] = field(default_factory=dict)
    """Applied edits by rule."""
    names: tuple[tuple[str, str, int], ...] = ()
    """The entities mentioned most: type, canonical name, mentions."""

    @property
    def failed(self) -> bool:
        """Whether nothing was made of the document."""
        return self.status is not Status.DONE

    def to_line(self) -> str:
        """The outcome as one line of JSON, for `report.jsonl`."""
        return json.dumps({each.name: getattr(self, each.name) for each in fields(self)}, ensure_ascii=False) + "\n"

    @classmethod
    def from_line(cls, line: str) -> Outcome:
        """The outcome that `to_line` wrote."""
        row = json.loads(line)
        known = {each.name: row[each.name] for each in fields(cls) if each.name in row}
        names = tuple(tuple(name) for name in row["names"])
        return cls(**{**known, "status": Status(row["status"]), "outputs": tuple(row["outputs"]), "names": names})


@dataclass(slots=True)
class Summary:
    """The outcomes of a batch, added up as they come."""

    done: int = 0
    failed: int = 0
    unchanged: int = 0
    """Of both, those that had been made before and needed no work."""
    words: int = 0
    applied: int = 0
    suggested: int = 0
    entities: int = 0
    terms: int = 0
    rules: Counter[str] = field(default_factory=Counter)
    errors: list[str] = field(default_factory=list)
    """Why the first few failed."""

    def add(self, outcome: Outcome, *, unchanged: bool = False) -> None:
        """Count one more outcome."""
        self.unchanged += unchanged
        if outcome.failed:
            self.failed += 1
            if len(self.errors) < SHOWN_ERRORS:
                self.errors.append(str(outcome.error))
            return
        self.done += 1
        self.words += outcome.words
        self.applied += outcome.applied
        self.suggested += outcome.suggested
        self.entities += outcome.entities
        self.terms += outcome.terms
        self.rules.update(outcome.rules)
