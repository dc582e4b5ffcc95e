"""Rebuild every table and model that normalizing ships with.

    python -m annotate.normalize.train --pages PAGES.jsonl --calibration OTHER_PAGES.jsonl
        --text NAME.txt.xz ... --clean NAME.txt.xz ... -o annotate/data

--pages holds annotated sentences (see `training.gold`), --calibration others from which nothing is learnt but how
sure the judge may be. Every --text is counted by the language model; --clean names those of them that no translation
engine wrote: they give the rates of words in clean text, and one block of forty lines in ten of them is left out of
all counting and teaches what must not be changed. The same inputs give the same bytes.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from annotate.data.load import write_arrays, write_table
from annotate.normalize.casing import Capitals
from annotate.normalize.context import LanguageModel, count_model
from annotate.normalize.lexicon import Lexicon
from annotate.normalize.proposal import Proposal, Words
from annotate.normalize.rules.registry import DETECTORS
from annotate.normalize.training.gold import Pages, read_pages
from annotate.normalize.training.learning import calibrate, examples, fit_damage, fit_judge, materials
from annotate.normalize.training.reference import count_capitals, read_texts
from annotate.normalize.training.tally import Tally

PRIOR_RIGHT, PRIOR_TRIED = 9, 10
"""A rule that no page has tried is taken to be right nine times in ten; what pages say then corrects it."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """The files that everything is made from."""

    pages: Path
    calibration: Path
    texts: tuple[Path, ...]
    clean: tuple[Path, ...]

    def digests(self) -> str:
        """SHA-256 and name of every file, a line each."""
        paths = (self.pages, self.calibration, *self.texts)
        return "".join(f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in paths)


def train(inputs: Inputs, out: Path) -> None:
    """Build all tables and models and write them into the folder `out`."""
    pages = read_pages(inputs.pages)
    reference = read_texts(inputs.texts, inputs.clean)
    model = count_model([[token.key for token in tokens] for tokens in reference.counted])
    tally = Tally(pages, reference.clean, model)
    lexicon = tally.lexicon()
    found = materials(pages, reference.held_out, tally)
    damage = fit_damage(found, model)
    trees = fit_judge(examples(found, model, damage))
    trees = calibrate(trees, read_pages(inputs.calibration), lexicon, model, damage)
    curve = np.array([damage.constant, damage.per_evidence, damage.per_log_length])
    write_arrays(out / "language_model.npz", model.arrays())
    write_arrays(out / "judge.npz", {**trees.arrays(), "damage": curve})
    write_lexicon(out / "lexicon.tsv", lexicon)
    write_capitals(out / "capitals.tsv", count_capitals(reference, lexicon))
    write_reliability(out / "reliability.tsv", measure_detectors(pages, model))


def measure_detectors(pages: Pages, model: LanguageModel) -> dict[str, tuple[int, int]]:
    """For each rule that looks for itself: how often it fired on annotated pages, and was right."""
    tried = {rule: [0, 0] for rule in DETECTORS}
    for sentences in pages.values():
        for sentence in sentences:
            words = Words(sentence.source, [sentence.tokens], damage=1.0)
            for rule, detector in DETECTORS.items():
                for proposal in detector(words, model):
                    tried[rule][0] += 1
                    tried[rule][1] += any(_makes(proposal, edit, sentence.source) for edit in sentence.edits)
    return {rule: (fired, right) for rule, (fired, right) in tried.items()}


def _makes(proposal: Proposal, edit: tuple[int, int, str], source: str) -> bool:
    """Whether a proposal makes an annotated edit, which may be shorter."""
    start, end, to = edit
    before, after = source[proposal.start : max(proposal.start, start)], source[min(proposal.end, end) : proposal.end]
    return start < proposal.end and proposal.start < end and before + to + after == proposal.replacement


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


def main() -> int:
    """Run the command line."""
    summary = (__doc__ or "").split("\n", maxsplit=1)[0]
    parser = argparse.ArgumentParser(prog="python -m annotate.normalize.train", description=summary)
    parser.add_argument("--pages", type=Path, required=True, help="annotated sentences, JSONL")
    parser.add_argument("--calibration", type=Path, required=True, help="other annotated sentences, JSONL")
    parser.add_argument("--text", type=Path, nargs="+", required=True, help="text, one sentence a line, xz")
    parser.add_argument("--clean", type=Path, nargs="+", required=True, help="which of them are clean English")
    parser.add_argument("-o", "--out", type=Path, required=True, help="folder for the tables")
    options = parser.parse_args()
    inputs = Inputs(options.pages, options.calibration, tuple(options.text), tuple(options.clean))
    train(inputs, options.out)
    sys.stdout.write(inputs.digests())
    return 0


if __name__ == "__main__":
    sys.exit(main())
