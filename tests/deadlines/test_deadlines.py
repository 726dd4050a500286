"""Periods, changes of clocks, reminders."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from placet.engine.deadlines import (
    Distance,
    Period,
    before,
    check_zone,
    distance,
    ends,
    in_time,
    parse_period,
    reminder_times,
    reminders_due,
    shorter,
)
from placet.engine.errors import BadInput
from placet.engine.model import Deadline

BRUSSELS = "Europe/Brussels"
OFFSETS = ("7 days", "3 days", "24 hours")


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def in_zone(text: str, zone: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


@pytest.mark.parametrize(
    ("text", "period", "short"),
    [
        ("4 weeks", Period(4, "weeks"), "4w"),
        ("1 week", Period(1, "weeks"), "1w"),
        ("72 hours", Period(72, "hours"), "72h"),
        (" 3 days ", Period(3, "days"), "3d"),
        ("12 months", Period(12, "months"), "12mo"),
        ("90 days", Period(90, "days"), "90d"),
        ("7 business days", Period(7, "business days"), "7bd"),
        ("1 business day", Period(1, "business days"), "1bd"),
        ("3 years", Period(3, "years"), "3y"),
    ],
)
def test_a_period_is_what_it_says(text: str, period: Period, short: str) -> None:
    assert parse_period(text) == period
    assert str(period) == text.strip()
    assert period.short == short


@pytest.mark.parametrize(
    "text",
    "|weeks|4|0 days|-1 days|1.5 days|4  weeks|4 weeks, 2 days|\u0664 weeks|P4W|"
    "99999 days|11 years|2501 business days|4 business|7 working days|3 businessdays|"
    "521 weeks|100000 hours|4 weekss|4\nweeks".split("|"),
)
def test_what_is_no_period_is_refused_with_a_remedy(text: str) -> None:
    with pytest.raises(BadInput) as refused:
        parse_period(text)
    assert refused.value.field == "period"
    assert "Write" in refused.value.in_english()


@pytest.mark.parametrize(
    ("start", "period", "zone", "at"),
    [
        # Brussels goes from summer to winter time on 25 October 2026, back on 28 March 2027.
        ("2026-10-24T16:00:00", "24 hours", BRUSSELS, "2026-10-25T16:00:00"),
        ("2026-10-24T16:00:00", "1 day", BRUSSELS, "2026-10-25T22:59:00"),
        ("2026-10-23T16:00:00", "1 day", BRUSSELS, "2026-10-24T21:59:00"),
        ("2027-03-27T16:00:00", "24 hours", BRUSSELS, "2027-03-28T16:00:00"),
        ("2027-03-26T16:00:00", "1 day", BRUSSELS, "2027-03-27T22:59:00"),
        ("2027-03-27T16:00:00", "1 day", BRUSSELS, "2027-03-28T21:59:00"),
        # It is already tomorrow in Brussels.
        ("2027-01-01T23:30:00", "1 day", BRUSSELS, "2027-01-03T22:59:00"),
        ("2027-01-01T09:00:00", "4 weeks", "UTC", "2027-01-29T23:59:00"),
        ("2027-01-31T09:00:00", "1 month", "UTC", "2027-02-28T23:59:00"),
        ("2027-03-01T09:00:00", "12 months", "UTC", "2028-03-01T23:59:00"),
        # 23:59 comes twice in Santiago on 3 April 2027: the second one counts.
        ("2027-04-02T12:00:00", "1 day", "America/Santiago", "2027-04-04T03:59:00"),
        # 30 December 2011 was skipped in Apia.
        ("2011-12-29T20:00:00", "1 day", "Pacific/Apia", "2011-12-31T09:59:00"),
    ],
)
def test_hours_elapse_and_days_are_counted_on_the_wall(
    start: str, period: str, zone: str, at: str
) -> None:
    assert ends(utc(start), parse_period(period), zone) == Deadline(utc(at), zone)


def test_the_start_may_be_given_in_any_offset() -> None:
    utc_start = utc("2026-10-24T16:00:00")
    other = utc_start.astimezone(timezone(timedelta(hours=5, minutes=45)))
    for period in map(parse_period, ("24 hours", "1 day", "2 months")):
        assert ends(other, period, BRUSSELS) == ends(utc_start, period, BRUSSELS)


def test_before_a_deadline_days_keep_the_hour_and_hours_elapse() -> None:
    deadline = Deadline(in_zone("2026-10-26T18:00:00", BRUSSELS).astimezone(UTC), BRUSSELS)
    assert before(deadline, Period(3, "days")) == in_zone("2026-10-23T18:00:00", BRUSSELS)
    assert before(deadline, Period(72, "hours")) == in_zone("2026-10-23T19:00:00", BRUSSELS)
    assert before(deadline, Period(1, "months")) == in_zone("2026-09-26T18:00:00", BRUSSELS)


def test_at_the_instant_of_the_deadline_it_is_too_late() -> None:
    deadline = Deadline(utc("2027-03-01T23:59:00"), "UTC")
    moment = timedelta(microseconds=1)
    assert [in_time(deadline.at + d, deadline) for d in (-moment, 0 * moment, moment)] == [
        True,
        False,
        False,
    ]


def test_a_ballot_of_four_weeks_has_three_reminders() -> None:
    opened = utc("2027-03-01T09:00:00")
    deadline = ends(opened, Period(4, "weeks"), BRUSSELS)
    assert reminder_times(opened, deadline, OFFSETS) == (
        ("7d", in_zone("2027-03-22T23:59:00", BRUSSELS).astimezone(UTC)),
        ("3d", in_zone("2027-03-26T23:59:00", BRUSSELS).astimezone(UTC)),
        ("24h", in_zone("2027-03-28T23:59:00", BRUSSELS).astimezone(UTC)),
    )


def test_no_reminder_lies_before_the_opening() -> None:
    opened = utc("2027-03-01T09:00:00")
    deadline = Deadline(utc("2027-03-06T09:00:00"), "UTC")
    names = [name for name, _ in reminder_times(opened, deadline, OFFSETS)]
    assert names == ["3d", "24h"]
    exactly = Deadline(opened + timedelta(days=3), "UTC")
    assert [n for n, _ in reminder_times(opened, exactly, OFFSETS)] == ["24h"]


def test_a_ballot_shorter_than_two_days_has_the_last_call_alone() -> None:
    opened = utc("2027-03-01T09:00:00")
    offsets = ("1 day", "24 hours", "6 hours")
    short = Deadline(opened + timedelta(hours=47), "UTC")
    assert [n for n, _ in reminder_times(opened, short, offsets)] == ["24h", "6h"]
    two_days = Deadline(opened + timedelta(hours=48, minutes=1), "UTC")
    assert [n for n, _ in reminder_times(opened, two_days, ("1 day",))] == ["1d"]


def test_two_reminders_at_one_instant_are_one() -> None:
    opened = utc("2027-03-01T09:00:00")
    deadline = Deadline(utc("2027-03-09T09:00:00"), "UTC")
    assert reminder_times(opened, deadline, ("1 day", "24 hours")) == (
        ("24h", utc("2027-03-08T09:00:00")),
    )


@pytest.mark.parametrize(
    ("now", "due"),
    [
        ("2027-03-01T09:00:00", None),
        ("2027-03-22T23:58:59", None),
        ("2027-03-22T23:59:00", "7d"),
        ("2027-03-26T23:58:00", "7d"),
        ("2027-03-27T12:00:00", "3d"),
        ("2027-03-29T23:58:00", "24h"),
        ("2027-03-29T23:59:00", None),
        ("2027-04-29T00:00:00", None),
    ],
)
def test_only_the_latest_reminder_is_due(now: str, due: str | None) -> None:
    opened = utc("2027-03-01T09:00:00")
    deadline = ends(opened, Period(4, "weeks"), "UTC")
    assert reminders_due(opened, deadline, OFFSETS, utc(now)) == due


@pytest.mark.parametrize(
    ("ahead", "said"),
    [
        (timedelta(days=14, hours=3), Distance("days", 14)),
        (timedelta(days=2), Distance("days", 2)),
        (timedelta(days=2) - timedelta(minutes=1), Distance("hours", 47)),
        (timedelta(hours=2), Distance("hours", 2)),
        (timedelta(minutes=119), Distance("minutes", 119)),
        (timedelta(seconds=30), Distance("minutes", 0)),
        (timedelta(0), Distance("minutes", 0, past=True)),
        (timedelta(days=-3), Distance("days", 3, past=True)),
    ],
)
def test_a_distance_is_told_in_one_unit(ahead: timedelta, said: Distance) -> None:
    now = utc("2027-03-01T09:00:00")
    assert distance(now, now + ahead) == said


@pytest.mark.parametrize(
    "zone", ["", "Europe/Bruxelles", "../../etc/passwd", "CEST", "/etc/localtime", "UTC\n", "a\0b"]
)
def test_an_unknown_zone_is_refused(zone: str) -> None:
    for ask in (
        lambda: check_zone(zone),
        lambda: ends(utc("2027-03-01T09:00:00"), Period(1, "days"), zone),
    ):
        with pytest.raises(BadInput) as refused:
            ask()
        assert refused.value.field == "zone"


def test_a_naive_time_is_refused_everywhere() -> None:
    naive, deadline = datetime(2027, 3, 1), Deadline(utc("2027-03-01T09:00:00"), "UTC")
    for ask in (
        lambda: ends(naive, Period(1, "days"), "UTC"),
        lambda: before(Deadline(naive, "UTC"), Period(1, "days")),
        lambda: in_time(naive, deadline),
        lambda: reminder_times(naive, deadline, OFFSETS),
        lambda: reminders_due(deadline.at, deadline, OFFSETS, naive),
        lambda: distance(naive, deadline.at),
    ):
        with pytest.raises(BadInput) as refused:
            ask()
        assert refused.value.field == "time"


periods = st.builds(
    Period, st.integers(1, 100), st.sampled_from(["hours", "days", "weeks", "months"])
)
zones = st.sampled_from([BRUSSELS, "UTC", "America/Santiago", "Pacific/Apia", "Asia/Kathmandu"])
starts = st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC))


@given(starts, periods, zones)
def test_a_period_ends_after_it_begins(start: datetime, period: Period, zone: str) -> None:
    deadline = ends(start, period, zone)
    assert deadline.at.tzinfo is UTC
    assert deadline.zone == zone
    assert start < deadline.at
    if period.unit == "hours":
        assert deadline.at - start == timedelta(hours=period.count)
    else:
        local = deadline.at.astimezone(ZoneInfo(zone))
        assert (local.hour, local.minute, local.second) == (23, 59, 0)


@given(starts, periods, periods, zones)
def test_a_shorter_period_is_shorter_wherever_it_is_counted(
    start: datetime, one: Period, other: Period, zone: str
) -> None:
    deadline = ends(start, Period(1, "months"), zone)
    if shorter(one, other):
        assert not shorter(other, one)
        assert before(deadline, other) < before(deadline, one)
    assert not shorter(one, one)


@given(starts, periods, zones, st.lists(periods.map(str), max_size=5))
def test_reminders_lie_between_opening_and_deadline(
    start: datetime, period: Period, zone: str, offsets: list[str]
) -> None:
    deadline = ends(start, period, zone)
    times = [at for _, at in reminder_times(start, deadline, offsets)]
    assert times == sorted(set(times))
    assert all(start < at < deadline.at for at in times)
