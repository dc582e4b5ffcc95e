"""Where marks that meet end up. One rule holds for everything.

An edit is atomic: nothing begins or ends inside it. A name, or the words that stand for a term, are widened
to hold an edit they touch; a Chinese term is not, since the words around it are no Chinese. Marks nest; of
two that cross the longer stays, then the one further left. Of several names on the same words the first
stays, and a name inside a name of the same thing goes. What is left out of the text this way is in the
review list. A sentence boundary inside a mark disappears: the two sentences become one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from annotate.errors import EditionError
from annotate.model import Block, Document, Edit, Span, Term
from annotate.overlap import longest_first, nestable
from annotate.tei.catalogue import Catalogue
from annotate.tei.layout import has_visible, lay_out
from annotate.tei.marks import Kind, Mark, marks_of, sentence_mark, syntax_mark
from annotate.tei.places import Places
from annotate.tei.quantities import quantity_marks


@dataclass(frozen=True, slots=True)
class Plan:
    """Where everything goes: a tree in all but name."""

    document: Document
    catalogue: Catalogue
    blocks: tuple[Block, ...]
    marks: tuple[Mark, ...]
    """Nested, in the order they open, sentences included; each inside one block."""
    between: tuple[Mark, ...]
    """Mark-up of the input format that stands between the blocks."""
    untagged: tuple[Mark, ...]
    """Names, terms and partners that stand beside the text: the tree cannot hold them, or no marks are wanted."""
    joined: Mapping[Span, tuple[Term, ...]]
    """The terms that a name stands for, by the place of the name."""
    inline: bool = True
    """Whether changes, names and terms are marked in the text; otherwise all stand beside it."""


def partner_places(layout: Plan) -> dict[Term, Span]:
    """Where the words that stand for a term are marked in the text, by the term."""
    places = {term: span for span, terms in layout.joined.items() for term in terms}
    for mark in layout.marks:
        if mark.kind is Kind.PARTNER and isinstance(mark.item, Term):
            places[mark.item] = mark.span
    return places


def plan(document: Document, catalogue: Catalogue, *, inline: bool = True) -> Plan:
    """Settle what stands where in the edition of `document`."""
    require_inside(document)
    changes = document.applied if inline else ()
    ground = replace(document, edits=changes)
    blocks = lay_out(ground)
    inside, between = _syntax(ground, blocks)
    wanted = [*quantity_marks(document), *_widened(marks_of(document, catalogue), changes), *inside]
    inside = wanted if inline else inside
    kept = nestable(_possible(inside, blocks), lambda mark: mark.span)
    kept = _without_orphans(_without_echoes(kept))
    tagged = {id(mark) for mark in kept}
    beside = (Kind.NAME, Kind.PARTNER, Kind.TERM)
    untagged = [mark for mark in wanted if id(mark) not in tagged and mark.kind in beside]
    marks, joined = _joined_names(kept)
    sentences = _sentences(document, blocks, marks)
    labelled = [sentence_mark(span, catalogue.scribe.id(f"s{at}")) for at, span in enumerate(sentences, 1)]
    in_order = sorted((*labelled, *marks), key=lambda mark: (mark.span.start, -mark.span.end))
    untagged.sort(key=lambda mark: mark.span)
    return Plan(document, catalogue, blocks, tuple(in_order), tuple(between), tuple(untagged), joined, inline)


def require_inside(document: Document) -> None:
    """Raise EditionError when something was found outside the text."""
    spans = [*(block.span for block in document.blocks), *document.sentences, *document.syntax, *document.protected]
    spans += [mention.span for mention in document.mentions]
    spans += [term.span for term in document.terms]
    spans += [quantity.span for quantity in document.quantities]
    spans += [term.partner.span for term in document.terms if term.partner]
    for span in spans:
        if span.end > len(document.source):
            raise EditionError(f"{document.id}: the span {span.start}..{span.end} lies outside the text")


def _syntax(document: Document, blocks: Sequence[Block]) -> tuple[list[Mark], list[Mark]]:
    """Mark-up of the input format inside the blocks, and between them."""
    inside: list[Mark] = []
    between: list[Mark] = []
    edits = Places(edit.span for edit in document.applied)
    places = Places(block.span for block in blocks)
    for span in longest_first(document.syntax, lambda span: span):
        touched = places.touched(span)
        if not touched:
            between.append(syntax_mark(span, None))
        elif not edits.touched(span) and blocks[touched.start].span.holds(span):
            block = blocks[touched.start]
            inside.append(syntax_mark(span, block.kind if block.span.start == span.start else None))
    return inside, between


def _widened(marks: Iterable[Mark], edits: Sequence[Edit]) -> Iterator[Mark]:
    """Names and partners grown over the edits they touch."""
    places = Places(edit.span for edit in edits)
    for mark in marks:
        touched = places.touched(mark.span)
        if not touched or mark.kind in (Kind.TERM, Kind.EDIT):
            yield mark
            continue
        start = min(mark.span.start, edits[touched.start].span.start)
        end = max(mark.span.end, edits[touched.stop - 1].span.end)
        yield replace(mark, span=Span(start, end))


def _possible(marks: Sequence[Mark], blocks: Sequence[Block]) -> Iterator[Mark]:
    """The marks that some tree could hold: in one block, cutting no edit, no two terms on the same words."""
    places = Places(block.span for block in blocks)
    edits = Places(mark.span for mark in marks if mark.kind is Kind.EDIT)
    terms: set[Span] = set()
    for mark in marks:
        touched = places.touched(mark.span)
        cut = any(not mark.span.holds(edits.spans[at]) for at in edits.touched(mark.span))
        if len(touched) != 1 or not blocks[touched.start].span.holds(mark.span) or cut:
            continue
        if mark.kind is Kind.TERM and mark.span in terms:
            continue
        terms |= {mark.span} if mark.kind is Kind.TERM else set()
        yield mark


def _without_echoes(marks: Sequence[Mark]) -> list[Mark]:
    """`marks`, in opening order, less the names inside a name of the same thing or on the words of another name."""
    kept: list[Mark] = []
    around: list[Mark] = []
    for mark in marks:
        while around and around[-1].span.end <= mark.span.start:
            around.pop()
        if mark.kind is Kind.NAME:
            if any(outer.span == mark.span or outer.attributes["ref"] == mark.attributes["ref"] for outer in around):
                continue
            around.append(mark)
        kept.append(mark)
    return kept


def _without_orphans(marks: Sequence[Mark]) -> list[Mark]:
    """`marks` less the partners whose term is not among them."""
    terms = {mark.item for mark in marks if mark.kind is Kind.TERM}
    return [mark for mark in marks if mark.kind is not Kind.PARTNER or mark.item in terms]


def _joined_names(marks: Sequence[Mark]) -> tuple[list[Mark], dict[Span, tuple[Term, ...]]]:
    """`marks` in which a name that stands for a term points at it, instead of holding a `name`; and those terms."""
    names = {mark.span: mark for mark in marks if mark.kind is Kind.NAME}
    pointers: dict[Span, list[str]] = {}
    joined: dict[Span, tuple[Term, ...]] = {}
    rest: list[Mark] = []
    for mark in marks:
        if mark.tag == "name" and mark.kind is Kind.PARTNER and mark.span in names:
            pointers.setdefault(mark.span, []).append(mark.attributes["corresp"] or "")
            joined[mark.span] = (*joined.get(mark.span, ()), *([mark.item] if isinstance(mark.item, Term) else []))
        else:
            rest.append(mark)
    pointing = [
        replace(mark, attributes={**mark.attributes, "corresp": " ".join(pointers[mark.span])})
        if mark.kind is Kind.NAME and mark.span in pointers
        else mark
        for mark in rest
    ]
    return pointing, joined


def _sentences(document: Document, blocks: Sequence[Block], marks: Sequence[Mark]) -> list[Span]:
    """The sentences, each inside one block and holding every mark it touches."""
    outer = Places(_outermost(marks))
    pieces: list[Span] = []
    for sentence in _pieces(document, blocks):
        touched = outer.touched(sentence)
        held = [sentence, *(outer.spans[at] for at in touched)]
        if pieces and min(span.start for span in held) < pieces[-1].end:
            held.append(pieces.pop())
        pieces.append(Span(min(span.start for span in held), max(span.end for span in held)))
    return pieces


def _pieces(document: Document, blocks: Sequence[Block]) -> Iterator[Span]:
    """The document's sentences, cut where a block ends."""
    places = Places(block.span for block in blocks)
    for sentence in longest_first(document.sentences, lambda span: span):
        for at in places.touched(sentence):
            block = blocks[at].span
            piece = Span(max(sentence.start, block.start), min(sentence.end, block.end))
            if has_visible(piece.of(document.source)):
                yield piece


def _outermost(marks: Iterable[Mark]) -> Iterator[Span]:
    """The spans that no other mark holds, of marks in opening order."""
    reach = 0
    for mark in marks:
        if mark.span.start >= reach:
            yield mark.span
            reach = mark.span.end
