"""Profiles: what each shipped one says and does, a user's own, and what is said of a table that is wrong."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from annotate.cli import app
from annotate.data.load import read_toml, shipped
from annotate.errors import ConfigurationError
from annotate.normalize import Resources, load_resources, normalize, rule_set_fingerprint
from annotate.normalize.profile import Profile, read_profile
from annotate.normalize.resources import PROFILES, load_profiles
from annotate.normalize.rules.slavic import bases, inflected, respelt, unmarked
from annotate.readers import from_text

SHIPPED = {profile.name: profile for profile in load_profiles()}
EXAMPLES = [
    pytest.param(profile, before, after, id=f"{profile.name}-{number}")
    for profile in SHIPPED.values()
    for number, (before, after) in enumerate(profile.examples)
]


@pytest.fixture(scope="module")
def resources() -> Resources:
    return load_resources()


def cleaned(text: str, resources: Resources) -> str:
    return normalize(from_text(text), resources=resources).normalized


@pytest.mark.parametrize(("profile", "before", "after"), EXAMPLES)
def test_a_profile_does_what_its_examples_say(profile: Profile, before: str, after: str, resources: Resources) -> None:
    assert cleaned(before, resources) == after
    chosen = (SHIPPED["generic"], profile)
    assert cleaned(before, replace(resources, profiles=chosen)) == after


@pytest.mark.parametrize("name", PROFILES)
def test_every_profile_tells_its_origin_and_shows_what_it_changes_and_keeps(name: str) -> None:
    folder = shipped("profiles", name)
    told = read_toml(folder / "profile.toml")["tables"]
    assert set(told) == {file.name for file in folder.iterdir() if file.name.endswith(".tsv")}
    assert all(table["origin"] and table["licence"] for table in told.values())
    assert SHIPPED[name].name == name
    assert any(before != after for before, after in SHIPPED[name].examples)
    assert any(before == after for before, after in SHIPPED[name].examples)


def test_no_row_of_a_table_is_undone_by_another() -> None:
    for profile in SHIPPED.values():
        assert not profile.names.keys() & (profile.inflections.keys() | profile.respellings.keys())
        assert not profile.spellings.keys() & set(profile.spellings.values())
        for phrases in (profile.terms, profile.brands):
            found = [phrase.written or phrase.found for group in phrases.values() for phrase in group]
            assert len(found) == len(set(found))


FORMS = [
    ("Tusk", "Tuska"), ("Tusk", "Tuskowi"), ("Czarnek", "Czarnka"), ("Ziobro", "Ziobra"), ("Nawrocki", "Nawrocks"),
    ("Leszczyna", "Leszczyn"), ("Nowacka", "Nowackiej"), ("Duda", "Dudy"), ("Kosiniak-Kamysz", "Kosiniak-Kamysza"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "form"), FORMS, ids=[form for _, form in FORMS])
def test_forms_of_slavic_names(name: str, form: str) -> None:
    assert form in inflected(name)
    assert "-" in name or name in bases(form)


@given(st.text(alphabet="aąbcćdeęgiklłmnńoósśtuwyzźż", min_size=4, max_size=12).map(str.capitalize))
def test_a_name_is_no_form_of_itself(name: str) -> None:
    assert name not in inflected(name) | respelt(name)
    assert unmarked(name).isascii()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A profile of a user's own."""
    (tmp_path / "profile.toml").write_text('name = "ours"\ndescription = "Menus."\n[evidence]\nmenu = ["soup"]\n')
    (tmp_path / "terms.tsv").write_text("found\tmeant\tneeds\nhusband and wife lung slices\tfuqi feipian\t@menu\n")
    return tmp_path


def test_a_user_adds_a_profile(folder: Path) -> None:
    menu = b"We had soup and husband and wife lung slices."
    result = CliRunner().invoke(app, ["clean", "-", "--profile", str(folder)], input=menu)
    assert result.exit_code == 0
    assert result.stdout == "We had soup and fuqi feipian."
    assert rule_set_fingerprint(str(folder)) != rule_set_fingerprint()


def test_a_profile_that_is_chosen_is_used_on_every_text(resources: Resources) -> None:
    text = "Tuskowi said so."
    assert cleaned(text, resources) == text
    assert cleaned(text, replace(resources, profiles=load_profiles("polish-spun"))) == "Tusk said so."


WRONG = [
    ("terms.tsv", "found\tmeant\n", "terms.tsv, line 1: the columns must be found, meant, needs"),
    ("terms.tsv", "# a note\nfound\tmeant\tneeds\nsoup\t\t\n", "line 3, column 'meant': nothing stands here"),
    ("terms.tsv", "found\tmeant\tneeds\nsoup\tbroth\t\t\t\n", "line 2, column 'needs': 5 cells in 3 columns"),
    ("terms.tsv", "found\tmeant\tneeds\nsoup\t broth\t\n", "terms.tsv, line 2, column 'meant': white space"),
    ("brands.tsv", "found\tmeant\tneeds\nsoup\tbroth\t@fish\n", "brands.tsv, line 2, column 'needs': no list under"),
    ("profile.toml", "name = ", "profile.toml: "),
    ("spellings.tsv", b"wrong\tright\nsoop\xff\tsoup\n", "spellings.tsv: byte 16 is not UTF-8"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "content", "message"), WRONG, ids=[message for *_, message in WRONG])
def test_a_wrong_table_is_told_by_file_line_and_column(
    folder: Path, file: str, content: str | bytes, message: str
) -> None:
    (folder / file).write_bytes(content.encode() if isinstance(content, str) else content)
    with pytest.raises(ConfigurationError) as told:
        read_profile(folder)
    assert message in str(told.value)


