"""When things happen in a scenario: local times of one zone, and lengths of time.

A time without an offset is one of the scenario's zone.  A local time that the clocks skip,
or show twice, is refused: whoever writes a scenario about a change of clocks says which
instant is meant.  A date alone means its last minute, as in letters ("by 14 March").
Minutes and hours are elapsed time; days, weeks and months keep the local time.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from placet.engine.deadlines import ends, parse_period
from placet.engine.errors import PlacetError

_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_TIME = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d.*")
_ISO = re.compile(
    r"P(?:(?P<months>\d+)M)?(?:(?P<weeks>\d+)W)?(?:(?P<days>\d+)D)?"
    r"(?:T(?:(?P<hours>\d+)H)?(?:(?P<minutes>\d+)M)?)?"
)
_WORDS = re.compile(r"(?P<count>\d+) (?P<unit>minute|hour|day|week|month)s?")
_LONGEST = 36_600
"""The most of any unit; a hundred years of days."""


class Unclear(ValueError):
    """A text that is no time, or not one time; the message says why and what to write."""


def zone_called(name: str) -> ZoneInfo:
    """The zone with this IANA name; Unclear if there is none."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise Unclear(f"{name} is not a time zone; write a name such as Europe/Paris") from None


def instant(text: str, zone: ZoneInfo) -> datetime:
    """The instant (UTC) of a local time, or of a time with its offset; Unclear otherwise."""
    said = text.strip()
    try:
        moment = datetime.fromisoformat(said) if _TIME.fullmatch(said) else None
    except ValueError:
        moment = None
    if moment is None:
        raise Unclear(f"{said} is not a time; write it as 2027-03-26T10:00")
    return _utc(moment) if moment.tzinfo is not None else _of_zone(moment, zone)


def last_minute(text: str, zone: ZoneInfo) -> datetime:
    """The same, where a date alone means 23:59 of that day."""
    said = text.strip()
    return instant(f"{said}T23:59" if _DATE.fullmatch(said) else said, zone)


def deadline(text: str, zone: ZoneInfo, now: datetime) -> datetime:
    """The same, or a period from now on: `72 hours`, `PT72H`, or `2 weeks` (to 23:59)."""
    said = text.strip()
    if said.startswith("P"):
        return later(now, said, zone)
    try:
        return ends(now, parse_period(said), zone.key).at
    except PlacetError:
        return last_minute(said, zone)


def later(start: datetime, length: str, zone: ZoneInfo) -> datetime:
    """The instant that lies so long after `start`: `PT2H`, `90 minutes`, `2 days`."""
    months, days, minutes = _parts(length)
    try:
        moment = start + timedelta(minutes=minutes)
        if months or days:
            local = moment.astimezone(zone).replace(tzinfo=None)
            local = datetime.combine(_months_on(local.date(), months), local.time())
            moment = _utc((local + timedelta(days=days)).replace(tzinfo=zone))
    except (OverflowError, ValueError):
        raise Unclear(f"{length} is too long; shorten it") from None
    return moment


def _parts(length: str) -> tuple[int, int, int]:
    """Months, days and minutes of a length of time."""
    said = length.strip()
    parts: dict[str, int] = {}
    if found := _WORDS.fullmatch(said):
        parts = {f"{found['unit']}s": int(found["count"])}
    elif said not in ("P", "PT") and (found := _ISO.fullmatch(said)):
        parts = {name: int(count) for name, count in found.groupdict().items() if count}
    if not parts:
        raise Unclear(f"{said} is not a length of time; write it as 2 hours, 3 days or PT2H")
    if max(parts.values()) > _LONGEST:
        raise Unclear(f"{said} is too long; shorten it")
    days = parts.get("weeks", 0) * 7 + parts.get("days", 0)
    return parts.get("months", 0), days, parts.get("hours", 0) * 60 + parts.get("minutes", 0)


def _months_on(start: date, months: int) -> date:
    """The same day so many months on, or the last one of a shorter month."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def _of_zone(local: datetime, zone: ZoneInfo) -> datetime:
    early, late = (local.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    if early.utcoffset() == late.utcoffset():
        return _utc(early)
    offsets = " or ".join(x.isoformat(timespec="minutes") for x in (early, late))
    there = _utc(early).astimezone(zone).replace(tzinfo=None) == local
    what = "is shown twice by" if there else "is skipped by"
    raise Unclear(
        f"{local:%Y-%m-%dT%H:%M} {what} the clocks of {zone.key}; write it with its offset"
        + (f": {offsets}" if there else "")
    )


def _utc(moment: datetime) -> datetime:
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        raise Unclear(f"{moment:%Y-%m-%d} is out of reach; choose another year") from None
