"""How soon a deadline may be, and how far it may be moved.

A procedure gives a minimum (the General Assembly's silence of 72 hours, decision 74/544)
and says how often and how far the first deadline may be extended (NATO and the OSCE before
it expires only; IEEE SA by 60 days at most).  Whoever asks for more is told the earliest or
the latest instant that is possible.

The minimum is a period like any other: it ends where a stage of that length would end.
*Two weeks at least* is 23:59 of the fourteenth day after the start, *four business days*
are four full ones (UN General Assembly, rule 78 as applied); where elapsed time is meant,
the procedure says it in hours.  What lies beyond the first deadline is counted from the
first deadline, never from the present one, so that extensions do not add up.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from placet.engine.deadlines.calendars import ORDINARY, Calendar, freeze_on
from placet.engine.deadlines.instants import aware, ends, in_time, local_day, unfrozen, written
from placet.engine.deadlines.periods import Period
from placet.engine.errors import N_, BadInput
from placet.engine.model import Deadline


@dataclass(frozen=True, slots=True)
class Bounds:
    """How far a procedure lets a deadline be moved; what is None is not bounded.

    most           how far beyond the first deadline an extension may reach
    times          how many extensions there may be
    minimum        how long the stage lasts at least, from its beginning
    after_expiry   may it be moved when it has passed?  (ISO reopens a closed ballot)
    """

    most: Period | None = None
    times: int | None = None
    minimum: Period | None = None
    after_expiry: bool = False


UNBOUNDED = Bounds()
"""Any instant that is still to come, as often as wanted, before the deadline."""


def earliest_end(
    start: datetime, minimum: Period, zone: str, calendar: Calendar = ORDINARY
) -> datetime:
    """The earliest instant (UTC) at which something that began at `start` may end."""
    return ends(start, minimum, zone, calendar).at


def latest_end(first: Deadline, bounds: Bounds, calendar: Calendar = ORDINARY) -> datetime | None:
    """The latest instant (UTC) to which the first deadline may be extended; None: any."""
    if bounds.most is None:
        return None
    return ends(first.at, bounds.most, first.zone, calendar).at


def check_minimum(
    start: datetime,
    deadline: Deadline,
    minimum: Period | None,
    zone: str,
    calendar: Calendar = ORDINARY,
) -> Deadline:
    """The deadline itself, unless it is sooner than the procedure allows."""
    if minimum is None:
        return deadline
    earliest = earliest_end(start, minimum, zone, calendar)
    if deadline.at < earliest:
        raise BadInput(
            "deadline",
            N_("{deadline} is too soon: there are at least {minimum}."),
            N_("Choose {earliest} or later."),
            deadline=written(deadline.at),
            minimum=str(minimum),
            earliest=written(earliest),
        )
    return deadline


def check_freezes(deadline: Deadline, calendar: Calendar = ORDINARY) -> Deadline:
    """The deadline itself, unless it lies inside a freeze."""
    freeze = freeze_on(local_day(deadline), calendar.freezes)
    if freeze is None:
        return deadline
    raise BadInput(
        "deadline",
        N_("{deadline} lies in a time without deadlines ({first} to {last}: {title})."),
        N_("Choose a day outside it, such as {next}."),
        deadline=written(deadline.at),
        first=freeze.first.isoformat(),
        last=freeze.last.isoformat(),
        title=freeze.title or "-",
        next=written(unfrozen(deadline, calendar.freezes).at),
    )


def extended(
    first: Deadline,
    present: Deadline,
    asked: datetime,
    now: datetime,
    bounds: Bounds = UNBOUNDED,
    used: int = 0,
    calendar: Calendar = ORDINARY,
) -> Deadline:
    """The present deadline moved later, to `asked`; BadInput where the procedure forbids it.

    `first` is the deadline before any extension, `used` how many there were.
    """
    _check_moment(present, now, bounds)
    _check_times(used, bounds)
    moved = Deadline(aware(asked).astimezone(UTC), present.zone)
    latest = latest_end(first, bounds, calendar)
    if latest is not None and latest <= present.at:
        raise BadInput(
            "deadline",
            N_("The deadline is {present} already; it cannot be extended further."),
            N_("At most {most} beyond the first deadline are possible."),
            present=written(present.at),
            most=str(bounds.most),
        )
    if latest is not None and moved.at > latest:
        raise BadInput(
            "deadline",
            N_("{deadline} is too late: at most {most} beyond the first deadline are possible."),
            N_("Choose {latest} or earlier."),
            deadline=written(moved.at),
            most=str(bounds.most),
            latest=written(latest),
        )
    return check_freezes(_check_later(moved, present, now), calendar)


def shortened(
    start: datetime,
    present: Deadline,
    asked: datetime,
    now: datetime,
    bounds: Bounds = UNBOUNDED,
    calendar: Calendar = ORDINARY,
) -> Deadline:
    """The present deadline moved sooner, to `asked`; BadInput where the procedure forbids it.

    `start` is when the stage began; the minimum is counted from it.
    """
    _check_moment(present, now, bounds)
    moved = Deadline(aware(asked).astimezone(UTC), present.zone)
    if not moved.at < present.at:
        raise BadInput(
            "deadline",
            N_("{deadline} is not sooner than the present deadline, {present}."),
            N_("Choose an earlier instant, or extend it instead."),
            deadline=written(moved.at),
            present=written(present.at),
        )
    check_minimum(start, moved, bounds.minimum, present.zone, calendar)
    return check_freezes(_check_to_come(moved, now), calendar)


def _check_moment(present: Deadline, now: datetime, bounds: Bounds) -> None:
    if not bounds.after_expiry and not in_time(now, present):
        raise BadInput(
            "deadline",
            N_("The deadline passed at {present}; it can be moved only before that."),
            N_("Open the stage again instead, where the procedure has a step for it."),
            present=written(present.at),
        )


def _check_times(used: int, bounds: Bounds) -> None:
    if bounds.times is not None and used >= bounds.times:
        raise BadInput(
            "deadline",
            N_("Extensions so far: {used}; the procedure allows {times}."),
            N_("The deadline stays as it is."),
            used=used,
            times=bounds.times,
        )


def _check_later(moved: Deadline, present: Deadline, now: datetime) -> Deadline:
    if moved.at > present.at:
        return _check_to_come(moved, now)
    raise BadInput(
        "deadline",
        N_("{deadline} is not later than the present deadline, {present}."),
        N_("Choose a later instant, or shorten it instead."),
        deadline=written(moved.at),
        present=written(present.at),
    )


def _check_to_come(moved: Deadline, now: datetime) -> Deadline:
    if in_time(now, moved):
        return moved
    raise BadInput(
        "deadline",
        N_("{deadline} is already past."),
        N_("Choose an instant after {now}."),
        deadline=written(moved.at),
        now=written(now),
    )
