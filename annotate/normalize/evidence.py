"""What speaks for and against each candidate: a row of numbers for each, from which the judge decides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from annotate.normalize.context import Floats
from annotate.normalize.facts import FACTS, facts_of
from annotate.normalize.fits import CONTEXT_FIT, FITS, spots_of
from annotate.normalize.lexicon import Phrase
from annotate.normalize.spin import DamageModel, Traces
from annotate.normalize.suspects import Candidate, Finder
from annotate.normalize.tokens import Token

STANDINGS = (
    "lead",  # prior and gain together, less those of the best rival for the same place
    "seen_lead",  # log of how often this pair was annotated, less that of the best rival
    "share",  # log of the candidate's share among its rivals
    "context_lead",  # context_gain, less that of the best rival
    "elsewhere",  # how well the same change fits the other places of the passage where the same word stands
)
COMPLETES = "completes_name"
"""1 when the meant word completes a name that is known whole."""
FEATURES = (*FACTS, *FITS, *STANDINGS, COMPLETES)
"""What a row of evidence holds, in this order."""
COLUMN = {name: number for number, name in enumerate(FEATURES)}
MOST_GAIN = 8.0
"""Log probability beyond which a better fit says nothing more about the choice between rivals."""
ALONE = 4.0
"""Lead of a candidate that has no rival."""
MOST_ELSEWHERE = 4.0
"""Log ratio that other places count for at most, each of them and all together."""
NEIGHBOURS_TRUST = 3.0
"""How many times more the neighbours of a word must say to count as much as the whole sentence."""
UNLIKELY = -6.0
"""Log ratio taken for what the encoder cannot judge, when rivals are compared."""
HOPELESS = -3.0
"""Log odds of damage, by known words and their neighbours alone, under which a passage is not looked at closer."""

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


def gather(passage: Passage, finder: Finder, damage: DamageModel) -> Evidence:
    """The evidence for every candidate in a passage; none where a first look, at known words alone, finds it sound."""
    known = finder.known(passage)
    first = known.traces()
    if damage.log_odds(first) < HOPELESS:
        return Evidence([], np.zeros((0, len(FEATURES))), first, [])
    suspects = finder.find(passage, known)
    candidates, traces = suspects.candidates, suspects.traces()
    if not candidates:
        return Evidence([], np.zeros((0, len(FEATURES))), traces, [])
    written = finder.names.completed(passage, candidates)
    rows = np.hstack([facts_of(candidates, passage, traces, finder.lexicon, damage), suspects.fits])
    completes = np.array([[float(bool(word))] for word in written])
    return Evidence(candidates, np.hstack([rows, _standings(rows, candidates), completes]), traces, written)


def _standings(rows: Floats, candidates: list[Candidate]) -> Floats:
    """The numbers of STANDINGS. Candidates for the same place follow one another."""
    likelihoods = rows[:, COLUMN["prior"]] + np.clip(rows[:, COLUMN["gain"]], -MOST_GAIN, MOST_GAIN)
    seen = rows[:, COLUMN["seen"]]
    context = np.nan_to_num(rows[:, COLUMN[CONTEXT_FIT]], nan=UNLIKELY)
    _, owner = spots_of(candidates)
    starts = np.flatnonzero(np.diff(owner, prepend=-1))
    columns = (
        (_leads, likelihoods),
        (_leads, seen),
        (_log_shares, likelihoods),
        (_leads, context),
    )
    standings = [measure(values, starts, owner) for measure, values in columns]
    return np.stack([*standings, _elsewhere(rows, candidates)], axis=1)


def _elsewhere(rows: Floats, candidates: list[Candidate]) -> Floats:
    """What other places of the passage say of the same change: a spinner that makes it makes it everywhere."""
    gain, context = rows[:, COLUMN["gain"]] / NEIGHBOURS_TRUST, rows[:, COLUMN[CONTEXT_FIT]]
    fits = np.clip(np.where(np.isnan(context), gain, context), -MOST_ELSEWHERE, MOST_ELSEWHERE)
    numbers: dict[tuple[Phrase, Phrase], int] = {}
    change = np.array([numbers.setdefault((c.entry.found, c.meant), len(numbers)) for c in candidates])
    return np.asarray(np.clip(np.bincount(change, fits)[change] - fits, -MOST_ELSEWHERE, MOST_ELSEWHERE))


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
