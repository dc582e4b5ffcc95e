"""What may have been put in: first words of thesaurus entries are offered though no annotator met them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annotate.normalize.context import count_model
from annotate.normalize.fits import FIT
from annotate.normalize.known_names import KnownNames
from annotate.normalize.lexicon import Counts, Lexicon, Origin
from annotate.normalize.suspects import Finder
from annotate.normalize.thesaurus import Link, Thesaurus
from annotate.normalize.tokens import tokenize
from tests.test_encoder import small_encoder

MODEL = count_model([["an", "infirmary", "hospital", "ward", "burned", ","]] * 5)
LINKS = {"infirmary": (Link(("hospital",), 1), Link(("ward",), 2)), "ward": (Link(("district",), 2),)}
FINDER = Finder(
    Lexicon(Counts({}, {}, {}, {("<all>",): 25}), MODEL),
    Thesaurus(LINKS),
    MODEL,
    small_encoder(["the"]),
    KnownNames.of([]),
)


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("an infirmary burned", [(1, ("hospital",))]),
        ("an ward burned", []),
        ("an Infirmary burned", []),
        ("an hospital burned", []),
        ("an infirmary, burned", []),
        ("an infirmary", []),
    ],
    ids=["first word", "two steps", "a name", "never put in", "before a comma", "at the end"],
)
def test_only_first_words_of_entries_are_offered(text: str, offered: list[tuple[int, tuple[str, ...]]]) -> None:
    passage = [tokenize(text)]
    known = FINDER.known(passage)
    assert known.candidates == []
    found = FINDER.find(passage, known).candidates
    assert [(candidate.start, candidate.meant) for candidate in found] == offered
    assert all(candidate.substitution.origin is Origin.THESAURUS for candidate in found)


SUBSTITUTED = {(("infirmary",), ("hospital",)): 9.0}
OCCURRENCES = {("infirmary",): 9.0, ("<all>",): 100.0}
LISTED = replace(FINDER, lexicon=Lexicon(Counts(SUBSTITUTED, OCCURRENCES, {}, {("<all>",): 10**6}), MODEL))


@pytest.mark.parametrize(
    ("text", "found", "left"),
    [
        ("an infirmary burned", [True], 0),
        ("an infirmary, burned", [False], 0),
        ("an hospital burned", [], 1),
        ("an Hospital burned", [], 1),
        ("an hospital, burned", [], 0),
        ("an hospital burned an hospital burned an hospital burned", [], 2),
        ("an ward burned", [], 0),
    ],
)
def test_words_of_the_list_are_found_and_missed(text: str, found: list[bool], left: int) -> None:
    known = LISTED.known([tokenize(text)])
    assert [candidate.in_reach for candidate in known.candidates] == found
    weight = LISTED.lexicon.left_weights["hospital"]
    assert known.left == ({("hospital",): left * weight} if left else {})
    assert weight < 0


@pytest.mark.parametrize(("text", "tells"), [("an infirmary burned", True), ("an infirmary, burned", False)])
def test_what_stands_before_a_comma_is_no_trace(text: str, *, tells: bool) -> None:
    known = LISTED.known([tokenize(text)])
    fits = known.fits.copy()
    fits[:, FIT["gain"]] = 5.0
    assert (replace(known, fits=fits).traces().total > 0) is tells
