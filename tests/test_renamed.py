"""What else the same is called: told right behind a name, in short, or by one of two surnames."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import pytest

from annotate.entities import Tagger, load_gazetteer, tag_entities
from annotate.entities.identity import Groups
from annotate.entities.other_names import aliases
from annotate.entities.recogniser import Guess
from annotate.entities.renamed import renamed
from annotate.entities.same_body import first_words, shorter_forms
from annotate.entities.same_person import initialled_names, short_names
from annotate.model import EntityType, Form
from annotate.readers import from_text
from tests.test_entities import named

PERSON, ORGANIZATION, PLACE = EntityType.PERSON, EntityType.ORGANIZATION, EntityType.PLACE

TOLD = (
    pytest.param("Old Lurow (now Hessburg), a port", ["Hessburg"], id="in-brackets"),
    pytest.param("to Lurow, today’s Hessburg.", ["Hessburg"], id="behind-a-comma"),
    pytest.param("to Lurow, then called Port Hesse, in 1901", ["Port Hesse"], id="then-called"),
    pytest.param("Lurow (鹭洛), that is, Hessburg (鸿堡).", ["Hessburg"], id="characters-between"),
    pytest.param("Lurow (Portuguese: Lurão) rises", ["Lurão"], id="language"),
    pytest.param("Lurow (Lourou in old English books) was", ["Lourou"], id="old-books"),
    pytest.param("Qian Molu, also called Zilu, fished", ["Zilu"], id="also"),
    pytest.param("Qian Molu 錢墨鷺 (Qian Zi 錢字) fished", ["Qian Zi"], id="each-with-characters"),
    pytest.param("Lurow (鹭洛), or Hessburg, a port", ["Hessburg"], id="or-beside-characters"),
    pytest.param("Ann Penlo, or Peter Hesling, will come", [], id="one-or-the-other"),
    pytest.param("of Lurow Ink, later Hesling Tea, he said", [], id="one-after-the-other"),
    pytest.param("Lurow, now in ruins, and Lurow, now a port", [], id="no-name-follows"),
    pytest.param("Lurow, now Hessburg airport takes off", [], id="the-name-goes-on"),
    pytest.param("He thought of Lurow. Now Hessburg, he said", [], id="another-sentence"),
)


@pytest.mark.parametrize(("text", "names"), TOLD)
def test_a_text_tells_another_name(text: str, names: list[str]) -> None:
    assert [text[alias.start : alias.end] for alias in renamed(text)] == names


def test_a_word_in_a_bracket_is_short_for_a_name_that_has_it() -> None:
    text = (
        "Qingluo Robotics (“Qingluo”) rose; Northwind Robotics (“Halberd”) fell; Beihai Lantian Energy Corp (Beihai)."
    )
    assert [text[alias.start : alias.end] for alias in aliases(text)] == ["Qingluo"]


FIRM = "Guangxi Tongda Heavy Machinery Co., Ltd."
SAME = (
    pytest.param(
        "The line from Mombasa reached Kisumu, then called Port Florence, in 1901. Port Florence grew.",
        {"loc.kisumu": ["Kisumu", "Port Florence", "Port Florence"]},
        id="then-called",
    ),
    pytest.param(
        "He spent a year in Norway, or Sweden. Sweden was cold.",
        {"loc.norway": ["Norway"], "loc.sweden": ["Sweden", "Sweden"]},
        id="two-that-are-known-to-differ",
    ),
    pytest.param(
        "He played for Newcastle United, now Sunderland AFC, and won. Sunderland AFC lost.",
        {"org.newcastle-united": ["Newcastle United"], "org.sunderland-afc": ["Sunderland AFC", "Sunderland AFC"]},
        id="a-team-and-the-next",
    ),
    pytest.param(
        "The office was held by Ann Molteno (then Peter Hesling). Ask Wang Ming (王明), or Li Hong, about it.",
        {
            "per.ann-molteno": ["Ann Molteno"],
            "per.peter-hesling": ["Peter Hesling"],
            "per.wang-ming": ["Wang Ming"],
            "per.li-hong": ["Li Hong"],
        },
        id="one-person-after-the-other",
    ),
    pytest.param(
        "She wrote to Margaret Holloway, or Berlin, every week. Berlin answered.",
        {"per.margaret-holloway": ["Margaret Holloway"], "loc.berlin": ["Berlin", "Berlin"]},
        id="a-person-is-no-place",
    ),
    pytest.param(
        f"{FIRM} (Tongda) opened. Tongda pays well, Tongda Auto Parts does not.",
        {"org.guangxi-tongda-heavy-machinery-co-ltd": [FIRM, "Tongda", "Tongda"]},
        id="a-word-of-the-firm-in-brackets",
    ),
    pytest.param(
        "Ann Molteno, whom every villager knew as Aunt Fish, cooked. Nobody paid Aunt Fish.",
        {"per.ann-molteno": ["Ann Molteno", "Aunt Fish", "Aunt Fish"]},
        id="whom-every-villager-knew",
    ),
)


@pytest.mark.parametrize(("text", "expected"), SAME)
def test_another_name_is_of_the_same(text: str, expected: dict[str, list[str]], tagger: Tagger) -> None:
    found = named(tag_entities(from_text(text), tagger=tagger))
    assert {name: surfaces for name, surfaces in found.items() if name in expected or len(surfaces) > 1} == expected


def test_the_first_words_of_a_firm_name_it() -> None:
    types = {
        "Red Kestrel Games": ORGANIZATION, "Red Kestrel": ORGANIZATION,
        "Lungshi Penlo Leisure": ORGANIZATION, "Lungshi Penlo": PERSON,  # neither surname nor given name
        "Chen Penlo Foods": ORGANIZATION, "Chen Penlo": PERSON,
        "Mary Penlo Foods": ORGANIZATION, "Mary Penlo": PERSON,
        "Hesling Ink": ORGANIZATION, "Hesling": ORGANIZATION,  # more than a guess, but of a firm
        "Haolu Ink Co., Ltd.": ORGANIZATION, "Haolu Driving": ORGANIZATION, "Haolu": PLACE,
    }  # fmt: skip
    found = first_words(types, types.keys() - {"Hesling"}, load_gazetteer())
    assert [(link.name, link.other) for link in found] == [
        ("Red Kestrel", "Red Kestrel Games"),
        ("Lungshi Penlo", "Lungshi Penlo Leisure"),
        ("Hesling", "Hesling Ink"),
    ]


def test_a_lake_goes_without_the_word_unless_a_place_is_called_so() -> None:
    types = dict.fromkeys(("Lake Hesling", "Hesling", "Lurow River", "Lurow", "Lake Geneva", "Geneva"), PLACE)
    found = shorter_forms(types, set(), load_gazetteer())
    assert [(link.name, link.other) for link in found] == [("Hesling", "Lake Hesling"), ("Lurow", "Lurow River")]


def test_the_first_of_two_surnames_stands_alone() -> None:
    names = ("Amelia Molteno del Casal", "Molteno", "Ann Penlo Fisk", "Jo Penlo Hart", "Penlo")
    found = [*short_names(dict.fromkeys(names, PERSON), Groups(), set())]
    assert found == [("Molteno", Form.SURNAME, ["Amelia Molteno del Casal"])]


def test_initials_stand_for_the_one_who_has_them() -> None:
    names = ("Wei-Ling Hesling", "W.-L. Hesling", "W. Hesling", "Ann Penlo", "Arthur Penlo", "A. Penlo", "X. Hesling")
    found = initialled_names(dict.fromkeys(names, PERSON))
    assert [(link.name, link.other) for link in found] == [
        ("W.-L. Hesling", "Wei-Ling Hesling"),
        ("W. Hesling", "Wei-Ling Hesling"),
    ]


class Guesser:
    """A recogniser of two names of a person."""

    name = "guesser"

    def names(self, texts: Iterable[str]) -> Iterator[list[Guess]]:
        for text in texts:
            yield [Guess(*found.span(), "PERSON") for found in re.finditer(r"W\.-L\. Hesling|Wei-Ling Hesling", text)]


def test_who_has_initials_is_called_by_the_full_name() -> None:
    tagged = tag_entities(from_text("W.-L. Hesling came. Wei-Ling Hesling left."), tagger=Tagger(Guesser()))
    assert named(tagged) == {"per.wei-ling-hesling": ["W.-L. Hesling", "Wei-Ling Hesling"]}
