"""Words of a passage that a spinner may have put there, and what each may stand for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from annotate.normalize.context import Floats, LanguageModel
from annotate.normalize.encoder import Encoder
from annotate.normalize.fits import CONTEXT_FIT, FIT, FITS, TRIGRAM_FITS, Spot, context_gains, trigram_fits
from annotate.normalize.frames import is_in_reach, stands_rightfully
from annotate.normalize.lexicon import Entry, Lexicon, Origin, Phrase, Substitution
from annotate.normalize.spin import MOST_COUNTED, Traces, telling_length
from annotate.normalize.thesaurus import Thesaurus
from annotate.normalize.tokens import Token

if TYPE_CHECKING:
    from annotate.normalize.known_names import KnownNames

TELLING_GAIN = 1.0
"""Log probability that another word must gain in a place before the one found there speaks for damage."""
LEAST_GAIN, MOST_RIVALS = 0.0, 5
"""What a word of the thesaurus must gain to be looked at, and how many of them for one place."""
SAME = 0.1
"""The gain taken for what the encoder cannot judge."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words `start` to `end` of a sentence, the lexicon entry they match, and one thing they may mean."""

    sentence: int
    start: int
    end: int
    entry: Entry
    substitution: Substitution
    steps: int
    """How many entries of the thesaurus lead from the phrase meant to the one found."""
    in_reach: bool
    """Whether it stands where a spinner writes."""

    @property
    def meant(self) -> Phrase:
        """The phrase that would be restored."""
        return self.substitution.meant

    @property
    def place(self) -> Spot:
        """Where it stands: sentence, first word, and the word after the last."""
        return self.sentence, self.start, self.end

    @property
    def is_number(self) -> bool:
        """Whether a figure was found."""
        return self.entry.found[0][0].isdigit()


@dataclass(frozen=True, eq=False)
class Suspects:
    """The candidates of a passage, place by place, and how well each would fit."""

    candidates: list[Candidate]
    fits: Floats
    """The numbers of FITS, a row a candidate; that of the encoder may be unknown."""
    length: int
    """Words of the passage that count as evidence against damage: see `telling_length`."""
    left: Mapping[Phrase, float]
    """Words of a spinner's list that it would not have left where they stand, and how much each speaks against it."""

    def traces(self) -> Traces:
        """The evidence for damage: a known word counts where a spinner writes and one it stood for fits better."""
        gains: dict[Spot, float] = {}
        entries: dict[Spot, Entry] = {}
        gain, context = self.fits[:, FIT["gain"]], self.fits[:, FIT[CONTEXT_FIT]]
        both = (gain + np.where(np.isnan(context), gain, context)) / 2
        for candidate, value in zip(self.candidates, both.tolist(), strict=True):
            if candidate.in_reach and candidate.substitution.origin is not Origin.THESAURUS:
                place = candidate.place
                gains[place] = max(gains.get(place, value), value)
                entries[place] = candidate.entry
        telling = Counter(entries[place].found for place, value in gains.items() if value > TELLING_GAIN)
        return Traces.of(telling, {entry.found: entry for entry in entries.values()}, self.length, self.left)


@dataclass(frozen=True, eq=False)
class Finder:
    """What finds suspects: the lexicon, the thesaurus, the two judges of context, and names known whole."""

    lexicon: Lexicon
    thesaurus: Thesaurus
    model: LanguageModel
    encoder: Encoder
    names: KnownNames

    def known(self, sentences: Sequence[list[Token]]) -> Suspects:
        """Every word of a passage that annotators restored elsewhere, looked at with its neighbours alone: quick."""
        keys = _keys(sentences)
        candidates = [*self._attested(sentences, keys)]
        length, left = telling_length(keys), self._left(sentences)
        if not candidates:
            return Suspects([], np.zeros((0, len(FITS))), length, left)
        fits = trigram_fits(candidates, keys, self.model)
        return Suspects(candidates, np.hstack([fits, np.full((len(fits), 1), np.nan)]), length, left)

    def find(self, sentences: Sequence[list[Token]], known: Suspects) -> Suspects:
        """Every word of a passage that may be a spinner's, and what it may stand for; the known ones were looked at.

        What the thesaurus offers is kept where the sentence as a whole speaks for it, or where nobody can tell.
        """
        both = [*known.candidates, *self._offered(sentences, known.candidates)]
        if not both:
            return known
        gains = context_gains(both, sentences, self.encoder)
        attested = range(len(known.candidates))
        guessed = _likeliest(both, gains, len(attested))
        trigrams = known.fits[:, : len(TRIGRAM_FITS)]
        if guessed:
            trigrams = np.vstack([trigrams, trigram_fits([both[n] for n in guessed], _keys(sentences), self.model)])
        kept = [*attested, *guessed]
        fits = np.hstack([trigrams, gains[kept, None]])
        order = sorted(range(len(kept)), key=lambda n: (both[kept[n]].place, both[kept[n]].substitution.origin))
        return Suspects([both[kept[n]] for n in order], fits[order], known.length, known.left)

    def _left(self, sentences: Sequence[list[Token]]) -> dict[Phrase, float]:
        """Words of a spinner's list that it would not have left where they stand."""
        counts = Counter(
            token.key
            for sentence in sentences
            for place, token in enumerate(sentence)
            if token.key in self.lexicon.left_weights and is_in_reach(sentence, place, place + 1)
        )
        return {(word,): min(count, MOST_COUNTED) * self.lexicon.left_weights[word] for word, count in counts.items()}

    def _attested(self, sentences: Sequence[list[Token]], keys: list[list[str]]) -> Iterator[Candidate]:
        """What annotators restored elsewhere."""
        for number, sentence in enumerate(sentences):
            for start, entry in self.lexicon.matches(keys[number]):
                if stands_rightfully(sentence, start):
                    continue
                end = start + len(entry.found)
                in_reach = is_in_reach(sentence, start, end)
                for substitution in entry.substitutions:
                    steps = self.thesaurus.steps(entry.found, substitution.meant)
                    yield Candidate(number, start, end, entry, substitution, steps, in_reach)

    def _offered(self, sentences: Sequence[list[Token]], known: list[Candidate]) -> list[Candidate]:
        """What the thesaurus offers for the words that stand there."""
        taken = {(candidate.place, candidate.meant) for candidate in known}
        return [
            Candidate(
                number,
                at,
                at + 1,
                self.lexicon.entry((token.key,)),
                Substitution(link.meant, 0.0, Origin.THESAURUS),
                link.steps,
                in_reach=True,
            )
            for number, sentence in enumerate(sentences)
            for at, token in enumerate(sentence)
            if token.key in self.thesaurus.links
            if is_in_reach(sentence, at, at + 1) and not stands_rightfully(sentence, at)
            for link in self.thesaurus.links[token.key]
            if link.steps == 1 and ((number, at, at + 1), link.meant) not in taken
        ]


def _likeliest(candidates: Sequence[Candidate], gains: Floats, start: int) -> list[int]:
    """Of the candidates from `start` on, up to MOST_RIVALS for each place that fit better than what stands there."""
    gains = np.where(np.isnan(gains), SAME, gains)
    offered: Counter[Spot] = Counter()
    kept = []
    for n in (start + np.argsort(-gains[start:], kind="stable")).tolist():
        if gains[n] <= LEAST_GAIN:
            break
        if offered[candidates[n].place] < MOST_RIVALS:
            offered[candidates[n].place] += 1
            kept.append(n)
    return kept


def _keys(sentences: Sequence[list[Token]]) -> list[list[str]]:
    return [[token.key for token in sentence] for sentence in sentences]
