"""From a document to its dates, amounts and numbers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import MAX_EMAX, MAX_PREC, MIN_EMIN, Context, localcontext

from annotate.model import Block, BlockKind, Document, Quantity, QuantityKind, Span
from annotate.overlap import longest_first
from annotate.quantities import chinese, english
from annotate.quantities.finding import Finding
from annotate.quantities.numerals import plain

EXACT = Context(prec=MAX_PREC, Emax=MAX_EMAX, Emin=MIN_EMIN)
"""Python rounds decimal numbers to 28 digits unless it is told not to; a text may have longer ones."""


def tag_quantities(document: Document) -> Document:
    """The document with its dates, amounts and numbers.

    Dates that the text gives in part are reckoned from the last whole one before them, the first of them from the
    date of the document. Names, terms, mark-up and protected text are left alone; nothing overlaps.
    """
    with localcontext(EXACT):
        found = _found(document)
    closed = _Closed(document)
    free = longest_first((f for f in found if not closed.touches(f.span)), lambda finding: finding.span)
    return replace(document, quantities=tuple(_quantity(finding, document.source) for finding in free))


def _found(document: Document) -> list[Finding]:
    anchor = _anchor(document)
    found: list[Finding] = []
    for block in document.blocks or _whole(document):
        if block.kind is BlockKind.VERBATIM:
            continue
        of_block = [*_in_block(block, document.source, anchor)]
        whole = (f.value for f in of_block if f.kind is QuantityKind.DATE and len(str(f.value)) == len("2026-01-06"))
        anchor = next((date.fromisoformat(str(value)) for value in reversed([*whole])), anchor)
        found += of_block
    return found


def _anchor(document: Document) -> date | None:
    try:
        return date.fromisoformat((document.metadata.date or "")[:10])
    except ValueError:
        return None


def _whole(document: Document) -> tuple[Block, ...]:
    return (Block(Span(0, len(document.source))),) if document.source else ()


def _in_block(block: Block, source: str, anchor: date | None) -> Iterator[Finding]:
    """What the readers of the block's language find; dates are kept before amounts that lie in them."""
    text = block.span.of(source)
    reader = chinese if block.language.startswith("zh") else english
    dates = [*reader.dates(text, anchor)]
    taken = [finding.span for finding in dates]
    at = 0
    for finding in sorted((*dates, *reader.amounts(text)), key=lambda f: (f.span.start, -f.span.end)):
        while at < len(taken) and taken[at].end <= finding.span.start:
            at += 1
        is_inside = finding.kind is not QuantityKind.DATE and any(finding.span.overlaps(s) for s in taken[at : at + 2])
        if not is_inside:
            start = block.span.start
            yield replace(finding, span=Span(finding.span.start + start, finding.span.end + start))


class _Closed:
    """The characters that hold no quantity: names, terms, partners, mark-up, protected text, edits."""

    def __init__(self, document: Document) -> None:
        partners = (term.partner.span for term in document.terms if term.partner)
        self._closed = bytearray(len(document.source))
        for span in (
            *document.syntax,
            *document.protected,
            *(mention.span for mention in document.mentions),
            *(term.span for term in document.terms),
            *partners,
            *(edit.span for edit in document.edits),
        ):
            self._closed[span.start : span.end] = b"\x01" * len(span)

    def touches(self, span: Span) -> bool:
        """Whether any character of `span` is closed."""
        return any(self._closed[span.start : span.end])


def _quantity(finding: Finding, source: str) -> Quantity:
    value = finding.value if isinstance(finding.value, str) else plain(finding.value)
    return Quantity(finding.span, finding.span.of(source), finding.kind, value, finding.unit, finding.why)
