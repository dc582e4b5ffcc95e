"""Which documents a batch holds: every kind of source, stable names, nothing that leads out of an archive."""

from __future__ import annotations

import gzip
import json
import lzma
import os
import stat
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import zstandard

from annotate.batch import archives as archives_module
from annotate.batch import rows as rows_module
from annotate.batch.items import Item
from annotate.batch.share import Share
from annotate.batch.sources import countable, documents_in, files_in
from annotate.errors import ConfigurationError, InputError
from tests.batches import write_texts

ROWS = "".join(json.dumps({"id": f"r{n}", "text": "Text."}) + "\n" for n in range(3)).encode()


def items(*sources: Path | str, **options: object) -> list[Item]:
    return list(documents_in(files_in([str(source) for source in sources]), **options))  # type: ignore[arg-type]


def test_a_folder_is_read_with_all_folders_in_it(tmp_path: Path) -> None:
    write_texts(
        tmp_path,
        {
            "a.txt": "A",
            "deep/b.md": "# B",
            "deep/source.txt": "C",
            "deep/about.toml": 'id = "Named"',
            "README.md": "not an article",
            "d.bin": "ignored",
        },
    )
    found = items(tmp_path)
    assert [(item.id, item.stem, item.format) for item in found] == [
        ("a", "a", "text"),
        ("deep-b", "deep-b", "markdown"),
        ("Named", "Named", "text"),
    ]
    assert found[2].sidecar == b'id = "Named"'
    assert [item.place for item in found] == [0, 1, 2]


def test_a_text_is_called_what_it_calls_itself(tmp_path: Path) -> None:
    write_texts(
        tmp_path,
        {
            "a.md": "---\nid: first\n---\n\nText.",
            "b.txt": '\ufeff+++\nid = "second"\n+++\nText.',
            "c.md": "---\nid: passed over\n---\n\nText.",
            "c.toml": 'id = "third"',
            "d.txt": "+++\nid = \n+++\nText.",
        },
    )
    assert [item.id for item in items(tmp_path)] == ["first", "second", "third", "d"]


def test_patterns_and_several_sources_give_each_file_once(tmp_path: Path) -> None:
    write_texts(tmp_path, {"a.txt": "A", "b.txt": "B", "c.md": "C"})
    found = items(tmp_path / "*.txt", tmp_path / "b.txt", tmp_path / "c.md")
    assert [item.id for item in found] == ["a", "b", "c"]


@pytest.mark.parametrize("message", ["no such file", "fits no file", "holds no file"])
def test_a_source_without_documents_is_told(message: str, tmp_path: Path) -> None:
    source = {"no such file": "nowhere", "fits no file": "*.txt", "holds no file": "."}[message]
    with pytest.raises(InputError, match=message):
        files_in([str(tmp_path / source)])


def test_the_output_is_never_input(tmp_path: Path) -> None:
    write_texts(tmp_path, {"a.txt": "A", "out/a.txt": "A"})
    assert len(files_in([str(tmp_path)], without=tmp_path / "out")) == 1


def test_only_what_has_changed_since(tmp_path: Path) -> None:
    write_texts(tmp_path, {"old.txt": "A", "new.txt": "B"})
    os.utime(tmp_path / "old.txt", (0, 0))
    (file,) = files_in([str(tmp_path)], since=datetime(2020, 1, 1, tzinfo=UTC))
    assert file.path.name == "new.txt"


PACKED = {
    "rows.jsonl": ROWS,
    "rows.jsonl.gz": gzip.compress(ROWS),
    "rows.jsonl.xz": lzma.compress(ROWS),
    "rows.jsonl.zst": zstandard.compress(ROWS[:50]) + zstandard.compress(ROWS[50:]),
    "rows.ndjson": ROWS.decode().encode("utf-16"),
    "crlf.jsonl": ROWS.replace(b"\n", b"\r\n"),
}


