"""Measuring cleaning: how an edit is judged, which annotations are refused, and agreement with the reference scorer."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner, Result

from annotate.cli import app
from annotate.errors import InputError
from annotate.evaluate import GoldDocument, read_gold, score
from annotate.evaluate.clean import Verdict, match
from annotate.evaluate.gold import GoldEdit, GoldSentence
from annotate.evaluate.report import to_row, to_text
from annotate.exports.rows import clean_row, to_line
from annotate.model import Certainty, Document, Edit, Span
from annotate.pipeline import cleaning
from annotate.readers import from_text

BENCH = Path(os.environ.get("ANNOTATE_BENCH", Path(__file__).parents[2] / "shared" / "bench"))


def change(source: str, found: str, to: str, kind: str = "lexical") -> GoldEdit:
    """The edit that replaces `found` where it first stands."""
    at = source.index(found)
    return GoldEdit(at, at + len(found), to, kind)


def sentence(source: str, *edits: tuple[str, str], optional: tuple[tuple[str, str], ...] = ()) -> GoldSentence:
    return GoldSentence(
        "s", source, tuple(change(source, *e) for e in edits), tuple(change(source, *e) for e in optional)
    )


SALE = sentence("They utilized to sale fresh fish.", ("utilized to sale", "used to sell"), optional=(("fresh", "new"),))


@pytest.mark.parametrize(
    ("gold", "made", "met", "verdicts"),
    [
        (SALE, [("utilized", "used"), ("sale", "sell")], {0}, "right right"),
        (SALE, [("utilized to sale", "used to sell")], {0}, "right"),
        (SALE, [("utilized", "used")], set(), "false"),
        (SALE, [("fresh", "new")], set(), "neutral"),
        (SALE, [("fresh", "recent")], set(), "false"),
        (SALE, [("They", "We"), ("utilized to sale", "used to sell")], {0}, "false right"),
        (sentence("a hour ago", ("a hour", "an hour")), [("a", "an")], {0}, "right"),
        (sentence("all tariffs .", ("tariffs .", "tariffs.")), [(" .", ".")], {0}, "right"),
        (sentence("I am simply a cook", ("simply a", "a")), [("simply a", "a")], {0}, "right"),
        (sentence("It works."), [], set(), ""),
    ],
    ids=[
        "two edits make one", "the same edit", "half of it", "optional", "another word", "one false, one right",
        "shorter, same words", "a mark and its space", "word taken out", "nothing",
    ],
)  # fmt: skip
def test_an_edit_is_judged_by_the_words_it_leaves(
    gold: GoldSentence, made: list[tuple[str, str]], met: set[int], verdicts: str
) -> None:
    applied = [change(gold.source, *edit) for edit in made]
    assert match(gold, applied) == (met, [Verdict(verdict) for verdict in verdicts.split()])


@st.composite
def annotated(draw: st.DrawFn) -> GoldSentence:
    words = draw(st.lists(st.sampled_from(["fresh", "law", "a", "fish", "1"]), min_size=1, max_size=8))
    at, edits = 0, []
    for word in words:
        if draw(st.booleans()):
            edits.append(GoldEdit(at, at + len(word), draw(st.sampled_from(["new", "one", "old law"])), "lexical"))
        at += len(word) + 1
    return GoldSentence("s", " ".join(words), tuple(edits))


@given(annotated())
def test_what_annotators_did_is_right_and_doing_nothing_misses_all(gold: GoldSentence) -> None:
    everything = set(range(len(gold.edits)))
    assert match(gold, gold.edits) == (everything, [Verdict.RIGHT] * len(gold.edits))
    assert match(gold, []) == (set(), [])


TWO = GoldDocument(
    "page",
    (
        sentence("A fresh law came.", ("fresh", "new")),
        replace(sentence("He sold fresh fish."), is_control=True),
    ),
)


def repairing(document: Document) -> Document:
    """Replace every `fresh` by `new`, surer of the first."""
    edits: list[Edit] = []
    at = document.source.find("fresh")
    while at >= 0:
        edits.append(Edit(Span(at, at + 5), "fresh", "new", "word-spun", 0.8 if edits else 0.96, "it is so"))
        at = document.source.find("fresh", at + 1)
    return replace(document, edits=tuple(edits))


def test_a_score_counts_what_happened() -> None:
    found = score([TWO], repairing)
    assert (found.precision, found.recall, found.found) == (0.5, 1.0, 1.0)
    assert (found.words, found.control_words, found.control_alarms) == (8, 4, 1)
    assert (found.harm, found.control_harm) == (1250.0, 2500.0)
    assert found.kinds() == {"lexical": (1, 1)}
    bands = found.bands()
    assert (bands[Certainty.HIGH].is_true, bands[Certainty.MEDIUM].is_true) == (True, False)
    assert (bands[Certainty.HIGH].right, bands[Certainty.MEDIUM].right, bands[Certainty.LOW].edits) == (1.0, 0.0, 0)
    assert found.idempotence == 1.0
    assert list(found.false_changes()) == ["word-spun"]
    assert "s: He sold [fresh -> new] fish. (0.80)" in to_text(found, misses=1)


def test_a_suggestion_is_found_but_neither_met_nor_false() -> None:
    def suggesting(document: Document) -> Document:
        return replace(document, edits=tuple(replace(edit, applied=False) for edit in repairing(document).edits))

    found = score([TWO], suggesting)
    assert (found.precision, found.recall, found.found, found.harm) == (0.0, 0.0, 1.0, 0.0)
    assert [offered.verdict for offered in found.offered] == [Verdict.RIGHT, Verdict.FALSE]
    assert "[fresh -> new] law came. (found)" in to_text(found, misses=1)


def test_a_cleaner_that_never_ends_is_told() -> None:
    def restless(document: Document) -> Document:
        edit = Edit(Span(0, 1), document.source[0], "Aa", "word-spun", 0.96, "it is so")
        return replace(document, edits=(edit,))

    found = score([TWO], restless)
    assert (found.idempotence, found.again) == (0.0, ("page",))


ROW = {"id": "g1", "source": "A fresh law.", "edits": [{"start": 2, "end": 7, "from": "fresh", "to": "new"}]}
EDIT = ROW["edits"][0]


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("{", "no valid JSON"),
        ([], "needs an object"),
        ({**ROW, "id": 7}, "id must be a string"),
        ({"id": "g", "edits": []}, "source is missing"),
        ({**ROW, "source": " "}, "source is empty"),
        ({"id": "g", "source": "x"}, "edits is missing"),
        ({**ROW, "edits": {}}, "edits must be a list"),
        ({**ROW, "edits": [1]}, r"edits\[0\] must be an object"),
        ({**ROW, "edits": [{**EDIT, "start": "2"}]}, r"edits\[0\]\.start must be a whole number"),
        ({**ROW, "edits": [{**EDIT, "start": True}]}, r"edits\[0\]\.start must be a whole number"),
        ({**ROW, "edits": [{**EDIT, "start": -1}]}, r"edits\[0\]\.start is -1, outside the source of 12"),
        ({**ROW, "edits": [{**EDIT, "end": 13}]}, r"edits\[0\]\.end is 13"),
        ({**ROW, "edits": [{**EDIT, "end": 1}]}, r"edits\[0\]\.end is 1"),
        ({**ROW, "edits": [{**EDIT, "start": 1, "end": 6}]}, r"edits\[0\]\.from is 'fresh', but the source reads"),
        ({**ROW, "edits": [{"start": 2, "end": 7}]}, r"edits\[0\]\.to is missing"),
        ({**ROW, "edits": [EDIT, EDIT]}, r"edits overlap: 2\.\.7 and 2\.\.7"),
        ({**ROW, "optional_edits": [{"start": 2}]}, r"optional_edits\[0\]\.end is missing"),
        ({**ROW, "control": "no"}, "control must be true or false"),
        ({**ROW, "document": None}, "document must be a string"),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_a_wrong_annotation_is_refused_with_line_and_field(tmp_path: Path, row: object, told: str) -> None:
    path = tmp_path / "gold.jsonl"
    line = row if isinstance(row, str) else json.dumps(row)
    path.write_text(json.dumps(ROW) + "\n\n" + line + "\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"gold\.jsonl, line 3: " + told):
        read_gold(path)


def test_ten_faults_are_told_at_once_and_the_others_counted(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text("{\n" * 12, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_gold(path)
    assert str(caught.value).splitlines()[9:] == [
        next(line for line in str(caught.value).splitlines() if "line 10" in line),
        "and 2 more such lines",
    ]


@pytest.mark.parametrize(("raw", "told"), [(b"", "no annotated sentence"), (b"\xff", "byte 0"), (None, "no such file")])
def test_a_file_that_is_none_is_refused(tmp_path: Path, raw: bytes | None, told: str) -> None:
    path = tmp_path / "gold.jsonl"
    if raw is not None:
        path.write_bytes(raw)
    with pytest.raises(InputError, match=told):
        read_gold(path)


def test_sentences_of_a_document_are_its_paragraphs(tmp_path: Path) -> None:
    rows = [{**ROW, "document": "d"}, ROW, {**ROW, "document": "d", "optional_edits": [{"note": "maybe"}]}]
    path = tmp_path / "gold.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    first, second = read_gold(path)
    assert (first.id, first.text) == ("d", "A fresh law.\n\nA fresh law.")
    assert [first.text[at:] for at, _ in first.placed()] == [first.text, "A fresh law."]
    assert (second.id, second.text) == ("g1", "A fresh law.")


def evaluate(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, ["evaluate", "clean", *map(str, arguments)])


def test_the_command_prints_a_report_or_one_object(tmp_path: Path) -> None:
    source = "erstwhile the council met, it besides approved the fresh budget, and 1 of the members left."
    edits = [
        {"start": source.index(found), "end": source.index(found) + len(found), "to": to, "kind": kind}
        for found, to, kind in [
            ("erstwhile", "When", "lexical"),
            ("fresh", "recent", "lexical"),
            ("1", "one", "numeral"),
        ]
    ]
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps({"id": "g1", "source": source, "edits": edits}), encoding="utf-8")
    report = evaluate(path, "--misses", "2")
    assert report.exit_code == 0
    assert "1 document, 1 sentence, 16 words, 3 annotated edits" in report.stdout
    assert "false, word-spun: " in report.stdout
    row = json.loads(evaluate(path, "--format", "json", "--misses", "1").stdout)
    assert row["kinds"] == {"lexical": {"met": 1, "edits": 2}, "numeral": {"met": 1, "edits": 1}}
    assert row["misses"]["lexical"][0]["from"] == "fresh"


def test_the_command_names_the_line_of_a_wrong_annotation(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps({**ROW, "edits": [{**EDIT, "end": 99}]}), encoding="utf-8")
    result = evaluate(path)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "line 1: edits[0].end is 99" in result.stderr


@pytest.mark.skipif(not BENCH.is_dir(), reason=f"no benchmarks at {BENCH}; name them with ANNOTATE_BENCH")
@pytest.mark.parametrize("least", [Certainty.MEDIUM, Certainty.LOW])
@pytest.mark.parametrize("name", ["normalise_dev.jsonl", "seed_gold.jsonl"])
def test_the_reference_scorer_agrees_to_the_digit(name: str, least: Certainty) -> None:
    from annotate.config import Config

    pipeline = cleaning(Config(least=least))
    gold = read_gold(BENCH / name)
    row = to_row(score(gold, pipeline))
    reference = reference_score(name, [pipeline(from_text(document.text, id=document.id)) for document in gold])
    assert row["precision"] == reference["precision"]
    assert row["recall"] == reference["recall"]
    assert row["f0.5"] == reference["f0.5"]
    assert row["recall_of_sure"] == reference["recall of high"]
    assert row["found_or_suggested"] == reference["found or suggested"]
    harm = reference["false alarms per 10,000 words of clean controls"]
    assert row["harm"]["control_false_per_10000_words"] == harm
    kinds = {kind: f"{each['met']}/{each['edits']}" for kind, each in row["kinds"].items()}
    assert kinds == reference["kinds (met/gold)"]
    counts = reference["counts"]
    verdicts = {"right": counts["true"], "neutral": counts["neutral"], "false": counts["false"]}
    assert (row["applied"], row["words"]) == (verdicts, counts["words"])


def reference_score(name: str, documents: list[Document]) -> dict[str, Any]:
    """What the benchmark's own scorer says."""
    scored = subprocess.run(
        [sys.executable, BENCH / "score_normalise.py", BENCH / name, "/dev/stdin", "--json"],
        input="".join(to_line(clean_row(document)) for document in documents),
        capture_output=True,
        text=True,
        check=True,
    )
    result: dict[str, Any] = json.loads(scored.stdout)
    return result
