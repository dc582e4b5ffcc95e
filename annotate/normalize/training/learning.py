"""Teaching the judge: which text it is shown, how its trees grow, and how its probabilities are made true."""

from __future__ import annotations

import json
import math
import tempfile
import zlib
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from annotate.errors import ConfigurationError
from annotate.normalize.context import Floats
from annotate.normalize.decide import best_candidates
from annotate.normalize.evidence import FEATURES, Evidence, gather
from annotate.normalize.lexicon import Lexicon, Origin
from annotate.normalize.spin import DamageModel, passages
from annotate.normalize.suspects import Finder, Suspects
from annotate.normalize.tokens import Token
from annotate.normalize.training.gold import Pages, Sentence, change_of
from annotate.normalize.training.simulation import Spinner
from annotate.normalize.training.tally import Tally
from annotate.normalize.trees import Trees

if TYPE_CHECKING:
    from catboost import CatBoostClassifier

PIECES = (1, 2, 4, 8, 15)
"""Sentences of the pieces documents are cut into, so that short texts are learnt as well as long ones."""
SUSPICIOUS = 1.0
"""Log ratio from which a word counts as one that spinners love."""
BLOCKS = 80
"""Clean blocks that are learnt from whole; of all of them the suspicious sentences are. The rest is spun."""
FOLDS = 10
"""What is learnt is learnt ten times besides, each time without a tenth of all pages."""
EVEN_ODDS = 0.0
"""Natural log of the odds from which a candidate is proposed."""
SEED = 0
RISING = frozenset(
    [
        "prior",
        "seen",
        "damage",
        "own_evidence",
        "spun_share",
        "gain",
        "share",
        "context_gain",
        "completes_name",
        "in_reach",
    ]
)
"""Numbers of evidence of which more can only make a candidate likelier: the trees are held to that."""
FALLING = frozenset(["kept", "meant_here"])
"""Those of which more can only make it less likely."""
DEPTH, TREES, SHRINKAGE, RATE = 6, 300, 10.0, 0.06
"""Chosen by cross-validation over pages: deeper or freer trees learn the pages by heart."""


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
    """A piece of text with a lexicon that has not seen it."""

    page: str
    """The page or clean block it comes from: all its pieces fall into the same fold."""
    sentences: Sequence[Sentence]
    finder: Finder
    is_whole: bool
    """Whether it is a passage as it would be judged, not a smaller piece."""
    is_simulated: bool = False
    """Whether the damage was made here: it teaches only what annotated pages are too few to teach."""

    @property
    def spun(self) -> bool:
        """Whether it is spun."""
        return self.sentences[0].is_spun

    @property
    def tokens(self) -> list[list[Token]]:
        """The words, sentence by sentence."""
        return [sentence.tokens for sentence in self.sentences]

    def suspects(self) -> Suspects:
        """The words that may be a spinner's, looked at closely."""
        return self.finder.find(self.tokens, self.finder.known(self.tokens))


def materials(pages: Pages, held_out: list[list[Sentence]], tally: Tally, finder: Finder) -> list[Material]:
    """Every page in passages and in smaller pieces, each with the lexicon of the other folds; clean blocks alike.

    A lexicon of all pages but one would not do: where a word was restored on that page, it counts less than elsewhere,
    and most in clean text; so the counts would tell the trees what they are to find out.

    Suspicious sentences are rare in clean text. Crowded together they are what a careful reader would test the
    program with; they teach the judge that a crowd alone convicts nobody.
    """
    random = np.random.default_rng(SEED)
    found: list[Material] = []
    finders = [replace(finder, lexicon=tally.lexicon(leave=pages_of(fold, pages))) for fold in range(FOLDS)]

    def add(page: str, sentences: list[Sentence], *, in_passages: bool = True) -> None:
        known = finders[fold_of(page)]
        if in_passages:
            found.extend(Material(page, passage, known, is_whole=True) for passage in passages_of(sentences))
        found.extend(Material(page, piece, known, is_whole=False) for piece in pieces(sentences, random))

    for page, sentences in pages.items():
        add(page, sentences)
    order = [held_out[number] for number in random.permutation(len(held_out)).tolist()]
    for number, block in enumerate(order[:BLOCKS]):
        add(f"clean {number}", block)
    crowd = [sentence for block in order for sentence in block if _is_suspicious(sentence, finder.lexicon)]
    crowd = [crowd[number] for number in random.permutation(len(crowd))]
    for number in range(0, len(crowd), sum(PIECES)):
        add(f"crowd {number}", crowd[number : number + sum(PIECES)], in_passages=False)
    spinner = Spinner.of(finder.lexicon.counts, finder.thesaurus)
    return [*found, *_simulated(order[BLOCKS:], spinner, finders, random)]


