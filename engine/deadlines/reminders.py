"""When to remind: before a deadline those who owe an answer, after it whoever must decide.

The page, the mail and the job ask the same functions, so that none of them warns of an
instant which another does not know.  After an outage only the latest reminder is due: one
mail, not a flood.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from placet.engine.deadlines.calendars import ORDINARY, Calendar
from placet.engine.deadlines.instants import after, aware, before, in_time
from placet.engine.deadlines.periods import Period, parse_period
from placet.engine.errors import N_, BadInput
from placet.engine.model import Deadline

SHORT = timedelta(days=2)
"""Below this length only reminders counted in hours are sent (the last call)."""

MOST_OVERDUE = 100
"""How many reminders after a deadline a procedure may ask for at most."""


def reminder_times(
    opened_at: datetime,
    deadline: Deadline,
    offsets: Sequence[str],
    calendar: Calendar = ORDINARY,
) -> tuple[tuple[str, datetime], ...]:
    """The reminders of one ballot, earliest first: name ("7d", "24h") and instant (UTC).

    Only those after the opening; of two at one instant the one given last.  A ballot
    shorter than two days has none but those counted in hours.
    """
    short = aware(deadline.at) - aware(opened_at) < SHORT
    due: dict[datetime, str] = {}
    for period in map(parse_period, offsets):
        at = before(deadline, period, calendar)
        if at > opened_at and (period.unit == "hours" or not short):
            due[at] = period.short
    return tuple((due[at], at) for at in sorted(due))


def reminders_due(
    opened_at: datetime,
    deadline: Deadline,
    offsets: Sequence[str],
    now: datetime,
    calendar: Calendar = ORDINARY,
) -> str | None:
    """The name of the latest reminder whose time has come; None before it and at the end.

    Earlier ones that nobody sent are not caught up with: after an outage there is one
    reminder, not a flood.
    """
    if not in_time(now, deadline):
        return None
    times = reminder_times(opened_at, deadline, offsets, calendar)
    return _latest(times, now)


def overdue_times(
    deadline: Deadline, every: Period, most: int, calendar: Calendar = ORDINARY
) -> tuple[tuple[str, datetime], ...]:
    """The reminders after a deadline, earliest first: name ("overdue1") and instant (UTC).

    Each is counted from the deadline itself, so that months do not drift; whatever is not
    counted in hours keeps the hour of the deadline.
    """
    if not 1 <= most <= MOST_OVERDUE:
        raise BadInput(
            "overdue",
            N_("{most} reminders are not possible."),
            N_("Write a number from 1 to {limit}."),
            most=most,
            limit=MOST_OVERDUE,
        )
    periods = (Period(n * every.count, every.unit) for n in range(1, most + 1))
    return tuple(
        (f"overdue{n}", after(deadline, period, calendar)) for n, period in enumerate(periods, 1)
    )


def overdue_due(
    deadline: Deadline, every: Period, most: int, now: datetime, calendar: Calendar = ORDINARY
) -> str | None:
    """The name of the latest reminder after the deadline whose time has come, if any."""
    return _latest(overdue_times(deadline, every, most, calendar), now)


def _latest(times: tuple[tuple[str, datetime], ...], now: datetime) -> str | None:
    passed = [name for name, at in times if at <= aware(now)]
    return passed[-1] if passed else None
