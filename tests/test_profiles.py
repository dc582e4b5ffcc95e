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
    ("profile.toml", "description = 'x'\n", "profile.toml: KeyError('name')"),
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
