"""Persons whom one spelling names, told apart by their characters."""

from __future__ import annotations

import pytest

import annotate
from annotate import tei

TEXTS = [
    (
        "Striker Wu Lei (武磊) scored. Wu Lei smiled. The actor Wu Lei (吴磊) watched. Wu Lei then left. 武磊 stayed.",
        [("Wu Lei", 1), ("武磊", 1), ("Wu Lei", 1), ("Wu Lei", 2), ("吴磊", 2), ("Wu Lei", 2), ("武磊", 1)],
    ),
    (
        "Zhang Wei (张伟), a lawyer, sued Zhang Wei (张薇), a singer.",
        [("Zhang Wei", 1), ("张伟", 1), ("Zhang Wei", 2), ("张薇", 2)],
    ),
    ("Ma Ning (马宁) is the Ma Ning (馬寧) of Ningbo.", [("Ma Ning", 1), ("马宁", 1), ("Ma Ning", 1), ("馬寧", 1)]),
]


PLACES = [
    ("Suzhou 宿州 is in Anhui, Suzhou 苏州 in Jiangsu.", {"宿州": "loc.suzhou-2", "苏州": "loc.suzhou"}),
    (
        "He came from Huizhou prefecture 徽州府. Huizhou 徽州 merchants were rich.",
        {"徽州": "loc.huizhou-2", "徽州府": "loc.huizhou-2"},
    ),
    (
        "They met in Huizhou 惠州, Taipei 臺北 and Taipei 台北.",
        {"惠州": "loc.huizhou", "臺北": "loc.taipei", "台北": "loc.taipei"},
    ),
]


@pytest.mark.parametrize(("text", "expected"), PLACES, ids=[text[:30] for text, _ in PLACES])
def test_characters_tell_places_apart(text: str, expected: dict[str, str]) -> None:
    document = annotate.process(text)
    named = {mention.surface: mention.entity for mention in document.mentions}
    assert {name: named[name] for name in expected} == expected
    assert {entity.id for entity in document.entities} == set(named.values())


@pytest.mark.parametrize(("text", "expected"), TEXTS, ids=[text[:30] for text, _ in TEXTS])
def test_characters_tell_namesakes_apart(text: str, expected: list[tuple[str, int]]) -> None:
    document = annotate.process(text)
    persons = [mention for mention in document.mentions if mention.entity.startswith("per.")]
    ids = list(dict.fromkeys(mention.entity for mention in persons))
    assert [(mention.surface, ids.index(mention.entity) + 1) for mention in persons] == expected


def test_a_bare_name_stays_open_between_namesakes() -> None:
    document = annotate.process("Zhang Wei (张伟) sued Zhang Wei (张薇). Zhang Wei won, as Zhang said.")
    *_, whole, surname = document.mentions
    assert whole.candidates == surname.candidates == ("per.zhang-wei-2", "per.zhang-wei")


def test_an_edition_with_namesakes_has_no_double_entry() -> None:
    document = annotate.process("Zhang Wei (张伟), a lawyer, sued Zhang Wei (张薇), a singer.")
    found = tei.check(annotate.edition(document), "namesakes.xml")
    assert "double-entry" not in {finding.code for finding in found}
