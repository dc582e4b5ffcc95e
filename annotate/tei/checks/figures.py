"""Checks of dates and numbers: what an attribute says is what the words say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from math import isclose

from annotate.tei.checks.declare import WARNING, Check, Told, declare
from annotate.tei.elements import Element, tei
from annotate.tei.inspection import Inspection
from annotate.tei.reading import Reading

_DATE_ATTRIBUTES = ("when", "from", "to", "notBefore", "notAfter")
_SHAPE = re.compile(r"(?P<year>-?\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d)(?P<time>T.+)?)?)?|--\d\d(?:-\d\d)?|---\d\d")
_YEAR = re.compile(r"(?<!\d)(1[0-9]{3}|20[0-9]{2}|21[0-9]{2})(?!\d)")
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_WRITTEN = re.compile(
    r"""
    (?:(?<!\d)(?P<before>\d{1,2})(?:st|nd|rd|th)?\ (?:of\ )?)?                 # 4 March, 4th of March
    \b(?P<name>(?:Jan|Febr)(?:uary)?|Feb|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?
    |Oct(?:ober)?|(?:Nov|Dec)(?:ember)?)\b\.?
    (?:\ (?P<after>\d{1,2})(?:st|nd|rd|th)?(?![\d:]))?                          # March 4
    | (?<!\d)(?P<month>1[0-2]|0?[1-9])月(?:(?P<day>[12]\d|3[01]|0?[1-9])[日号號])?  # 3月4日
    """,
    re.VERBOSE,
)
_FIGURE = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d,])|(?<![\d.,])\d+(?:\.\d+)?(?![\d,])")
_SCALED = re.compile(r"(?i)hundred|thousand|million|billion|trillion|dozen|percent|[十百千万萬亿億%kmb]")


@declare(
    "date-impossible", "A date is in no calendar, or not in the form of ISO 8601.", "Write 2031-03-04, 2031-03 or 2031."
)
def impossible_dates(inspection: Inspection) -> Told:
    """A date that no calendar has, or that is not written as ISO 8601 asks."""
    for element in inspection.edition.iter("*"):
        for name in _DATE_ATTRIBUTES if element.tag in _DATED else ():
            value = element.get(name)
            if value and _SHAPE.match(value) and _day(value) is not None:
                continue
            if value:
                yield element, f'{name}="{value}" is no date; dates look like 2031-03-04, 2031-03 or 2031'


_DATED = frozenset(map(tei, ("date", "change", "time", "birth", "death", "event", "application", "docDate")))


def _day(value: str) -> date | None:
    """The first day that a date may mean; None when there is none."""
    shape = _SHAPE.match(value)
    if shape is None:
        return None
    if not shape["year"]:
        return date.min
    try:
        return date(max(int(shape["year"]), 1), int(shape["month"] or 1), int(shape["day"] or 1))
    except ValueError:
        return None


@declare("date-in-future", "A date of the header is still to come.", "A header tells what was done.", WARNING)
def future_dates(inspection: Inspection) -> Told:
    """A date of the header that is still to come; asked only when the day is known."""
    for element in inspection.find("t:teiHeader//t:*[@when]") if inspection.today else ():
        day = _day(element.get("when", ""))
        if day is not None and inspection.today is not None and day > inspection.today:
            yield element, f'when="{element.get("when")}" is still to come'


@declare(
    "date-disagrees",
    "A date's words name another year, month or day than its attribute.",
    "Mend whichever is wrong.",
    WARNING,
)
def disagreeing_dates(inspection: Inspection) -> Told:
    """A date whose words name another year, month or day than its attribute."""
    for element in inspection.edition.iter(tei("date")):
        value, words = element.get("when", ""), inspection.side(element, Reading.NORMALIZED)
        stated = _SHAPE.fullmatch(value)
        for part, said in _said(words) if stated and stated["year"] else ():
            if stated and stated[part] and abs(int(stated[part])) not in said:
                yield element, f'the words name the {part} {min(said)}, but when="{value}"'
                break


def _said(words: str) -> Iterator[tuple[str, set[int]]]:
    """The years, months and days that words name; only what they name."""
    written = _WRITTEN.search(words)
    found = {"year": {int(year) for year in _YEAR.findall(words)}, "month": set[int](), "day": set[int]()}
    if written:
        name, number = written["name"], written["month"]
        found["month"] = {int(number) if number else 1 + _MONTHS.index(name[:3].lower())}
        found["day"] = {int(day) for day in (written["before"], written["after"], written["day"]) if day}
    return ((part, values) for part, values in found.items() if values)


@declare("number-disagrees", "A number's figures are not those of its attribute.", "Mend whichever is wrong.", WARNING)
def disagreeing_numbers(inspection: Inspection) -> Told:
    """A number whose figures are not those of its attribute."""
    elements = [*inspection.edition.iter(tei("num"), tei("measure"))]
    for element, following in zip(elements, (*elements[1:], None), strict=False):
        value, words = element.get(_attribute(element)), inspection.side(element, Reading.NORMALIZED)
        figures = _figures(words)
        if value is None or len(figures) != 1 or _SCALED.search(words):
            continue
        try:
            stated = float(value)
        except ValueError:
            yield element, f'{_attribute(element)}="{value}" is no number'
            continue
        if stated != figures[0] and not _is_scaled(stated, figures[0], following, inspection):
            yield element, f'the words say {words.strip()!r}, but {_attribute(element)}="{value}"'


def _is_scaled(stated: float, figure: float, following: Element | None, inspection: Inspection) -> bool:
    """Whether a number has the scale of the one behind it, as the first of 3-4 million."""
    words = "" if following is None else inspection.side(following, Reading.NORMALIZED)
    figures = _figures(words)
    if following is None or len(figures) != 1 or not _SCALED.search(words):
        return False
    try:
        return isclose(stated * figures[0], float(following.get(_attribute(following), "")) * figure)
    except ValueError:
        return False


def _figures(words: str) -> list[float]:
    return [float(each.replace(",", "")) for each in _FIGURE.findall(words)]


def _attribute(element: Element) -> str:
    return "value" if element.tag == tei("num") else "quantity"


CHECKS: tuple[Check, ...] = (
    impossible_dates,
    disagreeing_dates,
    future_dates,
    disagreeing_numbers,
)
