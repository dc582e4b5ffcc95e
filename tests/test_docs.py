"""README shows what really happens: its session is run, and its commands are those that work."""

from __future__ import annotations

import re
import shlex
import tomllib
from pathlib import Path

import pytest
from typer.testing import CliRunner

from annotate.cli import app

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
SESSIONS = re.findall(r"```console\n(.*?)```", README, re.DOTALL)
COMMANDS = re.findall(r"```sh\n(.*?)```", README, re.DOTALL)


def steps(session: str) -> list[tuple[str, str]]:
    """Pairs of a command and the output shown under it."""
    found = re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", session, re.MULTILINE)
    return [(command, output) for command, output in found]


def run(command: str, folder: Path) -> str:
    """What the terminal shows for `command`; `cat` and `head` after a pipe are understood."""
    first, *rest = (shlex.split(part) for part in command.split("|"))
    words = first
    if words[0] == "echo":
        stdin, words = (" ".join(words[1:]) + "\n").encode(), rest.pop(0)
    else:
        stdin = None
    assert words[0] == "annotate"
    result = CliRunner().invoke(app, [w.replace("editions", str(folder / "editions")) for w in words[1:]], input=stdin)
    output = result.output.replace(str(folder) + "/", "")
    for part in rest:
        assert part[0] == "grep"
        output = "".join(line for line in output.splitlines(keepends=True) if part[-1] in line)
    return output


@pytest.mark.parametrize("session", SESSIONS, ids=lambda session: session.splitlines()[0][2:40])
def test_sessions_are_current(session: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setattr("annotate.cli.progress.LINE_EVERY", float("inf"))  # however slow the machine is
    for command, shown in steps(session):
        assert run(command, tmp_path).strip("\n") == shown.strip("\n"), command


@pytest.mark.parametrize("shown", re.findall(r"```xml\n(.*?)```", README, re.DOTALL), ids=["edition"])
def test_editions_look_as_shown(shown: str) -> None:
    edition = " ".join((ROOT / "texts" / "scooter-fans" / "edition.xml").read_text(encoding="utf-8").split())
    for passage in shown.strip().split("\n\n"):
        assert " ".join(passage.split()) in edition


def test_the_two_commands_stand_in_readme() -> None:
    (use, test, *_) = COMMANDS
    assert use == "python3 -m venv .venv && .venv/bin/pip install . && .venv/bin/annotate batch texts -o editions\n"
    assert test == 'python3 -m venv .venv && .venv/bin/pip install -e ".[dev]" && .venv/bin/pytest\n'


def test_every_command_stands_in_readme() -> None:
    for command in app.registered_commands:
        assert command.callback is not None
        assert f"`annotate {command.callback.__name__}" in README
    for group in app.registered_groups:
        assert group.typer_instance is not None
        for command in group.typer_instance.registered_commands:
            assert command.callback is not None
            assert f"`annotate {group.typer_instance.info.name} {command.callback.__name__}" in README


def test_the_version_has_an_entry_in_the_changelog() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    assert f"## {version}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_links_to_files_lead_somewhere() -> None:
    for name in ("README.md", "CONTRIBUTING.md", "texts/README.md", "schemas/README.md", "annotate/data/README.md"):
        path = ROOT / name
        for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", path.read_text(encoding="utf-8")):
            assert (path.parent / target).exists(), f"{name}: {target}"
