"""The term list of an edition, read back."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from annotate.tei.document import parse
from annotate.tei.elements import ID, LANG, Element, select, words_in

CLAUSES = frozenset("我你您他她它们們了吗嗎呢吧不没沒么麼谁誰哪几幾")
"""Words that make a sentence: what holds one and is explained nowhere is hardly a term."""


class ListedTerm(NamedTuple):
    """A term as the list of an edition has it."""

    term: str
    pinyin: str
    gloss: str
    note: str


def terms_of(data: bytes, origin: str) -> Iterator[ListedTerm]:
    """The terms of an edition, in its order. Raises EditionError for what is no XML.

    Their gloss is what a glossary gave, else how the text itself translates them most often, else the dictionary's. A
    stretch of a Chinese sentence (他不卖) that none of them explains is left out.
    """
    edition = parse(data, origin)
    translations = _translations(edition)
    for head, item in listed_terms(edition):
        readings = [words_in(term) for term in select(item, "t:term") if term.get(LANG) == "zh-Latn-pinyin"]
        given = [words_in(gloss) for gloss in select(item, "t:gloss[@type='given']")]
        chosen = [words_in(gloss) for gloss in select(item, "t:gloss[@type='chosen']")]
        own = [words for words, _ in translations[f"#{head.get(ID)}"].most_common(1)]
        notes = [words_in(note) for note in select(item, "t:note[@type='glossary']")]
        term, glosses = words_in(head), given + own + chosen
        if glosses or not CLAUSES.intersection(term):
            yield ListedTerm(term, *((found or [""])[0] for found in (readings, glosses, notes)))


def _translations(edition: Element) -> defaultdict[str, Counter[str]]:
    """How often the text translates each term how, beyond doubt; by what points at the term's entry."""
    translations: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for gloss in select(edition, "//t:text//t:gloss[@target and @corresp and not(@cert)]"):
        translations[gloss.get("target", "")][" ".join(words_in(gloss).split())] += 1
    return translations


def listed_terms(edition: Element) -> Iterator[tuple[Element, Element]]:
    """Each term of the list with the item that explains it; what has no partner is left out, as `check` tells."""
    for item in select(edition, "//t:standOff//t:list[@type='gloss']/t:item"):
        for head in select(item, "preceding-sibling::*[1][self::t:label]/t:term"):
            yield head, item
