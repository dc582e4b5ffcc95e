"""Gold files and scores, against figures worked out by hand, and against the benchmark's own scorer where it is."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from annotate.cli import app
from annotate.errors import InputError
from annotate.evaluate.annotated import Name
from annotate.evaluate.entities import names_of, score_entities
from annotate.evaluate.gold_names import read_gold_names, sentence_by_sentence
from annotate.evaluate.terms import score_terms
from annotate.exports.rows import annotation_row, to_line
from annotate.pipeline import annotating
from annotate.readers import from_text

BENCH = Path(os.environ.get("ANNOTATE_BENCH", Path(__file__).parents[2] / "shared" / "bench"))
IOB2 = """# newdoc id = d1
# text = The Lei Jun's firm is Xiaomi.
1\tThe\tO
2\tLei\tB-PER
3\tJun\tI-PER
4\t's\tO
5\tfirm\tO
6\tis\tO
7\tXiaomi\tB-ORG
8\t.\tO

# text = He left.
1\tHe\tO
2\tleft\tO
3\t.\tO
"""


def test_names_are_scored(tmp_path: Path) -> None:
    path = tmp_path / "gold.iob2"
    path.write_text(IOB2, encoding="utf-8")
    (gold,) = read_gold_names(path)
    assert [gold.text[name.start : name.end] for name in gold.names] == ["Lei Jun", "Xiaomi"]
    assert [document.text for document in sentence_by_sentence([gold])] == ["The Lei Jun's firm is Xiaomi.", "He left."]
    scores = score_entities([gold], [[Name(0, 13, "PER", "a"), Name(22, 28, "PER", "b"), Name(31, 33, "PER", "b")]])
    assert (scores.typed.true, scores.typed.predicted, scores.typed.gold) == (1, 3, 2)
    assert scores.spans.true == 2
    assert scores.grouping is None


def test_grouping_is_b_cubed(tmp_path: Path) -> None:
    mentions = [{"start": start, "end": start + 1} for start in (0, 2, 4)]
    row = {"id": "a", "text": "A B C", "entities": [{"id": "e", "type": "PER", "mentions": mentions}]}
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(row), encoding="utf-8")
    gold = read_gold_names(path)
    scores = score_entities(gold, [[Name(0, 1, "PER", "x"), Name(2, 3, "PER", "x"), Name(4, 5, "PER", "y")]])
    assert scores.grouping == pytest.approx(2 * 1 * (5 / 9) / (1 + 5 / 9))


@pytest.mark.parametrize(
    ("name", "text"),
    [("gold.jsonl", '{"id": "a", "text": "A\u2028B\x85C"}\n'), ("gold.iob2", "# text = A\u2028B\x85C\n1\tA\tO\n")],
)
def test_a_line_of_gold_ends_at_a_line_feed_alone(name: str, text: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    assert [document.text for document in read_gold_names(path)] == ["A\u2028B\x85C"]


MARKED = """\
### shop-1
{P1 Mei Lan} ({P1 梅兰}) sells lamps.

{O?2 Nubia} does not.

