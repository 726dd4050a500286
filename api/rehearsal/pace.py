"""When people do things in a sketched course: at ten in the morning of days that count."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from placet.engine.deadlines import Calendar, is_business_day

DAY, HOUR, MINUTE = timedelta(1), timedelta(hours=1), timedelta(minutes=1)
_TEN = time(10)
_FEW = 8
"""So many answer an hour apart; more, a minute apart."""
_SEARCH = 366


def morning(after: datetime, zone: str, calendar: Calendar) -> datetime:
    """Ten o'clock of the next business day there."""
    day = after.astimezone(ZoneInfo(zone)).date() + DAY
    for _ in range(_SEARCH):
        if is_business_day(day, calendar):
            break
        day += DAY
    return _utc(datetime.combine(day, _TEN, ZoneInfo(zone)))


def spread(
    count: int, now: datetime, until: datetime, zone: str, calendar: Calendar
) -> list[datetime]:
    """Instants for so many answers before a deadline: soon, and one on the last day.

    Where there is little time they share it.
    """
    first, gap = morning(now, zone, calendar), HOUR if count <= _FEW else MINUTE
    late = datetime.combine((until - DAY).astimezone(ZoneInfo(zone)).date(), _TEN, ZoneInfo(zone))
    if first + count * gap >= late:
        gap = (until - now) // (count + 1) // MINUTE * MINUTE
        return [now + n * gap for n in range(1, count + 1)]
    found = [first + n * gap for n in range(count)]
    return [*found[:-1], _utc(late)] if count > 1 else found


def _utc(at: datetime) -> datetime:
    return at.astimezone(UTC)
