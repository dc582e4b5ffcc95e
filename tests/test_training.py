"""Training: trees, counting page by page, and the whole command on made-up pages."""

from __future__ import annotations

import hashlib
import json
import lzma
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import numpy as np
import pytest

from annotate.data.load import shipped, write_arrays
from annotate.errors import InputError
from annotate.normalize.context import count_model
from annotate.normalize.evidence import COLUMN, FEATURES, Evidence
from annotate.normalize.thesaurus import Link, Thesaurus
from annotate.normalize.tokens import tokenize
from annotate.normalize.training.gold import Change, Pages, plain_sentence, read_pages, sentence_of
from annotate.normalize.training.learning import Lesson, Material, fold_of, grow, pages_of
from annotate.normalize.training.simulation import Spinner
from annotate.normalize.training.tally import Tally
from annotate.normalize.trees import Trees
from annotate.transformer import load_embeddings
from tests.test_encoder import small_encoder

if TYPE_CHECKING:
    from annotate.normalize.train import Inputs

STUMP = Trees(
    features=np.array([[0], [1]]),
    thresholds=np.array([[1.5], [np.inf]], np.float32),
    leaves=np.array([[-1.0, 2.0], [0.5, 0.0]], np.float32),
    baseline=-0.5,
)
"""Two trees: one asks whether the first number exceeds 1.5, the other says the same of every row."""


@pytest.mark.parametrize(("number", "log_odds"), [(1.0, -1.0), (1.5, -1.0), (2.0, 2.0), (np.nan, -1.0)])
def test_a_tree_made_by_hand(number: float, log_odds: float) -> None:
    rows = np.array([[number, 0.0]])
    assert STUMP.log_odds(rows) == pytest.approx([log_odds])
    assert STUMP.probability(rows) == pytest.approx([1 / (1 + np.exp(-log_odds))])


def test_calibrating_scales_and_shifts_the_log_odds() -> None:
    rows = np.array([[1.0, 0.0], [2.0, 0.0]])
    calibrated = STUMP.calibrated(0.5, -1.0, 0.9)
    assert calibrated.log_odds(rows) == pytest.approx(0.5 * STUMP.log_odds(rows) - 1.0)
    assert calibrated.probability(rows) == pytest.approx(0.9 / (1 + np.exp(-calibrated.log_odds(rows))))
    assert Trees.from_arrays(calibrated.arrays()).probability(rows) == pytest.approx(calibrated.probability(rows))


def test_trees_come_back_from_their_arrays() -> None:
    rows = np.array([[1.0, 0.0], [2.0, 0.0]])
    np.testing.assert_array_equal(Trees.from_arrays(STUMP.arrays()).log_odds(rows), STUMP.log_odds(rows))


def test_no_row_is_judged_by_another() -> None:
    rows = np.random.default_rng(0).normal(1.5, 1.0, (1300, 2))
    np.testing.assert_array_equal(STUMP.log_odds(rows), [float(STUMP.log_odds(row[None])[0]) for row in rows])


def test_trees_judge_as_catboost_does() -> None:
    catboost = pytest.importorskip("catboost")
    from annotate.normalize.training.learning import _flatten

    random = np.random.default_rng(0)
    rows = random.normal(size=(400, 3)).astype(np.float32)
    rows[::7, 2] = np.nan
    right = rows[:, 0] + rows[:, 1] ** 2 > random.normal(size=400)
    settings = {"iterations": 20, "depth": 3, "thread_count": 1, "verbose": False, "allow_writing_files": False}
    forest = catboost.CatBoostClassifier(**settings).fit(rows, right.astype(int))
    ours = _flatten(forest).probability(rows.astype(np.float64))
    np.testing.assert_allclose(ours, forest.predict_proba(rows)[:, 1], atol=1e-6)


def _row(page: str, source: str, swaps: Iterable[tuple[str, str]]) -> dict[str, object]:
    """An annotated sentence in which each found phrase of `swaps` is replaced where it first stands."""
    edits: list[dict[str, object]] = [
        {"start": (at := source.index(found)), "end": at + len(found), "to": to} for found, to in swaps
    ]
    for edit, (found, _) in zip(edits, swaps, strict=True):
        edit["from"] = found
    return {"document": page, "family": "pl-spun", "source": source, "edits": edits, "optional_edits": []}


