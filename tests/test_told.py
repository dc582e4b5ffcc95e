"""What a text itself says that a Chinese term means."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from annotate.bilingual import join_languages
from annotate.chinese import load_dictionary, tag_terms
from annotate.chinese.dictionary import Dictionary
from annotate.chinese.told import LONGEST, told_meaning
from annotate.model import Entity, EntityType, Form, Mention, Span
from annotate.readers import from_text

TOLD = [
    pytest.param("Ming Deng (明灯, “bright lamp”) sells", "bright lamp", id="in the same bracket"),
    pytest.param('Ming Deng (明灯; Míng Dēng; "bright lamp") sells', "bright lamp", id="behind its reading"),
    pytest.param("a lamp (“bright lamp,” 明灯)", "bright lamp", id="before the term"),
    pytest.param("known as 明灯 (“bright lamp”)", "bright lamp", id="in the bracket after it"),
    pytest.param("known as “明灯” (‘bright lamp’)", "bright lamp", id="a term in quotation marks"),
    pytest.param("a lamp (明灯, literally bright lamp; 1920)", "bright lamp", id="announced, without marks"),
    pytest.param("a lamp (明灯 lit. “bright lamp”)", "bright lamp", id="announced, with marks"),
    pytest.param("the 明灯, which means “bright lamp”, is", "bright lamp", id="after it, explained"),
    pytest.param("lamps (灯笼, “lantern”; 明灯, “bright lamp”)", "bright lamp", id="of several the own"),
]
UNTOLD = [
    pytest.param("Ming Deng (明灯, bright lamp) sells", id="nothing announces it"),
    pytest.param("under 明灯 he said “come in”", id="no bracket, nothing explained"),
    pytest.param("lamps (明灯, 灯笼 “lantern”)", id="it is another term's"),
    pytest.param("lamps (“lantern” 灯笼, 明灯)", id="another term stands between"),
    pytest.param("a lamp (明灯 “灯 lamp”)", id="it holds characters"),
    pytest.param("a lamp (明灯, “bright lamp”", id="the bracket never ends"),
    pytest.param(f"a lamp (明灯, “{'bright ' * LONGEST}”)", id="too long for a gloss"),
]


def told(text: str) -> str:
    start = text.index("明灯")
    return told_meaning(text, Span(start, start + 2), Span(0, len(text)))


@pytest.fixture(scope="module")
def dictionary() -> Dictionary:
    return load_dictionary()


@pytest.mark.parametrize(("text", "meaning"), TOLD)
def test_a_meaning_is_told(text: str, meaning: str) -> None:
    assert told(text) == meaning


@pytest.mark.parametrize("text", UNTOLD)
def test_what_only_looks_like_a_meaning_is_none(text: str) -> None:
    assert told(text) == ""


def test_the_block_is_not_left() -> None:
    text = "the 明灯\n(“bright lamp”)"
    assert told_meaning(text, Span(4, 6), Span(0, 6)) == ""


def test_a_meaning_far_from_its_term_is_none() -> None:
    assert told(f"lamps (明灯, {'of many kinds ' * 20} “bright lamp”)") == ""
    brackets = f"{'(' * 500_000}明灯{')' * 500_000}"
    assert told(brackets) == "", "and a megabyte of brackets is soon looked at"


def test_a_term_that_no_dictionary_knows_is_glossed_as_the_text_says_everywhere(dictionary: Dictionary) -> None:
    document = tag_terms(
        from_text("The 徽班 (“Hui troupe”) came. A 徽班 left. A 明星 (“bright star”) too."), dictionary=dictionary
    )
    glosses = [(term.surface, term.gloss) for term in document.terms]
    assert glosses[:2] == [("徽班", "Hui troupe")] * 2
    assert glosses[2][0] == "明星"
    assert glosses[2][1] in document.terms[2].senses, "a dictionary's sense comes before a literal one"


@pytest.mark.parametrize("meaning", ["opinion", "fun"])
def test_what_the_text_says_chooses_among_the_senses_of_the_dictionary(meaning: str, dictionary: Dictionary) -> None:
    (term,) = tag_terms(from_text(f"Idea, opinion or fun, yìsi (意思, “{meaning}”)."), dictionary=dictionary).terms
    assert term.partner is not None
    assert term.partner.surface == "yìsi"
    assert meaning in term.gloss


def test_a_syllable_of_a_reading_is_nobody(dictionary: Dictionary) -> None:
    text = "The troupe (徽班, Huī bān) came with Huī."
    starts = [match.start() for match in re.finditer("Huī", text)]
    mentions = tuple(Mention(Span(start, start + 3), "Huī", "per.hui", Form.FULL) for start in starts)
    entities = (Entity("per.hui", EntityType.PERSON, "Huī"),)
    document = replace(tag_terms(from_text(text), dictionary=dictionary), mentions=mentions, entities=entities)
    assert document.terms[0].partner is not None
    assert document.terms[0].partner.surface == "Huī bān"
    joined = join_languages(document, kind_of=lambda _: None)
    assert [mention.span.start for mention in joined.mentions] == starts[1:]
