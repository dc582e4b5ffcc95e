"""Documents that brought down the program or its process, kept apart with all that is needed to find out why."""

from __future__ import annotations

import json
from collections.abc import Iterator

from annotate.batch.items import Item
from annotate.batch.work import ENDED, Failure, Kind
from annotate.readers import FORMATS

FOLDER = "quarantine"


def deserves(failure: Failure) -> bool:
    """Whether a failure is the program's, not the input's."""
    return failure.kind in ENDED or failure.kind is Kind.BUG


def name_of(item: Item) -> str:
    """The folder of a document in quarantine."""
    return f"{FOLDER}/{item.stem}"


def files_of(item: Item, failure: Failure) -> Iterator[tuple[str, bytes]]:
    """What is kept: the input, its sidecar, and `error.json`. The same failure makes the same bytes."""
    suffixes = FORMATS[item.format].suffixes
    yield f"{name_of(item)}/input{suffixes[0]}", item.data
    if item.sidecar is not None:
        yield f"{name_of(item)}/input.toml", item.sidecar
    error = {
        "id": item.id,
        "source": item.source,
        "kind": failure.kind.value,
        "message": failure.message,
        "stage": failure.stage,
        "attempts": failure.attempts,
        "trace": failure.trace,
    }
    yield f"{name_of(item)}/error.json", (json.dumps(error, ensure_ascii=False, indent=2) + "\n").encode()
