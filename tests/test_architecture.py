"""What the layout promises: imports point one way, only borders touch the disk, only the command line prints."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "annotate"
MODULES = sorted(PACKAGE.rglob("*.py"))

MIDDLE = {"normalize", "entities", "chinese", "bilingual", "quantities", "tei", "readers", "exports"}
BASE = {"errors", "model"}
FOUNDATION = {*BASE, "data", "config"}
MAY_IMPORT = {
    "errors": set(),
    "model": {"errors"},
    "config": BASE,
    "data": BASE,
    "offsets": BASE,
    "overlap": BASE,
    "segment": BASE,
    "script": BASE,
    "eras": {*BASE, "data", "script"},
    "identifiers": BASE,
    "transformer": FOUNDATION,
    **{
        part: {*FOUNDATION, "transformer", "offsets", "overlap", "segment", "script", "eras", "identifiers"}
        for part in MIDDLE
    },
    "analysis": {*FOUNDATION, "entities", "offsets", "overlap", "segment"},
    "pipeline": {*FOUNDATION, "normalize", "entities", "chinese", "bilingual", "quantities"},
    "evaluate": {*FOUNDATION, "segment", "pipeline", "readers", "chinese", "entities"},
    "training": {*FOUNDATION, "transformer", "segment", "pipeline", "chinese", "entities", "evaluate", "normalize"},
    "api": {*FOUNDATION, *MIDDLE, "pipeline"},
    "batch": {*FOUNDATION, *MIDDLE, "analysis", "pipeline"},
    "bench": {*FOUNDATION, *MIDDLE, "pipeline", "batch"},
    "cli": {*FOUNDATION, *MIDDLE, "analysis", "pipeline", "batch", "bench", "evaluate"},
    "__main__": {"cli"},
    "__init__": {*FOUNDATION, "api"},
}
MAY_TOUCH_THE_DISK = ("data", "readers", "batch", "bench", "cli", "tei/schema", "tei/validate")
TRAINING = (
    "normalize/train",
    "normalize/training",
    "normalize/second_judge/learn",
    "chinese/build_dictionary",
    "chinese/build_readings",
    "entities/build_namelists",
    "training",
    "transformer/training",
)


def name_of(path: Path) -> str:
    return path.relative_to(PACKAGE).with_suffix("").as_posix()


def part_of(path: Path) -> str:
    return name_of(path).split("/")[0]


def imported(path: Path) -> set[str]:
    """Parts of the package that a module imports, anywhere in it."""
    parts = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom):
            names = [node.module or ""]
        parts |= {[*name.split("."), "__init__"][1] for name in names if name.split(".")[0] == "annotate"}
    return parts


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_point_one_way(path: Path) -> None:
    part = part_of(path)
    assert imported(path) - {part} <= MAY_IMPORT[part]


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_only_borders_touch_the_disk(path: Path) -> None:
    if name_of(path).startswith((*MAY_TOUCH_THE_DISK, *TRAINING)):
        return
    text = path.read_text(encoding="utf-8")
    calls = [node.func for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call)]
    methods = {call.attr for call in calls if isinstance(call, ast.Attribute)}
    functions = {call.id for call in calls if isinstance(call, ast.Name)}
    assert "open" not in functions
    assert not methods & {"read_text", "write_text", "read_bytes", "write_bytes"}


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_nothing_prints_but_the_command_line(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert not [n for n in ast.walk(tree) if isinstance(n, ast.Call) and getattr(n.func, "id", "") == "print"]


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_every_module_says_what_it_is(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))


def test_no_attic() -> None:
    assert not {path.stem for path in MODULES} & {"utils", "util", "helpers", "misc", "common", "manager"}
