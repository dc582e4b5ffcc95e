"""The text and what is marked in it, read back: one walk that counts the characters of the source."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree

from annotate.errors import EditionError
from annotate.model import Block, BlockKind, Edit, Form, Mention, Partner, Quantity, QuantityKind, Relation, Span
from annotate.tei.elements import ID, LANG, NAMESPACES, Element, name_of, tei
from annotate.tei.read_standoff import Beside, Occurrence, edit_in

_KINDS = {"head": BlockKind.HEADING, "p": BlockKind.PARAGRAPH, "item": BlockKind.ITEM, "ab": BlockKind.VERBATIM}
_SKIPPED = frozenset((tei("corr"), tei("reg")))


@dataclass(slots=True)
class Inside:
    """Everything that is marked in the text."""

    language: str
    beside: Beside
    pieces: list[str] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    sentences: list[Span] = field(default_factory=list)
    syntax: list[Span] = field(default_factory=list)
    edits: list[Edit] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    terms: list[Occurrence] = field(default_factory=list)
    quantities: list[Quantity] = field(default_factory=list)
    partners: dict[str, Partner] = field(default_factory=dict)
    """By the pointer to the term."""
    source: str = ""


def read_inside(edition: Element, beside: Beside) -> Inside:
    """What `body` holds."""
    body = edition.find("t:text/t:body", NAMESPACES)
    text = edition.find("t:text", NAMESPACES)
    if body is None or text is None:
        raise EditionError("the edition has no text/body to read")
    inside = Inside(text.get(LANG, "en"), beside)
    found = _walk(body, inside)
    inside.source = "".join(inside.pieces)
    for element, span in found:
        reader = _READERS.get(name_of(element))
        if reader is not None:
            reader(element, span, inside)
    return inside


def _walk(body: Element, inside: Inside) -> list[tuple[Element, Span]]:
    """The elements of the body that hold text of the source, with their places, in document order."""
    found: dict[Element, Span] = {}
    starts: dict[Element, int] = {}
    skipped = at = 0

    def add(text: str | None) -> None:
        nonlocal at
        if text and not skipped:
            inside.pieces.append(text)
            at += len(text)

    for event, node in etree.iterwalk(body, events=("start", "end", "comment", "pi")):
        if event == "start":
            skipped += node.tag in _SKIPPED
            starts[node] = at
            add(inside.beside.characters.get(node.get("ref", "")) if node.tag == tei("g") else None)
            add(node.text)
            continue
        if event == "end":
            skipped -= node.tag in _SKIPPED
            if starts[node] < at:
                found[node] = Span(starts[node], at)
        if node is not body:
            add(node.tail)
    return [(element, found[element]) for element in starts if element in found]


def _read_block(element: Element, span: Span, inside: Inside) -> None:
    kind, level = _KINDS[name_of(element)], 0
    parent = element.getparent()
    if parent is not None and kind is BlockKind.HEADING:
        level = int(parent.get("n", "0"))
    if parent is not None and parent.tag == tei("quote"):
        kind = BlockKind.QUOTE
    inside.blocks.append(Block(span, kind, level, element.get(LANG, inside.language)))


def _read_sentence(_: Element, span: Span, inside: Inside) -> None:
    inside.sentences.append(span)


def _read_syntax(_: Element, span: Span, inside: Inside) -> None:
    inside.syntax.append(span)


def _read_edit(choice: Element, span: Span, inside: Inside) -> None:
    _, after = choice
    why = inside.beside.reasons.get(f"#{after.get(ID)}", "")
    inside.edits.append(edit_in(choice, span.start, why, inside.beside, applied=True))


def _read_name(element: Element, span: Span, inside: Inside) -> None:
    candidates = inside.beside.candidates.get(f"#{element.get(ID)}", ())
    entity = inside.beside.entity_id(element.get("ref", ""))
    form = Form(element.get("type", Form.FULL))
    inside.mentions.append(Mention(span, span.of(inside.source), entity, form, candidates))
    _read_partner(element, span, inside, Relation.NAME)


def _read_term(element: Element, span: Span, inside: Inside) -> None:
    if element.get("corresp"):
        _read_partner(element, span, inside, Relation.ROMANIZATION)
        return
    label, entry = f"#{element.get(ID)}", element.get("ref", "")
    inside.terms.append(Occurrence(span, span.of(inside.source), entry, label))


def _read_quantity(element: Element, span: Span, inside: Inside) -> None:
    kind = QuantityKind(name_of(element))
    value = next(filter(None, map(element.get, ("when", "quantity", "value"))), "")
    inside.quantities.append(Quantity(span, span.of(inside.source), kind, value, element.get("unit")))


def _read_partner(element: Element, span: Span, inside: Inside, relation: Relation) -> None:
    for pointer in element.get("corresp", "").split():
        certain, note = inside.beside.doubts.get(pointer, (True, ""))
        inside.partners[pointer] = Partner(span, span.of(inside.source), relation, certain, note)


def _as_partner(relation: Relation) -> Callable[[Element, Span, Inside], None]:
    def read(element: Element, span: Span, inside: Inside) -> None:
        _read_partner(element, span, inside, relation)

    return read


_READERS: dict[str, Callable[[Element, Span, Inside], None]] = {
    **dict.fromkeys(_KINDS, _read_block),
    **dict.fromkeys(("persName", "orgName", "placeName"), _read_name),
    "s": _read_sentence,
    "metamark": _read_syntax,
    "choice": _read_edit,
    "term": _read_term,
    **dict.fromkeys(QuantityKind, _read_quantity),
    "gloss": _as_partner(Relation.TRANSLATION),
    "name": _as_partner(Relation.NAME),
}
