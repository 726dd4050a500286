"""Calendars, starts and zones for the properties of deadlines; and how to write instants."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from placet.engine.deadlines import WEEKDAYS, Calendar, Freeze, Period

BRUSSELS, GENEVA, NEW_YORK = "Europe/Brussels", "Europe/Zurich", "America/New_York"

ZONES = (
    BRUSSELS,
    NEW_YORK,
    "UTC",
    "America/Santiago",
    "Pacific/Apia",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "Antarctica/Troll",
    "Africa/Cairo",
)
"""Zones that change clocks by an hour, by half an hour, by two hours, at midnight, never."""


def at(text: str, zone: str = "UTC") -> datetime:
    """An instant (UTC) given as local time of the zone."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def day(text: str) -> date:
    return date.fromisoformat(text)


def frozen(first: str, last: str, title: str = "") -> Freeze:
    return Freeze(day(first), day(last), title)


def open_days(first: date, last: date, calendar: Calendar) -> int:
    """Business days from the first day to the last, both included: counted one by one."""
    every = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return sum(
        1
        for d in every
        if WEEKDAYS[d.weekday()] not in calendar.weekend
        and d not in calendar.holidays
        and not any(f.first <= d <= f.last for f in calendar.freezes)
    )


zones = st.sampled_from(ZONES)
dates = st.dates(date(2026, 1, 1), date(2028, 12, 31))
starts = st.datetimes(datetime(2026, 1, 1), datetime(2028, 12, 31), timezones=st.just(UTC))
freezes = st.builds(
    lambda first, length: Freeze(first, first + timedelta(days=length)),
    dates,
    st.integers(0, 40),
)
calendars = st.builds(
    Calendar,
    weekend=st.frozensets(st.sampled_from(WEEKDAYS), max_size=3),
    holidays=st.frozensets(dates, max_size=12),
    freezes=st.lists(freezes, max_size=3).map(tuple),
)
units = st.sampled_from(["hours", "days", "business days", "weeks", "months", "years"])
wall_units = st.sampled_from(["days", "business days", "weeks", "months", "years"])


def periods(of: st.SearchStrategy[str] = units, most: int = 40) -> st.SearchStrategy[Period]:
    """Periods; years are few, since a calendar ends."""
    return st.builds(
        lambda count, unit: Period(min(count, 10) if unit == "years" else count, unit),
        st.integers(1, most),
        of,
    )
