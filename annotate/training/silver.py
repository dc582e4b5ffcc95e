"""News with the names that the program itself finds in it, to learn from beside what people annotated.

A passage is read whole, so that its names are typed by all that it says of them, by the gazetteer and by every rule;
the recogniser that learns from it sees a sentence or three (self-training, Yarowsky 1995).
"""

from __future__ import annotations

import lzma
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from annotate.entities import load_tagger, tag_entities
from annotate.evaluate.annotated import Gold, Name
from annotate.evaluate.gold_names import GAP
from annotate.model import Document

PASSAGE = 12
"""Lines that are read as one document."""
EVERY = 4
"""Of so many passages one is taken: more than these would outweigh what people annotated."""


def silver_passages(path: Path) -> Iterator[list[Gold]]:
    """The sentences of every fourth passage of a text, one sentence a line, xz-compressed, with the names found."""
    tagger = load_tagger()
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        sentences = filter(None, map(str.strip, lines))
        while passage := [*islice(sentences, EVERY * PASSAGE)][:PASSAGE]:
            yield [*_sentences(tag_entities(Document(GAP.join(passage)), tagger=tagger), passage)]


def _sentences(tagged: Document, passage: Sequence[str]) -> Iterator[Gold]:
    types = {entity.id: str(entity.type) for entity in tagged.entities}
    at = 0
    for sentence in passage:
        inside = [m for m in tagged.mentions if at <= m.span.start and m.span.end <= at + len(sentence)]
        names = (Name(m.span.start - at, m.span.end - at, types[m.entity]) for m in inside)
        yield Gold("", sentence, tuple(names))
        at += len(sentence) + len(GAP)
