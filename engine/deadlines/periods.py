"""Lengths of time as people agree on them, and how they compare.

A period is a number of one unit.  Which instant it ends at is the business of `instants`;
here periods are only read, written and compared.

Two periods of different units compare by bounds that hold wherever they begin: a month has
28 to 31 days, a week 7, ten business days at least 12 and as many as the calendar makes
them.  Where the bounds overlap neither is shorter.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NoReturn

from placet.engine.deadlines.calendars import ORDINARY, Calendar, business_span
from placet.engine.errors import N_, BadInput

PERIOD_PATTERN = r"[1-9][0-9]{0,4} (hour|business day|day|week|month|year)s?"
"""What a period looks like, for a schema: "4 weeks", "10 business days"."""

BEFORE_MEETING, AT_MEETING = " before the meeting", "at the meeting"
AFTER_MEETING = " after the meeting"
"""How a term that is counted from a meeting is written (`terms`)."""

CLOCK_SHIFT = 3
"""Hours by which changes of clocks may lengthen or shorten a number of days: one in most
zones, two in Antarctica/Troll, three in Antarctica/Casey."""

_MOST = {
    "hours": 24 * 366,
    "days": 3660,
    "business days": 2500,
    "weeks": 520,
    "months": 120,
    "years": 10,
}
_SHORT_NAMES = {
    "hours": "h",
    "days": "d",
    "business days": "bd",
    "weeks": "w",
    "months": "mo",
    "years": "y",
}
_PERIOD = re.compile(PERIOD_PATTERN, re.ASCII)


@dataclass(frozen=True, slots=True)
class Period:
    """A length of time as people agree on it: `count` of a unit.

    Units are hours (elapsed), days, weeks, months and years (by the wall clock of a zone)
    and business days (by a calendar).
    """

    count: int
    unit: str

    def __str__(self) -> str:
        return f"{self.count} {self.unit if self.count > 1 else self.unit[:-1]}"

    @property
    def short(self) -> str:
        """The name of a reminder that is due this long before: 7d, 5bd, 24h, 2w, 1mo, 1y."""
        return f"{self.count}{_SHORT_NAMES[self.unit]}"


def parse_period(text: str) -> Period:
    """The period that a text such as "4 weeks", "72 hours" or "10 business days" means."""
    text = text.strip()
    found = _PERIOD.fullmatch(text)
    if found is None:
        _no_period(text)
    period = Period(int(text.split(" ", 1)[0]), f"{found[1]}s")
    if period.count > _MOST[period.unit]:
        raise BadInput(
            "period",
            N_("{text} is too long."),
            N_("Write at most {most}."),
            text=text,
            most=str(Period(_MOST[period.unit], period.unit)),
        )
    return period


def _no_period(text: str) -> NoReturn:
    if text == AT_MEETING or text.endswith((BEFORE_MEETING, AFTER_MEETING)):
        raise BadInput(
            "period",
            N_("{text} is counted from a meeting, and no meeting is meant here."),
            N_("Write a length of time alone, such as 4 weeks."),
            text=repr(text),
        )
    raise BadInput(
        "period",
        N_("{text} is not a period."),
        N_(
            "Write a number and hours, days, business days, weeks, months or years, "
            "such as 4 weeks."
        ),
        text=repr(text),
    )


def shorter(one: Period, other: Period, calendar: Calendar = ORDINARY) -> bool:
    """Is `one` shorter than `other` whenever they begin, changes of clocks included?"""
    if one.unit == other.unit:
        return one.count < other.count
    if "hours" in (one.unit, other.unit):
        return _hours(one, calendar)[1] < _hours(other, calendar)[0]
    return _days(one, calendar)[1] < _days(other, calendar)[0]


def _days(period: Period, calendar: Calendar) -> tuple[int, int]:
    """How many days the period has at least and at most."""
    n = period.count
    match period.unit:
        case "business days":
            return business_span(n, calendar)
        case "months":
            years, months = divmod(n, 12)
            return 365 * years + 28 * months, 366 * years + 31 * months
        case "years":
            return 365 * n, 366 * n
        case "weeks":
            return 7 * n, 7 * n
        case _:
            return n, n


def _hours(period: Period, calendar: Calendar) -> tuple[int, int]:
    """How many hours the period has at least and at most."""
    if period.unit == "hours":
        return period.count, period.count
    least, most = _days(period, calendar)
    return 24 * least - CLOCK_SHIFT, 24 * most + CLOCK_SHIFT
