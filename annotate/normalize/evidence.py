"""What speaks for and against each candidate: a row of numbers for each, from which the judge decides."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from annotate.normalize.context import Floats, LanguageModel
from annotate.normalize.frames import is_framed
from annotate.normalize.lexicon import Lexicon, Origin
from annotate.normalize.spin import DamageModel, Traces
from annotate.normalize.suspects import FITS, Candidate, Finder
from annotate.normalize.tokens import Token

FACTS = (
    "prior",  # log odds that the found phrase stood for this one, on annotated pages
    "occurrences",  # log of how often the found phrase was annotated at all
    "seen",  # log of how often this pair was annotated
    "origin",  # whether the pair was annotated, is an inflection of such a pair, or stands in the thesaurus
    "damage",  # log odds that the passage is spun, this phrase's own evidence left out
    "own_evidence",  # log ratio of the found phrase on spun pages and in clean text
    "length",  # log of the number of words of the passage
    "article_clash",  # 1 when the a/an before does not fit the found word
    "article_fits",  # 1 when the a/an before fits the meant word
    "capitalized",  # 1 when the found phrase has a capital inside a sentence
    "after_capital",  # 1 when a capitalised word stands before
    "before_capital",  # 1 when a capitalised word follows
    "digit",  # 1 when the found phrase is a numeral
    "framed",  # 1 when that numeral stands in a date, an amount or a label
    "removed",  # 1 when the found phrase was put in and stands for nothing
    "longer_by",  # words the meant phrase has more
    "alternatives",  # how many candidates there are for the place
    "found_frequency",  # log count of the found word in the language model's text
    "meant_frequency",  # the same of the meant word
    "opens_sentence",  # 1 at the start of a sentence
    "depletion",  # how much rarer the meant word is on spun pages than elsewhere
    "known",  # how often the meant word was restored anywhere
    "spun_share",  # the share of its places that were substituted
    "rival_source",  # how often it was restored from another phrase
    "forward",  # how the found word stands in the thesaurus entry of the meant word
    "backward",  # how the meant word stands in the entry of the found word
    "found_adverb",  # 1 when the found word ends in -ly
    "meant_adverb",
    "same_ending",  # 1 when both words are inflected alike
    "beside_suspects",  # how many of the words next to it are suspicious themselves
    "found_here",  # how often the found word stands in the passage
    "meant_here",  # how often the meant word does
)
STANDINGS = (
    "lead",  # prior and gain together, less those of the best rival for the same place
    "seen_lead",  # log of how often this pair was annotated, less that of the best rival
    "share",  # log of the candidate's share among its rivals
    "sense_lead",  # the network's log probability, less that of the best rival
    "sense_share",  # the network's log of the candidate's share
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
HOPELESS = -2.5
"""Log odds of damage, were all suspicious words a spinner's, under which a passage is not looked at closer."""
SUSPICIOUS = 1.0
"""Log ratio from which a word counts as one that spinners love."""
UNLIKELY = -6.0
"""Log probability taken for what the network cannot judge, when rivals are compared."""
INFLECTIONS = ("ing", "ed", "ly", "s", "er", "est")


@dataclass(frozen=True, eq=False)
class Evidence:
    """The candidates of a passage, their rows of numbers in the order of FEATURES, and its traces."""

    candidates: list[Candidate]
    rows: Floats
    traces: Traces


def gather(sentences: Sequence[list[Token]], finder: Finder, damage: DamageModel) -> Evidence:
    """The evidence for every candidate in a passage; none where the passage cannot be spun, whatever it holds."""
    length = sum(map(len, sentences))
    if damage.log_odds(finder.most_evidence(sentences), length) < HOPELESS:
        return Evidence([], np.zeros((0, len(FEATURES))), Traces({}, length))
    suspects = finder.find(sentences)
    candidates, traces = suspects.candidates, suspects.traces()
    if not candidates:
        return Evidence([], np.zeros((0, len(FEATURES))), traces)
    passage = _Passage.of(sentences, candidates, traces, damage)
    facts = np.array([passage.facts(c, finder.lexicon, finder.model) for c in candidates])
    rows = np.hstack([facts, suspects.fits])
    return Evidence(candidates, np.hstack([rows, _standings(rows, candidates)]), traces)


