"""The normalizing stage: its laws on any text, what it never touches, and what it does on the sample articles."""

from __future__ import annotations

import difflib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotate.model import Certainty, Document, require_ordered
from annotate.normalize import Resources, load_resources, normalize, rule_set_fingerprint, rules_by_name
from annotate.normalize.proposal import Proposal, corroborated
from annotate.readers import from_text, read_file
from tests.strategies import texts

ROOT = Path(__file__).parents[1]
SPUN = (
    "Erstwhile the council met, it besides approved the fresh budget. "
    "The mayor, who utilized to be an teacher, besides announced a fresh school. "
    "1 of the members anticipated a better consequence, but specified a vote is simply a formality."
)

SOUND = (
    "Every morning the women of the village carry their baskets down to the harbour. Besides bread, they sell"
    " fresh fish, and in autumn mushrooms from the hills. Nobody knows when the market began. An old chronicle"
    " says that the monks held it on the first Sunday of the month, and that the duke took a tenth of everything."
)


@pytest.fixture(scope="module")
def resources() -> Resources:
    return load_resources()


RESOURCES = load_resources()
PIECES = st.sampled_from(
    [
        "besides",
        "fresh",
        "1 of",
        "erstwhile",
        "specified a",
        "simply a",
        "the the",
        ",",
        ".",
        " ",
        "\n\n",
        "Lei Juna",
        "a hour",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.one_of(texts(), st.lists(PIECES, max_size=25).map(" ".join)))
def test_any_text_is_normalized_and_nothing_is_lost(source: str) -> None:
    document = normalize(from_text(source), resources=RESOURCES)
    assert document.source == source
    require_ordered(document.edits)
    for edit in document.edits:
        assert edit.span.end <= len(source)
        assert edit.original == edit.span.of(source)
        assert edit.original
        assert edit.replacement
        assert edit.replacement != edit.original
        assert edit.rule in rules_by_name()
        assert edit.why
    assert normalize(from_text(source), resources=RESOURCES) == document


@pytest.mark.parametrize("least", Certainty)
def test_edits_of_the_certainty_asked_for_are_applied(least: Certainty, resources: Resources) -> None:
    document = normalize(from_text(SPUN), resources=resources, least=least)
    assert document.edits
    assert all(edit.probability >= Certainty.LOW.floor for edit in document.edits)
    assert all(edit.applied == (edit.probability >= least.floor) for edit in document.edits)


def test_the_certainty_asked_for_changes_no_finding(resources: Resources) -> None:
    findings = [
        [
            (edit.span, edit.replacement, edit.probability)
            for edit in normalize(from_text(SPUN), resources=resources, least=least).edits
        ]
        for least in Certainty
    ]
    assert findings[0] == findings[1] == findings[2]


def test_damage_is_a_matter_of_the_whole_text(resources: Resources) -> None:
    spun = normalize(from_text(SPUN), resources=resources).damage
    sound = normalize(from_text(SOUND), resources=resources).damage
    assert spun is not None
    assert sound is not None
    assert spun.probability > 0.9
    assert sound.probability < 0.5
    assert "besides" in spun.evidence


MENDED = [("another half", "other half"), ("specified a", "such a"), ("utilized to", "used to"), ("Erstwhile", "When")]


@pytest.mark.parametrize("mended", range(len(MENDED) + 1))
def test_what_an_editor_began_to_mend_is_mended_further(mended: int, resources: Resources) -> None:
    text = (
        "Erstwhile the ferry stopped, the village lost its only road to the mainland. The fresh mayor besides promised "
        "a bridge, but the another half of the council was afraid of specified a large undertaking. A fisherman "
        "utilized to sail across every morning. He inactive does, as the infirmary lies on the far shore."
    )
    for found, meant in MENDED[:mended]:
        assert found in text
        text = text.replace(found, meant)
    made = {edit.original for edit in normalize(from_text(text), resources=resources).applied}
    assert {"fresh", "besides", "inactive"} <= made


@pytest.mark.parametrize("times", [2, 10, 50])
def test_a_repeated_line_is_mended_as_often_as_it_stands(times: int, resources: Resources) -> None:
    document = normalize(
        from_text("\n\n".join(["He besides said that fresh rules are crucial."] * times)), resources=resources
    )
    assert document.normalized.count("also said that new rules") == times


def test_the_reason_names_what_was_seen(resources: Resources) -> None:
    edits = {edit.original: edit for edit in normalize(from_text(SPUN), resources=resources).edits}
    assert "stood for “also”" in edits["besides"].why
    assert "other traces of a spinner" in edits["besides"].why


KEPT_OFF = [
    ("Write to besides.fresh@example.org or see https://example.org/fresh/1-of-us now.", "fresh"),
    ("The file fresh-besides.txt is @fresh and #besides.", "fresh"),
    ("他说我们都很高兴，大家 the the 都吃了好多鱼，besides 又喝了好多茶。", "besides"),
]


@pytest.mark.parametrize(("text", "word"), KEPT_OFF, ids=["addresses", "file and tags", "Chinese block"])
def test_what_is_no_english_prose_is_kept(text: str, word: str, resources: Resources) -> None:
    assert word in text
    document = normalize(from_text(f"{SPUN}\n\n{text}"), resources=resources)
    assert document.applied
    assert document.normalized.endswith(text)


def test_code_and_marks_of_markdown_are_kept(tmp_path: Path, resources: Resources) -> None:
    path = tmp_path / "page.md"
    code = "```\nbesides the fresh 1 of the the\n```"
    path.write_text(f"# Besides\n\n{SPUN} It besides has `the the fresh` code.\n\n{code}\n", encoding="utf-8")
    document = normalize(_document(path), resources=resources)
    assert code in document.normalized
    assert "`the the fresh`" in document.normalized
    assert "also" in document.normalized


def _document(path: Path) -> Document:
    (document,) = read_file(path)
    assert isinstance(document, Document)
    return document


def test_an_undamaged_article_is_left_alone(resources: Resources) -> None:
    document = normalize(_document(ROOT / "texts" / "bread-under-the-volcano" / "source.txt"), resources=resources)
    assert document.applied == ()


DAMAGED = [
    ("counting-the-mules/source.txt", "counting-the-mules.txt", 25, 3),
    ("noodles-before-six/source.txt", "noodles-before-six.txt", 20, 3),
    ("scooter-fans/source.txt", "scooter-fans.txt", 23, 3),
    ("swallow-satellites/source.md", "swallow-satellites.md", 24, 3),
]
"""Damaged article, the same undamaged, the least right changes and the most wrong ones."""


@pytest.mark.parametrize(("damaged", "clean", "least_right", "most_wrong"), DAMAGED, ids=[d[1] for d in DAMAGED])
def test_a_damaged_article_gets_better(
    damaged: str, clean: str, least_right: int, most_wrong: int, resources: Resources
) -> None:
    document = normalize(_document(ROOT / "texts" / damaged), resources=resources)
    wanted = (ROOT / "tests" / "clean" / clean).read_text(encoding="utf-8")
    right = wrong = 0
    for edit in document.applied:
        alone = document.source[: edit.span.start] + edit.replacement + document.source[edit.span.end :]
        is_better = _differences(alone, wanted) < _differences(document.source, wanted)
        right, wrong = right + is_better, wrong + (not is_better)
    assert right >= least_right
    assert wrong <= most_wrong


def _differences(text: str, wanted: str) -> int:
    """How many words of the two texts, compared word by word, find no partner."""
    words, others = text.split(), wanted.split()
    blocks = difflib.SequenceMatcher(None, words, others, autojunk=False).get_matching_blocks()
    return len(words) + len(others) - 2 * sum(block.size for block in blocks)


def test_the_fingerprint_changes_only_with_the_tables() -> None:
    assert rule_set_fingerprint() == rule_set_fingerprint()
    assert rule_set_fingerprint().startswith("7+")


def test_a_longer_proposal_is_as_sure_as_one_inside_that_it_agrees_with() -> None:
    word = Proposal(4, 7, "third", "digit-for-word", "", 0.9)
    name = Proposal(4, 12, "Third Way", "name-translated", "", 0.8)
    other = Proposal(8, 12, "Lane", "word-spun", "", 0.95)
    outside = Proposal(0, 12, "a third lane", "word-spun", "", 0.6)
    same = Proposal(4, 7, "Third", "word-spun", "", 0.7)
    crossing = Proposal(10, 16, "way", "word-spun", "", 0.97)
    every = [word, name, other, outside, same, crossing]
    assert [each.probability for each in corroborated(every)] == [0.9, 0.9, 0.95, 0.95, 0.7, 0.97]


def test_a_name_is_preferred_to_the_word_inside_it_that_is_surely_damaged() -> None:
    text = "Erstwhile the Sejm met in Warsaw, it besides approved the fresh budget. The 3rd Road was specified a party."
    assert "The Third Way was such a party." in normalize(from_text(text), resources=RESOURCES).normalized
