"""`annotate batch`: a folder or a JSONL file, an edition each."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from annotate.cli.console import Exit, errors_told, say, usage_error
from annotate.cli.options import Apply, Encoding, Model, Names, Profile, Terms
from annotate.model import Certainty

if TYPE_CHECKING:
    from annotate.batch import Outcome, Summary

SHOWN_FAILURES = 10


def batch(
    source: Annotated[
        Path, typer.Argument(help="A folder, read with all folders in it, or one file.", metavar="SOURCE")
    ],
    *,
    output: Annotated[Path, typer.Option("-o", "--output", help="Folder for the editions and report.jsonl.")],
    jobs: Annotated[int, typer.Option(min=1, help="Processes that work side by side.")] = 1,
    apply: Apply = Certainty.MEDIUM,
    profile: Profile = "auto",
    model: Model = None,
    gazetteer: Names = None,
    glossary: Terms = None,
    encoding: Encoding = None,
) -> None:
    """Write an edition of every text, Markdown and JSONL document. One that fails is reported and stops nothing."""
    from annotate.batch import Summary, documents_in, run
    from annotate.batch.writing import require_folder, write_whole
    from annotate.config import Config

    if not source.exists():
        usage_error(f"{source}: no such file or folder")
    with errors_told():
        require_folder(output)
        tasks = (
            list(documents_in(source, encoding=encoding))
            if source.is_dir()
            else documents_in(source, encoding=encoding)
        )
        config = Config(least=apply, profile=profile, model=model, gazetteer=gazetteer, glossary=glossary)
        outcomes = run(tasks, output, jobs=jobs, config=config)
        summary, lines = Summary(), []
        for outcome in _with_progress(outcomes, len(tasks) if isinstance(tasks, list) else None):
            summary.add(outcome)
            lines.append(outcome.to_line())
        write_whole(output / "report.jsonl", "".join(lines).encode())
        _tell(summary, output)
    raise typer.Exit(Exit.FINDINGS if summary.failed else Exit.FINE)


def _with_progress(outcomes: Iterable[Outcome], total: int | None) -> Iterator[Outcome]:
    """The outcomes, with a bar on a terminal and nothing elsewhere."""
    if not sys.stderr.isatty():
        yield from outcomes
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(outcomes, "Annotating", total=total, console=Console(stderr=True))


def _tell(summary: Summary, output: Path) -> None:
    say(
        f"{summary.done} editions in {output}: {summary.words} words, {summary.applied} edits made,"
        f" {summary.suggested} suggested, {summary.entities} names, {summary.terms} Chinese terms"
    )
    for outcome in summary.failed[:SHOWN_FAILURES]:
        say(f"failed: {outcome.error}")
    if summary.failed:
        say(f"{len(summary.failed)} failed; {output / 'report.jsonl'} names each")
