"""Our mark-up in a TEI file that somebody else made, and out of it again.

The file is never parsed into a tree and written anew: tags are put between its bytes, so that everything else stays
what it was to the byte: ids, comments, instructions, entities, white space, quotes around attributes. `unwoven` finds
what was put in by the agent it names and by its ids, and takes it out.

Nothing is put where it could change what the file says: not into CDATA, entities, or the sides of somebody's own
choice, no name into a name, no mark across the border of an element. What cannot be marked is left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from xml.sax.saxutils import escape, quoteattr

from annotate.errors import EditionError
from annotate.model import Block, BlockKind, Document, Edit, Rule, Software, Span
from annotate.segment import block_sentences, main_language
from annotate.tei.additions import additions
from annotate.tei.body import choice
from annotate.tei.catalogue import catalogue_of
from annotate.tei.elements import FORBIDDEN, Scribe, name_of
from annotate.tei.layout import has_visible, legible
from annotate.tei.marks import Kind
from annotate.tei.settle import Plan, plan
from annotate.tei.strands import Strands, strands_of
from annotate.tei.tags import tags_of

STEM = "annotate"
AGENT = f"#{STEM}.resp.auto"
_KINDS = {"head": BlockKind.HEADING, "item": BlockKind.ITEM}
_WHOLE = frozenset(
    "corr reg standOff respStmt classDecl editorialDecl appInfo encodingDesc language langUsage profileDesc change"
    " revisionDesc".split()
)
"""Elements that go with all they hold; of the others the words stay."""


def document_of(data: bytes, name: str) -> Document:
    """The text of a TEI file, its paragraphs with a blank line between them, ready for the pipeline.

    Raises EditionError for a file that is not well-formed, not in UTF-8, no TEI, or has our mark-up already.
    """
    strands = strands_of(data, name)
    if not has_visible(strands.source):
        raise EditionError(
            f"{name}: there are no words in paragraphs, headings, items, lines or cells; nothing to mark"
        )
    blocks: list[Block] = []
    for strand in strands.texts:
        kind = _KINDS.get(strand.tag, BlockKind.PARAGRAPH)
        words = strand.span.of(strands.source)
        blocks.append(Block(strand.span, kind, 1 if kind is BlockKind.HEADING else 0, main_language(words)))
    sentences = (each for block in blocks for each in block_sentences(strands.source, block.span))
    return Document(strands.source, name, tuple(blocks), tuple(sentences), protected=strands.frozen)


def woven(data: bytes, name: str, document: Document, rules: Mapping[str, Rule], software: Software) -> bytes:
    """`data` with the findings of `document`, which is `document_of(data, name)` after the pipeline."""
    strands = strands_of(data, name)
    if document.source != strands.source:
        raise EditionError(f"{name}: the findings belong to another text than this file's")
    document = legible(_possible(document, strands))
    layout = plan(document, catalogue_of(document, rules, Scribe(STEM)))
    inline = [*_inline(layout, strands)]
    added = additions(layout, strands, software, words="".join(piece.data.decode() for piece in inline))
    frame = [_Piece(at, (2, order), data) for order, (at, data) in enumerate(added)]
    return _inserted(data, [*inline, *frame])


def unwoven(data: bytes, name: str) -> bytes:
    """`data` as it was before our mark-up was put into it."""
    cuts: list[tuple[int, int]] = []
    for tag in tags_of(data, name):
        ours = tag.attributes.get("resp") == AGENT or tag.attributes.get("xml:id", "").startswith(f"{STEM}.")
        if ours and tag.name in _WHOLE:
            cuts.append((tag.start, tag.end))
        elif ours:
            cuts += [(tag.start, tag.content), (tag.closing, tag.end)]
    kept: list[bytes] = []
    at = 0
    for start, end in sorted(cuts):
        if end > at:
            kept.append(data[at : max(start, at)])
            at = end
    return b"".join((*kept, data[at:]))


def _possible(document: Document, strands: Strands) -> Document:
    """The suggestions, the changes whose words stand in one piece in the file, the names and terms it has room for."""

    def has_room(span: Span) -> bool:
        place = strands.place_of(span)
        return place is not None and not place.is_named

    return replace(
        document,
        edits=tuple(each for each in document.edits if not each.applied or strands.in_one_piece(each.span)),
        mentions=tuple(each for each in document.mentions if has_room(each.span)),
        terms=tuple(
            each if each.partner is None or has_room(each.partner.span) else replace(each, partner=None)
            for each in document.terms
            if has_room(each.span)
        ),
    )


@dataclass(frozen=True, slots=True)
class _Piece:
    """Bytes to put in at a place of the file; at one place, inner ends come first, then outer starts."""

    at: int
    rank: tuple[int, int]
    data: bytes


def _inline(layout: Plan, strands: Strands) -> Iterator[_Piece]:
    """The tags of every mark that the file can hold."""
    number = 0
    for order, mark in enumerate(layout.marks):
        place = strands.place_of(mark.span)
        if mark.kind in (Kind.SENTENCE, Kind.SYNTAX) or place is None:
            continue
        prefix = place.parent.prefix
        if isinstance(mark.item, Edit) and mark.kind is Kind.EDIT:
            number += 1
            opening, ending = _choice_tags(mark.item, layout, prefix, number)
        elif place.is_named:
            continue
        else:
            attributes = {**mark.attributes, "resp": AGENT}
            opening, ending = _opening(prefix + mark.tag, attributes), f"</{prefix}{mark.tag}>"
        yield _Piece(place.start, (1, order), opening.encode())
        yield _Piece(place.end, (0, -order), ending.encode())


def _opening(tag: str, attributes: Mapping[str, str | None]) -> str:
    names = {"id": "xml:id", "lang": "xml:lang"}
    told = "".join(f" {names.get(key, key)}={quoteattr(value)}" for key, value in attributes.items() if value)
    return f"<{tag}{told}>"


def _choice_tags(edit: Edit, layout: Plan, prefix: str, number: int) -> tuple[str, str]:
    """What stands before the words of an edit, and what after them."""
    before, after = choice(edit, layout, layout.catalogue.scribe.id(f"e{number}"))
    sides = prefix + name_of(before), prefix + name_of(after)
    attributes = {
        str(key).replace("{http://www.w3.org/XML/1998/namespace}", "xml:"): str(v) for key, v in after.items()
    }
    opening = _opening(f"{prefix}choice", {"resp": AGENT}) + _opening(sides[0], {"resp": AGENT})
    words = escape(FORBIDDEN.sub("\ufffd", edit.replacement))
    return opening, f"</{sides[0]}>{_opening(sides[1], attributes)}{words}</{sides[1]}></{prefix}choice>"


def _inserted(data: bytes, pieces: Sequence[_Piece]) -> bytes:
    out: list[bytes] = []
    at = 0
    for piece in sorted(pieces, key=lambda piece: (piece.at, piece.rank)):
        out += (data[at : piece.at], piece.data)
        at = piece.at
    return b"".join((*out, data[at:]))
