"""How well annotated pages are cleaned by what was learnt from the others.

    python -m annotate.training.unseen_pages --report PAGES.jsonl ...

All other options are those of `annotate.normalize.train`, and --report names some of its --pages. Each of them is
cleaned by a lexicon of all other pages, and by trees and a calibration that have not seen it: five times trees are
grown, each time without a fifth of all pages. What is printed is what `annotate evaluate clean` prints.
"""

from __future__ import annotations

import sys
from pathlib import Path

from annotate.evaluate import Score, read_gold, score
from annotate.evaluate.report import to_text
from annotate.model import Document
from annotate.normalize import normalize
from annotate.normalize.train import Prepared, inputs_of, options_of


def unseen_score(gold: Path, made: Prepared) -> Score:
    """The score of the whole of `normalize`, the rules that look for themselves included."""

    def clean(document: Document) -> Document:
        return normalize(document, resources=made.resources(document.id))

    return score(read_gold(gold), clean)


def main() -> int:
    """Run the command line."""
    parser = options_of("annotate.training.unseen_pages", __doc__ or "")
    parser.add_argument("--report", type=Path, required=True, help="pages to judge by what is learnt from the others")
    options = parser.parse_args()
    sys.stdout.write(to_text(unseen_score(options.report, Prepared.of(inputs_of(options)))))
    return 0


if __name__ == "__main__":
    sys.exit(main())
