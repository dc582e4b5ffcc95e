"""Training: trees, counting page by page, and the whole command on made-up pages."""

from __future__ import annotations

import json
import lzma
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pytest

from annotate.errors import InputError
from annotate.normalize.context import count_model
from annotate.normalize.tokens import tokenize
from annotate.normalize.training.gold import Change, Pages, read_pages, sentence_of
from annotate.normalize.training.tally import Tally
from annotate.normalize.trees import Trees

STUMP = Trees(
    roots=np.array([0, 3], dtype=np.int32),
    feature=np.array([0, 0, 0, 0], dtype=np.int32),
    threshold=np.array([1.5, 0.0, 0.0, 0.0]),
    left=np.array([1, 1, 2, 3], dtype=np.int32),
    right=np.array([2, 1, 2, 3], dtype=np.int32),
    value=np.array([0.0, -1.0, 2.0, 0.5]),
    baseline=-0.5,
    depth=1,
)
"""Two trees: one asks whether the first number is at most 1.5, the other is a single leaf."""


@pytest.mark.parametrize(("number", "log_odds"), [(1.0, -1.0), (1.5, -1.0), (2.0, 2.0)])
def test_a_tree_made_by_hand(number: float, log_odds: float) -> None:
    rows = np.array([[number]])
    assert STUMP.log_odds(rows) == pytest.approx([log_odds])
    assert STUMP.probability(rows) == pytest.approx([1 / (1 + np.exp(-log_odds))])


def test_calibrating_scales_and_shifts_the_log_odds() -> None:
    rows = np.array([[1.0], [2.0]])
    assert STUMP.calibrated(0.5, -1.0).log_odds(rows) == pytest.approx(0.5 * STUMP.log_odds(rows) - 1.0)


def test_trees_come_back_from_their_arrays() -> None:
    rows = np.array([[1.0], [2.0]])
    np.testing.assert_array_equal(Trees.from_arrays(STUMP.arrays()).log_odds(rows), STUMP.log_odds(rows))


def test_trees_judge_as_scikit_learn_does() -> None:
    ensemble = pytest.importorskip("sklearn.ensemble")
    from annotate.normalize.training.learning import _flatten

    random = np.random.default_rng(0)
    rows = random.normal(size=(400, 3))
    right = rows[:, 0] + rows[:, 1] ** 2 > random.normal(size=400)
    forest = ensemble.HistGradientBoostingClassifier(max_iter=20, random_state=0).fit(rows, right)
    np.testing.assert_allclose(_flatten([forest]).probability(rows), forest.predict_proba(rows)[:, 1])


def _row(page: str, source: str, swaps: Iterable[tuple[str, str]]) -> dict[str, object]:
    """An annotated sentence in which each found phrase of `swaps` is replaced where it first stands."""
    edits = [{"start": (at := source.index(found)), "end": at + len(found), "to": to} for found, to in swaps]
    return {"document": page, "source": source, "edits": edits, "optional_edits": []}


@pytest.mark.parametrize(
    ("source", "swap", "changes"),
    [
        ("a fresh law", ("fresh", "new"), [Change(1, 2, ("new",))]),
        ("a fresh law", ("a fresh", "a new"), [Change(1, 2, ("new",))]),
        ("utilized to sale it", ("utilized to sale", "used to sell"), [(0, 1, ("used",)), (2, 3, ("sell",))]),
        ("we anticipate to go", ("anticipate to", "expect"), [(1, 3, ("expect",))]),
        ("it is simply a law", ("simply a", "a"), [(2, 3, ())]),
        ("overpriced", ("over", "under"), []),
    ],
    ids=["word", "trimmed", "word by word", "phrase", "word taken out", "part of a word"],
)
def test_an_edit_as_changes_of_words(
    source: str, swap: tuple[str, str], changes: list[tuple[int, int, tuple[str, ...]]]
) -> None:
    sentence = sentence_of(_row("p", source, [swap]))
    assert {(c.start, c.end, c.meant) for c in sentence.changes} == {
        (c.start, c.end, c.meant) if isinstance(c, Change) else c for c in changes
    }


@pytest.mark.parametrize("line", ["not json", "{}", "[]"])
def test_pages_that_are_none_are_refused_with_their_line(tmp_path: Path, line: str) -> None:
    path = tmp_path / "pages.jsonl"
    path.write_text(json.dumps(_row("p", "a law", [])) + "\n" + line + "\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"pages\.jsonl, line 2"):
        read_pages(path)


def _pages() -> Pages:
    rows = [
        _row("first", "The fresh law is besides good.", [("fresh", "new"), ("besides", "also")]),
        _row("first", "A fresh tax came.", [("fresh", "recent")]),
        _row("second", "The fresh road is long.", [("fresh", "new")]),
    ]
    pages: Pages = {}
    for row in rows:
        pages.setdefault(str(row["document"]), []).append(sentence_of(row))
    return pages


def _tally(pages: Pages) -> Tally:
    clean = [token.key for token in tokenize("They sold fresh fish besides bread, and other things.")]
    return Tally(pages, [clean], count_model([clean] * 50))


def test_a_page_left_out_leaves_no_trace() -> None:
    pages = _pages()
    without = _tally(pages).lexicon(leave="first").entries
    never = _tally({"second": pages["second"]}).lexicon().entries
    assert without.keys() == never.keys() == {("fresh",)}
    assert without["fresh",].substitutions == never["fresh",].substitutions
    assert without["fresh",].occurrences == never["fresh",].occurrences == 1


def test_all_pages_count_together() -> None:
    entry = _tally(_pages()).lexicon().entries["fresh",]
    assert entry.occurrences == 3
    assert [(s.meant, s.seen) for s in entry.substitutions] == [(("new",), 2.0), (("recent",), 1.0)]


def test_tables_are_built_from_pages_and_text_twice_alike(tmp_path: Path) -> None:
    pytest.importorskip("sklearn")
    from annotate.normalize.train import Inputs, train

    inputs = _made_up_inputs(tmp_path, Inputs)
    folders = [tmp_path / "one", tmp_path / "two"]
    for folder in folders:
        folder.mkdir()
        train(inputs, folder)
    names = sorted(path.name for path in folders[0].iterdir())
    assert names == ["capitals.tsv", "judge.npz", "language_model.npz", "lexicon.tsv", "reliability.tsv"]
    for name in names:
        assert (folders[0] / name).read_bytes() == (folders[1] / name).read_bytes(), name
    assert "fresh\tnew\t" in (folders[0] / "lexicon.tsv").read_text(encoding="utf-8")
    assert inputs.digests().count("pages.jsonl") == 2


def _made_up_inputs(folder: Path, kind: type) -> object:
    towns = ("Brno", "Lublin", "Wuxi", "Nanning", "Cork", "Graz")
    swaps = [("besides", "also"), ("fresh", "new")]
    spun = [
        _row(town, f"The fresh school of {town} number {n} is besides open.", swaps if n % 4 else swaps[:1])
        for town in towns
        for n in range(30, 50)
    ]
    clean = [f"The new school of {town} is also open." for town in towns for _ in range(100)]
    clean += ["It rained all day, and nobody came."] * 2000
    clean += [f"In {town} they sold fresh fish besides bread." for town in towns]
    for name, rows in (("pages.jsonl", spun), ("more-pages.jsonl", spun[:40])):
        (folder / name).write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    text = folder / "text.txt.xz"
    text.write_bytes(lzma.compress("\n".join(clean).encode()))
    return kind(folder / "pages.jsonl", folder / "more-pages.jsonl", (text,), (text,))
