"""A small transformer, which tells what a whole sentence says of the word that may have stood in a place.

Where the recurrent network is asked which word fits a gap, the encoder has learnt the question itself: a word stands
here that a spinner may have written; which of the words it may stand for was it, or was it itself? It is the encoder of
BERT (Devlin et al. 2019) with few and narrow layers, and a layer that compares what it makes of a place with a vector
of each word. Plain numpy.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from annotate.data.load import pack_words, unpack_words
from annotate.normalize.quantized import packed, unpacked
from annotate.normalize.wordpieces import BEGIN, END, Wordpieces

Floats32: TypeAlias = NDArray[np.float32]
Ids: TypeAlias = NDArray[np.int64]

HEADS = 12
EPSILON = 1e-12
LONGEST = 64
"""Words of a sentence read in one go, as many as it was taught on; longer ones are cut."""
BATCH = 1024
"""Word pieces read side by side: enough for the processor, and memory that does not grow with the document."""
BITS = 6
"""Bits of a weight as shipped."""
WEIGHTS = ("vectors", "positions", "norm", "head", "head_bias", "compared", "compared_bias")
"""What an encoder has beside its layers."""
UNJUDGED = -1
"""The number of a word that the encoder has no vector of."""


@dataclass(frozen=True, eq=False)
class Layer:
    """The weights of one layer: attention (Vaswani et al. 2017), then two steps forward, each with its norm."""

    attend: Floats32
    """Queries, keys and values one under the other, shape (3 * width, width)."""
    attend_bias: Floats32
    gather: Floats32
    gather_bias: Floats32
    gather_norm: Floats32
    """Scale and shift, shape (2, width)."""
    widen: Floats32
    widen_bias: Floats32
    narrow: Floats32
    narrow_bias: Floats32
    narrow_norm: Floats32

    def read(self, states: Floats32, lengths: Sequence[int]) -> Floats32:
        """The next states of sentences that stand one after another, shape (pieces, width)."""
        gathered = self._attended(states, lengths) @ self.gather.T + self.gather_bias
        states = _normalized(states + gathered, self.gather_norm)
        wide = _gelu(states @ self.widen.T + self.widen_bias)
        return _normalized(states + (wide @ self.narrow.T + self.narrow_bias), self.narrow_norm)

    def _attended(self, states: Floats32, lengths: Sequence[int]) -> Floats32:
        """What each piece takes from those of its sentence; sentences of one length are reckoned together."""
        width = states.shape[1]
        size = width // HEADS
        parts = states @ self.attend.T + self.attend_bias
        out = np.empty_like(states)
        for start, count, length in _alike(lengths):
            rows = slice(start, start + count * length)
            shape = (count, length, 3, HEADS, size)
            queries, keys, values = parts[rows].reshape(shape).transpose(2, 0, 3, 1, 4)
            weights = _softmax(queries @ keys.swapaxes(2, 3) * np.float32(size**-0.5))
            out[rows] = (weights @ values).transpose(0, 2, 1, 3).reshape(count * length, width)
        return out


@dataclass(frozen=True, eq=False)
class Encoder:
    """Pieces of words and their vectors, the layers, and the words whose places it can tell apart."""

    pieces: Wordpieces
    vectors: Floats32
    """One for each piece, shape (pieces, width)."""
    positions: Floats32
    """What is added by a piece's place in its sentence."""
    norm: Floats32
    layers: tuple[Layer, ...]
    words: Mapping[str, int]
    head: Floats32
    """From a state to the vector that words are compared with, shape (dimensions, width)."""
    head_bias: Floats32
    compared: Floats32
    """One for each word, shape (words, dimensions)."""
    compared_bias: Floats32

    def number(self, word: str) -> int:
        """The number of a word; UNJUDGED for one that the encoder cannot tell."""
        return self.words.get(word, UNJUDGED)

    def read(self, sentences: Sequence[Sequence[str]]) -> list[Floats32]:
        """What it makes of each place of each sentence, shape (words, dimensions), from the words as they stand."""
        runs = [
            (number, [self.pieces.cut(word) for word in sentence[at : at + LONGEST]])
            for number, sentence in enumerate(sentences)
            for at in range(0, len(sentence), LONGEST)
        ]
        made: list[Floats32] = [np.zeros((0, len(self.head)), np.float32)] * len(runs)
        lengths = [2 + sum(map(len, run)) for _, run in runs]
        for batch in _batches(lengths):
            for n, places in zip(batch, self._read([runs[n][1] for n in batch]), strict=True):
                made[n] = places
        found: list[list[Floats32]] = [[] for _ in sentences]
        for (number, _), places in zip(runs, made, strict=True):
            found[number].append(places)
        empty = np.zeros((0, len(self.head)), np.float32)
        return [np.vstack([empty, *parts]) for parts in found]

    def scores(self, places: Floats32, words: Ids) -> Floats32:
        """How well each word goes with the place in the same row: log probability but for a constant of the place."""
        scores = np.einsum("nd,nd->n", places, self.compared[words]) + self.compared_bias[words]
        return np.asarray(scores, np.float32)

    def _read(self, runs: Sequence[Sequence[Sequence[int]]]) -> Iterator[Floats32]:
        """What it makes of the first piece of each word; shorter runs first."""
        begin, end = self.pieces.numbers[BEGIN], self.pieces.numbers[END]
        rows = [[begin, *(piece for word in run for piece in word), end] for run in runs]
        lengths = [len(row) for row in rows]
        places = np.concatenate([np.arange(length) for length in lengths])
        numbers = np.array([piece for row in rows for piece in row])
        states = _normalized(self.vectors[numbers] + self.positions[places], self.norm)
        for layer in self.layers:
            states = layer.read(states, lengths)
        start = 0
        for run, length in zip(runs, lengths, strict=True):
            sizes = np.array([len(word) for word in run])
            first = start + 1 + np.cumsum(sizes) - sizes
            yield states[first] @ self.head.T + self.head_bias
            start += length

    def arrays(self) -> dict[str, NDArray[Any]]:
        """The encoder as named arrays: matrices in few bits, each row with its own scale, the rest in 16."""
        weights = {name: getattr(self, name) for name in WEIGHTS}
        weights |= {
            f"{n}_{field.name}": getattr(layer, field.name)
            for n, layer in enumerate(self.layers)
            for field in fields(layer)
        }
        arrays = {"pieces": pack_words(self.pieces.numbers), "words": pack_words(self.words)}
        for name, values in weights.items():
            is_matrix = values.ndim == 2 and not name.endswith("norm")
            arrays |= packed(name, values, BITS) if is_matrix else {name: values.astype(np.float16)}
        return arrays

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, NDArray[Any]]) -> Encoder:
        """The encoder that `arrays()` packed."""
        count = len([name for name in arrays if name.endswith("_attend_bias")])
        return cls(
            pieces=Wordpieces(_numbered(arrays["pieces"])),
            words=_numbered(arrays["words"]),
            layers=tuple(
                Layer(*(unpacked(f"{n}_{field.name}", arrays) for field in fields(Layer))) for n in range(count)
            ),
            **{name: unpacked(name, arrays) for name in WEIGHTS},
        )


