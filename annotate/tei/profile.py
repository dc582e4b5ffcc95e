"""The forms an edition can have."""

from __future__ import annotations

from enum import StrEnum


class Profile(StrEnum):
    """What stands in the text of an edition, and what beside it."""

    READING = "reading"
    """Every change beside what it changes, names and terms marked."""
    DIPLOMATIC = "diplomatic"
    """The source alone; every finding stands beside the text."""
    CLEAN = "clean"
    """The normalized text alone, names and terms marked; changes are silent."""
    ANALYSED = "analysed"
    """The reading edition with every word of the normalized text analysed."""
