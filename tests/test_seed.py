"""The article this project started from, and the annotated benchmark: skipped where they are not at hand."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from annotate.exports.rows import clean_row, to_line
from annotate.model import Document
from annotate.pipeline import annotating, cleaning
from annotate.readers import from_text

BENCH = Path(os.environ.get("ANNOTATE_BENCH", Path(__file__).parents[2] / "shared" / "bench"))
pytestmark = pytest.mark.skipif(not BENCH.is_dir(), reason=f"no benchmarks at {BENCH}; name them with ANNOTATE_BENCH")


@pytest.fixture(scope="module")
def seed() -> Document:
    return annotating()(from_text((BENCH / "seed.txt").read_text(encoding="utf-8"), id="seed"))


def surfaces(document: Document) -> dict[str, set[str]]:
    """The words that name each entity, by its canonical name."""
    names = {entity.id: entity.canonical for entity in document.entities}
    found: dict[str, set[str]] = defaultdict(set)
    for mention in document.mentions:
        found[names[mention.entity]].add(mention.surface)
    return found


def test_who_is_who_in_the_seed(seed: Document) -> None:
    types = {entity.canonical: entity.type.value for entity in seed.entities}
    assert {types[name] for name in ("Xiaomi", "Weibo", "Lenovo", "Midea", "Apple")} == {"ORG"}
    assert {types[name] for name in ("Zong Ning", "Lei Jun", "Xu Fei", "Xu Jieyun")} == {"PER"}
    assert types["China"] == types["Hong Kong"] == "LOC"
    found = surfaces(seed)
    assert {"Zong", "Zong Ning"} < found["Zong Ning"]
    assert any("Bear" in surface for surface in found["Zong Ning"])
    assert found["Lei Jun"] == {"Lei Jun", "Lei Juna"}
    xiaomi = {m.span for m in seed.mentions if m.surface == "Xiaomi"}
    assert len(xiaomi) == seed.source.count("Xiaomi")


def test_the_term_in_the_seed(seed: Document) -> None:
    (term,) = seed.terms
    assert (term.surface, term.pinyin) == ("米粉", "mǐfěn")
    senses = " ".join(term.senses)
    assert "Xiaomi fan" in senses
    assert "noodles" in senses
    assert term.partner is not None
    assert term.partner.surface == "Mi Fan"


def score(gold: str) -> dict[str, Any]:
    """What the benchmark's scorer says of the default pipeline."""
    scorer, path = str(BENCH / "score_normalise.py"), str(BENCH / gold)
    listed = subprocess.run([sys.executable, scorer, "--documents", path], capture_output=True, text=True, check=True)
    pipeline = cleaning()
    rows = [json.loads(line) for line in listed.stdout.splitlines()]
    lines = [to_line(clean_row(pipeline(from_text(row["text"], id=row["id"])))) for row in rows]
    scored = subprocess.run(
        [sys.executable, scorer, path, "/dev/stdin", "--json"],
        input="".join(lines),
        capture_output=True,
        text=True,
        check=True,
    )
    result: dict[str, Any] = json.loads(scored.stdout)
    return result


def test_bars_on_an_article_nothing_was_learnt_from() -> None:
    result = score("seed_gold.jsonl")
    assert result["precision"] >= 0.75
    assert result["recall"] >= 0.25


def test_words_in_rightful_use_stay() -> None:
    assert score("normalise_dev.jsonl")["counts"]["control false"] <= 2


def test_clean_news_stays_untouched() -> None:
    lines = (BENCH / "ner" / "en_pud-dev.iob2").read_text(encoding="utf-8").splitlines()
    sentences = [line.removeprefix("# text = ") for line in lines if line.startswith("# text = ")]
    documents = [from_text("\n\n".join(sentences[at : at + 15])) for at in range(0, len(sentences), 15)]
    words = sum(len(document.source.split()) for document in documents)
    pipeline = cleaning()
    applied = [edit for document in documents for edit in pipeline(document).applied]
    assert len(applied) <= 1 + words / 10_000
