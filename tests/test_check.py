"""Every fault put into a good edition is found, and found by its name."""

from __future__ import annotations

import pytest

from annotate import tei
from annotate.model import (
    Damage,
    Document,
    Edit,
    Entity,
    EntityType,
    Mention,
    Metadata,
    Partner,
    Relation,
    Span,
    Term,
)
from annotate.tei import Severity
from annotate.tei.check import CHECKS
from tests.strategies import RULES, SOFTWARE

SOURCE = "The price of 1 of the phones fell.\n\nLei Jun ate rice noodles (米粉) in Nanning. He sang.\x0c"


def span(words: str) -> Span:
    return Span(SOURCE.index(words), SOURCE.index(words) + len(words))


def write() -> str:
    document = Document(
        SOURCE,
        "good",
        sentences=(Span(0, 34), span("Lei Jun ate rice noodles (米粉) in Nanning."), span("He sang.")),
        edits=(
            Edit(span("1 of"), "1 of", "one of", "numeral-digit", 0.97, "A digit."),
            Edit(span("sang"), "sang", "said", "word-spun", 0.6, "He did not sing.", applied=False),
        ),
        damage=Damage(0.5, ("1 of",)),
        mentions=(
            Mention(span("Lei Jun"), "Lei Jun", "per.lei-jun"),
            Mention(span("Nanning"), "Nanning", "loc.nanning"),
        ),
        entities=(
            Entity("per.lei-jun", EntityType.PERSON, "Lei Jun"),
            Entity("loc.nanning", EntityType.PLACE, "Nanning"),
        ),
        terms=(
            Term(
                span("米粉"),
                "米粉",
                "zh-Hans",
                "mǐfěn",
                "rice noodles",
                partner=Partner(span("rice noodles"), "rice noodles", Relation.TRANSLATION),
            ),
        ),
        metadata=Metadata(title="Good"),
    )
    return tei.write_edition(document, RULES, SOFTWARE).decode()


GOOD = write()
CHANGE = GOOD[GOOD.index("<choice><orig>1 of") : GOOD.index("</choice> the phones") + 9]

SANG = SOURCE.index("sang")
HISTORY = """
    <change when="2031-01-01" who="#good.resp.auto">Read.</change>
    <change when="2031-02-01" who="#good.resp.auto">Begun.</change>
"""

MUTANTS = (
    ("not-well-formed", "</body>", "</bodi>"),
    ("not-valid", '<name type="software"', '<name type="hardware"'),
    ("not-valid", '<revisionDesc status="draft">', '<revisionDesc status="done">'),
    ("not-valid", ' xml:space="preserve"', ""),
    ("not-valid", "<p>No change is made silently.</p>", ""),
    ("not-valid", 'cert="0.97"', 'cert="1.97"'),
    ("not-valid", 'motivation="describing"', 'motivation="guessing"'),
    ("not-valid", 'xml:lang="zh-Hans">米粉</term>)', 'xml:lang="zh_Hans">米粉</term>)'),
    ("not-valid", "<gi>standOff</gi>", "<hi>standOff</hi>"),
    ("duplicate-id", 'xml:id="good.s2"', 'xml:id="good.s1"'),
    ("foreign-id", 'xml:id="good.s3"', 'xml:id="bad.s3"'),
    ("dangling-pointer", '<persName ref="#good.per.lei-jun"', '<persName ref="#good.per.lei-june"'),
    ("dangling-pointer", 'target="#good.e1"', 'target="#good.e9"'),
    ("dangling-pointer", 'ana="#good.rule.numeral-digit"', 'ana="#good.rule.numeral"'),
    ("wrong-target", '<persName ref="#good.per.lei-jun"', '<persName ref="#good.loc.nanning"'),
    ("wrong-target", 'ana="#good.rule.numeral-digit"', 'ana="#good.s1"'),
    ("wrong-target", 'who="#good.resp.auto"', 'who="#good.app"'),
    ("wrong-target", '<gloss target="#good.term.1" corresp', '<gloss target="#good.s1" corresp'),
    ("unused-entry", ' ref="#good.loc.nanning"', ""),
    ("unused-entry", 'ana="#good.rule.numeral-digit"', 'ana="#good.rule.word-spun"'),
    ("double-entry", '<persName xml:lang="en">Lei Jun</persName>\n      </person>', "TWICE"),
    ("choice-shape", CHANGE, CHANGE.replace("orig>", "sic>")),
    ("choice-shape", "<orig>1 of</orig>", "<orig/>"),
    ("choice-shape", "<orig>1 of</orig>", "<orig>one of</orig>"),
    ("choice-shape", "<orig>1 of</orig>", ""),
    ("unexplained-change", ' cert="0.97"', ""),
    ("unexplained-change", ' ana="#good.rule.numeral-digit"', ""),
    ("change-without-reason", 'target="#good.e1"', 'target="#good.s1"'),
    ("nested-sentence", "He sang.", '<s xml:id="good.s4">He sang.</s>'),
    (
        "name-in-itself",
        '"#good.per.lei-jun">Lei Jun</persName> ate',
        '"#good.per.lei-jun">Lei <persName ref="#good.per.lei-jun">Jun</persName></persName> ate',
    ),
    ("empty-element", '<s xml:id="good.s3">He sang.', '<s xml:id="good.s3">'),
    ("empty-element", '<note type="reason">A digit.</note>', '<note type="reason"> </note>'),
    ("empty-element", "<author>unknown</author>", "<author/>"),
    ("misplaced-suggestion", f' n="{SANG}"', ' n="0"'),
    ("loose-text", "</p></body>", "</p> Loose.</body>"),
    ("header-incomplete", "<author>unknown</author>", ""),
    ("extent-wrong", 'quantity="3"', 'quantity="4"'),
    ("extent-wrong", "He sang.", "He sang so well."),
    ("source-altered", "He sang.", "He sang,"),
    ("source-altered", "> ate <", ">  ate <"),
    ("source-altered", ">utf-8</note>", ">no-such-encoding</note>"),
    ("language-undeclared", '<language ident="zh-Hans">', '<language ident="zh">'),
    ("language-unused", "</langUsage>", '<language ident="de">German</language></langUsage>'),
    ("changes-out-of-order", "    <change who=", f"{HISTORY}    <change who="),
)  # fmt: skip


