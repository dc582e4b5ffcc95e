"""The counted language model: a true probability, and the same after it has been written and read."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotate.data.load import pack_numbers, unpack_numbers
from annotate.normalize.context import START, LanguageModel, count_model

TOY = [
    ["the", "bear", "sang", "."],
    ["the", "bear", "slept", "."],
    ["the", "hare", "sang", "."],
    ["a", "hare", "slept", "."],
]


@pytest.fixture(scope="module")
def toy() -> LanguageModel:
    return count_model(TOY * 3, least=1, keep=1)


def _log_probability(model: LanguageModel, first: int, second: int, third: int) -> float:
    return float(model.log_probability(*(np.array([number]) for number in (first, second, third)))[0])


CONTEXTS = [("the", "bear"), ("bear", "sang"), ("sang", "hare"), ("never", "seen"), ("<s>", "<s>")]


@pytest.mark.parametrize("context", CONTEXTS, ids=" ".join)
def test_probabilities_over_the_vocabulary_sum_to_one(toy: LanguageModel, context: tuple[str, str]) -> None:
    first, second = toy.ids(context)
    every = np.arange(len(toy.words))
    logs = toy.log_probability(np.full_like(every, first), np.full_like(every, second), every)
    assert np.exp(logs).sum() == pytest.approx(1.0, abs=0.02)


@pytest.mark.parametrize(
    ("context", "likely", "unlikely"),
    [(("<s>", "the"), "bear", "sang"), (("the", "bear"), "sang", "hare"), (("bear", "sang"), ".", "the")],
    ids=["noun after article", "verb after noun", "stop after verb"],
)
def test_what_was_seen_is_likelier(toy: LanguageModel, context: tuple[str, str], likely: str, unlikely: str) -> None:
    first, second = toy.ids(context)
    seen, unseen = toy.ids([likely, unlikely])
    assert _log_probability(toy, first, second, seen) > _log_probability(toy, first, second, unseen)


def test_counts_are_those_of_the_text(toy: LanguageModel) -> None:
    assert toy.count("bear") == 6
    assert toy.count("wolf") == 0
    assert toy.pair_count("the", "bear") == 6
    assert toy.pair_count("bear", "the") == 0
    assert toy.pair_count("wolf", "bear") == 0
    assert toy.knows("hare")
    assert not toy.knows("wolf")


def test_rare_words_and_pairs_are_forgotten() -> None:
    model = count_model([["one", "bear"], ["one", "bear"], ["one", "hare"]], least=2, keep=2)
    assert not model.knows("hare")
    assert model.pair_count("one", "bear") == 2
    assert model.ids(["hare"]) == [0]
    assert _log_probability(model, START, START, 0) < 0


def test_arrays_give_the_same_model_back(toy: LanguageModel) -> None:
    again = LanguageModel.from_arrays(toy.arrays())
    assert again.words == toy.words
    every = np.arange(len(toy.words))
    for first, second in ((1, 1), (3, 4), (0, 5)):
        context = np.full_like(every, first), np.full_like(every, second)
        np.testing.assert_array_equal(again.log_probability(*context, every), toy.log_probability(*context, every))


@given(st.lists(st.integers(-(2**31), 2**31 - 1)), st.sampled_from([np.int32, np.int64]))
def test_packed_numbers_are_the_same_numbers(numbers: list[int], kind: type[np.integer]) -> None:
    np.testing.assert_array_equal(unpack_numbers(pack_numbers(np.array(numbers, kind))), numbers)


words = st.text("abcé'", min_size=1, max_size=3)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.lists(words, max_size=6), min_size=1, max_size=8), st.lists(words, min_size=3, max_size=3))
def test_every_probability_is_one(sentences: list[list[str]], wanted: list[str]) -> None:
    model = count_model(sentences, least=1, keep=1)
    log_probability = _log_probability(model, *model.ids(wanted))
    assert np.isfinite(log_probability)
    assert log_probability <= 0
