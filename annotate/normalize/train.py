"""Rebuild every table and model that normalizing ships with.

    python -m annotate.normalize.train --pages PAGES.jsonl --text NAME.txt.xz ... --clean NAME.txt.xz ... -o annotate/data

PAGES holds annotated sentences (see `gold`). Every --text is counted by the language model; --clean names those of
them that no translation engine wrote: they give the rates of words in clean text, and one block of forty lines in
ten of them is left out of all counting and teaches what must not be changed. The same inputs give the same bytes.
"""

from __future__ import annotations

import argparse
import hashlib
import lzma
import math
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from annotate.data.load import write_arrays, write_table
from annotate.normalize.casing import Capitals
from annotate.normalize.context import LanguageModel, count_model
from annotate.normalize.evidence import gather
from annotate.normalize.gold import Pages, Sentence, plain_sentence, read_pages
from annotate.normalize.lexicon import Lexicon
from annotate.normalize.proposal import Words
from annotate.normalize.rules.registry import DETECTORS
from annotate.normalize.spin import DamageModel, Traces
from annotate.normalize.tally import Tally
from annotate.normalize.tokens import Token, tokenize
from annotate.normalize.trees import Trees

BLOCK, HELD_OUT = 40, 7
"""Lines of a block, and which block of every ten is held out of counting."""
PIECES = (1, 2, 4, 8, 15, 40)
"""Sentences of the pieces documents are cut into, so that short texts are learnt as well as long ones."""
PRIOR_RIGHT, PRIOR_TRIED = 9, 10
"""A rule that no page has tried is taken to be right nine times in ten; what pages say then corrects it."""
SUSPICIOUS = 1.0
"""Log ratio from which a word counts as one that spinners love."""
SEED = 0


@dataclass(frozen=True, slots=True)
class Texts:
    """Reference text: all sentences for counting, the clean ones of them, and clean blocks held out."""

    counted: list[list[Token]]
    clean: list[list[str]]
    held_out: list[list[Sentence]]


