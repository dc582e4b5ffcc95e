"""What several exports ask of a document: its sentences and names in the normalized text, and the words in each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from annotate.model import Document, Entity, Mention, Span, Token
from annotate.offsets import OffsetMap
from annotate.overlap import longest_first


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
    """The sentences of the normalized text; where one was changed across its end, the longer stays."""
    moved = OffsetMap(document.applied)
    return longest_first(map(moved.to_normalized, document.sentences), lambda span: span)


def within(tokens: Sequence[Token], span: Span) -> list[Token]:
    """The tokens that begin inside a span."""
    return [token for token in tokens if span.start <= token.span.start < span.end]