def _numbered(words: NDArray[np.uint8]) -> dict[str, int]:
    return {word: number for number, word in enumerate(unpack_words(words))}


def _batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Runs by number, shortest first, about BATCH pieces at a time."""
    batch: list[int] = []
    pieces = 0
    for n in sorted(range(len(lengths)), key=lambda n: lengths[n]):
        batch.append(n)
        pieces += lengths[n]
        if pieces >= BATCH:
            yield batch
            batch, pieces = [], 0
    if batch:
        yield batch


def _alike(lengths: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """Runs of sentences of one length: where the first begins, how many there are, and how long they are."""
    start = at = 0
    while at < len(lengths):
        count = 1
        while at + count < len(lengths) and lengths[at + count] == lengths[at]:
            count += 1
        yield start, count, lengths[at]
        start += count * lengths[at]
        at += count


def _normalized(states: Floats32, norm: Floats32) -> Floats32:
    """Layer normalization (Ba et al. 2016)."""
    centred = states - states.mean(axis=1, keepdims=True)
    variance = np.einsum("nd,nd->n", centred, centred)[:, None] / np.float32(states.shape[1])
    return np.asarray(centred / np.sqrt(variance + EPSILON) * norm[0] + norm[1], np.float32)


def _softmax(values: Floats32) -> Floats32:
    values -= values.max(axis=-1, keepdims=True)
    np.exp(values, out=values)
    values /= values.sum(axis=-1, keepdims=True)
    return values


def _gelu(values: Floats32) -> Floats32:
    """Gaussian error linear unit (Hendrycks and Gimpel 2016), in its tanh form."""
    inner = values * values
    inner *= np.float32(0.044715 * 0.7978845608)
    inner += np.float32(0.7978845608)
    inner *= values
    np.tanh(inner, out=inner)
    inner += np.float32(1)
    inner *= values
    inner *= np.float32(0.5)
    return inner
