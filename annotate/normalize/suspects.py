"""Words of a passage that a spinner may have put there, what each may stand for, and how well that would fit."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from annotate.normalize.context import END, START, Floats, LanguageModel
from annotate.normalize.frames import stands_rightfully
from annotate.normalize.lexicon import Entry, Lexicon, Origin, Phrase, Substitution
from annotate.normalize.network import Network, Reading
from annotate.normalize.spin import Traces
from annotate.normalize.thesaurus import Thesaurus
from annotate.normalize.tokens import Token

FITS = (
    "gain_before",  # log probability gained given the words before
    "gain_after",  # log probability gained by the words after
    "gain",  # the sum of both
    "gain_beyond_frequency",  # gain, with each word's bare frequency taken off
    "found_before",  # log probability of the found phrase given the words before
    "found_after",  # log probability of the words after the found phrase
    "meant_before",
    "meant_after",
    "sense_gain",  # log probability gained between all the words around, by the network; unknown for long phrases
    "sense_found",  # log probability of the found word there
    "sense_meant",
)
FIT = {name: number for number, name in enumerate(FITS)}
TELLING_GAIN = 1.0
"""Log probability that another word must gain in a place before the one found there speaks for damage."""
NEIGHBOURS = 2
"""Words looked at on either side, as far as a trigram reaches."""
LEAST_GAIN, MOST_RIVALS = 1.0, 5
"""What a word of the thesaurus must gain to be looked at, and how many of them for one place."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words `start` to `end` of a sentence, the lexicon entry they match, and one thing they may mean."""

    sentence: int
    start: int
    end: int
    entry: Entry
    substitution: Substitution
    relation: tuple[int, int]
    """How the thesaurus joins the two words, forward and backward."""

    @property
    def meant(self) -> Phrase:
        """The phrase that would be restored."""
        return self.substitution.meant

    @property
    def place(self) -> tuple[int, int, int]:
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
    """The numbers of FITS, a row a candidate."""
    length: int

    def traces(self) -> Traces:
        """The evidence for damage: a known word counts where one it stood for fits better than it does."""
        gains: dict[tuple[int, int, int], float] = {}
        entries: dict[tuple[int, int, int], Entry] = {}
        both = np.stack([self.fits[:, FIT["gain"]], self.fits[:, FIT["sense_gain"]]])
        both[1] = np.where(np.isnan(both[1]), both[0], both[1])
        for candidate, gain in zip(self.candidates, both.mean(axis=0), strict=True):
            if candidate.substitution.origin is not Origin.THESAURUS:
                gains[candidate.place] = max(gains.get(candidate.place, gain), gain)
                entries[candidate.place] = candidate.entry
        telling = Counter(entries[place].found for place, gain in gains.items() if gain > TELLING_GAIN)
        return Traces.of(telling, {entry.found: entry for entry in entries.values()}, self.length)


@dataclass(frozen=True, eq=False)
class Finder:
    """What finds suspects: the lexicon, the thesaurus, and the two judges of context."""

    lexicon: Lexicon
    thesaurus: Thesaurus
    model: LanguageModel
    network: Network

    def most_evidence(self, sentences: Sequence[list[Token]]) -> float:
        """The evidence for damage, were every known word of a passage a spinner's."""
        matches = [entry for s in sentences for _, entry in self.lexicon.matches([token.key for token in s])]
        telling = Counter(entry.found for entry in matches)
        return Traces.of(telling, {entry.found: entry for entry in matches}, 0).total

    def find(self, sentences: Sequence[list[Token]]) -> Suspects:
        """Every word of a passage that may be a spinner's, and what it may stand for."""
        keys = [[token.key for token in sentence] for sentence in sentences]
        ids = [self.network.ids(sentence) for sentence in keys]
        reading = self.network.read(ids)
        known = self._attested(sentences, keys, ids)
        guessed = self._guessed(sentences, ids, reading, known)
        candidates = sorted([*known, *guessed], key=lambda c: (c.place, c.substitution.origin))
        length = sum(map(len, keys))
        if not candidates:
            return Suspects([], np.zeros((0, len(FITS))), length)
        fits = np.hstack([_fits(candidates, keys, self.model), _senses(candidates, ids, reading, self.network)])
        return Suspects(candidates, fits, length)

    def _attested(
        self, sentences: Sequence[list[Token]], keys: list[list[str]], ids: list[list[int]]
    ) -> list[Candidate]:
        """What annotators restored elsewhere."""
        found = []
        for number, sentence in enumerate(keys):
            for start, entry in self.lexicon.matches(sentence):
                if stands_rightfully(sentences[number], start):
                    continue
                end = start + len(entry.found)
                for substitution in entry.substitutions:
                    relation = self._relation(ids[number][start:end], substitution.meant)
                    found.append(Candidate(number, start, end, entry, substitution, relation))
        return found

    def _relation(self, found: list[int], meant: Phrase) -> tuple[int, int]:
        if len(found) != 1 or len(meant) != 1:
            return self.thesaurus.relation(0, 0)
        return self.thesaurus.relation(found[0], self.network.words.get(meant[0], 0))

    def _guessed(
        self, sentences: Sequence[list[Token]], ids: list[list[int]], reading: Reading, known: list[Candidate]
    ) -> list[Candidate]:
        """What the thesaurus offers, where it fits much better than what stands there."""
        places = [(n, at) for n, words in enumerate(ids) for at in range(len(words))]
        owners, links = self.thesaurus.links(np.array([ids[n][at] for n, at in places], np.int64))
        if not len(links):
            return []
        suspected, owner = np.unique(owners, return_inverse=True)
        chosen = [places[n] for n in suspected]
        expected = _expected(chosen, [at + 1 for _, at in chosen], reading, self.network)
        found = self.network.scores(expected, np.array([ids[n][at] for n, at in chosen], np.int64))
        meant = self.thesaurus.meant[links]
        gains = self.network.scores(expected[owner], meant) - found[owner]
        taken = {(*c.place, c.meant) for c in known}
        offered: dict[int, int] = defaultdict(int)
        guesses = []
        for link in np.argsort(-gains, kind="stable"):
            if gains[link] <= LEAST_GAIN:
                break
            number, at = chosen[owner[link]]
            phrase = (self.network.spellings[meant[link]],)
            if offered[int(owner[link])] == MOST_RIVALS or (number, at, at + 1, phrase) in taken:
                continue
            if stands_rightfully(sentences[number], at):
                continue
            offered[int(owner[link])] += 1
            relation = int(self.thesaurus.forward[links[link]]), int(self.thesaurus.backward[links[link]])
            entry = self.lexicon.entry((sentences[number][at].key,))
            substitution = Substitution(phrase, 0.0, Origin.THESAURUS)
            guesses.append(Candidate(number, at, at + 1, entry, substitution, relation))
        return guesses


