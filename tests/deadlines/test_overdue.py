"""Reminders with a calendar, and those after a deadline."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from placet.engine.deadlines import (
    Calendar,
    Period,
    ends,
    in_time,
    is_business_day,
    local_day,
    overdue_due,
    overdue_times,
    parse_period,
    reminder_times,
    reminders_due,
)
from placet.engine.errors import BadInput
from placet.engine.model import Deadline
from tests.deadlines.calendars import BRUSSELS, at, calendars, day, periods, starts, zones

EASTER = Calendar(holidays=frozenset({day("2027-03-26"), day("2027-03-29")}))
OPENED = at("2027-03-01T09:00", BRUSSELS)
DEADLINE = Deadline(at("2027-03-30T23:59", BRUSSELS), BRUSSELS)


def local(text: str) -> datetime:
    return at(text, BRUSSELS)


def test_reminders_in_business_days_know_the_holidays() -> None:
    offsets = ("5 business days", "1 business day", "24 hours")
    assert reminder_times(OPENED, DEADLINE, offsets, EASTER) == (
        ("5bd", local("2027-03-19T23:59")),
        ("1bd", local("2027-03-25T23:59")),
        ("24h", local("2027-03-29T23:59")),
    )
    assert reminder_times(OPENED, DEADLINE, offsets)[0] == ("5bd", local("2027-03-23T23:59"))
    now = local("2027-03-20T12:00")
    assert reminders_due(OPENED, DEADLINE, offsets, now, EASTER) == "5bd"
    assert reminders_due(OPENED, DEADLINE, offsets, now) is None


def test_a_ballot_shorter_than_two_days_is_not_reminded_in_business_days() -> None:
    friday = local("2027-03-05T09:00")
    short = Deadline(friday + timedelta(hours=47), BRUSSELS)
    assert [n for n, _ in reminder_times(friday, short, ("1 business day", "6 hours"))] == ["6h"]


@pytest.mark.parametrize(
    ("every", "instants"),
    [
        # Brussels goes to summer time on 28 March 2027.
        ("1 day", ["2027-03-27T23:59", "2027-03-28T23:59", "2027-03-29T23:59"]),
        ("24 hours", ["2027-03-27T23:59", "2027-03-29T00:59", "2027-03-30T00:59"]),
        ("1 business day", ["2027-03-30T23:59", "2027-03-31T23:59", "2027-04-01T23:59"]),
        ("2 weeks", ["2027-04-09T23:59", "2027-04-23T23:59", "2027-05-07T23:59"]),
    ],
)
def test_whoever_must_decide_is_reminded_after_the_deadline(
    every: str, instants: list[str]
) -> None:
    deadline = Deadline(local("2027-03-26T23:59"), BRUSSELS)
    assert overdue_times(deadline, parse_period(every), 3, EASTER) == tuple(
        (f"overdue{n}", local(text)) for n, text in enumerate(instants, 1)
    )


def test_months_after_a_deadline_do_not_drift() -> None:
    deadline = Deadline(local("2027-01-31T23:59"), BRUSSELS)
    assert [at for _, at in overdue_times(deadline, Period(1, "months"), 3)] == [
        local("2027-02-28T23:59"),
        local("2027-03-31T23:59"),
        local("2027-04-30T23:59"),
    ]


@pytest.mark.parametrize(
    ("now", "due"),
    [
        ("2027-03-30T23:58", None),
        ("2027-03-30T23:59", None),
        ("2027-03-31T23:58", None),
        ("2027-03-31T23:59", "overdue1"),
        ("2027-04-03T12:00", "overdue3"),
        ("2028-01-01T12:00", "overdue5"),
    ],
)
def test_after_an_outage_there_is_one_reminder_and_no_flood(now: str, due: str | None) -> None:
    assert overdue_due(DEADLINE, Period(1, "days"), 5, local(now)) == due


@pytest.mark.parametrize("most", [0, -1, 101])
def test_reminders_without_end_are_refused(most: int) -> None:
    with pytest.raises(BadInput) as refused:
        overdue_times(DEADLINE, Period(1, "days"), most)
    assert refused.value.field == "overdue"
    assert "Write a number from 1 to 100." in refused.value.in_english()


@given(starts, periods(most=12), st.integers(1, 8), zones, calendars)
def test_reminders_after_a_deadline_follow_it_one_by_one(
    start: datetime, every: Period, most: int, zone: str, calendar: Calendar
) -> None:
    deadline = ends(start, Period(1, "weeks"), zone)
    if every.unit == "years":
        every = Period(1, "years")
    times = [at for _, at in overdue_times(deadline, every, most, calendar)]
    assert len(times) == most
    assert times == sorted(set(times))
    assert not any(in_time(at, deadline) for at in times)
    if every.unit == "business days":
        assert all(is_business_day(local_day(Deadline(at, zone)), calendar) for at in times)


@given(
    starts,
    periods(most=60),
    st.lists(periods(most=12).map(str), max_size=5),
    st.lists(st.floats(0, 1.2), max_size=6).map(sorted),
    zones,
    calendars,
)
def test_a_clock_that_ticks_when_it_can_reminds_of_each_at_most_once_and_in_order(
    start: datetime,
    period: Period,
    offsets: list[str],
    ticks: list[float],
    zone: str,
    calendar: Calendar,
) -> None:
    deadline = ends(start, period, zone, calendar)
    planned = dict(reminder_times(start, deadline, offsets, calendar))
    sent: list[str] = []
    for part in ticks:
        now = start + part * (deadline.at - start)
        name = reminders_due(start, deadline, offsets, now, calendar)
        if name is None or name in sent:
            continue
        assert start < planned[name] <= now < deadline.at
        sent.append(name)
    assert [planned[name] for name in sent] == sorted(planned[name] for name in sent)
