"""A TEI file made elsewhere gets our mark-up, and without it is the same file, byte for byte."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from annotate import tei
from annotate.errors import EditionError
from annotate.model import Document, Edit, Entity, EntityType, Mention, Quantity, QuantityKind, Span, Term
from annotate.tei.weave import document_of, unwoven, woven
from tests.jing import jing
from tests.outside import outside
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
    assert b"annotate.per.huang" not in out  # which would be an entry that nothing names


def test_a_number_that_is_marked_already_stays_as_it_is() -> None:
    data = laced("<p>On <date>6 January</date> 20 came.</p>")
    document = found(data, ())
    day, guests = (Span(document.source.index(words), document.source.index(words) + 2) for words in ("6 ", "20"))
    numbers = tuple(Quantity(span, span.of(document.source), QuantityKind.NUMBER, "1") for span in (day, guests))
    out = marked(data, replace(document, quantities=numbers)).decode()
    assert "<date>6 January</date>" in out
    assert '<num value="1" resp="#annotate.resp.auto">20</num>' in out


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


def laced(body: str, **header: str) -> bytes:
    """A small TEI file, with more or less of a header."""
    return (
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>T</title></titleStmt>'
        "<publicationStmt><p>P</p></publicationStmt><sourceDesc><p>S</p></sourceDesc></fileDesc>"
        f"{header.get('encoding', '')}{header.get('profile', '')}{header.get('history', '')}</teiHeader>"
        f"<text><body>{body}</body></text></TEI>"
    ).encode()


RESP = 'resp="#annotate.resp.auto"'
TOKENS = "<p><w lemma='late'>late</w> <w>Huang</w> <w>Bo</w><pc>.</pc></p>"
PLACES = (
    ("around a token", TOKENS, "Huang", f"{RESP}><w>Huang</w></persName>"),
    ("around two", TOKENS, "Huang Bo", '"#annotate.resp.auto"><w>Huang</w> <w>Bo</w></persName><pc>'),
    ("not inside one", TOKENS, "uang", "<w>Huang</w>"),
    ("not in another vocabulary", '<p>O <x xmlns="urn:x"><p>Huang</p></x> yes</p>', "yes", "<p>Huang</p></x> <pers"),
    ("not where only words may stand", "<p>by <postBox>Huang</postBox> no</p>", "Huang", "<postBox>Huang</postBox>"),
)  # fmt: skip


@pytest.mark.parametrize(("body", "name", "inside"), [row[1:] for row in PLACES], ids=[row[0] for row in PLACES])
def test_names_stand_where_they_may(body: str, name: str, inside: str) -> None:
    data = laced(body)
    out = marked(data, found(data, (), (name,)))
    assert inside in out.decode()
    assert unwoven(out, "ferry") == data


def test_tokens_are_not_changed() -> None:
    data = laced(TOKENS)
    out = marked(data, found(data, (("late", "tardy"),)))
    assert b"<choice" not in out


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        pytest.param({}, "</profileDesc><revisionDesc", id="no header to speak of"),
        pytest.param({"profile": "<profileDesc/>"}, '<profileDesc xmlns="', id="an empty profile"),
        pytest.param(
            {"profile": "<profileDesc><abstract><p>A</p></abstract></profileDesc>"},
            "</abstract><langUsage",
            id="a profile without languages",
        ),
        pytest.param(
            {"profile": "<profileDesc><langUsage><p>English.</p></langUsage></profileDesc>"},
            "</p></langUsage><langUsage",
            id="languages in prose",
        ),
        pytest.param(
            {"profile": '<profileDesc><langUsage><language ident="en">E</language></langUsage></profileDesc>'},
            ">E</language><language",
            id="a list of languages",
        ),
        pytest.param({"encoding": "<encodingDesc><p>E</p></encodingDesc>"}, "<p>E</p><editorialDecl", id="prose"),
        pytest.param(
            {"history": "<revisionDesc><change>Begun.</change></revisionDesc>"},
            "<revisionDesc><change",
            id="changes",
        ),
        pytest.param(
            {"history": "<revisionDesc><list><item>Begun.</item></list></revisionDesc>"},
            "<revisionDesc><list>",
            id="changes in a list",
        ),
    ],
)
def test_the_header_tells_what_was_added(header: dict[str, str], expected: str, tmp_path: Path) -> None:
    data = laced("<p>Huang is late: 船票.</p>", **header)
    out = marked(data, found(data, (("late", "tardy"),), ("Huang",), ("船票",)))
    assert expected in out.decode()
    assert sorted(re.findall(r'<language [^>]*?ident="([^"]+)"', out.decode())) == ["en", "zh-Hans", "zh-Latn-pinyin"]
    assert unwoven(out, "ferry") == data
    assert not {each.code for each in tei.check(out, "a.xml")} & {"dangling-pointer", "wrong-target"}
    path = tmp_path / "woven.xml"
    path.write_bytes(out)
    assert jing(outside("ANNOTATE_TEI_ALL", "shared/schema/tei_all.rng"), [path]) == ""


def test_reasons_and_suggestions_are_told() -> None:
    data = laced('<p>Huang is late.</p><p>She is <hi xml:id="h1">seldom</hi> early.</p>')
    document = found(data, (("late", "tardy"), ("seldom", "never"), ("early", "first")))
    late, seldom, early = document.edits
    changes = (
        replace(late, why="It fits."),
        replace(seldom, applied=False, probability=0.6),
        replace(early, applied=False, probability=0.6),
    )
    out = marked(data, replace(document, edits=changes)).decode()
    assert 'target="#annotate.e1"><note type="reason">It fits.</note>' in out
    assert 'target="#h1"><note type="suggestion"><choice><sic>seldom</sic><corr' in out
    assert 'target="#xpath((//text//p)[2])"><note type="suggestion"><choice><sic>early</sic><corr' in out
    assert '<note type="context">She is seldom early.</note>' in out


INLINE = ("hi", "s", "w", "q", "choice", "persName", "note", "t:hi", "x:p")
SCRAPS = (
    "&amp;",
    "&#x4E2D;",
    "<!-- a -->",
    "<?b c?>",
    "<![CDATA[<d>]]>",
    "<lb/>",
    "<gap  />",
    " ",
    "\n  ",
    "船票",
    "Huang ",
    "late",
)


def nested(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    pieces = st.lists(inner, max_size=4).map("".join)
    return st.tuples(st.sampled_from(INLINE), pieces).map(lambda pair: f"<{pair[0]}>{pair[1]}</{pair[0]}>")


MIXED = st.recursive(st.sampled_from(SCRAPS), nested, max_leaves=12)
PARAGRAPHS = st.lists(st.lists(MIXED, max_size=6).map(lambda pieces: f"<p>{''.join(pieces)}</p>"), max_size=3).map(
    "".join
)


@settings(max_examples=150, deadline=None)
@given(PARAGRAPHS, st.lists(st.tuples(st.integers(0, 60), st.integers(1, 12), st.sampled_from("ents")), max_size=6))
def test_any_file_comes_back(body: str, places: list[tuple[int, int, str]]) -> None:
    data = laced(f'<div xmlns:t="http://www.tei-c.org/ns/1.0" xmlns:x="urn:x"><head>Huang</head>{body}</div>')
    document = document_of(data, "a")
    edits: list[Edit] = []
    names, terms = [], []
    for at, length, kind in sorted((at % len(document.source), *rest) for at, *rest in places):
        span = Span(at, min(at + length, len(document.source)))
        words = span.of(document.source)
        if kind in "es" and (not edits or at >= edits[-1].span.end):
            edits.append(Edit(span, words, "<so>", "word-spun", 0.9, "", applied=kind == "e"))
        elif kind == "n":
            names.append(Mention(span, words, "per.huang"))
        elif kind == "t":
            terms.append(Term(span, words, "zh-Hans", "", ""))
    entities = (Entity("per.huang", EntityType.PERSON, "Huang"),)
    changed = replace(document, edits=tuple(edits), mentions=tuple(names), terms=tuple(terms), entities=entities)
    out = marked(data, changed)
    tei.parse(out, "a")
    assert unwoven(out, "a") == data
    assert "dangling-pointer" not in {each.code for each in tei.check(out, "a.xml")}


REFUSED = (
    (laced("<p> </p>"), "no words"),
    (b"<TEI>", "well-formed"),
    (b"<TEI/>", "namespace"),
    ("<TEI>é</TEI>".encode("latin-1"), "UTF-8"),
    (FERRY.replace(b'"en.s1"', b'"annotate.s1"'), "annotate strip"),
)


@pytest.mark.parametrize(("data", "words"), REFUSED, ids=[row[1] for row in REFUSED])
def test_refused(data: bytes, words: str) -> None:
    with pytest.raises(EditionError, match=words):
        document_of(data, "a.xml")
