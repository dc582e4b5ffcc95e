"""What speaks for and against each candidate: a row of numbers for each, from which the judge decides."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from annotate.normalize.context import Floats, LanguageModel
from annotate.normalize.lexicon import Lexicon, Phrase
from annotate.normalize.spin import DamageModel, Traces
from annotate.normalize.suspects import FITS, Candidate, find_suspects
from annotate.normalize.tokens import Token

FACTS = (
    "prior",  # log odds that the found phrase stood for this one, on annotated pages
    "occurrences",  # log of how often the found phrase was annotated at all
    "seen",  # log of how often this pair was annotated
    "derived",  # 1 when the pair is an inflection of an attested one
    "damage",  # log odds that the passage is spun, this phrase's own evidence left out
    "own_evidence",  # log ratio of the found phrase on spun pages and in clean text
    "length",  # log of the number of words of the passage
    "article_clash",  # 1 when the a/an before does not fit the found word
    "article_fits",  # 1 when the a/an before fits the meant word
    "capitalized",  # 1 when the found phrase has a capital inside a sentence
    "before_capital",  # 1 when a capitalised word follows
    "digit",  # 1 when the found phrase is a numeral
    "removed",  # 1 when the found phrase was put in and stands for nothing
    "longer_by",  # words the meant phrase has more
    "alternatives",  # how many substitutions the found phrase has
    "found_frequency",  # log count of the found word in the language model's text
    "meant_frequency",  # the same of the meant word
    "opens_sentence",  # 1 at the start of a sentence
)
STANDINGS = (
    "lead",  # prior and gain together, less those of the best rival for the same place
    "seen_lead",  # log of how often this pair was annotated, less that of the best rival
    "share",  # log of the candidate's share among its rivals
)
FEATURES = (*FACTS, *FITS, *STANDINGS)
"""What a row of evidence holds, in this order."""
COLUMN = {name: number for number, name in enumerate(FEATURES)}
MOST_GAIN = 8.0
"""Log probability beyond which a better fit says nothing more about the choice between rivals."""
ALONE = 4.0
"""Lead of a candidate that has no rival."""
MOST_DAMAGE = 25.0
"""Log odds beyond which more damage makes no difference."""


@dataclass(frozen=True, eq=False)
class Evidence:
    """The candidates of a passage, their rows of numbers in the order of FEATURES, and its traces."""

    candidates: list[Candidate]
    rows: Floats
    traces: Traces


def gather(sentences: Sequence[list[Token]], lexicon: Lexicon, model: LanguageModel, damage: DamageModel) -> Evidence:
    """The evidence for every candidate in a passage."""
    suspects = find_suspects(sentences, lexicon, model)
    candidates, traces = suspects.candidates, suspects.traces(lexicon.entries)
    if not candidates:
        return Evidence([], np.zeros((0, len(FEATURES))), traces)
    facts = np.array([_facts(c, sentences[c.sentence], model, traces, damage) for c in candidates])
    rows = np.hstack([facts, suspects.fits])
    standings = _standings(rows, [len(entry.substitutions) for _, _, entry in suspects.places])
    return Evidence(candidates, np.hstack([rows, standings]), traces)


def _facts(
    candidate: Candidate, sentence: list[Token], model: LanguageModel, traces: Traces, damage: DamageModel
) -> list[float]:
    """The numbers of FACTS."""
    entry, substitution = candidate.entry, candidate.substitution
    start, end = candidate.start, candidate.end
    seen, occurrences = substitution.seen, max(entry.occurrences, substitution.seen)
    before = sentence[start - 1].key if start else ""
    first = entry.found[0]
    is_after_article = before in {"a", "an"} and first[0].isalpha()
    others_damage = damage.log_odds(traces.without(entry.found), traces.length)
    return [
        math.log((seen + 0.2) / (occurrences - seen + 1.0)),
        math.log1p(occurrences),
        math.log1p(seen),
        float(substitution.derived),
        max(min(others_damage, MOST_DAMAGE), -MOST_DAMAGE),
        entry.evidence,
        math.log1p(traces.length),
        float(is_after_article and (before == "an") != opens_with_vowel(first)),
        float(is_after_article and bool(substitution.meant) and fits_article(before, substitution.meant)),
        float(start > 0 and sentence[start].text[:1].isupper()),
        float(end < len(sentence) and sentence[end].text[:1].isupper()),
        float(first[0].isdigit()),
        float(not substitution.meant),
        float(len(substitution.meant) - len(entry.found)),
        float(len(entry.substitutions)),
        math.log1p(model.count(first)),
        math.log1p(model.count(substitution.meant[0])) if substitution.meant else 0.0,
        float(start == 0),
    ]


def opens_with_vowel(word: str) -> bool:
    """Whether a word is spelt with a vowel at its start, which mostly decides between a and an."""
    return word[:1] in "aeiou"


def fits_article(article: str, phrase: Phrase) -> bool:
    """Whether the article suits the first letter of the phrase."""
    return (article == "an") == opens_with_vowel(phrase[0])


def _standings(rows: Floats, sizes: list[int]) -> Floats:
    """The numbers of STANDINGS, for places with as many candidates in a row as `sizes` says."""
    likelihoods = rows[:, COLUMN["prior"]] + np.clip(rows[:, COLUMN["gain"]], -MOST_GAIN, MOST_GAIN)
    seen = rows[:, COLUMN["seen"]]
    ends = np.cumsum(sizes)
    places = [slice(end - size, end) for end, size in zip(ends, sizes, strict=True)]
    return np.stack(
        [
            np.concatenate([_leads(likelihoods[place]) for place in places]),
            np.concatenate([_leads(seen[place]) for place in places]),
            np.concatenate([_log_shares(likelihoods[place]) for place in places]),
        ],
        axis=1,
    )


def _leads(values: Floats) -> Floats:
    """Each value less the best of the others."""
    if len(values) == 1:
        return np.array([ALONE])
    second, best = np.sort(values)[-2:]
    return np.asarray(values - np.where(values == best, second, best))


def _log_shares(log_odds: Floats) -> Floats:
    """Natural log of each one's share."""
    return np.asarray(log_odds - np.logaddexp.reduce(log_odds))
