"""spaCy DocBin: the normalized text with names, and terms and changes as groups of spans.

The whole document goes along as JSON in `Doc.user_data["annotate"]`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from annotate.exports.documents import to_jsonl
from annotate.exports.layers import names_in, sentences_in
from annotate.model import Document, Span, Token
from annotate.offsets import OffsetMap

if TYPE_CHECKING:
    from spacy.tokens import Span as Words


def to_docbin(document: Document, tokens: Sequence[Token]) -> bytes:
    """The document as a DocBin that holds one Doc."""
    from spacy.tokens import Doc, DocBin
    from spacy.util import filter_spans
    from spacy.vocab import Vocab

    words = list(_words(document.normalized, tokens))
    starts = {span.start for span in sentences_in(document)} & {at for at, *_ in words}
    doc = Doc(
        Vocab(),
        words=[word for _, word, *_ in words],
        spaces=[space for _, _, space, _ in words],
        pos=[token.pos if token else "SPACE" for *_, token in words],
        lemmas=[token.lemma if token else word for _, word, _, token in words],
        morphs=[token.features if token else "" for *_, token in words],
        sent_starts=[1 if at in starts else -1 if starts else 0 for at, *_ in words],
        user_data={"annotate": to_jsonl(document).decode()},
    )
    moved = OffsetMap(document.applied)

    def spans(places: Sequence[tuple[Span, str, str]]) -> list[Words]:
        found = (doc.char_span(p.start, p.end, label, kb_id=key, alignment_mode="expand") for p, label, key in places)
        return [span for span in found if span is not None]

    names = spans([(name.span, name.entity.type.value, name.entity.id) for name in names_in(document)])
    doc.ents = filter_spans(names)  # whole tokens can make two names meet
    doc.spans["names"] = names
    doc.spans["terms"] = spans([(moved.to_normalized(term.span), term.script, "") for term in document.terms])
    doc.spans["changes"] = spans([(moved.to_normalized(edit.span), edit.rule, "") for edit in document.applied])
    data: bytes = DocBin(docs=[doc], store_user_data=True).to_bytes()
    return data


def _words(text: str, tokens: Sequence[Token]) -> Iterator[tuple[int, str, bool, Token | None]]:
    """Start, form, whether one space follows, and the token: together they spell the text."""
    at = 0
    for token in (*tokens, None):
        start = token.span.start if token else len(text)
        if start > at:
            yield at, text[at:start], False, None
        if token:
            end = token.span.end
            space = text[end : end + 1] == " "
            yield start, token.span.of(text), space, token
            at = end + space
