"""What an edition holds is a whole document: reading it back gives what was written."""

from __future__ import annotations

from contextlib import suppress
from copy import deepcopy

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from annotate import tei
from annotate.errors import EditionError
from annotate.exports import EXPORTS
from annotate.model import Document
from annotate.tei import Profile
from annotate.tei.corpus import Member, to_corpus
from tests.strategies import RULES, SOFTWARE, documents, simple_tokens
from tests.test_check import GOOD

HOSTILE = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def written(document: Document, profile: Profile = Profile.READING) -> bytes:
    return tei.write_edition(document, RULES, SOFTWARE, profile=profile)


def read(data: bytes) -> Document:
    return tei.from_tei(tei.parse(data, "test"))


@HOSTILE
@given(documents())
def test_a_reading_edition_gives_the_document_back(document: Document) -> None:
    assert read(written(document)) == tei.settled(document, RULES)


@HOSTILE
@given(documents())
def test_a_diplomatic_edition_gives_the_document_back(document: Document) -> None:
    assert read(written(document, Profile.DIPLOMATIC)) == tei.settled(document, RULES, inline=False)


@HOSTILE
@given(documents())
def test_what_was_read_back_stays_the_same_when_it_is_written_again(document: Document) -> None:
    held = read(written(document))
    assert read(written(held)) == held


@settings(max_examples=50, deadline=None)
@given(documents())
def test_settling_twice_is_settling_once(document: Document) -> None:
    once = tei.settled(document, RULES)
    assert tei.settled(once, RULES) == once


@settings(max_examples=50, deadline=None)
@given(documents())
def test_a_clean_edition_holds_the_normalized_text(document: Document) -> None:
    held = read(written(document, Profile.CLEAN))
    assert held.source == document.normalized
    assert held.edits == ()


@settings(max_examples=80, deadline=None)
@given(documents())
def test_without_its_tokens_an_analysed_edition_is_the_reading_edition(document: Document) -> None:
    tokens = simple_tokens(document.normalized)
    analysed = tei.parse(tei.write_edition(document, RULES, SOFTWARE, profile=Profile.ANALYSED, tokens=tokens), "test")
    assert tei.from_tei(analysed) == tei.settled(document, RULES)
    etree.strip_tags(analysed, "{*}w", "{*}pc")
    assert body(analysed) == body(tei.parse(written(document), "test"))


def body(edition: etree._Element) -> bytes:
    return etree.tostring(edition.find("{*}text/{*}body"))


def test_a_file_made_elsewhere_holds_no_document() -> None:
    data = GOOD.replace('<application ident="annotate"', '<application ident="other"').encode()
    with pytest.raises(EditionError, match="no edition of annotate"):
        read(data)


def test_a_damaged_edition_says_how_to_find_the_damage() -> None:
    data = GOOD.replace(' cert="0.97"', "").encode()
    with pytest.raises(EditionError, match="annotate check"):
        read(data)


def spoil(element: etree._Element, kind: str, attribute: str) -> None:
    """Damage an element as an editor may who edits an edition by hand."""
    around = element.getparent()
    if around is None or attribute not in {*element.attrib, "n"}:
        return
    if kind == "taken out":
        around.remove(element)
    elif kind == "doubled":
        element.addnext(deepcopy(element))
    elif kind == "emptied":
        element.text = ""
    elif kind == "with a comment":
        element.append(etree.Comment("by hand"))
    elif kind == "renamed":
        element.tag = element.tag[: element.tag.index("}") + 1] + "term"
    elif kind == "without an attribute":
        element.attrib.pop(attribute, None)
    else:
        element.set(attribute, kind)


KINDS = ("taken out", "doubled", "emptied", "with a comment", "renamed", "without an attribute", "", "#x", "-5", "9999")


@st.composite
def damaged(draw: st.DrawFn) -> etree._Element:
    """A good edition with some elements spoilt."""
    edition = tei.parse(GOOD.encode(), "good.xml")
    for element in draw(st.lists(st.sampled_from([*edition.iter("*")][1:]), min_size=1, max_size=3)):
        spoil(element, draw(st.sampled_from(KINDS)), draw(st.sampled_from(("n", *map(str, element.attrib)))))
    return tei.parse(etree.tostring(edition), "damaged.xml")


@HOSTILE
@given(damaged())
def test_a_damaged_edition_is_refused_or_holds_a_whole_document(edition: etree._Element) -> None:
    with suppress(EditionError):
        to_corpus([Member("damaged.xml", edition)], name="corpus")
    try:
        held = tei.from_tei(edition)
    except EditionError:
        return
    for name in ("jsonl", "conllu", "web-annotation", "edits", "entities"):
        assert EXPORTS[name].write(held, simple_tokens(held.normalized))
