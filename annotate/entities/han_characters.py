"""What Han characters beside a name say about its type."""

from __future__ import annotations

import re
from collections.abc import Iterator

from annotate.entities.context import WINDOW
from annotate.entities.surnames import is_pinyin, is_surname, is_surname_first
from annotate.entities.votes import ORGANIZATION, PERSON, Vote
from annotate.entities.words import fold
from annotate.identifiers import KindOf
from annotate.model import Span
from annotate.segment import HAN

ONE_WORD = Vote(PERSON, -1, "though a full name has two words")
HAN_NAME = rf"[{HAN}]{{1,20}}(?:·[{HAN}]{{1,20}}){{0,3}}"
SPELLED = r"(?:[^\W\d_A-Z][^\W\d_A-Z '’-]{0,40}[,;，；:：] ?|(?=[a-z '’-]{0,7}[à-ǿ])[^\W\d_A-Z][^\W\d_A-Z '’-]{0,40} )"
"""A reading or a label in lower case, with a stop after it or tone marks in it: `guānxi, `."""
ACRONYM = r"(?:[A-Z][A-Za-z.&-]{1,9}[,;，；、/] ?)"
HAN_AFTER = re.compile(
    rf"[”\"’»]?\s?(?:[(（\[【]{ACRONYM}|[(（\[【]\s?{SPELLED}|[(（\[【/|]?\s?)"
    rf"(?:(?:simplified |traditional )?Chinese(?: characters)?:? ?)?"
    rf"[“《]?(?P<han>{HAN_NAME})(?! ?[{HAN}])"
)
HAN_BEFORE = re.compile(rf"(?P<han>{HAN_NAME})[》”]?\s?[(（]\s?$")


def chinese_votes(text: str, span: Span, kind_of: KindOf) -> Iterator[Vote]:
    """What the Han characters right after a name, or before the bracket around it, say about its type."""
    found = HAN_AFTER.match(text, span.end) or HAN_BEFORE.search(text, max(0, span.start - WINDOW), span.start)
    if not found or not (kind := kind_of(found["han"])):
        return
    type_, reason, weight, _ = kind
    name = span.of(text)
    if text[found.start("han") - 1 : found.start("han")] == "《" and type_ is not ORGANIZATION:
        yield Vote(None, 4, "the title of a work")
        return
    by_surname = type_ is PERSON and weight <= 1
    if by_surname and len(found["han"]) > 2 and is_pinyin(name):
        yield ONE_WORD
    if found["han"] == name or (by_surname and not _may_be_of(name, found["han"])):
        return
    if weight < 0 and not is_surname_first(fold(name)):
        if not all(map(is_pinyin, name.split())):
            return  # foreigners and pen names: Tsering Woeser (唯色)
        weight /= 2
    if type_ is None and (is_pinyin(name.replace(" ", "")) or is_surname_first(fold(name))):
        yield Vote(PERSON, -weight / 2, f"though {reason}")
    yield Vote(type_, weight, reason)


def _may_be_of(name: str, han: str) -> bool:
    """Whether words can be the name that Han characters with a surname in front are: one of several is a surname."""
    words = name.split()
    return (len(words) > 1 or len(han) < 3) and any(map(is_surname, words))
