"""Every fault put into a good edition is found, and found by its name."""

from __future__ import annotations

from datetime import date
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

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
from annotate.tei import Profile, Severity, checks
from annotate.tei.checks import CHECKS, Check
from tests.strategies import RULES, SOFTWARE, simple_tokens

SOURCE = "The price of 1 of the phones fell.\n\nLei Jun ate rice noodles (米粉) in Nanning. He sang.\x0c"


def span(words: str) -> Span:
    return Span(SOURCE.index(words), SOURCE.index(words) + len(words))


def good_document() -> Document:
    return Document(
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


def write(profile: Profile = Profile.READING) -> str:
    document = good_document()
    tokens = simple_tokens(document.normalized)
    return tei.write_edition(document, RULES, SOFTWARE, profile=profile, tokens=tokens).decode()


GOOD = write()
ANALYSED = write(Profile.ANALYSED)
DIPLOMATIC = write(Profile.DIPLOMATIC)
ELSEWHERE = (Path(__file__).parent / "tei/ferry.xml").read_text(encoding="utf-8")
"""A bilingual file in the way of other projects, written for these tests."""
CHANGE = GOOD[GOOD.index("<choice><orig>1 of") : GOOD.index("</choice> the phones") + 9]

SANG = SOURCE.index("sang")
HISTORY = """
    <change when="2031-01-01" who="#good.resp.auto">Read.</change>
    <change when="2031-02-01" who="#good.resp.auto">Begun.</change>
"""

MUTANTS = (
    ("not-well-formed", "</body>", "</bodi>"),
    ("not-valid", '<name type="software"', '<name type="hardware"'),
    ("not-valid", ' type="reading"', ' type="readin"'),
    ("not-valid", ' type="reading"', ""),
    ("not-valid", '<revisionDesc status="draft">', '<revisionDesc status="done">'),
    ("not-valid", ' xml:space="preserve"', ""),
    ("not-valid", "<p>No change is made silently.</p>", ""),
    ("not-valid", 'cert="0.97"', 'cert="1.97"'),
    ("not-valid", 'motivation="describing"', 'motivation="guessing"'),
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
    ("rule-unknown", "<ident>numeral-digit</ident>", "<ident>numeral-dugit</ident>"),
    ("rule-unknown", '<desc type="rules">rules 1</desc>', ""),
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
    ("document-type", "<TEI ", "<!DOCTYPE TEI>\n<TEI "),
    ("unusual-id", 'xml:id="good.s3"', 'xml:id="good.sé"'),
    ("unpaired-term", "</item>", "</item><item>more</item>"),
    ("choice-words", "<orig>1 of</orig>", "loose<orig>1 of</orig>"),
    ("name-across-sentences", '<s xml:id="good.s3">He sang.</s>', '<name><s xml:id="good.s3">He sang.</s></name>'),
    ("language-tag", 'xml:lang="zh-Hans">米粉</term>)', 'xml:lang="zh_Hans">米粉</term>)'),
    ("language-tag", '<language ident="zh-Hans">', '<language ident="chinese">'),
    ("script-disagrees", '<placeName xml:lang="en">Nanning', '<placeName xml:lang="zh-Hans">Nanning'),
    ("script-disagrees", "mǐfěn", "米fěn"),
    ("variant-disagrees", ">米粉</term></label>", ">經濟</term></label>"),
    ("pinyin-disagrees", "mǐfěn", "mifen"),
    ("space-at-edge", ">Nanning</placeName>.", "> Nanning</placeName>."),
    ("punctuation-at-edge", ">Nanning</placeName>.", ">Nanning,</placeName>"),
    ("space-before-punctuation", "phones fell.", "phones fell ."),
    ("space-inside-brackets", "noodles</gloss> (", "noodles</gloss> ( "),
    ("space-doubled", "phones fell.", "phones  fell."),
    ("space-in-chinese", ">米粉</term>)", ">米 粉</term>)"),
    ("fullwidth-in-english", "phones fell.", "phones fell。"),
    ("halfwidth-in-chinese", ">米粉</term>)", ">米,粉</term>)"),
    ("odd-character", "phones fell.", "phones fe\u200bll."),
    ("not-composed", "phones fell.", "phones fe\u0301ll."),
    ("not-tei", 'xmlns="http://www.tei-c.org/ns/1.0"', 'xmlns="http://www.tei-c.org/ns/2.0"'),
    ("placeholder", "<author>unknown</author>", "<author>N/A</author>"),
    ("path-leaked", "<author>unknown</author>", "<author>/home/lin/article.txt</author>"),
    ("date-impossible", 'status="draft">Normalized', 'status="draft" when="2031-02-30">Normalized'),
    ("date-in-future", 'status="draft">Normalized', 'status="draft" when="2031-02-03">Normalized'),
    ("form-disagrees", ' type="reading"', ' type="diplomatic"'),
    ("form-disagrees", ' type="reading"', ' type="clean"'),
    ("file-name", ' xml:id="good" ', ' xml:id="better" '),
)  # fmt: skip

MUTANTS_ANALYSED = (
    ("token-in-token", ">phones</w>", "><w>phones</w></w>"),
    ("loose-token", "</p></body>", "<w>x</w></p></body>"),
    ("words-without-token", "He</w>", "He</w> herself"),
    ("join-disagrees", ' join="right"', ""),
    ("join-disagrees", '.w1" lemma="the"', '.w1" join="right" lemma="the"'),
    ("part-out-of-order", '.w1" lemma="the"', '.w1" part="F" lemma="the"'),
    ("part-out-of-order", '.w1" lemma="the"', '.w1" part="I" lemma="the"'),
    ("pos-unknown", 'pos="X"', 'pos="NN"'),
    ("form-disagrees", ' type="analysed"', ' type="reading"'),
)

MUTANTS_ELSEWHERE = (
    ("prefix-undeclared", "wd:Q1000", "viaf:1000"),
    ("prefix-mismatch", "wd:Q1000", "wd:1000"),
    ("single-link", 'target="#en.s2 #zh.s2"', 'target="#en.s2"'),
    ("aligned-twice", "#en.s3 #zh.s3", "#en.s2 #zh.s3"),
    ("alignment-crosses", "#en.s3 #zh.s3", "#en.s3 #zh.s1"),
    ("alignment-length", "The ferry waits.", f"The ferry waits for {'nobody and ' * 9} nothing."),
    ("dangling-pointer", 'corresp="#zh"', 'corresp="#zhong"'),
    ("wrong-target", 'scheme="#genre"', 'scheme="#genre.report"'),
    ("date-disagrees", 'when="2029-05-06"', 'when="2028-05-06"'),
    ("date-disagrees", 'On <date when="2029-05-06"', 'On <date when="2029-06-06"'),
    ("date-disagrees", 'On <date when="2029-05-06"', 'On <date when="2029-05-07"'),
    ("date-disagrees", '<date when="2029-05-07">7 May 2029', '<date when="2029-05-07">2029年5月8日'),
    ("alignment-figures", "一千二百箱", '<measure quantity="1300" unit="crate">一千三百箱</measure>'),
    ("alignment-figures", "有两台", '有<num value="3">三</num>台'),
    ("prefix-unused", ' corresp="wd:Q1000"', ""),
    ("wrong-target", 'domains="#en #zh"', 'domains="#en.s1 #zh"'),
    ("wrong-target", 'corresp="#zh">', 'corresp="#zh" decls="#tr">'),
    ("pinyin-disagrees", "渡船不等人", '<ruby><rb>渡船</rb><rt xml:lang="zh-Latn-pinyin">duchuan</rt></ruby>不等人'),
    ("date-impossible", 'when="2029-05-06"', 'when="2029-13-06"'),
    ("number-disagrees", 'quantity="1200"', 'quantity="1300"'),
    ("number-disagrees", 'num value="2"', 'num value="two"'),
    ("language-undeclared", '<language ident="zh-Hans">', '<language ident="zh-Hant">'),
    ("line-break-in-text", "<p><s ", "<p>\n<s "),
    ("script-disagrees", "渡船不等人。", "The ferry waits for no one at all."),
    ("licence-without-address", ' target="https://creativecommons.org/licenses/by/4.0/"', ""),
    ("header-incomplete", "<author>Wei Qiu</author>", ""),
    ("policy-incomplete", "<p>Nothing was changed.</p>", "<correction><p>None.</p></correction>"),
    ("duplicate-id", 'xml:id="zh.s2"', 'xml:id="zh.s1"'),
    ("nested-sentence", "渡船不等人。", "<s>渡船不等人。</s>"),
)  # fmt: skip


ALL = (
    *((GOOD, *row) for row in MUTANTS),
    *((ANALYSED, *row) for row in MUTANTS_ANALYSED),
    *((ELSEWHERE, *row) for row in MUTANTS_ELSEWHERE),
)


def mutant(before: str, after: str, base: str = GOOD) -> bytes:
    assert before in base
    if after == "TWICE":
        start = base.index("<person ")
        entry = base[start : base.index("</person>") + 9]
        return base.replace(entry, entry + entry.replace("per.lei-jun", "per.lei-jun-2"), 1).encode()
    return base.replace(before, after, 1).encode()


@pytest.mark.parametrize(("base", "code", "before", "after"), ALL, ids=[f"{at}-{row[1]}" for at, row in enumerate(ALL)])
def test_a_mutant_is_caught_by_name(base: str, code: str, before: str, after: str) -> None:
    rules = tei.RuleSet("rules 1", frozenset(RULES))
    findings = tei.check(mutant(before, after, base), "good.xml", today=date(2030, 1, 1), rule_set=rules)
    assert code in {finding.code for finding in findings}
    assert all(finding.file == "good.xml" for finding in findings)


@pytest.mark.parametrize(
    ("code", "data"),
    [
        ("byte-order-mark", b"\xef\xbb\xbf" + GOOD.encode()),
        ("not-utf-8", GOOD.replace("UTF-8", "UTF-16", 1).encode("utf-16")),
        ("not-utf-8", ELSEWHERE.replace("UTF-8", "GB18030", 1).encode("gb18030")),
    ],
)
def test_bytes_are_looked_at(code: str, data: bytes) -> None:
    assert code in {finding.code for finding in tei.check(data, "good.xml")}


def test_a_sense_may_quote_chinese() -> None:
    text = GOOD.replace(">rice noodles</gloss></item>", ">rice noodles, see 米粉 and 米线 (mǐxiàn)</gloss></item>")
    assert text != GOOD
    assert "script-disagrees" not in {finding.code for finding in tei.check(text.encode(), "good.xml")}


def test_a_chinese_word_may_hold_letters() -> None:
    text = GOOD.replace(">米粉</term>", ">打call</term>")
    assert text != GOOD
    assert "script-disagrees" not in {finding.code for finding in tei.check(text.encode(), "good.xml")}


def test_two_files_cannot_share_an_id() -> None:
    seen = tei.IdsSeen()
    texts = GOOD, ANALYSED, GOOD.replace(' xml:id="good" ', ' xml:id="other" ')
    good, analysed, other = (tei.parse(text.encode(), "a.xml") for text in texts)
    assert seen.clashes(good, "a.xml") == []
    assert seen.clashes(analysed, "a.ana.xml") == []
    (clash,) = seen.clashes(other, "b.xml")
    assert (clash.code, clash.file) == ("id-in-two-files", "b.xml")
    assert "a.xml" in clash.message


@pytest.mark.parametrize("base", [GOOD, ANALYSED, DIPLOMATIC], ids=["reading", "analysed", "diplomatic"])
def test_a_good_edition_has_no_findings(base: str) -> None:
    assert {finding.code for finding in tei.check(base.encode(), "good.xml")} <= {"odd-character"}


def test_a_good_file_made_elsewhere_has_no_findings() -> None:
    assert [
        str(each) for each in tei.check(ELSEWHERE.encode(), "ferry.xml") if each.severity is not Severity.NOTE
    ] == []


def test_every_check_has_a_mutant() -> None:
    elsewhere = {"byte-order-mark", "not-utf-8", "id-in-two-files"}
    elsewhere |= {"not-repeatable", "clean-unsettled", "made-otherwise"}
    assert {check.code for check in CHECKS} <= {code for _, code, _, _ in ALL} | elsewhere
    assert len(CHECKS) == len({check.code for check in CHECKS})


def test_every_check_declared_in_a_module_is_listed() -> None:
    modules = [import_module(f"{checks.__name__}.{module.name}") for module in iter_modules(checks.__path__)]
    declared = {value.code for module in modules for value in vars(module).values() if isinstance(value, Check)}
    assert declared <= {check.code for check in CHECKS}
    assert len(declared) > 50


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
