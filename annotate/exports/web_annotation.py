"""W3C Web Annotations (JSON-LD): an annotation for every edit, name and term, on the text as it was read.

Places are given twice, as code points from the start and as the words themselves with some around them.
https://www.w3.org/TR/annotation-model/
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterator, Sequence
from typing import Any

from annotate.model import Document, Edit, Entity, Mention, Span, Term, Token

_CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_AROUND = 24


def to_web_annotations(document: Document, _: Sequence[Token] = ()) -> bytes:
    """One AnnotationPage, indented, the same bytes every time."""
    entities = {entity.id: entity for entity in document.entities}
    bodies: list[tuple[Span, str, list[dict[str, Any]]]] = [
        *((each.span, "editing", [_replacement(each), *_reason(each.why)]) for each in document.edits),
        *((each.span, "identifying", _name(each, entities)) for each in document.mentions),
        *((each.span, "describing", [*_term(each)]) for each in document.terms),
    ]
    page = {
        "@context": _CONTEXT,
        "id": f"{_address(document)}#annotations",
        "type": "AnnotationPage",
        "items": [
            {
                "id": f"{_address(document)}#annotation-{at}",
                "type": "Annotation",
                "motivation": motivation,
                "body": body,
                "target": {"source": _address(document), "selector": _selectors(document.source, span)},
            }
            for at, (span, motivation, body) in enumerate(bodies, 1)
        ],
    }
    return json.dumps(page, ensure_ascii=False, indent=1).encode() + b"\n"


def _address(document: Document) -> str:
    """The text by the digest of its bytes (RFC 6920), which is the same wherever the text lies."""
    digest = hashlib.sha256(document.source.encode()).digest()
    if document.provenance:
        digest = bytes.fromhex(document.provenance.sha256)
    return f"ni:///sha-256;{base64.urlsafe_b64encode(digest).decode().rstrip('=')}"


def _selectors(text: str, span: Span) -> list[dict[str, Any]]:
    return [
        {"type": "TextPositionSelector", "start": span.start, "end": span.end},
        {
            "type": "TextQuoteSelector",
            "exact": span.of(text),
            "prefix": text[max(0, span.start - _AROUND) : span.start],
            "suffix": text[span.end : span.end + _AROUND],
        },
    ]


def _replacement(edit: Edit) -> dict[str, Any]:
    """The new words; what the model adds is in terms of this program, which JSON-LD readers pass over."""
    return {
        "type": "TextualBody",
        "purpose": "editing",
        "value": edit.replacement,
        "annotate:rule": edit.rule,
        "annotate:probability": edit.probability,
        "annotate:applied": edit.applied,
    }


def _reason(why: str) -> Iterator[dict[str, Any]]:
    if why:
        yield {"type": "TextualBody", "purpose": "commenting", "language": "en", "value": why}


def _name(mention: Mention, entities: dict[str, Entity]) -> list[dict[str, Any]]:
    return [
        {
            "type": "TextualBody",
            "purpose": "identifying",
            "value": entities[each].canonical,
            "annotate:entity": each,
            "annotate:type": entities[each].type.value,
        }
        for each in mention.candidates or (mention.entity,)
    ]


def _term(term: Term) -> Iterator[dict[str, Any]]:
    for value, language in ((term.pinyin, "zh-Latn-pinyin"), (term.gloss, "en")):
        if value:
            yield {"type": "TextualBody", "purpose": "describing", "language": language, "value": value}
    yield {"type": "TextualBody", "purpose": "tagging", "value": term.script}
