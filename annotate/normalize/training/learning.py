"""Teaching the judge: which text it is shown, how its trees grow, and how its probabilities are made true."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from annotate.errors import ConfigurationError
from annotate.normalize.context import Floats, LanguageModel
from annotate.normalize.decide import best_candidates
from annotate.normalize.evidence import Evidence, gather
from annotate.normalize.lexicon import Lexicon
from annotate.normalize.spin import DamageModel, passages
from annotate.normalize.suspects import find_suspects
from annotate.normalize.training.gold import Pages, Sentence
from annotate.normalize.training.tally import Tally
from annotate.normalize.trees import Trees

PIECES = (1, 2, 4, 8, 15)
"""Sentences of the pieces documents are cut into, so that short texts are learnt as well as long ones."""
SUSPICIOUS = 1.0
"""Log ratio from which a word counts as one that spinners love."""
EVEN_ODDS = 0.0
"""Natural log of the odds from which a candidate is proposed."""
FORESTS = 4
"""Forests that are averaged: each sees the evidence in another order, which steadies the probabilities."""
SEED = 0


def passages_of(sentences: Sequence[Sentence]) -> Iterator[Sequence[Sentence]]:
    """The sentences in runs of the length that texts are judged in."""
    return passages(sentences, lambda sentence: len(sentence.tokens))


def pieces(sentences: list[Sentence], random: np.random.Generator) -> Iterator[Sequence[Sentence]]:
    """The sentences of a document, cut into pieces of different lengths."""
    at = 0
    while at < len(sentences):
        length = int(random.choice(PIECES))
        yield from passages_of(sentences[at : at + length])
        at += length


@dataclass(frozen=True, slots=True)
class Material:
    """A piece of text with the lexicon that has not seen it, and whether it is spun."""

    page: str | None
    sentences: Sequence[Sentence]
    lexicon: Lexicon
    spun: bool


def materials(pages: Pages, held_out: list[list[Sentence]], tally: Tally) -> list[Material]:
    """Every page in passages and in smaller pieces, each with the lexicon of the other pages; clean blocks alike."""
    random = np.random.default_rng(SEED)
    whole = tally.lexicon()
    found: list[Material] = []
    for page, sentences in pages.items():
        lexicon = tally.lexicon(leave=page)
        found += [Material(page, passage, lexicon, spun=True) for passage in passages_of(sentences)]
        found += [Material(page, piece, lexicon, spun=True) for piece in pieces(sentences, random)]
    for block in held_out:
        found += [Material(None, passage, whole, spun=False) for passage in passages_of(block)]
        found += [Material(None, piece, whole, spun=False) for piece in pieces(block, random)]
        found += [Material(None, pair, whole, spun=False) for pair in pairwise(block) if is_suspicious(pair, whole)]
    crowd = [sentence for block in held_out for sentence in block if is_suspicious([sentence], whole)]
    found += [Material(None, piece, whole, spun=False) for piece in pieces(crowd, random)]
    return found


def is_suspicious(sentences: Sequence[Sentence], lexicon: Lexicon) -> bool:
    """Whether clean sentences hold at least two words spinners love, in rightful use.

    Such sentences are rare in running text. Two in a row, or many crowded together, are what a careful reader would
    test the program with; they teach the judge that a crowd alone convicts nobody.
    """
    matches = [entry for sentence in sentences for _, entry in lexicon.matches(sentence.keys)]
    return sum(entry.evidence > SUSPICIOUS for entry in matches) >= 2


def fit_damage(found: Iterable[Material], model: LanguageModel) -> DamageModel:
    """Fit the curve that says how likely a text is spun."""
    from sklearn.linear_model import LogisticRegression

    rows, labels = [], []
    for material in found:
        suspects = find_suspects([sentence.tokens for sentence in material.sentences], material.lexicon, model)
        traces = suspects.traces(material.lexicon.entries)
        rows.append([traces.total, math.log(traces.length + 10)])
        labels.append(material.spun)
    curve = LogisticRegression(C=10.0, class_weight="balanced").fit(rows, labels)
    constant, (evidence, length) = float(curve.intercept_[0]), map(float, curve.coef_[0])
    return DamageModel(round(constant, 4), round(evidence, 4), round(length, 4))


@dataclass(frozen=True, eq=False)
class Examples:
    """Rows of evidence, and whether each candidate is right."""

    rows: Floats
    right: NDArray[np.bool_]


def examples(found: Iterable[Material], model: LanguageModel, damage: DamageModel) -> Examples:
    """What the judge learns from."""
    rows, right = [], []
    for material in found:
        evidence = gather([s.tokens for s in material.sentences], material.lexicon, model, damage)
        for candidate, row in zip(evidence.candidates, evidence.rows, strict=True):
            sentence = material.sentences[candidate.sentence]
            is_right = sentence.is_right(candidate)
            if is_right or not sentence.is_open(candidate):
                rows.append(row)
                right.append(is_right)
    return Examples(np.array(rows), np.array(right))


def fit_judge(data: Examples) -> Trees:
    """Fit boosted trees, several times, and average them. Settings were chosen by cross-validation over pages."""
    from sklearn.ensemble import HistGradientBoostingClassifier

    return _flatten(
        [
            HistGradientBoostingClassifier(
                max_iter=150,
                learning_rate=0.06,
                max_leaf_nodes=12,
                min_samples_leaf=30,
                l2_regularization=6.0,
                max_features=0.5,
                early_stopping=False,
                random_state=seed,
            ).fit(data.rows, data.right)
            for seed in range(FORESTS)
        ]
    )


def calibrate(trees: Trees, pages: Pages, lexicon: Lexicon, model: LanguageModel, damage: DamageModel) -> Trees:
    """Trees whose probabilities are true of the proposals they make on `pages`, which nothing was learnt from."""
    from sklearn.linear_model import LogisticRegression

    outcomes: list[tuple[float, bool]] = []
    for passage in chain.from_iterable(map(passages_of, pages.values())):
        evidence = gather([sentence.tokens for sentence in passage], lexicon, model, damage)
        outcomes += _outcomes(evidence, trees.log_odds(evidence.rows), passage)
    if len({is_right for _, is_right in outcomes}) < 2:
        raise ConfigurationError("the pages for calibration need proposals that are right and some that are wrong")
    odds, right = zip(*outcomes, strict=True)
    curve = LogisticRegression(C=100.0).fit(np.array(odds)[:, None], right)
    return trees.calibrated(round(float(curve.coef_[0, 0]), 3), round(float(curve.intercept_[0]), 3))


def _outcomes(evidence: Evidence, log_odds: Floats, sentences: Sequence[Sentence]) -> Iterator[tuple[float, bool]]:
    """The log odds of each proposal on a page, and whether it is right."""
    for number in best_candidates(evidence.candidates, log_odds, EVEN_ODDS):
        candidate = evidence.candidates[number]
        sentence = sentences[candidate.sentence]
        is_right = sentence.is_right(candidate)
        if is_right or not sentence.is_open(candidate):
            yield float(log_odds[number]), is_right


def _flatten(forests: list[Any]) -> Trees:
    """The average of scikit-learn's forests as one table of nodes."""
    trees = [stage[0].nodes for forest in forests for stage in forest._predictors]  # noqa: SLF001 - no public way
    roots = np.cumsum([0, *(len(nodes) for nodes in trees[:-1])]).astype(np.int32)
    nodes = np.concatenate(trees)
    own = np.arange(len(nodes), dtype=np.int32)
    base = np.repeat(roots, [len(tree) for tree in trees])
    is_leaf = nodes["is_leaf"].astype(bool)
    return Trees(
        roots=roots,
        feature=np.where(is_leaf, 0, nodes["feature_idx"]).astype(np.int32),
        threshold=np.where(is_leaf, 0.0, nodes["num_threshold"]),
        left=np.where(is_leaf, own, base + nodes["left"]).astype(np.int32),
        right=np.where(is_leaf, own, base + nodes["right"]).astype(np.int32),
        value=np.where(is_leaf, nodes["value"], 0.0) / len(forests),
        baseline=float(np.mean([forest._baseline_prediction[0, 0] for forest in forests])),  # noqa: SLF001
        depth=int(max(nodes["depth"])),
    )
