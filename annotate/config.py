"""The settings of a run, as one frozen value."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from annotate.model import Certainty

ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS")
"""What tells libraries of linear algebra how many threads to use. One is best: our matrices are small, and several
threads add up numbers in another order and spend twice the CPU time."""


@dataclass(frozen=True, slots=True)
class Config:
    """What a user may choose."""

    least: Certainty = Certainty.MEDIUM
    """Edits of at least this certainty are applied; the others are only suggested."""
    model: str | None = None
    """Name or path of a spaCy pipeline; None for the one that the program carries."""
    profile: str = "auto"
    """Name or folder of the profile whose tables of damage are used; auto for those each text belongs to."""
    judge: str | None = None
    """A second judge for doubtful words: `local`, or the URL of a server; None for none."""
    gazetteer: Path | None = None
    """The user's own table of names, which extends the program's."""
    glossary: Path | None = None
    """The user's own terms, tab-separated or TBX-Basic, which come before the dictionary's."""
