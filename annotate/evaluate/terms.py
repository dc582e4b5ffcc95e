"""Scores of Chinese terms: span, script, reading, partner.

Script and reading count on terms with the right span. A partner counts when it covers at least half of a gold
partner and is no more than twice its size.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from annotate.evaluate.annotated import Gold, GoldTerm
from annotate.evaluate.entities import Score
from annotate.evaluate.gold_names import letters
from annotate.model import Term


@dataclass(frozen=True, slots=True)
class TermScores:
    """What `annotate evaluate terms` prints; shares are from 0 to 1."""

    spans: Score
    script: float
    pinyin: float
    partner: float
    invented: int
    """Terms that got a partner where the gold has none."""


def score_terms(documents: Sequence[Gold], predictions: Iterable[Sequence[Term]]) -> TermScores:
    """The scores of predicted terms; one sequence for each document."""
    counts: Counter[str] = Counter()
    for document, predicted in zip(documents, predictions, strict=True):
        mine = {(term.span.start, term.span.end): term for term in predicted}
        counts.update({"gold": len(document.terms), "predicted": len(mine)})
        for term in document.terms:
            if (term.start, term.end) in mine:
                counts.update(_compared(term, mine[term.start, term.end]))
    return TermScores(
        Score(counts["span"], counts["predicted"], counts["gold"]),
        script=counts["script"] / max(1, counts["span"]),
        pinyin=counts["pinyin"] / max(1, counts["span"]),
        partner=counts["partner"] / max(1, counts["with partner"]),
        invented=counts["invented"],
    )


def _compared(gold: GoldTerm, mine: Term) -> Counter[str]:
    return Counter(
        {
            "span": 1,
            "script": mine.script in gold.scripts,
            "pinyin": letters(mine.pinyin) in gold.readings,
            "with partner": bool(gold.partners),
            "partner": any(_covers(mine, partner) for partner in gold.partners),
            "invented": mine.partner is not None and not gold.partners,
        }
    )


def _covers(term: Term, gold: tuple[int, int]) -> bool:
    if term.partner is None:
        return False
    span, size = term.partner.span, gold[1] - gold[0]
    return 2 * (min(span.end, gold[1]) - max(span.start, gold[0])) >= size and len(span) <= 2 * size
