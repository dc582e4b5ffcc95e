"""The laws of spans, edits and offsets."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.errors import EditError
from annotate.model import Certainty, Document, Edit, Layer, Span, apply_edits
from annotate.offsets import OffsetMap
from annotate.overlap import likeliest_first, longest_first, nestable

TEXT = st.text(min_size=1, max_size=60)


@st.composite
def edits_of(draw: st.DrawFn, text: str) -> list[Edit]:
    """Sorted edits of `text` that do not overlap."""
    cuts = draw(st.lists(st.integers(0, len(text)), max_size=8, unique=True).map(sorted))
    return [
        Edit(Span(start, end), text[start:end], draw(st.text(min_size=1, max_size=5)), "rule", 0.9, "why")
        for start, end in zip(cuts[::2], cuts[1::2], strict=False)
    ]


@st.composite
def text_and_edits(draw: st.DrawFn) -> tuple[str, list[Edit]]:
    text = draw(TEXT)
    return text, draw(edits_of(text))


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (2, 2), (3, 1)])
def test_a_span_is_a_stretch_that_is_not_empty(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="span"):
        Span(start, end)


@pytest.mark.parametrize(
    ("one", "other", "overlaps", "holds", "crosses"),
    [
        pytest.param(Span(0, 4), Span(4, 6), False, False, False, id="touching"),
        pytest.param(Span(0, 4), Span(1, 3), True, True, False, id="inside"),
        pytest.param(Span(0, 4), Span(3, 6), True, False, True, id="crossing"),
        pytest.param(Span(0, 4), Span(0, 4), True, True, False, id="equal"),
        pytest.param(Span(0, 4), Span(1, 3, Layer.NORMALIZED), False, False, False, id="other text"),
    ],
)
def test_how_two_spans_lie(one: Span, other: Span, *, overlaps: bool, holds: bool, crosses: bool) -> None:
    assert (one.overlaps(other), one.holds(other), one.crosses(other)) == (overlaps, holds, crosses)


@pytest.mark.parametrize(
    ("probability", "band"),
    [(1.0, "high"), (0.9, "high"), (0.899, "medium"), (0.75, "medium"), (0.749, "low"), (0.5, "low"), (0.1, "low")],
)
def test_bands_of_certainty(probability: float, band: str) -> None:
    assert Certainty.of(probability) == band


@pytest.mark.parametrize(
    ("original", "replacement", "probability"),
    [
        pytest.param("", "x", 0.5, id="nothing found"),
        pytest.param("ab", "", 0.5, id="nothing meant"),
        pytest.param("abc", "x", 0.5, id="original longer than its span"),
        pytest.param("ab", "x", 1.5, id="no probability"),
    ],
)
def test_an_edit_has_two_sides_and_a_probability(original: str, replacement: str, probability: float) -> None:
    with pytest.raises(EditError):
        Edit(Span(0, 2), original, replacement, "rule", probability, "")


def test_edits_that_do_not_fit_are_refused() -> None:
    first = Edit(Span(0, 2), "ab", "x", "rule", 0.9, "")
    second = Edit(Span(1, 3), "bc", "y", "rule", 0.9, "")
    with pytest.raises(EditError, match="overlaps"):
        apply_edits("abc", [first, second])
    with pytest.raises(EditError, match="does not read"):
        apply_edits("xyz", [first])
    with pytest.raises(EditError, match="overlap"):
        Document("abc", edits=(first, second))


def test_suggestions_leave_the_text_alone() -> None:
    edit = Edit(Span(0, 1), "1", "One", "digit-for-word", 0.6, "", applied=False)
    document = Document("1 of us", edits=(edit, replace(edit, span=Span(5, 7), original="us", applied=True)))
    assert document.normalized == "1 of One"
    assert document.suggestions == (edit,)


@given(text_and_edits())
def test_the_source_comes_back_from_the_normalized_text(case: tuple[str, list[Edit]]) -> None:
    text, edits = case
    offsets = OffsetMap(edits)
    undo = []
    for edit in edits:
        span = offsets.to_normalized(edit.span)
        undo.append(
            replace(edit, span=Span(span.start, span.end), original=edit.replacement, replacement=edit.original)
        )
    assert apply_edits(apply_edits(text, edits), undo) == text


@given(st.data())
def test_a_span_carried_across_and_back_holds_itself(data: st.DataObject) -> None:
    text, edits = data.draw(text_and_edits())
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    offsets = OffsetMap(edits)
    across = offsets.to_normalized(span)
    back = offsets.to_source(across)
    assert across.layer is Layer.NORMALIZED
    assert back.holds(span)
    assert across.end <= len(apply_edits(text, edits))
    if not any(edit.span.overlaps(span) for edit in edits):
        assert back == span
        assert across.of(apply_edits(text, edits)) == span.of(text)


def test_a_span_of_the_wrong_text_is_refused() -> None:
    with pytest.raises(ValueError, match="normalized"):
        OffsetMap([]).to_source(Span(0, 1))


SPANS = st.lists(
    st.tuples(st.integers(0, 30), st.integers(1, 9)).map(lambda pair: Span(pair[0], sum(pair))), max_size=12
)


@given(SPANS)
def test_chosen_spans_stand_apart_and_nested_ones_never_cross(spans: list[Span]) -> None:
    apart = longest_first(spans, lambda span: span)
    assert all(not one.overlaps(other) for one, other in pairwise(apart))
    assert all(any(kept.overlaps(span) and len(kept) >= len(span) for kept in apart) for span in spans)
    nested = nestable(spans, lambda span: span)
    assert not any(one.crosses(other) for one in nested for other in nested)


def test_the_likeliest_wins() -> None:
    chosen = likeliest_first([(Span(0, 9), 0.5), (Span(2, 4), 0.8)], lambda item: item[0], lambda item: item[1])
    assert chosen == [(Span(2, 4), 0.8)]
