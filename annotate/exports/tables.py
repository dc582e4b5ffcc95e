"""Edits and entities as tables with tabs between the columns, for spreadsheets. Offsets count code points."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from annotate.model import Document, Token

EDITS = ("id", "start", "end", "original", "replacement", "rule", "probability", "certainty", "applied", "why")
ENTITIES = ("id", "start", "end", "surface", "form", "entity", "type", "canonical", "chinese", "candidates")


def edits_table(document: Document, _: Sequence[Token] = ()) -> bytes:
    """Every edit of the source, applied and suggested, a row each."""
    return _table(
        EDITS,
        (
            (
                document.id,
                each.span.start,
                each.span.end,
                each.original,
                each.replacement,
                each.rule,
                each.probability,
                each.certainty.value,
                "yes" if each.applied else "no",
                each.why,
            )
            for each in document.edits
        ),
    )


def entities_table(document: Document, _: Sequence[Token] = ()) -> bytes:
    """Every name in the source, a row each, with the entity it names."""
    entities = {entity.id: entity for entity in document.entities}
    return _table(
        ENTITIES,
        (
            (
                document.id,
                each.span.start,
                each.span.end,
                each.surface,
                each.form.value,
                each.entity,
                entities[each.entity].type.value,
                entities[each.entity].canonical,
                entities[each.entity].chinese or "",
                " ".join(each.candidates),
            )
            for each in document.mentions
        ),
    )


def _table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """A table as spreadsheets read it: a field that holds a tab, a quote or a line break of any kind is quoted."""
    return "".join(map(_line, (header, *rows))).encode()


def _line(row: Sequence[object]) -> str:
    """A row and a line feed. It is written with CR and LF first, since Python quotes only what could end the row."""
    out = io.StringIO(newline="")
    csv.writer(out, dialect="excel-tab").writerow(row)
    return out.getvalue().removesuffix("\r\n") + "\n"
