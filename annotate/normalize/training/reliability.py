"""How far each rule that looks for itself can be trusted, measured on whole annotated pages.

    python -m annotate.normalize.training.reliability --pages PAGES.jsonl -o annotate/data

A rule that wants evidence from the rest of the text is measured with it: a page is one text, a paragraph a sentence.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from annotate.data.load import write_table
from annotate.normalize.context import LanguageModel
from annotate.normalize.profile import Profile
from annotate.normalize.proposal import Proposal, Words, in_profiles
from annotate.normalize.resources import load_resources
from annotate.normalize.rules.registry import DETECTORS
from annotate.normalize.tokens import tokenize
from annotate.normalize.training.gold import Pages, Sentence, read_pages

GAP = "\n\n"
PRIOR_RIGHT, PRIOR_TRIED = 9, 10
"""A rule that no page has tried is taken to be right nine times in ten; what pages say then corrects it."""


@dataclass(frozen=True, slots=True)
class Trial:
    """A proposal on an annotated page, and whether annotators made the same change."""

    rule: str
    proposal: Proposal
    source: str
    is_right: bool


def trials(pages: Pages, model: LanguageModel, profiles: Iterable[Profile]) -> Iterator[Trial]:
    """What every rule proposes on the pages; proposals on what annotators left open are passed over."""
    shared = tuple(profiles)
    for sentences in pages.values():
        words, edits, optional = _page(sentences)
        words = in_profiles(words, shared)
        for rule, detector in DETECTORS.items():
            for proposal in detector(words, model):
                if not any(start < proposal.end and proposal.start < end for start, end in optional):
                    is_right = any(makes(proposal, edit, words.source) for edit in edits)
                    yield Trial(rule, proposal, words.source, is_right)


def makes(proposal: Proposal, edit: tuple[int, int, str], source: str) -> bool:
    """Whether a proposal makes an annotated edit; either may take in words that stay as they are."""
    start, end, to = edit
    if not (start < proposal.end and proposal.start < end):
        return False
    first, last = min(start, proposal.start), max(end, proposal.end)
    annotated = source[first:start] + to + source[end:last]
    return annotated == source[first : proposal.start] + proposal.replacement + source[proposal.end : last]


def _page(sentences: list[Sentence]) -> tuple[Words, list[tuple[int, int, str]], list[tuple[int, int]]]:
    """A page as one text, with its edits and the stretches left open, counted from its start."""
    source = GAP.join(sentence.source for sentence in sentences)
    tokens, edits, optional, at = [], [], [], 0
    for sentence in sentences:
        tokens.append(tokenize(source, at, at + len(sentence.source)))
        edits += [(at + start, at + end, to) for start, end, to in sentence.edits]
        optional += [(at + start, at + end) for start, end in sentence.optional]
        at += len(sentence.source) + len(GAP)
    return Words(source, tokens, damage=1.0), edits, optional


def write_reliability(path: Path, found: Iterable[Trial]) -> None:
    """Write how often each rule fired and was right, and the probability taken from that."""
    tried = {rule: [0, 0] for rule in DETECTORS}
    for trial in found:
        tried[trial.rule][0] += 1
        tried[trial.rule][1] += trial.is_right
    rows = [
        (rule, fired, right, f"{(right + PRIOR_RIGHT) / (fired + PRIOR_TRIED):.3f}")
        for rule, (fired, right) in tried.items()
    ]
    note = "How often each rule fired on annotated pages and was right, starting from 9 in 10. See README.md."
    write_table(path, ("rule", "fired", "right", "probability"), rows, note)


def main() -> int:
    """Run the command line."""
    parser = argparse.ArgumentParser(prog="python -m annotate.normalize.training.reliability")
    parser.add_argument("--pages", type=Path, required=True, help="annotated sentences, JSONL")
    parser.add_argument("-o", "--out", type=Path, required=True, help="folder for reliability.tsv")
    parser.add_argument("--show", action="store_true", help="print every proposal that annotators did not make")
    options = parser.parse_args()
    resources = load_resources()
    found = list(trials(read_pages(options.pages), resources.model, resources.profiles))
    write_reliability(options.out / "reliability.tsv", found)
    for trial in found if options.show else ():
        if not trial.is_right:
            proposal = trial.proposal
            before, after = max(0, proposal.start - 40), proposal.end + 40
            context = " ".join(trial.source[before:after].split())
            sys.stdout.write(f"{trial.rule}\t{proposal.replacement}\t{context}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
