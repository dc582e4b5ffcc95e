"""What is known of a candidate besides its fit: of the pair, of the place, and of the rest of the passage."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from annotate.normalize.context import Floats
from annotate.normalize.fits import Spot, spots_of
from annotate.normalize.frames import is_framed, is_in_reach
from annotate.normalize.lexicon import Entry, Lexicon, Origin, Phrase, Substitution
from annotate.normalize.spin import MOST_COUNTED, DamageModel, Traces
from annotate.normalize.suspects import Candidate
from annotate.normalize.tokens import Token

PAIR_FACTS = (
    "prior",  # log odds that the found phrase stood for this one, on annotated pages
    "occurrences",  # log of how often the found phrase was annotated at all
    "seen",  # log of how often this pair was annotated
    "seen_share",  # log of its share in all that the found phrase was annotated as
    "stays",  # log odds that the found phrase stands for itself on spun pages
    "origin",  # whether the pair was annotated, or stands in the thesaurus alone
    "own_evidence",  # log ratio of the found phrase on spun pages and in clean text
    "digit",  # 1 when the found phrase is a numeral
    "removed",  # 1 when the found phrase was put in and stands for nothing
    "longer_by",  # words the meant phrase has more
    "found_frequency",  # log count of the found word in the language model's text
    "meant_frequency",  # the same of the meant word
    "frequency_gain",  # log ratio of the two
    "depletion",  # how much rarer the meant word is on spun pages than elsewhere
    "kept",  # how often the spinner left the meant word on annotated pages: it leaves none that is on its list
    "known",  # how often the meant word was restored anywhere
    "spun_share",  # the share of its places that were substituted
    "rival_source",  # how often it was restored from another phrase
    "found_known",  # how often the found word was restored itself: what is on the list is not left
    "steps",  # first words from entry to entry of the thesaurus that lead from the meant phrase to the found one
    "found_adverb",  # 1 when the found word ends in -ly
    "meant_adverb",
    "same_ending",  # 1 when both words are inflected alike
)
PLACE_FACTS = (
    "damage",  # log odds that the passage is spun, this phrase's own evidence left out
    "length",  # log of the number of words of the passage
    "article_clash",  # 1 when the a/an before does not fit the found word
    "capitalized",  # 1 when the found phrase has a capital inside a sentence
    "after_capital",  # 1 when a capitalised word stands before
    "before_capital",  # 1 when a capitalised word follows
    "framed",  # 1 when a numeral stands in a date, an amount or a label
    "alternatives",  # how many candidates there are for the place
    "opens_sentence",  # 1 at the start of a sentence
    "beside_suspects",  # how many of the words next to it are suspicious themselves
    "found_here",  # how often the found word stands in the passage
)
JOINT_FACTS = (
    "in_reach",  # 1 when the phrase stands where a spinner writes
    "article_fits",  # 1 when the a/an before fits the meant word
    "meant_here",  # how often the meant word stands where a spinner would have replaced it, twice at most
)
FACTS = (*PAIR_FACTS, *PLACE_FACTS, *JOINT_FACTS)
MOST_DAMAGE = 25.0
"""Log odds beyond which more damage makes no difference."""
SUSPICIOUS = 1.0
"""Log ratio from which a word counts as one that spinners love."""
INFLECTIONS = ("ing", "ed", "ly", "s", "er", "est")
REMEMBERED = 50_000
"""Pairs whose facts are kept; a page has a few hundred."""


def facts_of(
    candidates: Sequence[Candidate],
    sentences: Sequence[list[Token]],
    traces: Traces,
    lexicon: Lexicon,
    damage: DamageModel,
) -> Floats:
    """The numbers of FACTS, shape (candidates, FACTS)."""
    spots, owner = spots_of(candidates)
    passage = _Passage.of(sentences, candidates, traces, damage)
    entries = {candidate.place: candidate.entry for candidate in candidates}
    sizes = np.bincount(owner)
    places = np.array([passage.facts(spot, entries[spot], int(sizes[n])) for n, spot in enumerate(spots)])
    pairs = np.array([_pair_facts(lexicon, c.entry.found, c.substitution, c.steps) for c in candidates])
    joint = np.array([passage.joint(candidate) for candidate in candidates])
    return np.hstack([pairs, places[owner], joint])


@lru_cache(REMEMBERED)
def _pair_facts(lexicon: Lexicon, found: Phrase, substitution: Substitution, steps: int) -> tuple[float, ...]:
    """The numbers of PAIR_FACTS."""
    entry, meant, seen = lexicon.entry(found), substitution.meant, substitution.seen
    found_count = lexicon.model.count(found[0])
    meant_count = lexicon.model.count(meant[0]) if meant else 0
    return (
        math.log((seen + 0.2) / (entry.places - seen + 1.0)),
        math.log1p(entry.places),
        math.log1p(seen),
        math.log((seen + 0.2) / (entry.replaced + 1.0)),
        math.log((lexicon.kept(found) + 0.3) / (entry.replaced + 0.3)),
        float(substitution.origin),
        entry.evidence,
        float(found[0][0].isdigit()),
        float(not meant),
        float(len(meant) - len(found)),
        math.log1p(found_count),
        math.log1p(meant_count),
        math.log((meant_count + 1) / (found_count + 1)) if meant else 0.0,
        *lexicon.spared(found, meant),
        math.log1p(lexicon.restored(found)),
        float(steps),
        float(found[-1].endswith("ly")),
        float(bool(meant) and meant[-1].endswith("ly")),
        float(bool(meant) and _inflected_alike(found[-1], meant[-1])),
    )


@dataclass(frozen=True, eq=False)
class _Passage:
    """What is known of a passage before one of its candidates is looked at."""

    sentences: Sequence[list[Token]]
    traces: Traces
    damage: DamageModel
    words: Counter[str]
    left: Counter[str]
    """Words that a spinner would have replaced if they were on its list."""
    suspicious: set[tuple[int, int]]

    @classmethod
    def of(
        cls, sentences: Sequence[list[Token]], candidates: Sequence[Candidate], traces: Traces, damage: DamageModel
    ) -> _Passage:
        suspicious = {
            (c.sentence, place)
            for c in candidates
            if c.in_reach and c.substitution.origin is not Origin.THESAURUS and c.entry.evidence > SUSPICIOUS
            for place in range(c.start, c.end)
        }
        words = Counter(token.key for sentence in sentences for token in sentence)
        left = Counter(
            token.key
            for sentence in sentences
            for place, token in enumerate(sentence)
            if is_in_reach(sentence, place, place + 1)
        )
        return cls(sentences, traces, damage, words, left, suspicious)

    def facts(self, spot: Spot, entry: Entry, alternatives: int) -> tuple[float, ...]:
        """The numbers of PLACE_FACTS."""
        number, start, end = spot
        sentence = self.sentences[number]
        first = entry.found[0]
        before = sentence[start - 1] if start else None
        clashes = before is not None and _is_article_before(before, first) and not _agrees(before, first)
        return (
            self._others_damage(entry.found),
            math.log1p(self.traces.length),
            float(clashes),
            float(before is not None and sentence[start].text[:1].isupper()),
            float(before is not None and before.text[:1].isupper()),
            float(end < len(sentence) and sentence[end].text[:1].isupper()),
            float(first[0].isdigit() and is_framed(sentence, start, end)),
            float(alternatives),
            float(start == 0),
            float(((number, start - 1) in self.suspicious) + ((number, end) in self.suspicious)),
            float(self.words[first]),
        )

    def joint(self, candidate: Candidate) -> tuple[float, ...]:
        """The numbers of JOINT_FACTS."""
        meant = candidate.meant
        if not meant:
            return float(candidate.in_reach), 0.0, 0.0
        before = self.sentences[candidate.sentence][candidate.start - 1] if candidate.start else None
        is_after_article = before is not None and _is_article_before(before, candidate.entry.found[0])
        fits = is_after_article and before is not None and _agrees(before, meant[0])
        here = min(self.left[meant[0]], MOST_COUNTED) if len(meant) == 1 else 0
        return float(candidate.in_reach), float(fits), float(here)

    def _others_damage(self, found: Phrase) -> float:
        odds = self.damage.log_odds(self.traces, but=found)
        return max(min(odds, MOST_DAMAGE), -MOST_DAMAGE)


def opens_with_vowel(word: str) -> bool:
    """Whether a word is spelt with a vowel at its start, which mostly decides between a and an."""
    return word[:1] in "aeiou"


def _is_article_before(token: Token, found: str) -> bool:
    return token.key in {"a", "an"} and found.isalpha()


def _agrees(article: Token, word: str) -> bool:
    return (article.key == "an") == opens_with_vowel(word)


def _inflected_alike(found: str, meant: str) -> bool:
    return all(found.endswith(ending) == meant.endswith(ending) for ending in INFLECTIONS)
