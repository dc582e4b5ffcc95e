"""The library in four functions. Models are loaded at the first call and kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotate.config import Config
from annotate.model import Document

if TYPE_CHECKING:
    from annotate.exports.rows import AnnotationRow, CleanRow


def clean(text: str, *, config: Config | None = None) -> CleanRow:
    """The normalized text and every edit, as `annotate clean --format json` prints them.

    >>> clean("He had a a house.")["text"]
    'He had a house.'
    """
    from annotate.exports.rows import clean_row
    from annotate.pipeline import cleaning
    from annotate.readers import from_text

    return clean_row(cleaning(config)(from_text(text)))


def annotate(text: str, *, config: Config | None = None) -> AnnotationRow:
    """The entities and Chinese terms of a text, as `annotate tei --format json` prints them."""
    from annotate.exports.rows import annotation_row

    return annotation_row(process(text, config=config))


def process(text: str, *, id: str = "document", config: Config | None = None) -> Document:  # noqa: A002 - the field's name
    """The text as a Document with its edits, mentions, entities and terms.

    Raises InputError for a string that is no text.
    """
    from annotate.pipeline import annotating
    from annotate.readers import from_text

    return annotating(config)(from_text(text, id=id))


def edition(document: Document, *, config: Config | None = None) -> bytes:
    """The TEI edition of a processed document, valid and proved to hold both texts.

    Raises EditionError for a document that no edition can hold.
    """
    from annotate.normalize import rules_by_name
    from annotate.pipeline import annotating
    from annotate.tei import write_edition

    return write_edition(document, rules_by_name(), annotating(config).software)
