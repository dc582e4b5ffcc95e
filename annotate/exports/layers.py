"""What several exports ask of a document: its sentences and names in the normalized text."""

from __future__ import annotations

from dataclasses import dataclass

from annotate.model import Document, Entity, Mention, Span
from annotate.offsets import OffsetMap
from annotate.overlap import joined, longest_first


@dataclass(frozen=True, slots=True)
class Name:
    """A name in the normalized text, and whose it is."""

    span: Span
    mention: Mention
    entity: Entity


def names_in(document: Document) -> list[Name]:
    """The names of the normalized text that do not overlap, the longest kept."""
    moved, entities = OffsetMap(document.applied), {entity.id: entity for entity in document.entities}
    found = [Name(moved.to_normalized(each.span), each, entities[each.entity]) for each in document.mentions]
    return longest_first(found, lambda name: name.span)


def sentences_in(document: Document) -> list[Span]:
    """The sentences of the normalized text; where one was changed across its end, it and the next are one."""
    moved = OffsetMap(document.applied)
    return joined(map(moved.to_normalized, document.sentences))
