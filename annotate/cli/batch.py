"""`annotate batch`: any number of documents into one folder."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TypeVar

import typer

from annotate.cli import batch_options as its
from annotate.cli.amounts import read_size, read_time
from annotate.cli.console import Exit, counted, emit, errors_told, say, usage_error
from annotate.cli.options import Apply, Encoding, Judge, Model, Names, Profile, Terms
from annotate.errors import ConfigurationError, InputError
from annotate.model import Certainty

if TYPE_CHECKING:
    from annotate.batch.driver import Plan
    from annotate.batch.sources import File
    from annotate.batch.work import Engine, Factory, Limits

Given = TypeVar("Given")
Read = TypeVar("Read")


def batch(
    sources: its.Sources,
    *,
    output: its.Output,
    formats: its.Formats = None,
    jobs: its.Jobs = None,
    shards: its.Shards = 0,
    shard: its.ShareOfMany = None,
    since: its.Since = None,
    limit: its.Limit = None,
    dry_run: its.DryRun = False,
    force: its.Force = False,
    retry_failed: its.RetryFailed = False,
    verify: its.Verify = False,
    others: its.Others = its.OtherVersions.REFUSE,
    deadline: its.Deadline = 60.0,
    memory: its.Memory = "4G",
    attempts: its.Attempts = 2,
    durability: its.Outlives = its.Durability.KILL,
    cluster: its.ClusterAddress = None,
    apply: Apply = Certainty.MEDIUM,
    profile: Profile = "auto",
    judge: Judge = None,
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
    from annotate.batch.sources import documents_in, files_in
    from annotate.batch.versions import versions_of
    from annotate.batch.work import Limits
    from annotate.cli.progress import progress, tell_summary
    from annotate.config import Config

    wanted = _option(formats_called, formats or ["tei"])
    its_share = _option(Share.parse, shard) if shard else None
    with errors_told():
        config = Config(least=apply, profile=profile, model=model, judge=judge, gazetteer=gazetteer, glossary=glossary)
        choice = Choice(
            force=force,
            retry_failed=retry_failed,
            verify=verify,
            others=Others(others),
            share=its_share,
            limit=limit,
            partial=since is not None,
            shards=shards,
            durable=durability is its.Durability.POWER_CUT,
        )
        limits = Limits(deadline, read_size(memory), attempts)
        changed_since = read_time(since)
        files = _option(partial(files_in, since=changed_since, without=output), sources)
        items = documents_in(files, encoding=encoding, since=changed_since)
        versions = versions_of(config, wanted, encoding)
        if dry_run:
            _tell_plan(plan(items, output, formats=wanted, versions=versions, choice=choice))
            raise typer.Exit(Exit.FINE)
        engine = _engine(cluster, factory_of(config, wanted, encoding=encoding), versions, jobs, limits)
        with _interruptible(engine, output), progress(_total(files, choice.limit, shard)) as heard:
            summary = run(items, output, engine, formats=wanted, versions=versions, choice=choice, heard=heard)
        tell_summary(summary, output)
    raise typer.Exit(Exit.FINDINGS if summary.failed else Exit.FINE)


def _option(read: Callable[[Given], Read], given: Given) -> Read:
    """What an option says; a mistake in it is one of the command line, told before any file is read."""
    try:
        return read(given)
    except (ConfigurationError, InputError) as error:
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
        raise typer.Exit(Exit.INTERRUPTED) from None
    finally:
        signal.signal(signal.SIGTERM, before)
        engine.close()


def _tell_plan(plan: Plan) -> None:
    emit("".join(f"{item.source}\n" for item in plan.to_do))
    failed = f", {plan.failed} of them failed before" if plan.failed else ""
    say(f"{counted(len(plan.to_do), 'document')} to be made, {plan.unchanged} unchanged{failed}")
