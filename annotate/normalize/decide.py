"""The judge: which candidates are taken, how sure that is, and why."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from annotate.model import Certainty
from annotate.normalize.casing import Capitals, cased
from annotate.normalize.context import Floats
from annotate.normalize.evidence import COLUMN, Evidence
from annotate.normalize.fits import CONTEXT_FIT
from annotate.normalize.frames import is_set_against_a_figure
from annotate.normalize.lexicon import Origin
from annotate.normalize.proposal import Proposal
from annotate.normalize.resources import Resources
from annotate.normalize.rules.articles import refitted
from annotate.normalize.second_judge.opinion import SecondOpinion
from annotate.normalize.second_judge.places import LEAST_LISTED, Rewrite
from annotate.normalize.suspects import Candidate
from annotate.normalize.tokens import Token
from annotate.script import capitalized

UNCONVINCING = 0.74
"""Probability, at most, of an edit that nothing else in the passage speaks for: it is only suggested."""
CONVINCING = 4.0
"""Log ratio from which a single word speaks for itself: it is fifty times more frequent on spun pages."""
SHOWN_GAIN = 1.0
"""Log probability below which the fit with the neighbours is not worth mentioning."""


def judge(
    source: str,
    passage: Sequence[list[Token]],
    evidence: Evidence,
    resources: Resources,
    second: SecondOpinion | None = None,
) -> Iterator[Proposal]:
    """A proposal for each place where a candidate is at least as likely right as wrong; the best of rivals."""
    capitals = resources.capitals
    probabilities = resources.trees.probability(evidence.rows)
    probabilities = np.where(_stands_alone(evidence), np.minimum(probabilities, UNCONVINCING), probabilities)
    remarks: Mapping[int, str] = {}
    if second:
        rewrites = _rewrites(passage, evidence, probabilities, capitals)
        probabilities, remarks = second.reconsider(source, passage, rewrites, probabilities)
    for number in best_candidates(evidence.candidates, probabilities, Certainty.LOW.floor):
        candidate = evidence.candidates[number]
        sentence = passage[candidate.sentence]
        if candidate.is_number and is_set_against_a_figure(sentence, candidate.end):
            continue
        start, end, replacement = _rewrite(candidate, sentence, capitals, evidence.written[number])
        if replacement and replacement != source[start:end]:
            yield Proposal(
                start,
                end,
                replacement,
                rule=_rule(candidate, sentence, replacement),
                why=_why(candidate, evidence.rows[number], evidence, remarks.get(number)),
                probability=float(probabilities[number]),
            )


def _stands_alone(evidence: Evidence) -> list[bool]:
    """Whether a candidate is the only trace of a spinner in its passage, and a faint one."""
    return [
        candidate.entry.evidence < CONVINCING and evidence.traces.without(candidate.entry.found) == 0.0
        for candidate in evidence.candidates
    ]


def best_candidates(candidates: Sequence[Candidate], likelihoods: Floats, least: float) -> list[int]:
    """Indices of the likeliest candidates of at least `least` that do not share a word."""
    taken: set[tuple[int, int]] = set()
    best = []
    for number in np.argsort(-likelihoods, kind="stable"):
        if likelihoods[number] < least:
            break
        candidate = candidates[number]
        places = {(candidate.sentence, place) for place in range(candidate.start, candidate.end)}
        if not places & taken:
            taken |= places
            best.append(int(number))
    return best


def _rewrites(
    passage: Sequence[list[Token]], evidence: Evidence, probabilities: Floats, capitals: Capitals
) -> Iterator[tuple[int, Rewrite]]:
    """What each candidate that a second judge may look at would write, after the number of its sentence."""
    for number in map(int, np.flatnonzero(probabilities >= LEAST_LISTED)):
        candidate = evidence.candidates[number]
        sentence = passage[candidate.sentence]
        start, end, replacement = _rewrite(candidate, sentence, capitals, evidence.written[number])
        if replacement and not (candidate.is_number and is_set_against_a_figure(sentence, candidate.end)):
            yield candidate.sentence, Rewrite(number, start, end, replacement, float(probabilities[number]))


def _rewrite(
    candidate: Candidate, sentence: list[Token], capitals: Capitals, written: str = ""
) -> tuple[int, int, str]:
    """Where to write what: a word put in goes with its neighbour, an article follows the restored word.

    `written` is the word as a known name has it that it completes. Nothing is to be written where a word put in has
    no word after it to go with.
    """
    first, last = candidate.start, candidate.end
    replacement = written or (cased(candidate.meant, sentence, first, last, capitals) if candidate.meant else "")
    if not candidate.meant:
        if last >= len(sentence) or not sentence[last].key[0].isalnum():
            return sentence[first].start, sentence[last - 1].end, ""
        neighbour = sentence[last].text
        replacement = capitalized(neighbour) if first == 0 else neighbour
        return sentence[first].start, sentence[last].end, replacement
    article = sentence[first - 1] if first else None
    if article and (right := refitted(article, candidate.meant[0])):
        return article.start, sentence[last - 1].end, f"{right} {replacement}"
    return sentence[first].start, sentence[last - 1].end, replacement


def _rule(candidate: Candidate, sentence: list[Token], replacement: str) -> str:
    if candidate.is_number:
        return "digit-for-word"
    if not candidate.meant:
        return "word-inserted"
    following = sentence[candidate.end].text if candidate.end < len(sentence) else ""
    is_in_name = candidate.start > 0 and replacement[0].isupper() and following[:1].isupper()
    return "name-word-spun" if is_in_name else "word-spun"


def _why(candidate: Candidate, row: Floats, evidence: Evidence, remark: str | None) -> str:
    """The evidence in words, from the numbers that decided."""
    found, meant = " ".join(candidate.entry.found), " ".join(candidate.meant)
    reasons = [_source(candidate, found, meant)]
    gain = float(row[COLUMN["gain"]])
    if gain > SHOWN_GAIN and meant:
        reasons.append(f"“{meant}” fits the words around it {_times(gain)} better")
    elif gain > SHOWN_GAIN:
        reasons.append(f"the words around it fit together {_times(gain)} better without it")
    context = float(row[COLUMN[CONTEXT_FIT]])
    if context > SHOWN_GAIN:
        reasons.append(f"the sentence as a whole makes it {_times(context)} likelier")
    if row[COLUMN["article_clash"]]:
        reasons.append("the article before does not fit the word found")
    others = [" ".join(phrase) for phrase in evidence.traces.strongest() if phrase != candidate.entry.found]
    if others:
        reasons.append("the text shows other traces of a spinner (" + ", ".join(others[:3]) + ")")
    return "; ".join([*reasons, *([remark] if remark else [])]) + "."


def _source(candidate: Candidate, found: str, meant: str) -> str:
    """Where the pair is known from."""
    seen, places = candidate.substitution.seen, candidate.entry.places
    if candidate.substitution.origin is Origin.THESAURUS:
        return f"spinners take the first word of a thesaurus entry, and “{found}” is that of “{meant}”"
    if not meant:
        return f"“{found}” was put in in {seen:.0f} of its {places:.0f} places on annotated spun pages"
    return f"“{found}” stood for “{meant}” in {seen:.0f} of its {places:.0f} places on annotated spun pages"


def _times(log_ratio: float) -> str:
    ratio = math.exp(min(log_ratio, 20.0))
    return f"{ratio:.0f} times" if ratio < 1000 else "over 1000 times"
