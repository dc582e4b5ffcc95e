"""The commands around editions, as they are typed."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from annotate import tei
from annotate.cli import app
from annotate.config import Config
from annotate.errors import ConfigurationError
from annotate.tei import Reading

TEXT = "erstwhile the mayor came, he besides spoke of specified plans; 1 of us left. Lei Jun (雷军) founded Xiaomi."
ROOT = Path(__file__).parent.parent
FERRY = ROOT / "tests/tei/ferry.xml"


def annotate(*arguments: object, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(app, [str(each) for each in arguments], input=stdin)


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "mayor.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def edition(text: Path, tmp_path: Path) -> Path:
    path = tmp_path / "mayor.xml"
    assert annotate("tei", text, "-o", path).exit_code == 0
    return path


@pytest.mark.parametrize(
    ("form", "name"),
    [
        ("reading", "mayor.xml"),
        ("diplomatic", "mayor.dipl.xml"),
        ("clean", "mayor.clean.xml"),
        ("analysed", "mayor.ana.xml"),
    ],
)
def test_every_form_is_written_under_its_name(form: str, name: str, text: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert annotate("tei", text, "--as", form, "-o", out).exit_code == 0
    assert [path.name for path in out.iterdir()] == [name]
    edition = tei.parse((out / name).read_bytes(), name)
    assert edition.get("type") == form
    source, normalized = (tei.text_of(edition, reading) for reading in Reading)
    assert (source == TEXT) is (form != "clean")
    assert normalized.startswith("When the mayor") is (form != "diplomatic")
    assert annotate("check", out / name, "--fail", "warning").exit_code == 0


def test_options_win_over_the_sidecar_and_that_over_front_matter(tmp_path: Path) -> None:
    path = tmp_path / "mayor.md"
    path.write_text(f"---\ntitle: Front\nauthor: Front\ntopic: Front\n---\n\n{TEXT}\n", encoding="utf-8")
    path.with_suffix(".toml").write_text('title = "Beside"\nauthor = "Beside"\n')
    xml = annotate("tei", path, "--meta", "title=Given", "--meta", "edition_date=2031-03-04").stdout
    held = tei.from_tei(tei.parse(xml.encode(), "mayor")).metadata
    assert (held.title, held.author, held.topic, held.edition_date) == ("Given", "Beside", "Front", "2031-03-04")


def test_rows_know_what_options_say(tmp_path: Path) -> None:
    path = tmp_path / "ferry.txt"
    path.write_text("The ferry sank yesterday.", encoding="utf-8")
    row = json.loads(annotate("tei", path, "--format", "json", "--meta", "date=2031-03-04").stdout)
    assert [each["value"] for each in row["quantities"]] == ["2031-03-03"]


@pytest.mark.parametrize(
    ("meta", "told"),
    [
        ("titel=The mayor", "did you mean 'title'?"),
        ("title", "write NAME=WORDS, where NAME is one of title"),
        ("title= ", "write NAME=WORDS"),
        ("id=m1", "write NAME=WORDS"),
    ],
)
def test_metadata_that_is_none_is_told(meta: str, told: str, text: Path) -> None:
    result = annotate("tei", text, "--meta", meta)
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"--meta {meta}: {told}" in result.stderr


def test_a_file_made_elsewhere_is_marked_and_stripped(tmp_path: Path) -> None:
    woven, back = tmp_path / "woven.xml", tmp_path / "back.xml"
    assert annotate("tei", FERRY, "-o", woven).exit_code == 0
    assert b'resp="#annotate.resp.auto"' in woven.read_bytes()
    assert annotate("check", woven).exit_code == 0
    assert annotate("strip", woven, "-o", back).exit_code == 0
    assert back.read_bytes() == FERRY.read_bytes()
    assert annotate("strip", woven).stdout.encode() == FERRY.read_bytes()
    again = annotate("tei", woven)
    assert again.exit_code == 1
    assert "take it out with `annotate strip`" in again.stderr


def test_exports_of_a_text_and_of_its_edition_are_the_same(text: Path, edition: Path) -> None:
    for form in ("edits", "entities", "conllu", "web-annotation"):
        results = [annotate("export", path, "--to", form) for path in (text, edition)]
        assert [result.exit_code for result in results] == [0, 0]
        assert results[0].stdout == results[1].stdout


def test_an_export_is_what_it_is_called(edition: Path) -> None:
    row = json.loads(annotate("export", edition, "--to", "jsonl").stdout)
    assert (row["id"], row["text"]) == ("mayor", TEXT)
    table = annotate("export", edition, "--to", "edits").stdout
    rows = list(csv.DictReader(io.StringIO(table), dialect="excel-tab"))
    assert {"erstwhile", "besides"} <= {row["original"] for row in rows}
    assert all(TEXT[int(row["start"]) : int(row["end"])] == row["original"] for row in rows)


def test_several_exports_go_into_a_folder(edition: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text("Lei Jun founded Xiaomi.", encoding="utf-8")
    out = tmp_path / "out"
    assert annotate("export", other, edition, "--to", "xmi").exit_code == 2
    assert annotate("export", other, edition, "--to", "xmi", "-o", out).exit_code == 0
    assert sorted(path.name for path in out.iterdir()) == ["mayor.zip", "other.zip"]


def test_no_export_replaces_another(text: Path, tmp_path: Path) -> None:
    other = tmp_path / "deep" / text.name
    other.parent.mkdir()
    other.write_text("Another text.", encoding="utf-8")
    result = annotate("export", text, other, "--to", "jsonl", "-o", tmp_path / "out")
    assert result.exit_code == 2
    assert "a second document would go to" in result.stderr
    assert json.loads((tmp_path / "out" / "mayor.jsonl").read_text(encoding="utf-8"))["text"] == TEXT
    rows = annotate("export", text, other, "--to", "jsonl").stdout.splitlines()
    assert [json.loads(row)["text"] for row in rows] == [TEXT, "Another text."]


def test_an_export_goes_on_after_a_bad_file_and_into_one_file(text: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.tsv"
    assert annotate("export", text, "--to", "edits", "-o", out).exit_code == 0
    assert "erstwhile" in out.read_text(encoding="utf-8")
    result = annotate("export", FERRY, text, "--to", "edits", "-o", tmp_path / "out")
    assert result.exit_code == 1
    assert "no edition of annotate" in result.stderr
    assert (tmp_path / "out" / "mayor.edits.tsv").read_bytes() == out.read_bytes()


@pytest.mark.parametrize("order", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_a_text_in_either_byte_order_becomes_an_edition(order: str, tmp_path: Path) -> None:
    path, edition = tmp_path / "wide.txt", tmp_path / "wide.xml"
    path.write_bytes(f"\ufeff{TEXT}".encode(order))
    for options in ([], ["--encoding", order[:6].upper()]):
        result = annotate("tei", path, "-o", edition, *options)
        assert result.exit_code == 0, result.stderr
        assert annotate("check", edition).exit_code == 0
        assert annotate("text", edition, "--reading", "source").stdout == TEXT


def test_one_bad_file_stops_no_check(edition: Path, tmp_path: Path) -> None:
    result = annotate("check", tmp_path / "missing.xml", edition)
    assert result.exit_code == 1
    assert "missing.xml: no such file" in result.stderr
    assert f"{edition}: fine" in result.stderr


def test_what_is_not_told_is_counted_all_the_same(edition: Path) -> None:
    edition.write_bytes(
        edition.read_bytes().replace(b"<langUsage>", b'<langUsage><language ident="de">German</language>')
    )
    result = annotate("check", edition, "--tell", "error")
    assert result.stdout == ""
    assert "fine; 0 errors, 1 warning" in result.stderr


def test_a_glossary_comes_from_standard_input(tmp_path: Path) -> None:
    noodles = (ROOT / "texts/noodles-before-six/edition.xml").read_bytes()
    path = tmp_path / "noodles.xml"
    path.write_bytes(noodles)
    assert annotate("glossary", "-", stdin=noodles).stdout == annotate("glossary", path).stdout != ""


def test_a_glossary_goes_on_where_an_edition_is_missing(tmp_path: Path) -> None:
    noodles = ROOT / "texts/noodles-before-six/edition.xml"
    result = annotate("glossary", tmp_path / "missing.xml", noodles)
    assert result.exit_code == 1
    assert "missing.xml: no such file" in result.stderr
    assert result.stdout == annotate("glossary", noodles).stdout


def test_an_export_of_a_text_heeds_an_own_gazetteer(tmp_path: Path) -> None:
    names, text = tmp_path / "names.tsv", tmp_path / "text.txt"
    names.write_text("type\tname\tid\nORG\tQuince Lantern\tQ1", encoding="utf-8")
    text.write_text("The office of Quince Lantern is shut.\n", encoding="utf-8")
    rows = annotate("export", text, "--to", "entities", "--gazetteer", names).stdout
    assert "\tQuince Lantern\tfull\torg.q1\tORG\t" in rows


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        pytest.param(["tei", "x.txt", "--judge", "smol"], 2, "no judge is called so", id="unknown judge"),
        pytest.param(["export", FERRY, "--to", "jsonl"], 1, "no edition of annotate", id="export of another's file"),
        pytest.param(["export", FERRY, "--to", "pdf"], 2, "Invalid value", id="unknown format"),
        pytest.param(["strip", "nowhere.xml"], 1, "no such file", id="strip of nothing"),
        pytest.param(["tei", FERRY, FERRY], 2, "one at a time", id="two files of others"),
        pytest.param(["tei", FERRY, "--as", "pretty"], 2, "Invalid value", id="unknown form"),
        pytest.param(["tei", FERRY, "--as", "clean"], 2, "leave out --as", id="form of another's file"),
        pytest.param(["tei", FERRY, "--meta", "title=A"], 2, "leave out --meta", id="metadata of another's file"),
        pytest.param(["tei", FERRY, "--format", "json"], 1, "is XML", id="rows of another's file"),
        pytest.param(["tei", "x.txt", "--format", "json", "--as", "clean"], 2, "leave out --as", id="form of rows"),
    ],
)
def test_mistakes_are_told(arguments: list[object], code: int, message: str) -> None:
    result = annotate(*arguments)
    assert result.exit_code == code
    assert message in result.output
    assert "Traceback" not in result.output


def test_an_edition_made_again_is_the_same(edition: Path) -> None:
    assert annotate("check", edition, "--again").exit_code == 0
    other = annotate("check", edition, "--again", "--apply", "high", "--tell", "note")
    assert other.exit_code == 0
    assert "made-otherwise" in other.stdout
    edition.write_bytes(edition.read_bytes().replace(b">When</corr>", b">Once</corr>"))
    changed = annotate("check", edition, "--again")
    assert changed.exit_code == 1
    assert "not-repeatable" in changed.stdout


def test_an_edition_is_made_again_with_its_judge(edition: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def heard(config: Config) -> None:
        raise ConfigurationError(f"heard {config.judge}")

    monkeypatch.setattr("annotate.pipeline.annotating", heard)
    result = annotate("check", edition, "--again", "--judge", "http://localhost:9/v1")
    assert result.exit_code == 3
    assert "heard http://localhost:9/v1" in result.output


def test_editions_come_from_standard_input(edition: Path) -> None:
    data = edition.read_bytes()
    assert annotate("check", "-", stdin=data).exit_code == 0
    assert annotate("text", "-", "--reading", "source", stdin=data).stdout == TEXT
    assert annotate("strip", "-", stdin=FERRY.read_bytes()).stdout.encode() == FERRY.read_bytes()


def test_findings_are_rows_of_json(edition: Path) -> None:
    edition.write_bytes(edition.read_bytes().replace(b"</s>", b" .</s>", 1))
    rows = [json.loads(line) for line in annotate("check", edition, "--format", "json").stdout.splitlines()]
    (row,) = [row for row in rows if row["code"] == "source-altered"]
    assert (row["severity"], row["element"], row["file"]) == ("error", "bibl", str(edition))
