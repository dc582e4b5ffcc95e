"""A whole document as one line of JSON, and back: nothing is left out."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, fields
from typing import Any

from annotate.errors import InputError
from annotate.model import (
    Block,
    BlockKind,
    Damage,
    Document,
    Edit,
    Entity,
    EntityType,
    Form,
    Layer,
    Mention,
    Metadata,
    Partner,
    Provenance,
    Quantity,
    QuantityKind,
    Relation,
    Span,
    Term,
    Token,
)


def to_jsonl(document: Document, _: Sequence[Token] = ()) -> bytes:
    """The document as a line; its keys are those of `Document`, with `text` for the source so that it can be read."""
    row = asdict(document)
    row = {"id": row.pop("id"), "text": row.pop("source"), "normalized": document.normalized, **row}
    return json.dumps(row, ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n"


def from_row(row: dict[str, Any]) -> Document:
    """The document of a row that `to_jsonl` wrote. Raises InputError when it is another kind of row."""
    try:
        return _document(row)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise InputError(f"this row is no document written by annotate: {error!r}") from error


def _document(row: dict[str, Any]) -> Document:
    return Document(
        row["text"],
        row["id"],
        tuple(
            Block(_span(each["span"]), BlockKind(each["kind"]), each["level"], each["language"])
            for each in row["blocks"]
        ),
        tuple(map(_span, row["sentences"])),
        tuple(map(_span, row["syntax"])),
        tuple(map(_span, row["protected"])),
        tuple(Edit(**{**each, "span": _span(each["span"])}) for each in row["edits"]),
        row["damage"] and Damage(row["damage"]["probability"], tuple(row["damage"]["evidence"])),
        tuple(map(_mention, row["mentions"])),
        tuple(map(_entity, row["entities"])),
        tuple(map(_term, row["terms"])),
        tuple(map(_quantity, row["quantities"])),
        Metadata(**{name: value for name, value in row["metadata"].items() if name in _KNOWN}),
        row["provenance"] and Provenance(**row["provenance"]),
    )


_KNOWN = frozenset(each.name for each in fields(Metadata))


def _span(row: dict[str, Any]) -> Span:
    return Span(row["start"], row["end"], Layer(row["layer"]))


def _mention(row: dict[str, Any]) -> Mention:
    placed = {"span": _span(row["span"]), "form": Form(row["form"]), "candidates": tuple(row["candidates"])}
    return Mention(**{**row, **placed})


def _entity(row: dict[str, Any]) -> Entity:
    return Entity(**{**row, "type": EntityType(row["type"]), "aliases": tuple(row["aliases"])})


def _term(row: dict[str, Any]) -> Term:
    partner = row["partner"] and Partner(
        **{**row["partner"], "span": _span(row["partner"]["span"]), "relation": Relation(row["partner"]["relation"])}
    )
    return Term(**{**row, "span": _span(row["span"]), "senses": tuple(row["senses"]), "partner": partner})


def _quantity(row: dict[str, Any]) -> Quantity:
    return Quantity(**{**row, "span": _span(row["span"]), "kind": QuantityKind(row["kind"])})
