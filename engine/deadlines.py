"""Time: periods, the instants at which they end, and the reminders before them.

A deadline is one instant with the zone it was set in.  *Hours* are elapsed time: 72 hours
are 72 hours across a change of clocks.  *Days, weeks and months* are wall-clock time: the
calendar of the zone is counted, and the period ends at **23:59:00** local time of its last
day, the minute that letters name ("by 14 March, 23:59").  Where clocks repeat or skip that
minute the later instant is meant: nobody loses time to a change of clocks.  `now` is in
time while `now < deadline.at`: at the very instant it is too late.

Only this module knows which library counts.  Everything given and returned is a
`datetime` that is aware; naive ones are refused.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from whenever import Instant, TimeZoneNotFoundError, ZonedDateTime

from placet.engine.errors import N_, BadInput
from placet.engine.model import Deadline

LAST_MINUTE = (23, 59)
"""The local time at which a period of days, weeks or months ends."""

SHORT = timedelta(days=2)
"""Below this length only reminders counted in hours are sent (the last call)."""

_UNITS = {"hour": "hours", "day": "days", "week": "weeks", "month": "months"}
_MOST = {"hours": 24 * 366, "days": 3660, "weeks": 520, "months": 120}
_SHORT_NAMES = {"hours": "h", "days": "d", "weeks": "w", "months": "mo"}
_LONGEST_HOURS = {"hours": 1, "days": 25, "weeks": 169, "months": 745}
_SHORTEST_HOURS = {"hours": 1, "days": 23, "weeks": 167, "months": 671}
_PERIOD = re.compile(r"([1-9][0-9]{0,4}) (hour|day|week|month)s?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Period:
    """A length of time as people agree on it: `count` of hours, days, weeks or months."""

    count: int
    unit: str

    def __str__(self) -> str:
        return f"{self.count} {self.unit if self.count > 1 else self.unit[:-1]}"

    @property
    def short(self) -> str:
        """The name of a reminder that is due this long before: 7d, 24h, 2w, 1mo."""
        return f"{self.count}{_SHORT_NAMES[self.unit]}"


@dataclass(frozen=True, slots=True)
class Distance:
    """How far an instant is away: whole `unit`s (days, hours, minutes), rounded down.

    Days are spoken of from two days on, hours from two hours on.  `past` says that the
    instant was reached.
    """

    unit: str
    count: int
    past: bool = False


def parse_period(text: str) -> Period:
    """The period that a text such as "4 weeks", "72 hours" or "1 month" means."""
    found = _PERIOD.fullmatch(text.strip())
    if found is None:
        raise BadInput(
            "period",
            N_("{text} is not a period."),
            N_("Write a number and hours, days, weeks or months, such as 4 weeks."),
            text=repr(text),
        )
    period = Period(int(found[1]), _UNITS[found[2]])
    if period.count > _MOST[period.unit]:
        raise BadInput(
            "period",
            N_("{text} is too long."),
            N_("Write at most {most}."),
            text=text,
            most=str(Period(_MOST[period.unit], period.unit)),
        )
    return period


def shorter(one: Period, other: Period) -> bool:
    """Is `one` shorter than `other` whenever they begin, changes of clocks included?"""
    if one.unit == other.unit:
        return one.count < other.count
    if {one.unit, other.unit} == {"days", "weeks"}:
        return _days(one) < _days(other)
    return one.count * _LONGEST_HOURS[one.unit] < other.count * _SHORTEST_HOURS[other.unit]


def ends(start: datetime, period: Period, zone: str) -> Deadline:
    """When a period that begins at `start` ends, by the calendar of `zone`."""
    local = _local(start, zone)
    if period.unit == "hours":
        return Deadline(_utc(local.add(hours=period.count)), zone)
    last = local.to_plain().date().add(**{period.unit: period.count})
    hour, minute = LAST_MINUTE
    at = ZonedDateTime(
        last.year, last.month, last.day, hour, minute, tz=zone, disambiguation="later"
    )
    return Deadline(_utc(at), zone)


def before(deadline: Deadline, period: Period) -> datetime:
    """The instant (UTC) that lies `period` before a deadline; days by the wall clock."""
    local = _local(deadline.at, deadline.zone)
    if period.unit == "hours":
        return _utc(local.subtract(hours=period.count))
    return _utc(local.subtract(**{period.unit: period.count}, disambiguation="later"))


def in_time(now: datetime, deadline: Deadline) -> bool:
    """Is there still time?  At the instant of the deadline there is none."""
    return _aware(now) < _aware(deadline.at)


def reminder_times(
    opened_at: datetime, deadline: Deadline, offsets: Sequence[str]
) -> tuple[tuple[str, datetime], ...]:
    """The reminders of one ballot, earliest first: name ("7d", "24h") and instant (UTC).

    Only those after the opening; of two at one instant the one given last.  A ballot
    shorter than two days has none but those counted in hours.
    """
    short = _aware(deadline.at) - _aware(opened_at) < SHORT
    due: dict[datetime, str] = {}
    for period in map(parse_period, offsets):
        at = before(deadline, period)
        if at > opened_at and (period.unit == "hours" or not short):
            due[at] = period.short
    return tuple((due[at], at) for at in sorted(due))


def reminders_due(
    opened_at: datetime, deadline: Deadline, offsets: Sequence[str], now: datetime
) -> str | None:
    """The name of the latest reminder whose time has come; None before it and at the end.

    Earlier ones that nobody sent are not caught up with: after an outage there is one
    reminder, not a flood.
    """
    if not in_time(now, deadline):
        return None
    passed = [name for name, at in reminder_times(opened_at, deadline, offsets) if at <= now]
    return passed[-1] if passed else None


def distance(now: datetime, at: datetime) -> Distance:
    """How far `at` is from `now`, in the unit that a person would use."""
    seconds = int((_aware(at) - _aware(now)).total_seconds())
    past, minutes = seconds <= 0, abs(seconds) // 60
    if minutes >= 2 * 24 * 60:
        return Distance("days", minutes // (24 * 60), past)
    if minutes >= 2 * 60:
        return Distance("hours", minutes // 60, past)
    return Distance("minutes", minutes, past)


def check_zone(zone: str) -> str:
    """The zone itself, if the IANA database knows it."""
    try:
        ZonedDateTime(2000, 1, 1, tz=zone)
    except (TimeZoneNotFoundError, ValueError, TypeError):
        raise BadInput(
            "zone",
            N_("There is no time zone called {zone}."),
            N_("Write a name of the IANA database, such as Europe/Paris or UTC."),
            zone=zone,
        ) from None
    return zone


def _local(moment: datetime, zone: str) -> ZonedDateTime:
    return Instant(_aware(moment)).to_tz(check_zone(zone))


def _utc(moment: ZonedDateTime) -> datetime:
    return moment.to_instant().to_stdlib().astimezone(UTC)


def _aware(moment: datetime) -> datetime:
    if moment.utcoffset() is None:
        raise BadInput(
            "time",
            N_("{moment} does not say in which time zone it is."),
            N_("Add the offset, such as 2027-03-01T09:00:00+00:00."),
            moment=moment.isoformat(),
        )
    return moment


def _days(period: Period) -> int:
    return period.count * (7 if period.unit == "weeks" else 1)
