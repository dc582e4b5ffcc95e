"""How well annotated pages are cleaned by what was learnt from the others.

    python -m annotate.training.unseen_pages --report PAGES.jsonl ...

All other options are those of `annotate.normalize.train`, and --report names some of its --pages. Each of them is
cleaned by a lexicon, trees and a calibration that have not seen it: ten times all is learnt, each time without a tenth
of the pages. What is printed is what `annotate evaluate clean` prints.

    ... --judge local -o annotate/data/second_judge.tsv

has a second judge look at the doubtful places of the same pages, and writes how much its opinion weighs beside that of
a first judge that has not seen them.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from annotate.evaluate import Score, read_gold, score
from annotate.evaluate.report import to_text
from annotate.model import Document
from annotate.normalize import normalize
from annotate.normalize.second_judge import SecondJudge, open_judge
from annotate.normalize.second_judge.learn import Hearing, fit, hearings, write_curve
from annotate.normalize.train import Prepared, inputs_of, options_of
from annotate.normalize.training.gold import Pages, read_pages


def unseen_score(gold: Path, made: Prepared) -> Score:
    """The score of the whole of `normalize`, the rules that look for themselves included."""

    def clean(document: Document) -> Document:
        return normalize(document, resources=made.resources(document.id))

    return score(read_gold(gold), clean)


def unseen_hearings(pages: Pages, made: Prepared, judge: SecondJudge) -> Iterator[Hearing]:
    """What a second judge says of the places that a first judge, which has not seen them, is unsure of."""
    for page, sentences in pages.items():
        yield from hearings({page: sentences}, made.resources(page), judge)


def main() -> int:
    """Run the command line."""
    parser = options_of("annotate.training.unseen_pages", __doc__ or "")
    parser.add_argument("--report", type=Path, required=True, help="pages to judge by what is learnt from the others")
    parser.add_argument("--judge", help="a second judge that is to look at them: local, or the URL of a server")
    parser.add_argument("-o", "--out", type=Path, help="where to write how much its opinion weighs")
    options = parser.parse_args()
    if bool(options.judge) != bool(options.out):
        parser.error("--judge and --out go together")
    judge = open_judge(options.judge) if options.judge else None
    made = Prepared.of(inputs_of(options))
    sys.stdout.write(to_text(unseen_score(options.report, made)))
    if judge:
        heard = list(unseen_hearings(read_pages(options.report), made, judge))
        write_curve(options.out, judge.kind, fit(heard), len(heard))
    return 0


if __name__ == "__main__":
    sys.exit(main())
