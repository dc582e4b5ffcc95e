"""An edition made again from the source it holds is the same, or it is told why not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annotate import tei
from annotate.model import Document, Edit, Entity, EntityType, Mention, Span
from annotate.readers import from_text, read
from annotate.readers.raw import decode
from annotate.tei import Maker, Profile
from tests.strategies import RULES, SOFTWARE, simple_tokens

TEXT = "It  cost 1 of them.\n\nLei Jun sang."


def annotated(document: Document) -> Document:
    """A pipeline that knows one spun word, one name, and nothing else."""
    source = document.source
    edits, names = [], []
    if "sang" in source:
        at = source.index("sang")
        edits.append(Edit(Span(at, at + 4), "sang", "said", "word-spun", 0.9, "He does not sing."))
    if "Lei Jun" in source:
        at = source.index("Lei Jun")
        names.append(Mention(Span(at, at + 7), "Lei Jun", "per.lei-jun"))
    entities = (Entity("per.lei-jun", EntityType.PERSON, "Lei Jun"),)
    return replace(document, edits=tuple(edits), mentions=tuple(names), entities=entities)


def restless(document: Document) -> Document:
    """A pipeline that is never content."""
    word = document.source.split()[-1]
    at = document.source.rindex(word)
    edit = Edit(Span(at, at + len(word)), word, f"{word}!", "word-spun", 0.9, "")
    return replace(document, edits=(edit,))


MAKER = Maker(annotated, RULES, SOFTWARE, lambda document: simple_tokens(document.normalized))


def written(document: Document, maker: Maker = MAKER, profile: Profile = Profile.READING) -> bytes:
    made = maker.annotate(document)
    return tei.write_edition(made, maker.rules, maker.software, profile=profile, tokens=maker.tokens(made))


def codes(data: bytes, maker: Maker = MAKER) -> list[str]:
    return [finding.code for finding in tei.again(data, "a.xml", maker)]


@pytest.mark.parametrize("profile", Profile)
def test_an_edition_is_repeatable(profile: Profile) -> None:
    assert codes(written(from_text(TEXT), profile=profile)) == []


def test_a_markdown_edition_is_repeatable() -> None:
    (document,) = read(decode(b"# Title\n\n- Lei Jun sang. `x` is no word.\n\n> So *it* is.\n", "a.md"))
    assert isinstance(document, Document)
    assert codes(written(document)) == []


def test_an_edition_changed_by_hand_is_told() -> None:
    data = written(from_text(TEXT)).replace(b">said</corr>", b">spoke</corr>")
    (finding,) = tei.again(data, "a.xml", MAKER)
    assert (finding.code, finding.file) == ("not-repeatable", "a.xml")
    assert finding.line == 1 + data[: data.index(b"spoke")].count(b"\n")
    assert "said</corr>" in finding.message


def test_a_text_that_is_never_clean_is_told() -> None:
    maker = replace(MAKER, annotate=restless)
    (finding,) = tei.again(written(from_text(TEXT), maker), "a.xml", maker)
    assert (finding.code, finding.message) == (
        "clean-unsettled",
        "cleaned again, “sang.!” would become “sang.!!” (word-spun)",
    )


def test_other_software_is_told() -> None:
    maker = replace(MAKER, software=replace(SOFTWARE, rule_set="rules 2"))
    (finding,) = tei.again(written(from_text(TEXT)), "a.xml", maker)
    assert finding.code == "made-otherwise"
    assert "rules 1" in finding.message
    assert "rules 2" in finding.message


@pytest.mark.parametrize("data", [b"<a/>", b"no XML", b"<TEI/>"])
def test_nothing_is_said_of_other_files(data: bytes) -> None:
    assert codes(data) == []
