"""What each finding looks like inside the text: one element, with attributes that point into `standOff`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from annotate.model import BlockKind, Document, Edit, Form, Mention, Quantity, Relation, Span, Term
from annotate.tei.catalogue import Catalogue, entry_of

Attributes = Mapping[str, str | None]


class Kind(StrEnum):
    """What a mark stands for."""

    SENTENCE = "sentence"
    NAME = "name"
    PARTNER = "partner"
    TERM = "term"
    QUANTITY = "quantity"
    SYNTAX = "syntax"
    EDIT = "edit"


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the source that becomes one element."""

    span: Span
    kind: Kind
    tag: str
    attributes: Attributes
    item: Mention | Term | Edit | Quantity | None = None
    """What the mark was made from; for a partner, its term."""


def marks_of(document: Document, catalogue: Catalogue) -> list[Mark]:
    """A mark for everything found in the text: wider kinds first, clashes not yet settled."""
    return [
        *(_name(mention, catalogue) for mention in dict.fromkeys(document.mentions)),
        *(_partner(term, catalogue) for term in catalogue.occurrences),
        *(_term(term, catalogue) for term in dict.fromkeys(document.terms)),
        *_edits(document),
    ]


def _name(mention: Mention, catalogue: Catalogue) -> Mark:
    """`persName`, `orgName` or `placeName`.

    A name that fits several entities points at the first, with low certainty; the review list has them all.
    """
    label = catalogue.open_names.get(mention)
    attributes = {
        "id": label and catalogue.scribe.id(label),
        "ref": catalogue.scribe.ref(mention.entity),
        "type": None if mention.form is Form.FULL else mention.form.value,
        "cert": label and "low",
    }
    return Mark(mention.span, Kind.NAME, catalogue.name_tag(mention), attributes, mention)


def _term(term: Term, catalogue: Catalogue) -> Mark:
    """`term`, in its own language; it has an id when other words of the sentence stand for it."""
    label = catalogue.occurrences.get(term)
    attributes = {
        "id": label and catalogue.scribe.id(label),
        "ref": catalogue.scribe.ref(catalogue.entries[entry_of(term)]),
        "lang": term.script,
    }
    return Mark(term.span, Kind.TERM, "term", attributes, term)


def _partner(term: Term, catalogue: Catalogue) -> Mark:
    """The words that stand for a term: a `gloss`, the `term` once more in Latin script, or a `name`.

    `corresp` points at the occurrence they stand for; a doubtful pair has medium certainty. Letters are in Pinyin where
    the pair is certain and no note names another spelling.
    """
    partner = term.partner
    if partner is None:
        raise ValueError(f"the term {term.surface!r} has no partner")
    entry = catalogue.scribe.ref(catalogue.entries[entry_of(term)])
    tag, attributes = {
        Relation.TRANSLATION: ("gloss", {"target": entry}),
        Relation.ROMANIZATION: (
            "term",
            {"ref": entry, "lang": "zh-Latn-pinyin" if partner.certain and not partner.note else "zh-Latn"},
        ),
        Relation.NAME: ("name", {"ref": entry}),
    }[partner.relation]
    joined = {
        **attributes,
        "corresp": catalogue.scribe.ref(catalogue.occurrences[term]),
        "cert": None if partner.certain else "medium",
    }
    return Mark(partner.span, Kind.PARTNER, tag, joined, term)


def _edits(document: Document) -> Iterator[Mark]:
    """`choice`; what it holds is written by the body."""
    for edit in document.applied:
        yield Mark(edit.span, Kind.EDIT, "choice", {}, edit)


def syntax_mark(span: Span, kind: BlockKind | None) -> Mark:
    """`metamark`: characters of the input format's mark-up, at the head of a block of `kind` or elsewhere."""
    function = "markup" if kind in (None, BlockKind.PARAGRAPH) else str(kind)
    return Mark(span, Kind.SYNTAX, "metamark", {"function": function})


def sentence_mark(span: Span, label: str) -> Mark:
    """`s`; `label` is its xml:id."""
    return Mark(span, Kind.SENTENCE, "s", {"id": label})
