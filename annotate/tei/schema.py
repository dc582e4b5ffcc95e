"""Finding the project's schema, in an installed package and in a checkout alike."""

from __future__ import annotations

from pathlib import Path

from annotate.errors import ConfigurationError

SCHEMAS = ("annotate.odd", "annotate.rng", "annotate.sch")
"""The source of truth, and what is generated from it."""

_PACKAGE = Path(__file__).resolve().parent.parent


def schema_path(name: str = "annotate.rng") -> Path:
    """Where a schema file is: inside the package when it is installed, beside it in a checkout."""
    for folder in (_PACKAGE / "schemas", _PACKAGE.parent / "schemas"):
        if (folder / name).is_file():
            return folder / name
    raise ConfigurationError(f"the schema {name} is missing from this installation; install annotate-tei again")
