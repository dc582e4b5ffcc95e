"""Blocks and sentences."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.model import Span
from annotate.segment import block_sentences, main_language, plain_blocks, sentences

LONG = "The council met on Monday and talked for hours about the new school by the river."
WRAPPED = "The council met on Monday and talked for hours\nabout the new school by the river, and then the\nmayor left."


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        pytest.param(f"A title\n\n{LONG}\n", [("heading", "A title"), ("paragraph", LONG)], id="title and paragraph"),
        pytest.param(f"{LONG}\n{LONG}", [("paragraph", LONG)] * 2, id="a paragraph a line"),
        pytest.param(f"{LONG}\r\n\r\n{LONG}", [("paragraph", LONG)] * 2, id="carriage returns"),
        pytest.param(WRAPPED, [("paragraph", WRAPPED)], id="hard-wrapped"),
        pytest.param(f"  \n\n{LONG}  \n \n", [("paragraph", LONG)], id="white space around"),
        pytest.param("“Who knows?”\n" + LONG, [("paragraph", "“Who knows?”"), ("paragraph", LONG)], id="no heading"),
        pytest.param(" \n\t\n", [], id="nothing"),
        pytest.param(
            f"A title of some words\n\nBy Lin Wen\n\n{LONG}",
            [("heading", "A title of some words"), ("paragraph", "By Lin Wen"), ("paragraph", LONG)],
            id="byline",
        ),
    ],
)
def test_blocks_of_plain_text(text: str, blocks: list[tuple[str, str]]) -> None:
    assert [(block.kind.value, block.span.of(text)) for block in plain_blocks(text)] == blocks


@pytest.mark.parametrize(
    ("text", "count"),
    [
        pytest.param("One. Two! Three?", 3, id="stops"),
        pytest.param("Dr. Li met Mr. Wu. They spoke.", 2, id="titles"),
        pytest.param("It cost 3.5 million. Nobody paid.", 2, id="decimals"),
        pytest.param("J. R. Wang wrote it.", 1, id="initials"),
        pytest.param("“Really?” she asked. “Yes.” He left.", 3, id="quotations"),
        pytest.param("他来了。她走了！谁知道？", 3, id="Chinese"),
        pytest.param("Wait ... and see.", 1, id="ellipsis inside"),
        pytest.param("no stop at all", 1, id="no stop"),
        pytest.param("No. 5 is alive.", 1, id="number"),
        pytest.param("She has a brother, Ma Jun. They met on Jan. 5.", 2, id="a name like a month"),
        pytest.param("They left the house. specified a day was rare.", 2, id="small letter after a stop"),
        pytest.param("It weighs approx. five kilos, i.e. too much.", 1, id="small letter after an abbreviation"),
    ],
)
def test_sentences(text: str, count: int) -> None:
    assert len(list(block_sentences(text, Span(0, len(text))))) == count


@pytest.mark.parametrize(
    ("text", "language"), [("米粉 is food", "en"), ("他说 OK 了吗", "zh"), ("1, 2, 3", "en"), ("北京", "zh")]
)
def test_main_language(text: str, language: str) -> None:
    assert main_language(text) == language


@given(st.text(alphabet=st.sampled_from("ab.!? \n\r\t。米\u00a0\u2028\f“”1"), max_size=80))
def test_nothing_visible_lies_outside_the_blocks(text: str) -> None:
    blocks = plain_blocks(text)
    spans = [block.span for block in blocks]
    assert spans == sorted(spans)
    assert all(one.end <= other.start for one, other in pairwise(spans))
    outside = list(text)
    for span in spans:
        outside[span.start : span.end] = [" "] * len(span)
    assert not "".join(outside).strip()
    found = sentences(text, blocks)
    assert list(found) == sorted(found)
    assert all(any(span.holds(sentence) for span in spans) for sentence in found)
    assert all(sentence.of(text).strip() == sentence.of(text) for sentence in found)
