"""Places that are called and declined as in another language: which are found, and which are left alone."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from annotate.errors import ConfigurationError
from annotate.normalize import load_resources
from annotate.normalize.context import LanguageModel
from annotate.normalize.profile import Location, Profile, read_profile
from annotate.normalize.proposal import Words
from annotate.normalize.register import Entry, Register
from annotate.normalize.resources import load_profiles
from annotate.normalize.rules.places import places_declined
from annotate.normalize.rules.registered import registered
from annotate.normalize.tokens import tokenize
from annotate.normalize.training.places import declined, filled

PLACES = {
    "Lwowa": Location("Lwów", "Lviv"),
    "Krakowie": Location("Kraków", "Kraków"),
    "Bałkanach": Location("Bałkany", "the Balkans"),
    "Chin": Location("Chiny", "China"),
    "Mazur": Location("Mazury", "Masuria"),
    "Śląska": Location("Śląsk", "Silesia"),
}
REGISTER = Register({"Mazur": Entry("fm", 300), "Śląska": Entry("f", 90), "Lwów": Entry("p", 900)})
PROFILE = Profile("places", "Places.", frozenset(), frozenset(), 0, register=REGISTER, places=PLACES)


@pytest.fixture(scope="module")
def model() -> LanguageModel:
    return load_resources().model


def proposed(text: str, model: LanguageModel) -> list[tuple[str, str]]:
    words = Words(text, [tokenize(text)], 0.0, (PROFILE,))
    return [(text[p.start : p.end], p.replacement) for p in places_declined(words, model)]


FOUND = [
    pytest.param("a train to Lwowa left", [("Lwowa", "Lviv")], id="another name in English"),
    pytest.param("a man in Krakowie said", [("Krakowie", "Kraków")], id="the same name in English"),
    pytest.param("In Krakowie nobody knew", [("Krakowie", "Kraków")], id="behind the first word of a sentence"),
    pytest.param("war in Bałkanach again", [("Bałkanach", "the Balkans")], id="a name with an article"),
    pytest.param("war in the Bałkanach", [("Bałkanach", "Balkans")], id="an article that stands there already"),
    pytest.param("Lwowa's streets", [("Lwowa", "Lviv")], id="with a possessive ending"),
    pytest.param("the mines of Śląska closed", [("Śląska", "Silesia")], id="the surname of a woman besides"),
]
LEFT = [
    pytest.param("a train to Lwów left", id="undeclined"),
    pytest.param("Muzeum Krakowie is open", id="behind a word of the same name"),
    pytest.param("the Krakowie Cup", id="before a word of the same name"),
    pytest.param("said Mazur again", id="the surname of a man besides"),
    pytest.param("the Chin tribe", id="an English word"),
    pytest.param("lwowa", id="in small letters"),
]


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_a_declined_place_is_found(text: str, expected: list[tuple[str, str]], model: LanguageModel) -> None:
    assert proposed(text, model) == expected


@pytest.mark.parametrize("text", LEFT)
def test_what_may_be_meant_is_left(text: str, model: LanguageModel) -> None:
    assert proposed(text, model) == []


def test_the_register_leaves_places_of_the_table_alone(model: LanguageModel) -> None:
    """It would only take off the ending: Lwów."""
    text = "a train from Lwów to Lwowa left"
    assert list(registered(Words(text, [tokenize(text)], 0.0, (PROFILE,)), model)) == []


def test_the_explanation_names_both_names(model: LanguageModel) -> None:
    text = "a train to Lwowa left"
    (proposal,) = places_declined(Words(text, [tokenize(text)], 0.0, (PROFILE,)), model)
    assert "“Lwów”, in English “Lviv”" in proposal.why


def test_no_form_of_a_shipped_place_is_what_english_calls_another() -> None:
    places = next(profile.places for profile in load_profiles() if profile.name == "polish-spun")
    english = {location.english for location in places.values()}
    assert len(english) > 200
    assert not english & places.keys()


MORPHOLOGY = {
    "Tychy": [
        ("Tychy", "Tychy", "subst:pl:nom:m3", ["nazwa_geograficzna"], []),
        ("Tychy", "Tychy", "subst:pl:voc:m3", ["nazwa_geograficzna"], []),
        ("Tychach", "Tychy", "subst:pl:loc:m3", ["nazwa_geograficzna"], []),
        ("Tychowie", "Tychy", "subst:pl:voc:m3", ["nazwa_geograficzna"], []),
        ("Tycha", "Tychy", "subst:sg:gen:m1", ["nazwisko"], []),
    ],
    "Lwów": [
        ("Lwów", "Lwów", "subst:sg:nom:m3", ["nazwa_geograficzna"], []),
        ("Lwowa", "Lwów", "subst:sg:gen:m3", ["nazwa_geograficzna"], []),
        ("Lwowach", "Lwów", "subst:pl:loc:m3", ["nazwa_geograficzna"], []),
    ],
}


@pytest.mark.parametrize(("name", "forms"), [("Tychy", ["Tychach"]), ("Lwów", ["Lwowa"]), ("Bucza", [])])
def test_a_place_is_declined_in_its_own_number(name: str, forms: Sequence[str]) -> None:
    assert declined(name, MORPHOLOGY.get(name, [])) == forms


def test_filling_keeps_notes_and_what_the_dictionary_does_not_know() -> None:
    lines = ["# Towns", "name\tenglish\tforms", "Lwów\tLviv\t", "Bucza\tBucha\tBuczy"]
    assert list(filled(lines, lambda name: MORPHOLOGY.get(name, []))) == [
        "# Towns",
        "name\tenglish\tforms",
        "Lwów\tLviv\tLwowa",
        "Bucza\tBucha\tBuczy",
    ]


def test_a_form_of_two_places_tells_nothing_and_a_wrong_table_is_named(tmp_path: Path) -> None:
    (tmp_path / "profile.toml").write_text('name = "own"\ndescription = "Own."\n', encoding="utf-8")
    table = tmp_path / "places.tsv"
    table.write_text("name\tenglish\tforms\nA\t\tAch|Xa\nB\tBee\tAch\n", encoding="utf-8")
    assert read_profile(tmp_path).places == {"Xa": Location("A", "A")}
    table.write_text("name\tenglish\nA\tB\n", encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"places\.tsv"):
        read_profile(tmp_path)