@pytest.mark.parametrize(
    ("source", "swap", "changes"),
    [
        ("a fresh law", ("fresh", "new"), [Change(1, 2, ("new",))]),
        ("a fresh law", ("a fresh", "a new"), [Change(1, 2, ("new",))]),
        ("utilized to sale it", ("utilized to sale", "used to sell"), [(0, 1, ("used",)), (2, 3, ("sell",))]),
        ("we anticipate to go", ("anticipate to", "expect"), [(1, 3, ("expect",))]),
        ("it is simply a law", ("simply a", "a"), [(2, 3, ())]),
        ("it is simply a hazard", ("simply a hazard", "a risk"), [(2, 3, ()), (4, 5, ("risk",))]),
        ("an uncommon law", ("an uncommon", "a rare"), [(1, 2, ("rare",))]),
        ("overpriced", ("over", "under"), []),
    ],
    ids=["word", "trimmed", "word by word", "phrase", "word taken out", "known part", "article", "part of a word"],
)
def test_an_edit_as_changes_of_words(
    source: str, swap: tuple[str, str], changes: list[tuple[int, int, tuple[str, ...]]]
) -> None:
    sentence = sentence_of(_row("p", source, [swap]), {(("simply",), ()): 1})
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
        pages.setdefault(str(row["document"]), []).append(sentence_of(row, {}))
    return pages


def _tally(pages: Pages) -> Tally:
    clean = tokenize("They sold fresh fish besides bread, and other things.")
    return Tally(pages, [clean], count_model([[token.key for token in clean]] * 50))


def test_a_page_left_out_leaves_no_trace() -> None:
    pages = _pages()
    without = _tally(pages).counts(leave={"first"})
    never = _tally({"second": pages["second"]}).counts()
    assert without == never
    assert without.substituted == {(("fresh",), ("new",)): 1.0}
    assert _tally(pages).counts(leave=pages.keys()).clean == {("<all>",): 6}, (
        "reference text is told whatever is left out"
    )


def test_only_places_in_reach_are_counted() -> None:
    rows = [
        _row("page", "They say fresh, and a fresh law.", [("fresh", "new")]),
        _row("page", "The law is good, and the law.", []),
        _row("page", "It is fresh law now.", [("fresh law", "a new law")]),
    ]
    counts = _tally({"page": [sentence_of(row, {}) for row in rows]}).counts()
    assert counts.substituted[("fresh",), ("new",)] == 1.0, "what annotators restore counts out of reach too"
    assert counts.occurrences[("fresh",)] == 2.0
    assert counts.kept["law"] == 1.0, "not before a comma or a stop, and not inside a change"
    assert counts.occurrences[("<all>",)] == 11.0
    assert counts.clean[("fresh",)] == 1
    assert counts.clean[("law",)] == 0, "what reference text lacks is known to be lacking"


def test_all_pages_count_together() -> None:
    lexicon = _tally(_pages()).lexicon()
    entry = lexicon.entry(("fresh",))
    assert entry.occurrences == 3
    assert [(s.meant, s.seen) for s in entry.substitutions] == [(("new",), 2.0), (("recent",), 1.0)]
    assert lexicon.spared(("novel",), ("new",)).rival == pytest.approx(np.log1p(2.0))
    assert lexicon.spared(("fresh",), ("new",)).rival == 0.0


def test_tables_are_built_from_pages_and_text_twice_alike(tmp_path: Path) -> None:
    pytest.importorskip("sklearn")
    pytest.importorskip("catboost")
    from annotate.normalize.train import Inputs, train

    inputs = _made_up_inputs(tmp_path, Inputs)
    folders = [tmp_path / "one", tmp_path / "two"]
    for folder in folders:
        folder.mkdir()
        train(inputs, folder)
    names = sorted(path.name for path in folders[0].iterdir())
    assert names == [
        "capitals.tsv",
        "encoder.npz",
        "judge.npz",
        "language_model.npz",
        "lexicon.tsv",
        "normalizing.md",
        "thesaurus.npz",
        "words.tsv",
    ]
    for name in names:
        assert (folders[0] / name).read_bytes() == (folders[1] / name).read_bytes(), name
    assert "fresh\tnew\t" in (folders[0] / "lexicon.tsv").read_text(encoding="utf-8")
    assert "| pages.jsonl |" in (folders[0] / "normalizing.md").read_text(encoding="utf-8")


def test_the_card_tells_of_the_tables_that_are_shipped() -> None:
    card = shipped("normalizing.md").read_text("utf-8").partition("\n| table |")[2]
    rows = re.findall(r"^\| (\S+) \| (\d+) \| `(\w+)` \|$", card, re.MULTILINE)
    assert {name for name, _, _ in rows} >= {"judge.npz", "lexicon.tsv", "words.tsv", "language_model.npz"}
    for name, size, digest in rows:
        data = shipped(name).read_bytes()
        assert (len(data), hashlib.sha256(data).hexdigest()) == (int(size), digest), name


def test_pages_are_judged_by_what_others_taught(tmp_path: Path) -> None:
    pytest.importorskip("sklearn")
    pytest.importorskip("catboost")
    from annotate.normalize.train import Inputs, Prepared
    from annotate.training.unseen_pages import unseen_score

    inputs = _made_up_inputs(tmp_path, Inputs)
    made = Prepared.of(inputs)
    resources = made.resources("Brno")
    whole, without = made.finder.lexicon.counts, resources.finder.lexicon.counts
    left = len(pages_of(fold_of("Brno"), made.tally.pages))
    assert without.substituted[("fresh",), ("new",)] == whole.substituted[("fresh",), ("new",)] - 15 * left
    score = unseen_score(tmp_path / "pages.jsonl", made)
    assert score.recall > 0.5, "what the other towns say is told of this one"
    assert score.precision > 0.8


