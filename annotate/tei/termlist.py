"""The term list of an edition, read back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from annotate.tei.document import parse
from annotate.tei.elements import LANG, select, words_in


class ListedTerm(NamedTuple):
    """A term as the list of an edition has it."""

    term: str
    pinyin: str
    gloss: str
    note: str


def terms_of(data: bytes, origin: str) -> Iterator[ListedTerm]:
    """The terms of an edition, in its order. Raises EditionError for what is no XML."""
    for item in select(parse(data, origin), "//t:standOff//t:list[@type='gloss']/t:item"):
        heads = select(item, "preceding-sibling::t:label[1]/t:term")
        readings = [words_in(term) for term in select(item, "t:term") if term.get(LANG) == "zh-Latn-pinyin"]
        chosen = [words_in(gloss) for gloss in select(item, "t:gloss[@type='chosen']")]
        notes = [words_in(note) for note in select(item, "t:note[@type='glossary']")]
        if heads:
            yield ListedTerm(words_in(heads[0]), *((found or [""])[0] for found in (readings, chosen, notes)))
