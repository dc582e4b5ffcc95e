"""What became of each document of a batch, and of all together."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one document. A failed one has an error and no output."""

    id: str
    source: str
    status: str
    """`done` or `failed`."""
    output: str | None = None
    error: str | None = None
    words: int = 0
    applied: int = 0
    suggested: int = 0
    entities: int = 0
    terms: int = 0
    damage: float | None = None

    @property
    def failed(self) -> bool:
        """Whether there is no edition."""
        return self.status == "failed"

    def to_line(self) -> str:
        """The outcome as one line of JSON, for `report.jsonl`."""
        return json.dumps(asdict(self), ensure_ascii=False) + "\n"


@dataclass(slots=True)
class Summary:
    """The outcomes of a batch, added up as they come."""

    done: int = 0
    failed: list[Outcome] = field(default_factory=list)
    words: int = 0
    applied: int = 0
    suggested: int = 0
    entities: int = 0
    terms: int = 0

    def add(self, outcome: Outcome) -> None:
        """Count one more outcome."""
        if outcome.failed:
            self.failed.append(outcome)
            return
        self.done += 1
        self.words += outcome.words
        self.applied += outcome.applied
        self.suggested += outcome.suggested
        self.entities += outcome.entities
        self.terms += outcome.terms
