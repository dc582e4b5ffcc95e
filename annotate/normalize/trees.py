"""Oblivious decision trees: all nodes of a level ask the same question, so that a tree is one look-up in a table.

They are grown by CatBoost (Prokhorenkova et al. 2018) in `training`; here they are only read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

ROWS = 512
"""Rows judged at a time, so that memory does not grow with the document."""


@dataclass(frozen=True, eq=False)
class Trees:
    """Trees of equal depth."""

    features: NDArray[np.int64]
    """Which column each level of each tree looks at; shape (trees, depth)."""
    thresholds: NDArray[np.float32]
    """What it must exceed; the same shape."""
    leaves: NDArray[np.float32]
    """Log odds by leaf, whose number has bit n set where level n was exceeded; shape (trees, 2 ** depth)."""
    baseline: float
    ceiling: float = 1.0
    """The most that the probability can be: the log odds are those of something that comes out right so often."""

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, NDArray[Any]]) -> Trees:
        """Trees from the arrays that `arrays()` gave."""
        return cls(
            arrays["features"].astype(np.int64),
            arrays["thresholds"],
            arrays["leaves"],
            *map(float, arrays["baseline"]),
        )

    def arrays(self) -> dict[str, NDArray[Any]]:
        """The trees as named arrays, to be written."""
        return {
            "features": self.features.astype(np.uint8),
            "thresholds": self.thresholds,
            "leaves": self.leaves,
            "baseline": np.array([self.baseline, self.ceiling]),
        }

    def probability(self, rows: NDArray[np.float64]) -> NDArray[np.float64]:
        """Probability for each row of `rows`, shape (rows, features)."""
        return np.asarray(self.ceiling / (1 + np.exp(-self.log_odds(rows))), dtype=np.float64)

    def calibrated(self, slope: float, shift: float, ceiling: float) -> Trees:
        """The same trees with log odds of `slope` times what they were, plus `shift` (Platt 1999), and a ceiling."""
        leaves, baseline = np.float32(slope) * self.leaves, slope * self.baseline + shift
        return replace(self, leaves=leaves, baseline=baseline, ceiling=ceiling)

    def log_odds(self, rows: NDArray[np.float64]) -> NDArray[np.float64]:
        """Natural log of the odds for each row; shape (rows, features). What is unknown (nan) exceeds nothing."""
        parts = [self._some(rows[at : at + ROWS].astype(np.float32)) for at in range(0, len(rows), ROWS)]
        return np.concatenate([np.zeros(0), *parts])

    def _some(self, rows: NDArray[np.float32]) -> NDArray[np.float64]:
        trees, depth = self.features.shape
        leaf = np.zeros((len(rows), trees), np.int64)
        for level in range(depth):
            leaf |= (rows[:, self.features[:, level]] > self.thresholds[:, level]).astype(np.int64) << level
        return np.asarray(self.leaves[np.arange(trees), leaf].sum(axis=1) + self.baseline, np.float64)
