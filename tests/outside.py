"""What tests look at and the project does not carry: it lies beside the checkout, or where the environment says."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def outside(variable: str, default: str) -> Path:
    path = Path(os.environ.get(variable, ROOT.parent / default))
    if not path.exists():
        pytest.skip(f"set {variable} to the path of {path.name} to run this test")
    return path
