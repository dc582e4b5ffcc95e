"""Dates, amounts and numbers as marks: `date @when`, `measure @quantity @unit`, `num @value`."""

from __future__ import annotations

from collections.abc import Iterator

from annotate.model import Document, Quantity, QuantityKind
from annotate.tei.marks import Attributes, Kind, Mark


def quantity_marks(document: Document) -> Iterator[Mark]:
    """A mark for each quantity of the document."""
    for quantity in document.quantities:
        yield Mark(quantity.span, Kind.QUANTITY, quantity.kind.value, attributes_of(quantity), quantity)


def attributes_of(quantity: Quantity) -> Attributes:
    """What the element says of the quantity; a date that nothing tells has no `@when`."""
    if quantity.kind is QuantityKind.DATE:
        return {"when": quantity.value or None}
    if quantity.kind is QuantityKind.MEASURE:
        return {"quantity": quantity.value, "unit": quantity.unit}
    return {"value": quantity.value}
