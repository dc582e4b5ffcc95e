"""Scores of names: typed and untyped F1 over exact stretches, and how well mentions are grouped.

A leading "the" and a trailing "'s" count on neither side. Grouping is B-cubed (Bagga and Baldwin 1998) over the
mentions that gold and prediction share.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from annotate.evaluate.annotated import Gold, Name
from annotate.model import Document

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Score:
    """How many were found, predicted and asked for."""

    true: int
    predicted: int
    gold: int

    @property
    def precision(self) -> float:
        """Share of the predicted ones that are right."""
        return self.true / max(1, self.predicted)

    @property
    def recall(self) -> float:
        """Share of the gold ones that were found."""
        return self.true / max(1, self.gold)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.true / max(1, self.predicted + self.gold)


@dataclass(frozen=True, slots=True)
class EntityScores:
    """What `annotate evaluate entities` prints."""

    typed: Score
    spans: Score
    of_type: dict[str, Score]
    grouping: float | None
    """B-cubed F1; None where the gold file groups no mentions."""


def names_of(document: Document) -> list[Name]:
    """The mentions of a document as names."""
    types = {entity.id: entity.type.value for entity in document.entities}
    return [Name(m.span.start, m.span.end, types[m.entity], m.entity) for m in document.mentions]


def trimmed(text: str, start: int, end: int) -> Place:
    """The stretch without a leading "the" and a trailing "'s"."""
    if text[start:end].lower().startswith("the "):
        start += 4
    if text[start:end].endswith(("'s", "’s")):
        end -= 2
    return start, end


def score_entities(documents: Sequence[Gold], predictions: Iterable[Sequence[Name]]) -> EntityScores:
    """The scores of predicted names; one sequence for each document."""
    counts: Counter[tuple[str, str]] = Counter()
    cubed = [0.0, 0.0, 0.0]
    for document, predicted in zip(documents, predictions, strict=True):
        gold, mine = _by_place(document, document.names), _by_place(document, predicted)
        counts.update(("gold", name.type) for name in gold.values())
        counts.update(("predicted", name.type) for name in mine.values())
        counts["spans", ""] += sum(place in mine for place in gold)
        counts.update(("true", n.type) for place, n in gold.items() if place in mine and mine[place].type == n.type)
        cubed = [have + more for have, more in zip(cubed, _b_cubed(gold, mine), strict=True)]
    types = sorted({kind for what, kind in counts if what != "spans"})
    of_type = {t: Score(counts["true", t], counts["predicted", t], counts["gold", t]) for t in types}
    made, asked = (sum(counts[what, kind] for kind in types) for what in ("predicted", "gold"))
    return EntityScores(
        Score(sum(counts["true", t] for t in types), made, asked),
        Score(counts["spans", ""], made, asked),
        of_type,
        _f1_of(cubed) if any(name.entity for document in documents for name in document.names) else None,
    )


def _by_place(document: Gold, names: Iterable[Name]) -> dict[Place, Name]:
    optional = {trimmed(document.text, *place) for place in document.optional}
    placed = {trimmed(document.text, name.start, name.end): name for name in names}
    return {place: name for place, name in placed.items() if place not in optional}


def _b_cubed(gold: dict[Place, Name], mine: dict[Place, Name]) -> tuple[float, float, float]:
    """Sums of precision and recall over the shared mentions, and their number."""
    shared = [place for place in gold if place in mine]
    precision = recall = 0.0
    for place in shared:
        together = {other for other in shared if gold[other].entity == gold[place].entity}
        found = {other for other in shared if mine[other].entity == mine[place].entity}
        precision += len(together & found) / len(found)
        recall += len(together & found) / len(together)
    return precision, recall, float(len(shared))


def _f1_of(cubed: Sequence[float]) -> float:
    precision, recall, count = cubed
    return 2 * precision * recall / max(1e-9, (precision + recall) * count)
