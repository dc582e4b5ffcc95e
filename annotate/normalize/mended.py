"""What shows only once the words around it are mended: “median State” becomes Middle State, and that Middle Kingdom.

The rules that look for themselves read the normalized text too; what they change there becomes a change of the source.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from annotate.model import Document, Edit, Layer, Span
from annotate.offsets import OffsetMap


def with_further(document: Document, more: Iterable[Edit]) -> Document:
    """The document with edits of its normalized text besides its own; those that touch become one, as sure as both."""
    carried, text = OffsetMap(document.applied), document.normalized
    edits, taken = list(document.edits), list[Span]()
    for edit in more:
        span = carried.to_source(replace(edit.span, layer=Layer.NORMALIZED))
        whole = carried.to_normalized(span)
        replacement = text[whole.start : edit.span.start] + edit.replacement + text[edit.span.end : whole.end]
        original = span.of(document.source)
        if replacement == original or any(map(span.overlaps, taken)):
            continue
        touched = [each for each in edits if each.span.overlaps(span)]
        made = [each for each in touched if each.applied]
        edits = [each for each in edits if each not in touched]
        edits.append(
            replace(
                edit,
                span=span,
                original=original,
                replacement=replacement,
                probability=min(each.probability for each in (edit, *made)),
                why=" ".join([*(each.why for each in made), edit.why]),
            )
        )
        taken.append(span)
    return replace(document, edits=tuple(sorted(edits, key=lambda each: each.span)))
