"""Editions of whatever people bring: all valid on three schemas, both texts exact, nothing for `check` to say.

By default a sample is looked at; `pytest tests/test_everything.py --at-size` takes every naughty string, every document
of the benchmark and two thousand invented ones, and needs some ten minutes.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from annotate import tei
from annotate.errors import EditionError
from annotate.model import Document, Edit, Mention, Span, Term
from annotate.normalize import rules_by_name
from annotate.pipeline import annotating, cleaning
from annotate.readers import from_text
from annotate.tei import Maker, Profile, Reading, Severity
from annotate.tei.layout import has_visible
from annotate.tei.weave import document_of, unwoven, woven
from tests.guidelines import examples
from tests.jing import jing
from tests.outside import outside
from tests.schematron import Schematron
from tests.strategies import ENTITIES, RULES, SOFTWARE, hostile_documents, simple_tokens

INVENTED = 2000
MOST_UNSETTLED = 0.05
"""Share of texts that cleaning may change again; 10 of the 258 of the benchmark when this was written."""
SAMPLE = 20
"""Every so many documents one is looked at, unless all are asked for."""


@dataclass(frozen=True, slots=True)
class Written:
    """An edition, and the texts it must give back; None where only the program that wrote it knows."""

    path: Path
    source: str
    normalized: str | None = None


@pytest.fixture(scope="module")
def step(request: pytest.FixtureRequest) -> int:
    return 1 if request.config.getoption("--at-size") else SAMPLE


def naughty_strings() -> dict[str, str]:
    path = outside("ANNOTATE_NAUGHTY", "shared/badinputs/blns/blns.json")
    return {f"naughty-{at}": text for at, text in enumerate(json.loads(path.read_text(encoding="utf-8")))}


def benchmark() -> dict[str, str]:
    """The documents of the benchmark: sentences of one document, a line each, and texts that stand whole."""
    folder = outside("ANNOTATE_BENCH", "shared/bench")
    texts = {"seed": (folder / "seed.txt").read_text(encoding="utf-8")}
    lines: dict[str, list[str]] = {}
    for path in sorted(folder.glob("**/*.jsonl")):
        for row in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
            document = row["id"] if "text" in row else row.get("document", "whole")
            lines.setdefault(f"{path.stem}-{document}", []).append(row.get("text") or row["source"])
    return texts | {name: "\n".join(words) for name, words in lines.items()}


def batched(texts: dict[str, str], folder: Path) -> list[Written]:
    """The editions that `annotate batch` writes of a JSONL file; text without anything to see fails, and says so."""
    rows, out = folder / "rows.jsonl", folder / "out"
    rows.write_text("".join(json.dumps({"id": i, "text": t}) + "\n" for i, t in texts.items()), encoding="utf-8")
    command = [sys.executable, "-m", "annotate", "batch", str(rows), "-o", str(out)]
    subprocess.run(command, capture_output=True, check=False)
    outcomes = map(json.loads, (out / "report.jsonl").read_text(encoding="utf-8").splitlines())
    written = {row["id"]: out / row["output"] for row in outcomes if row["status"] == "done"}
    unseen = {name for name, text in texts.items() if not has_visible(text)}
    assert texts.keys() - written.keys() == unseen
    return [Written(path, texts[name]) for name, path in written.items()]


def invented(folder: Path, step: int) -> list[Written]:
    """Documents at their worst, in every form that has something to read."""
    return [
        _write(document, profile, folder / f"{at}.{profile}.xml")
        for at, document in enumerate(hostile_documents(INVENTED // step))
        for profile in Profile
        if profile is not Profile.CLEAN or has_visible(document.normalized)
    ]


def _write(document: Document, profile: Profile, path: Path) -> Written:
    tokens = simple_tokens(document.normalized)
    path.write_bytes(tei.write_edition(document, RULES, SOFTWARE, profile=profile, tokens=tokens))
    source = document.normalized if profile is Profile.CLEAN else document.source
    return Written(path, source, document.source if profile is Profile.DIPLOMATIC else document.normalized)


@pytest.fixture(scope="module", params=["naughty", "benchmark", "invented"])
def editions(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, step: int) -> list[Written]:
    folder = tmp_path_factory.mktemp(request.param)
    if request.param == "invented":
        return invented(folder, step)
    texts = naughty_strings() if request.param == "naughty" else benchmark()
    return batched(dict([*texts.items()][::step]), folder)


def test_both_texts_are_exact(editions: list[Written]) -> None:
    for each in editions:
        edition = tei.parse(each.path.read_bytes(), each.path.name)
        assert tei.text_of(edition, Reading.SOURCE) == each.source
        cleaned = cleaning()(from_text(each.source)).normalized if each.normalized is None else each.normalized
        assert tei.text_of(edition, Reading.NORMALIZED) == cleaned


def test_made_again_an_edition_is_the_same(editions: list[Written]) -> None:
    if editions[0].normalized is not None:
        pytest.skip("the invented findings are no pipeline's")
    pipeline = annotating()
    maker = Maker(pipeline, rules_by_name(), pipeline.software, lambda _: ())
    found = [finding for each in editions for finding in tei.again(each.path.read_bytes(), each.path.name, maker)]
    assert [str(finding) for finding in found if finding.severity is Severity.ERROR] == []
    assert {finding.code for finding in found} <= {"clean-unsettled"}
    assert len(found) <= 1 + MOST_UNSETTLED * len(editions)


def test_check_finds_no_error(editions: list[Written]) -> None:
    found = [finding for each in editions for finding in tei.check(each.path.read_bytes(), each.path.name)]
    assert [str(each) for each in found if each.severity is Severity.ERROR] == []


def test_all_of_tei_and_our_schema_agree(editions: list[Written]) -> None:
    files = [each.path for each in editions]
    assert jing(tei.schema_path(), files) == ""
    assert jing(outside("ANNOTATE_TEI_ALL", "shared/schema/tei_all.rng"), files) == ""


@pytest.fixture(scope="module")
def schematron() -> Iterator[Schematron]:
    pytest.importorskip("saxonche")
    with Schematron(tei.schema_path("annotate.sch")) as rules:
        yield rules


def test_the_schematron_has_no_complaint(editions: list[Written], schematron: Schematron) -> None:
    assert {each.path.name: said for each in editions if (said := schematron.complaints(each.path))} == {}


def marked_everywhere(document: Document) -> Document:
    """A document with a change, a suggestion, a name or a term on every third pair of words."""
    edits, names, terms = [], [], []
    for at, match in enumerate([*re.finditer(r"\w+ ?\w*", document.source)][::3]):
        span, words = Span(*match.span()), match.group()
        if at % 4 < 2:
            edits.append(Edit(span, words, "other <words>", "word-spun", 0.9, "So.", applied=at % 4 == 0))
        elif at % 4 == 2:
            names.append(Mention(span, words, ENTITIES[at % 3].id))
        else:
            terms.append(Term(span, words, "zh-Hans", "cí", "word"))
    return replace(document, edits=tuple(edits), mentions=tuple(names), entities=ENTITIES, terms=tuple(terms))


def test_the_examples_of_the_guidelines_come_back_and_stay_valid(step: int, tmp_path: Path) -> None:
    before, after = tmp_path / "before", tmp_path / "after"
    before.mkdir()
    after.mkdir()
    for at, data in enumerate([*examples(outside("ANNOTATE_P5SUBSET", "shared/schema/p5subset.xml"))][::step]):
        try:
            document = document_of(data, str(at))
        except EditionError as error:
            assert re.search("no words|has no <", str(error))  # noqa: PT017 - both outcomes are right
            continue
        out = woven(data, str(at), marked_everywhere(document), RULES, SOFTWARE)
        assert unwoven(out, str(at)) == data
        (before / f"{at}.xml").write_bytes(data)
        (after / f"{at}.xml").write_bytes(out)
    faults = [_invalid(folder) for folder in (before, after)]
    assert len(faults[0]) < len([*before.iterdir()])
    assert faults[1] <= faults[0]


def _invalid(folder: Path) -> set[str]:
    """The names of the files in a folder that TEI does not allow."""
    said = jing(outside("ANNOTATE_TEI_ALL", "shared/schema/tei_all.rng"), sorted(folder.iterdir()))
    return {Path(line.partition(".xml:")[0]).name for line in said.splitlines()}