def _simulated(
    blocks: list[list[Sentence]], spinner: Spinner, finders: Sequence[Finder], random: np.random.Generator
) -> Iterator[Material]:
    """Clean blocks spun as annotated pages are, in passages and in smaller pieces."""
    for number, block in enumerate(blocks):
        page, name = spinner.page(block, random), f"simulated {number}"
        for piece in chain(passages_of(page), pieces(page, random)):
            yield Material(name, piece, finders[fold_of(name)], is_whole=False, is_simulated=True)


def fold_of(page: str) -> int:
    """Which of FOLDS a page or block belongs to."""
    return zlib.crc32(page.encode()) % FOLDS


def pages_of(fold: int, pages: Iterable[str]) -> frozenset[str]:
    """The pages of a fold."""
    return frozenset(page for page in pages if fold_of(page) == fold)


def _is_suspicious(sentence: Sentence, lexicon: Lexicon) -> bool:
    """Whether a clean sentence holds a word that spinners love, in rightful use."""
    return any(entry.evidence > SUSPICIOUS for _, entry in lexicon.matches(sentence.keys))


def fit_damage(found: Iterable[Material]) -> DamageModel:
    """Fit the curve that says how likely a text is spun."""
    from sklearn.linear_model import LogisticRegression

    rows, labels = [], []
    for material in found:
        if material.is_simulated:
            continue
        traces = material.suspects().traces()
        rows.append([traces.total, traces.against(), math.log(traces.length + 10)])
        labels.append(material.spun)
    curve = LogisticRegression(C=10.0, class_weight="balanced").fit(rows, labels)
    evidence, left, length = (round(float(each), 4) for each in curve.coef_[0])
    return DamageModel(round(float(curve.intercept_[0]), 4), evidence, max(left, 0.0), length)


@dataclass(frozen=True, eq=False)
class Lesson:
    """A piece of text with its evidence, and whether each candidate is right."""

    material: Material
    evidence: Evidence
    right: NDArray[np.bool_]
    settled: NDArray[np.bool_]
    """Where no optional change leaves the answer open."""


def lessons(found: Iterable[Material], damage: DamageModel) -> list[Lesson]:
    """What the judge learns from."""
    return [lesson for material in found if len((lesson := _lesson(material, damage)).right)]


def _lesson(material: Material, damage: DamageModel) -> Lesson:
    evidence = gather(material.tokens, material.finder, damage)
    right = [material.sentences[c.sentence].is_right(c) for c in evidence.candidates]
    closed = [not material.sentences[c.sentence].is_open(c) for c in evidence.candidates]
    settled = np.array(right, bool) | np.array(closed, bool)
    if material.is_simulated:
        settled &= np.array([c.substitution.origin is Origin.THESAURUS for c in evidence.candidates], bool)
    return Lesson(material, evidence, np.array(right, bool), settled)


def grow(taught: Sequence[Lesson], seed: int = SEED) -> Trees:
    """Grow oblivious trees."""
    from catboost import CatBoostClassifier

    rows = np.vstack([lesson.evidence.rows[lesson.settled] for lesson in taught])
    right = np.concatenate([lesson.right[lesson.settled] for lesson in taught])
    forest = CatBoostClassifier(
        iterations=TREES,
        depth=DEPTH,
        learning_rate=RATE,
        l2_leaf_reg=SHRINKAGE,
        border_count=64,
        random_seed=seed,
        thread_count=1,
        verbose=False,
        allow_writing_files=False,
        monotone_constraints=[(name in RISING) - (name in FALLING) for name in FEATURES],
    ).fit(rows.astype(np.float32), right.astype(int))
    return _flatten(forest)


