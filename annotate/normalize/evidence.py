"""What speaks for and against each candidate: one row of numbers a candidate, from which the judge decides."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from annotate.normalize.context import END, START, LanguageModel
from annotate.normalize.frames import stands_rightfully
from annotate.normalize.lexicon import Entry, Lexicon, Phrase, Substitution
from annotate.normalize.spin import DamageModel, Traces
from annotate.normalize.tokens import Token

FEATURES = (
    "prior",  # log odds that the found phrase stood for this one, on annotated pages
    "occurrences",  # log of how often the found phrase was annotated at all
    "seen",  # log of how often this pair was annotated
    "derived",  # 1 when the pair is an inflection of an attested one
    "damage",  # log odds that the document is spun, this phrase's own evidence left out
    "own_evidence",  # log ratio of the found phrase on spun pages and in clean text
    "length",  # log of the number of words of the document
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
)
NEIGHBOURS = 2
"""Words looked at on either side, as far as a trigram reaches."""
MOST_DAMAGE = 12.0
"""Log odds beyond which more damage makes no difference."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words `start` to `end` of a sentence, the lexicon entry they match, and one thing they may stand for."""

    sentence: int
    start: int
    end: int
    entry: Entry
    substitution: Substitution

    @property
    def meant(self) -> Phrase:
        """The phrase that would be restored."""
        return self.substitution.meant


@dataclass(frozen=True, eq=False)
class Evidence:
    """The candidates of a document, their rows of numbers in the order of FEATURES, and the document's traces."""

    candidates: list[Candidate]
    rows: NDArray[np.float64]
    traces: Traces


def gather(
    sentences: Sequence[list[Token]], lexicon: Lexicon, model: LanguageModel, damage: DamageModel
) -> Evidence:
    """The evidence for every candidate in a document."""
    keys = [[token.key for token in sentence] for sentence in sentences]
    matches = [
        (number, start, entry)
        for number, sentence in enumerate(keys)
        for start, entry in lexicon.matches(sentence)
        if not stands_rightfully(sentences[number], start, start + len(entry.found))
    ]
    counts = Counter(entry.found for _, _, entry in matches)
    traces = Traces.of(counts, lexicon.entries, sum(map(len, keys)))
    candidates = [
        Candidate(number, start, start + len(entry.found), entry, substitution)
        for number, start, entry in matches
        for substitution in entry.substitutions
    ]
    if not candidates:
        return Evidence([], np.zeros((0, len(FEATURES))), traces)
    facts = np.array([_facts(c, sentences[c.sentence], model, traces, damage) for c in candidates])
    return Evidence(candidates, np.hstack([facts, _fits(candidates, keys, model)]), traces)


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


def _fits(
    candidates: list[Candidate], keys: Sequence[list[str]], model: LanguageModel
) -> NDArray[np.float64]:
    """The numbers of FEATURES from `gain_before` on."""
    variants: list[tuple[list[int], int]] = []
    numbers: dict[int, list[int]] = {}
    for c in candidates:
        sentence = numbers.setdefault(c.sentence, [START, START, *model.ids(keys[c.sentence]), END])
        before = sentence[c.start : c.start + NEIGHBOURS]
        after = sentence[c.end + NEIGHBOURS : c.end + 2 * NEIGHBOURS]
        for phrase in (c.entry.found, c.meant):
            variants.append(([*before, *model.ids(phrase), *after], NEIGHBOURS + len(phrase)))
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


def _log_probabilities(
    variants: list[tuple[list[int], int]], model: LanguageModel
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """For each run of word numbers: log P of the phrase, of the words after it, and of the phrase beyond chance.

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
    return (
        np.bincount(owner, np.where(is_after, 0.0, logs), size),
        np.bincount(owner, np.where(is_after, logs, 0.0), size),
        np.bincount(owner, np.where(is_after, 0.0, logs - chance), size),
    )
