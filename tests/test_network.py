"""The network and the thesaurus: they read as their definitions say, whatever stands beside a sentence."""

from __future__ import annotations

import lzma
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from annotate.normalize.context import count_model
from annotate.normalize.network import SPECIAL, Network, Recurrence
from annotate.normalize.thesaurus import UNREACHED, Link, Thesaurus


def small_network(words: Sequence[str], *, dimensions: int = 4, units: int = 3) -> Network:
    """A network that has learnt nothing, with the shape of a real one."""
    random = np.random.default_rng(0)

    def weights(*shape: int) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
        return random.normal(0, 0.5, shape).astype(np.float32)

    def reader() -> Recurrence:
        return Recurrence(
            weights(3 * units, dimensions), weights(3 * units, units), weights(3 * units), weights(3 * units)
        )

    every = [*SPECIAL, *words]
    return Network(
        words={word: number for number, word in enumerate(every)},
        vectors=weights(len(every), dimensions),
        bias=weights(len(every)),
        forwards=reader(),
        backwards=reader(),
        hidden=weights(2 * dimensions, 2 * units),
        hidden_bias=weights(2 * dimensions),
        output=weights(dimensions, 2 * dimensions),
        output_bias=weights(dimensions),
    )


NETWORK = small_network(["the", "bear", "sang", "slept"])
SENTENCES = st.lists(st.lists(st.integers(1, 7), max_size=6), min_size=1, max_size=5)


def test_one_step_is_that_of_the_definition() -> None:
    reader, vector = NETWORK.forwards, NETWORK.vectors[4]
    parts = reader.inputs @ vector + reader.input_bias
    update = 1 / (1 + np.exp(-(parts[3:6] + reader.state_bias[3:6])))
    reset = 1 / (1 + np.exp(-(parts[:3] + reader.state_bias[:3])))
    new = np.tanh(parts[6:] + reset * reader.state_bias[6:])
    np.testing.assert_allclose(reader.read(vector[None], [1])[0], (1 - update) * new, rtol=1e-5)


@given(SENTENCES)
@settings(max_examples=50, deadline=None)
def test_a_sentence_is_read_alike_alone_and_in_company(sentences: list[list[int]]) -> None:
    together = NETWORK.read(sentences)
    for number, sentence in enumerate(sentences):
        alone = NETWORK.read([sentence])
        assert together.before[number].shape == together.after[number].shape == (len(sentence) + 1, 3)
        np.testing.assert_allclose(together.before[number], alone.before[0], atol=1e-5)
        np.testing.assert_allclose(together.after[number], alone.after[0], atol=1e-5)


def test_what_is_expected_in_a_gap_does_not_know_what_stands_there() -> None:
    first, second = NETWORK.read([[4, 5, 6]]), NETWORK.read([[4, 7, 6]])
    gap = [NETWORK.expectations(r.before[0][1:2], r.after[0][2:3]) for r in (first, second)]
    np.testing.assert_allclose(gap[0], gap[1], atol=1e-6)
    other = NETWORK.expectations(first.before[0][2:3], first.after[0][3:4])
    assert not np.allclose(gap[0], other)


def test_a_packed_network_reads_nearly_as_before() -> None:
    packed = Network.from_arrays(NETWORK.arrays())
    assert packed.words == NETWORK.words
    np.testing.assert_allclose(packed.read([[4, 5]]).before[0], NETWORK.read([[4, 5]]).before[0], atol=0.02)


ENTRIES = b"""ISO8859-1
hospital|1
(noun)|infirmary|medical building (generic term)
former|2
(adj)|erstwhile (similar term)|past (similar term)
(noun)|latter (antonym)
previous|1
(adj)|pre-war (similar term)|former|early
give up|1
(verb)|quit|renounce
rare|1
(adj)|uncommon
"""


def test_the_first_single_word_of_an_entry_stands_for_its_head(tmp_path: Path) -> None:
    from annotate.normalize.training.thesaurus import build_thesaurus

    path = tmp_path / "th.dat.xz"
    path.write_bytes(lzma.compress(ENTRIES))
    common = ["the", "hospital", "former", "previous", "give", "up", "erstwhile", "infirmary"]
    thesaurus = build_thesaurus(path, count_model([common] * 30))
    assert thesaurus.links == {
        "infirmary": (Link(("hospital",), 1),),
        "erstwhile": (Link(("former",), 1), Link(("previous",), 2)),
        "former": (Link(("previous",), 1),),
        "quit": (Link(("give", "up"), 1),),
    }, "nothing is said of the rare word, of antonyms, or of terms in two words or with a hyphen"
    assert thesaurus.steps(("erstwhile",), ("previous",)) == 2
    assert thesaurus.steps(("past",), ("former",)) == UNREACHED
    assert Thesaurus.from_arrays(thesaurus.arrays()).links == thesaurus.links
