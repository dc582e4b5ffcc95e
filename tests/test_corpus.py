"""A set of editions is one valid file, with one register for all."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree
from typer.testing import CliRunner

from annotate import tei
from annotate.cli import app
from annotate.errors import EditionError
from annotate.tei.corpus import Member, to_corpus
from tests.test_check import GOOD

OTHER = GOOD.replace('"good', '"other').replace("#good", "#other")


def members(*texts: str) -> list[Member]:
    return [Member(f"{at}.xml", tei.parse(text.encode(), str(at))) for at, text in enumerate(texts)]


def test_one_register_serves_all(tmp_path: Path) -> None:
    for name, text in (("good", GOOD), ("other", OTHER)):
        (tmp_path / f"{name}.xml").write_text(text, encoding="utf-8")
    path = tmp_path / "corpus.xml"
    result = CliRunner().invoke(app, ["corpus", str(tmp_path), "-o", str(path), "--title", "Two"])
    assert result.exit_code == 0, result.output
    tree = etree.parse(path, etree.XMLParser(collect_ids=False))
    tree.xinclude()
    corpus = tree.getroot()
    assert tei.validate(corpus) == []
    person = corpus.find("{*}standOff/{*}listPerson/{*}person")
    assert person.get("corresp") == "#good.per.lei-jun #other.per.lei-jun"
    ids = corpus.xpath("//@xml:id")
    assert len(ids) == len(set(ids))
    assert len(corpus.findall("{*}TEI")) == 2
    first = path.read_bytes()
    CliRunner().invoke(app, ["corpus", str(tmp_path), "-o", str(path), "--title", "Two"])
    assert path.read_bytes() == first


@pytest.mark.parametrize(
    ("texts", "words"),
    [
        ((), "at least one"),
        ((GOOD, GOOD), "stands in 0.xml too"),
        ((GOOD.replace('ident="annotate"', 'ident="other"'),), "not made by annotate"),
    ],
    ids=["empty", "twice", "elsewhere"],
)
def test_refused(texts: tuple[str, ...], words: str) -> None:
    with pytest.raises(EditionError, match=words):
        to_corpus(members(*texts), name="corpus")
