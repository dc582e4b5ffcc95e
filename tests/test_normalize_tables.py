"""The parts of the stage, one table each: words, rightful frames, capitals, inflected pairs, damage."""

from __future__ import annotations

import pytest

from annotate.normalize.casing import Capitals, cased
from annotate.normalize.context import LanguageModel, count_model
from annotate.normalize.decide import _source
from annotate.normalize.frames import is_framed, is_in_reach, is_set_against_a_figure, opens, stands_rightfully
from annotate.normalize.lexicon import EVERY_WORD, Counts, Entry, Lexicon, Substitution
from annotate.normalize.spin import DamageModel, Traces, damage_of, passages
from annotate.normalize.suspects import Candidate
from annotate.normalize.tokens import key_of, tokenize

KEYS = [
    ("Fresh", "fresh"), ("don’t", "don't"), ("3rd", "3rd"), ("1990s", "1990s"), ("1791", "<year>"),
    ("7", "7"), ("100", "100"), ("1000", "1000"), ("1,200", "<5>"), ("33", "<2>"), ("3.7", "<3>"), ("。", "。"),
]  # fmt: skip


@pytest.mark.parametrize(("word", "key"), KEYS, ids=[word for word, _ in KEYS])
def test_the_form_under_which_a_word_is_counted(word: str, key: str) -> None:
    assert key_of(word) == key


def test_words_lie_where_they_say() -> None:
    text = "In 1791, the “first-born” of 3.7 million…"
    assert all(text[token.start : token.end] == token.text for token in tokenize(text))
    assert [token.text for token in tokenize(text, 9, 24)] == ["the", "“", "first-born"]


NAMES = [
    ("The Fresh Market opened", "Fresh", True),
    ("A fresh market opened", "fresh", False),
    ("Fresh ideas came", "Fresh", False),
    ("He said: “Fresh ideas came”", "Fresh", False),
]


@pytest.mark.parametrize(("text", "word", "is_rightful"), NAMES, ids=[text for text, _, _ in NAMES])
def test_where_a_word_stands_in_its_own_right(text: str, word: str, *, is_rightful: bool) -> None:
    tokens = tokenize(text)
    place = next(number for number, token in enumerate(tokens) if token.text == word)
    assert stands_rightfully(tokens, place) is is_rightful


REACHES = [
    ("It is a fresh law", "fresh", True),
    ("It is a Fresh law", "Fresh", True),
    ("It has 1 law", "1", True),
    ("fresh laws came", "fresh", True),
    ("1 law came", "1", True),
    ("Fresh laws came", "Fresh", False),
    ("It is fresh, they say", "fresh", False),
    ("It is fresh.", "fresh", False),
    ("It is fresh", "fresh", False),
    ("It is “fresh now”", "fresh", False),
    ("A half-fresh law", "half-fresh", True),
    ("It is a fresh\nlaw", "fresh", True),
]


@pytest.mark.parametrize(("text", "word", "reached"), REACHES, ids=[text for text, _, _ in REACHES])
def test_spinners_replace_what_stands_between_two_spaces(text: str, word: str, *, reached: bool) -> None:
    tokens = tokenize(text)
    place = next(n for n, token in enumerate(tokens) if token.text == word)
    assert is_in_reach(tokens, place, place + 1) is reached


FRAMES = [
    ("It opens on 1 May", "1", True),
    ("It costs 1 million", "1", True),
    ("See page 1 of it", "1", True),
    ("1 of them left", "1", False),
    ("not 1 animal came", "1", False),
    ("the 3rd road", "3rd", False),
]


@pytest.mark.parametrize(("text", "number", "framed"), FRAMES, ids=[text for text, _, _ in FRAMES])
def test_numbers_in_dates_amounts_and_labels(text: str, number: str, *, framed: bool) -> None:
    tokens = tokenize(text)
    place = next(n for n, token in enumerate(tokens) if token.text == number)
    assert is_framed(tokens, place, place + 1) is framed


def test_a_quotation_opens_anew() -> None:
    tokens = tokenize("He said, “Fresh")
    assert [opens(tokens, place) for place in range(len(tokens))] == [True, False, False, False, True]


CAPITALS = Capitals(
    {("*", "--"): (0, 99), ("*", "-C"): (30, 99), ("*", "J-"): (9, 99), ("*", "JC"): (60, 99), ("*", "-J"): (9, 99)}
    | {("foreign", "-C"): (9, 10), ("new", "-C"): (3, 10), ("health", "J-"): (19, 20), ("speaker", "-J"): (19, 20)},
    frozenset({("new", "york")}),
)
CASINGS = [
    ("The fresh road", 1, ("new",), "new"),
    ("Fresh roads", 0, ("new",), "New"),
    ("“fresh roads”", 1, ("new",), "New"),
    ("In fresh York", 1, ("new",), "New"),
    ("In fresh Orleans", 1, ("new",), "new"),
    ("the abroad Minister", 1, ("foreign",), "Foreign"),
    ("the abroad minister", 1, ("foreign",), "foreign"),
    ("the Ministry of abroad Affairs", 3, ("foreign",), "Foreign"),
    ("the Ministry of wellness is", 3, ("health",), "Health"),
    ("a question of wellness is", 3, ("health",), "health"),
    ("the talker of the Sejm came", 1, ("speaker",), "Speaker"),
    ("the talker of the house came", 1, ("speaker",), "speaker"),
    ("It rained. fresh ideas came", 3, ("new",), "New"),
    ("He said “Never.” fresh ideas came", 6, ("new",), "New"),
    ("Mr. fresh came", 2, ("new",), "new"),
    ("the Fresh road", 1, ("brand", "new"), "Brand new"),
]


