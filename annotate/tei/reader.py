"""An edition made here, read back to the whole document.

`from_tei` gives what `settled` describes: the source, everything found in it, and what is known about it. A reading,
an analysed and a diplomatic edition hold the same document; a clean one holds the document of its normalized text.
"""

from __future__ import annotations

from annotate.errors import EditError, EditionError
from annotate.model import Document, Edit, Partner, Term, apply_edits
from annotate.tei.catalogue import entities_named
from annotate.tei.elements import ID, Element
from annotate.tei.inspection import is_made_here
from annotate.tei.read_header import read_damage, read_metadata, read_name, read_provenance
from annotate.tei.read_standoff import Beside, read_beside
from annotate.tei.read_text import Inside, read_inside
from annotate.tei.settle import require_inside
from annotate.tei.settled import in_place


def from_tei(edition: Element) -> Document:
    """The document that `edition` holds.

    Raises EditionError when the edition was not made by this program, or is damaged: `annotate check` says where.
    """
    if not is_made_here(edition):
        raise EditionError("this TEI file is no edition of annotate, so that no document can be read from it")
    try:
        document = _document(edition)
        require_inside(document)
        entities_named(document)
        apply_edits(document.source, document.edits)
    except (KeyError, ValueError, IndexError, EditError) as error:
        label = edition.get(ID, "the edition")
        raise EditionError(f"{label}: cannot be read back: {error}; `annotate check` tells what is wrong") from error
    return document


def _document(edition: Element) -> Document:
    beside = read_beside(edition)
    inside = read_inside(edition, beside)
    return Document(
        inside.source,
        read_name(edition),
        tuple(inside.blocks),
        tuple(inside.sentences),
        tuple(sorted(inside.syntax)),
        tuple(beside.protected),
        _edits(inside, beside),
        read_damage(edition),
        in_place((*inside.mentions, *beside.mentions)),
        beside.entities,
        in_place(_terms(inside, beside)),
        tuple(inside.quantities),
        read_metadata(edition),
        read_provenance(edition),
    )


def _edits(inside: Inside, beside: Beside) -> tuple[Edit, ...]:
    return tuple(sorted((*inside.edits, *beside.edits), key=lambda edit: edit.span))


def _terms(inside: Inside, beside: Beside) -> list[Term]:
    """Every term with its partner, wherever the two stand."""
    partners: dict[str, Partner] = {**inside.partners, **beside.partners}
    found = (*inside.terms, *beside.terms)
    return [beside.entries[each.entry].at(each.span, each.surface, partners.get(each.label)) for each in found]
