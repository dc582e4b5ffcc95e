"""`standOff`: the registers, the reason of every change, and what waits for an editor."""

from __future__ import annotations

from annotate.tei.elements import Element
from annotate.tei.register import name_registers, term_list
from annotate.tei.review import protections, reasons, review
from annotate.tei.settle import Plan


def to_standoff(plan: Plan) -> Element | None:
    """The `standOff` element, or None when nothing belongs there."""
    parts = [*name_registers(plan), *term_list(plan), *reasons(plan), *review(plan), *protections(plan)]
    return plan.catalogue.scribe("standOff", *parts) if parts else None
