"""Documents as plain JSON objects: the contract of `--format json` and of the Python functions.

All offsets count code points of the text as it was read.
"""

from __future__ import annotations

import json
from typing import TypedDict

from annotate.model import Document, Edit, Entity, Quantity, Span, Term


class EditRow(TypedDict):
    """One edit, applied or suggested."""

    start: int
    end: int
    original: str
    replacement: str
    rule: str
    certainty: str
    probability: float
    applied: bool
    why: str


class CleanRow(TypedDict):
    """What cleaning a text gives."""

    id: str
    text: str
    """The normalized text."""
    edits: list[EditRow]


class MentionRow(TypedDict):
    """Words that name an entity."""

    start: int
    end: int
    surface: str


class EntityRow(TypedDict):
    """Somebody or something with a name."""

    id: str
    type: str
    """`PER`, `ORG` or `LOC`."""
    canonical: str
    mentions: list[MentionRow]


class PartnerRow(TypedDict):
    """The words that stand for a term in Latin script."""

    start: int
    end: int
    surface: str
    relation: str
    """`romanization`, `translation` or `name`."""


class TermRow(TypedDict):
    """A run of Han characters."""

    start: int
    end: int
    surface: str
    script: str
    pinyin: str
    gloss: str
    senses: list[str]
    note: str
    """What the user's glossary says of it."""
    partner: PartnerRow | None


class QuantityRow(TypedDict):
    """A date, an amount or a number."""

    start: int
    end: int
    surface: str
    kind: str
    """`date`, `measure` or `num`."""
    value: str
    """ISO 8601 of a date, empty when nothing tells it; else a plain decimal."""
    unit: str | None


class AnnotationRow(TypedDict):
    """What annotating a text gives."""

    id: str
    text: str
    """The source text."""
    entities: list[EntityRow]
    terms: list[TermRow]
    quantities: list[QuantityRow]


def clean_row(document: Document) -> CleanRow:
    """The normalized text and all edits of a document."""
    return {"id": document.id, "text": document.normalized, "edits": [_edit(edit) for edit in document.edits]}


def annotation_row(document: Document) -> AnnotationRow:
    """The source text of a document with its entities and terms."""
    mentions: dict[str, list[MentionRow]] = {}
    for mention in document.mentions:
        mentions.setdefault(mention.entity, []).append(_place(mention.span, mention.surface))
    return {
        "id": document.id,
        "text": document.source,
        "entities": [_entity(entity, mentions.get(entity.id, [])) for entity in document.entities],
        "terms": [_term(term) for term in document.terms],
        "quantities": [_quantity(quantity) for quantity in document.quantities],
    }


def to_line(row: CleanRow | AnnotationRow) -> str:
    """A row as one line of JSON."""
    return json.dumps(row, ensure_ascii=False) + "\n"


def _edit(edit: Edit) -> EditRow:
    return {
        "start": edit.span.start,
        "end": edit.span.end,
        "original": edit.original,
        "replacement": edit.replacement,
        "rule": edit.rule,
        "certainty": edit.certainty.value,
        "probability": edit.probability,
        "applied": edit.applied,
        "why": edit.why,
    }


def _entity(entity: Entity, mentions: list[MentionRow]) -> EntityRow:
    return {"id": entity.id, "type": entity.type.value, "canonical": entity.canonical, "mentions": mentions}


def _term(term: Term) -> TermRow:
    partner = term.partner
    return {
        "start": term.span.start,
        "end": term.span.end,
        "surface": term.surface,
        "script": term.script,
        "pinyin": term.pinyin,
        "gloss": term.gloss,
        "senses": list(term.senses),
        "note": term.note,
        "partner": None
        if partner is None
        else {
            "start": partner.span.start,
            "end": partner.span.end,
            "surface": partner.surface,
            "relation": partner.relation.value,
        },
    }


def _quantity(quantity: Quantity) -> QuantityRow:
    return {
        "start": quantity.span.start,
        "end": quantity.span.end,
        "surface": quantity.surface,
        "kind": quantity.kind.value,
        "value": quantity.value,
        "unit": quantity.unit,
    }


def _place(span: Span, surface: str) -> MentionRow:
    return {"start": span.start, "end": span.end, "surface": surface}
