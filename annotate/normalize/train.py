"""Rebuild every table and model that normalizing ships with.

    python -m annotate.normalize.train --pages PAGES.jsonl ... [--calibration PAGES.jsonl]
        --thesaurus th_en_US_v2.dat.xz --text NAME.txt.xz ... --clean NAME.txt.xz ... [--encoder encoder.npz]
        -o annotate/data

--pages holds annotated sentences (see `training.gold`); --calibration names those of them that are most like the texts
to come: probabilities are made true by them, each page judged by trees that have not seen it. Every --text is counted
by the language model and read by the encoder; --clean names those of them that no translation engine wrote: one block
of forty lines in ten of them is left out of all counting and teaches what must not be changed. Teaching the encoder
takes an hour on two processor cores; --encoder takes one that is there. The same inputs give the same bytes; a
card beside the tables names them.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from annotate.data.load import unpack_arrays, write_arrays, write_table
from annotate.normalize.casing import Capitals
from annotate.normalize.context import count_model
from annotate.normalize.encoder import Encoder
from annotate.normalize.lexicon import Counts
from annotate.normalize.resources import Resources, load_names, load_profiles, load_reliability
from annotate.normalize.spin import DamageModel
from annotate.normalize.suspects import Finder
from annotate.normalize.thesaurus import Thesaurus
from annotate.normalize.training.card import write_card
from annotate.normalize.training.encoder import train_encoder
from annotate.normalize.training.gold import Pages, read_pages
from annotate.normalize.training.learning import (
    Lesson,
    Unseen,
    calibrate,
    fit_damage,
    fold_of,
    grow,
    lessons,
    materials,
    pages_of,
)
from annotate.normalize.training.reference import Texts, count_capitals, read_texts
from annotate.normalize.training.tally import Tally
from annotate.normalize.training.thesaurus import build_thesaurus
from annotate.normalize.trees import Trees
from annotate.transformer import load_embeddings


@dataclass(frozen=True, slots=True)
class Inputs:
    """The files that everything is made from."""

    pages: tuple[Path, ...]
    thesaurus: Path
    texts: tuple[Path, ...]
    clean: tuple[Path, ...]
    calibration: tuple[Path, ...] = ()
    """Those of the pages that are most like the texts to come; all of them where none is named."""
    encoder: Path | None = None

    @property
    def paths(self) -> tuple[Path, ...]:
        """All of them."""
        return (*self.pages, self.thesaurus, *self.texts, *([self.encoder] if self.encoder else []))


@dataclass(frozen=True, eq=False)
class Prepared:
    """All that the trees grow from."""

    pages: Pages
    tally: Tally
    finder: Finder
    capitals: Capitals
    damage: DamageModel
    taught: list[Lesson]
    unseen: Unseen
    telling: frozenset[str]
    """The pages that probabilities are made true by."""

    @classmethod
    def of(cls, inputs: Inputs) -> Prepared:
        """Count, build, and judge every page without what was counted on it."""
        pages = read_pages(*inputs.pages)
        reference = read_texts(inputs.texts, inputs.clean)
        model = count_model([[token.key for token in tokens] for tokens in reference.counted])
        tally = Tally(pages, reference.counted, model)
        thesaurus = build_thesaurus(inputs.thesaurus, model)
        encoder = _encoder(inputs, reference, tally.counts(), thesaurus)
        finder = Finder(tally.lexicon(), thesaurus, model, encoder, load_names())
        found = materials(pages, reference.held_out, tally, finder)
        damage = fit_damage(found)
        taught = lessons(found, damage)
        telling = frozenset(read_pages(*(inputs.calibration or inputs.pages)))
        capitals = count_capitals(reference, finder.lexicon)
        return cls(pages, tally, finder, capitals, damage, taught, Unseen.of(taught), telling)

    def trees(self) -> Trees:
        """Trees that have seen every page, with probabilities made true by trees that have not."""
        return grow(self.taught).calibrated(*calibrate(self.taught, self.unseen, self.telling))

    def resources(self, page: str) -> Resources:
        """Everything to normalize a page by, from the pages of the other folds: lexicon, trees and calibration."""
        fold = fold_of(page)
        others = self.telling - pages_of(fold, self.telling)
        return Resources(
            finder=replace(self.finder, lexicon=self.tally.lexicon(leave=pages_of(fold, self.tally.pages))),
            capitals=self.capitals,
            trees=self.unseen.forests[fold].calibrated(*calibrate(self.taught, self.unseen, others)),
            damage=self.damage,
            reliability=load_reliability(),
            profiles=load_profiles(),
        )


def train(inputs: Inputs, out: Path) -> None:
    """Build all tables and models and write them into the folder `out`."""
    out.mkdir(parents=True, exist_ok=True)
    made = Prepared.of(inputs)
    finder, damage, counts = made.finder, made.damage, made.tally.counts()
    curve = np.array([damage.constant, damage.per_evidence, damage.per_left, damage.per_log_length])
    write_arrays(out / "language_model.npz", finder.model.arrays())
    write_arrays(out / "encoder.npz", finder.encoder.arrays())
    write_arrays(out / "thesaurus.npz", finder.thesaurus.arrays())
    write_arrays(out / "judge.npz", {**made.trees().arrays(), "damage": curve})
    write_counts(out, counts)
    write_capitals(out / "capitals.tsv", made.capitals)
    write_card(out, inputs.paths, made.pages, counts, finder.thesaurus)


def _encoder(inputs: Inputs, reference: Texts, counts: Counts, thesaurus: Thesaurus) -> Encoder:
    """The encoder, as shipped: what the judge learns by must be what it will judge by."""
    if inputs.encoder:
        return Encoder.from_arrays(unpack_arrays(inputs.encoder.read_bytes()), load_embeddings())
    return Encoder.from_arrays(train_encoder(reference.counted, counts, thesaurus).arrays(), load_embeddings())


def write_counts(out: Path, counts: Counts) -> None:
    """Write what was counted on annotated pages as tables an editor can read."""
    write_table(
        out / "lexicon.tsv",
        ("found", "meant", "places"),
        ((" ".join(f), " ".join(m), f"{n:g}") for (f, m), n in sorted(counts.substituted.items())),
        "Phrases a spinner writes, what they stood for on annotated pages, and in how many places. See README.md.",
    )
    write_table(
        out / "words.tsv",
        ("phrase", "places", "kept", "clean"),
        (
            (
                " ".join(phrase),
                f"{counts.occurrences.get(phrase, 0):g}",
                f"{counts.kept.get(phrase[0], 0) if len(phrase) == 1 else 0:g}",
                counts.clean.get(phrase, 0),
            )
            for phrase in sorted({*counts.occurrences, *counts.clean})
        ),
        "How often words and phrases stand on annotated spun pages where a spinner reaches them, how often annotators\n"
        "kept them, and how often they stand so in reference text; <all> is every word. See README.md.",
    )


def write_capitals(path: Path, capitals: Capitals) -> None:
    """Write the table of capitals: names first, then words by surroundings; the word `*` stands for all."""
    names = [(word, "", following, "", "") for word, following in sorted(capitals.names)]
    rows = [(word, around, "", upper, places) for (word, around), (upper, places) in capitals.counts.items()]
    note = "Pairs written as names, and how often words have a capital by what stands around them. See README.md."
    write_table(path, ("word", "around", "following", "capital", "places"), [*names, *rows], note)


def main() -> int:
    """Run the command line."""
    parser = options_of("annotate.normalize.train", __doc__ or "")
    parser.add_argument("-o", "--out", type=Path, required=True, help="folder for the tables")
    options = parser.parse_args()
    train(inputs_of(options), options.out)
    return 0


def options_of(program: str, about: str) -> argparse.ArgumentParser:
    """The options that name the inputs, for a program that is to be told of them."""
    parser = argparse.ArgumentParser(prog=f"python -m {program}", description=about.split("\n", maxsplit=1)[0])
    parser.add_argument("--pages", type=Path, nargs="+", required=True, help="annotated sentences, JSONL")
    parser.add_argument("--calibration", type=Path, nargs="+", default=(), help="the pages to calibrate by")
    parser.add_argument("--thesaurus", type=Path, required=True, help="MyThes thesaurus, .dat.xz")
    parser.add_argument("--text", type=Path, nargs="+", required=True, help="text, one sentence a line, xz")
    parser.add_argument("--clean", type=Path, nargs="+", required=True, help="which of them are clean English")
    parser.add_argument("--encoder", type=Path, help="an encoder that was trained before, .npz")
    return parser


def inputs_of(options: argparse.Namespace) -> Inputs:
    """The inputs that a command line names."""
    return Inputs(
        pages=tuple(options.pages),
        thesaurus=options.thesaurus,
        texts=tuple(options.text),
        clean=tuple(options.clean),
        calibration=tuple(options.calibration),
        encoder=options.encoder,
    )


if __name__ == "__main__":
    sys.exit(main())