@pytest.mark.parametrize("name", PACKED)
def test_rows_are_read_packed_or_not(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(PACKED[name])
    found = items(tmp_path / name)
    assert [(item.id, item.data) for item in found] == [(f"r{n}", line) for n, line in enumerate(ROWS.splitlines())]
    assert found[1].source == f"{tmp_path / name}, line 2"
    assert not countable(files_in([str(tmp_path / name)]))


BROKEN = {
    "cut.jsonl.gz": (gzip.compress(ROWS * 5000)[:-20], "broken after line"),
    "noise.jsonl.zst": (b"noise", "broken after line 0"),
    "noise.jsonl.xz": (b"noise", "broken after line 0"),
    "empty.jsonl": (b"", "the file is empty"),
    "binary.jsonl": (b'{"text": "\0"}\n', "NUL byte"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_broken_rows_are_one_failure_after_those_that_can_be_read(name: str, tmp_path: Path) -> None:
    data, message = BROKEN[name]
    (tmp_path / name).write_bytes(data)
    (tmp_path / "zz.txt").write_text("still read", encoding="utf-8")
    *_, failed, after = items(tmp_path)
    assert message in str(failed.error)
    assert after.data == b"still read"


def test_a_line_without_end_is_read_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows_module, "LONGEST", 1000)
    (tmp_path / "rows.jsonl").write_bytes(ROWS + b"x" * 200_000 + b"\n" + ROWS)
    found = items(tmp_path)
    assert [bool(item.error) for item in found] == [False] * 3 + [True] + [False] * 3
    assert "line 4: longer than" in str(found[3].error)


def test_one_row_in_another_encoding_is_one_failure(tmp_path: Path) -> None:
    (tmp_path / "rows.jsonl").write_bytes(ROWS + b'{"text": "\xff"}\n')
    assert [bool(item.error) for item in items(tmp_path)] in ([False] * 3 + [True], [True])
    (tmp_path / "rows.jsonl").write_bytes('{"id": "粉", "text": "米粉"}\n'.encode("gb18030"))
    (item,) = items(tmp_path, encoding="gb18030")
    assert json.loads(item.data) == {"id": "粉", "text": "米粉"}


def archive(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in members.items():
            file.writestr(name, data)
    return path


def test_archives_are_read_without_being_unpacked(tmp_path: Path) -> None:
    packed = {
        "b/source.txt": b"B",
        "b/about.toml": b'id = "bee"',
        "a.txt": b"A",
        "rows.jsonl.gz": PACKED["rows.jsonl.gz"],
    }
    found = items(archive(tmp_path / "x.zip", packed))
    assert [item.id for item in found] == ["a", "bee", "r0", "r1", "r2"]
    assert found[0].source == f"{tmp_path / 'x.zip'}: a.txt"


def link(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as file:
        info = zipfile.ZipInfo("link.txt")
        info.external_attr = (stat.S_IFLNK | 0o777) << 16
        file.writestr(info, "/etc/passwd")


def lying(path: Path) -> None:
    """An archive that claims its member to be smaller than it is."""
    archive(path, {"bomb.txt": b"a" * 5_000_000})
    data = path.read_bytes()
    path.write_bytes(data.replace((5_000_000).to_bytes(4, "little"), (100).to_bytes(4, "little")))


def locked(path: Path) -> None:
    """An archive that says its member is encrypted."""
    archive(path, {"secret.txt": b"A"})
    data = bytearray(path.read_bytes())
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + flags] |= 1
    path.write_bytes(data)


def large(path: Path) -> None:
    """An archive of a text that is larger than any text, though it does not pack steeply."""
    archive(path, {"large.txt": os.urandom(3_000)})


UNSAFE = (
    pytest.param(lambda path: archive(path, {"../evil.txt": b"x"}), "leads out", id="traversal"),
    pytest.param(lambda path: archive(path, {"C:\\evil.txt": b"x"}), "leads out", id="drive"),
    pytest.param(lambda path: archive(path, {"bomb.txt": b"a" * 20_000_000}), "100 times", id="bomb"),
    pytest.param(lying, "", id="false size"),
    pytest.param(link, "is a link", id="link"),
    pytest.param(locked, "unpack the archive first", id="encrypted"),
    pytest.param(large, "larger than", id="large"),
)


@pytest.mark.parametrize(("make", "message"), UNSAFE)
def test_members_that_are_not_to_be_trusted_are_refused(
    make: object, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archives_module, "LARGEST", 2_000 if make is large else archives_module.LARGEST)
    make(tmp_path / "x.zip")  # type: ignore[operator]
    (item,) = items(tmp_path / "x.zip")
    assert message in str(item.error)
    assert item.error
    assert "/" not in item.stem


def test_an_archive_of_millions_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives_module, "MOST_MEMBERS", 1)
    (item,) = items(archive(tmp_path / "x.zip", {"a.txt": b"A", "b.txt": b"B"}))
    assert "has 2 members" in str(item.error)


def test_members_are_dated_by_local_time_or_long_ago(tmp_path: Path) -> None:
    path = archive(tmp_path / "x.zip", {"a.txt": b"A"})
    now = datetime.now(tz=UTC)
    (file,) = files_in([str(path)])
    assert len(list(documents_in([file], since=now - timedelta(minutes=1)))) == 1
    assert list(documents_in([file], since=now + timedelta(minutes=1))) == []
    with zipfile.ZipFile(path) as packed:
        (info,) = packed.infolist()
    year, month, day = info.date_time[:3]
    stamp = ((year - 1980) << 9 | month << 5 | day).to_bytes(2, "little")
    path.write_bytes(path.read_bytes().replace(stamp, b"\0\0"))
    assert list(documents_in([file], since=now)) == []
    assert len(list(documents_in([file]))) == 1


def test_what_is_no_archive_is_told(tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_bytes(b"PK nonsense")
    (item,) = items(tmp_path / "x.zip")
    assert "cannot be read as a zip archive" in str(item.error)


def test_names_are_unique_and_none_depends_on_how_many_came_before(tmp_path: Path) -> None:
    lines = [{"id": name, "text": "T"} for name in ("a b", "a-b", "A-B", "a-b", "report", "NUL")]
    (tmp_path / "x.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    found = [item.stem for item in items(tmp_path)]
    assert found[0] == "a-b"
    assert len({stem.lower() for stem in found}) == len(found)
    assert not {"report", "nul"} & {stem.lower() for stem in found}
    (tmp_path / "x.jsonl").write_text("\n".join(map(json.dumps, [lines[0], *lines[2:]])), encoding="utf-8")
    assert [item.stem[:4] for item in items(tmp_path)] == [stem[:4] for stem in (found[0], *found[2:])]


def test_shares_divide_a_batch_without_rest_or_overlap() -> None:
    shares = [Share(number, 5) for number in range(1, 6)]
    for name in map("doc-{}".format, range(200)):
        assert sum(share.holds(name) for share in shares) == 1
    assert all(20 < sum(share.holds(f"doc-{n}") for n in range(200)) < 60 for share in shares)


@pytest.mark.parametrize("text", ["0/4", "5/4", "1", "a/b", "1/0", "-1/4"])
def test_a_share_that_is_none_is_told(text: str) -> None:
    with pytest.raises(ConfigurationError, match="3/64"):
        Share.parse(text)


def test_names_that_are_no_text_are_told_in_words(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_bytes(b"Text.")
    (tmp_path / "rows.jsonl").write_text('{"id": "\\ud800", "text": "Text."}\n', encoding="utf-8")
    named, row = items(tmp_path)
    assert (named.id, named.source) == ("caf\\xe9", f"{tmp_path}/caf\\xe9.txt")
    assert row.id == "rows-1"


def test_an_archive_with_names_that_are_no_text_is_told(tmp_path: Path) -> None:
    path = archive(tmp_path / "x.zip", {"米.txt": b"A"})
    path.write_bytes(path.read_bytes().replace("米".encode(), b"\xff\xfe\xfd"))
    (item,) = items(path)
    assert "cannot be read as a zip archive" in str(item.error)
