"""A small bidirectional recurrent network, which tells how well a word fits between all the words around it.

One gated recurrent unit (Cho et al. 2014) reads a sentence forwards, one backwards; what both have read up to a gap,
put through one hidden layer, is compared with the vector of each word that may fill the gap. Plain numpy.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from itertools import chain
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from annotate.data.load import pack_words, unpack_words
from annotate.normalize.quantized import packed, unpacked

Floats32: TypeAlias = NDArray[np.float32]
Ids: TypeAlias = NDArray[np.int64]

PADDING, UNKNOWN, START, END = range(4)
"""Numbers of SPECIAL; padding serves training alone."""
SPECIAL = ("<pad>", "<unk>", "<s>", "</s>")
BATCH = 64
"""Sentences read side by side: longer runs of numpy, and memory that does not grow with the document."""
COMMON = 1024
"""The most frequent words, over which log probabilities are normalized."""
BITS = 7
"""Bits of a weight as shipped."""
WEIGHTS = ("vectors", "bias", "hidden", "hidden_bias", "output", "output_bias")
"""What a network has beside its readers."""


@dataclass(frozen=True, eq=False)
class Recurrence:
    """The weights of one gated recurrent unit, in PyTorch's order: reset, update, new."""

    inputs: Floats32
    states: Floats32
    input_bias: Floats32
    state_bias: Floats32

    def read(self, vectors: Floats32, going_on: Sequence[int]) -> Floats32:
        """The states after each step, shape (words, units), from the vectors of all first words, all second words ...

        `going_on` says how many sentences have a word at each step; the longest stand in front.
        """
        size = self.states.shape[1]
        driven = vectors @ self.inputs.T + self.input_bias
        states = self.states.T.copy()
        state = np.zeros((going_on[0], size), np.float32)
        out = np.empty((len(vectors), size), np.float32)
        at = 0
        for count in going_on:
            words = slice(at, at + count)
            state = state[:count]
            recalled = state @ states + self.state_bias
            gates = _sigmoid(driven[words, : 2 * size] + recalled[:, : 2 * size])
            new = np.tanh(driven[words, 2 * size :] + gates[:, :size] * recalled[:, 2 * size :])
            state = new + gates[:, size:] * (state - new)
            out[words] = state
            at += count
        return out


@dataclass(frozen=True, eq=False)
class Reading:
    """Sentences as the network has read them: the state before and after every word."""

    before: Sequence[Floats32]
    """For each sentence: state after the words before word n, from the left; shape (words + 1, units)."""
    after: Sequence[Floats32]
    """For each sentence: state after word n and all that follow, from the right; shape (words + 1, units)."""


@dataclass(frozen=True, eq=False)
class Network:
    """Word vectors, the two readers, and the layers that turn what they read into a vector of the word to come."""

    words: Mapping[str, int]
    vectors: Floats32
    bias: Floats32
    forwards: Recurrence
    backwards: Recurrence
    hidden: Floats32
    hidden_bias: Floats32
    output: Floats32
    output_bias: Floats32

    @cached_property
    def spellings(self) -> tuple[str, ...]:
        """The words by number."""
        return tuple(self.words)

    def ids(self, keys: Sequence[str]) -> list[int]:
        """Numbers of the words; 1 for a word the network does not know."""
        return [self.words.get(key, UNKNOWN) for key in keys]

    def read(self, sentences: Sequence[Sequence[int]]) -> Reading:
        """Read sentences of word numbers from both sides."""
        before: list[Floats32] = [np.zeros((0, 0), np.float32)] * len(sentences)
        after = list(before)
        order = sorted(range(len(sentences)), key=lambda n: -len(sentences[n]))
        for at in range(0, len(order), BATCH):
            chosen = order[at : at + BATCH]
            left = self._states(self.forwards, [[START, *sentences[n]] for n in chosen])
            right = self._states(self.backwards, [[END, *reversed(sentences[n])] for n in chosen])
            for n, forth, back in zip(chosen, left, right, strict=True):
                before[n], after[n] = forth, back[::-1]
        return Reading(before, after)

    def expectations(self, left: Floats32, right: Floats32) -> Floats32:
        """The vector expected in each gap between a state from the left and one from the right."""
        return _gelu(np.hstack([left, right]) @ self.hidden.T + self.hidden_bias) @ self.output.T + self.output_bias

    def scores(self, expected: Floats32, words: Ids) -> Floats32:
        """How well each word fits the gap in the same row: log probability but for a constant of the gap."""
        return np.asarray(np.einsum("nd,nd->n", expected, self.vectors[words]) + self.bias[words], np.float32)

    def norms(self, expected: Floats32) -> Floats32:
        """That constant, estimated over the most frequent words."""
        common = slice(len(SPECIAL), len(SPECIAL) + COMMON)
        logits = expected @ self.vectors[common].T + self.bias[common]
        top = logits.max(axis=1)
        return np.asarray(top + np.log(np.exp(logits - top[:, None]).sum(axis=1)), np.float32)

    def _states(self, reader: Recurrence, rows: Sequence[Sequence[int]]) -> list[Floats32]:
        """What a reader knows after each word of each row; the longest row comes first."""
        steps = np.concatenate([np.arange(len(row)) for row in rows])
        order = np.argsort(steps, kind="stable")
        numbers = np.fromiter(chain.from_iterable(rows), np.int64, len(steps))
        states = np.empty((len(steps), reader.states.shape[1]), np.float32)
        states[order] = reader.read(self.vectors[numbers[order]], np.bincount(steps).tolist())
        return np.split(states, np.cumsum([len(row) for row in rows])[:-1])

    def arrays(self) -> dict[str, NDArray[Any]]:
        """The network as named arrays: matrices in few bits, each row with its own step, the rest in 16."""
        weights = {name: getattr(self, name) for name in WEIGHTS}
        weights |= {
            f"{side}_{field.name}": getattr(reader, field.name)
            for side, reader in (("forwards", self.forwards), ("backwards", self.backwards))
            for field in fields(Recurrence)
        }
        arrays = {"words": pack_words(self.words)}
        for name, values in weights.items():
            arrays |= packed(name, values, BITS) if values.ndim == 2 else {name: values.astype(np.float16)}
        return arrays

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, NDArray[Any]]) -> Network:
        """The network that `arrays()` packed."""
        forwards, backwards = (
            Recurrence(*(unpacked(f"{side}_{field.name}", arrays) for field in fields(Recurrence)))
            for side in ("forwards", "backwards")
        )
        return cls(
            words={word: number for number, word in enumerate(unpack_words(arrays["words"]))},
            forwards=forwards,
            backwards=backwards,
            **{name: unpacked(name, arrays) for name in WEIGHTS},
        )


def _sigmoid(values: Floats32) -> Floats32:
    return np.asarray(0.5 * (1 + np.tanh(0.5 * values)), np.float32)


def _gelu(values: Floats32) -> Floats32:
    """Gaussian error linear unit (Hendrycks and Gimpel 2016), in its tanh form."""
    return np.asarray(0.5 * values * (1 + np.tanh(0.7978845608 * (values + 0.044715 * values**3))), np.float32)
