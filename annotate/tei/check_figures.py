"""Checks of dates, numbers and alignments: what an attribute says is what the words say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from statistics import median

from annotate.tei.elements import Element, select, tei
from annotate.tei.inspection import Inspection
from annotate.tei.reading import Reading

Told = Iterator[tuple[Element, str]]

_DATE_ATTRIBUTES = ("when", "from", "to", "notBefore", "notAfter")
_SHAPE = re.compile(r"(?P<year>-?\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d)(?P<time>T.+)?)?)?|--\d\d(?:-\d\d)?|---\d\d")
_YEAR = re.compile(r"(?<!\d)(1[0-9]{3}|20[0-9]{2}|21[0-9]{2})(?!\d)")
_FIGURE = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d,])|(?<![\d.,])\d+(?:\.\d+)?(?![\d,])")
_SCALED = re.compile(r"(?i)hundred|thousand|million|billion|trillion|dozen|percent|[十百千万萬亿億%kmb]")
_FAR = 2.5
"""How many times longer than usual a sentence may be beside its translation."""
_FEW = 5


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


def future_dates(inspection: Inspection) -> Told:
    """A date of the header that is still to come; asked only when the day is known."""
    for element in inspection.find("t:teiHeader//t:*[@when]") if inspection.today else ():
        day = _day(element.get("when", ""))
        if day is not None and inspection.today is not None and day > inspection.today:
            yield element, f'when="{element.get("when")}" is still to come'


def disagreeing_years(inspection: Inspection) -> Told:
    """A date whose words name another year than its attribute."""
    for element in inspection.edition.iter(tei("date")):
        value = element.get("when", "")
        years = _YEAR.findall(inspection.side(element, Reading.NORMALIZED))
        if value[:4].isdigit() and years and value[:4] not in years:
            yield element, f'the words name the year {years[0]}, but when="{value}"'


def disagreeing_numbers(inspection: Inspection) -> Told:
    """A number whose figures are not those of its attribute."""
    for element in inspection.edition.iter(tei("num"), tei("measure")):
        name = "value" if element.tag == tei("num") else "quantity"
        value, words = element.get(name), inspection.side(element, Reading.NORMALIZED)
        figures = [float(each.replace(",", "")) for each in _FIGURE.findall(words)]
        if value is None or len(figures) != 1 or _SCALED.search(words):
            continue
        try:
            stated = float(value)
        except ValueError:
            yield element, f'{name}="{value}" is no number'
            continue
        if stated != figures[0]:
            yield element, f'the words say {words.strip()!r}, but {name}="{value}"'


def single_links(inspection: Inspection) -> Told:
    """A link with fewer than two ends."""
    for link in inspection.edition.iter(tei("link")):
        if len(link.get("target", "").split()) < 2:
            yield link, "a link joins two things or more; this one has one end"


def doubly_aligned(inspection: Inspection) -> Told:
    """A sentence that stands in the alignment more than once."""
    for group in _alignments(inspection):
        seen: set[str] = set()
        for link in group.iter(tei("link")):
            for target in link.get("target", "").split():
                if target in seen:
                    yield link, f"{target} is aligned already"
                seen.add(target)


def crossing_links(inspection: Inspection) -> Told:
    """A link that goes back before the link above it, in one of the texts."""
    order = {f"#{label}": at for at, label in enumerate(inspection.ids)}
    for group in _alignments(inspection):
        reached: dict[Element | None, int] = {}
        for link in group.iter(tei("link")):
            for target in link.get("target", "").split():
                sentence = inspection.ids.get(target[1:])
                version = None if sentence is None else next(sentence.iterancestors(tei("div"), tei("text")), None)
                if order.get(target, 0) < reached.get(version, -1):
                    yield link, f"{target} stands before sentences that are aligned already; the order crosses"
                reached[version] = max(reached.get(version, -1), order.get(target, 0))


def odd_lengths(inspection: Inspection) -> Told:
    """A link between sentences of lengths that seldom go together."""
    for group in _alignments(inspection):
        ratios = [(link, ratio) for link in group.iter(tei("link")) if (ratio := _ratio(link, inspection))]
        usual = median(ratio for _, ratio in ratios) if len(ratios) >= _FEW else None
        for link, ratio in ratios if usual else ():
            if usual and not 1 / _FAR < ratio / usual < _FAR:
                yield link, "the sentences differ in length far more than the others; is something left out?"


def _alignments(inspection: Inspection) -> list[Element]:
    return select(inspection.edition, ".//t:linkGrp[@type='alignment']")


def _ratio(link: Element, inspection: Inspection) -> float | None:
    """How much longer the last text of a link is than its first."""
    lengths: dict[Element | None, int] = {}
    for target in link.get("target", "").split():
        sentence = inspection.ids.get(target[1:])
        if sentence is None:
            return None
        version = next(sentence.iterancestors(tei("div"), tei("text")), None)
        lengths[version] = lengths.get(version, 0) + len(inspection.side(sentence, Reading.NORMALIZED))
    if len(lengths) < 2 or not all(lengths.values()):
        return None
    first, *_, last = lengths.values()
    return last / first
