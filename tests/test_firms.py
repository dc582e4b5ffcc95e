"""Firms by their full names, with a place in brackets or two surnames; and dynasties, which are nobody's surname."""

from __future__ import annotations

import pytest

from annotate.entities import Gazetteer, load_gazetteer
from annotate.entities.context import context_votes
from annotate.entities.designated import designated
from annotate.entities.firms import firms
from annotate.entities.guesses import cleaned
from annotate.entities.recogniser import Guess
from annotate.entities.same_body import shorter_forms
from annotate.entities.sightings import is_name, words_of
from annotate.entities.votes import ORGANIZATION, PLACE
from annotate.model import EntityType, Span


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


FOUND = [
    ("It bought Qiming Steel (Shanghai) Co., Ltd. for cash.", "Qiming Steel (Shanghai) Co., Ltd."),
    ("It bought Qiming Steel (Shanghai) Co., Ltd.", "Qiming Steel (Shanghai) Co., Ltd."),
    ("The Brightway (Hong Kong) Limited. It grew.", "Brightway (Hong Kong) Limited"),
    ("and Brightway（Hong Kong）Holdings Limited", "Brightway（Hong Kong）Holdings Limited"),
    ("In Frontier Pump (Malaysia) Sdn. Bhd. they", "Frontier Pump (Malaysia) Sdn. Bhd."),
    ("from Frontier Pump Sdn Bhd on Monday", "Frontier Pump Sdn Bhd"),
    ("Lim Seng Bean Mills Pte. Ltd., a mill", "Lim Seng Bean Mills Pte. Ltd."),
    ("the law firm Hastings & Mok said", "Hastings & Mok"),
    ("The Hastings & Mok files", "Hastings & Mok"),
    ("the food of Limbu & Daughters is", "Limbu & Daughters"),
]
LEFT = [
    pytest.param("Frontier Pump (Malaysia) was sold", id="no form of law"),
    pytest.param("the (Malaysia) Co., Ltd.", id="no name"),
    pytest.param("Nanning & Beijing grew", id="two places"),
    pytest.param("Tom & Jerry ran", id="two given names"),
    pytest.param("Food & Drink", id="ordinary words"),
    pytest.param("(Hein, Reich & Marks, 2016)", id="authors"),
    pytest.param("as cited (Reich & Marksen, 2016)", id="two authors with a year"),
    pytest.param("Reich & Marksen Zhou left", id="a longer name"),
    pytest.param("Robert Reich & Marksen left", id="a longer name before it"),
]


@pytest.mark.parametrize(("text", "name"), FOUND)
def test_a_firm_is_found_whole(text: str, name: str, gazetteer: Gazetteer) -> None:
    ((found, vote),) = firms(text, gazetteer.lists, gazetteer.is_place)
    assert found.span.of(text) == name
    assert vote.type is EntityType.ORGANIZATION


@pytest.mark.parametrize("text", LEFT)
def test_what_is_no_firm_is_left(text: str, gazetteer: Gazetteer) -> None:
    assert [*firms(text, gazetteer.lists, gazetteer.is_place)] == []


def test_a_firm_is_known_without_the_brackets_too(gazetteer: Gazetteer) -> None:
    types = {"Qiming Steel (Shanghai) Co., Ltd.": ORGANIZATION, "Qiming Steel": ORGANIZATION, "Shanghai": PLACE}
    links = {(link.name, link.other) for link in shorter_forms(types, {"Qiming Steel"}, gazetteer)}
    assert links == {("Qiming Steel", "Qiming Steel (Shanghai) Co., Ltd.")}


def test_a_street_goes_on_for_three_words_behind_its_own() -> None:
    text = "at 51 Jalan Leong Sin Nam, near Jalan Besar"
    found = [sighting.name for sighting in designated(text, words_of(text))]
    assert found == ["Jalan Leong Sin Nam", "Jalan Besar"]


def test_the_number_of_a_house_is_no_part_of_its_street() -> None:
    text = "at No. 38 West Avenue"
    found = cleaned(text, Guess(3, len(text), "LOC"))
    assert found is not None
    assert found.name == "West Avenue"


@pytest.mark.parametrize(
    ("words", "expected"), [("Late Ming", False), ("Southern Song", False), ("Northern Ireland", True), ("Sino", False)]
)
def test_a_part_of_a_dynasty_is_no_name(words: str, *, expected: bool) -> None:
    assert is_name(words) is expected


AGES = [
    ("the Ming fell", "Ming", True),
    ("the Ming and Qing knew", "Qing", True),
    ("in the late Tang poets", "Tang", True),
    ("a mid-Qing vase", "Qing", True),
    ("under the Ch'ing, he", "Ch'ing", True),
    ("the Song Meiling papers", "Song", False),
    ("Ming said", "Ming", False),
    ("the Mei fell", "Mei", False),
    ("the Tang-style roof", "Tang", False),
]


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("in the fourth year of Chia-ch'ing (1799)", "Chia-ch'ing", True),
        ("in the first year of Obama, the bank", "Obama", False),
        ("a poet of Qianlong's court", "Qianlong", False),
    ],
)
def test_an_era_is_told_by_its_years(text: str, name: str, *, expected: bool) -> None:
    start = text.index(name)
    votes = [*context_votes(text, Span(start, start + len(name)))]
    assert any("years" in vote.reason and vote.type is None for vote in votes) is expected


@pytest.mark.parametrize(("text", "name", "expected"), AGES)
def test_a_dynasty_is_told_by_what_stands_before_it(text: str, name: str, *, expected: bool) -> None:
    start = text.index(name)
    votes = [*context_votes(text, Span(start, start + len(name)))]
    assert any("dynasty" in vote.reason and vote.type is None for vote in votes) is expected
