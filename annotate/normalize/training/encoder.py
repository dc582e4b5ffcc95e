"""Teaching the encoder to choose among the words that a place may have held, with PyTorch: an hour of two cores.

It begins as a sentence encoder (see `transformer.training.learner`), of whose layers the upper four go on learning.
Half of the text is spun as annotated pages are; at every word that a spinner may have put in, the
encoder is asked which of the words it may stand for was there, itself among them. How often each of them is the answer
is counted beforehand and added to its scores while it learns (logit adjustment, Menon et al. 2021), so that it learns
what the sentence says and leaves the odds to the judge.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from annotate.normalize.encoder import Encoder
from annotate.normalize.lexicon import Counts
from annotate.normalize.thesaurus import Thesaurus
from annotate.normalize.tokens import Token
from annotate.normalize.training.choices import NONE, Choices, Ids, Stream, log_counts, spelling, spun_runs, vocabulary
from annotate.normalize.training.simulation import Spinner
from annotate.transformer.wordpieces import BEGIN, END, Wordpieces

if TYPE_CHECKING:
    from torch import Tensor

PIECES = 26_000_000
"""Word pieces to be read in all, repeats counted."""
BATCH = 4096
"""Word pieces of one step."""
LENGTHS = 8
"""Rows are as long as a multiple of this: PyTorch keeps what it compiles for each length, and would keep gigabytes."""
DIMENSIONS = 128
"""In which words are compared."""
RATE, HEAD_RATE, WARM_UP, LOWEST = 3e-4, 2e-3, 400, 0.005
SPREAD = 0.3
"""Of the vectors of words at the start."""
FIXED = 2
"""Lower layers that stay as they are."""
SAMPLE = 300
"""Sentences that tell how large numbers grow inside."""


def train_encoder(sentences: Sequence[Sequence[Token]], counts: Counts, thesaurus: Thesaurus) -> Encoder:
    """Teach an encoder on tokenized sentences. Same text, versions, threads and processor: same encoder."""
    random = np.random.default_rng(0)
    seen = Counter(spelling(token) for sentence in sentences for token in sentence)
    spinner = Spinner.of(counts, thesaurus)
    words = vocabulary(seen, spinner, thesaurus)
    stream = Stream.of(sentences, {word: n for n, word in enumerate(words)})
    choices = Choices.of(words, spinner, thesaurus)
    teacher = _Teacher(words, choices, log_counts(stream, choices, random))
    sizes = teacher.pieces.of_runs(stream)
    read = step = reading = 0
    while read < PIECES:
        for runs in _batches(sizes, random):
            if read >= PIECES:
                break
            asked = spun_runs(stream, runs, choices, reading, random)
            read += teacher.learn(*asked, max(LOWEST, min(1.0, (step + 1) / WARM_UP) * (1 - read / PIECES)))
            step += 1
            if step % 100 == 0:
                sys.stderr.write(f"\r{read / 1e6:.1f} of {PIECES / 1e6:.0f} million word pieces read")
        reading += 1
    return teacher.encoder(
        [token.text for token in sentence] for sentence in sentences[:: len(sentences) // SAMPLE + 1]
    )


def _batches(sizes: Ids, random: np.random.Generator) -> Iterator[Ids]:
    """Runs that fill rows of one length, in any order; of each length as many as make a step."""
    lengths = _row_length(sizes)
    groups = []
    for length in np.unique(lengths).tolist():
        runs = random.permutation(np.flatnonzero(lengths == length))
        rows = max(1, BATCH // length)
        groups += [runs[start : start + rows] for start in range(0, len(runs), rows)]
    for n in random.permutation(len(groups)).tolist():
        yield groups[n]


def _row_length(sizes: Ids) -> Ids:
    """How long a row is that holds so many pieces, its beginning and its end."""
    return -(-(sizes + 2) // LENGTHS) * LENGTHS


class _Pieces:
    """Numbered words in pieces."""

    def __init__(self, words: Sequence[str], known: Wordpieces) -> None:
        self.cut = [known.cut(word) for word in words]
        self.sizes = np.array([len(pieces) for pieces in self.cut], np.int64)
        self.starts = np.cumsum(self.sizes) - self.sizes
        self.flat = np.fromiter(chain.from_iterable(self.cut), np.int64)
        self.begin, self.end = known.numbers[BEGIN], known.numbers[END]

    def of_runs(self, stream: Stream) -> Ids:
        """How many pieces each run has."""
        until = np.concatenate([[0], np.cumsum(self.sizes[stream.words])])
        return np.asarray(np.diff(until[stream.starts]))

    def rows(self, words: Ids, owner: Ids) -> tuple[Ids, Ids, Ids]:
        """Runs as rows of pieces, the lengths of the rows, and where in all rows together each word begins."""
        sizes = self.sizes[words]
        first = np.cumsum(sizes) - sizes
        pieces = self.flat[np.repeat(self.starts[words] - first, sizes) + np.arange(sizes.sum())]
        row = np.repeat(owner, sizes)
        lengths = np.bincount(row)
        column = np.arange(len(row)) - (np.cumsum(lengths) - lengths)[row] + 1
        table = np.zeros((len(lengths), int(_row_length(lengths.max()))), np.int64)
        table[:, 0] = self.begin
        table[row, column] = pieces
        table[np.arange(len(lengths)), lengths + 1] = self.end
        return table, lengths + 2, owner * table.shape[1] + column[first]


class _Teacher:
    """The encoder while it learns."""

    def __init__(self, words: Sequence[str], choices: Choices, log_counts: NDArray[np.float32]) -> None:
        import torch

        from annotate.transformer.training.learner import Learner

        torch.manual_seed(0)
        self.torch = torch
        self.body = Learner(fixed=FIXED)
        self.pieces = _Pieces(words, self.body.embeddings.pieces)
        self.words = words
        self.is_asked = choices.options[:, 1] != NONE
        numbers = np.unique(choices.options[self.is_asked])
        self.asked = numbers[numbers != NONE]
        self.place = np.full(len(words) + 1, NONE)  # the last stands for NONE
        self.place[self.asked] = np.arange(len(self.asked))
        self.options = self.place[choices.options]
        self.log_counts = torch.from_numpy(log_counts)
        axes, compared = self._main_components()
        self.head, self.head_bias = axes * SPREAD, torch.zeros(DIMENSIONS)
        self.compared, self.compared_bias = compared / compared.std() * SPREAD, torch.zeros(len(self.asked), 1)
        self.on_top = [self.head, self.head_bias, self.compared, self.compared_bias]
        for weight in self.on_top:
            weight.requires_grad_()
        adam, betas = torch.optim.AdamW, (0.9, 0.98)
        self.optimizers = {
            adam(self.body.exact, lr=RATE, weight_decay=0.01, betas=betas, fused=True): RATE,
            adam(self.on_top, lr=HEAD_RATE, weight_decay=0.0, betas=betas, fused=True): HEAD_RATE,
        }

    def _main_components(self) -> tuple[Tensor, Tensor]:
        """The axes along which the words asked about differ most by their pieces, and the words along them."""
        vectors = self.torch.stack([self.body.vectors[list(self.pieces.cut[n])].mean(0) for n in self.asked])
        vectors = vectors - vectors.mean(0)
        _, axes = self.torch.linalg.eigh(vectors.T @ vectors)
        main = axes.T.flip(0)[:DIMENSIONS].clone()
        return main, vectors @ main.T

    def learn(self, words: Ids, found: Ids, owner: Ids, share: float) -> int:
        """One step, at a share of the full rate, from words as they were and as they are found; the pieces read."""
        table, lengths, first = self.pieces.rows(found, owner)
        states = self.body.states(table, np.zeros_like(table), lengths).flatten(0, 1)
        self._loss(words, found, states, first).backward()
        self.body.hand_over()
        for weights in (self.body.exact, self.on_top):
            self.torch.nn.utils.clip_grad_norm_(weights, 1.0)
        for optimizer, rate in self.optimizers.items():
            for group in optimizer.param_groups:
                group["lr"] = rate * share
            optimizer.step()
            optimizer.zero_grad()
        self.body.take_back()
        return int(table.size)

    def _loss(self, words: Ids, found: Ids, states: Tensor, first: Ids) -> Tensor:
        """How surprising the words are that stood where a spinner may have written; nats, the mean over places."""
        embedding = self.torch.nn.functional.embedding
        is_answer = (self.options[found] == self.place[words][:, None]) & (self.options[found] != NONE)
        asked = np.flatnonzero(self.is_asked[found] & is_answer.any(axis=1))
        options = self.torch.from_numpy(self.options[found[asked]])
        places = states.index_select(0, self.torch.from_numpy(first[asked])).float() @ self.head.T + self.head_bias
        numbers = options.clamp(min=0)
        scores = (embedding(numbers, self.compared) @ places[:, :, None] + embedding(numbers, self.compared_bias))[
            ..., 0
        ]
        scores = scores + self.log_counts[self.torch.from_numpy(found[asked])]
        answers = self.torch.from_numpy(is_answer[asked].argmax(axis=1))
        return self.torch.nn.functional.cross_entropy(scores.masked_fill(options == NONE, -1e9), answers)

    def encoder(self, sample: Iterable[Sequence[str]]) -> Encoder:
        """The encoder as it has been taught so far; a sample of sentences tells how large numbers grow inside."""
        from annotate.transformer.training.learner import array

        return Encoder(
            reader=self.body.reader(self.head, self.head_bias, sample),
            words={self.words[n]: place for place, n in enumerate(self.asked.tolist())},
            compared=array(self.compared),
            compared_bias=array(self.compared_bias)[:, 0],
        )
