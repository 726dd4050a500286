"""The instants at which periods end, and those that lie before and after a deadline.

A deadline is one instant with the zone it was set in.  *Hours* are elapsed time: 72 hours
are 72 hours across a change of clocks.  Everything else is wall-clock time: the calendar of
the zone is counted, the day of the start does not count, and the period ends at **23:59:00**
local time of its last day, the minute that letters name ("by 14 March, 23:59").  Where
clocks repeat or skip that minute the later instant is meant: nobody loses time to a change
of clocks.  `now` is in time while `now < deadline.at`: at the very instant it is too late.

No period ends inside a freeze of the calendar: it ends at 23:59 of the first day after it
instead.

A period that begins anew (a new text, silence that was broken) is counted from that moment
like any other; the remainder of the old one is never used.

Only this module knows which library counts.  Everything given and returned is a `datetime`
that is aware; naive ones are refused.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from whenever import Date, Instant, TimeZoneNotFoundError, ZonedDateTime

from placet.engine.deadlines.calendars import (
    ORDINARY,
    Calendar,
    Freeze,
    business_days_after,
    business_days_before,
    freeze_on,
)
from placet.engine.deadlines.periods import Period
from placet.engine.errors import N_, BadInput
from placet.engine.model import Deadline

LAST_MINUTE = (23, 59)
"""The local time at which a period that is not counted in hours ends."""


@dataclass(frozen=True, slots=True)
class Distance:
    """How far an instant is away: whole `unit`s (days, hours, minutes), rounded down.

    Days are spoken of from two days on, hours from two hours on.  `past` says that the
    instant was reached.
    """

    unit: str
    count: int
    past: bool = False


def ends(start: datetime, period: Period, zone: str, calendar: Calendar = ORDINARY) -> Deadline:
    """When a period that begins at `start` ends, by the calendar and the clock of `zone`."""
    with _within_reach():
        local = _local(start, zone)
        if period.unit == "hours":
            deadline = Deadline(_utc(local.add(hours=period.count)), zone)
        else:
            deadline = last_minute(_days_on(_day(local), period, calendar), zone)
        return unfrozen(deadline, calendar.freezes)


def last_minute(day: date, zone: str) -> Deadline:
    """23:59 of a day: what a letter means by "by 14 March"."""
    hour, minute = LAST_MINUTE
    at = ZonedDateTime(
        day.year, day.month, day.day, hour, minute, tz=check_zone(zone), disambiguation="later"
    )
    return Deadline(_utc(at), zone)


def unfrozen(deadline: Deadline, freezes: tuple[Freeze, ...]) -> Deadline:
    """The deadline itself, or, inside a freeze, 23:59 of the first day after it.

    IETF practice for the expiry of drafts around meetings (datatracker, `doc/expire.py`);
    the whole of the first day is left to act in.
    """
    day = local_day(deadline)
    while (freeze := freeze_on(day, freezes)) is not None:
        day = freeze.last + timedelta(days=1)
    return deadline if day == local_day(deadline) else last_minute(day, deadline.zone)


def before(deadline: Deadline, period: Period, calendar: Calendar = ORDINARY) -> datetime:
    """The instant (UTC) that lies `period` before a deadline; days keep the hour."""
    return _shifted(deadline, period, calendar, -1)


def after(deadline: Deadline, period: Period, calendar: Calendar = ORDINARY) -> datetime:
    """The instant (UTC) that lies `period` after a deadline; days keep the hour."""
    return _shifted(deadline, period, calendar, 1)


def in_time(now: datetime, deadline: Deadline) -> bool:
    """Is there still time?  At the instant of the deadline there is none."""
    return aware(now) < aware(deadline.at)


def resumed(
    deadline: Deadline, paused_at: datetime, now: datetime, calendar: Calendar = ORDINARY
) -> Deadline | None:
    """The deadline after a pause: the time that was left is given back in full.

    What was left is elapsed time whatever the period was counted in, so that nobody has to
    ask how many business days a part of a day was.  None where the time was over before
    the pause: there is nothing to go on with.
    """
    if not in_time(paused_at, deadline):
        return None
    at = deadline.at + (aware(now) - aware(paused_at))
    return unfrozen(Deadline(aware(at).astimezone(UTC), deadline.zone), calendar.freezes)


def local_day(deadline: Deadline) -> date:
    """The day of a deadline in its own zone."""
    return _day(_local(deadline.at, deadline.zone))


def distance(now: datetime, at: datetime) -> Distance:
    """How far `at` is from `now`, in the unit that a person would use."""
    seconds = int((aware(at) - aware(now)).total_seconds())
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


def written(at: datetime) -> str:
    """An instant as errors carry it: 2027-03-14T20:59:00Z; pages say it in words."""
    return aware(at).astimezone(UTC).isoformat().replace("+00:00", "Z")


def _shifted(deadline: Deadline, period: Period, calendar: Calendar, sign: int) -> datetime:
    """So far after a deadline, or before it; wall-clock units keep the local time."""
    with _within_reach():
        local = _local(deadline.at, deadline.zone)
        if period.unit == "hours":
            return _utc(local.add(hours=sign * period.count))
        today = _day(local)
        days = (_days_on(today, period, calendar, sign) - today).days
        return _utc(local.add(days=days, disambiguation="later"))


def _days_on(day: date, period: Period, calendar: Calendar, sign: int = 1) -> date:
    """The day that lies a wall-clock period after a day, or before it."""
    if period.unit == "business days":
        count = business_days_after if sign > 0 else business_days_before
        return count(day, period.count, calendar)
    return Date(day.year, day.month, day.day).add(**{period.unit: sign * period.count}).to_stdlib()


@contextmanager
def _within_reach() -> Iterator[None]:
    """Say so where the calendar ends (the years 1 and 9999)."""
    try:
        yield
    except (ValueError, OverflowError):
        raise BadInput(
            "deadline",
            N_("The calendar does not reach so far."),
            N_("Look at the year."),
        ) from None


def _local(moment: datetime, zone: str) -> ZonedDateTime:
    return Instant(aware(moment)).to_tz(check_zone(zone))


def _day(moment: ZonedDateTime) -> date:
    return moment.date().to_stdlib()


def _utc(moment: ZonedDateTime) -> datetime:
    return moment.to_instant().to_stdlib().astimezone(UTC)


def aware(moment: datetime) -> datetime:
    """The moment itself, if it says in which zone it is."""
    if moment.utcoffset() is None:
        raise BadInput(
            "time",
            N_("{moment} does not say in which time zone it is."),
            N_("Add the offset, such as 2027-03-01T09:00:00+00:00."),
            moment=moment.isoformat(),
        )
    return moment