def read_texts(paths: Iterable[Path], clean: Iterable[Path]) -> Texts:
    """Read reference texts, one sentence or paragraph a line, xz-compressed."""
    human = set(clean)
    counted: list[list[Token]] = []
    clean_keys: list[list[str]] = []
    held_out: dict[tuple[Path, int], list[Sentence]] = {}
    for path in paths:
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            for number, line in enumerate(lines):
                if path in human and (number // BLOCK) % 10 == HELD_OUT:
                    if line.strip():
                        held_out.setdefault((path, number // BLOCK), []).append(plain_sentence(line.strip()))
                    continue
                tokens = tokenize(line)
                counted.append(tokens)
                if path in human:
                    clean_keys.append([token.key for token in tokens])
    return Texts(counted, clean_keys, list(held_out.values()))


def count_capitals(texts: Texts, lexicon: Lexicon) -> Capitals:
    """How the words a lexicon restores are written before a capitalised word."""
    meant = {s.meant[-1] for entry in lexicon.entries.values() for s in entry.substitutions if s.meant}
    pairs: Counter[tuple[str, str, bool]] = Counter()
    for tokens in texts.counted:
        for place in range(1, len(tokens) - 1):
            word, following = tokens[place], tokens[place + 1]
            if word.key in meant and following.text[0].isupper() and not following.text.isupper():
                pairs[word.key, following.key, word.text[0].isupper()] += 1
    names = {
        (word, following)
        for (word, following, is_upper), count in pairs.items()
        if is_upper and count >= 3 and count > 2 * pairs[word, following, False]
    }
    followers = {(word, following) for word, following, _ in pairs}
    kinds = Counter(word for word, _ in followers)
    upper = Counter(word for word, f in followers if pairs[word, f, True] > pairs[word, f, False])
    shares = {word: round((upper[word] + 1) / (kinds[word] + 3), 3) for word in kinds}
    return Capitals(frozenset(names), shares)


def pieces(sentences: list[Sentence], random: np.random.Generator) -> Iterator[list[Sentence]]:
    """The sentences of a document, cut into pieces of different lengths."""
    at = 0
    while at < len(sentences):
        length = int(random.choice(PIECES))
        yield sentences[at : at + length]
        at += length


@dataclass(frozen=True, slots=True)
class Material:
    """A piece of text with the lexicon that has not seen it, and whether it is spun."""

    page: str | None
    sentences: list[Sentence]
    lexicon: Lexicon
    spun: bool


def materials(pages: Pages, texts: Texts, tally: Tally) -> list[Material]:
    """Every page whole and in pieces, each with the lexicon of the other pages; clean blocks in pieces."""
    random = np.random.default_rng(SEED)
    whole = tally.lexicon()
    found: list[Material] = []
    for page, sentences in pages.items():
        lexicon = tally.lexicon(leave=page)
        found.append(Material(page, sentences, lexicon, spun=True))
        found += [Material(page, piece, lexicon, spun=True) for piece in pieces(sentences, random)]
    for block in texts.held_out:
        found += [Material(None, piece, whole, spun=False) for piece in pieces(block, random)]
        found += [Material(None, piece, whole, spun=False) for piece in suspicious(block, whole)]
    return found


def suspicious(sentences: list[Sentence], lexicon: Lexicon) -> Iterator[list[Sentence]]:
    """Two clean sentences in a row that hold at least two words spinners love, in rightful use.

    They are rare in running text and are what a careful reader would test the program with.
    """
    for start in range(len(sentences)):
        piece = sentences[start : start + 2]
        matches = [entry for sentence in piece for _, entry in lexicon.matches(sentence.keys)]
        if sum(entry.evidence > SUSPICIOUS for entry in matches) >= 2:
            yield piece


def fit_damage(found: Iterable[Material]) -> DamageModel:
    """Fit the curve that says how likely a text is spun."""
    from sklearn.linear_model import LogisticRegression

    rows, labels = [], []
    for material in found:
        keys = [sentence.keys for sentence in material.sentences]
        counts = Counter(entry.found for sentence in keys for _, entry in material.lexicon.matches(sentence))
        traces = Traces.of(counts, material.lexicon.entries, sum(map(len, keys)))
        rows.append([traces.total, math.log(traces.length + 10)])
        labels.append(material.spun)
    curve = LogisticRegression(C=10.0, class_weight="balanced").fit(rows, labels)
    constant, (evidence, length) = float(curve.intercept_[0]), map(float, curve.coef_[0])
    return DamageModel(round(constant, 4), round(evidence, 4), round(length, 4))


@dataclass(frozen=True, eq=False)
class Examples:
    """Rows of evidence, whether each candidate is right, and the page each comes from."""

    rows: NDArray[np.float64]
    right: NDArray[np.bool_]
    weights: NDArray[np.float64]
    pages: list[str | None]


def examples(found: Iterable[Material], model: LanguageModel, damage: DamageModel) -> Examples:
    """What the judge learns from. Half the weight of a page lies on its pieces."""
    rows, right, pages = [], [], []
    for material in found:
        evidence = gather([s.tokens for s in material.sentences], material.lexicon, model, damage)
        for candidate, row in zip(evidence.candidates, evidence.rows, strict=True):
            sentence = material.sentences[candidate.sentence]
            is_right = sentence.is_right(candidate)
            if is_right or not sentence.is_open(candidate):
                rows.append(row)
                right.append(is_right)
                pages.append(material.page)
    return Examples(np.array(rows), np.array(right), np.full(len(rows), 0.5), pages)


def fit_judge(data: Examples) -> Trees:
    """Fit boosted trees. Their settings were chosen by cross-validation over pages."""
    from sklearn.ensemble import HistGradientBoostingClassifier

    forest = HistGradientBoostingClassifier(
        max_iter=150,
        learning_rate=0.06,
        max_leaf_nodes=12,
        min_samples_leaf=30,
        l2_regularization=3.0,
        early_stopping=False,
        random_state=SEED,
    ).fit(data.rows, data.right, sample_weight=data.weights)
    return _flatten(forest)


def _flatten(forest: object) -> Trees:
    """scikit-learn's trees as one table of nodes."""
    trees = [stage[0].nodes for stage in forest._predictors]  # type: ignore[attr-defined] # noqa: SLF001 - no public way
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
        value=np.where(is_leaf, nodes["value"], 0.0),
        baseline=float(forest._baseline_prediction[0, 0]),  # type: ignore[attr-defined] # noqa: SLF001
        depth=int(max(nodes["depth"])),
    )


def measure_detectors(pages: Pages, model: LanguageModel) -> dict[str, tuple[int, int]]:
    """For each rule that looks for itself: how often it fired on annotated pages, and was right."""
    tried = {rule: [0, 0] for rule in DETECTORS}
    for sentences in pages.values():
        for sentence in sentences:
            words = Words(sentence.source, [sentence.tokens], damage=1.0)
            for rule, detector in DETECTORS.items():
                for proposal in detector(words, model):
                    tried[rule][0] += 1
                    tried[rule][1] += any(
                        start < proposal.end
                        and proposal.start < end
                        and _rewritten(sentence.source, start, end, to, proposal.start, proposal.end)
                        == proposal.replacement
                        for start, end, to in sentence.edits
                    )
    return {rule: (fired, right) for rule, (fired, right) in tried.items()}


def _rewritten(source: str, start: int, end: int, to: str, first: int, last: int) -> str:
    """What `source[first:last]` becomes when [start, end) is replaced by `to`."""
    return source[first : max(first, start)] + to + source[min(last, end) : last]


def write_lexicon(path: Path, lexicon: Lexicon) -> None:
    """Write the lexicon as a table an editor can read."""
    write_table(
        path,
        ("found", "meant", "seen", "derived", "occurrences", "evidence"),
        (
            (" ".join(e.found), " ".join(s.meant), f"{s.seen:g}", int(s.derived), e.occurrences, e.evidence)
            for e in lexicon.entries.values()
            for s in e.substitutions
        ),
        "Phrases a synonym spinner writes, and what they stood for on annotated pages. See README.md.",
    )


def write_capitals(path: Path, capitals: Capitals) -> None:
    """Write the table of capitals; a following word `*` stands for any."""
    shares = [(word, "*", share) for word, share in sorted(capitals.shares.items())]
    names = [(word, following, 1) for word, following in sorted(capitals.names)]
    note = "Words that take a capital before a capitalised word, counted from text. See README.md."
    write_table(path, ("word", "following", "share"), [*shares, *names], note)


def write_reliability(path: Path, tried: dict[str, tuple[int, int]]) -> None:
    """Write how far each detector can be trusted."""
    rows = [
        (rule, fired, right, f"{(right + PRIOR_RIGHT) / (fired + PRIOR_TRIED):.3f}")
        for rule, (fired, right) in tried.items()
    ]
    note = "How often each rule fired on annotated pages and was right, starting from 9 in 10. See README.md."
    write_table(path, ("rule", "fired", "right", "probability"), rows, note)


def train(pages_path: Path, texts: list[Path], clean: list[Path], out: Path) -> None:
    """Build all tables and models and write them into the folder `out`."""
    pages = read_pages(pages_path)
    read = read_texts(texts, clean)
    model = count_model([[token.key for token in tokens] for tokens in read.counted])
    tally = Tally(pages, read.clean, model)
    lexicon = tally.lexicon()
    found = materials(pages, read, tally)
    damage = fit_damage(found)
    trees = fit_judge(examples(found, model, damage))
    write_arrays(out / "language_model.npz", model.arrays())
    write_lexicon(out / "lexicon.tsv", lexicon)
    write_capitals(out / "capitals.tsv", count_capitals(read, lexicon))
    write_reliability(out / "reliability.tsv", measure_detectors(pages, model))
    curve = np.array([damage.constant, damage.per_evidence, damage.per_log_length])
    write_arrays(out / "judge.npz", {**trees.arrays(), "damage": curve})


def main() -> int:
    """Run the command line."""
    parser = argparse.ArgumentParser(prog="python -m annotate.normalize.train", description=__doc__.split("\n")[0])
    parser.add_argument("--pages", type=Path, required=True, help="annotated sentences, JSONL")
    parser.add_argument("--text", type=Path, nargs="+", required=True, help="reference text, one sentence a line, xz")
    parser.add_argument("--clean", type=Path, nargs="+", required=True, help="which of them are clean English")
    parser.add_argument("-o", "--out", type=Path, required=True, help="folder for the tables")
    options = parser.parse_args()
    train(options.pages, options.text, options.clean, options.out)
    for path in (options.pages, *options.text):
        sys.stdout.write(f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
