"""The schema agrees with TEI, and with its own source.

Two of these tests need what the project does not carry: tei_all.rng, the TEI Stylesheets and p5subset.xml.
They look where the environment says, and are skipped when nothing is there.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree

from annotate import tei
from annotate.model import Document
from annotate.tei import Profile
from annotate.tei.grammar import explain, grammar
from annotate.tei.schema_build import build_schemas
from tests.jing import jing
from tests.outside import outside
from tests.schematron import Schematron
from tests.strategies import RULES, SOFTWARE, hostile_documents, simple_tokens
from tests.test_check import GOOD, HISTORY
from tests.test_tei import BESIDE, BLOCKS, MARKDOWN, MARKS, SYNTAX

ROOT = Path(__file__).resolve().parent.parent
TEI = "{http://www.tei-c.org/ns/1.0}"


@pytest.fixture(scope="module")
def editions(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Editions in every form: one of each mark, and hostile ones."""
    rows = [
        Document(MARKDOWN, "d", BLOCKS, syntax=SYNTAX),
        *(row[1] for row in (*MARKS, *BESIDE)),
        *hostile_documents(40),
    ]
    folder = tmp_path_factory.mktemp("editions")
    written = [GOOD.encode()]
    for profile in Profile:
        written += (write(document, profile) for document in rows)
    files = [folder / f"{at}.xml" for at in range(len(written))]
    for file, edition in zip(files, written, strict=True):
        file.write_bytes(edition)
    return files


def write(document: Document, profile: Profile) -> bytes:
    return tei.write_edition(document, RULES, SOFTWARE, profile=profile, tokens=simple_tokens(document.normalized))


def test_every_edition_is_valid_against_all_of_tei(editions: list[Path]) -> None:
    schema = outside("ANNOTATE_TEI_ALL", "shared/schema/tei_all.rng")
    assert jing(schema, editions) == ""


def test_another_validator_agrees_with_ours(editions: list[Path]) -> None:
    assert jing(tei.schema_path(), editions[::3]) == ""


@pytest.fixture(scope="module")
def schematron() -> Iterator[Schematron]:
    pytest.importorskip("saxonche")
    with Schematron(tei.schema_path("annotate.sch")) as rules:
        yield rules


def test_every_edition_obeys_the_schematron(editions: list[Path], schematron: Schematron) -> None:
    assert {file.name: schematron.complaints(file) for file in editions[::5]} == {f.name: [] for f in editions[::5]}


BREACHES = (
    ("begins with the stem", 'xml:id="good.s3"', 'xml:id="bad.s3"'),
    ("declared in langUsage", '<language ident="zh-Hans">', '<language ident="zh-Hant">'),
    ("nothing is changed", "<orig>1 of</orig>", "<orig>one of</orig>"),
    ("Neither side", "<orig>1 of</orig>", "<orig/>"),
    ("resp points at", 'cert="0.97" resp="#good.resp.auto"', 'cert="0.97" resp="#good.app"'),
    ("ana points at", 'ana="#good.rule.numeral-digit"', 'ana="#good.rule.other"'),
    ("no other sentence", "He sang.", "<s>He sang.</s>"),
    ("points at a person", '<persName ref="#good.per.lei-jun"', '<persName ref="#good.loc.nanning"'),
    ("points at a place", '<placeName ref="#good.loc.nanning"', '<placeName ref="#good.per.lei-jun"'),
    ("entry in the term list", 'ref="#good.term.1" xml:lang="zh-Hans">', 'ref="#good.term.9" xml:lang="zh-Hans">'),
    ("entry of the term list", '<gloss target="#good.term.1" corresp', '<gloss target="#good.s1" corresp'),
    ("something in this edition", 'target="#good.e1"', 'target="#good.e9"'),
    ("As many sentences", 'quantity="3"', 'quantity="4"'),
    ("newest first", "    <change who=", f"{HISTORY}    <change who="),
    ("has words", '<s xml:id="good.s3">He sang.</s>', '<s xml:id="good.s3"> </s>'),
)


@pytest.mark.parametrize(("words", "before", "after"), BREACHES, ids=[row[0] for row in BREACHES])
def test_the_schematron_catches(words: str, before: str, after: str, schematron: Schematron, tmp_path: Path) -> None:
    assert before in GOOD
    path = tmp_path / "mutant.xml"
    path.write_text(GOOD.replace(before, after, 1), encoding="utf-8")
    assert any(words in complaint for complaint in schematron.complaints(path))


def test_the_schema_is_what_its_source_says() -> None:
    stylesheets = outside("ANNOTATE_TEI_STYLESHEETS", "Stylesheets")
    subset = outside("ANNOTATE_P5SUBSET", "shared/schema/p5subset.xml")
    pytest.importorskip("saxonche")
    built = build_schemas(ROOT / "schemas/annotate.odd", stylesheets, subset)
    assert built.rng == (ROOT / "schemas/annotate.rng").read_bytes()
    assert built.sch == (ROOT / "schemas/annotate.sch").read_bytes()


ODD = etree.parse(ROOT / "schemas/annotate.odd")


def test_the_source_documents_every_element_and_value_it_lets_in() -> None:
    included = {name for module in ODD.iter(f"{TEI}moduleRef") for name in module.get("include", "").split()}
    documented = {spec.get("ident") for spec in ODD.iter(f"{TEI}elementSpec") if spec.findtext(f"{TEI}desc")}
    assert included == documented
    assert all(value.findtext(f"{TEI}desc") for value in ODD.iter(f"{TEI}valItem"))


def test_the_source_documents_every_attribute_it_lets_in() -> None:
    named = {
        spec.get("ident"): {each.get("ident") for each in spec.iter(f"{TEI}attDef") if each.get("mode") != "delete"}
        for spec in ODD.iter(f"{TEI}elementSpec", f"{TEI}classSpec")
    }
    general = {name for spec, names in named.items() if spec.startswith("att.") for name in names}
    for element, allowed in grammar().items():
        assert allowed.attributes.keys() - named[element] <= general, element
    described = ODD.xpath("//t:classSpec//t:attDef[not(@mode='delete')][not(t:desc)]", namespaces={"t": TEI[1:-1]})
    assert described == []


EXAMPLES = "{http://www.tei-c.org/ns/Examples}"


def test_every_element_stands_in_an_example_that_follows_the_schema() -> None:
    shown: set[str] = set()
    for example in ODD.iter(f"{EXAMPLES}egXML"):
        for part in example:
            fragment = etree.fromstring(etree.tostring(part).replace(EXAMPLES[1:-1].encode(), TEI[1:-1].encode()))
            assert [told for _, told in explain(fragment)] == []
            shown |= {str(each.tag).removeprefix(TEI) for each in fragment.iter("*")}
    assert shown == set(grammar())
