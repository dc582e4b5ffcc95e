"""What speaks for and against each candidate: a row of numbers for each, from which the judge decides."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from annotate.normalize.context import END, START, Floats, LanguageModel
from annotate.normalize.frames import stands_rightfully
from annotate.normalize.lexicon import Entry, Lexicon, Phrase, Substitution
from annotate.normalize.spin import DamageModel, Traces
from annotate.normalize.tokens import Token

FEATURES = (
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
    "gain_before",  # log probability gained given the words before
    "gain_after",  # log probability gained by the words after
    "gain",  # the sum of both
    "gain_beyond_frequency",  # gain, with each word's bare frequency taken off
    "found_before",  # log probability of the found phrase given the words before
    "found_after",  # log probability of the words after the found phrase
    "meant_before",
    "meant_after",
    "lead",  # prior and gain together, less those of the best rival for the same place
    "seen_lead",  # log of how often this pair was annotated, less that of the best rival
    "share",  # log of the candidate's share among its rivals
)
COLUMN = {name: number for number, name in enumerate(FEATURES)}
GAIN = COLUMN["gain"] - COLUMN["gain_before"]
TELLING_GAIN = 1.0
"""Log probability that another word must gain in a place before the one found there speaks for damage."""
NEIGHBOURS = 2
"""Words looked at on either side, as far as a trigram reaches."""
MOST_GAIN = 8.0
"""Log probability beyond which a better fit says nothing more about the choice between rivals."""
ALONE = 4.0
"""Lead of a candidate that has no rival."""
MOST_DAMAGE = 25.0
"""Log odds beyond which more damage makes no difference."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words `start` to `end` of a sentence, the lexicon entry they match, and one thing they may mean."""

    sentence: int
    start: int
    end: int
    entry: Entry
    substitution: Substitution

    @property
    def meant(self) -> Phrase:
        """The phrase that would be restored."""
        return self.substitution.meant

    @property
    def is_number(self) -> bool:
        """Whether a figure was found."""
        return self.entry.found[0][0].isdigit()


@dataclass(frozen=True, eq=False)
class Evidence:
    """The candidates of a passage, their rows of numbers in the order of FEATURES, and its traces."""

    candidates: list[Candidate]
    rows: Floats
    traces: Traces


@dataclass(frozen=True, eq=False)
class Suspects:
    """The places of a passage where an entry stands, what each may stand for, and how well that would fit."""

    places: list[tuple[int, int, Entry]]
    """Number of the sentence, index of the first word, entry."""
    candidates: list[Candidate]
    fits: Floats
    """The columns of FEATURES from `gain_before` to `meant_after`, a row a candidate."""
    length: int

    def traces(self, entries: Mapping[Phrase, Entry]) -> Traces:
        """The evidence for damage: a word counts where one it may stand for fits better than it does."""
        gains = iter(self.fits[:, GAIN])
        telling = Counter(
            entry.found
            for _, _, entry in self.places
            if max([next(gains) for _ in entry.substitutions], default=0.0) > TELLING_GAIN
        )
        return Traces.of(telling, entries, self.length)


def find_suspects(sentences: Sequence[list[Token]], lexicon: Lexicon, model: LanguageModel) -> Suspects:
    """Every word of a passage that the lexicon knows, and what it may stand for."""
    keys = [[token.key for token in sentence] for sentence in sentences]
    places = [
        (number, start, entry)
        for number, sentence in enumerate(keys)
        for start, entry in lexicon.matches(sentence)
        if not stands_rightfully(sentences[number], start, start + len(entry.found))
    ]
    candidates = [
        Candidate(number, start, start + len(entry.found), entry, substitution)
        for number, start, entry in places
        for substitution in entry.substitutions
    ]
    fits = _fits(candidates, keys, model) if candidates else np.zeros((0, GAIN + 1))
    return Suspects(places, candidates, fits, sum(map(len, keys)))


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
    """The numbers of FEATURES up to `opens_sentence`."""
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


def _fits(candidates: list[Candidate], keys: Sequence[list[str]], model: LanguageModel) -> Floats:
    """The numbers of FEATURES from `gain_before` to `meant_after`."""
    padded = {c.sentence: [START, START, *model.ids(keys[c.sentence]), END] for c in candidates}
    variants = [
        variant
        for c in candidates
        for phrase in (c.entry.found, c.meant)
        for variant in [_between_neighbours(model.ids(phrase), padded[c.sentence], c.start, c.end)]
    ]
    before, after, beyond = _log_probabilities(variants, model)
    found, meant = slice(0, None, 2), slice(1, None, 2)
    gain_before, gain_after = before[meant] - before[found], after[meant] - after[found]
    return np.stack(
        [
            gain_before,
            gain_after,
            gain_before + gain_after,
            beyond[meant] - beyond[found],
            before[found],
            after[found],
            before[meant],
            after[meant],
        ],
        axis=1,
    )


def _between_neighbours(phrase: list[int], padded: list[int], start: int, end: int) -> tuple[list[int], int]:
    """The word numbers of a phrase in place of `start` to `end`, and the index after which they go on."""
    before = padded[start : start + NEIGHBOURS]
    after = padded[end + NEIGHBOURS : end + 2 * NEIGHBOURS]
    return [*before, *phrase, *after], NEIGHBOURS + len(phrase)


def _log_probabilities(variants: list[tuple[list[int], int]], model: LanguageModel) -> tuple[Floats, Floats, Floats]:
    """For each run of word numbers: log P of the phrase, of what follows, and of the phrase beyond chance.

    The second item of a variant is the index at which the words after the phrase begin.
    """
    owner = np.array([n for n, (run, _) in enumerate(variants) for _ in range(NEIGHBOURS, len(run))])
    is_after = np.array([at >= cut for run, cut in variants for at in range(NEIGHBOURS, len(run))])
    first, second, third = (
        np.array([word for run, _ in variants for word in run[offset : len(run) - 2 + offset]], dtype=np.int64)
        for offset in range(3)
    )
    logs = model.log_probability(first, second, third)
    chance = np.log((model.unigrams[third] + 1.0) / model.unigrams.sum())
    size = len(variants)

    def summed(values: Floats) -> Floats:
        return np.bincount(owner, values, size).astype(np.float64)

    return (
        summed(np.where(is_after, 0.0, logs)),
        summed(np.where(is_after, logs, 0.0)),
        summed(np.where(is_after, 0.0, logs - chance)),
    )


def _standings(rows: Floats, sizes: list[int]) -> Floats:
    """The numbers of FEATURES from `lead` on, for places with as many candidates in a row as `sizes` says."""
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
