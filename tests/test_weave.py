"""A TEI file made elsewhere gets our mark-up, and without it is the same file, byte for byte."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from annotate import tei
from annotate.errors import EditionError
from annotate.model import Document, Edit, Entity, EntityType, Mention, Span, Term
from annotate.tei.weave import document_of, unwoven, woven
from tests.strategies import RULES, SOFTWARE

FERRY = (Path(__file__).parent / "tei/ferry.xml").read_bytes()
NASTY = (
    FERRY.replace(b"The old ferry sails", b"The <![CDATA[old]]> ferry &amp;&#x20;sails", 2)
    .replace(b"again.</s>", b"aga<!-- late -->in.</s>")
    .replace(b"never late", b"<?pb 2?>never  late")
    .replace(b'<p><s xml:id="en.s4">', b"<p ><s  xml:id='en.s4'>")
)


def found(
    data: bytes, edits: tuple[tuple[str, str], ...], names: tuple[str, ...] = (), terms: tuple[str, ...] = ()
) -> Document:
    document = document_of(data, "ferry")

    def place(words: str) -> Span:
        at = document.source.index(words)
        return Span(at, at + len(words))

    changes = (Edit(place(old), old, new, "word-spun", 0.9, "") for old, new in edits)
    return replace(
        document,
        edits=tuple(sorted(changes, key=lambda edit: edit.span)),
        mentions=tuple(Mention(place(each), each, "per.huang") for each in names),
        entities=(Entity("per.huang", EntityType.PERSON, "Huang"),),
        terms=tuple(Term(place(each), each, "zh-Hans", "chuánpiào", "ticket") for each in terms),
    )


def marked(data: bytes, document: Document) -> bytes:
    return woven(data, "ferry", document, RULES, SOFTWARE)


@pytest.mark.parametrize("data", [FERRY, NASTY], ids=["plain", "nasty"])
def test_mark_up_goes_in_and_out(data: bytes) -> None:
    out = marked(data, found(data, (("late", 'l<a>te & "x"'),), ("Huang",), ("船票",)))
    assert b'<persName ref="#annotate.per.huang" resp="#annotate.resp.auto">Huang</persName> sells' in out
    assert b'l&lt;a&gt;te &amp; "x"</corr></choice>' in out
    assert ">船票</term>".encode() in out
    assert unwoven(out, "ferry") == data
    assert not {each.code for each in tei.check(out, "ferry.xml")} & {
        "dangling-pointer",
        "wrong-target",
        "not-well-formed",
    }


def test_words_that_do_not_stand_in_one_piece_are_left_alone() -> None:
    out = marked(NASTY, found(NASTY, (("again.", "once more."), ("old ferry &", "boat &"))))
    assert b"<choice" not in out
    assert unwoven(out, "ferry") == NASTY


def test_a_name_that_is_marked_already_stays_as_it_is() -> None:
    out = marked(FERRY, found(FERRY, (), ("Gull Harbour",)))
    assert out.count(b">Gull Harbour<") == FERRY.count(b">Gull Harbour<")
    assert b'resp="#annotate.resp.auto">Gull' not in out


def test_a_prefix_is_kept() -> None:
    data = FERRY.replace(b"xmlns=", b"xmlns:t=").replace(b"</", b"</t:")
    for tag in {each.split()[0].split(b">")[0].rstrip(b"/") for each in FERRY.split(b"<")[1:] if each[:1].isalpha()}:
        for after in (b">", b" ", b"/>"):
            data = data.replace(b"<" + tag + after, b"<t:" + tag + after)
    out = marked(data, found(data, (("late", "tardy"),)))
    assert b"<t:choice resp" in out
    assert unwoven(out, "ferry") == data


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 400), st.integers(1, 30), st.text(min_size=1, max_size=5)), max_size=6))
@example(places=[(293, 8, "0")])
def test_any_marks_come_out_again(places: list[tuple[int, int, str]]) -> None:
    document = document_of(NASTY, "ferry")
    source, edits, names = document.source, [], []
    for at, length, words in sorted((at % len(document.source), *rest) for at, *rest in places):
        span = Span(at, min(at + length, len(source)))
        replacement = "".join(each for each in words if not "\ud800" <= each <= "\udfff") or "x"
        if not edits or span.start >= edits[-1].span.end:
            edits.append(Edit(span, span.of(source), replacement, "word-spun", 0.9, ""))
        names.append(Mention(span, span.of(source), "per.huang"))
    entity = Entity("per.huang", EntityType.PERSON, "Huang")
    out = marked(NASTY, replace(document, edits=tuple(edits), mentions=tuple(names), entities=(entity,)))
    tei.parse(out, "ferry")
    assert unwoven(out, "ferry") == NASTY


REFUSED = (
    (b"<TEI>", "well-formed"),
    (b"<TEI/>", "titleStmt"),
    ("<TEI>é</TEI>".encode("latin-1"), "UTF-8"),
    (FERRY.replace(b'"en.s1"', b'"annotate.s1"'), "annotate strip"),
)


@pytest.mark.parametrize(("data", "words"), REFUSED, ids=[row[1] for row in REFUSED])
def test_refused(data: bytes, words: str) -> None:
    with pytest.raises(EditionError, match=words):
        document_of(data, "a.xml")
