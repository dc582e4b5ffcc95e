"""CoNLL-U: the sentences of the normalized text, a word a line, with names in the last column.

`NER` is B-, I- and the type, `Entity` the id of the one named, `Start` and `End` count the code points of the
normalized text. https://universaldependencies.org/format.html
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from annotate.exports.layers import Name, names_in, sentences_in
from annotate.model import Document, Span, Token
from annotate.offsets import OffsetMap

_EMPTY = "_"


def to_conllu(document: Document, tokens: Sequence[Token]) -> bytes:
    """The document in CoNLL-U; sentences without words are left out."""
    text, starts = document.normalized, [token.span.start for token in tokens]
    blocks = {OffsetMap(document.applied).to_normalized(block.span).start for block in document.blocks}
    names = names_in(document)
    parts = [f"# newdoc id = {_line(document.id)}\n"]
    for number, span in enumerate(sentences_in(document), 1):
        words = tokens[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
        if words:
            parts.append("# newpar\n" if span.start in blocks else "")
            parts.append(f"# sent_id = {_line(document.id)}-s{number}\n# text = {_line(_shown(text, span, words))}\n")
            parts += _rows(text, words, names)
            parts.append("\n")
    return "".join(parts).encode()


def _shown(text: str, span: Span, words: Sequence[Token]) -> str:
    return text[span.start : max(span.end, words[-1].span.end)]


def _line(words: str) -> str:
    """`words` on one line."""
    return " ".join(words.split())


def _rows(text: str, words: Sequence[Token], names: Sequence[Name]) -> Iterator[str]:
    for number, token in enumerate(words, 1):
        following = words[number] if number < len(words) else None
        touching = following is not None and following.span.start == token.span.end
        misc = [*_name(token, names), *(["SpaceAfter=No"] if touching else [])]
        misc += [f"Start={token.span.start}", f"End={token.span.end}"]
        columns = (
            str(number),
            _cell(token.span.of(text)),
            _cell(token.lemma),
            token.pos,
            _EMPTY,
            token.features or _EMPTY,
            _EMPTY,
            _EMPTY,
            _EMPTY,
            "|".join(misc),
        )
        yield "\t".join(columns) + "\n"


def _cell(words: str) -> str:
    return "".join(words.split()) or _EMPTY


def _name(token: Token, names: Sequence[Name]) -> list[str]:
    at = bisect_left(names, token.span.end, key=lambda name: name.span.start) - 1
    if at < 0 or not names[at].span.overlaps(token.span):
        return []
    name = names[at]
    place = "B" if name.span.start >= token.span.start else "I"
    return [f"NER={place}-{name.entity.type.value}", f"Entity={name.entity.id}"]
