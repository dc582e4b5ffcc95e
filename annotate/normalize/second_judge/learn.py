"""Learn, from annotated pages, how much a second judge's opinion weighs.

    python -m annotate.normalize.second_judge.learn --judge local --pages PAGES.jsonl [--tables DIR]
        -o annotate/data/second_judge.tsv

The first judge must not have learnt from the pages, or it would seem surer than it is: --tables names a folder of
tables that `annotate.normalize.train` made from other pages. Pages and tables may be given several times, in pairs,
so that every page is judged by tables made from the others. Curves of other kinds of judge stay as they are.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from annotate.data.load import read_table, write_table
from annotate.errors import ConfigurationError
from annotate.model import Document
from annotate.normalize import normalize
from annotate.normalize.resources import Resources, load_resources
from annotate.normalize.second_judge.curve import NUMBERS, TABLE, Curve, evidence
from annotate.normalize.second_judge.doubt import Doubt, Opinion, SecondJudge
from annotate.normalize.second_judge.opening import open_judge
from annotate.normalize.second_judge.opinion import SecondOpinion
from annotate.normalize.tokens import tokenize
from annotate.normalize.training.gold import Pages, Sentence, read_pages
from annotate.segment import plain_blocks, sentences

GAP = "\n\n"
FIRST_ALONE = Curve(constant=0.0, first=1.0, second=0.0, lead=0.0)
NOTE = "How the opinions of the first and a second judge are joined: log odds = constant + weights. See README.md."


@dataclass(frozen=True, slots=True)
class Listener:
    """A judge whose opinions are written down."""

    judge: SecondJudge
    heard: list[tuple[Doubt, Opinion]] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The judge's name."""
        return self.judge.name

    @property
    def kind(self) -> str:
        """The judge's kind."""
        return self.judge.kind

    def weigh(self, doubts: Sequence[Doubt]) -> list[Opinion | None]:
        """Ask the judge and write down what it says."""
        opinions = self.judge.weigh(doubts)
        self.heard.extend((d, opinion) for d, opinion in zip(doubts, opinions, strict=True) if opinion is not None)
        return opinions


@dataclass(frozen=True, slots=True)
class Hearing:
    """A doubt, what the second judge said of it, and which options are right; None where annotators left it open."""

    doubt: Doubt
    opinion: Opinion
    right: tuple[bool | None, ...]


def hearings(pages: Pages, resources: Resources, judge: SecondJudge) -> Iterator[Hearing]:
    """Every doubt of annotated pages."""
    for page in pages.values():
        text = GAP.join(sentence.source for sentence in page)
        blocks = plain_blocks(text)
        listener = Listener(judge)
        document = Document(text, blocks=blocks, sentences=sentences(text, blocks))
        normalize(document, resources=resources, second=SecondOpinion(listener, FIRST_ALONE))
        placed = list(_placed(page))
        for doubt, opinion in listener.heard:
            at, sentence = next((at, each) for at, each in reversed(placed) if at <= doubt.start)
            yield Hearing(doubt, opinion, tuple(_is_right(sentence, doubt, at, option) for option in doubt.options))


def _placed(page: Sequence[Sentence]) -> Iterator[tuple[int, Sentence]]:
    at = 0
    for sentence in page:
        yield at, sentence
        at += len(sentence.source) + len(GAP)


def _is_right(sentence: Sentence, doubt: Doubt, at: int, option: str) -> bool | None:
    """Whether a place reads as annotators left it when the option is written there."""
    start, end = doubt.start - at, doubt.start - at + len(doubt.found)
    if any(start < stop and begin < end for begin, stop in sentence.optional):
        return None
    inside = [n for n, token in enumerate(sentence.tokens) if start <= token.start and token.end <= end]
    first, last = inside[0], inside[-1] + 1
    meant = [token.key for token in sentence.tokens[first:last]]
    changes = [change for change in sentence.changes if change.start < last and first < change.end]
    for change in sorted(changes, key=lambda change: -change.start):
        if not first <= change.start <= change.end <= last:
            return False
        meant[change.start - first : change.end - first] = change.meant
    return bool(changes) and [token.key for token in tokenize(option)] == meant


def fit(heard: Sequence[Hearing]) -> Curve:
    """The curve that all options teach, made true of the likeliest option of each place (Platt 1999)."""
    from sklearn.linear_model import LogisticRegression

    rows = [row for hearing in heard for row in evidence(hearing.doubt, hearing.opinion)]
    right = [right for hearing in heard for right in hearing.right]
    kept = [number for number, is_right in enumerate(right) if is_right is not None]
    if len({right[number] for number in kept}) < 2:
        raise ConfigurationError("the pages hold no doubtful places with right and with wrong options; give more pages")
    model = LogisticRegression(C=10.0).fit(np.array(rows)[kept], [right[number] for number in kept])
    curve = Curve(float(model.intercept_[0]), *map(float, model.coef_[0]))
    odds, outcomes = zip(*_best(heard, curve), strict=True)
    slope, shift = 1.0, 0.0
    if len(set(outcomes)) == 2:
        platt = LogisticRegression(C=10.0).fit(np.array(odds)[:, None], outcomes)
        slope, shift = float(platt.coef_[0, 0]), float(platt.intercept_[0])
    numbers = (slope * curve.constant + shift, slope * curve.first, slope * curve.second, slope * curve.lead)
    return Curve(*(round(number, 3) for number in numbers))


def _best(heard: Sequence[Hearing], curve: Curve) -> Iterator[tuple[float, bool]]:
    """Log odds of the likeliest option of each place, and whether it is right."""
    for hearing in heard:
        probabilities = curve.probabilities(hearing.doubt, hearing.opinion)
        best = int(np.argmax(probabilities))
        if (is_right := hearing.right[best]) is not None:
            yield float(np.log(probabilities[best] / (1 - probabilities[best]))), is_right


def write_curve(path: Path, kind: str, curve: Curve, places: int) -> None:
    """Write the curve of a kind of judge beside those of the others."""
    rows = {row["judge"]: tuple(row.values()) for row in read_table(TABLE, path.parent)} if path.exists() else {}
    rows[kind] = (kind, *(str(getattr(curve, name)) for name in NUMBERS), str(places))
    write_table(path, ("judge", *NUMBERS, "places"), [rows[name] for name in sorted(rows)], NOTE)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line."""
    parser = argparse.ArgumentParser(
        prog="python -m annotate.normalize.second_judge.learn",
        description=(__doc__ or "").split("\n", maxsplit=1)[0],
    )
    parser.add_argument("--judge", default="local", help="local, or the URL of a server")
    parser.add_argument("--pages", type=Path, action="append", required=True, help="annotated sentences, JSONL")
    parser.add_argument("--tables", type=Path, action="append", help="tables made from other pages")
    parser.add_argument("-o", "--out", type=Path, required=True, help=f"where to write {TABLE}")
    options = parser.parse_args(arguments)
    folders = options.tables or [None] * len(options.pages)
    if len(folders) != len(options.pages):
        parser.error("give as many --tables as --pages, or none")
    judge = open_judge(options.judge)
    heard = [
        hearing
        for pages, folder in zip(options.pages, folders, strict=True)
        for hearing in hearings(read_pages(pages), load_resources(folder=folder), judge)
    ]
    curve = fit(heard)
    write_curve(options.out, judge.kind, curve, len(heard))
    sys.stdout.write(f"{len(heard)} doubtful places; {curve}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