def _expected(
    starts: Sequence[tuple[int, int]], ends: Sequence[int], reading: Reading, network: Network
) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    """What the network expects in place of the words from each start to its end."""
    left = np.array([reading.before[number][start] for number, start in starts])
    right = np.array([reading.after[number][end] for (number, _), end in zip(starts, ends, strict=True)])
    return network.expectations(left, right)


def _senses(candidates: Sequence[Candidate], ids: list[list[int]], reading: Reading, network: Network) -> Floats:
    """The network's numbers of FITS."""
    places = sorted({candidate.place for candidate in candidates})
    index = {place: n for n, place in enumerate(places)}
    expected = _expected([(n, start) for n, start, _ in places], [end for *_, end in places], reading, network)
    norms = network.norms(expected)
    owner = np.array([index[candidate.place] for candidate in candidates])

    def scores(phrases: list[Phrase]) -> Floats:
        numbers = np.array([network.words.get(phrase[0], 1) if phrase else 1 for phrase in phrases])
        values = network.scores(expected[owner], numbers) - norms[owner]
        return np.where([len(phrase) == 1 for phrase in phrases], values, np.nan).astype(np.float64)

    found = scores([candidate.entry.found for candidate in candidates])
    meant = scores([candidate.meant for candidate in candidates])
    gain = meant - found
    removed = [n for n, c in enumerate(candidates) if not c.meant and c.end < len(ids[c.sentence])]
    if removed:
        without, following = _without(removed, candidates, ids, reading, network)
        meant[removed], gain[removed] = without, without - following
    return np.stack([gain, found, meant], axis=1)


def _without(
    removed: list[int], candidates: Sequence[Candidate], ids: list[list[int]], reading: Reading, network: Network
) -> tuple[Floats, Floats]:
    """Log probability of the word after a word put in, without it and with it."""
    chosen = [candidates[n] for n in removed]
    following = np.array([ids[c.sentence][c.end] for c in chosen], np.int64)
    scores = []
    for starts in ([(c.sentence, c.start) for c in chosen], [(c.sentence, c.end) for c in chosen]):
        expected = _expected(starts, [c.end + 1 for c in chosen], reading, network)
        scores.append((network.scores(expected, following) - network.norms(expected)).astype(np.float64))
    return scores[0], scores[1]


def _fits(candidates: Sequence[Candidate], keys: Sequence[list[str]], model: LanguageModel) -> Floats:
    """The trigram model's numbers of FITS for each candidate."""
    padded = {n: [START, START, *model.ids(keys[n]), END] for n in {c.sentence for c in candidates}}
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
    chance = np.log((model.unigrams[third] + 1.0) / model.size)
    size = len(variants)

    def summed(values: Floats) -> Floats:
        return np.bincount(owner, values, size).astype(np.float64)

    return (
        summed(np.where(is_after, 0.0, logs)),
        summed(np.where(is_after, logs, 0.0)),
        summed(np.where(is_after, 0.0, logs - chance)),
    )