### shop-2
Nobody.
"""


def test_names_marked_by_hand_are_read(tmp_path: Path) -> None:
    path = tmp_path / "gold.txt"
    path.write_text(MARKED, encoding="utf-8")
    first, second = read_gold_names(path)
    assert (first.id, first.text) == ("shop-1", "Mei Lan (梅兰) sells lamps.\n\nNubia does not.")
    assert first.names == (Name(0, 7, "PER", "P1"), Name(9, 11, "PER", "P1"), Name(27, 32, "ORG", "O2"))
    assert first.optional == {(27, 32)}
    assert (second.id, second.text, second.names) == ("shop-2", "Nobody.", ())


BAD = [
    ("gold.txt", "### a\n\n{P Mei} sings.", "line 3: a brace that marks no name"),
    ("gold.txt", "### a\n{P1 Mei} and } sing.", "line 2: a brace that marks no name"),
    ("gold.iob2", "", "no annotated text"),
    ("gold.iob2", "# text = a\n1\ta\n", "line 1"),
    ("gold.iob2", "# text = a\n1\tb\tO\n", "no 'b'"),
    ("gold.iob2", "Lei Jun left.", "needs `# text = `"),
    ("gold.jsonl", '{"id": "a"}', "line 1: text is missing"),
    ("gold.jsonl", '{"text": "A"}', "line 1: id is missing"),
    ("gold.jsonl", '{"id": 3, "text": "A"}', "id must be a string, not 3"),
    ("gold.jsonl", "{", "line 1: no valid JSON"),
    ("gold.jsonl", '{"id": "a", "text": "A"}\n[]', "line 2: needs an object"),
    ("gold.jsonl", '{"id": "a", "text": ["A"]}', "text must be a string"),
    ("gold.jsonl", '{"id": "a", "text": "A", "entities": {}}', "entities must be a list"),
    ("gold.jsonl", '{"id": "a", "text": "A", "entities": [{"type": "PER"}]}', r"entities\[0\].mentions is missing"),
    (
        "gold.jsonl",
        '{"id": "a", "text": "A", "entities": [{"mentions": [{"start": 0, "end": 1}]}]}',
        r"entities\[0\].type is missing",
    ),
    (
        "gold.jsonl",
        '{"id": "a", "text": "A", "entities": [{"type": "PER", "mentions": [{"start": "0", "end": 1}]}]}',
        r"mentions\[0\].start must be a whole number",
    ),
    (
        "gold.jsonl",
        '{"id": "a", "text": "A", "entities": [{"type": "PER", "mentions": [{"start": 0, "end": 2}]}]}',
        "start 0 and end 2 are no stretch of the text of 1 code points",
    ),
    ("gold.jsonl", '{"id": "a", "text": "A", "terms": [{"start": 0, "end": 1}]}', r"terms\[0\].script is missing"),
    (
        "gold.jsonl",
        '{"id": "a", "text": "A", "terms": [{"start": 0, "end": 1, "script": "zh", "pinyin": "a", "partner": 1}]}',
        "partner must be an object",
    ),
]


@pytest.mark.parametrize(("name", "text", "message"), BAD, ids=[row[2] for row in BAD])
def test_a_bad_gold_file_is_named(name: str, text: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=message) as told:
        read_gold_names(path)
    assert str(told.value).startswith(str(path))


def test_a_gold_file_that_is_none_is_named(tmp_path: Path) -> None:
    (tmp_path / "gold.iob2").write_bytes(b"# text = \xff")
    for name, message in (("none", "no such file"), ("", "is a folder"), ("gold.iob2", "byte 9: no UTF-8")):
        with pytest.raises(InputError, match=message):
            read_gold_names(tmp_path / name)


TERM = '{"id": "a", "text": "Fans (米粉).", "terms": [{"start": 6, "end": 8, "script": "zh-Hans", "pinyin": "mǐfěn"}]}'


@pytest.mark.parametrize(
    ("arguments", "gold", "shown"),
    [
        (("entities", "--no-plain"), IOB2, "annotate\n  typed"),
        (("terms",), TERM, "spans F1 1.000"),
        (("clean",), '{"id": "a", "source": "A law.", "edits": []}', "1 sentence, 2 words"),
    ],
)
def test_standard_input_is_measured(arguments: tuple[str, ...], gold: str, shown: str) -> None:
    found = CliRunner().invoke(app, ["evaluate", *arguments, "-"], input=gold.encode())
    assert (found.exit_code, found.stderr) == (0, "")
    assert shown in found.stdout
    wrong = CliRunner().invoke(app, ["evaluate", *arguments, "-"], input=b"{")
    assert (wrong.exit_code, wrong.stdout) == (1, "")
    assert wrong.stderr.startswith("error: stdin, line 1: no valid JSON")


@pytest.mark.skipif(not BENCH.is_dir(), reason=f"no benchmarks at {BENCH}; name them with ANNOTATE_BENCH")
def test_bars_on_mixed_passages_and_the_benchmark_s_own_scorer_agrees(tmp_path: Path) -> None:
    path = BENCH / "mixed" / "dev.jsonl"
    gold = read_gold_names(path)
    documents = [annotating()(from_text(document.text, id=document.id)) for document in gold]
    names, terms = score_entities(gold, map(names_of, documents)), score_terms(gold, [d.terms for d in documents])
    rows = tmp_path / "rows.jsonl"
    rows.write_text("".join(to_line(annotation_row(document)) for document in documents), encoding="utf-8")
    scored = subprocess.run(
        [sys.executable, str(BENCH / "score_mixed.py"), str(path), str(rows)], capture_output=True, check=True
    )
    theirs = json.loads(scored.stdout)
    assert theirs["mention typed F1"] == pytest.approx(names.typed.f1, abs=1e-4)
    assert theirs["grouping B-cubed F1"] == pytest.approx(names.grouping, abs=1e-4)
    assert theirs["term span F1"] == pytest.approx(terms.spans.f1, abs=1e-4)
    assert theirs["partner"] == pytest.approx(terms.partner, abs=1e-4)
    assert names.typed.f1 >= 0.82
    assert names.grouping >= 0.95
    assert terms.pinyin >= 0.97
    assert terms.partner >= 0.90
