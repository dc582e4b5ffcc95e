"""Reckoning with partial dates: what "Tuesday", "6 January" or "last month" means beside a date that is known."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

WEEK = 7
YEARS_NEAR = 15
LONG_PAST = timedelta(days=60)
"""From the day of writing; news tell weekdays of the weeks around it."""


@dataclass(frozen=True, slots=True)
class Partial:
    """What an expression says of a date: any of weekday (Monday is 0), day, month, year."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None

    @property
    def is_whole(self) -> bool:
        """Whether year, month and day are given."""
        return None not in (self.year, self.month, self.day)

    @property
    def iso(self) -> str:
        """As much of the date as is given, in ISO 8601, as `@when` takes it; empty when that is no date.

        Years before our era are counted as in the Guidelines of TEI and version 1.0 of XML Schema: the year 0000 is
        none, and -0001 is 1 BC.

        >>> Partial(2026, 1, 6).iso, Partial(2026, 1).iso, Partial(month=1, day=6).iso, Partial(2026, 2, 30).iso
        ('2026-01-06', '2026-01', '--01-06', '')
        >>> Partial(-551).iso, Partial(-44, 3, 15).iso, Partial(0).iso
        ('-0551', '-0044-03-15', '')
        """
        try:
            date(self._like, self.month or 1, self.day or 1)
        except ValueError:
            return ""
        sign = "-" if self.year is None or self.year < 0 else ""
        year = sign if self.year is None else f"{sign}{abs(self.year):04d}"
        if self.month is None:
            return year if self.year is not None and self.day is None else ""
        day = "" if self.day is None else f"-{self.day:02d}"
        return f"{year}-{self.month:02d}{day}"

    @property
    def middle(self) -> date | None:
        """The day from which no other of the year, or of the month, lies far; None before our era, and without a year.

        >>> Partial(2026).middle, Partial(2026, 2).middle
        (datetime.date(2026, 7, 2), datetime.date(2026, 2, 15))
        """
        if not self.iso or self.year is None or self.year < 0:
            return None
        return date(self.year, self.month or 7, self.day or (15 if self.month else 2))

    @property
    def first(self) -> date | None:
        """The first day of the year, or of the month; None before our era, and without a year."""
        return self.middle and date(self.middle.year, self.month or 1, self.day or 1)

    @property
    def _like(self) -> int:
        """A year of the calendar that has the days of this one, as far as anybody counts them."""
        leap_year, other_year = 2000, 2001
        if self.year is None:
            return leap_year
        return other_year if self.year < 0 else self.year


@dataclass(frozen=True, slots=True)
class Days:
    """The days from which others are reckoned, as far as they are known."""

    spoken: date | None = None
    """When the text was written: yesterday, last year and next Monday are reckoned from it alone."""
    told: date | None = None
    """The last whole date that the text gives: weekdays lie nearest to it, if their verbs allow."""
    told_year: Partial | None = None
    """The last year that the text gives after that date, with its month or without: 6 January is of it, or near it."""
    republican: frozenset[int] = frozenset()
    """Years that the text says are of the Republic of China's own count: of 民國117年 there, 119年 is one more."""
    counted: int | None = None
    """The least such year that the text has given so far: after 民國35年, 67年 may tell another."""

    @property
    def of_week(self) -> date | None:
        """From which a bare weekday is reckoned: from what the text tells, unless that is long past."""
        if self.told and self.spoken and abs(self.told - self.spoken) > LONG_PAST:
            return self.spoken
        return self.told or self.spoken

    @property
    def told_near(self) -> str:
        """The date, or as much as is told of it, from which a day or a month without its year is reckoned."""
        return self.told_year.iso if self.told_year else str(self.told or self.spoken)

    @property
    def since(self) -> date | None:
        """The date before which no day or month without its year lies that is told of as lying ahead."""
        return self.told_year.first if self.told_year else self.told or self.spoken

    @property
    def near(self) -> date | None:
        """The date from which a day or a month without its year is reckoned: of a year or a month, the middle."""
        return self.told_year.middle if self.told_year else self.told or self.spoken

    def is_republican(self, year: int) -> bool:
        """Whether a number of years is rather a year of the Republic's own count, near one that the text gives."""
        return self.is_later(year) or any(abs(year - other) <= YEARS_NEAR for other in self.republican)

    def is_later(self, year: int) -> bool:
        """Whether a number of years is larger than a year of the Republic's own count that the text has given."""
        return self.counted is not None and self.counted < year

    def counting(self, years: Iterable[int]) -> Days:
        """The days once the text has given years of the Republic's own count."""
        counted = min((*years, *filter(None, [self.counted])), default=None)
        return replace(self, counted=counted)

    def after(self, partial: Partial) -> Days:
        """The days once the text has given a date; a year alone tells nothing new of days near the day of writing."""
        if not partial.iso or partial.year is None or partial.year < 0:
            return self
        if partial.is_whole:
            return replace(self, told=date.fromisoformat(partial.iso), told_year=None)
        is_of_news = self.spoken and self.near and abs(self.near - self.spoken) <= LONG_PAST
        return self if is_of_news and partial.month is None else replace(self, told_year=partial)


