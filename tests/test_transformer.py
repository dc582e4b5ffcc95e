"""Readers: words cut into pieces, layers as they are defined, and every run of words read on its own."""

from __future__ import annotations

import pickle
from dataclasses import fields, replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotate.transformer import LONGEST, Embeddings, Reader, Wordpieces
from annotate.transformer.quantized import packed, unpacked
from annotate.transformer.shape import SHAPES, shape_of
from annotate.transformer.training.mean import mean
from annotate.transformer.training.network import HEADS, Layer, to_network

PIECES = ("[UNK]", "[CLS]", "[SEP]", "the", "bear", "sang", "sing", "##ing", "##s", "-", "'", "new", "fresh", "a")
RANDOM = np.random.default_rng(0)


def weights(*shape: int) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    return RANDOM.normal(0, 0.3, shape).astype(np.float32)


EMBEDDINGS = Embeddings(
    Wordpieces({piece: number for number, piece in enumerate(PIECES)}),
    weights(len(PIECES), 2 * HEADS).astype(np.float16),
    weights(400, 2 * HEADS).astype(np.float16),
)


def small_layer(width: int) -> Layer:
    wide = 3 * width
    return Layer(
        weights(3 * width, width), weights(3 * width), weights(width, width), weights(width), weights(2, width),
        weights(wide, width), weights(wide), weights(width, wide), weights(width), weights(2, width),
        largest={name: np.ones(size, np.float32) for name, size in
                 {"attend": width, "gather": width, "widen": width, "narrow": wide}.items()},
    )  # fmt: skip


def small_reader(embeddings: Embeddings = EMBEDDINGS, *, dimensions: int = 5, layers: int = 2) -> Reader:
    """A reader that has learnt nothing, with the shape of a real one."""
    width = embeddings.vectors.shape[1]
    network = to_network(
        weights(2, width), [small_layer(width) for _ in range(layers)], weights(dimensions, width), weights(dimensions)
    )
    return Reader(embeddings, weights(SHAPES, width), network)


READER = small_reader()


@pytest.mark.parametrize(
    ("word", "pieces"),
    [
        ("singing", ["sing", "##ing"]),
        ("Bear-sings", ["bear", "-", "sing", "##s"]),
        ("a’s", ["a", "'", "[UNK]"]),
        ("béar", ["bear"]),
        ("熊", ["[UNK]"]),
        ("", ["[UNK]"]),
        ("the" * 1000, ["[UNK]"]),
        ("-" * 1000, ["-"] * 6),
    ],
)
def test_words_are_cut_longest_piece_first(word: str, pieces: list[str]) -> None:
    assert [PIECES[number] for number in EMBEDDINGS.pieces.cut(word)] == pieces


@pytest.mark.parametrize("word", ["", "熊", "Żubr", "3rd", "’", "A-1"])
def test_every_word_has_a_shape(word: str) -> None:
    assert 0 <= shape_of(word) < SHAPES


def _normed(values: np.ndarray, norm: np.ndarray) -> np.ndarray:  # type: ignore[type-arg]
    centred = values - values.mean(axis=1, keepdims=True)
    return np.asarray(centred / centred.std(axis=1, keepdims=True) * norm[0] + norm[1])


def _layer_by_definition(layer: Layer, states: np.ndarray) -> np.ndarray:  # type: ignore[type-arg]
    size = states.shape[1] // HEADS
    queries, keys, values = np.split(states @ layer.attend.T + layer.attend_bias, 3, axis=1)
    taken = np.zeros_like(states)
    for head in range(HEADS):
        part = slice(head * size, (head + 1) * size)
        for place in range(len(states)):
            weights = np.exp([queries[place, part] @ key[part] / np.sqrt(size) for key in keys])
            taken[place, part] = weights / weights.sum() @ values[:, part]
    gathered = _normed(states + taken @ layer.gather.T + layer.gather_bias, layer.gather_norm)
    wide = gathered @ layer.widen.T + layer.widen_bias
    wide = wide / 2 * (1 + np.tanh(np.sqrt(2 / np.pi) * (wide + 0.044715 * wide**3)))
    return _normed(gathered + wide @ layer.narrow.T + layer.narrow_bias, layer.narrow_norm)


