"""Gradient-boosted decision trees, evaluated for many rows at once. They are grown in `training`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, eq=False)
class Trees:
    """All nodes of all trees in one table. A leaf is its own child, so that a walk may stay there."""

    roots: NDArray[np.int32]
    feature: NDArray[np.int32]
    threshold: NDArray[np.float64]
    left: NDArray[np.int32]
    right: NDArray[np.int32]
    value: NDArray[np.float64]
    baseline: float
    depth: int

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, NDArray[Any]]) -> Trees:
        """Trees from the arrays that `arrays()` gave."""
        return cls(
            roots=arrays["roots"],
            feature=arrays["feature"],
            threshold=arrays["threshold"],
            left=arrays["left"],
            right=arrays["right"],
            value=arrays["value"],
            baseline=float(arrays["baseline"][0]),
            depth=int(arrays["depth"][0]),
        )

    def arrays(self) -> dict[str, NDArray[Any]]:
        """The trees as named arrays, to be written."""
        return {
            "roots": self.roots,
            "feature": self.feature,
            "threshold": self.threshold,
            "left": self.left,
            "right": self.right,
            "value": self.value,
            "baseline": np.array([self.baseline]),
            "depth": np.array([self.depth]),
        }

    def probability(self, rows: NDArray[np.float64]) -> NDArray[np.float64]:
        """Probability for each row of `rows`, shape (rows, features)."""
        return np.asarray(1 / (1 + np.exp(-self.log_odds(rows))), dtype=np.float64)

    def log_odds(self, rows: NDArray[np.float64]) -> NDArray[np.float64]:
        """Natural log of the odds for each row."""
        node = np.broadcast_to(self.roots, (len(rows), len(self.roots))).copy()
        index = np.arange(len(rows))[:, None]
        for _ in range(self.depth):
            goes_left = rows[index, self.feature[node]] <= self.threshold[node]
            node = np.where(goes_left, self.left[node], self.right[node])
        return np.asarray(self.baseline + self.value[node].sum(axis=1), dtype=np.float64)

    def calibrated(self, slope: float, shift: float) -> Trees:
        """The same trees with log odds of `slope` times what they were, plus `shift` (Platt 1999)."""
        return replace(self, value=slope * self.value, baseline=slope * self.baseline + shift)
