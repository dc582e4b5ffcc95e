"""Plain text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath

from annotate.errors import InputError
from annotate.model import Block, BlockKind, Document, Provenance
from annotate.readers.front_matter import front_matter
from annotate.readers.metadata import described
from annotate.readers.raw import Raw, provenance_of
from annotate.segment import plain_blocks, sentences


def read_plain(raw: Raw) -> Iterator[Document]:
    """The one document of a plain-text file, named after it."""
    yield from_text(raw.text, id=PurePath(raw.name).stem, provenance=raw.provenance)


def from_text(text: str, *, id: str = "document", provenance: Provenance | None = None) -> Document:  # noqa: A002 - the field's name
    """A document made from a string, with its blocks and sentences, and what its front matter says.

    Raises InputError for a string that is no text, because it has half of a surrogate pair, and for bad front matter.
    """
    provenance = provenance or provenance_of(encoded(text, id))
    front = front_matter(text, id)
    if front is None:
        blocks = plain_blocks(text)
        return Document(text, id, blocks, sentences(text, blocks), provenance=provenance)
    blocks = (Block(front.span, BlockKind.VERBATIM), *plain_blocks(text, front.span.end))
    return described(Document(text, id, blocks, sentences(text, blocks), provenance=provenance), front.values)


def encoded(text: str, name: str) -> bytes:
    """The UTF-8 form of a string. Raises InputError where there is none."""
    try:
        return text.encode()
    except UnicodeEncodeError as error:
        raise InputError(
            f"{name}: character {error.start} is half of a surrogate pair, which is no text; repair the input"
        ) from error
