"""The options of `annotate batch`, in the order of its help: what is made, how it is kept, what a document may cost."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class OtherVersions(StrEnum):
    """What to do with documents that other versions or settings have made."""

    REFUSE = "refuse"
    REDO = "redo"
    KEEP = "keep"


class Durability(StrEnum):
    """What the output outlives."""

    KILL = "kill"
    POWER_CUT = "power-cut"


Sources = Annotated[
    list[str],
    typer.Argument(
        help="Folders (read with all folders in them), files, patterns like 'news/*.txt'; text, Markdown,"
        " JSONL (also .gz, .xz, .zst), and zip archives that are named.",
        metavar="SOURCE",
        show_default=False,
    ),
]
Output = Annotated[Path, typer.Option("-o", "--output", help="Folder for files, reports and quarantine.")]
Formats = Annotated[
    list[str] | None,
    typer.Option(
        "--format",
        help="What to write: tei, tei-diplomatic, tei-clean, tei-analysed, text, diff, or any format of"
        " `annotate export`. Repeatable. Default: tei.",
        show_default=False,
    ),
]
Jobs = Annotated[
    int | None,
    typer.Option(min=1, help="Processes that work side by side. Default: one for each core.", show_default=False),
]
Shards = Annotated[
    int, typer.Option(min=0, help="Write zip or JSONL files of so many documents instead of a file each.")
]
ShareOfMany = Annotated[
    str | None,
    typer.Option(
        "--shard", help="Make one share of many, such as 3/64; `annotate merge` puts them together.", metavar="N/M"
    ),
]
Since = Annotated[
    str | None,
    typer.Option(help="Only files changed since: 2026-11-01, 2026-11-01T12:00, or 12h, 3d, 2w ago.", metavar="TIME"),
]
Limit = Annotated[
    int | None,
    typer.Option(min=1, help="Only the first so many documents."),
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Print the names of the documents to be made.")]
Force = Annotated[bool, typer.Option("--force", help="Make all documents, also the unchanged ones.")]
RetryFailed = Annotated[bool, typer.Option("--retry-failed", help="Try failed documents again.")]
Verify = Annotated[bool, typer.Option("--verify", help="Make files again whose content has changed.")]
Others = Annotated[
    OtherVersions,
    typer.Option(help="Where other versions or settings have made documents: refuse, redo them, or keep them."),
]
Deadline = Annotated[float, typer.Option(min=0.1, help="Seconds a document may take, and one more for each kilobyte.")]
Memory = Annotated[str, typer.Option(help="Memory that a process may use.", metavar="SIZE")]
Attempts = Annotated[
    int, typer.Option(min=1, help="How many processes a document may cost before it is put in quarantine.")
]
Outlives = Annotated[
    Durability, typer.Option(help="What the output outlives: a kill, or also a power cut, which is slower.")
]
ClusterAddress = Annotated[
    str | None,
    typer.Option(help="Work on a Dask cluster: tcp://HOST:PORT, file:SCHEDULER.json, or local.", metavar="ADDRESS"),
]
