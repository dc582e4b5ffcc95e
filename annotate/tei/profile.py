"""The forms an edition can have, and the document behind the one that changes silently."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum

from annotate.model import Document, Layer, Mention, Partner, Quantity, Span, Term
from annotate.offsets import OffsetMap


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

    def mention(each: Mention) -> Mention:
        span = carried(each.span)
        return replace(each, span=span, surface=span.of(text))

    def partner(each: Partner) -> Partner:
        span = carried(each.span)
        return replace(each, span=span, surface=span.of(text))

    def term(each: Term) -> Term:
        span = carried(each.span)
        return replace(each, span=span, surface=span.of(text), partner=each.partner and partner(each.partner))

    def quantity(each: Quantity) -> Quantity:
        span = carried(each.span)
        return replace(each, span=span, surface=span.of(text))

    return replace(
        document,
        source=text,
        blocks=tuple(replace(block, span=carried(block.span)) for block in document.blocks),
        sentences=tuple(map(carried, document.sentences)),
        syntax=tuple(map(carried, document.syntax)),
        protected=tuple(map(carried, document.protected)),
        edits=(),
        mentions=tuple(map(mention, document.mentions)),
        terms=tuple(map(term, document.terms)),
        quantities=tuple(map(quantity, document.quantities)),
    )
