"""What speaks for and against each candidate: a row of numbers for each, from which the judge decides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import compress

import numpy as np

from annotate.normalize.context import Floats
from annotate.normalize.encoder import Encoder
from annotate.normalize.facts import FACTS, facts_of
from annotate.normalize.fits import CONTEXT_FIT, FITS, context_gains, spots_of
from annotate.normalize.network import Reading
from annotate.normalize.spin import DamageModel, Traces
from annotate.normalize.suspects import Candidate, Finder, Suspects
from annotate.normalize.tokens import Token
from annotate.normalize.trees import Trees

STANDINGS = (
    "lead",  # prior and gain together, less those of the best rival for the same place
    "seen_lead",  # log of how often this pair was annotated, less that of the best rival
    "share",  # log of the candidate's share among its rivals
    "sense_lead",  # the network's log probability, less that of the best rival
    "sense_share",  # the network's log of the candidate's share
)
CONTEXT = (
    CONTEXT_FIT,
    "context_lead",  # the same, less that of the best rival
)
"""Unknown where nothing is in doubt: reading every sentence whole would take long and change little."""
COMPLETES = "completes_name"
"""1 when the meant word completes a name that is known whole."""
FEATURES = (*FACTS, *FITS, *STANDINGS, *CONTEXT, COMPLETES)
"""What a row of evidence holds, in this order."""
COLUMN = {name: number for number, name in enumerate(FEATURES)}
CONTEXT_COLUMNS = slice(COLUMN[CONTEXT[0]], COLUMN[CONTEXT[-1]] + 1)
MOST_GAIN = 8.0
"""Log probability beyond which a better fit says nothing more about the choice between rivals."""
ALONE = 4.0
"""Lead of a candidate that has no rival."""
UNLIKELY = -6.0
"""Log probability taken for what the network cannot judge, when rivals are compared."""
HOPELESS = -3.0
"""Log odds of damage, by the neighbours of known words alone, under which a passage is not looked at closer."""
DOUBT = (-3.0, 3.0)
"""Log odds between which a candidate is in doubt."""

Flags = np.ndarray[tuple[int], np.dtype[np.bool_]]
Passage = Sequence[list[Token]]
"""Sentences that are judged together."""


@dataclass(frozen=True, eq=False)
class Evidence:
    """The candidates of a passage, their rows of numbers in the order of FEATURES, and its traces."""

    candidates: list[Candidate]
    rows: Floats
    traces: Traces
    written: list[str]
    """For each candidate its word as a known name has it that it would complete; mostly empty."""


def gather(passages: Sequence[Passage], finder: Finder, damage: DamageModel) -> list[Evidence]:
    """The evidence for every candidate in each passage; none where a first look finds a passage sound.

    The numbers of CONTEXT are unknown still: `read_whole` fills them in.
    """
    known = [finder.known(passage) for passage in passages]
    firsts = [suspects.traces() for suspects in known]
    suspicious = [n for n, first in enumerate(firsts) if damage.log_odds(first.total, first.length) >= HOPELESS]
    readings = dict(zip(suspicious, finder.read([passages[n] for n in suspicious]), strict=True))
    return [
        _closely(passage, known[n], readings[n], finder, damage)
        if n in readings
        else Evidence([], np.zeros((0, len(FEATURES))), firsts[n], [])
        for n, passage in enumerate(passages)
    ]


def _closely(passage: Passage, known: Suspects, reading: Reading, finder: Finder, damage: DamageModel) -> Evidence:
    """The evidence in a passage that may be spun."""
    suspects = finder.find(passage, known, reading)
    candidates, traces = suspects.candidates, suspects.traces()
    if not candidates:
        return Evidence([], np.zeros((0, len(FEATURES))), traces, [])
    written = finder.names.completed(passage, candidates)
    rows = np.hstack([facts_of(candidates, passage, traces, finder.lexicon, damage), suspects.fits])
    context = np.full((len(rows), len(CONTEXT)), np.nan)
    completes = np.array([[float(bool(word))] for word in written])
    return Evidence(candidates, np.hstack([rows, _standings(rows, candidates), context, completes]), traces, written)


def read_whole(
    passages: Sequence[Passage], found: Sequence[Evidence], is_asked: Sequence[Flags], encoder: Encoder
) -> list[Evidence]:
    """The same evidence with the numbers of CONTEXT for the candidates asked about, from their sentences as a whole."""
    asked = [list(compress(each.candidates, wanted)) for each, wanted in zip(found, is_asked, strict=True)]
    gains = context_gains(passages, asked, encoder)
    return [
        _with_context(evidence, wanted, _context(gains[n], asked[n])) if asked[n] else evidence
        for n, (evidence, wanted) in enumerate(zip(found, is_asked, strict=True))
    ]


def _with_context(evidence: Evidence, is_asked: Flags, context: Floats) -> Evidence:
    rows = evidence.rows.copy()
    rows[is_asked, CONTEXT_COLUMNS] = context
    return replace(evidence, rows=rows)


def in_doubt(evidence: Evidence, trees: Trees) -> Flags:
    """Candidates for places that trees are in doubt about which know nothing of the whole sentence."""
    if not evidence.candidates:
        return np.zeros(0, bool)
    odds = trees.log_odds(without_context(evidence.rows))
    _, owner = spots_of(evidence.candidates)
    is_doubtful = (odds > DOUBT[0]) & (odds < DOUBT[1])
    return np.asarray(np.bincount(owner, is_doubtful)[owner] > 0)


def without_context(rows: Floats) -> Floats:
    """The rows with the numbers of CONTEXT unknown."""
    rows = rows.copy()
    rows[:, CONTEXT_COLUMNS] = np.nan
    return rows


def _standings(rows: Floats, candidates: list[Candidate]) -> Floats:
    """The numbers of STANDINGS. Candidates for the same place follow one another."""
    likelihoods = rows[:, COLUMN["prior"]] + np.clip(rows[:, COLUMN["gain"]], -MOST_GAIN, MOST_GAIN)
    seen = rows[:, COLUMN["seen"]]
    senses = np.nan_to_num(rows[:, COLUMN["sense_meant"]], nan=UNLIKELY)
    _, owner = spots_of(candidates)
    starts = np.flatnonzero(np.diff(owner, prepend=-1))
    columns = (
        (_leads, likelihoods),
        (_leads, seen),
        (_log_shares, likelihoods),
        (_leads, senses),
        (_log_shares, senses),
    )
    return np.stack([measure(values, starts, owner) for measure, values in columns], axis=1)


def _context(gains: Floats, candidates: list[Candidate]) -> Floats:
    """The numbers of CONTEXT."""
    _, owner = spots_of(candidates)
    starts = np.flatnonzero(np.diff(owner, prepend=-1))
    return np.stack([gains, _leads(np.nan_to_num(gains, nan=UNLIKELY), starts, owner)], axis=1)


Numbers = np.ndarray[tuple[int], np.dtype[np.int64]]


def _leads(values: Floats, starts: Numbers, owner: Numbers) -> Floats:
    """Each value less the best of the others for its place."""
    best = np.maximum.reduceat(values, starts)[owner]
    at_best = np.flatnonzero(values == best)
    first_best = at_best[np.unique(owner[at_best], return_index=True)[1]]
    others = values.copy()
    others[first_best] = -np.inf
    second = np.maximum.reduceat(others, starts)[owner]
    return np.where(np.isinf(second), ALONE, values - np.where(values == best, second, best))


def _log_shares(log_odds: Floats, starts: Numbers, owner: Numbers) -> Floats:
    """Natural log of each one's share for its place."""
    return np.asarray(log_odds - np.logaddexp.reduceat(log_odds, starts)[owner])
