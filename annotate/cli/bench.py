"""`annotate bench`: how fast the program is here, beside plain spaCy."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from annotate.cli.console import Exit, counted, emit, errors_told, say, usage_error

if TYPE_CHECKING:
    from annotate.bench.ordeal import Ordeal
    from annotate.bench.running import Growth, Scale, Start
    from annotate.bench.runs import Run
    from annotate.bench.stages import Stages


FEWEST = 20
"""Documents of an ordeal."""


class BenchFormat(StrEnum):
    """What measurements can be printed as."""

    TEXT = "text"
    JSON = "json"


class Engines(StrEnum):
    """Where documents are made."""

    LOCAL = "local"
    CLUSTER = "cluster"


def bench(
    files: Annotated[
        list[Path] | None,
        typer.Argument(help="Texts to measure with. Default: articles it makes up.", metavar="FILE"),
    ] = None,
    *,
    documents: Annotated[int, typer.Option(min=1, help="Articles to make up.")] = 60,
    words: Annotated[int, typer.Option(min=10, help="Words of each, about.")] = 500,
    jobs: Annotated[str, typer.Option(help="Numbers of workers to compare; 0 leaves it out.")] = "1,2",
    unchanged: Annotated[
        int, typer.Option(min=0, help="Documents of a batch in which nothing has changed; 0 leaves it out.")
    ] = 5000,
    growth: Annotated[
        int, typer.Option(min=0, help="Documents over which to watch the memory of a worker; 0 leaves it out.")
    ] = 0,
    runs: Annotated[
        int, typer.Option(min=0, help="Code points of runs of one kind of character; 0 leaves them out.")
    ] = 0,
    ordeal: Annotated[
        int, typer.Option(min=0, help="Instead: documents of a batch that is killed and resumed until it is done.")
    ] = 0,
    engine: Annotated[Engines, typer.Option(help="For the ordeal.")] = Engines.LOCAL,
    real: Annotated[bool, typer.Option("--real", help="For the ordeal: with the models, which takes long.")] = False,
    format_: Annotated[BenchFormat, typer.Option("--format", help="text, or json: one object.")] = BenchFormat.TEXT,
) -> None:
    """Measure speed, memory and start-up, in CPU time, beside spaCy's tok2vec and ner on the same text."""
    as_json = format_ is BenchFormat.JSON
    with errors_told():
        if ordeal:
            if ordeal < FEWEST:
                usage_error(f"--ordeal {ordeal}: {FEWEST} documents are the fewest, since some of them misbehave")
            raise typer.Exit(_ordeal(ordeal, engine, real=real, as_json=as_json))
        workers = _numbers(jobs)
        found: dict[str, Any] = {}
        from annotate.bench.running import measure_growth, measure_scaling, measure_start
        from annotate.bench.stages import measure_stages
        from annotate.bench.texts import articles

        texts = list(_texts(files or ())) or list(articles(documents, words=words))
        found["stages"] = _shown(measure_stages(texts), _tell_stages, as_json=as_json)
        if workers:
            found["scaling"] = [_shown(each, _tell_scale, as_json=as_json) for each in measure_scaling(texts, workers)]
        if unchanged:
            found["start"] = _shown(measure_start(unchanged), _tell_start, as_json=as_json)
        if growth:
            found["growth"] = _shown(measure_growth(growth, words), _tell_growth, as_json=as_json)
        if runs:
            from annotate.bench.runs import measure_runs
            from annotate.pipeline import annotating

            measured = measure_runs(annotating().named, runs)
            found["runs"] = [_shown(each, _tell_run, as_json=as_json) for each in measured]
        if as_json:
            emit(json.dumps(found, indent=2) + "\n")


def _texts(files: Iterable[Path]) -> Iterator[str]:
    """The texts of all files. Raises InputError for one that cannot be read."""
    from annotate.errors import InputError
    from annotate.readers import read_file

    for path in files:
        for reading in read_file(path):
            if isinstance(reading, InputError):
                raise reading
            yield reading.source


def _shown(value: Any, tell: Any, *, as_json: bool) -> dict[str, Any]:  # noqa: ANN401 - any of the values below
    """The value as JSON has it; told at once where no JSON is wanted."""
    if not as_json:
        tell(value)
    ratio = {"ratio": value.ratio} if hasattr(value, "ratio") else {}
    return {**asdict(value), **ratio}


def _numbers(text: str) -> list[int]:
    try:
        return [number for number in map(int, text.split(",")) if number > 0]
    except ValueError:
        usage_error(f"--jobs {text}: write numbers with commas between them, such as 1,2,4")


def _line(words: str) -> None:
    emit(f"{words}\n")


def _tell_stages(stages: Stages) -> None:
    read = f"{counted(stages.documents, 'document')}, {counted(stages.words, 'word')}"
    _line(f"{read}; models loaded in {stages.load_cpu_s:.1f} cpu-s")
    _line(f"{'stage':<16}{'cpu-ms/doc':>12}{'words/cpu-s':>14}")
    for cost in (*stages.costs, stages.whole, stages.bare, stages.tagger):
        _line(f"{cost.stage:<16}{cost.cpu_ms:>12.1f}{cost.words_per_second:>14,.0f}")
    _line(f"whole pipeline: {stages.ratio:.2f} times the words/s of bare spaCy; {stages.rss_mb:.0f} MB resident")
    shares = f"{stages.around:.2f} of the tagger's own time, {stages.around_bare:.2f} of bare spaCy's"
    _line(f"resolving names, terms and dates: {shares}")


def _tell_scale(scale: Scale) -> None:
    _line(
        f"{scale.jobs} worker(s): {scale.words_per_second:,.0f} words/s of wall time; cpu-ms/doc"
        f" {scale.worker_cpu_ms:.1f} in workers, {scale.driver_cpu_ms:.2f} in the driver ({scale.overhead:.1%});"
        f" {scale.rss_mb:.0f} MB a worker"
    )


def _tell_start(start: Start) -> None:
    _line(
        f"start-up: --help {start.help_s:.2f} cpu-s, --version {start.version_s:.2f} cpu-s;"
        f" a batch of {start.unchanged_documents} unchanged documents {start.unchanged_s:.2f} cpu-s"
    )


def _tell_growth(growth: Growth) -> None:
    for documents, size in zip(growth.documents, growth.rss_mb, strict=True):
        _line(f"after {documents} documents: {size:.0f} MB resident")


def _tell_run(run: Run) -> None:
    _line(
        f"{run.name:<26}{run.seconds:>8.2f} cpu-s"
        + (f"; {run.stage} grows {run.growth:.1f} times as fast as the text" if run.stage else "")
    )


def _ordeal(documents: int, engine: Engines, *, real: bool, as_json: bool) -> Exit:
    from annotate.bench.ordeal import measure_ordeal

    found: list[Ordeal] = measure_ordeal(documents, engine, real=real, told=say)
    if as_json:
        emit(json.dumps([asdict(each) for each in found], indent=2) + "\n")
    else:
        for each in found:
            _line(
                f"{each.engine}: {each.done} done, {each.failed} failed, {each.driver_kills} kills of the driver and"
                f" {each.worker_kills} of workers; same bytes: {each.same}; {each.left_over} files left over,"
                f" {each.orphans} orphans"
            )
    return Exit.FINE if all(each.survived for each in found) else Exit.FINDINGS
