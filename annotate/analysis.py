"""Words of the normalized text with lemma, part of speech and features: what exports and analysed editions need.

English sentences are read by a spaCy pipeline. In Chinese ones the terms that were found are the words, and nobody
claims a part of speech.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial
from typing import TYPE_CHECKING

from annotate.entities.spacy_model import PINNED
from annotate.errors import ConfigurationError
from annotate.model import Document, Layer, Span, Token
from annotate.offsets import OffsetMap
from annotate.overlap import joined, longest_first
from annotate.segment import main_language

if TYPE_CHECKING:
    from spacy.language import Language

_UNUSED = ("ner", "parser", "senter")
_WORD = re.compile(r"[^\W_]+(?:[.,'’-][^\W_]+)*|[^\w\s]|_")
_LONGEST_RUN = re.compile(r"\S{400,}")


def load_analyser(model: str | None = None) -> Language:
    """The tagger and lemmatizer of a spaCy pipeline; without a name, the pinned English one.

    Raises ConfigurationError when there is no such pipeline.
    """
    import spacy

    name = model or PINNED
    try:
        return spacy.load(name, exclude=_UNUSED)
    except (OSError, ValueError) as error:
        reason = str(error).splitlines()[0]
        raise ConfigurationError(
            f"cannot load the language model {name!r}: {reason} Install it with pip, or give the path of its folder."
        ) from error


@cache
def tokenizer(model: str | None = None) -> Callable[[Document], tuple[Token, ...]]:
    """What cuts documents into tokens by a spaCy pipeline, which is loaded once. Raises as `load_analyser` does."""
    return partial(tokens_of, analyser=load_analyser(model))


def tokens_of(document: Document, analyser: Language) -> tuple[Token, ...]:
    """The tokens of all sentences, in order; their spans measure the normalized text."""
    moved, text = OffsetMap(document.applied), document.normalized
    sentences = joined(map(moved.to_normalized, document.sentences))
    terms = longest_first((moved.to_normalized(term.span) for term in document.terms), lambda span: span)
    english = [span for span in sentences if _is_english(span.of(text))]
    read = dict(zip(english, analyser.pipe(span.of(text) for span in english), strict=True))
    return tuple(
        token
        for span in sentences
        for token in (_analysed(read[span], span.start) if span in read else _plain(text, span, terms))
    )


def _is_english(sentence: str) -> bool:
    """Long runs without white space cost spaCy quadratic time, and are no English."""
    return main_language(sentence) == "en" and not _LONGEST_RUN.search(sentence)


def _analysed(doc: Iterable, start: int) -> Iterator[Token]:  # type: ignore[type-arg]  # spaCy has no types
    for token in doc:
        if not token.is_space:
            at = start + token.idx
            span = Span(at, at + len(token.text), Layer.NORMALIZED)
            yield Token(span, token.lemma_, token.pos_ or "X", str(token.morph))


def _plain(text: str, sentence: Span, terms: list[Span]) -> Iterator[Token]:
    """Terms, runs of letters and digits between them, and single marks."""
    at = sentence.start
    for term in (*(each for each in terms if sentence.holds(each)), None):
        end = term.start if term else sentence.end
        for match in _WORD.finditer(text, at, end):
            kind = "X" if match.group()[0].isalnum() else "PUNCT"
            yield Token(Span(match.start(), match.end(), Layer.NORMALIZED), match.group(), kind)
        if term:
            yield Token(term, term.of(text), "X")
            at = term.end
