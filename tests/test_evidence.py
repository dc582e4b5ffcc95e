"""What the judge is told of a candidate by the rest of its passage."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from annotate.normalize.evidence import COLUMN, MOST_ELSEWHERE, Evidence, gather
from annotate.normalize.spin import DamageModel
from annotate.normalize.tokens import tokenize
from tests.test_suspects import LISTED

SPUN = DamageModel(9.0, 1.0, 1.0, 0.0)


def _evidence(text: str) -> Evidence:
    return gather([tokenize(line) for line in text.split("\n")], LISTED, SPUN)


def _numbers(text: str, name: str) -> list[float]:
    return [float(value) for value in _evidence(text).rows[:, COLUMN[name]]]


def test_a_candidate_tells_whether_a_spinner_writes_there() -> None:
    assert _numbers("an infirmary burned\nan infirmary, burned", "in_reach") == [1.0, 0.0]


@pytest.mark.parametrize(
    ("rest", "here"),
    [
        ("an ward burned", 0.0),
        ("an hospital burned", 1.0),
        ("an hospital, burned", 0.0),
        ("an hospital burned\nan hospital burned\nan hospital burned", 2.0),
    ],
)
def test_words_that_were_left_are_counted_twice_at_most(rest: str, here: float) -> None:
    assert _numbers(f"an infirmary burned\n{rest}", "meant_here") == [here]


def test_only_words_are_looked_for_where_they_were_left() -> None:
    phrase = {(("infirmary",), ("hospital", "ward")): 9.0}
    lexicon = replace(LISTED.lexicon, counts=replace(LISTED.lexicon.counts, substituted=phrase))
    passage = [tokenize("an infirmary burned"), tokenize("an hospital burned")]
    evidence = gather(passage, replace(LISTED, lexicon=lexicon), SPUN)
    here = evidence.rows[:, COLUMN["meant_here"]]
    meant = [candidate.meant for candidate in evidence.candidates]
    assert dict(zip(meant, here, strict=True)) == {("hospital", "ward"): 0.0, ("hospital",): 1.0}


@pytest.mark.parametrize(("rest", "beside"), [("infirmary burned", 1.0), ("infirmary, burned", 0.0)])
def test_a_neighbour_before_a_comma_is_not_suspicious(rest: str, beside: float) -> None:
    assert _numbers(f"an infirmary {rest}", "beside_suspects")[0] == beside


def test_other_places_speak_for_the_same_change() -> None:
    assert _numbers("an infirmary burned", "elsewhere") == [0.0]
    alone = _evidence("an infirmary burned").rows[0]
    fit = alone[COLUMN["gain"]] / 3 if np.isnan(alone[COLUMN["context_gain"]]) else alone[COLUMN["context_gain"]]
    assert fit != 0
    assert _numbers("an infirmary burned\nan infirmary burned", "elsewhere") == pytest.approx([fit, fit])
    many = _numbers("\n".join(["an infirmary burned"] * 40), "elsewhere")
    assert np.abs(many).max() == min(MOST_ELSEWHERE, 39 * abs(fit)), "a line that is repeated convicts nobody"


def test_what_a_spinner_would_not_have_left_says_that_a_passage_is_sound() -> None:
    spun, doubtful = (
        _numbers("an infirmary burned", "damage"),
        _numbers("an infirmary burned\nan hospital burned", "damage"),
    )
    assert doubtful[0] == pytest.approx(spun[0] + LISTED.lexicon.left_weights["hospital"])
