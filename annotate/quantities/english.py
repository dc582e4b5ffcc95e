"""Dates in English text: how they are written, and what they come to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from annotate.eras import BY_NAME, ERAS, IN_BOTH, NO_COUNT
from annotate.model import QuantityKind, Span
from annotate.overlap import longest_first
from annotate.quantities import common_era
from annotate.quantities.calendar import (
    Days,
    Partial,
    days_after,
    months_after,
    settled,
    settled_ahead,
    told_weekday,
    weekday_after,
    weekday_before,
)
from annotate.quantities.finding import Finding
from annotate.quantities.numerals import NO_PLURAL, OF_SHARE, ORDINALS
from annotate.quantities.tense import is_over, is_to_come
from annotate.script import plain

_MONTHS = "january february march april may june july august september october november december".split()
MONTHS = {month: number for number, month in enumerate(_MONTHS, 1)}
MONTHS |= {month[:3]: number for month, number in MONTHS.items()} | {"sept": 9}
WEEKDAYS = {day: n for n, day in enumerate("monday tuesday wednesday thursday friday saturday sunday".split())}

_FULL = "|".join(month.capitalize() for month in _MONTHS)
_SHORT = "|".join(name.capitalize() for name in MONTHS if name not in {*_MONTHS})
_MONTH = rf"{_FULL}|(?:Sept|{_SHORT})\b\.?"
_WEEKDAY = "|".join(day.capitalize() for day in WEEKDAYS)
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_YEAR = r"(?:1[0-9]|20)\d\d"
_MARKED_YEAR = rf"{common_era.YEAR}|{_YEAR}"


def _one_of(names: Iterable[str]) -> str:
    """A pattern for names in which the apostrophe may be written either way."""
    return "|".join(re.escape(name).replace("'", "['’]") for name in names)


_ERA = _one_of(name for era in ERAS for name in era.latin)
_KNOWN_ERA = _one_of(name for era in ERAS if era.is_counted for name in era.latin)
"""Eras that are named with nothing but a number behind: Kangxi 18."""
_SMALL = "|".join(("the", "last", "next", "this", "yesterday", "today", "tomorrow", *sorted({w[:3] for w in ORDINALS})))
"""What begins a date with a small letter. Told first, it spares trying every pattern at every word."""
DATE = re.compile(
    rf"""(?<![\w.-])(?=\d|[A-Z]|{_SMALL})(?:
    (?P<iso>{_YEAR}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))
    |(?:(?P<w1>{_WEEKDAY}),?\ \(?)?(?:the\ )?(?P<d1>{_DAY})\ (?:of\ )?(?P<m1>{_MONTH})(?:,?\ (?P<y1>{_MARKED_YEAR}))?\)?
    |(?:(?P<w2>{_WEEKDAY}),?\ \(?)?(?P<m2>{_MONTH})\ (?P<d2>{_DAY})(?:,?\ (?P<y2>{_MARKED_YEAR}))?\)?
    |(?P<m3>{_MONTH}),?\ (?P<y3>{_YEAR})
    |(?:[Tt]he\ )?(?P<nth>{"|".join(ORDINALS)}|[1-9]\d?(?:st|nd|rd|th))\ year\ of\ (?:the\ )?(?P<era>{_ERA})
        (?:\ Emperor)?{IN_BOTH}(?:(?:['’]s)?\ (?:reign|era|period))?{IN_BOTH}
    |(?=[A-Z][\w'’-]+\ (?:[A-Z]\w+\ )?[1-9])(?P<era2>{_KNOWN_ERA})\ (?P<of_era>[1-9]\d?){NO_COUNT}
    |(?P<turn>[Ll]ast|[Nn]ext|[Tt]his)\ (?P<what>{_WEEKDAY}|year|month)
    |(?P<w4>{_WEEKDAY})
    |(?P<near>yesterday|today|tomorrow|Yesterday|Today|Tomorrow)(?!['’]s\ [A-Z])
    |(?<=in\ )(?P<m5>{_FULL})
    )(?![\w-])(?!\.\d)""",
    re.VERBOSE,
)
_BEFORE_YEAR = "in since until till during year circa died born late early spring summer autumn winter".split()
_BEFORE_NUMBER = "of by from before after to through".split()
"""What stands before a year, and before a number as well."""
_OF_YEAR = (
    "film movie novel book album song play game season war coup census report law edition election general presidential"
    " earthquake"
).split()
"""What is called by its year: the 1933 film; so is what has a name, the 2006 Winter Olympics."""
_FIGURES = "budget target forecast outlook results figures data plan plans report estimate estimates".split()
_PARTS_OF_YEAR = "spring summer autumn winter beginning middle end year".split()
_MARKS_OF_YEAR = (
    *(rf"(?<=\b[{word[0].upper()}{word[0]}]{word[1:]} )" for word in _BEFORE_YEAR),
    *(rf"(?<=\b[{word[0].upper()}{word[0]}]{word[1:]} )(?=\d{{4}}{NO_PLURAL})" for word in _BEFORE_NUMBER),
    *(rf"(?<=\b{part} of )" for part in _PARTS_OF_YEAR),
    *(rf"(?<=\b{figures} for )(?=\d{{4}}{NO_PLURAL})" for figures in _FIGURES),
    *(rf"(?<=[(（]{mark})" for mark in ("", r"r\. ", r"b\. ", r"d\. ", r"c\. ", r"fl\. ")),
    *(r"(?<=\b[QH][1-4] )", r"(?<=\b[Mm]id-)", r"(?<=\b(?:early|later) as )", r"(?<=\bc\. )"),
    *(rf"(?<=\b[12]\d\d\d{gap})(?=\d{{4}}{NO_PLURAL})" for gap in (" and ", " or ", ", and ")),
    rf"(?<=\b[Bb]etween )(?={_YEAR} and {_YEAR}(?![\d,]|\.\d){NO_PLURAL})",
    rf"(?<=\b[Tt]he )(?={_YEAR} (?:[A-Z]|(?:{'|'.join(_OF_YEAR)})\b))",
)
_LISTED = "".join(
    rf"(?<!\b[{word[0].upper()}{word[0]}]{word[1:]} )"
    for word in "line lines route routes page pages verse verses number numbers room rooms item items lot lots".split()
)
"""A pattern for where no range of things that are numbered begins: lines 1736–95."""
_REST = r"(?:(?<=[–—])\d\d?|(?<=-)(?:1[3-9]|[2-9]\d|\d))(?!\d)"
"""The end of a range that leaves digits to its beginning, 2003–4; 2003-04 may be a month."""
_IN_BRACKETS = "|".join(rf"(?<=[(（]{mark})" for mark in ("", r"r\. ", r"c\. "))
_CITED, _NAME = r"(?:1[6-9]|20)\d\d", r"[A-Z][\w'’-]+"
_COUNTED = "percent|per cent|people|yuan|dollars"
YEAR = re.compile(
    rf"(?=[1-9(;])(?:(?=[12])(?:{'|'.join(_MARKS_OF_YEAR)})"
    rf"(?P<year>{_YEAR})(?:[–—-](?P<until>{_YEAR}|{_REST}))?(?=[\s,.;:)）–—-]|$)"
    rf"(?!,\d|\.\d|{OF_SHARE}| (?:{_COUNTED}))"
    rf"|(?<![\w.,:/–—-])(?P<bare>(?=[12]){_LISTED}(?:1[5-9]|20)\d\d)[–-](?P<bare_until>{_REST})"
    rf"(?![\w:/]|[.,–-]\d| (?:{_COUNTED})){NO_PLURAL}"
    rf"|(?:{_IN_BRACKETS})(?P<old>[1-9]\d\d)[–—-](?P<old_until>[1-9]\d\d|(?<=[–—])1[0-4]\d\d)(?=[)）])"
    rf"|(?:(?<=[^\W\d_], )|(?<=\b[A-Z]\. )|(?<=\b[A-Z]\., ))(?P<cited>{_CITED})(?=[a-z]?[;)])"
    rf"|(?<=[^\W\d_], )(?P<lived>{_YEAR})[–—-](?P<lived_until>{_YEAR}|{_REST})(?=[;)])"
    rf"|[(;] ?(?:cf\. |see )?{_NAME}(?: et al\.| (?:and|&) {_NAME})? (?P<named>{_CITED})(?=[a-z]?[,;)]))"
)
"""What stands before tells a year from a number; in brackets a word or an author: (Li, X., 2019; Chen, 2020).

In brackets two numbers are years of a life or a reign as well: (712–770).
"""
LED = re.compile(r"(?:^|[.!?;\n(]\s*|\b(?:and|but) )(?:[Ii]n|[Bb]y|[Dd]uring)(?: early| late| \w+ of)? $")
"""What begins a clause that tells of a year; days behind it are of that year."""
COMPARED = re.compile(r"\b(?:since|from|until|till|to|than|before|after|of)(?: in)? (?:early |late )?$")
"""What tells before a month that it is only a bound of something, or compared with it."""
LONG_ASIDE = 50
"""Characters before a date in which a word may tell that it is of a founding, a birth or a death."""
ASIDE = re.compile(
    r"\b(?:founded|established|incorporated|created|set up|born|died|passed away|founding|birth|death|[bd]\.)\s"
    r"[^.!?;\n]*$",
    re.IGNORECASE,
)
_ADDED = "opened|inaugurated|completed|finished|built|listed|launched|unveiled|erected|consecrated"
ADDED = re.compile(
    rf"(?:[,(—–]\s?|^|[.!?]\s|\n)(?:which\s|that\s)?(?:was\s|were\s|had\s)?(?:been\s)?(?:first\s|\w+ly\s)?"
    rf"(?:{_ADDED})\b[^,;.!?()—–\n]*$",
    re.IGNORECASE,
)
"""What tells before a date that it is only added about a thing, where a comma parts it: the museum, opened in 1985,"""


def dates(text: str, days: Days) -> Iterator[Finding]:
    """Dates in text order; partial ones are reckoned from the last year or date before them, or from `days`."""
    found = [*DATE.finditer(text), *YEAR.finditer(text), *common_era.IN_ENGLISH.finditer(text)]
    for match in longest_first(found, _span):
        if match.re is common_era.IN_ENGLISH:
            yield from common_era.years(match)
            continue
        if match.re is YEAR:
            for year in _years(match):
                yield year
                days = days if year.is_aside else days.after(Partial(int(str(year.value))))
            continue
        partial, why = _read(match, days)
        is_aside = _is_aside(match)
        why = why if partial.iso else ""
        is_aside = is_aside or not (partial.is_whole or (match["y3"] and not _is_behind(match, COMPARED)))
        yield Finding(Span(*_bounds(match)), QuantityKind.DATE, partial.iso, why=why, is_aside=is_aside)
        days = days if is_aside else days.after(partial)


def _span(match: re.Match[str]) -> Span:
    """Where a date stands, less the name before the year of a citation."""
    return Span(match.start("named") if match.re is YEAR and match["named"] else match.start(), match.end())


def _years(match: re.Match[str]) -> Iterator[Finding]:
    """The year that `YEAR` found, or both of a range."""
    since, *ends = (group for group, year in match.groupdict().items() if year)
    first = int(match[since])
    until = [(end, int(common_era.whole(match[since], match[end]))) for end in ends]
    later = [(end, year) for end, year in until if year > first]
    if later or not match["bare"]:
        for group, year in ((since, first), *later):
            is_aside = bool(later) or _is_aside(match) or not _is_behind(match, LED)
            yield Finding(Span(*match.span(group)), QuantityKind.DATE, f"{year:04d}", is_aside=is_aside)


def _is_behind(match: re.Match[str], words: re.Pattern[str]) -> bool:
    """Whether such words stand not far before a match."""
    return bool(words.search(match.string, max(0, match.start() - LONG_ASIDE), match.start()))


def _is_aside(match: re.Match[str]) -> bool:
    """Whether a date is of a founding, a birth or a death, or of what a comma adds about a thing."""
    is_parted = match.string.startswith((",", ")", " –", " —", "—"), _bounds(match)[1])
    return _is_behind(match, ASIDE) or (is_parted and _is_behind(match, ADDED))


def _bounds(match: re.Match[str]) -> tuple[int, int]:
    """The match without a bracket that only one of its ends has."""
    text = match[0]
    end = match.end() - (text.endswith(")") and "(" not in text)
    return match.start(), end


def _read(match: re.Match[str], days: Days) -> tuple[Partial, str]:
    """What a match says, and how it was reckoned where it does not say all."""
    spoken = days.spoken
    if match["iso"]:
        return Partial(*map(int, match["iso"].split("-"))), ""
    if name := match["era"] or match["era2"]:
        nth = match["nth"] or match["of_era"]
        number = ORDINALS.get(nth) or int(re.sub(r"\D", "", nth))
        era = BY_NAME[plain(name)]
        return Partial(era.year(number)), f"{name} counts from {era.first}"
    if match["near"]:
        shift = {"yesterday": -1, "today": 0, "tomorrow": 1}[match["near"].lower()]
        return (days_after(spoken, shift), f"reckoned from {spoken}") if spoken else (Partial(), "")
    if match["turn"]:
        turned = spoken and _turned(match["turn"].lower(), match["what"].lower(), spoken)
        return (turned, f"reckoned from {spoken}") if turned else (Partial(), "")
    groups = match.groupdict()
    day = next((groups[name] for name in ("d1", "d2") if groups[name]), None)
    month = next((groups[name] for name in ("m1", "m2", "m3", "m5") if groups[name]), None)
    year = next((groups[name] for name in ("y1", "y2", "y3") if groups[name]), None)
    weekday = next((groups[name] for name in ("w1", "w2") if groups[name]), None)
    partial = Partial(
        common_era.year_of(year) if year else None,
        MONTHS[month.lower().rstrip(".")] if month else None,
        int(re.sub(r"\D", "", day)) if day else None,
        WEEKDAYS[weekday.lower()] if weekday else None,
    )
    if month:
        is_ahead = is_to_come(match)
        fits, anchor = (settled_ahead, days.since) if is_ahead else (settled, days.near)
        how = "the first from" if is_ahead else "the nearest to"
        return fits(partial, anchor), f"{how} {days.told_near}" if anchor and not year else ""
    bare = WEEKDAYS[match["w4"].lower()]
    return told_weekday(bare, days, is_to_come=is_to_come(match), is_over=is_over(match))


def _turned(turn: str, what: str, anchor: date) -> Partial:
    step = {"last": -1, "this": 0, "next": 1}[turn]
    if what == "year":
        return Partial(anchor.year + step)
    if what == "month":
        return months_after(anchor, step)
    weekday = WEEKDAYS[what]
    if not step:
        return settled(Partial(weekday=weekday), anchor)
    return weekday_before(weekday, anchor) if step < 0 else weekday_after(weekday, anchor)
