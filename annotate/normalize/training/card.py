"""The card of the tables: what they were made from, and what annotated pages show of the spinner."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from annotate.normalize.frames import is_in_reach
from annotate.normalize.lexicon import Counts
from annotate.normalize.thesaurus import UNREACHED, Thesaurus
from annotate.normalize.training.gold import Pages

CARD = "normalizing.md"
MADE = frozenset(
    [
        "language_model.npz",
        "encoder.npz",
        "thesaurus.npz",
        "judge.npz",
        "lexicon.tsv",
        "words.tsv",
        "capitals.tsv",
    ]
)
OFTEN = 3
"""How often a word must have been restored to count among those that show where a spinner writes."""


def write_card(out: Path, inputs: Iterable[Path], pages: Pages, counts: Counts, thesaurus: Thesaurus) -> None:
    """Write the card into the folder of the tables: every file with size and SHA-256, and two counts."""
    lines = [
        "# Tables for normalizing: what they were made from",
        "",
        "Origins, licences and figures stand in [README.md](README.md).",
        "",
        "| input | bytes | SHA-256 |",
        "|---|---|---|",
        *map(_row, inputs),
        "",
        "| table | bytes | SHA-256 |",
        "|---|---|---|",
        *map(_row, sorted(file for file in out.iterdir() if file.name in MADE)),
        "",
        "Pairs of single words in the lexicon, by how many first words of thesaurus entries lead from the word meant",
        "to the word found:",
        "",
        "| steps | pairs | places |",
        "|---|---|---|",
        *_steps(counts, thesaurus),
        "",
        f"Words that annotators restored {OFTEN} times and more, and mostly where a spinner reaches them:",
        "",
        "| | restored | left |",
        "|---|---|---|",
        *_reached(pages, counts),
    ]
    (out / CARD).write_text("\n".join(lines) + "\n", encoding="utf-8")


def _row(path: Path) -> str:
    content = path.read_bytes()
    return f"| {path.name} | {len(content)} | `{hashlib.sha256(content).hexdigest()}` |"


def _steps(counts: Counts, thesaurus: Thesaurus) -> Iterator[str]:
    """How the pairs of words in the lexicon lie in the thesaurus, as rows of a table."""
    pairs, places = Counter[int](), Counter[int]()
    for (found, meant), seen in counts.substituted.items():
        if len(found) == len(meant) == 1:
            steps = thesaurus.steps(found, meant)
            pairs[steps] += 1
            places[steps] += int(seen)
    for steps in sorted(pairs):
        yield f"| {'none' if steps == UNREACHED else steps} | {pairs[steps]} | {places[steps]} |"


def _reached(pages: Pages, counts: Counts) -> Iterator[str]:
    """In how many places the words of the spinner's list were restored and left, in its reach and out of it."""
    restored = Counter[str]()
    for (found, meant), seen in counts.substituted.items():
        if len(found) == len(meant) == 1:
            restored[meant[0]] += int(seen)
    listed = {word for word, places in restored.items() if places >= max(OFTEN, counts.kept.get(word, 0.0))}
    places = Counter[tuple[bool, bool]]()
    for sentence in (sentence for each in pages.values() for sentence in each if sentence.is_spun):
        for change in sentence.changes:
            if change.end - change.start == len(change.meant) == 1 and change.meant[0] in listed:
                places[is_in_reach(sentence.tokens, change.start, change.end), True] += 1
        for place, key in enumerate(sentence.keys):
            if key in listed and sentence.is_settled(place):
                places[is_in_reach(sentence.tokens, place, place + 1), False] += 1
    for reached, name in ((True, "in reach"), (False, "out of reach")):
        yield f"| {name} | {places[reached, True]} | {places[reached, False]} |"
