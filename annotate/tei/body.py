"""`text/body`: the source, character for character, with marks around its words and corrections beside them.

Nothing is added between the characters of the source. The white space between two blocks stands between their
elements, so that either reading is the text of `body` less one side of every `choice`.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator

from annotate.model import Block, BlockKind, Edit, Fault
from annotate.tei.elements import Element, Pen
from annotate.tei.layout import gaps
from annotate.tei.marks import Mark
from annotate.tei.metadata import SOURCE
from annotate.tei.settle import Plan

_CONTAINERS = {BlockKind.ITEM: "list", BlockKind.QUOTE: "quote"}
_TAGS = {BlockKind.HEADING: "head", BlockKind.ITEM: "item", BlockKind.VERBATIM: "ab"}
_SIDES = {Fault.ERROR: ("sic", "corr"), Fault.VARIANT: ("orig", "reg")}


def to_text(plan: Plan) -> Element:
    """The `text` element of the edition."""
    scribe = plan.catalogue.scribe
    body = scribe("body", space="preserve")
    writer = _Writer(plan, Pen(body, scribe))
    for (start, end), block in zip(_between_blocks(plan), (*plan.blocks, None), strict=True):
        writer.move_to(block)
        writer.stretch(start, end)
        if block is not None:
            writer.block(block)
    return scribe("text", body, lang=plan.document.metadata.language, decls=scribe.ref(SOURCE))


def _between_blocks(plan: Plan) -> Iterator[tuple[int, int]]:
    return gaps(len(plan.document.source), (block.span for block in plan.blocks))


class _Writer:
    """Goes through the source once; knows which divisions, lists and marks are open."""

    def __init__(self, plan: Plan, pen: Pen) -> None:
        self._plan = plan
        self._pen = pen
        self._scribe = plan.catalogue.scribe
        self._marks = _Ahead(_by_place(plan))
        self._levels: list[int] = []  # of the open divisions
        self._container: str | None = None
        self._blocks = 0
        self._edits = 0

    def move_to(self, block: Block | None) -> None:
        """Close what does not go on in `block`; None closes everything."""
        container = _CONTAINERS.get(block.kind) if block else None
        if self._container and self._container != container:
            self._pen.close()
            self._container = None
        if block is None or block.kind is BlockKind.HEADING:
            while self._levels and (block is None or self._levels[-1] >= block.level):
                self._pen.close()
                self._levels.pop()

    def block(self, block: Block) -> None:
        """Write a block, and open the division or list that begins with it."""
        if block.kind is BlockKind.HEADING:
            self._pen.open(self._scribe("div", n=str(block.level) if block.level else None))
            self._levels.append(block.level)
        container = _CONTAINERS.get(block.kind)
        if container and not self._container:
            self._pen.open(self._scribe(container))
            self._container = container
        self._blocks += 1
        self._pen.open(self._leaf(block))
        self.stretch(block.span.start, block.span.end)
        self._pen.close()

    def _leaf(self, block: Block) -> Element:
        language = block.language if block.language != self._plan.document.metadata.language else None
        kind = "verbatim" if block.kind is BlockKind.VERBATIM else None
        label = self._scribe.id(f"b{self._blocks}")
        return self._scribe(_TAGS.get(block.kind, "p"), id=label, type=kind, lang=language)

    def stretch(self, start: int, end: int) -> None:
        """Write the source from `start` to `end` with the marks that lie there."""
        source, pen = self._plan.document.source, self._pen
        at = start
        ends: list[int] = []
        for mark in self._marks.until(end):
            while ends and ends[-1] <= mark.span.start:
                pen.write(source[at : ends[-1]])
                at = ends.pop()
                pen.close()
            pen.write(source[at : mark.span.start])
            at = mark.span.start
            if isinstance(mark.item, Edit):
                pen.open(self._choice(mark.item))
                pen.close()
                at = mark.span.end
            else:
                pen.open(self._scribe(mark.tag, **mark.attributes))
                ends.append(mark.span.end)
        for stop in reversed(ends):
            pen.write(source[at:stop])
            at = stop
            pen.close()
        pen.write(source[at:end])

    def _choice(self, edit: Edit) -> Element:
        self._edits += 1
        return choice(edit, self._plan, self._scribe.id(f"e{self._edits}"))


def choice(edit: Edit, plan: Plan, label: str | None = None) -> Element:
    """Both sides of an edit: `sic` and `corr` when one of its rules finds errors, else `orig` and `reg`."""
    scribe, rules = plan.catalogue.scribe, plan.catalogue.rules
    faults = {rules[name].fault for name in edit.rule.split()}
    before, after = _SIDES[Fault.ERROR if Fault.ERROR in faults else Fault.VARIANT]
    new = scribe(
        after,
        edit.replacement,
        id=label,
        cert=decimal(edit.probability),
        resp=scribe.ref("resp.auto"),
        ana=plan.catalogue.rule_refs(edit),
    )
    return scribe("choice", scribe(before, edit.original), new)


def decimal(probability: float) -> str:
    """A probability as `cert` holds it: three digits at most, rounded down so that its band stays the same.

    >>> decimal(0.8999), decimal(0.29), decimal(1.0)
    ('0.899', '0.29', '1.0')
    """
    return repr(math.floor(round(probability * 1000, 6)) / 1000)


class _Ahead:
    """Marks in order, taken as far as the text has come."""

    def __init__(self, marks: Iterable[Mark]) -> None:
        self._rest = iter(marks)
        self._next = next(self._rest, None)

    def until(self, end: int) -> Iterator[Mark]:
        """The marks not yet taken that start before `end`."""
        while self._next is not None and self._next.span.start < end:
            yield self._next
            self._next = next(self._rest, None)


def _by_place(plan: Plan) -> list[Mark]:
    return sorted((*plan.marks, *plan.between), key=lambda mark: (mark.span.start, -mark.span.end))
