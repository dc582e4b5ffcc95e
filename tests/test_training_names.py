"""Teaching the tagger of English names: columns read as text, names replaced, the command on made-up sentences."""

from __future__ import annotations

import lzma
import random
from typing import TYPE_CHECKING

import pytest

from annotate.entities.tagger import TAUGHT, add_recogniser, base_pipeline
from annotate.evaluate.gold_names import Gold, Name
from annotate.training import english_names
from annotate.training.columns import read_columns

if TYPE_CHECKING:
    from pathlib import Path

COLUMNS = (
    pytest.param("Ann B-PER\nleft O\n, O\nalas O\n. O\n", "Ann left, alas.", [("Ann", "PER")], id="stops"),
    pytest.param("( O\nOslo B-country\n) O\n", "(Oslo)", [("Oslo", "LOC")], id="brackets"),
    pytest.param('" O\nNo O\n. O\n" O\nshe O\nsaid O\n', '"No." she said', [], id="straight-quotes"),
    pytest.param("Ann I-PER\n's O\nhat O\n", "Ann's hat", [("Ann", "PER")], id="possessive"),
    pytest.param("Bank I-ORG\nof I-ORG\nCork I-ORG\n", "Bank of Cork", [("Bank of Cork", "ORG")], id="inside-only"),
    pytest.param("Cork B-LOC\nYork B-LOC\n", "Cork York", [("Cork", "LOC"), ("York", "LOC")], id="side-by-side"),
    pytest.param("Emma B-book\n-LRB- O\n1815 O\n-RRB- O\n", "Emma (1815)", [], id="other-kinds-are-no-names"),
)


@pytest.mark.parametrize(("columns", "text", "names"), COLUMNS)
def test_columns_become_text(columns: str, text: str, names: list[tuple[str, str]]) -> None:
    (gold,) = read_columns(f"-DOCSTART- O\n\n{columns}", "made-up")
    assert gold.text == text
    assert [(gold.text[name.start : name.end], name.type) for name in gold.names] == names


def test_replaced_names_stay_where_the_annotation_says() -> None:
    sentence = Gold("", "Jane Doe left Cork.", (Name(0, 8, "PER"), Name(14, 18, "LOC")))
    for seed in range(50):
        gold = english_names.joined([sentence, sentence], random.Random(seed))  # noqa: S311 - no secret
        surfaces = [gold.text[name.start : name.end] for name in gold.names]
        assert gold.text == "{} left {}. {} left {}.".format(*surfaces)
        assert [name.type for name in gold.names] == ["PER", "LOC", "PER", "LOC"]


def test_the_command_makes_a_recogniser(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = "1\tPam\tB-PER\n2\tloves\tO\n3\tLagos\tB-LOC\n"
    (tmp_path / "gold.iob2").write_text(f"# newdoc id = a\n# text = Pam loves Lagos\n{rows}\n", encoding="utf-8")
    (tmp_path / "columns.txt").write_text("Ann B-PER\nleft O\n\n", encoding="utf-8")
    paths = ["--gold", str(tmp_path / "gold.iob2"), "--columns", str(tmp_path / "columns.txt"), "-o", str(tmp_path)]
    monkeypatch.setattr("sys.argv", ["english_names", *paths])
    english_names.main()
    pipeline = base_pipeline()
    taught = add_recogniser(pipeline, "taught").from_bytes(lzma.decompress((tmp_path / TAUGHT).read_bytes()))
    assert sorted(taught.labels) == ["LOC", "ORG", "OTHER", "PERSON"]
    assert taught(pipeline.make_doc("Ann loves Lagos.")).text == "Ann loves Lagos."