def mutant(before: str, after: str) -> bytes:
    assert before in GOOD
    if after == "TWICE":
        start = GOOD.index("<person ")
        entry = GOOD[start : GOOD.index("</person>") + 9]
        return GOOD.replace(entry, entry + entry.replace("per.lei-jun", "per.lei-jun-2"), 1).encode()
    return GOOD.replace(before, after, 1).encode()


@pytest.mark.parametrize(("code", "before", "after"), MUTANTS, ids=[f"{at}-{row[0]}" for at, row in enumerate(MUTANTS)])
def test_a_mutant_is_caught_by_name(code: str, before: str, after: str) -> None:
    findings = tei.check(mutant(before, after), "mutant.xml")
    assert code in {finding.code for finding in findings}
    assert all(finding.file == "mutant.xml" for finding in findings)


def test_a_good_edition_has_no_findings() -> None:
    assert tei.check(GOOD.encode(), "good.xml") == []


def test_every_check_has_a_mutant() -> None:
    assert {check.code for check in CHECKS} <= {code for code, _, _ in MUTANTS}


def test_a_finding_names_its_place() -> None:
    findings = tei.check(mutant(' cert="0.97"', ""), "a.xml")
    first = next(finding for finding in findings if finding.code == "unexplained-change")
    line = next(at for at, text in enumerate(GOOD.split("\n"), 1) if "<reg" in text)
    assert str(first) == (
        f"a.xml:{line}: error unexplained-change: <reg #good.e1>"
        " the change does not say @cert (how sure it is)\n"
        "    The price of 1 of the phones fell."
    )


MESSAGES = (
    (' cert="0.6"', "", "<corr> needs the attribute cert"),
    ('cert="0.97"', 'cert="1.97"', 'cert="1.97" cannot stand in <reg>'),
    ('<name type="software"', '<name type="tool"', 'type="tool" cannot stand in <name>; allowed: software'),
    ("<gi>standOff</gi>", "<hi>standOff</hi>", "the project's editions have no element <hi>"),
    ("He sang.", "<p>He sang.</p>", "<p> may not stand in <s>"),
    ("<persName ref", '<persName key="a" foo="b" ref', "<persName> has no attribute foo"),
    ("<titleStmt>", "<titleStmt>Good", "no words may stand directly in <titleStmt>"),
)


@pytest.mark.parametrize(("before", "after", "message"), MESSAGES, ids=[row[2] for row in MESSAGES])
def test_the_schema_speaks_in_words(before: str, after: str, message: str) -> None:
    findings = tei.validate(tei.parse(mutant(before, after), "mutant.xml"))
    assert message in [finding.message for finding in findings]


def test_a_file_made_elsewhere_is_checked_without_its_own_promises() -> None:
    data = (
        b'<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc>'
        b"<titleStmt><title>T</title></titleStmt>"
        b"<publicationStmt><p>P</p></publicationStmt><sourceDesc><p>S</p></sourceDesc></fileDesc></teiHeader>"
        b'<text><group><text><body><p><persName ref="#x">A</persName><choice/></p></body></text></group>'
        b"</text></TEI>"
    )
    codes = {finding.code for finding in tei.check(data, "other.xml")}
    assert {"dangling-pointer", "choice-shape", "header-incomplete"} <= codes
    assert not codes & {"source-altered", "extent-wrong", "foreign-id"}


@pytest.mark.parametrize("data", [b"<a/>", b"<TEI/>", b'<TEI xmlns="http://www.tei-c.org/ns/1.0"/>'])
def test_any_xml_is_told_apart_from_an_edition(data: bytes) -> None:
    assert any(finding.severity is Severity.ERROR for finding in tei.check(data, "a.xml"))


def test_a_fault_far_down_a_long_paragraph_is_found() -> None:
    source = "It rained. " * 1500
    sentences = tuple(Span(at, at + 10) for at in range(0, len(source), 11))
    data = tei.write_edition(Document(source, "long", sentences=sentences), RULES, SOFTWARE)
    faulty = data.replace(b'<s xml:id="long.s1400">', b'<s key="a" xml:id="long.s1400">')
    assert "<s> has no attribute key" in [finding.message for finding in tei.check(faulty, "long.xml")]
