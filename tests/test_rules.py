"""Every rule: its examples hold when they go through the whole stage, and its rightful look-alikes stay."""

from __future__ import annotations

import re

import pytest

from annotate.model import Document
from annotate.normalize import RULES, Resources, load_resources, normalize, rules_by_name
from annotate.normalize.casing import Capitals
from annotate.normalize.decide import _rewrite
from annotate.normalize.lexicon import Entry, Substitution
from annotate.normalize.rules.registry import DETECTORS
from annotate.normalize.suspects import Candidate
from annotate.normalize.tokens import tokenize
from annotate.readers import from_text

CHANGED = [
    pytest.param(rule.name, before, after, id=f"{rule.name}-{number}")
    for rule in RULES
    for number, (before, after) in enumerate(rule.examples)
    if before != after
]
KEPT = [
    pytest.param(before, id=f"{rule.name}-{number}")
    for rule in RULES
    for number, (before, after) in enumerate(rule.examples)
    if before == after
]


@pytest.fixture(scope="module")
def resources() -> Resources:
    return load_resources()


def _cleaned(text: str, resources: Resources) -> Document:
    return normalize(from_text(text), resources=resources)


@pytest.mark.parametrize(("rule", "before", "after"), CHANGED)
def test_a_rule_does_what_its_example_says(rule: str, before: str, after: str, resources: Resources) -> None:
    document = _cleaned(before, resources)
    assert document.normalized == after
    assert rule in {edit.rule for edit in document.applied}


@pytest.mark.parametrize("text", KEPT)
def test_a_rightful_look_alike_stays(text: str, resources: Resources) -> None:
    assert _cleaned(text, resources).normalized == text


def test_every_rule_shows_what_it_changes_and_what_it_keeps() -> None:
    for rule in RULES:
        assert any(before != after for before, after in rule.examples), rule.name
        assert any(before == after for before, after in rule.examples), rule.name


def test_names_are_kebab_case_and_unique() -> None:
    assert len(rules_by_name()) == len(RULES)
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.name) for rule in RULES)


def test_every_detector_has_its_rule_and_its_measured_reliability(resources: Resources) -> None:
    assert DETECTORS.keys() <= rules_by_name().keys()
    assert DETECTORS.keys() == resources.reliability.keys()


DETECTED = [
    ("article-sound", "He is an young man.", "He is a young man."),
    ("article-sound", "An new hotel opened.", "A new hotel opened."),
    ("misspelling", "He recieved it untill May.", "He received it until May."),
    ("misspelling", "Recieved with thanks.", "Received with thanks."),
    ("misspelling", "He saw teh old man.", "He saw the old man."),
    ("words-glued", "He left the courtAnd then he slept.", "He left the court. And then he slept."),
    ("space-before-mark", "He came , and went .", "He came, and went."),
    ("word-doubled", "He went to to town.", "He went to town."),
    ("name-inflected", "Wei Dan met Shi Anem. Shi An left.", "Wei Dan met Shi An. Shi An left."),
]


@pytest.mark.parametrize(("rule", "before", "after"), DETECTED, ids=[f"{r}: {b}" for r, b, _ in DETECTED])
def test_detected(rule: str, before: str, after: str, resources: Resources) -> None:
    document = _cleaned(before, resources)
    assert document.normalized == after
    assert {edit.rule for edit in document.applied} == {rule}


RIGHTFUL = [
    "The union owns a one-time hotel.",
    "An honest MP paid a European visitor.",
    "He opened main.py and https://example.com/Some.Page .",
    "They sell jiaozi, zongzi and tangyuan.",
    "Mr Obama met Ms Costa in Warszawa.",
    "Wait ... what ?!",
    "It was, in in-house terms, fine.",
    "Only 1 of the 8 probes failed.",
    "The once and future king; erstwhile rivals shook hands.",
    "We ate bak kut teh 肉骨茶 and drank teh tarik in Penang. She took her teh sweet.",
    "In Penang we ordered teh o peng.",
    "He likes teh 茶 time and again.",
    "Their bak kut teh in the market was good.",
    "BEIJING, Oct 30 - Xiaomi and Tencent rose, as did WECHAT.",
    "Lei Jun left Xiaomi. Grandma thinks 米粉 are rice noodles.",
    "Lei Jun left Xiaomi. The fans, or 米粉, literally “rice noodles”, stayed.",
]


@pytest.mark.parametrize("text", RIGHTFUL)
def test_good_english_stays(text: str, resources: Resources) -> None:
    assert _cleaned(text, resources).normalized == text


@pytest.mark.parametrize(
    ("before", "place", "meant", "after"),
    [
        pytest.param("He had an hazard to run.", 3, "risk", "He had a risk to run.", id="both words clash"),
        pytest.param("A hazard to health", 1, "risk", "A risk to health", id="it fits already"),
        pytest.param("She got a yearly report.", 3, "annual", "She got an annual report.", id="the found word fits"),
        pytest.param("An fresh law", 1, "new", "A new law", id="at the start"),
    ],
)
def test_the_article_follows_the_restored_word(before: str, place: int, meant: str, after: str) -> None:
    tokens = tokenize(before)
    entry = Entry((tokens[place].key,), 1.0, 1.0)
    candidate = Candidate(0, place, place + 1, entry, Substitution((meant,), 1.0), 4, in_reach=True)
    start, end, written = _rewrite(candidate, tokens, Capitals({}, frozenset()))
    assert before[:start] + written + before[end:] == after
