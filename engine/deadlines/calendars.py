"""Which days count: weekends, holidays, and windows in which nothing falls due.

A **business day** is a day of the calendar that is neither in the weekend, nor a holiday,
nor inside a freeze.  A **freeze** is a window of whole days, both ends included, in which
no deadline falls: the IETF lets no draft expire around its meetings, since nobody could
post a new version then.  A calendar speaks of local days; which zone makes them is said
where a deadline is counted.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import islice

from placet.engine.errors import N_, BadInput

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
"""The days of the week as a calendar names them, Monday first."""

FIRST_YEAR, LAST_YEAR = 1970, 2200
"""The years in which holidays and freezes may lie."""

LONGEST_FREEZE = 366
"""Days that one freeze may last: a mistyped year is refused."""

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Freeze:
    """A window, from the first day to the last (included), in which no deadline falls."""

    first: date
    last: date
    title: str = ""

    def __post_init__(self) -> None:
        _check_year("freezes", self.first)
        _check_year("freezes", self.last)
        if self.last < self.first:
            raise BadInput(
                "freezes",
                N_("The freeze from {first} to {last} ends before it begins."),
                N_("Write the earlier date first."),
                first=self.first.isoformat(),
                last=self.last.isoformat(),
            )
        if (self.last - self.first).days >= LONGEST_FREEZE:
            raise BadInput(
                "freezes",
                N_("The freeze from {first} to {last} is longer than a year."),
                N_("Look at the years."),
                first=self.first.isoformat(),
                last=self.last.isoformat(),
            )

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days on which an organisation does not work, and its freezes."""

    weekend: frozenset[str] = frozenset({"saturday", "sunday"})
    holidays: frozenset[date] = frozenset()
    freezes: tuple[Freeze, ...] = ()

    def __post_init__(self) -> None:
        for name in sorted(self.weekend - set(WEEKDAYS)):
            raise BadInput(
                "weekend",
                N_("There is no day of the week called {name}."),
                N_("Use {names}."),
                name=repr(name),
                names=", ".join(WEEKDAYS),
            )
        if len(self.weekend) == len(WEEKDAYS):
            raise BadInput(
                "weekend",
                N_("Every day of the week is in the weekend."),
                N_("Leave out the days on which the organisation works."),
            )
        for day in sorted(self.holidays):
            _check_year("holidays", day)


ORDINARY = Calendar()
"""Saturday and Sunday are free, without holidays or freezes."""


def is_business_day(day: date, calendar: Calendar = ORDINARY) -> bool:
    """Does the day count: not in the weekend, no holiday, in no freeze?"""
    return (
        WEEKDAYS[day.weekday()] not in calendar.weekend
        and day not in calendar.holidays
        and freeze_on(day, calendar.freezes) is None
    )


def freeze_on(day: date, freezes: tuple[Freeze, ...]) -> Freeze | None:
    """The freeze that the day lies in; of several the one that ends last."""
    around = [freeze for freeze in freezes if day in freeze]
    return max(around, key=lambda freeze: freeze.last) if around else None


def business_days_after(day: date, count: int, calendar: Calendar) -> date:
    """The `count`-th business day after a day, which itself does not count.

    Raises OverflowError beyond the year 9999.
    """
    return _nth(_business_days(day, _DAY, calendar), count)


def business_days_before(day: date, count: int, calendar: Calendar) -> date:
    """The `count`-th business day before a day, which itself does not count."""
    return _nth(_business_days(day, -_DAY, calendar), count)


@lru_cache(maxsize=256)
def business_span(count: int, calendar: Calendar) -> tuple[int, int]:
    """The least and the most days that `count` business days can take, wherever they begin.

    Far from holidays and freezes one week is like any other; near them each day is tried.
    """
    week = _working(date(2001, 1, 1), 7 * count + 14, Calendar(calendar.weekend))
    least = min((b - a).days for a, b in zip(week, week[count - 1 :], strict=False)) + 1
    most = max((b - a).days for a, b in zip(week, week[count:], strict=False))
    closed = (*calendar.holidays, *(f.first for f in calendar.freezes))
    opened = (*calendar.holidays, *(f.last for f in calendar.freezes))
    if not closed:
        return least, most
    around = timedelta(days=most + 7)
    begin, end = min(closed) - around, max(opened) + around
    near = _working(begin, (end - begin).days, calendar)
    return least, max((b - a).days for a, b in zip(near, near[count:], strict=False))


def _working(first: date, length: int, calendar: Calendar) -> list[date]:
    """The business days among `length` days."""
    days = (first + n * _DAY for n in range(length))
    return [day for day in days if is_business_day(day, calendar)]


def _business_days(day: date, step: timedelta, calendar: Calendar) -> Iterator[date]:
    while True:
        day += step
        if is_business_day(day, calendar):
            yield day


def _nth(days: Iterator[date], count: int) -> date:
    return next(islice(days, count - 1, None))


def _check_year(field: str, day: date) -> None:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise BadInput(
            field,
            N_("{day} is not a date that a calendar can hold."),
            N_("Write a date from {first} to {last}."),
            day=day.isoformat(),
            first=FIRST_YEAR,
            last=LAST_YEAR,
        )