@dataclass(frozen=True, eq=False)
class Unseen:
    """What trees say that have not seen a page: those of each fold learnt from the pages of the others."""

    forests: Sequence[Trees]
    log_odds: Sequence[Floats]
    """For each lesson the log odds of its candidates."""

    @classmethod
    def of(cls, taught: Sequence[Lesson]) -> Unseen:
        """Grow trees fold by fold."""
        forests = [grow([each for each in taught if fold_of(each.material.page) != out]) for out in range(FOLDS)]
        odds = [forests[fold_of(lesson.material.page)].log_odds(lesson.evidence.rows) for lesson in taught]
        return cls(forests, odds)


def calibrate(taught: Sequence[Lesson], unseen: Unseen, telling: Container[str]) -> tuple[float, float, float]:
    """The three numbers that make probabilities true of whole annotated stretches: slope, shift and ceiling.

    Two of them (Platt 1999) make the log odds true of single words; the third is how often, where a word is restored
    rightly, the whole stretch that annotators changed comes out right. Only passages of the pages `telling` count.
    """
    from sklearn.linear_model import LogisticRegression

    outcomes = [
        outcome
        for lesson, odds in zip(taught, unseen.log_odds, strict=True)
        if lesson.material.is_whole and lesson.material.page in telling
        for outcome in _outcomes(lesson, odds)
    ]
    if len({outcome.is_right for outcome in outcomes}) < 2:
        raise ConfigurationError("the pages need proposals that are right and some that are wrong")
    odds = np.array([[outcome.log_odds] for outcome in outcomes])
    curve = LogisticRegression(C=100.0).fit(odds, [outcome.is_right for outcome in outcomes])
    whole = np.mean([outcome.is_whole for outcome in outcomes if outcome.is_right])
    return round(float(curve.coef_[0, 0]), 3), round(float(curve.intercept_[0]), 3), round(float(whole), 3)


class _Outcome(NamedTuple):
    """What became of a proposal."""

    log_odds: float
    is_right: bool
    """Whether annotators made this change of words."""
    is_whole: bool
    """Whether the whole stretch they changed comes out right."""


def _outcomes(lesson: Lesson, log_odds: Floats) -> Iterator[_Outcome]:
    """What becomes of each proposal."""
    candidates = lesson.evidence.candidates
    best = best_candidates(candidates, log_odds, EVEN_ODDS)
    made = {(c.sentence, change_of(c)) for c in (candidates[number] for number in best)}
    for number in best:
        if not lesson.settled[number]:
            continue
        candidate = candidates[number]
        stretches = lesson.material.sentences[candidate.sentence].stretches
        mine = next((stretch for stretch in stretches if change_of(candidate) in stretch), None)
        is_whole = mine is not None and all((candidate.sentence, change) in made for change in mine)
        yield _Outcome(float(log_odds[number]), mine is not None, is_whole)


def _flatten(forest: CatBoostClassifier) -> Trees:
    """CatBoost's trees as tables."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "forest.json"
        forest.save_model(str(path), format="json")
        model = json.loads(path.read_text(encoding="utf-8"))
    trees = [tree for tree in model["oblivious_trees"] if tree["splits"]]
    depth = max(len(tree["splits"]) for tree in trees)
    features = np.zeros((len(trees), depth), np.int64)
    thresholds = np.full((len(trees), depth), np.inf, np.float32)
    leaves = np.zeros((len(trees), 2**depth), np.float32)
    for number, tree in enumerate(trees):
        for level, split in enumerate(tree["splits"]):
            features[number, level] = split["float_feature_index"]
            thresholds[number, level] = split["border"]
        leaves[number, : len(tree["leaf_values"])] = tree["leaf_values"]
    scale, (bias,) = model["scale_and_bias"]
    return Trees(features, thresholds, leaves * np.float32(scale), float(bias))
