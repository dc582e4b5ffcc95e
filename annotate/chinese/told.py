"""What a text itself says that a Chinese term means: (明灯, “bright lamp”), 徽班 (literally Hui troupe).

Only what stands in quotation marks, or behind words that announce a meaning, is taken for one; and only in the bracket
with the term, in the bracket after it, or right after it. Every look is bounded, as in `layout`.
"""

from __future__ import annotations

import re

from annotate.chinese.layout import BRACKETS, EXPLAINING, REACH, SPACE, enclosing
from annotate.model import Span
from annotate.segment import HAN

SHORTEST, LONGEST = 2, 80
"""Code points of a meaning."""


def _quoted(opening: str, closing: str) -> str:
    return rf"{opening}([^{opening}{closing}{HAN}\n]{{{SHORTEST},{LONGEST}}}?){closing}(?!\w)"


QUOTED = re.compile("|".join(_quoted(*marks) for marks in ("“”", '""', "‘’", "„“", "«»")))
ANNOUNCED = re.compile(
    rf"""\b(?:literal(?:ly)?|lit\b\.?|meaning|means|i\.e\.)(?:\s+(?:meaning|means|translat(?:ed|es)\s+(?:as|to)))?[:,]?\s+
    (\w[^,;()（）“”"\n{HAN}]{{{SHORTEST},{LONGEST}}})""",
    re.VERBOSE | re.IGNORECASE,
)
A_TERM = re.compile(f"[{HAN}]")


def told_meaning(text: str, term: Span, block: Span) -> str:
    """The meaning that the text gives for the term in its block; empty when it gives none.

    >>> told_meaning("Ming Deng (明灯, “bright lamp”)", Span(11, 13), Span(0, 29))
    'bright lamp'
    """
    lower, upper = max(block.start, term.start - REACH), min(block.end, term.end + REACH)
    around = enclosing(text, term.start, term.end, lower, upper)
    if around:
        return _first(text, term.end, around[1]) or _last(text, around[0] + 1, term.start)
    opening = _opening(text, term.end, upper)
    if opening is not None:
        inside = enclosing(text, opening + 1, opening + 1, opening, upper)
        return _first(text, opening + 1, inside[1]) if inside else ""
    explaining = EXPLAINING.match(text, term.end, upper)
    quoted = QUOTED.match(text, explaining.end(), upper) if explaining else None
    return _words(quoted)


def _opening(text: str, at: int, upper: int) -> int | None:
    """Where the bracket opens that follows, closing quotation marks passed over."""
    while at < upper and text[at] in SPACE + "”’\"'》〉」』*_":
        at += 1
    return at if at < upper and text[at] in BRACKETS else None


def _first(text: str, start: int, end: int) -> str:
    """The first meaning given in [start, end), before another term."""
    other = A_TERM.search(text, start, end)
    end = other.start() if other else end
    return _words(QUOTED.search(text, start, end) or ANNOUNCED.search(text, start, end))


def _last(text: str, start: int, end: int) -> str:
    """The last meaning given in [start, end), where no other term stands: (“bright lamp”, 明灯)."""
    if A_TERM.search(text, start, end):
        return ""
    return _words([None, *QUOTED.finditer(text, start, end)][-1])


def _words(match: re.Match[str] | None) -> str:
    """The words of a match, without marks at their ends."""
    words = next((group for group in match.groups() if group), "") if match else ""
    return " ".join(words.split()).strip(" ,.;:—–-")
