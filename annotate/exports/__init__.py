"""From documents to other formats: one module a format, and this list of them.

Every exporter is a function from a document and the tokens of its normalized text to the bytes of one file.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from annotate.exports.conllu import to_conllu
from annotate.exports.docbin import to_docbin
from annotate.exports.documents import from_row, to_jsonl
from annotate.exports.tables import edits_table, entities_table
from annotate.exports.web_annotation import to_web_annotations
from annotate.exports.xmi import to_xmi
from annotate.model import Document, Token

__all__ = ["EXPORTS", "Export", "from_row"]


@dataclass(frozen=True, slots=True)
class Export:
    """A format: the ending of its files, its writer, whether it shows words with their analysis."""

    suffix: str
    write: Callable[[Document, Sequence[Token]], bytes]
    tokens: bool = False


EXPORTS = MappingProxyType(
    {
        "jsonl": Export(".jsonl", to_jsonl),
        "conllu": Export(".conllu", to_conllu, tokens=True),
        "web-annotation": Export(".jsonld", to_web_annotations),
        "docbin": Export(".spacy", to_docbin, tokens=True),
        "xmi": Export(".zip", to_xmi, tokens=True),
        "edits": Export(".edits.tsv", edits_table),
        "entities": Export(".entities.tsv", entities_table),
    }
)
"""All formats by name."""
