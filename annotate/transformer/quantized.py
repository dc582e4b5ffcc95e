"""Matrices in few bits: whole numbers, with a scale for each row."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

LEAST = 1e-3
"""What the largest weight of a row is taken for at least."""


def packed(name: str, matrix: NDArray[np.float32], bits: int) -> dict[str, NDArray[Any]]:
    """A matrix as two named arrays: whole numbers, and what one of them stands for in each row.

    Small weights are frequent, so that packing files makes the bits fewer still.
    """
    most = 2 ** (bits - 1) - 1
    step = (np.maximum(np.abs(matrix).max(axis=1), LEAST) / most).astype(np.float16)
    whole = np.round(matrix / step.astype(np.float32)[:, None]).clip(-most, most)
    return {name: whole.astype(np.int8), f"{name}_step": step}


def unpacked(name: str, arrays: Mapping[str, NDArray[Any]]) -> NDArray[np.float32]:
    """What `packed` packed, or an array that was put in as it is."""
    values = arrays[name].astype(np.float32)
    step = arrays.get(f"{name}_step")
    return values if step is None else values * step.astype(np.float32)[:, None]
