"""The analysed edition: `w` and `pc` around every token of the normalized text that stands in a sentence.

They are added to the finished text and change nothing else in it: without them it is the reading edition. A token
that a mark cuts becomes several elements with `part`; the first has the analysis, the last says whether white space
follows. Characters of the input format's mark-up belong to no token.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from annotate.model import Token
from annotate.tei.elements import FORBIDDEN, ID, NAMESPACES, Content, Element, Pen, Scribe, tei

_UNREAD = frozenset((tei("sic"), tei("orig")))
_WHOLE = frozenset((tei("metamark"),))


def mark_tokens(edition: Element, tokens: Sequence[Token], scribe: Scribe) -> None:
    """Put `w` and `pc` into the body of `edition`; `tokens` are in order and measure the normalized text."""
    body = edition.find("t:text/t:body", NAMESPACES)
    if body is not None:
        marker = _Marker(tokens, scribe)
        marker.walk(body, None)
        marker.describe()


class _Marker:
    """Goes through the body once, counting the characters of the normalized text."""

    def __init__(self, tokens: Sequence[Token], scribe: Scribe) -> None:
        self._tokens = tokens
        self._starts = [token.span.start for token in tokens]
        self._scribe = scribe
        self._at = 0
        self._pieces: dict[int, list[Element]] = {}
        self._sentences: dict[int, str] = {}

    def walk(self, element: Element, sentence: str | None) -> None:
        """Mark the tokens in `element`; `sentence` is the id of the sentence around it."""
        if element.tag in _UNREAD:
            return
        if element.tag == tei("s"):
            sentence = element.get(ID)
        children = list(element)
        inside = None if element.tag in _WHOLE else sentence
        contents: list[Content] = [*self._cut(element.text or "", inside)]
        for child in children:
            contents += self._child(child, inside)
            tail, child.tail = child.tail or "", None
            contents += self._cut(tail, inside)
        _refill(element, contents, self._scribe)

    def _child(self, child: Element, sentence: str | None) -> Iterator[Content]:
        if child.tag != tei("g"):
            self.walk(child, sentence)
            yield child
            return
        token = self._token_at(self._at)
        self._at += 1
        if sentence is None or token is None:
            yield child
            return
        child_alone = self._scribe("g", ref=child.get("ref"))
        yield self._piece(token, sentence, child_alone)

    def _cut(self, text: str, sentence: str | None) -> Iterator[Content]:
        """`text` with an element around every stretch that belongs to a token."""
        start = self._at
        self._at += len(text)
        if sentence is None:
            yield text
            return
        at = start
        first = max(bisect_right(self._starts, start) - 1, 0)
        for number in range(first, len(self._tokens)):
            span = self._tokens[number].span
            if span.start >= self._at:
                break
            begin, end = max(span.start, start), min(span.end, self._at)
            if begin < end:
                yield text[at - start : begin - start]
                yield self._piece(number, sentence, text[begin - start : end - start])
                at = end
        yield text[at - start :]

    def _token_at(self, place: int) -> int | None:
        number = bisect_right(self._starts, place) - 1
        return number if number >= 0 and place < self._tokens[number].span.end else None

    def _piece(self, number: int, sentence: str, content: Content) -> Element:
        token = self._tokens[number]
        piece = self._scribe("pc" if token.pos == "PUNCT" else "w", content)
        self._pieces.setdefault(number, []).append(piece)
        self._sentences.setdefault(number, sentence)
        return piece

    def describe(self) -> None:
        """Give every token its analysis, once all its pieces are known."""
        counts: dict[str, int] = {}
        for number, pieces in self._pieces.items():
            token, sentence = self._tokens[number], self._sentences[number]
            counts[sentence] = counts.get(sentence, 0) + 1
            first = pieces[0]
            first.set(ID, f"{sentence}.w{counts[sentence]}")
            for name, value in (("lemma", token.lemma), ("pos", token.pos), ("msd", token.features)):
                if value and not FORBIDDEN.search(value):
                    first.set(name, value)
            if number + 1 in self._pieces and self._starts[number + 1] == token.span.end:
                pieces[-1].set("join", "right")
            for at, piece in enumerate(pieces if len(pieces) > 1 else ()):
                piece.set("part", "I" if at == 0 else "F" if at == len(pieces) - 1 else "M")


def _refill(element: Element, contents: Sequence[Content], scribe: Scribe) -> None:
    """Give `element` new content; its attributes stay."""
    for child in list(element):
        element.remove(child)
    element.text = None
    pen = Pen(element, scribe)
    for piece in contents:
        if isinstance(piece, str):
            pen.write(piece)
        else:
            pen.open(piece)
            pen.close()
