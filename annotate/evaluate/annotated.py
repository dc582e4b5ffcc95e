"""What an annotated text says of itself. Offsets count code points of `Gold.text`."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Name:
    """Words [start, end) that name an entity of the document."""

    start: int
    end: int
    type: str
    """`PER`, `ORG` or `LOC`."""
    entity: str = ""
    """Who is named; empty where the gold file does not say."""


@dataclass(frozen=True, slots=True)
class GoldTerm:
    """A Chinese term as annotated. `scripts` and `readings` are all acceptable ones."""

    start: int
    end: int
    scripts: frozenset[str]
    readings: frozenset[str]
    """Pinyin, letters and digits only."""
    partners: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Gold:
    """An annotated document."""

    id: str
    text: str
    names: tuple[Name, ...] = ()
    optional: frozenset[tuple[int, int]] = frozenset()
    """Stretches that may be tagged or not."""
    terms: tuple[GoldTerm, ...] = ()
