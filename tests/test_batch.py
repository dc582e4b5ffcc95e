"""Batches: the same bytes whatever the number of processes, and nothing stops the rest."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from annotate.batch import Outcome, documents_in, run
from annotate.batch.sources import Task
from annotate.batch.writing import require_folder, write_whole
from annotate.errors import ConfigurationError, InputError
from annotate.readers import from_text

TEXTS = {
    "a.txt": "Lei Jun founded Xiaomi in Beijing.",
    "b.md": "# Title\n\nErstwhile he left, he besides sold the fresh house.",
    "c.jsonl": '{"id": "A", "text": "One."}\n{"id": "x y", "text": "Two."}\n{"id": "x-y", "text": "Three."}\n{}',
    "README.md": "# Not an article",
    "d.bin": "ignored",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    source = tmp_path / "in"
    source.mkdir()
    for name, text in TEXTS.items():
        (source / name).write_text(text, encoding="utf-8")
    return source


def outcomes(folder: Path, out: Path, jobs: int) -> list[Outcome]:
    require_folder(out)
    return list(run(documents_in(folder), out, jobs=jobs))


def test_names_are_unique_whatever_the_case_of_their_letters(folder: Path) -> None:
    stems = [task.stem for task in documents_in(folder)]
    assert stems == ["a", "b", "A-2", "x-y", "x-y-2", ""]


def test_two_processes_write_the_same_bytes_as_one(folder: Path, tmp_path: Path) -> None:
    alone, together = outcomes(folder, tmp_path / "one", 1), outcomes(folder, tmp_path / "two", 2)
    assert alone == together
    assert [outcome.status for outcome in alone] == ["done"] * 5 + ["failed"]
    names = sorted(path.name for path in (tmp_path / "one").iterdir())
    assert names == sorted(path.name for path in (tmp_path / "two").iterdir())
    assert all((tmp_path / "one" / n).read_bytes() == (tmp_path / "two" / n).read_bytes() for n in names)


def test_a_document_that_no_edition_can_hold_is_one_failure(tmp_path: Path) -> None:
    good = from_text("Good text.", id="good")
    bad = replace(good, id="bad", source="\ud800", blocks=(), sentences=())
    tasks = [Task("x", bad, "bad"), Task("x", good, "good")]
    assert [outcome.status for outcome in run(tasks, tmp_path)] == ["failed", "done"]


class Killer(str):
    """A text that ends the process which unpacks it."""

    __slots__ = ()

    def __reduce__(self) -> tuple[object, ...]:
        return (os._exit, (9,))


def test_a_document_that_kills_its_process_is_one_failure(tmp_path: Path) -> None:
    good = [Task("x", from_text(f"Text {n}.", id=f"d{n}"), f"d{n}") for n in range(3)]
    deadly = Task("x", replace(good[0].document, source=Killer("boom"), blocks=(), sentences=()), "deadly")  # type: ignore[type-var]
    found = list(run([good[0], deadly, *good[1:]], tmp_path, jobs=2))
    assert [outcome.status for outcome in found] == ["done", "failed", "done", "done"]
    assert "process died" in str(found[1].error)


def test_a_folder_without_texts_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="holds no file"):
        list(documents_in(tmp_path))


def test_files_appear_whole_or_not_at_all(tmp_path: Path) -> None:
    write_whole(tmp_path / "x", b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["x"]
    with pytest.raises(ConfigurationError, match="cannot be written"):
        write_whole(tmp_path / "none" / "x", b"new")
    (tmp_path / "full").mkdir()
    with pytest.raises(ConfigurationError):
        write_whole(tmp_path / "full", b"new")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["full", "x"]