@dataclass(frozen=True, eq=False)
class _Passage:
    """What is known of a passage before one of its candidates is looked at."""

    sentences: Sequence[list[Token]]
    traces: Traces
    damage: DamageModel
    words: Counter[str]
    suspicious: set[tuple[int, int]]
    rivals: Counter[tuple[int, int, int]]

    @classmethod
    def of(
        cls, sentences: Sequence[list[Token]], candidates: list[Candidate], traces: Traces, damage: DamageModel
    ) -> _Passage:
        return cls(
            sentences,
            traces,
            damage,
            Counter(token.key for sentence in sentences for token in sentence),
            {
                (c.sentence, place)
                for c in candidates
                if c.substitution.origin is not Origin.THESAURUS and c.entry.evidence > SUSPICIOUS
                for place in range(c.start, c.end)
            },
            Counter(c.place for c in candidates),
        )

    def facts(self, candidate: Candidate, lexicon: Lexicon, model: LanguageModel) -> list[float]:
        """The numbers of FACTS."""
        sentence = self.sentences[candidate.sentence]
        entry, meant, start, end = candidate.entry, candidate.meant, candidate.start, candidate.end
        seen = candidate.substitution.seen
        occurrences = max(entry.occurrences, seen)
        before = sentence[start - 1].key if start else ""
        first, last = entry.found[0], entry.found[-1]
        is_after_article = before in {"a", "an"} and first[0].isalpha()
        others_damage = self.damage.log_odds(self.traces.without(entry.found), self.traces.length)
        return [
            math.log((seen + 0.2) / (occurrences - seen + 1.0)),
            math.log1p(occurrences),
            math.log1p(seen),
            float(candidate.substitution.origin),
            max(min(others_damage, MOST_DAMAGE), -MOST_DAMAGE),
            entry.evidence,
            math.log1p(self.traces.length),
            float(is_after_article and (before == "an") != opens_with_vowel(first)),
            float(is_after_article and bool(meant) and (before == "an") == opens_with_vowel(meant[0])),
            float(start > 0 and sentence[start].text[:1].isupper()),
            float(start > 0 and sentence[start - 1].text[:1].isupper()),
            float(end < len(sentence) and sentence[end].text[:1].isupper()),
            float(first[0].isdigit()),
            float(first[0].isdigit() and is_framed(sentence, start, end)),
            float(not meant),
            float(len(meant) - len(entry.found)),
            float(self.rivals[candidate.place]),
            math.log1p(model.count(first)),
            math.log1p(model.count(meant[0])) if meant else 0.0,
            float(start == 0),
            *lexicon.spared(entry.found, meant),
            *map(float, candidate.relation),
            float(last.endswith("ly")),
            float(bool(meant) and meant[-1].endswith("ly")),
            float(bool(meant) and _inflected_alike(last, meant[-1])),
            float(
                ((candidate.sentence, start - 1) in self.suspicious) + ((candidate.sentence, end) in self.suspicious)
            ),
            float(self.words[first]),
            float(self.words[meant[0]]) if meant else 0.0,
        ]


def opens_with_vowel(word: str) -> bool:
    """Whether a word is spelt with a vowel at its start, which mostly decides between a and an."""
    return word[:1] in "aeiou"


def _inflected_alike(found: str, meant: str) -> bool:
    return all(found.endswith(ending) == meant.endswith(ending) for ending in INFLECTIONS)


def _standings(rows: Floats, candidates: list[Candidate]) -> Floats:
    """The numbers of STANDINGS. Candidates for the same place follow one another."""
    likelihoods = rows[:, COLUMN["prior"]] + np.clip(rows[:, COLUMN["gain"]], -MOST_GAIN, MOST_GAIN)
    seen = rows[:, COLUMN["seen"]]
    senses = np.nan_to_num(rows[:, COLUMN["sense_meant"]], nan=UNLIKELY)
    starts = [n for n, c in enumerate(candidates) if n == 0 or c.place != candidates[n - 1].place]
    places = [slice(start, end) for start, end in zip(starts, [*starts[1:], len(candidates)], strict=True)]
    columns = (
        (_leads, likelihoods),
        (_leads, seen),
        (_log_shares, likelihoods),
        (_leads, senses),
        (_log_shares, senses),
    )
    return np.stack(
        [np.concatenate([measure(values[place]) for place in places]) for measure, values in columns], axis=1
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
