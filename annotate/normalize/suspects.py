"""Words of a passage that a spinner may have put there, and what each may stand for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from annotate.normalize.context import Floats, LanguageModel
from annotate.normalize.encoder import Encoder
from annotate.normalize.fits import FIT, FITS, SENSE_FITS, Spot, expected_at, sense_fits, trigram_fits
from annotate.normalize.frames import stands_rightfully
from annotate.normalize.lexicon import Entry, Lexicon, Origin, Phrase, Substitution
from annotate.normalize.network import UNKNOWN, Network, Reading
from annotate.normalize.spin import Traces
from annotate.normalize.thesaurus import Link, Thesaurus
from annotate.normalize.tokens import Token

if TYPE_CHECKING:
    from annotate.normalize.known_names import KnownNames

TELLING_GAIN = 1.0
"""Log probability that another word must gain in a place before the one found there speaks for damage."""
LEAST_GAIN, MOST_RIVALS = 0.0, 5
"""What a word of the thesaurus must gain to be looked at, and how many of them for one place."""
SAME = 0.1
"""The gain taken for what the network cannot judge."""


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
    """The numbers of FITS, a row a candidate; those of the network may be unknown."""
    length: int
    """Words of the passage."""

    def traces(self) -> Traces:
        """The evidence for damage: a known word counts where one it stood for fits better than it does."""
        gains: dict[Spot, float] = {}
        entries: dict[Spot, Entry] = {}
        gain, sense = self.fits[:, FIT["gain"]], self.fits[:, FIT["sense_gain"]]
        both = (gain + np.where(np.isnan(sense), gain, sense)) / 2
        for candidate, value in zip(self.candidates, both.tolist(), strict=True):
            if candidate.substitution.origin is not Origin.THESAURUS:
                place = candidate.place
                gains[place] = max(gains.get(place, value), value)
                entries[place] = candidate.entry
        telling = Counter(entries[place].found for place, value in gains.items() if value > TELLING_GAIN)
        return Traces.of(telling, {entry.found: entry for entry in entries.values()}, self.length)


@dataclass(frozen=True, eq=False)
class Finder:
    """What finds suspects: the lexicon, the thesaurus, the three judges of context, and names known whole."""

    lexicon: Lexicon
    thesaurus: Thesaurus
    model: LanguageModel
    network: Network
    encoder: Encoder
    names: KnownNames

    def known(self, sentences: Sequence[list[Token]]) -> Suspects:
        """Every word of a passage that annotators restored elsewhere, looked at with its neighbours alone: quick."""
        keys = _keys(sentences)
        candidates = self._attested(sentences, keys)
        length = sum(map(len, keys))
        if not candidates:
            return Suspects([], np.zeros((0, len(FITS))), length)
        fits = trigram_fits(candidates, keys, self.model)
        return Suspects(candidates, np.hstack([fits, np.full((len(fits), len(SENSE_FITS)), np.nan)]), length)

    def read(self, passages: Sequence[Sequence[list[Token]]]) -> list[Reading]:
        """Passages as the network reads them, all in one go."""
        ids = [self.network.ids(sentence) for sentences in passages for sentence in _keys(sentences)]
        whole = self.network.read(ids)
        ends = np.cumsum([len(sentences) for sentences in passages]).tolist()
        return [
            Reading(whole.before[start:end], whole.after[start:end])
            for start, end in zip([0, *ends], ends, strict=False)
        ]

    def find(self, sentences: Sequence[list[Token]], known: Suspects, reading: Reading) -> Suspects:
        """Every word of a passage that may be a spinner's, and what it may stand for; the known ones were looked at."""
        keys = _keys(sentences)
        ids = [self.network.ids(sentence) for sentence in keys]
        guessed = self._guessed(sentences, ids, reading, known.candidates)
        if not known.candidates and not guessed:
            return known
        fits = known.fits[:, : -len(SENSE_FITS)]
        if guessed:
            fits = np.vstack([fits, trigram_fits(guessed, keys, self.model)])
        both = [*known.candidates, *guessed]
        order = sorted(range(len(both)), key=lambda n: (both[n].place, both[n].substitution.origin))
        candidates = [both[n] for n in order]
        senses = sense_fits(candidates, ids, reading, self.network)
        return Suspects(candidates, np.hstack([fits[order], senses]), known.length)

    def _attested(self, sentences: Sequence[list[Token]], keys: list[list[str]]) -> list[Candidate]:
        """What annotators restored elsewhere."""
        return [
            Candidate(number, start, start + len(entry.found), entry, substitution, steps)
            for number, sentence in enumerate(keys)
            for start, entry in self.lexicon.matches(sentence)
            if not stands_rightfully(sentences[number], start)
            for substitution in entry.substitutions
            for steps in [self.thesaurus.steps(entry.found, substitution.meant)]
        ]

    def _guessed(
        self, sentences: Sequence[list[Token]], ids: list[list[int]], reading: Reading, known: list[Candidate]
    ) -> list[Candidate]:
        """What the thesaurus offers, where it fits better than what stands there."""
        taken = {(candidate.place, candidate.meant) for candidate in known}
        offers = [
            ((number, at, at + 1), link)
            for number, sentence in enumerate(sentences)
            for at, token in enumerate(sentence)
            if token.key in self.thesaurus.links and not stands_rightfully(sentence, at)
            for link in self.thesaurus.links[token.key]
            if link.steps == 1 and ((number, at, at + 1), link.meant) not in taken
        ]
        if not offers:
            return []
        gains = self._gains(offers, ids, reading)
        offered: Counter[Spot] = Counter()
        guesses = []
        for place in np.argsort(-gains, kind="stable").tolist():
            if gains[place] <= LEAST_GAIN:
                break
            spot, link = offers[place]
            if offered[spot] < MOST_RIVALS:
                offered[spot] += 1
                number, at, end = spot
                entry = self.lexicon.entry((sentences[number][at].key,))
                substitution = Substitution(link.meant, 0.0, Origin.THESAURUS)
                guesses.append(Candidate(number, at, end, entry, substitution, link.steps))
        return guesses

    def _gains(self, offers: Sequence[tuple[Spot, Link]], ids: list[list[int]], reading: Reading) -> Floats:
        """What the network says each offer gains over the word found; as much as is asked for where it cannot say."""
        index: dict[Spot, int] = {}
        owner = np.array([index.setdefault(spot, len(index)) for spot, _ in offers])
        expected = expected_at(list(index), reading, self.network)
        found = self.network.scores(expected, np.array([ids[number][at] for number, at, _ in index], np.int64))
        meant = np.array([self.network.words.get(link.meant[0], UNKNOWN) for _, link in offers])
        gains = self.network.scores(expected[owner], meant) - found[owner]
        is_known = np.array([len(link.meant) == 1 for _, link in offers]) & (meant != UNKNOWN)
        return np.where(is_known, gains, SAME)


def _keys(sentences: Sequence[list[Token]]) -> list[list[str]]:
    return [[token.key for token in sentence] for sentence in sentences]
