"""What a reader of quantities finds, before it becomes a value of the model."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from annotate.model import QuantityKind, Span


@dataclass(frozen=True, slots=True)
class Finding:
    """A date, amount or number at a place of the text that was read."""

    span: Span
    kind: QuantityKind
    value: Decimal | str
    """A number, or the ISO form of a date."""
    unit: str | None = None
    why: str = ""
    is_aside: bool = False
    """Whether no other date is reckoned from a date: one of a founding, a birth or a death, or one without its year."""
