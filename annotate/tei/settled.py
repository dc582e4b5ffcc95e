"""The document as an edition holds it: what `from_tei` gives back, worked out without any XML.

For what the pipeline finds the two are nearly always the same. They differ where a tree cannot follow: a name that
touches a change is widened to hold it, a sentence boundary inside a mark disappears, probabilities have three digits,
an entity that nothing names is left out, and so is what has no visible character. Dates, amounts and numbers stand
where the text marks them, so that a diplomatic edition has none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TypeVar

from annotate.model import (
    Block,
    BlockKind,
    Damage,
    Document,
    Edit,
    Entity,
    EntityType,
    Mention,
    Quantity,
    Rule,
    Span,
    Term,
)
from annotate.tei.body import decimal
from annotate.tei.catalogue import catalogue_of
from annotate.tei.elements import Scribe
from annotate.tei.header import provenance_of
from annotate.tei.ids import stem_of
from annotate.tei.layout import has_visible, legible
from annotate.tei.marks import Kind
from annotate.tei.metadata import told
from annotate.tei.settle import Plan, partner_places, plan

Found = TypeVar("Found", Mention, Term)


def settled(document: Document, rules: Mapping[str, Rule], *, inline: bool = True) -> Document:
    """`document` as its edition holds it; `inline` is false for a diplomatic edition.

    Settling twice is settling once. Raises EditionError as writing the edition does.
    """
    document = legible(document)
    layout = plan(document, catalogue_of(document, rules, Scribe(stem_of(document.id))), inline=inline)
    return replace(
        document,
        blocks=tuple(map(_block, layout.blocks)),
        sentences=tuple(mark.span for mark in layout.marks if mark.kind is Kind.SENTENCE),
        syntax=tuple(sorted(mark.span for mark in (*layout.marks, *layout.between) if mark.kind is Kind.SYNTAX)),
        edits=tuple(map(_edit, document.edits)),
        damage=document.damage and _damage(document.damage),
        mentions=in_place(_mentions(layout)),
        entities=tuple(map(_entity, sorted(layout.catalogue.entities.values(), key=_register))),
        terms=in_place(_terms(layout)),
        quantities=tuple(_quantities(layout)),
        metadata=told(document.metadata),
        provenance=document.provenance or provenance_of(document),
    )


def in_place(items: Iterable[Found]) -> tuple[Found, ...]:
    """Mentions or terms, each once, by place, the longer first; at one place what the text marks before the rest."""
    return tuple(sorted(dict.fromkeys(items), key=lambda item: (item.span.start, -item.span.end)))


def _register(entity: Entity) -> int:
    """Which register an entity stands in."""
    return tuple(EntityType).index(entity.type)


def _block(block: Block) -> Block:
    return block if block.kind is BlockKind.HEADING else replace(block, level=0)


def _edit(edit: Edit) -> Edit:
    return replace(edit, probability=float(decimal(edit.probability)))


def _damage(damage: Damage) -> Damage:
    return Damage(float(decimal(damage.probability)), tuple(filter(has_visible, damage.evidence)))


def _entity(entity: Entity) -> Entity:
    return replace(entity, chinese=None) if entity.chinese in (entity.canonical, "") else entity


def _mentions(layout: Plan) -> Iterator[Mention]:
    for mark in layout.marks:
        if mark.kind is Kind.NAME and isinstance(mark.item, Mention):
            yield _open(replace(mark.item, span=mark.span, surface=mark.span.of(layout.document.source)))
    for mark in layout.untagged:
        if isinstance(mark.item, Mention):
            yield _open(mark.item)


def _quantities(layout: Plan) -> Iterator[Quantity]:
    """The quantities that the text marks, without the reasons, which no edition holds."""
    for mark in layout.marks:
        if isinstance(mark.item, Quantity):
            yield replace(mark.item, why="")


def _open(mention: Mention) -> Mention:
    """An open mention names its first candidate."""
    return replace(mention, entity=mention.candidates[0]) if mention.candidates else mention


def _terms(layout: Plan) -> Iterator[Term]:
    """Every term, its partner where it is marked."""
    places = partner_places(layout)
    for mark in (*layout.marks, *layout.untagged):
        if mark.kind is Kind.TERM and isinstance(mark.item, Term):
            yield _term(mark.item, places.get(mark.item), layout)


def _term(term: Term, place: Span | None, layout: Plan) -> Term:
    partner = term.partner
    if partner is not None and place is not None:
        partner = replace(partner, span=place, surface=place.of(layout.document.source))
    senses = tuple(dict.fromkeys(filter(None, term.senses)))
    return replace(term, partner=partner, senses=senses)