def test_counts_do_not_tell_where_a_page_was_mended(tmp_path: Path) -> None:
    """Pages of a fold, and clean text with them, have one lexicon, whatever was restored on each."""
    pytest.importorskip("sklearn")
    pytest.importorskip("catboost")
    from annotate.normalize.train import Inputs, Prepared

    made = Prepared.of(_made_up_inputs(tmp_path, Inputs))
    lexicons: dict[int, set[int]] = {}
    for lesson in made.taught:
        lexicons.setdefault(fold_of(lesson.material.page), set()).add(id(lesson.material.finder.lexicon))
    assert all(len(of_fold) == 1 for of_fold in lexicons.values())
    for lesson in made.taught:
        if lesson.material.page in made.telling:
            counts = lesson.material.finder.lexicon.counts
            assert counts == made.tally.counts(pages_of(fold_of(lesson.material.page), made.tally.pages))


def _made_up_inputs(folder: Path, kind: type[Inputs]) -> Inputs:
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
    rows = [{"id": str(number), **row} for number, row in enumerate(spun)]
    (folder / "pages.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    text = folder / "text.txt.xz"
    text.write_bytes(lzma.compress("\n".join(clean).encode()))
    thesaurus = folder / "thesaurus.dat.xz"
    thesaurus.write_bytes(lzma.compress(b"ISO8859-1\nnew|1\n(adj)|fresh|novel (similar term)|old (antonym)\n"))
    encoder = folder / "encoder.npz"
    write_arrays(encoder, small_encoder(["new", "fresh", "also", "besides"], load_embeddings()).arrays())
    pages = folder / "pages.jsonl"
    return kind((pages,), thesaurus, (text,), (text,), calibration=(pages,), encoder=encoder)


def test_a_page_spun_here_tells_what_was_meant() -> None:
    thesaurus = Thesaurus({"infirmary": (Link(("hospital",), 1),), "tiny": (Link(("small",), 2),)})
    spinner = Spinner.of(_tally(_pages()).counts(), thesaurus)
    assert spinner.first == {"hospital": "infirmary"}, "what takes two steps is not put in in one"
    spinner = replace(spinner, listed={"hospital": 1.0})
    clean = [plain_sentence("The new hospital of New York is small, also new, and no hospital.") for _ in range(400)]
    spun = spinner.page(clean, np.random.default_rng(0))
    for before, after in zip(clean, spun, strict=True):
        keys = after.keys
        for change in after.changes:
            keys[change.start : change.end] = change.meant
        assert keys == before.keys
    words = Counter(key for sentence in spun for key in sentence.keys)
    assert 400 < words["fresh"] < 700, "two of three stood for new"
    assert words["besides"] > 150
    assert 380 < words["infirmary"] < 400, "of the words of its list a spinner leaves next to none"
    assert all(sentence.source.endswith(" new, and no hospital.") for sentence in spun), "but before a comma and a stop"
    assert any(" of fresh York " in sentence.source for sentence in spun), "spinners do not look at capitals"
    assert all(sentence.is_spun for sentence in spun)


def _lesson(context: Sequence[float], gain: Sequence[float], right: Sequence[bool]) -> Lesson:
    rows = np.zeros((len(right), len(FEATURES)))
    rows[:, COLUMN["context_gain"]], rows[:, COLUMN["gain"]] = context, gain
    evidence = cast("Evidence", SimpleNamespace(rows=rows, candidates=[None] * len(right)))
    return Lesson(cast("Material", None), evidence, np.array(right), np.ones(len(right), bool))


def test_trees_learn_what_the_whole_sentence_says() -> None:
    pytest.importorskip("catboost", reason="the extra train is not installed")
    right = [True, False] * 200
    gain = [1.0 if is_right else -1.0 for is_right in right]
    for number in range(0, len(gain), 10):
        gain[number] *= -1  # the neighbours are wrong now and then, the whole sentence never is
    trees = grow([_lesson([3.0 if is_right else -3.0 for is_right in right], gain, right)])
    rows = np.zeros((2, len(FEATURES)))
    rows[:, COLUMN["gain"]], rows[:, COLUMN["context_gain"]] = [-1.0, 1.0], [3.0, -3.0]
    likely, unlikely = trees.log_odds(rows)
    assert likely > 0 > unlikely


def test_more_places_in_which_a_word_was_left_make_it_no_likelier() -> None:
    pytest.importorskip("catboost", reason="the extra train is not installed")
    lesson = _lesson([0.0] * 400, [0.0] * 400, [True, False] * 200)
    lesson.evidence.rows[:, COLUMN["kept"]] = [3.0, 0.0] * 200  # as chance may have it on few pages
    often, never = grow([lesson]).log_odds(lesson.evidence.rows[:2])
    assert often <= never
