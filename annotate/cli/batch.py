"""`annotate batch`: any number of documents into one folder."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn, Optional

import typer

from annotate.cli.amounts import read_size, read_time
from annotate.cli.console import Exit, emit, errors_told, say, usage_error
from annotate.cli.options import Apply, Encoding, Model, Names, Profile, Terms
from annotate.errors import ConfigurationError
from annotate.model import Certainty

if TYPE_CHECKING:
    from annotate.batch.driver import Plan
    from annotate.batch.sources import File
    from annotate.batch.work import Engine, Factory, Limits

INTERRUPTED = 130
"""Exit code of a program that was interrupted, as shells have it."""


class OtherVersions(StrEnum):
    """What to do with documents that other versions or settings have made."""

    REFUSE = "refuse"
    REDO = "redo"
    KEEP = "keep"


class Durability(StrEnum):
    """What the output outlives."""

    KILL = "kill"
    POWER_CUT = "power-cut"


def batch(
    sources: Annotated[
        list[str],
        typer.Argument(
            help="Folders (read with all folders in them), files, patterns like 'news/*.txt'; text, Markdown,"
            " JSONL (also .gz, .xz, .zst), and zip archives that are named.",
            metavar="SOURCE...",
            show_default=False,
        ),
    ],
    *,
    output: Annotated[Path, typer.Option("-o", "--output", help="Folder for files, reports and quarantine.")],
    formats: Annotated[
        Optional[list[str]],  # noqa: UP045
        typer.Option(
            "--format",
            help="What to write: tei, tei-diplomatic, tei-clean, tei-analysed, text, diff, or any format of"
            " `annotate export`. Repeatable. Default: tei.",
            show_default=False,
        ),
    ] = None,
    jobs: Annotated[
        Optional[int],  # noqa: UP045
        typer.Option(min=1, help="Processes that work side by side. Default: one for each core.", show_default=False),
    ] = None,
    shards: Annotated[
        int, typer.Option(min=0, help="Write zip or JSONL files of so many documents instead of a file each.")
    ] = 0,
    shard: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option(help="Make one share of many, such as 3/64; `annotate merge` puts them together.", metavar="N/M"),
    ] = None,
    since: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option(
            help="Only files changed since: 2026-11-01, 2026-11-01T12:00, or 12h, 3d, 2w ago.", metavar="TIME"
        ),
    ] = None,
    limit: Annotated[
        Optional[int],  # noqa: UP045
        typer.Option(min=1, help="Only the first so many documents."),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Print the names of the documents to be made.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Make all documents, also the unchanged ones.")] = False,
    retry_failed: Annotated[bool, typer.Option("--retry-failed", help="Try failed documents again.")] = False,
    verify: Annotated[bool, typer.Option("--verify", help="Make files again whose content has changed.")] = False,
    others: Annotated[
        OtherVersions,
        typer.Option(help="Where other versions or settings have made documents: refuse, redo them, or keep them."),
    ] = OtherVersions.REFUSE,
    deadline: Annotated[
        float, typer.Option(min=0.1, help="Seconds a document may take, and one more for each kilobyte.")
    ] = 60.0,
    memory: Annotated[str, typer.Option(help="Memory that a process may use.", metavar="SIZE")] = "4G",
    attempts: Annotated[
        int, typer.Option(min=1, help="How many processes a document may cost before it is put in quarantine.")
    ] = 2,
    durability: Annotated[
        Durability, typer.Option(help="What the output outlives: a kill, or also a power cut, which is slower.")
    ] = Durability.KILL,
    cluster: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option(help="Work on a Dask cluster: tcp://HOST:PORT, file:SCHEDULER.json, or local.", metavar="ADDRESS"),
    ] = None,
    apply: Apply = Certainty.MEDIUM,
    profile: Profile = "auto",
    model: Model = None,
    gazetteer: Names = None,
    glossary: Terms = None,
    encoding: Encoding = None,
) -> None:
    """Make editions, or other files, of any number of documents. Killed at any moment, it goes on where it stopped.

    A document that cannot be made is reported and stops nothing. Unchanged documents are not made again.
    """
    from annotate.batch.annotator import factory_of
    from annotate.batch.driver import Choice, Others, plan, run
    from annotate.batch.formats import formats_called
    from annotate.batch.share import Share
    from annotate.batch.sources import documents_in
    from annotate.batch.versions import versions_of
    from annotate.batch.work import Limits
    from annotate.cli.progress import progress, tell_summary
    from annotate.config import Config

    with errors_told():
        wanted = formats_called(formats or ["tei"])
        config = Config(least=apply, profile=profile, model=model, gazetteer=gazetteer, glossary=glossary)
        choice = Choice(
            force=force,
            retry_failed=retry_failed,
            verify=verify,
            others=Others(others),
            share=Share.parse(shard) if shard else None,
            limit=limit,
            partial=since is not None,
            shards=shards,
            durable=durability is Durability.POWER_CUT,
        )
        limits = Limits(deadline, read_size(memory), attempts)
        files = _files(sources, since, output)
        items = documents_in(files, encoding=encoding, since=read_time(since))
        versions = versions_of(config, wanted, encoding)
        if dry_run:
            _tell_plan(plan(items, output, formats=wanted, versions=versions, choice=choice))
            raise typer.Exit(Exit.FINE)
        engine = _engine(cluster, factory_of(config, wanted, encoding=encoding), versions, jobs, limits)
        with _interruptible(engine, output), progress(_total(files, choice.limit, shard)) as heard:
            summary = run(items, output, engine, formats=wanted, versions=versions, choice=choice, heard=heard)
        tell_summary(summary, output)
    raise typer.Exit(Exit.FINDINGS if summary.failed else Exit.FINE)


def _files(sources: list[str], since: str | None, output: Path) -> list[File]:
    from annotate.batch.sources import files_in
    from annotate.errors import InputError

    try:
        return files_in(sources, since=read_time(since), without=output)
    except InputError as error:
        usage_error(str(error))


def _total(files: list[File], limit: int | None, shard: str | None) -> int | None:
    """How many documents there are, where that can be known before they are read."""
    from annotate.batch.sources import countable

    return min(len(files), limit or len(files)) if countable(files) and not shard else None


def _engine(
    cluster: str | None, factory: Factory, versions: dict[str, str], jobs: int | None, limits: Limits
) -> Engine:
    from annotate.batch.supervisor import Local

    if cluster is None:
        return Local(factory, versions=versions, jobs=jobs or _cores(), limits=limits)
    try:
        from annotate.batch.cluster import Cluster
    except ModuleNotFoundError as error:
        raise ConfigurationError(f"--cluster needs Dask ({error}): pip install 'annotate-tei[cluster]'") from error

    return Cluster(cluster, factory, versions=versions, jobs=jobs or _cores(), limits=limits)


def _cores() -> int:
    """The cores this process may use, which is less than there are under Slurm and in containers."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def _interruptible(engine: Engine, output: Path) -> Iterator[None]:
    """Ctrl-C, and the signal by which schedulers announce the end, stop the batch between two documents."""

    def stop(*_: object) -> NoReturn:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    except KeyboardInterrupt:
        say(f"interrupted; what was made is in {output}, and the same command goes on from there")
        raise typer.Exit(INTERRUPTED) from None
    finally:
        signal.signal(signal.SIGTERM, before)
        engine.close()


def _tell_plan(plan: Plan) -> None:
    emit("".join(f"{item.source}\n" for item in plan.to_do))
    failed = f", {plan.failed} of them failed before" if plan.failed else ""
    say(f"{len(plan.to_do)} documents to be made, {plan.unchanged} unchanged{failed}")
