"""Years of our era and before it, as a mark beside them tells: 221 BC, AD 220, 公元前551年."""

from __future__ import annotations

import re
from collections.abc import Iterator

from annotate.model import QuantityKind, Span
from annotate.quantities.calendar import Partial
from annotate.quantities.finding import Finding
from annotate.quantities.numerals import HAN_NUMBER, NO_PLURAL, number_of_digits, number_of_han

_BEFORE = r"(?:BCE?\b|B\.\ ?C\.(?:\ ?E\.)?)"
_AFTER = r"(?:CE\b|AD\b|C\.\ ?E\.|A\.\ ?D\.)"
_NUMBER = r"(?:\d{1,3},\d{3}|\d{1,5})"
YEAR = rf"{_NUMBER}\ ?(?:{_BEFORE}|{_AFTER})"
"""A pattern for 221 BC, 10,000 BCE, 220 CE."""
IN_ENGLISH = re.compile(
    rf"""(?=\d|A\.?\ ?D)(?<![\w.,])(?<!\d[-–—])
    (?P<ad>(?:AD|A\.\ ?D\.)\ ?)?(?P<year>{_NUMBER})
    (?:(?:\ ?[-–—]\ ?|\ to\ |(?(ad)(?!)|\ (?:and|or)\ ))(?:ca?\.\ ?)?(?P<until>{_NUMBER}))?
    (?(ad)|\ ?(?:(?P<before>{_BEFORE})|{_AFTER}))
    (?!\w|[.,]\d){NO_PLURAL}""",
    re.VERBOSE,
)
"""The mark of one end of a range is that of both."""
FIRST_OF_PROVINCE = 1850
CLAUSE = re.compile(r"(?:^|[.!?:;,(\n]\s?|\b(?:and|but)\s)(?:In|By|Since|in|by|since)\s$")
VERB = re.compile(
    r"(?:BC|B\.\ ?C\.)\s"
    r"(?:was|is|has|had|did|does|will|would|became|began|saw|won|lost|made|took|held|gave|put|[a-z]{2,}ed)\b"
)
"""What tells, with what begins a clause, that BC is British Columbia: In 1998 B.C. elected a minister."""

_COUNT = "[公西][元历曆]"
_DASH = r"\ ?(?:[-–—─－~～]{1,2}|[至到])\ ?"
_HAN = r"(?:\d[万萬]|\d{1,5}|[零〇一二三四五六七八九十百千万萬]{1,6})"
_END = rf"(?:\ ?年(?![代纪紀])|(?!\ ?(?:[\d年世]|{HAN_NUMBER})))"
_SMALL = "[0-9一二三四五六七八九十]{1,3}"
IN_CHINESE = re.compile(
    rf"""(?=[公西纪紀前])
    (?P<mark>{_COUNT}\ ?前?|[纪紀]元前
        |(?<=[(（于於至—－～~-])前(?=\ ?(?:\d{{3,4}}\ ?年|\d{{1,4}}\ ?年?{_DASH}前\ ?\d|\d{{1,4}}\ ?年{_DASH}\d)))
    \ ?(?P<year>{_HAN})(?:
        (?P<told>\ ?年)?{_DASH}(?P<mark2>(?:{_COUNT}\ ?)?前|{_COUNT})?\ ?(?P<until>{_HAN}){_END}
        |\ ?年(?P<month>{_SMALL})月(?:(?P<day>{_SMALL})[日号號])?
        |{_END}
    )""",
    re.VERBOSE,
)
"""The mark stands before the number; 前 alone where a bracket or a range shows that it is one: （前551－前479）."""


def year_of(text: str) -> int:
    """The year that `YEAR` matches; negative before our era.

    >>> year_of("221 BC"), year_of("10,000 BCE"), year_of("220 CE")
    (-221, -10000, 220)
    """
    year = int(number_of_digits(re.sub(r"[^\d,]", "", text)))
    return -year if re.search(_BEFORE, text) else year


def whole(since: str, until: str) -> str:
    """The year that ends a range, with the digits that it leaves to the one before.

    >>> whole("1736", "95"), whole("2003", "4"), whole("618", "907"), whole("25", "220")
    ('1795', '2004', '907', '220')
    """
    missing = len(since) - len(until)
    return since[:missing] + until if missing > 0 and since[missing:] < until else until


def years(match: re.Match[str]) -> Iterator[Finding]:
    """The year, or the two of a range, that either pattern found."""
    if match.re is IN_ENGLISH and _is_of_province(match):
        yield Finding(Span(*match.span("year")), QuantityKind.DATE, match["year"])
        return
    read = _in_english if match.re is IN_ENGLISH else _in_chinese
    first, *last = read(match)
    if not last:
        yield Finding(Span(*match.span()), QuantityKind.DATE, first.iso)
        return
    groups = match.groupdict()
    end = match.end("told" if groups.get("told") else "year")
    start = match.start("mark2" if groups.get("mark2") else "until")
    yield Finding(Span(match.start(), end), QuantityKind.DATE, first.iso)
    yield Finding(Span(start, match.end()), QuantityKind.DATE, last[0].iso)


def _is_of_province(match: re.Match[str]) -> bool:
    """Whether the mark behind a year of our era is the subject of what follows."""
    if not match["before"] or match["until"] or int(number_of_digits(match["year"])) < FIRST_OF_PROVINCE:
        return False
    is_first = CLAUSE.search(match.string, max(0, match.start() - 10), match.start())
    return bool(is_first and "," not in match["year"] and VERB.match(match.string, match.start("before")))


def _in_english(match: re.Match[str]) -> Iterator[Partial]:
    until = whole(match["year"], match["until"]) if match["ad"] and match["until"] else match["until"]
    for year in filter(None, (match["year"], until)):
        yield Partial(int(number_of_digits(year)) * (-1 if match["before"] else 1))


def _in_chinese(match: re.Match[str]) -> Iterator[Partial]:
    """The end of a range may be of our era where no mark says so, 前202年—220年; one that may be either stays open."""
    year, until, month, day = map(_number, match.group("year", "until", "month", "day"))
    is_before = "前" in match["mark"]
    yield Partial(-year if is_before and year else year, month, day)
    if until is None:
        return
    if match["mark2"] or not is_before or year is None or until > year:
        yield Partial(-until if "前" in (match["mark2"] or "") else until)
    else:
        yield Partial() if match["told"] else Partial(-until)


def _number(text: str | None) -> int | None:
    number = number_of_han(text) if text else None
    return None if number is None else int(number)