GOOD = 'name = "ours"\ndescription = "Menus."\n'
WRONG_KEYS = [
    ("", "'name': is missing; write it as a string: name = \"...\""),
    ('name = "ours"', "'description': is missing; write it as a string"),
    ('name = 3\ndescription = "Menus."', "'name': must be a string, not 3"),
    ('name = " "\ndescription = "Menus."', "'name': is empty"),
    ('name = "ours"\ndescription = ["Menus."]', "'description': must be a string, not ['Menus.']"),
    (GOOD + "recognise = 2", "'recognise': must be a table, not 2; write [recognise] on a line of its own"),
    (GOOD + "[recognize]", "'recognize': no such key is known; did you mean 'recognise'?"),
    (GOOD + '[recognise]\nwords = "soup"', "'recognise.words': must be a list, not 'soup'"),
    (
        GOOD + '[recognise]\nwords = ["soup", 3]',
        "'recognise.words': number 2 of the list must be a word in quotation marks, not 3",
    ),
    (
        GOOD + '[recognise]\nwords = [""]',
        "'recognise.words': number 1 of the list must be a word in quotation marks, not ''",
    ),
    (GOOD + '[recognise]\nletters = ["ą", "ł"]', "'recognise.letters': must be a string, not ['ą', 'ł']"),
    (GOOD + '[recognise]\nleast = "2"', "'recognise.least': must be a whole number, not '2'; write least = 2"),
    (GOOD + "[recognise]\nleast = 1.5", "'recognise.least': must be a whole number, not 1.5"),
    (GOOD + "[recognise]\nleast = true", "'recognise.least': must be a whole number, not True"),
    (GOOD + "[recognise]\nleast = -1", "'recognise.least': is -1"),
    (GOOD + "[recognise]\nmost = 3", "'recognise.most': no such key is known; "),
    (GOOD + "evidence = []", "'evidence': must be a table, not []"),
    (GOOD + '[evidence]\nmenu = "soup"', "'evidence.menu': must be a list, not 'soup'"),
    (GOOD + "[evidence]\nmenu = [1]", "'evidence.menu': number 1 of the list must be a word in quotation marks, not 1"),
    (GOOD + 'tables = "terms.tsv"', "'tables': must be a table, not 'terms.tsv'"),
    (GOOD + '[tables]\n"terms.tsv" = "ours"', "'tables.terms.tsv': must be a table, not 'ours'"),
    (GOOD + '[tables]\n"terms.tsv" = { origin = "ours" }', "'tables.terms.tsv.licence': is missing"),
    (GOOD + '[tables]\n"terms.tsv" = { origin = 1 }', "'tables.terms.tsv.origin': must be a string, not 1"),
    (GOOD + '[tables]\n"terms.tsv" = { license = "" }', "'tables.terms.tsv.license': no such key is known; did you"),
    (GOOD + "examples = 1", "'examples': must be a list, not 1"),
    (GOOD + 'examples = ["soup"]', "'examples': number 1 must be a table, not 'soup'; write [[examples]] above it"),
    (GOOD + '[[examples]]\nbefore = "a"', "'examples[1].after': is missing"),
    (GOOD + '[[examples]]\nbefore = 1\nafter = "b"', "'examples[1].before': must be a string, not 1"),
    (GOOD + '[[examples]]\nbefor = "a"', "'examples[1].befor': no such key is known; did you mean 'before'?"),
    (GOOD + "colour = 1", "'colour': no such key is known; what may stand there: name, description, recognise"),
]


@pytest.mark.parametrize(("content", "message"), WRONG_KEYS, ids=[message for _, message in WRONG_KEYS])
def test_a_wrong_key_is_told_by_file_key_and_remedy(folder: Path, content: str, message: str) -> None:
    (folder / "profile.toml").write_text(content, encoding="utf-8")
    with pytest.raises(ConfigurationError) as told:
        read_profile(folder)
    assert f"{folder / 'profile.toml'}, key {message}" in str(told.value)


def test_an_unknown_profile_is_told() -> None:
    result = CliRunner().invoke(app, ["clean", "-", "--profile", "menus"], input=b"Soup.")
    assert result.exit_code == 3
    assert "menus: no profile is called so" in result.stderr


OTHERWISE = [
    ("In Warsaw, Tusk called Kułeby.", "In Warsaw, Tusk called Kuleba."),
    ("In Warsaw, Tusk called Dmytra Kułęby.", "In Warsaw, Tusk called Dmytro Kuleba."),
    ("In Warsaw, Tusk called Władimira Putina.", "In Warsaw, Tusk called Vladimir Putin."),
    ("In Warsaw, Tusk called president Zelenski.", "In Warsaw, Tusk called president Zelenski."),
    ("In Lisbon, Kułeby is a cocktail.", "In Lisbon, Kułeby is a cocktail."),
]


@pytest.mark.parametrize(("before", "after"), OTHERWISE)
def test_other_spellings_of_a_name_are_declined_too(before: str, after: str, resources: Resources) -> None:
    assert cleaned(before, resources) == after


POSSESSED = [
    ("In Poland, Virtual Poland's page wrote of the Sejm.", "In Poland, Wirtualna Polska's page wrote of the Sejm."),
    ("In Poland, Virtual Poland’s page wrote of the Sejm.", "In Poland, Wirtualna Polska’s page wrote of the Sejm."),
    ("In Poland, Virtual Polands page wrote of the Sejm.", "In Poland, Virtual Polands page wrote of the Sejm."),
]


@pytest.mark.parametrize(("before", "after"), POSSESSED)
def test_a_name_in_words_keeps_its_possessive_ending(before: str, after: str, resources: Resources) -> None:
    assert cleaned(before, resources) == after