def test_a_network_reckons_as_a_transformer_is_defined() -> None:
    width = EMBEDDINGS.vectors.shape[1]
    norm, layer, head, bias = weights(2, width), small_layer(width), weights(4, width), weights(4)
    reader = Reader(EMBEDDINGS, weights(SHAPES, width), to_network(norm, [layer], head, bias))
    run = EMBEDDINGS.run(["The", "bear", "sings"])
    assert [PIECES[number] for number in run.pieces] == ["[CLS]", "the", "bear", "sing", "##s", "[SEP]"]
    states = _normed(EMBEDDINGS.of(run.pieces) + reader.shapes[run.shapes], norm)
    expected = (_layer_by_definition(layer, states) @ head.T + bias)[[1, 2, 3]]
    made = reader.read(["The", "bear", "sings"])
    assert np.abs(made - expected).mean() < 0.05 * np.abs(expected).mean(), "whole numbers of eight bits are that exact"


@given(st.lists(st.sampled_from(["The", "bear", "sings", "singing", "fresh", "Żubr", "-", "3rd"]), max_size=150))
@settings(max_examples=40, deadline=None)
def test_a_long_sentence_is_read_in_runs_each_on_its_own(words: list[str]) -> None:
    made = READER.read(words)
    assert made.shape == (len(words), 5)
    for start in range(0, len(words), LONGEST):
        part = slice(start, start + LONGEST)
        np.testing.assert_array_equal(made[part], READER.read(words[part]))


def test_what_is_packed_is_nearly_what_it_was() -> None:
    matrix = np.random.default_rng(1).normal(0, 1, (20, 30)).astype(np.float32)
    np.testing.assert_allclose(unpacked("matrix", packed("matrix", matrix, 6)), matrix, atol=np.abs(matrix).max() / 60)
    again = Embeddings.from_arrays(EMBEDDINGS.arrays())
    assert again.pieces.numbers == EMBEDDINGS.pieces.numbers
    np.testing.assert_allclose(again.vectors, EMBEDDINGS.vectors, atol=0.05)
    kept = Reader.from_arrays(READER.arrays(), EMBEDDINGS)
    np.testing.assert_allclose(kept.shapes, READER.shapes, atol=1e-3)
    assert kept.network == READER.network


def test_a_reader_goes_to_another_process() -> None:
    words = ["The", "bear", "sings"]
    expected = READER.read(words)
    np.testing.assert_array_equal(pickle.loads(pickle.dumps(READER)).read(words), expected)  # noqa: S301 - our own


def test_every_weight_is_read_into_the_network() -> None:
    """What a layer has and the network ignores would be learnt for nothing."""
    width = EMBEDDINGS.vectors.shape[1]
    norm, layer, head, bias = weights(2, width), small_layer(width), weights(4, width), weights(4)
    network = to_network(norm, [layer], head, bias)
    for field in fields(Layer):
        if field.name != "largest":
            changed = replace(layer, **{field.name: getattr(layer, field.name) + 1})
            assert to_network(norm, [changed], head, bias) != network, field.name
    for name, sizes in layer.largest.items():
        uneven = replace(layer, largest={**layer.largest, name: sizes * np.arange(1, len(sizes) + 1, dtype=np.float32)})
        assert to_network(norm, [uneven], head, bias) != network, name


def test_the_mean_of_a_reader_and_itself_reads_as_it_does() -> None:
    words = ["the", "bear", "sang"]
    np.testing.assert_allclose(mean(READER, READER).read(words), READER.read(words), atol=0.05)


def test_the_mean_of_two_readers_lies_between_them_and_knows_no_first() -> None:
    one, other = small_reader(layers=0), small_reader(layers=0)
    words = ["the", "new", "bear"]
    between = mean(one, replace(other, shapes=one.shapes))
    assert between.network == mean(replace(other, shapes=one.shapes), one).network
    assert not np.allclose(between.read(words), one.read(words), atol=0.05)
    # without layers all that is averaged acts on the words one by one: norm, head, bias
    far = np.abs(one.read(words) - replace(other, shapes=one.shapes).read(words)).max()
    assert np.abs(between.read(words) - one.read(words)).max() < far


def test_the_share_of_a_mean_is_how_much_of_it_is_the_first() -> None:
    one, other = small_reader(layers=1), small_reader(layers=1)
    words = ["the", "new", "bear"]
    assert not np.allclose(one.read(words), other.read(words), atol=0.1)
    np.testing.assert_allclose(mean(one, other, 1.0).read(words), one.read(words), atol=0.05)
    np.testing.assert_allclose(mean(one, other, 0.0).read(words), other.read(words), atol=0.05)


def test_readers_of_different_builds_have_no_mean() -> None:
    with pytest.raises(ValueError, match="not of the same build"):
        mean(small_reader(layers=1), small_reader(layers=2))
