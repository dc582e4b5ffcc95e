"""What a second judge is asked, and what it answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, TypeAlias

Opinion: TypeAlias = tuple[float, ...]
"""For each option of a doubt, natural log of how much likelier it is than the words found."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A place the first judge is unsure of, in its sentence.

    All around it reads as the first judge would leave it: other damaged words would mislead.
    """

    start: int
    """Code point of the source at which the words found begin."""
    before: str
    """The sentence up to the place."""
    found: str
    after: str
    """The sentence after the place."""
    options: tuple[str, ...]
    """What may be written instead, likeliest first; none equals `found`."""
    probabilities: tuple[float, ...]
    """That each option is right, in the eyes of the first judge."""
    earlier: str = ""
    """The sentences before in the same passage, each with a space behind it."""


class SecondJudge(Protocol):
    """Anything that can weigh the options of doubts."""

    @property
    def name(self) -> str:
        """What an edition and a reason call it."""
        ...

    @property
    def kind(self) -> str:
        """Under which name the table of curves knows it: `local` or `server`."""
        ...

    def weigh(self, doubts: Sequence[Doubt]) -> list[Opinion | None]:
        """An opinion on each doubt, in order; None where the judge has none.

        Raises ConfigurationError when the judge cannot be asked.
        """
        ...
