"""Batches: the same bytes whatever happens on the way, nothing done twice, nothing lost."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest

from annotate.batch import driver as driver_module
from annotate.batch.driver import Choice, Others, plan
from annotate.batch.folder import Folder
from annotate.batch.merging import merge
from annotate.batch.outcome import Status
from annotate.batch.share import Share
from annotate.batch.sources import documents_in, files_in
from annotate.batch.state import State
from annotate.batch.writing import require_folder, write_whole
from annotate.errors import ConfigurationError, OutputError
from tests.batches import VERSIONS, Inline, batch, local, tree, write_texts

TEXTS = {f"d{number:02}.txt": f"text number {number}" for number in range(12)} | {
    "d03.txt": "refuse this",
    "d07.txt": "raise that",
}


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return write_texts(tmp_path / "in", TEXTS)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


def test_every_document_has_its_files_and_its_outcome(source: Path, out: Path) -> None:
    summary, heard = batch(source, out, formats=("text", "diff"))
    assert (summary.done, summary.failed, summary.unchanged, summary.words) == (10, 2, 0, 30)
    assert len(heard) == 12
    names = {f"d{n:02}.{ending}" for n in range(12) if n not in {3, 7} for ending in ("txt", "diff")}
    reports = {"report.jsonl", "report.html"}
    assert set(tree(out)) == names | reports | {"quarantine/d07/input.txt", "quarantine/d07/error.json"}
    rows = [json.loads(line) for line in (out / "report.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [row["id"] for row in rows] == [f"d{n:02}" for n in range(12)]
    assert rows[0]["outputs"] == ["d00.txt", "d00.diff"]
    assert (rows[3]["status"], rows[3]["error"], rows[3]["stage"]) == ("failed", "this text is refused", "read")


def test_a_bug_leaves_what_is_needed_to_find_it(source: Path, out: Path) -> None:
    batch(source, out)
    kept = out / "quarantine" / "d07"
    assert (kept / "input.txt").read_text(encoding="utf-8") == TEXTS["d07.txt"]
    error = json.loads((kept / "error.json").read_text(encoding="utf-8"))
    assert (error["kind"], error["stage"], error["attempts"]) == ("bug", "read", 1)
    assert "ZeroDivisionError" in error["message"]
    assert any("misbehave" in frame for frame in error["trace"])


def again(source: Path, out: Path, **choice: object) -> list[str]:
    """What a further run makes."""
    engine = Inline()
    batch(source, out, engine, **choice)
    return sorted(engine.made)


def test_unchanged_documents_are_not_made_again(source: Path, out: Path) -> None:
    batch(source, out)
    before = tree(out)
    assert again(source, out) == []
    assert tree(out) == before
    (source / "d04.txt").write_text("changed", encoding="utf-8")
    (source / "d05.toml").write_text('title = "Five"', encoding="utf-8")
    (out / "d06.txt").unlink()
    assert again(source, out) == ["d04", "d05", "d06"]
    assert tree(out)["d06.txt"] == before["d06.txt"]
    (source / "d08.toml").write_text('id = "eight"', encoding="utf-8")
    assert again(source, out) == ["eight"]


@pytest.mark.parametrize(
    ("choice", "made"),
    [
        pytest.param({}, [], id="as it is"),
        pytest.param({"force": True}, sorted(name[:3] for name in TEXTS), id="force"),
        pytest.param({"retry_failed": True}, ["d03", "d07"], id="retry failed"),
        pytest.param({"verify": True}, ["d01"], id="verify"),
        pytest.param({"limit": 2, "force": True}, ["d00", "d01"], id="limit"),
    ],
)
def test_what_is_made_again_can_be_chosen(choice: dict[str, object], made: list[str], source: Path, out: Path) -> None:
    batch(source, out)
    whole = tree(out)
    status = (out / "d01.txt").stat()
    data = (out / "d01.txt").read_bytes()
    (out / "d01.txt").write_bytes(data[::-1])  # the same size, and made to look as old
    os.utime(out / "d01.txt", ns=(status.st_atime_ns, status.st_mtime_ns))
    assert again(source, out, **choice) == made
    if "d01" in made and "limit" not in choice:
        assert tree(out) == whole


def test_a_mended_document_leaves_the_quarantine_and_a_broken_one_its_old_file(source: Path, out: Path) -> None:
    batch(source, out)
    (source / "d07.txt").write_text("mended", encoding="utf-8")
    (source / "d00.txt").write_text("refuse from now on", encoding="utf-8")
    summary, _ = batch(source, out)
    assert summary.failed == 2
    assert "d07.txt" in tree(out)
    assert not [name for name in tree(out) if name.startswith(("quarantine", "d00"))]


def test_different_versions_are_not_mixed_unless_told(source: Path, out: Path) -> None:
    batch(source, out)
    with pytest.raises(OutputError, match="code 1 instead of 2"):
        batch(source, out, Inline(code="2"), versions={"code": "2"})
    assert again(source, out) == []
    (source / "d05.txt").write_text("changed", encoding="utf-8")
    assert again(source, out, versions={"code": "2"}, others=Others.KEEP) == ["d05"]
    assert len(again(source, out, versions={"code": "2"}, others=Others.REDO)) == 11
    assert again(source, out, versions={"code": "2"}) == []


def test_a_plan_changes_nothing(source: Path, out: Path) -> None:
    def planned(**choice: object) -> tuple[int, int, int]:
        files = documents_in(files_in([str(source)]))
        made = plan(files, out, formats=("text",), versions=VERSIONS, choice=Choice(**choice))  # type: ignore[arg-type]
        return len(made.to_do), made.unchanged, made.failed

    assert planned() == (12, 0, 0)
    assert not out.exists()
    batch(source, out)
    (source / "d05.txt").write_text("changed", encoding="utf-8")
    before = (out / ".batch" / "state.sqlite").read_bytes(), tree(out)
    assert planned() == (1, 11, 2)
    assert planned(retry_failed=True) == (3, 9, 0)
    assert ((out / ".batch" / "state.sqlite").read_bytes(), tree(out)) == before


# Shards


def test_shards_hold_the_same_files(source: Path, out: Path, tmp_path: Path) -> None:
    batch(source, tmp_path / "single", formats=("text", "jsonl"))
    batch(source, out, shards=5, formats=("text", "jsonl"))
    single, sharded = tree(tmp_path / "single"), tree(out)
    assert {name for name in sharded if "00" in name} == {
        f"{name}-0000{n}.{ending}" for n in (1, 2, 3) for name, ending in (("text", "zip"), ("jsonl", "jsonl"))
    }
    members: dict[str, bytes] = {}
    for number in (1, 2, 3):
        with zipfile.ZipFile(out / f"text-0000{number}.zip") as archive:
            members |= {name: archive.read(name) for name in archive.namelist()}
    assert members == {name: data for name, data in single.items() if name.startswith("d") and name.endswith(".txt")}
    lines = b"".join(sharded[f"jsonl-0000{n}.jsonl"] for n in (1, 2, 3))
    assert lines == b"".join(data for name, data in single.items() if name.startswith("d") and name.endswith(".jsonl"))


def test_a_shard_is_written_again_when_one_of_its_documents_changes(source: Path, out: Path, tmp_path: Path) -> None:
    batch(source, out, shards=5)
    assert again(source, out, shards=5) == []
    (source / "d05.txt").write_text("changed", encoding="utf-8")
    (source / "d03.txt").write_text("mended", encoding="utf-8")
    assert again(source, out, shards=5) == ["d03", "d05"]
    batch(source, tmp_path / "fresh", shards=5)
    assert tree(out) == tree(tmp_path / "fresh")


def test_documents_that_move_to_another_shard_are_made_again(source: Path, out: Path, tmp_path: Path) -> None:
    batch(source, out, shards=5)
    (source / "d04x.txt").write_text("between", encoding="utf-8")
    assert again(source, out, shards=5) == ["d04x", "d09"]
    batch(source, tmp_path / "fresh", shards=5)
    assert tree(out) == tree(tmp_path / "fresh")


def test_shards_are_never_written_without_some_of_their_documents(source: Path, out: Path) -> None:
    batch(source, out, shards=5)
    for choice in ({"limit": 3}, {"partial": True}):
        with pytest.raises(ConfigurationError, match="needs all documents"):
            batch(source, out, shards=5, **choice)
    for shards in (0, 6):
        with pytest.raises(OutputError, match="arranged in shards of 5"):
            batch(source, out, shards=shards)


# Shares


def test_merged_shares_are_the_undivided_batch(source: Path, out: Path, tmp_path: Path) -> None:
    shares = [tmp_path / f"share{n}" for n in (1, 2, 3)]
    for number, folder in enumerate(shares, 1):
        batch(source, folder, share=Share(number, 3))
    summary = merge(shares, out)
    whole, _ = batch(source, tmp_path / "whole")
    assert (summary.done, summary.failed, summary.words) == (whole.done, whole.failed, whole.words)
    assert tree(out) == tree(tmp_path / "whole")
    assert again(source, out) == []


def test_shares_that_do_not_fit_are_not_merged(source: Path, out: Path, tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    batch(source, one, share=Share(1, 2))
    batch(source, two, Inline(code="2"), share=Share(2, 2), versions={"code": "2"})
    with pytest.raises(OutputError, match="made otherwise"):
        merge([one, two], out)
    assert merge([one, two], out, keep_versions=True).done == 10
    (source / "d00.txt").write_text("changed", encoding="utf-8")
    batch(source, tmp_path / "three")
    with pytest.raises(OutputError, match="different documents"):
        merge([one, tmp_path / "three", two], tmp_path / "out2", keep_versions=True)
    with pytest.raises(OutputError, match="no batch has written"):
        merge([tmp_path], out)
    next(one.glob("d*.txt")).write_text("tampered", encoding="utf-8")
    with pytest.raises(OutputError, match="has changed since"):
        merge([one], tmp_path / "out3")


# Failures of the folder


class Interrupting(Inline):
    """An engine that is interrupted after three results."""

    def run(self, jobs: object) -> object:  # type: ignore[override]
        for number, result in enumerate(super().run(jobs)):  # type: ignore[arg-type]
            if number == 3:
                raise KeyboardInterrupt
            yield result


def test_an_interrupted_run_goes_on_where_it_stopped(source: Path, out: Path, tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        batch(source, out, Interrupting())
    assert len(again(source, out)) == 9
    batch(source, tmp_path / "whole")
    assert tree(out) == tree(tmp_path / "whole")


def test_nothing_counts_as_made_before_its_file_is_there(
    source: Path, out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def dying(_: Folder) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Folder, "move", dying)
        with pytest.raises(KeyboardInterrupt):
            batch(source, out)
    assert not list(out.glob("*.txt"))
    (out / ".batch" / "prepared" / "99").write_text("half a file", encoding="utf-8")
    assert len(again(source, out)) == 12
    assert not list((out / ".batch" / "prepared").iterdir())
    batch(source, tmp_path / "whole")
    assert tree(out) == tree(tmp_path / "whole")


def test_an_interrupted_batch_of_shards_goes_on_with_what_was_parked(source: Path, out: Path, tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        batch(source, out, Interrupting(), shards=5)
    assert len(again(source, out, shards=5)) == 9
    batch(source, tmp_path / "whole", shards=5)
    assert tree(out) == tree(tmp_path / "whole")


def test_documents_that_are_gone_are_forgotten_once_all_are_made_again(source: Path, out: Path) -> None:
    batch(source, out)
    (source / "d00.txt").unlink()
    assert len(again(source, out, versions={"code": "2"}, force=True)) == 11
    assert again(source, out, versions={"code": "2"}) == [], "what was made by code 1 is no longer in the way"


def test_a_second_driver_is_refused(source: Path, out: Path) -> None:
    class Greedy(Inline):
        def run(self, jobs: object) -> object:  # type: ignore[override]
            with pytest.raises(OutputError, match="another batch is writing there"):
                batch(source, out)
            yield from super().run(jobs)  # type: ignore[arg-type]

    summary, _ = batch(source, out, Greedy())
    assert summary.done == 10


def test_a_state_belongs_to_one_driver_until_it_is_closed(tmp_path: Path) -> None:
    first = State(tmp_path / "state.sqlite")
    first.begin(VERSIONS, "a file each")
    first.commit()
    with pytest.raises(OutputError, match="another batch is writing there"):
        State(tmp_path / "state.sqlite")
    first.close()
    State(tmp_path / "state.sqlite").close()


@pytest.mark.parametrize("content", [b"nonsense" * 1000, b"SQLite format 3\0" + b"\xff" * 5000], ids=["text", "torn"])
def test_a_broken_state_is_told_and_nothing_is_lost(content: bytes, source: Path, out: Path) -> None:
    batch(source, out)
    before = tree(out)
    state = out / ".batch" / "state.sqlite"
    state.write_bytes(content)
    with pytest.raises(OutputError, match=r"is broken.*delete that file"):
        batch(source, out)
    assert tree(out) == before
    state.unlink()
    assert len(again(source, out)) == 12
    assert tree(out) == before


def test_the_state_of_another_program_is_left_alone(source: Path, out: Path) -> None:
    (out / ".batch").mkdir(parents=True)
    with sqlite3.connect(out / ".batch" / "state.sqlite") as base:
        base.execute("create table precious (x)")
    base.close()
    with pytest.raises(OutputError, match="not written by this version"):
        batch(source, out)


def test_a_full_disk_stops_the_batch_and_loses_nothing(
    source: Path, out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(driver_module, "COMMITTED_AFTER", 1)
    prepare, count = Folder.prepare, 0

    def full(self: Folder, name: str, data: bytes) -> object:
        nonlocal count
        count += 1
        if count == 5:
            raise write_error(self.path / name)
        return prepare(self, name, data)

    with monkeypatch.context() as patch:
        patch.setattr(Folder, "prepare", full)
        with pytest.raises(OutputError, match="No space left"):
            batch(source, out)
    assert len(again(source, out)) == 8
    batch(source, tmp_path / "whole")
    assert tree(out) == tree(tmp_path / "whole")


def write_error(path: Path) -> OutputError:
    return OutputError(f"{path}: cannot be written: No space left on device")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_is_told(source: Path, out: Path) -> None:
    out.mkdir(mode=0o500)
    with pytest.raises(ConfigurationError, match="cannot be used as output folder"):
        batch(source, out)


def test_files_appear_whole_or_not_at_all(tmp_path: Path) -> None:
    write_whole(tmp_path / "x", b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["x"]
    with pytest.raises(ConfigurationError, match="cannot be written"):
        write_whole(tmp_path / "none" / "x", b"new")
    (tmp_path / "full").mkdir()
    with pytest.raises(ConfigurationError):
        write_whole(tmp_path / "full", b"new")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["full", "x"]
    with pytest.raises(ConfigurationError, match="cannot be used as output folder"):
        require_folder(tmp_path / "x" / "y")


def test_durable_output_is_the_same_output(source: Path, out: Path, tmp_path: Path) -> None:
    batch(source, out, durable=True)
    batch(source, tmp_path / "whole")
    assert tree(out) == tree(tmp_path / "whole")


# The report


def test_the_page_shows_what_matters_and_no_document_can_write_into_it(tmp_path: Path, out: Path) -> None:
    source = write_texts(tmp_path / "in", {"<b>bold.txt": "refuse", "fine.txt": "text"})
    batch(source, out)
    page = (out / "report.html").read_text(encoding="utf-8")
    assert "<script" not in page
    assert "&lt;b&gt;bold.txt" in page
    assert "this text is refused" in page
    assert "upper-case" in page
    assert 'href="fine.txt"' in page


def test_no_name_of_a_document_stops_a_batch(tmp_path: Path, out: Path) -> None:
    source = write_texts(tmp_path / "in", {"fine.txt": "text"})
    (source / os.fsdecode(b"caf\xe9.txt")).write_bytes(b"text")
    rows = [{"id": name, "text": "Text."} for name in ("a\x01b", "\ud800", "\u202e", "<&")]
    (source / "rows.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    summary, _ = batch(source, out)
    assert summary.done == 6
    told = [json.loads(line)["id"] for line in (out / "report.jsonl").read_text(encoding="utf-8").splitlines()]
    assert told[:3] == ["caf\\xe9", "fine", "a\x01b"]
    assert "a\ufffdb" in (out / "report.html").read_text(encoding="utf-8")


# The ordeal, in small


def test_kills_change_nothing(tmp_path: Path) -> None:
    """A driver that is killed twice, workers that die, hang and fail: the same tree as undisturbed."""
    texts = {f"d{number:02}.txt": f"text number {number}" for number in range(60)}
    texts |= {"d05.txt": "die", "d25.txt": "hang", "d45.txt": "raise", "d50.txt": "refuse"}
    source = write_texts(tmp_path / "in", texts)
    summary, heard = batch(source, tmp_path / "calm", local(2))
    assert (summary.done, summary.failed) == (56, 4)
    assert sum(outcome.status is Status.QUARANTINED for outcome in heard) == 3
    code = (
        "import sys\nfrom pathlib import Path\nfrom tests.batches import *\n"
        "engine = local(2)\nengine_run = engine.run\n"
        "def run(jobs):\n    for result in engine_run(jobs):\n"
        "        print(*engine.pids, flush=True)\n        yield result\n"
        "engine.run = run\nbatch(Path(sys.argv[1]), Path(sys.argv[2]), engine)\n"
    )
    out = tmp_path / "out"
    workers: set[int] = set()
    for results in (10, 20, None):
        with subprocess.Popen(
            [sys.executable, "-c", code, str(source), str(out)], stdout=subprocess.PIPE, text=True
        ) as driver:
            assert driver.stdout
            for number, line in enumerate(driver.stdout):
                pids = [int(pid) for pid in line.split()]
                workers.update(pids)
                if number == 4 and pids:
                    with suppress(ProcessLookupError):
                        os.kill(pids[0], signal.SIGKILL)
                if number == results:
                    os.kill(driver.pid, signal.SIGKILL)
                    break
        assert driver.returncode == (0 if results is None else -signal.SIGKILL)
    assert tree(out) == tree(tmp_path / "calm")
    time.sleep(0.2)
    assert not [pid for pid in workers if Path(f"/proc/{pid}").exists()]


def test_the_same_bytes_from_one_worker_and_from_two(source: Path, tmp_path: Path) -> None:
    batch(source, tmp_path / "inline")
    batch(source, tmp_path / "one", local(1))
    batch(source, tmp_path / "two", local(2))
    assert tree(tmp_path / "one") == tree(tmp_path / "two") == tree(tmp_path / "inline")
