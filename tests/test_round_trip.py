"""What an edition holds is a whole document: reading it back gives what was written."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree

from annotate import tei
from annotate.errors import EditionError
from annotate.model import Document
from annotate.tei import Profile
from annotate.tei.tokens import without_tokens
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
    without_tokens(analysed)
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
