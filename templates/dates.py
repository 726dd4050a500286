"""Instants, distances and numbers in words.

An instant is stored in UTC and shown in a zone, always with the day of the week where
somebody plans by it, and never as "midnight".  Months and days come from CLDR; the order
in English is that of the United Nations: Sunday 14 March 2027, 23:59.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal

from placet.engine import deadlines
from placet.engine.model import Deadline
from placet.templates.i18n import SOURCE, accented, current, filled, is_pseudo, locale, ngettext
from placet.templates.i18n import gettext as _

FILTERS = (
    *("when", "utc", "utc_time", "distance", "number", "city", "iso", "instant", "day", "there"),
    "just_before",
)

_ENGLISH = {
    "long": "EEEE d MMMM y, HH:mm",
    "date": "EEEE d MMMM y",
    "short": "d MMM y",
    "stamp": "d MMM y, HH:mm",
    "time": "HH:mm",
    "daymonth": "d MMM",
}
_ELSEWHERE = {
    "long": ("full", "{date}, {time}"),
    "date": ("full", "{date}"),
    "short": ("medium", "{date}"),
    "stamp": ("medium", "{date}, {time}"),
    "time": ("short", "{time}"),
    "daymonth": ("short", "{date}"),
}


def when(at: datetime, zone: str = "UTC", style: str = "long") -> str:
    """The instant in its zone.

    Styles: long (Sunday 14 March 2027, 23:59), date (without the time), short (14 Mar 2027),
    stamp (14 Mar 2027, 23:59), daymonth (14 Mar), time (23:59).
    """
    local, code = there(at, zone), current()
    if code == SOURCE or is_pseudo(code):
        said = format_datetime(local, _ENGLISH[style], locale=locale(SOURCE))
        return accented(said) if is_pseudo(code) else said
    length, shape = _ELSEWHERE[style]
    where = locale(code)
    return shape.format(date=format_date(local, length, where), time=f"{local:%H:%M}")


def there(at: datetime, zone: str) -> datetime:
    """The instant on the clock of the zone; at the ends of the calendar, its last minute."""
    try:
        return at.astimezone(ZoneInfo(zone))
    except OverflowError:
        return datetime.max if at.year > 1 else datetime.min


def just_before(at: datetime) -> datetime:
    """The last instant before this one: what ends at midnight has its last day before it."""
    return at - timedelta(microseconds=1)


def day(iso_date: str, style: str = "short") -> str:
    """A date without a time, given as in ISO 8601."""
    return when(datetime.fromisoformat(iso_date).replace(tzinfo=UTC), "UTC", style)


def utc(at: datetime, style: str = "stamp") -> str:
    """The instant in UTC, saying so: 14 Mar 2027, 20:59 UTC."""
    return f"{when(at, 'UTC', style)} UTC"


def utc_time(at: datetime, zone: str = "UTC") -> str:
    """20:59 UTC; with the day where it is another one there than in the zone."""
    same_day = there(at, zone).date() == at.astimezone(UTC).date()
    return utc(at, "time" if same_day else "stamp")


def city(zone: str) -> str:
    """How the zone is spoken of: Nairobi for Africa/Nairobi."""
    return zone.rsplit("/", 1)[-1].replace("_", " ")


def in_zone(deadline: Deadline) -> str:
    """A deadline in full: Sunday 14 March 2027, 23:59 Nairobi time (20:59 UTC)."""
    local = when(deadline.at, deadline.zone)
    if deadline.zone in ("UTC", "Etc/UTC"):
        return f"{local} UTC"
    return filled(
        _("{local} {city} time ({utc})"),
        {"local": local, "city": city(deadline.zone), "utc": utc_time(deadline.at, deadline.zone)},
    )


def distance(now: datetime, at: datetime) -> str:
    """How far `at` is from `now`: in 3 days, 5 hours ago."""
    far = deadlines.distance(now, at)
    if far.count == 0:
        return _("just now") if far.past else _("in less than a minute")
    if far.past:
        sentence = {
            "days": ngettext("{n} day ago", "{n} days ago", far.count),
            "hours": ngettext("{n} hour ago", "{n} hours ago", far.count),
            "minutes": ngettext("{n} minute ago", "{n} minutes ago", far.count),
        }[far.unit]
    else:
        sentence = {
            "days": ngettext("in {n} day", "in {n} days", far.count),
            "hours": ngettext("in {n} hour", "in {n} hours", far.count),
            "minutes": ngettext("in {n} minute", "in {n} minutes", far.count),
        }[far.unit]
    return filled(sentence, {"n": number(far.count)})


def number(value: int) -> str:
    """A whole number as the reader's language groups it: 1,204."""
    return format_decimal(value, locale=locale(current()))


def iso(at: datetime) -> str:
    """For `<time datetime>`: 2027-03-14T20:59:00Z."""
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def instant(text: str) -> datetime:
    """The instant that an ISO string means (facts carry strings)."""
    return datetime.fromisoformat(text)
