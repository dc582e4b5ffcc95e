"""A register of names: what a damaged form may be meant for, and when what stands around it is enough."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annotate.normalize import load_resources, normalize
from annotate.normalize.context import LanguageModel
from annotate.normalize.profile import Profile
from annotate.normalize.proposal import Words
from annotate.normalize.register import Entry, Register
from annotate.normalize.resources import load_profiles
from annotate.normalize.rules.registered import registered
from annotate.normalize.rules.registry import DETECTORS
from annotate.normalize.rules.slavic import sound_keys
from annotate.normalize.tokens import tokenize
from annotate.normalize.training.register import register_rows
from annotate.readers import from_text

REGISTER = Register(
    {
        "Stanisław": Entry("g", 20000),
        "Izabela": Entry("g", 3000),
        "Karbowiak": Entry("fm", 90),
        "Lisicka": Entry("f", 120),
        "Lisicki": Entry("m", 400),
        "Mirek": Entry("fm", 300),
        "Miszewska": Entry("f", 20),
        "Jeziorzany": Entry("p", 19),
        "Żołna": Entry("fm", 40),
        "Wdowiszewski": Entry("m", 200),
        "Żuk": Entry("fm", 800),
        "Tarcza": Entry("w", 500),
        "Tarcz": Entry("fm", 2),
    }
)
PROFILE = Profile(
    "names", "Names.", frozenset(), frozenset(), 0, register=REGISTER, given={"Luke": "Łukasz", "Isabel": "Izabela"}
)


@pytest.fixture(scope="module")
def model() -> LanguageModel:
    return load_resources().model


def proposed(text: str, model: LanguageModel) -> list[tuple[str, str]]:
    words = Words(text, [tokenize(text)], 0.0, (PROFILE,))
    return [(text[p.start : p.end], p.replacement) for p in registered(words, model)]


FOUND = [
    pytest.param("said Stanisław Karbowiaka.", [("Karbowiaka", "Karbowiak")], id="a given name before it"),
    pytest.param("said Minister Karbowiaka.", [("Karbowiaka", "Karbowiak")], id="an office before it"),
    pytest.param("Karbowiak won. Of Karbowiaka we know.", [("Karbowiaka", "Karbowiak")], id="the name elsewhere"),
    pytest.param("said Izabel Lisick.", [("Izabel Lisick", "Izabela Lisicka")], id="both are declined"),
    pytest.param("said Isabel Lisickiej.", [("Isabel Lisickiej", "Izabela Lisicka")], id="translated and declined"),
    pytest.param("with Wdowiszewskim again.", [("Wdowiszewskim", "Wdowiszewski")], id="one common name alone"),
    pytest.param("a man from Jeziorzan left.", [("Jeziorzan", "Jeziorzany")], id="a place after a preposition"),
    pytest.param("From Jeziorzan he left.", [("Jeziorzan", "Jeziorzany")], id="a preposition that opens the sentence"),
    pytest.param("in Łódź Stanisław Zolna spoke.", [("Zolna", "Żołna")], id="marks lost where others stand"),
    pytest.param("Luke Wdowiszewski left.", [("Luke", "Łukasz")], id="a given name translated"),
    pytest.param("said Mirek-Karbowiaka.", [("Karbowiaka", "Karbowiak")], id="a double name"),
]
LEFT = [
    pytest.param("of Karbowiaka nothing is known.", id="nothing speaks for it"),
    pytest.param("said Izabela Karbowiaka.", id="a woman declines no such name"),
    pytest.param("the Tarcza programme", id="a word of the language"),
    pytest.param("with Zakład Wdowiszewskim again.", id="a longer name of which it is the end"),
    pytest.param("said Stanisław Lisicki.", id="the name itself"),
    pytest.param("Izabela Zolna spoke.", id="a text without any marks"),
    pytest.param("Luke Harding left.", id="an English surname"),
    pytest.param("Minister London spoke to President Trump.", id="words that English knows"),
    pytest.param("said Wiśniewska-Karbowiaka.", id="a double name whose first half is unknown"),
    pytest.param("MINISTER KARBOWIAKA", id="capitals throughout"),
]


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_a_damaged_name_is_found(text: str, expected: list[tuple[str, str]], model: LanguageModel) -> None:
    assert proposed(text, model) == expected


@pytest.mark.parametrize("text", LEFT)
def test_what_may_be_right_is_left(text: str, model: LanguageModel) -> None:
    assert proposed(text, model) == []


def test_names_that_sound_alike_share_a_key() -> None:
    for name, form in (("Hołownia", "Holovnia"), ("Kamysz", "Kamish"), ("Leszczyna", "Leschina"), ("Chmura", "Hmura")):
        assert sound_keys(name) & sound_keys(form)
    assert not sound_keys("Nowak") & sound_keys("Nowacki")


def test_the_shipped_register_knows_names_and_keeps_words_apart() -> None:
    (profile,) = [profile for profile in load_profiles() if profile.name == "polish-spun"]
    register = profile.register
    assert register.has("Nowacka", "f")
    assert register.has("Łukasz", "g")
    assert not register.has("Tarcza", "m")
    assert len(register.entries) > 20_000


MORPHOLOGY = {
    "Karbowiak": [("Karbowiak:Sm1", "subst:sg:nom:m1", ["nazwisko"])],
    "Karbowiaka": [("Karbowiak:Sm1", "subst:sg:gen.acc:m1", ["nazwisko"])],
    "Tarcza": [("tarcza", "subst:sg:nom:f", ["nazwa_pospolita"]), ("Tarcz:Sm1", "subst:sg:gen.acc:m1", ["nazwisko"])],
    "Tarcz": [("Tarcz:Sm1", "subst:sg:nom:m1", ["nazwisko"])],
    "tarcza": [("tarcza", "subst:sg:nom:f", ["nazwa_pospolita"])],
}


def test_a_register_shares_out_forms_and_keeps_the_words_that_look_like_names() -> None:
    def analyse(form: str) -> list[tuple[int, int, tuple[str, str, str, list[str], list[str]]]]:
        return [(0, 1, (form, *reading, [])) for reading in MORPHOLOGY.get(form, ())]

    rows = register_rows({"karbowiak": 3e-8, "karbowiaka": 5e-8, "tarcza": 1e-6, "tarcz": 1e-8}, analyse)
    assert {name: kinds for name, kinds, _ in rows} == {"Karbowiak": "m", "Tarcz": "m", "Tarcza": "w"}
    assert {name: weight for name, _, weight in rows}["Karbowiak"] == 80


def test_a_profile_without_a_register_proposes_nothing(model: LanguageModel) -> None:
    words = Words(
        "Minister Karbowiaka", [tokenize("Minister Karbowiaka")], 0.0, (replace(PROFILE, register=Register()),)
    )
    assert list(registered(words, model)) == []


ASKED = [
    ("name-inflected", "said Minister Karbowiaka.", "said Minister Karbowiak."),
    ("name-respelt", "in Łódź Stanisław Zolna spoke.", "in Łódź Stanisław Żołna spoke."),
    ("name-respelt", "Luke Wdowiszewski left.", "Łukasz Wdowiszewski left."),
]


@pytest.mark.parametrize(("rule", "before", "after"), ASKED)
def test_the_rules_for_names_ask_the_register(rule: str, before: str, after: str, model: LanguageModel) -> None:
    """The rule itself, not what it calls; and without the names of the register it is silent."""

    def changed(profile: Profile) -> str:
        text = before
        for proposal in DETECTORS[rule](Words(before, [tokenize(before)], 0.0, (profile,)), model):
            text = before[: proposal.start] + proposal.replacement + before[proposal.end :]
        return text

    assert changed(PROFILE) == after
    assert changed(replace(PROFILE, register=Register(), given={})) == before


@pytest.mark.parametrize(("rule", "before", "after"), ASKED)
def test_the_register_is_asked_by_the_whole_stage(rule: str, before: str, after: str) -> None:
    """Names that stand in no other table go through the stage."""
    resources = load_resources()
    profiles = tuple(profile for profile in resources.profiles if profile.name == "generic")
    document = normalize(from_text(before), resources=replace(resources, profiles=(*profiles, PROFILE)))
    assert document.normalized == after
    assert [edit.rule for edit in document.edits] == [rule]
    assert normalize(from_text(before), resources=replace(resources, profiles=profiles)).normalized == before
