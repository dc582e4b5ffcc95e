"""Whether a sentence tells of a day as over or as to come."""

from __future__ import annotations

import re

FAR = 120
"""Characters before a date, and behind it, in which a verb may tell."""
_IRREGULAR = (
    "was were had did said told went came took made held met gave won lost left began became found saw fell rose ran"
    " led got agreed kept sent spoke stood brought bought sold paid wrote drew broke chose flew grew knew threw shot"
)
_REGULAR = r"[a-z]{2,}(?<!e)(?<!hundr)ed"
"""Words in -eed are mostly none: need, indeed, proceed."""
_OVER = rf"(?:{_IRREGULAR.replace(' ', '|')}|{_REGULAR})"
_MEANT = "agree|ask|decide|expect|hope|intend|invite|order|plan|pledge|promise|propose|schedule|threaten|urge|vow|want"
_TO_COME = (
    "(?:will|would|shall|may|might|should|must|due|next(?! to)|to be"
    rf"|(?:{_MEANT})(?:s|d|ed|ned|ting)? to|set (?:to|for)|(?:scheduled|planned) for)"
)
VERB = re.compile(
    rf"\b(?:(?P<to_come>{_TO_COME}(?:\ (?:to|be|been|have|not|also|[a-z]+ly))*(?:\ {_OVER})?)|(?P<over>{_OVER}))\b"
)
"""What tells when: “will be opened” is one, of what is to come."""
END = re.compile(r"[.!?;\n]")


def is_to_come(date: re.Match[str]) -> bool:
    """Whether the sentence tells of a date as lying ahead.

    >>> day = re.compile("Monday")
    >>> texts = ("It will be opened on Monday.", "On Monday it will end.", "On Monday it ended.")
    >>> [is_to_come(day.search(text)) for text in texts], [is_over(day.search(text)) for text in texts]
    ([True, True, False], [False, False, True])
    """
    verb = _verb(date)
    return bool(verb and verb["to_come"])


def is_over(date: re.Match[str]) -> bool:
    """Whether the sentence tells of a date as over."""
    verb = _verb(date)
    return bool(verb and verb["over"])


def _verb(date: re.Match[str]) -> re.Match[str] | None:
    """The last verb before a date that tells when, else the first behind it, in the same clause."""
    text, (start, end) = date.string, date.span()
    before, behind = END.split(text[max(0, start - FAR) : start])[-1], END.split(text[end : end + FAR], maxsplit=1)[0]
    return max(VERB.finditer(before), key=lambda verb: verb.start(), default=None) or VERB.search(behind)
