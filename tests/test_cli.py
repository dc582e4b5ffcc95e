"""The commands as a user types them: what they print where, and how they end."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.main import get_command
from typer.testing import CliRunner, Result

from annotate.cli import app
from annotate.cli.batch import _interruptible

SPUN = (
    "erstwhile the council met, it besides approved the fresh budget. Specified a vote was rare, and 1 of the members"
    " besides left early. The mayor utilized to be a fresh man, alternatively than an old 1."
)
CLEAN = "The council met on Monday and approved the new budget."


def annotate(*arguments: str | Path, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments], input=stdin)


@pytest.fixture
def spun(tmp_path: Path) -> Path:
    path = tmp_path / "spun.txt"
    path.write_text(SPUN, encoding="utf-8")
    return path


@pytest.fixture
def clean(tmp_path: Path) -> Path:
    path = tmp_path / "clean.txt"
    path.write_bytes(CLEAN.encode() + b"\r\n")
    return path


def test_clean_prints_the_text_and_nothing_else(spun: Path, clean: Path) -> None:
    result = annotate("clean", spun)
    assert result.exit_code == 0
    assert result.stdout.startswith("When the council met, it also approved the new budget.")
    assert "edits made" in result.stderr
    assert annotate("clean", clean).stdout_bytes == clean.read_bytes()


def test_clean_keeps_the_contract_of_its_json(spun: Path) -> None:
    (line,) = annotate("clean", spun, "--format", "json").stdout.splitlines()
    row = json.loads(line)
    assert list(row) == ["id", "text", "edits"]
    assert row["id"] == "spun"
    keys = ["start", "end", "original", "replacement", "rule", "certainty", "probability", "applied", "why"]
    text, at = [], 0
    for edit in row["edits"]:
        assert list(edit) == keys
        assert SPUN[edit["start"] : edit["end"]] == edit["original"]
        assert edit["certainty"] in {"high", "medium", "low"}
        if edit["applied"]:
            text += [SPUN[at : edit["start"]], edit["replacement"]]
            at = edit["end"]
    assert "".join([*text, SPUN[at:]]) == row["text"] != SPUN


def test_the_least_certainty_decides_what_is_applied(spun: Path) -> None:
    applied = {}
    for least in ("high", "medium", "low"):
        row = json.loads(annotate("clean", spun, "--format", "json", "--apply", least).stdout)
        applied[least] = {edit["certainty"] for edit in row["edits"] if edit["applied"]}
    assert applied["high"] <= {"high"}
    assert applied["medium"] <= {"high", "medium"}
    assert "high" in applied["low"]


def test_clean_reads_many_documents_from_one_file_and_from_stdin(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text("\n".join(json.dumps({"id": f"d{n}", "text": CLEAN}) for n in range(3)), encoding="utf-8")
    rows = [json.loads(line) for line in annotate("clean", path, "--format", "json").stdout.splitlines()]
    assert [row["id"] for row in rows] == ["d0", "d1", "d2"]
    assert annotate("clean", "-", stdin=CLEAN.encode()).stdout == CLEAN
    result = annotate("clean", "-", "--from", "jsonl", "--format", "json", stdin=path.read_bytes())
    assert [json.loads(line) for line in result.stdout.splitlines()] == rows


def test_check_tells_and_changes_nothing(spun: Path, clean: Path) -> None:
    result = annotate("clean", "--check", spun)
    assert (result.exit_code, result.stdout) == (1, "")
    assert annotate("clean", "--check", clean).exit_code == 0


def test_a_diff_shows_what_changes(spun: Path, clean: Path) -> None:
    diff = annotate("clean", "--format", "diff", spun).stdout
    assert f"-{SPUN}" in diff
    assert "+When the council met" in diff
    assert annotate("clean", "--format", "diff", clean).stdout == ""


def test_output_goes_to_a_file(spun: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.txt"
    result = annotate("clean", spun, "-o", out)
    assert (result.exit_code, result.stdout) == (0, "")
    assert out.read_text(encoding="utf-8").startswith("When the council")


def test_an_edition_gives_both_texts_back(spun: Path, tmp_path: Path) -> None:
    edition = tmp_path / "spun.xml"
    assert annotate("tei", spun, "-o", edition).exit_code == 0
    assert annotate("check", edition).exit_code == 0
    assert annotate("text", edition, "--reading", "source").stdout == SPUN
    assert annotate("text", edition).stdout == annotate("clean", spun).stdout


def test_tei_keeps_the_contract_of_its_json(tmp_path: Path) -> None:
    text = "Xiaomi is led by Lei Jun. Its fans are called “Mi Fan” (米粉) in China."
    path = tmp_path / "fans.txt"
    path.write_text(text, encoding="utf-8")
    row = json.loads(annotate("tei", path, "--format", "json").stdout)
    assert (row["id"], row["text"]) == ("fans", text)
    for entity in row["entities"]:
        assert set(entity) == {"id", "type", "canonical", "mentions"}
        assert all(text[m["start"] : m["end"]] == m["surface"] for m in entity["mentions"])
    (term,) = row["terms"]
    assert {key: term[key] for key in ("surface", "pinyin")} == {"surface": "米粉", "pinyin": "mǐfěn"}
    partner = term["partner"]
    assert text[partner["start"] : partner["end"]] == partner["surface"] == "Mi Fan"


def test_several_editions_need_a_folder(spun: Path, clean: Path, tmp_path: Path) -> None:
    assert annotate("tei", spun, clean).exit_code == 2
    out = tmp_path / "editions"
    assert annotate("tei", spun, clean, "-o", out).exit_code == 0
    assert sorted(path.name for path in out.iterdir()) == ["clean.xml", "spun.xml"]


def test_several_editions_do_not_run_together(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text("\n".join(json.dumps({"id": f"d{n}", "text": CLEAN}) for n in range(2)), encoding="utf-8")
    for arguments in ([], ["-o", tmp_path / "one.xml"]):
        result = annotate("tei", path, *arguments)
        assert result.exit_code == 2
        assert "name a folder" in result.stderr


def test_rows_of_several_documents_stand_in_one_file(tmp_path: Path) -> None:
    path, out = tmp_path / "rows.jsonl", tmp_path / "out.jsonl"
    path.write_text("\n".join(json.dumps({"id": f"d{n}", "text": CLEAN}) for n in range(2)), encoding="utf-8")
    assert annotate("tei", path, "--format", "json", "-o", out).exit_code == 0
    shown = annotate("tei", path, "--format", "json").stdout
    assert out.read_text(encoding="utf-8") == shown
    assert [json.loads(row)["id"] for row in shown.splitlines()] == ["d0", "d1"]


def test_one_bad_file_stops_nothing(spun: Path, tmp_path: Path) -> None:
    result = annotate("clean", tmp_path / "missing.txt", spun)
    assert result.exit_code == 1
    assert "no such file" in result.stderr
    assert result.stdout.startswith("When")


def test_an_encoding_that_was_guessed_is_stated(tmp_path: Path) -> None:
    path = tmp_path / "old.txt"
    path.write_bytes("小米发布了新产品。".encode("gb18030"))
    result = annotate("clean", path)
    assert result.stdout == "小米发布了新产品。"
    assert "read as gb18030" in result.stderr


@pytest.mark.usefixtures("clean")
def test_batch_reports_on_every_document(spun: Path, tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_bytes(b"\0")
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "spun.txt").write_bytes(spun.read_bytes())
    out = tmp_path / "out"
    result = annotate("batch", tmp_path, "-o", out)
    assert result.exit_code == 1
    assert "NUL byte" in result.stderr
    rows = [json.loads(line) for line in (out / "report.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [(Path(row["source"]).name, row["status"], row["output"]) for row in rows] == [
        ("bad.txt", "failed", None),
        ("clean.txt", "done", "clean.xml"),
        ("spun.txt", "done", "deep-spun.xml"),
        ("spun.txt", "done", "spun.xml"),
    ]
    assert annotate("check", *sorted(out.glob("*.xml"))).exit_code == 0
    again = annotate("batch", tmp_path, "-o", out)
    assert "3 documents in" in again.stderr
    assert "(4 unchanged)" in again.stderr
    planned = annotate("batch", tmp_path, "-o", out, "--dry-run", "--retry-failed")
    assert planned.stdout == f"{tmp_path / 'bad.txt'}\n"
    assert "1 document to be made, 3 unchanged" in planned.stderr


def test_a_signal_stops_a_batch_and_lets_its_workers_go(tmp_path: Path) -> None:
    class Engine:
        closed = False

        def close(self) -> None:
            self.closed = True

    engine, handler = Engine(), signal.getsignal(signal.SIGTERM)
    with pytest.raises(typer.Exit) as ended, _interruptible(engine, tmp_path):  # type: ignore[arg-type]
        signal.raise_signal(signal.SIGTERM)
    assert ended.value.exit_code == 130
    assert engine.closed
    assert signal.getsignal(signal.SIGTERM) is handler


def test_shares_are_merged_into_one_folder(tmp_path: Path) -> None:
    for number in (1, 2):
        (tmp_path / f"a{number}.txt").write_text(CLEAN, encoding="utf-8")
        options = ("--format", "text", "--format", "jsonl", "--shard", f"{number}/2", "--jobs", "1")
        assert annotate("batch", tmp_path / "*.txt", "-o", tmp_path / f"part{number}", *options).exit_code == 0
    result = annotate("merge", tmp_path / "part1", tmp_path / "part2", "-o", tmp_path / "out")
    assert "2 documents in" in result.stderr
    assert (tmp_path / "out" / "a1.txt").read_text(encoding="utf-8") == CLEAN
    assert json.loads((tmp_path / "out" / "a2.jsonl").read_text(encoding="utf-8"))["id"] == "a2"


def test_one_is_told_as_one() -> None:
    result = CliRunner().invoke(app, ["clean", "-"], input=b"The goverment met.")
    assert result.stderr == "stdin: 1 edit made, 0 only suggested\n"


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        pytest.param(["clean"], 2, "Usage", id="no file"),
        pytest.param(["clean", "x.txt", "--apply", "sure"], 2, "Invalid value", id="unknown certainty"),
        pytest.param(["explain", "word-spin"], 2, "did you mean 'word-spun'", id="unknown rule"),
        pytest.param(["batch", "nowhere", "-o", "out"], 2, "no such file or folder", id="batch of nothing"),
        pytest.param(["batch", "{spun}", "-o", "out", "--since", "soon"], 2, "--since soon: no time", id="no time"),
        pytest.param(["batch", "{spun}", "-o", "out", "--memory", "much"], 2, "--memory much: no size", id="no size"),
        pytest.param(["batch", "{spun}", "-o", "out", "--shard", "5/4"], 2, "write NUMBER/COUNT", id="no share"),
        pytest.param(["batch", "{spun}", "-o", "out", "--format", "pdf"], 2, "no format is called so", id="no format"),
        pytest.param(["batch", "{spun}", "-o", "{spun}/out"], 3, "cannot be used as output", id="batch into a file"),
        pytest.param(["merge", "nowhere", "-o", "out"], 3, "no batch has written there", id="merge of nothing"),
        pytest.param(["bench", "--jobs", "two"], 2, "write numbers", id="no numbers"),
        pytest.param(
            ["merge", "{folder}", "-o", "out", "--others", "redo"], 2, "Invalid value", id="merge does not redo"
        ),
        pytest.param(["corpus", "{spun}", "-o", "out.xml"], 2, "is a file; name the folder", id="corpus of a file"),
        pytest.param(["corpus", "{folder}", "-o", "out.xml"], 2, "holds no edition", id="corpus of no editions"),
        pytest.param(["text", "{spun}"], 1, "spun.txt:1: this is no XML, which begins with <", id="text of a text"),
        pytest.param(["strip", "{spun}"], 1, "spun.txt:1: this is no XML, which begins with <", id="strip of a text"),
        pytest.param(["tei", "{spun}", "--gazetteer", "{empty}"], 3, "there is no header line", id="empty gazetteer"),
        pytest.param(["glossary", "{empty}"], 1, "the file is empty", id="empty edition"),
        pytest.param(["tei", "{spun}", "--meta", "auther=A"], 2, "did you mean 'author'?", id="misspelt metadata"),
        pytest.param(
            ["tei", "{spun}", "--meta", "title"], 2, "--meta title: write NAME=WORDS", id="metadata of nothing"
        ),
        pytest.param(["check", "nowhere.xml"], 1, "no such file", id="check of nothing"),
        pytest.param(["text", "nowhere.xml"], 1, "no such file", id="text of nothing"),
        pytest.param(["tei", "{spun}", "--model", "no_such_model"], 3, "no_such_model", id="missing model"),
        pytest.param(["clean", "{spun}", "-o", "no/such/folder/x.txt"], 3, "cannot be written", id="no such folder"),
        pytest.param(["tei", "{spun}", "-o", "{spun}/editions"], 3, "cannot be used as output", id="folder in a file"),
        pytest.param(["clean", "{spun}", "--encoding", "utf-9"], 2, "no encoding is called", id="unknown encoding"),
        pytest.param(["batch", "{spun}", "-o", "out", "--encoding", "hex"], 2, "no encoding is called", id="no text"),
        pytest.param(["clean", "{spun}", "--check", "-o", "out.txt"], 2, "leave out -o", id="check into a file"),
        pytest.param(["batch", "{folder}", "-o", "{folder}"], 2, "lies in the output folder", id="batch into itself"),
        pytest.param(["bench", "nowhere.txt"], 1, "no such file", id="bench of nothing"),
        pytest.param(["bench", "--ordeal", "3"], 2, "are the fewest", id="ordeal of few"),
    ],
)
def test_mistakes_are_told_clearly(arguments: list[str], code: int, message: str, spun: Path) -> None:
    empty = spun.with_name("empty.tsv")
    empty.touch()
    places = {"{spun}": str(spun), "{folder}": str(spun.parent), "{empty}": str(empty)}
    for place, path in places.items():
        arguments = [argument.replace(place, path) for argument in arguments]
    result = annotate(*arguments)
    assert result.exit_code == code
    assert message in result.output
    assert "Traceback" not in result.output


def test_a_file_that_is_no_edition_is_told(spun: Path) -> None:
    result = annotate("check", spun)
    assert result.exit_code == 1
    assert "not-well-formed" in result.output


def test_rules_are_listed_and_explained() -> None:
    from annotate.normalize import RULES

    listed = annotate("rules").stdout
    assert [line.split()[0] for line in listed.splitlines()] == [rule.name for rule in RULES]
    for rule in RULES:
        assert rule.summary in annotate("explain", rule.name).stdout


COMMANDS = [
    *([command.callback.__name__] for command in app.registered_commands if command.callback),
    *(
        ["evaluate", command.callback.__name__]
        for group in app.registered_groups
        for command in (group.typer_instance.registered_commands if group.typer_instance else ())
        if command.callback
    ),
]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_and_every_option_has_help(command: list[str]) -> None:
    result = annotate(*command, "--help")
    assert result.exit_code == 0
    found: Any = get_command(app)
    for name in command:
        found = found.commands[name]
    assert found.help
    assert [each.name for each in found.params if not getattr(each, "help", "")] == []


@pytest.fixture
def rules(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[bytes]]:
    """`annotate rules` in a process of its own, as a shell starts it."""

    command = [sys.executable, "-m", "annotate", "rules"]
    return partial(subprocess.run, command, cwd=tmp_path, check=False, stderr=subprocess.PIPE)


def test_a_reader_that_stops_is_no_fault(rules: Callable[..., subprocess.CompletedProcess[bytes]]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    found = rules(stdout=writing)
    os.close(writing)
    assert (found.returncode, found.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
def test_output_that_cannot_be_written_is_told(rules: Callable[..., subprocess.CompletedProcess[bytes]]) -> None:
    with Path("/dev/full").open("wb") as full:
        found = rules(stdout=full)
    assert (found.returncode, found.stderr) == (
        3,
        b"error: standard output cannot be written: No space left on device\n",
    )
    found = rules(preexec_fn=partial(os.close, 1))  # as `>&-` does
    assert (found.returncode, found.stderr) == (3, b"error: standard output is closed\n")


def test_mark_up_is_not_taken_for_words(tmp_path: Path) -> None:
    for name, text, told in (
        ("a.xml", '<?xml version="1.0"?>\n<TEI/>', "is XML"),
        ("a.html", "\n<!DOCTYPE html><p>Text.", "is an HTML page"),
    ):
        (tmp_path / name).write_text(text, encoding="utf-8")
        result = annotate("clean", tmp_path / name)
        assert (result.exit_code, result.stdout) == (1, "")
        assert told in result.stderr
        assert annotate("clean", tmp_path / name, "--from", "text").stdout == text
    assert "is XML" in annotate("tei", "-", stdin=b"<TEI/>").stderr


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys\nfrom annotate.cli import main\nsys.argv = ['annotate', '--help']\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "print([m for m in ('spacy', 'pypinyin', 'opencc', 'numpy', 'lxml', 'charset_normalizer') if m in sys.modules],"
        " file=sys.stderr)"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "Usage" in result.stdout
    assert result.stderr.strip() == "[]"


def test_version_names_models_and_rule_set() -> None:
    from annotate.normalize import rule_set_fingerprint

    shown = annotate("--version").stdout
    assert f"rule set {rule_set_fingerprint()}" in shown
    assert "en_core_web_sm 3.8.0" in shown
