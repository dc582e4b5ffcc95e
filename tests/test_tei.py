"""An edition gives both texts back exactly, is always valid, and is the same every time."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree

from annotate import tei
from annotate.errors import EditionError
from annotate.model import (
    Block,
    BlockKind,
    Document,
    Edit,
    Form,
    Mention,
    Metadata,
    Partner,
    Provenance,
    Relation,
    Span,
    Term,
)
from annotate.tei import Reading, Severity, to_tei
from tests.strategies import ENTITIES, RULES, SOFTWARE, documents

HOSTILE = settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def body_of(document: Document) -> str:
    """The body of the edition as text, without the stem and the namespace."""
    data = tei.write_edition(document, RULES, SOFTWARE).decode()
    body = data.partition('<body xml:space="preserve">')[2].partition("</body>")[0]
    return body.replace(' resp="#d.resp.auto"', "").replace("d.", "")


def span(source: str, words: str) -> Span:
    return Span(source.index(words), source.index(words) + len(words))


def edit(source: str, original: str, replacement: str, rule: str = "word-spun") -> Edit:
    return Edit(span(source, original), original, replacement, rule, 0.97, "")


def name(source: str, words: str, entity: str = "per.lei-jun", **more: object) -> Mention:
    return replace(Mention(span(source, words), words, entity), **more)


@HOSTILE
@given(documents())
def test_both_readings_come_back_and_nothing_is_wrong(document: Document) -> None:
    data = tei.write_edition(document, RULES, SOFTWARE)
    edition = tei.parse(data, "test")
    assert tei.text_of(edition, Reading.SOURCE) == document.source
    assert tei.text_of(edition, Reading.NORMALIZED) == document.normalized
    assert tei.validate(edition) == []
    assert [str(each) for each in tei.check(data, "test") if each.severity is Severity.ERROR] == []


@settings(max_examples=20, deadline=None)
@given(documents())
def test_the_same_document_gives_the_same_bytes(document: Document) -> None:
    assert tei.write_edition(document, RULES, SOFTWARE) == tei.write_edition(document, RULES, SOFTWARE)


MARKDOWN = "# Bread\n\nWe  eat.\r\n\n- rye\n- oat\n\n> old\n\n## Salt\n\n`x`\n"
BLOCKS = tuple(
    Block(span(MARKDOWN, words), kind, level)
    for words, kind, level in (
        ("# Bread", BlockKind.HEADING, 1),
        ("We  eat.", BlockKind.PARAGRAPH, 0),
        ("- rye", BlockKind.ITEM, 0),
        ("- oat", BlockKind.ITEM, 0),
        ("> old", BlockKind.QUOTE, 0),
        ("## Salt", BlockKind.HEADING, 2),
        ("`x`", BlockKind.VERBATIM, 0),
    )
)
SYNTAX = tuple(Span(*match.span()) for match in re.finditer(r"(?m)^(#+|[->]) ", MARKDOWN))


def test_blocks_become_divisions_lists_and_quotes() -> None:
    assert body_of(Document(MARKDOWN, "d", BLOCKS, syntax=SYNTAX)) == (
        '<div n="1"><head xml:id="b1"><metamark function="heading"># </metamark>Bread</head>\n\n'
        '<p xml:id="b2">We  eat.</p>&#13;\n\n'
        '<list><item xml:id="b3"><metamark function="item">- </metamark>rye</item>\n'
        '<item xml:id="b4"><metamark function="item">- </metamark>oat</item></list>\n\n'
        '<quote><p xml:id="b5"><metamark function="quote">&gt; </metamark>old</p></quote>\n\n'
        '<div n="2"><head xml:id="b6"><metamark function="heading">## </metamark>Salt</head>\n\n'
        '<ab xml:id="b7" type="verbatim">`x`</ab></div></div>\n'
    )


JUNA = "Lei Juna ate 1 of 米粉."


def spelled(note: str) -> Document:
    partner = Partner(span(JUNA, "ate"), "ate", Relation.ROMANIZATION, note=note)
    term = Term(span(JUNA, "米粉"), "米粉", "zh-Hans", "mǐfěn", "rice noodles", partner=partner)
    return Document(JUNA, "d", terms=(term,))


MARKS = (
    (
        "an error keeps both wordings",
        Document(JUNA, "d", edits=(edit(JUNA, "ate", "had"),)),
        '<choice><sic>ate</sic><corr xml:id="e1" cert="0.97" ana="#rule.word-spun">had</corr></choice>',
    ),
    (
        "a variant is regularised",
        Document(JUNA, "d", edits=(edit(JUNA, "1 of", "one of", "numeral-digit"),)),
        '<orig>1 of</orig><reg xml:id="e1" cert="0.97" ana="#rule.numeral-digit">one of</reg>',
    ),
    (
        "one error among several rules makes it an error",
        Document(JUNA, "d", edits=(edit(JUNA, "1 of", "one of", "numeral-digit word-spun"),)),
        '<sic>1 of</sic><corr xml:id="e1" cert="0.97" ana="#rule.numeral-digit #rule.word-spun">',
    ),
    (
        "a name grows over a change it touches",
        Document(JUNA, "d", edits=(edit(JUNA, "Juna", "Jun"),), mentions=(name(JUNA, "Lei J"),), entities=ENTITIES),
        '<persName ref="#per.lei-jun">Lei <choice><sic>Juna</sic><corr',
    ),
    (
        "the longer of two names that cross stays",
        Document(
            JUNA,
            "d",
            mentions=(name(JUNA, "Lei Juna"), name(JUNA, "Juna ate 1", "org.xiaomi")),
            entities=ENTITIES,
        ),
        '>Lei <orgName ref="#org.xiaomi">Juna ate 1</orgName>',
    ),
    (
        "of two names on the same words the first stays",
        Document(JUNA, "d", mentions=(name(JUNA, "Lei"), name(JUNA, "Lei", "org.xiaomi")), entities=ENTITIES),
        ">Lei</persName> Juna",
    ),
    (
        "an open name points at the first candidate with low certainty",
        Document(
            JUNA,
            "d",
            mentions=(name(JUNA, "Lei", form=Form.SURNAME, candidates=("per.lei-jun", "org.xiaomi")),),
            entities=ENTITIES,
        ),
        '<persName xml:id="n1" ref="#per.lei-jun" type="surname" cert="low">Lei</persName>',
    ),
    (
        "words that translate a term are a gloss",
        Document(
            JUNA,
            "d",
            terms=(
                Term(
                    span(JUNA, "米粉"),
                    "米粉",
                    "zh-Hans",
                    "mǐfěn",
                    "rice noodles",
                    partner=Partner(span(JUNA, "ate"), "ate", Relation.TRANSLATION, certain=False),
                ),
            ),
        ),
        'corresp="#t1" cert="medium">ate</gloss> 1 of <term xml:id="t1" ref="#term.1" xml:lang="zh-Hans">',
    ),
    (
        "a reading in Pinyin says so",
        spelled(""),
        'xml:lang="zh-Latn-pinyin" corresp="#t1">ate</term>',
    ),
    (
        "a reading in another spelling is no Pinyin",
        spelled("Spelled in Cantonese."),
        'xml:lang="zh-Latn" corresp="#t1">ate</term>',
    ),
    (
        "a sentence boundary inside a change disappears",
        Document(JUNA, "d", sentences=(Span(0, 10), Span(10, len(JUNA))), edits=(edit(JUNA, "ate", "had"),)),
        '<s xml:id="s1">Lei Juna <choice>',
    ),
    (
        "a block in another language says so",
        Document(JUNA, "d", (Block(Span(0, len(JUNA)), language="zh-Hant"),)),
        '<p xml:id="b1" xml:lang="zh-Hant">',
    ),
    (
        "a character that XML forbids is named",
        Document("a\x0cb", "d"),
        'a<g ref="#char.u000c"/>b',
    ),
)


@pytest.mark.parametrize(("document", "expected"), [row[1:] for row in MARKS], ids=[row[0] for row in MARKS])
def test_marks(document: Document, expected: str) -> None:
    assert expected in body_of(document)


BESIDE = (
    (
        "a suggestion is a choice in the review list",
        Document(JUNA, "d", edits=(replace(edit(JUNA, "1 of", "one of"), applied=False, why="So."),)),
        'target="#d.b1" n="13">\n        <note type="suggestion"><choice><sic>1 of</sic>',
    ),
    (
        "the reason of a change",
        Document(JUNA, "d", edits=(replace(edit(JUNA, "1 of", "one of"), why="So & so."),)),
        'target="#d.e1">\n        <note type="reason">So &amp; so.</note>',
    ),
    (
        "a name that was left out",
        Document(
            JUNA,
            "d",
            mentions=(name(JUNA, "Lei Juna"), name(JUNA, "Juna ate 1", "org.xiaomi")),
            entities=ENTITIES,
        ),
        '<note type="untagged"><mentioned>Lei Juna</mentioned> belongs to <ref target="#d.per.lei-jun">',
    ),
    (
        "both candidates of an open name",
        Document(
            JUNA,
            "d",
            mentions=(name(JUNA, "Lei", candidates=("per.lei-jun", "org.xiaomi")),),
            entities=ENTITIES,
        ),
        '<ref target="#d.per.lei-jun">Lei Jun</ref> or <ref target="#d.org.xiaomi">Xiaomi</ref>.',
    ),
    ("nobody said who wrote it", Document("x", "d"), "<author>unknown</author>"),
    (
        "a title with a Chinese word is no Chinese title",
        Document("x", metadata=Metadata(title="小米 or rice?")),
        '<title type="main" xml:lang="en">小米 or rice?</title>',
    ),
    ("the date is the date of the text", Document("x", metadata=Metadata(date="2031-03")), 'when="2031-03"'),
)


@pytest.mark.parametrize(("document", "expected"), [row[1:] for row in BESIDE], ids=[row[0] for row in BESIDE])
def test_beside_the_text(document: Document, expected: str) -> None:
    assert expected in tei.write_edition(document, RULES, SOFTWARE).decode()


REFUSED = (
    ("no text", Document(""), "nothing to edit"),
    ("nothing visible", Document(" \n\u200b\x00\u00a0"), "nothing to edit"),
    ("half a surrogate pair", Document("a\ud800"), "surrogate"),
    ("unknown rule", Document(JUNA, edits=(edit(JUNA, "ate", "had", "no-such"),)), "'no-such'"),
    ("unknown entity", Document(JUNA, mentions=(name(JUNA, "Lei"),)), "'per.lei-jun'"),
    ("span outside", Document("ab", sentences=(Span(0, 3),)), "outside the text"),
    ("no language tag", Document("ab", metadata=Metadata(language="en_US")), "'en_US'"),
)


@pytest.mark.parametrize(("document", "words"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_refused(document: Document, words: str) -> None:
    with pytest.raises(EditionError, match=words):
        tei.write_edition(document, RULES, SOFTWARE)


UNSAFE = (
    ("not XML", b"plain text", r"a\.xml:1: "),
    ("an open element", b"<TEI>\n<text></TEI>", r"a\.xml:2: "),
    (
        "an entity bomb",
        b'<!DOCTYPE t [<!ENTITY a "%b">%b]><t>&i;</t>'
        % (b"x" * 1000, b"".join(b'<!ENTITY %c "%b">' % (c, b"&%c;" % (c - 1) * 100) for c in b"bcdefghi")),
        "entit|amplification",
    ),
)


@pytest.mark.parametrize(("data", "words"), [row[1:] for row in UNSAFE], ids=[row[0] for row in UNSAFE])
def test_unsafe_xml_is_refused(data: bytes, words: str) -> None:
    with pytest.raises(EditionError, match=words):
        tei.parse(data, "a.xml")


def test_an_external_entity_is_not_read() -> None:
    data = b'<!DOCTYPE t [<!ENTITY a SYSTEM "file:///etc/hostname">]><t>&a;</t>'
    with pytest.raises(EditionError):
        tei.parse(data, "a.xml")


def test_a_comment_hides_nothing() -> None:
    data = b'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p>a<!--b-->c<?d e?>f</p></body></text></TEI>'
    assert tei.text_of(tei.parse(data, "a.xml"), Reading.SOURCE) == "acf"


def test_a_quoted_dictionary_is_credited() -> None:
    term = Term(Span(0, 2), "米粉", "zh", "mǐfěn", "rice noodles", ("rice noodles",))
    software = replace(SOFTWARE, credits=("Senses from a dictionary, CC BY-SA.",))
    quoted = tei.write_edition(Document("米粉 is food.", terms=(term,)), RULES, software).decode()
    silent = tei.write_edition(Document("Noodles are food."), RULES, software).decode()
    assert "<p>Senses from a dictionary, CC BY-SA.</p>" in quoted
    assert "CC BY-SA" not in silent


def test_an_edition_that_would_be_wrong_is_not_written(monkeypatch: pytest.MonkeyPatch) -> None:
    forged = Document("Some text.", provenance=Provenance("0" * 64))
    with pytest.raises(EditionError, match="source-altered"):
        tei.write_edition(forged, RULES, SOFTWARE)
    changed = Document(JUNA, edits=(edit(JUNA, "ate", "had"),))

    def careless(*arguments: object, **options: object) -> etree._Element:
        edition = to_tei(*arguments, **options)  # type: ignore[arg-type]
        edition.find(".//{*}corr").text = "has"
        return edition

    monkeypatch.setattr("annotate.tei.edition.to_tei", careless)
    with pytest.raises(EditionError, match="the normalized text does not come back exactly"):
        tei.write_edition(changed, RULES, SOFTWARE)
    monkeypatch.setattr("annotate.tei.edition.to_tei", lambda *_, **__: etree.Element("nonsense"))
    with pytest.raises(EditionError):
        tei.write_edition(Document("Some text."), RULES, SOFTWARE)
