"""From a document to its dates, amounts and numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import MAX_EMAX, MAX_PREC, MIN_EMIN, Context, localcontext

from annotate.model import Block, BlockKind, Document, Quantity, QuantityKind, Span
from annotate.overlap import longest_first
from annotate.quantities import chinese, english, english_amounts
from annotate.quantities.calendar import Days, Partial
from annotate.quantities.codes import without_codes
from annotate.quantities.finding import Finding
from annotate.quantities.numerals import plain
from annotate.quantities.units import yen_or_yuan
from annotate.segment import TERMINAL

DATELINE = 80
"""Code points of a line that may give nothing but place, date and author of a text, and within which one opens it."""
INSIDE = re.compile(r"\b(?:of|on|in|since|from|before|until|by|to|after)(?: the)?(?: \w+,?)? $|[于於在从從自至]$")
"""Words before a date that tell of it: The siege of 5 January 1900."""
BEHIND_DATE = re.compile(r"\s*(?:\([^()\n]{1,20}\)\s*)?(?:[-–—:|\n]|[电電讯訊])")
DAY = re.compile(r"\d{4}-\d\d-\d\d")
YEAR_TO_DAY = re.compile(r"\d{4}(?:-\d\d){0,2}")
EXACT = Context(prec=MAX_PREC, Emax=MAX_EMAX, Emin=MIN_EMIN)
"""Python rounds decimal numbers to 28 digits unless it is told not to; a text may have longer ones."""


def tag_quantities(document: Document) -> Document:
    """The document with its dates, amounts and numbers.

    Dates that the text gives in part are reckoned from the last year or date before them, but of no founding, birth or
    death, or from the date of the document; yesterday and the like only from that, which may stand in the first lines
    as well. Names, terms, mark-up and protected text are left alone; nothing overlaps.
    """
    with localcontext(EXACT):
        found = _found(document)
    closed = _Closed(document)
    free = longest_first((f for f in found if not closed.touches(f.span)), lambda finding: finding.span)
    return replace(document, quantities=tuple(_quantity(finding, document.source) for finding in free))


def _found(document: Document) -> list[Finding]:
    spoken = _day_of_writing(document)
    days = Days(spoken, spoken, republican=chinese.republican_years(document.source))
    yuan, yen = chinese.bare_yuan(document.source), yen_or_yuan(document.source)
    found: list[Finding] = []
    for block in document.blocks or _whole(document):
        if block.kind is BlockKind.VERBATIM:
            continue
        of_block = [*_in_block(block, document.source, days, yuan, yen)]
        for finding in of_block:
            if _is_of_our_era(finding) and not finding.is_aside:
                days = days.after(Partial(*map(int, str(finding.value).split("-"))))
        days = days.counting(chinese.republican_years(block.span.of(document.source)))
        found += of_block
    return found


def _day_of_writing(document: Document) -> date | None:
    """The date of the document; where nobody told it, one in a line of its own before the text, or that opens the text.

    As in “BEIJING, 5 January 2026 (Xinhua) – The council met.”
    """
    try:
        return date.fromisoformat((document.metadata.date or "")[:10])
    except ValueError:
        pass
    for block in document.blocks or _whole(document):
        text = block.span.of(document.source)
        is_line = len(text) <= DATELINE and not text.endswith(TERMINAL)
        for finding in (chinese if _is_chinese(block) else english).dates(text[:DATELINE], Days()):
            is_told = INSIDE.search(text, 0, finding.span.start)
            if _is_day(finding) and not is_told and (is_line or BEHIND_DATE.match(text, finding.span.end)):
                return date.fromisoformat(str(finding.value))
        if not is_line:
            return None
    return None


def _is_day(finding: Finding) -> bool:
    """Whether a finding is a whole date of our era."""
    return finding.kind is QuantityKind.DATE and bool(DAY.fullmatch(str(finding.value)))


def _is_of_our_era(finding: Finding) -> bool:
    """Whether a finding is a year of our era, with its month and day or without them."""
    return finding.kind is QuantityKind.DATE and bool(YEAR_TO_DAY.fullmatch(str(finding.value)))


def _whole(document: Document) -> tuple[Block, ...]:
    return (Block(Span(0, len(document.source))),) if document.source else ()


def _is_chinese(block: Block) -> bool:
    return block.language.startswith("zh")


def _in_block(block: Block, source: str, days: Days, yuan: str, yen: str) -> Iterator[Finding]:
    """What the readers of the block's language find; dates are kept before amounts that lie in them."""
    text = block.span.of(source)
    dates = [*(chinese.dates(text, days) if _is_chinese(block) else english.dates(text, days))]
    amounts = chinese.amounts(text, yuan, yen) if _is_chinese(block) else english_amounts.amounts(text, yen)
    amounts = without_codes(amounts, text)
    taken = [finding.span for finding in dates]
    at = 0
    for finding in sorted((*dates, *amounts), key=lambda f: (f.span.start, -f.span.end)):
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
