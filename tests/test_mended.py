"""The second look: what the rules find in the normalized text becomes one change of the source with what it touches."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.model import Document, Edit, Span
from annotate.normalize import load_resources, normalize
from annotate.normalize.context import LanguageModel
from annotate.normalize.mended import with_further
from annotate.normalize.proposal import Proposal, Words
from annotate.offsets import as_normalized
from annotate.readers import from_text

SOURCE = "A median State spoke of an fresh law."
STATE = Edit(Span(2, 8), "median", "Middle", "word-spun", 0.8, "First.")
NEW = Edit(Span(27, 32), "fresh", "new", "word-spun", 0.9, "Second.", applied=False)


def of_source(*edits: Edit) -> Document:
    return Document(SOURCE, sentences=(Span(0, 37),), edits=edits)


@pytest.mark.parametrize(
    ("found", "to", "expected"),
    [
        ("Middle State", "Middle Kingdom", (2, "median State", "Middle Kingdom", 0.8, "First. Why.")),
        ("State", "Kingdom", (9, "State", "Kingdom", 0.95, "Why.")),
        ("dle State", "dle-Kingdom", (2, "median State", "Middle-Kingdom", 0.8, "First. Why.")),
        ("an fresh", "a fresh", (24, "an fresh", "a fresh", 0.95, "Why.")),
        ("law", "laws", (33, "law", "laws", 0.95, "Why.")),
        ("Middle", "median", None),
    ],
    ids=["over a change", "beside it", "half of it", "over a suggestion", "after it", "taken back"],
)
def test_a_further_edit_is_one_of_the_source(
    found: str, to: str, expected: tuple[int, str, str, float, str] | None
) -> None:
    document = of_source(STATE, NEW)
    mended = as_normalized(document)
    assert (mended.source, mended.edits) == ("A Middle State spoke of an fresh law.", ())
    assert [span.of(mended.source) for span in mended.sentences] == [mended.source]
    at = mended.source.index(found)
    further = Edit(Span(at, at + len(found)), found, to, "name-translated", 0.95, "Why.")
    after = with_further(document, [further])
    made = [edit for edit in after.edits if edit.rule == "name-translated"]
    if expected is None:
        assert after == document
    else:
        assert [(e.span.start, e.original, e.replacement, e.probability, e.why) for e in made] == [expected]
        assert after.normalized == mended.source[:at] + to + mended.source[at + len(found) :]


def test_of_two_further_edits_of_one_change_the_first_is_made() -> None:
    further = [
        Edit(Span(2, 5), "Mid", "Mud", "words-glued", 0.9, "Why."),
        Edit(Span(6, 8), "le", "el", "words-glued", 0.9, "Why."),
    ]
    assert with_further(of_source(STATE), further).normalized == "A Muddle State spoke of an fresh law."


@given(st.lists(st.tuples(st.sampled_from([" ", "a", "熊"]), st.sampled_from(["", "x", "yz"])), min_size=1, max_size=8))
def test_further_edits_read_as_if_made_one_after_the_other(parts: list[tuple[str, str]]) -> None:
    source = "".join(character for character, _ in parts)
    edits = [
        Edit(Span(at, at + 1), character, to, "word-spun", 0.9, "") for at, (character, to) in enumerate(parts) if to
    ]
    document = Document(source, edits=tuple(edits))
    text = document.normalized
    further = Edit(Span(0, len(text)), text, "whole", "words-glued", 0.9, "")
    assert with_further(document, [further]).normalized == "whole"
    assert with_further(document, []) == document


def test_the_rules_read_what_was_mended(monkeypatch: pytest.MonkeyPatch) -> None:
    def too(words: Words, _: LanguageModel) -> Iterator[Proposal]:
        for sentence, place in words.tokens("also"):
            yield Proposal(sentence[place].start, sentence[place].end, "too", "words-glued", "Only here.")

    text = "Erstwhile the council met, it besides approved the budget. The mayor utilized to be inactive; 1 of us left."
    resources = load_resources()
    document = from_text(text)
    before = {edit.original: edit.replacement for edit in normalize(document, resources=resources).applied}
    assert before["besides"] == "also"
    monkeypatch.setattr("annotate.normalize.DETECTORS", {"words-glued": too})
    after = {edit.original: edit for edit in normalize(document, resources=resources).applied}
    assert after["besides"].replacement == "too"
    assert after["besides"].why.endswith("Only here.")


def test_a_text_that_is_sound_once_mended_is_looked_at_as_one() -> None:
    """On a spun page the word behind an article is suspected; where nothing else is wrong any more, the article is."""
    text = (
        "Erstwhile the council met, it besides approved the budget. The mayor utilized to be inactive; 1 of us left."
        " This was a enormous surprise."
    )
    resources = load_resources()
    document = normalize(from_text(text), resources=resources)
    assert document.damage is not None
    assert document.damage.probability > 0.9
    assert document.normalized.endswith("This was an enormous surprise.")
    again = normalize(from_text(document.normalized), resources=resources)
    assert again.applied == ()
