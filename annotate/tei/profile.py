"""The forms an edition can have, and the document behind the one that changes silently."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from typing import TypeVar

from annotate.model import Document, Layer, Mention, Partner, Quantity, Span, Term
from annotate.offsets import OffsetMap

Found = TypeVar("Found", Mention, Partner, Quantity, Term)


class Profile(StrEnum):
    """What stands in the text of an edition, and what beside it."""

    READING = "reading"
    """Every change beside what it changes, names and terms marked."""
    DIPLOMATIC = "diplomatic"
    """The source alone; every finding stands beside the text."""
    CLEAN = "clean"
    """The normalized text alone, names and terms marked; changes are silent."""
    ANALYSED = "analysed"
    """The reading edition with every word of the normalized text analysed."""


def cleaned(document: Document) -> Document:
    """The normalized text as a document of its own: nothing is left to change, all spans measure the new text.

    The provenance stays that of the source.
    """
    text, moved = document.normalized, OffsetMap(document.applied)

    def carried(span: Span) -> Span:
        there = moved.to_normalized(span)
        return Span(there.start, there.end, Layer.SOURCE)

    def shifted(each: Found) -> Found:
        span = carried(each.span)
        return replace(each, span=span, surface=span.of(text))

    def term(each: Term) -> Term:
        return replace(shifted(each), partner=each.partner and shifted(each.partner))

    return replace(
        document,
        source=text,
        blocks=tuple(replace(block, span=carried(block.span)) for block in document.blocks),
        sentences=tuple(map(carried, document.sentences)),
        syntax=tuple(map(carried, document.syntax)),
        protected=tuple(map(carried, document.protected)),
        edits=(),
        mentions=tuple(map(shifted, document.mentions)),
        terms=tuple(map(term, document.terms)),
        quantities=tuple(map(shifted, document.quantities)),
    )