def settled(partial: Partial, anchor: date | None) -> Partial:
    """The date that fits the expression and lies nearest to `anchor`; what nothing tells stays open.

    >>> monday = date(2026, 1, 5)
    >>> settled(Partial(weekday=1), monday).iso, settled(Partial(month=12, day=30), monday).iso
    ('2026-01-06', '2025-12-30')
    """
    if anchor is None or partial.is_whole or partial.year is not None:
        return partial
    if partial.month is not None:
        return _nearest_year(partial, anchor)
    if partial.day is not None:
        return _nearest_month(partial, anchor)
    if partial.weekday is not None:
        return _nearest_weekday(partial.weekday, anchor)
    return partial


def settled_ahead(partial: Partial, anchor: date | None) -> Partial:
    """The first date from `anchor` on that fits the expression, which has a month.

    >>> january = date(2026, 1, 5)
    >>> settled_ahead(Partial(month=12), january).iso, settled_ahead(Partial(month=1, day=4), january).iso
    ('2026-12', '2027-01-04')
    """
    if anchor is None or partial.year is not None or partial.month is None:
        return partial
    is_over = (partial.month, partial.day or anchor.day) < (anchor.month, anchor.day)
    ahead = replace(partial, year=anchor.year + is_over, weekday=None)
    return ahead if ahead.iso else partial


def told_weekday(weekday: int, days: Days, *, is_to_come: bool, is_over: bool) -> tuple[Partial, str]:
    """The day that a bare weekday is, and how it was reckoned: the nearest, if the verb beside it allows.

    What is told as over lies before the day of writing, or on it, and what is told as to come behind.

    >>> friday = Days(spoken=date(2026, 5, 8))
    >>> told_weekday(0, friday, is_to_come=False, is_over=True)[0].iso
    '2026-05-04'
    """
    anchor = days.of_week
    if anchor is None:
        return Partial(weekday=weekday), ""
    nearest, spoken = _nearest_weekday(weekday, anchor), days.spoken
    if spoken and is_to_come and nearest.iso < spoken.isoformat():
        return weekday_after(weekday, spoken), f"the first after {spoken}"
    if spoken and is_over and nearest.iso > spoken.isoformat():
        return weekday_before(weekday, spoken), f"the last before {spoken}"
    return nearest, f"the nearest to {anchor}"


def of(day: date) -> Partial:
    """A whole date."""
    return Partial(day.year, day.month, day.day)


def days_after(anchor: date, count: int) -> Partial:
    """The day that lies `count` days after `anchor`; nothing where the calendar has no such day.

    >>> days_after(date(2026, 1, 1), -1).iso, days_after(date(9999, 12, 31), 1).iso
    ('2025-12-31', '')
    """
    try:
        return of(anchor + timedelta(days=count))
    except OverflowError:
        return Partial()


def weekday_before(weekday: int, anchor: date) -> Partial:
    """The last such weekday before `anchor`."""
    return days_after(anchor, -((anchor.weekday() - weekday - 1) % WEEK + 1))


def weekday_after(weekday: int, anchor: date) -> Partial:
    """The first such weekday after `anchor`."""
    return days_after(anchor, (weekday - anchor.weekday() - 1) % WEEK + 1)


def weekday_of_week(weekday: int, anchor: date, weeks: int) -> Partial:
    """That weekday in the week (from Monday) that lies `weeks` after the one of `anchor`."""
    return days_after(anchor, weekday - anchor.weekday() + WEEK * weeks)


def months_after(anchor: date, count: int) -> Partial:
    """The month that lies `count` months after the one of `anchor`."""
    months = anchor.year * 12 + anchor.month - 1 + count
    return Partial(months // 12, months % 12 + 1)


def _nearest_weekday(weekday: int, anchor: date) -> Partial:
    after = (weekday - anchor.weekday()) % WEEK
    return days_after(anchor, after if after <= WEEK // 2 else after - WEEK)


def _nearest_year(partial: Partial, anchor: date) -> Partial:
    if partial.day is None:
        distance = (partial.month or 1) - anchor.month
        return Partial(anchor.year + (distance < -6) - (distance > 6), partial.month)
    days = [day for year in (-1, 0, 1) if (day := _day(anchor.year + year, partial.month or 1, partial.day))]
    fitting = [day for day in days if partial.weekday in {None, day.weekday()}] or days
    return of(min(fitting, key=lambda day: abs(day - anchor))) if fitting else partial


def _nearest_month(partial: Partial, anchor: date) -> Partial:
    day = _day(anchor.year, anchor.month, partial.day or 1)
    return of(day) if day else partial


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