@pytest.mark.parametrize(("text", "place", "meant", "written"), CASINGS, ids=[row[0] for row in CASINGS])
def test_the_capitals_of_a_restored_word(text: str, place: int, meant: tuple[str, ...], written: str) -> None:
    assert cased(meant, tokenize(text), place, place + 1, CAPITALS) == written


@pytest.fixture(scope="module")
def forms() -> LanguageModel:
    known = "strategy strategies system systems utilize utilized utilizing use used using fight fights war wars"
    return count_model([known.split()] * 30, least=1)


def _entry(found: str, evidence: float) -> Entry:
    return Entry(tuple(found.split()), 9, evidence, (Substitution(("x",), 5.0),))


def test_a_lexicon_finds_words_and_phrases(forms: LanguageModel) -> None:
    substituted = {(("simply",), ()): 5.0, (("simply", "a"), ("a",)): 2.0, (("strategy",), ("system",)): 4.0}
    lexicon = Lexicon(Counts(substituted, {("simply",): 6.0}, {}, {EVERY_WORD: 100}), forms)
    sentence = "it is simply a bear of strategy".split()
    matches = [(start, " ".join(entry.found)) for start, entry in lexicon.matches(sentence)]
    assert matches == [(2, "simply"), (2, "simply a"), (6, "strategy")]
    assert lexicon.entry(("strategy",)).substitutions == (Substitution(("system",), 4.0),)
    assert lexicon.entry(("bear",)).substitutions == ()


def test_a_reason_counts_no_more_restorations_than_places() -> None:
    entry = Entry(("bail",), 4.0, 1.0, (Substitution(("deposit",), 5.0),))
    candidate = Candidate(0, 0, 1, entry, entry.substitutions[0], 1, in_reach=True)
    assert "in 5 of its 5 places" in _source(candidate, "bail", "deposit")


def test_words_a_spinner_never_leaves_are_known(forms: LanguageModel) -> None:
    substituted = {(("utilized",), ("used",)): 9.0, (("war",), ("wars",)): 1.0, (("fights",), ("war",)): 9.0}
    occurrences = {EVERY_WORD: 1000.0, ("war",): 30.0}
    lexicon = Lexicon(Counts(substituted, occurrences, {"fight": 30.0}, {EVERY_WORD: 480}), forms)
    replaced, spared = lexicon.spared(("applied",), ("used",)), lexicon.spared(("fighting",), ("fight",))
    assert replaced.depletion < spared.depletion
    assert replaced.share > 0.8 > spared.share
    assert replaced.kept == 0.0 < spared.kept
    assert replaced.rival > spared.rival == 0.0
    assert lexicon.left_weights.keys() == {"used"}, "not what was restored once, nor what the spinner itself writes"
    assert lexicon.left_weights["used"] < -2


def test_a_word_is_not_judged_by_its_own_evidence() -> None:
    entries = {entry.found: entry for entry in (_entry("besides", 3.0), _entry("fresh", 2.0), _entry("the", 0.1))}
    traces = Traces.of({("besides",): 5, ("fresh",): 1, ("the",): 9}, entries, 100, {})
    assert traces.total == pytest.approx(8.0)
    assert traces.without(("besides",)) == pytest.approx(2.0)
    assert traces.without(("bear",)) == traces.total
    assert traces.strongest() == (("besides",), ("fresh",))
    left = Traces({("besides",): 4.0}, 100, {("also",): -3.0, ("new",): -2.0})
    model = DamageModel(0.0, 1.0, 1.0, 0.0)
    assert model.log_odds(left) == pytest.approx(-1.0)
    assert model.log_odds(left, but=("also",)) == pytest.approx(2.0)
    mended = Traces({("besides",): 20.0}, 100, {(str(n),): -3.0 for n in range(50)})
    assert model.log_odds(mended) > 0, "what somebody began to mend is still spun"


@pytest.mark.parametrize(("evidence", "length"), [(0.0, 10), (9.0, 10), (500.0, 10), (0.0, 10**9)])
def test_damage_is_a_probability_that_grows_with_the_evidence(evidence: float, length: int) -> None:
    model = DamageModel(1.0, 0.5, 0.5, -1.0)
    damage = damage_of([Traces({("besides",): evidence}, length)], model)
    more = damage_of([Traces({("besides",): evidence + 5.0}, length)], model)
    less = damage_of([Traces({("besides",): evidence}, length, {("also",): -5.0})], model)
    assert damage is not None
    assert more is not None
    assert less is not None
    assert 0.0 <= less.probability <= damage.probability <= more.probability <= 1.0


@pytest.mark.parametrize(
    ("text", "against"),
    [
        ("1 of the 8 probes", True),
        ("1 of 12", True),
        ("1 of the members", False),
        ("1 in 8", False),
        ("4th of 2025", False),
    ],
)
def test_numbers_set_against_figures(text: str, *, against: bool) -> None:
    assert is_set_against_a_figure(tokenize(text), 1) is against


def test_a_document_with_nothing_to_judge_has_no_damage() -> None:
    assert damage_of([], DamageModel(1.0, 0.5, 0.5, -1.0)) is None


@pytest.mark.parametrize(
    ("lengths", "runs"),
    [
        pytest.param([], [], id="nothing"),
        pytest.param([20] * 10, [10], id="short"),
        pytest.param([20] * 40, [14, 14, 12], id="in even parts"),
        pytest.param([5000, 1, 1], [1, 2], id="one endless sentence"),
    ],
)
def test_documents_are_judged_in_passages_of_even_length(lengths: list[int], runs: list[int]) -> None:
    assert [len(run) for run in passages(lengths, lambda length: length)] == runs
