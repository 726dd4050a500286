"""Days that count, freezes, and what holds for every calendar."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Callable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from placet.engine.deadlines import (
    LAST_MINUTE,
    ORDINARY,
    WEEKDAYS,
    Calendar,
    Freeze,
    Period,
    after,
    before,
    ends,
    freeze_on,
    is_business_day,
    last_minute,
    local_day,
    parse_period,
    shorter,
    unfrozen,
)
from placet.engine.deadlines.calendars import business_span
from placet.engine.errors import BadInput
from placet.engine.model import Deadline
from tests.deadlines.calendars import (
    BRUSSELS,
    GENEVA,
    at,
    calendars,
    dates,
    day,
    freezes,
    frozen,
    open_days,
    periods,
    starts,
    units,
    wall_units,
    zones,
)

CAIRO = Calendar(weekend=frozenset({"friday", "saturday"}))
HOLIDAYS = Calendar(holidays=frozenset({day("2027-03-26"), day("2027-03-29")}))
CLOSED = Calendar(freezes=(frozen("2027-07-05", "2027-07-19", "Summer meeting"),))


@pytest.mark.parametrize(
    ("start", "period", "calendar", "last"),
    [
        # 1 March 2027 is a Monday.
        ("2027-03-01T09:00", "1 business day", ORDINARY, "2027-03-02"),
        ("2027-03-05T09:00", "1 business day", ORDINARY, "2027-03-08"),
        ("2027-03-06T09:00", "1 business day", ORDINARY, "2027-03-08"),
        ("2027-03-07T23:59", "1 business day", ORDINARY, "2027-03-08"),
        ("2027-03-01T09:00", "10 business days", ORDINARY, "2027-03-15"),
        # Good Friday and Easter Monday.
        ("2027-03-25T09:00", "1 business day", HOLIDAYS, "2027-03-30"),
        ("2027-03-25T09:00", "4 business days", HOLIDAYS, "2027-04-02"),
        # Egypt works on Sunday.
        ("2027-03-04T09:00", "1 business day", CAIRO, "2027-03-07"),
        # The window does not count.
        ("2027-07-01T09:00", "1 business day", CLOSED, "2027-07-02"),
        ("2027-07-01T09:00", "2 business days", CLOSED, "2027-07-20"),
        ("2027-07-10T09:00", "1 business day", CLOSED, "2027-07-20"),
        ("2027-12-24T09:00", "250 business days", ORDINARY, "2028-12-08"),
    ],
)
def test_the_day_of_the_start_does_not_count(
    start: str, period: str, calendar: Calendar, last: str
) -> None:
    deadline = ends(at(start, GENEVA), parse_period(period), GENEVA, calendar)
    assert deadline == Deadline(at(f"{last}T23:59", GENEVA), GENEVA)


def test_the_zone_says_which_day_it_is() -> None:
    late_on_friday = at("2027-03-05T23:30", "UTC")
    one = Period(1, "business days")
    assert local_day(ends(late_on_friday, one, "UTC")) == day("2027-03-08")
    assert local_day(ends(late_on_friday, one, "Asia/Kathmandu")) == day("2027-03-08")
    late_on_monday = at("2027-03-08T23:30", "UTC")
    assert local_day(ends(late_on_monday, one, "UTC")) == day("2027-03-09")
    assert local_day(ends(late_on_monday, one, "Asia/Kathmandu")) == day("2027-03-10")


def test_a_period_without_a_calendar_knows_saturday_and_sunday() -> None:
    assert ORDINARY == Calendar()
    assert [is_business_day(day(f"2027-03-{d:02}")) for d in range(1, 9)] == [
        *(True,) * 5, False, False, True,
    ]  # fmt: skip


def test_before_a_deadline_business_days_keep_the_hour() -> None:
    deadline = Deadline(at("2027-03-30T18:00", BRUSSELS), BRUSSELS)
    assert before(deadline, Period(1, "business days"), HOLIDAYS) == at(
        "2027-03-25T18:00", BRUSSELS
    )
    assert before(deadline, Period(1, "business days")) == at("2027-03-29T18:00", BRUSSELS)
    assert after(deadline, Period(4, "business days")) == at("2027-04-05T18:00", BRUSSELS)


@pytest.mark.parametrize(
    ("falls", "moved"),
    [
        ("2027-07-04T23:59", "2027-07-04T23:59"),
        ("2027-07-05T00:00", "2027-07-20T23:59"),
        ("2027-07-12T10:00", "2027-07-20T23:59"),
        ("2027-07-19T23:59", "2027-07-20T23:59"),
        ("2027-07-20T00:00", "2027-07-20T00:00"),
    ],
)
def test_a_deadline_inside_a_freeze_is_moved_to_the_end_of_the_first_day_after_it(
    falls: str, moved: str
) -> None:
    deadline = Deadline(at(falls, GENEVA), GENEVA)
    assert unfrozen(deadline, CLOSED.freezes) == Deadline(at(moved, GENEVA), GENEVA)


def test_every_period_is_moved_out_of_a_freeze() -> None:
    start, after_it = at("2027-07-02T09:00", GENEVA), at("2027-07-20T23:59", GENEVA)
    for text in ("72 hours", "3 days", "1 week", "1 business day"):
        assert ends(start, parse_period(text), GENEVA, CLOSED).at == after_it
    assert ends(start, Period(1, "months"), GENEVA, CLOSED).at == at("2027-08-02T23:59", GENEVA)


def test_freezes_that_touch_are_one() -> None:
    two = (frozen("2027-07-05", "2027-07-10"), frozen("2027-07-11", "2027-07-19"))
    inside = frozen("2027-07-06", "2027-07-07", "within the first")
    deadline = Deadline(at("2027-07-06T12:00"), "UTC")
    assert unfrozen(deadline, (inside, *two)) == last_minute(day("2027-07-20"), "UTC")
    assert freeze_on(day("2027-07-06"), (inside, *two)) == two[0]
    assert freeze_on(day("2027-07-20"), (inside, *two)) is None


@pytest.mark.parametrize(
    ("make", "field", "said"),
    [
        (lambda: frozen("2027-07-19", "2027-07-05"), "freezes", "Write the earlier date first."),
        (lambda: frozen("2027-07-05", "2028-07-05"), "freezes", "longer than a year"),
        (lambda: frozen("0207-07-05", "2027-07-05"), "freezes", "0207-07-05 is not a date"),
        (lambda: frozen("2027-07-05", "9027-07-05"), "freezes", "from 1970 to 2200"),
        (lambda: Calendar(frozenset({"sonntag"})), "weekend", "Use monday, tuesday"),
        (lambda: Calendar(frozenset(WEEKDAYS)), "weekend", "Leave out the days on which"),
        (lambda: Calendar(holidays=frozenset({date(1, 1, 1)})), "holidays", "0001-01-01"),
    ],
)
def test_a_calendar_that_cannot_be_is_refused(
    make: Callable[[], object], field: str, said: str
) -> None:
    with pytest.raises(BadInput) as refused:
        make()
    assert refused.value.field == field
    assert said in refused.value.in_english()


def test_where_the_calendar_ends_the_year_is_to_be_looked_at() -> None:
    last, first = at("9999-12-30T12:00"), Deadline(at("0001-01-02T12:00"), "UTC")
    for unit in ("hours", "days", "business days", "weeks", "months", "years"):
        for ask in (
            lambda unit=unit: ends(last, Period(100, unit), "UTC"),
            lambda unit=unit: before(first, Period(100, unit)),
            lambda unit=unit: after(Deadline(last, "UTC"), Period(100, unit)),
        ):
            with pytest.raises(BadInput, match="Look at the year"):
                ask()


@given(starts, st.integers(1, 60), zones, calendars)
def test_business_days_end_on_a_business_day_and_are_as_many_as_agreed(
    start: datetime, count: int, zone: str, calendar: Calendar
) -> None:
    deadline = ends(start, Period(count, "business days"), zone, calendar)
    first, last = local_day(Deadline(start, zone)), local_day(deadline)
    assert is_business_day(last, calendar)
    assert open_days(first + timedelta(days=1), last, calendar) == count
    local = deadline.at.astimezone(ZoneInfo(zone))
    assert (local.hour, local.minute) == LAST_MINUTE


@given(starts, st.integers(1, 60), zones, calendars)
def test_counting_back_from_the_end_comes_to_the_day_of_the_start(
    start: datetime, count: int, zone: str, calendar: Calendar
) -> None:
    period = Period(count, "business days")
    deadline = ends(start, period, zone, calendar)
    back = local_day(Deadline(before(deadline, period, calendar), zone))
    begun = local_day(Deadline(start, zone))
    assert back <= begun
    assert open_days(back, begun, calendar) == 1
    assert is_business_day(back, calendar)


@given(starts, periods(wall_units), zones, calendars)
def test_one_more_is_never_sooner(
    start: datetime, period: Period, zone: str, calendar: Calendar
) -> None:
    more = Period(period.count + 1, period.unit)
    assert ends(start, period, zone, calendar).at <= ends(start, more, zone, calendar).at
    if not calendar.freezes:
        assert ends(start, period, zone, calendar).at < ends(start, more, zone, calendar).at


@given(
    starts, st.timedeltas(timedelta(0), timedelta(days=90)), periods(wall_units), zones, calendars
)
def test_who_begins_later_never_ends_sooner(
    start: datetime, wait: timedelta, period: Period, zone: str, calendar: Calendar
) -> None:
    sooner, later = (ends(x, period, zone, calendar) for x in (start, start + wait))
    assert sooner.at <= later.at


@given(starts, st.timedeltas(timedelta(0), timedelta(days=90)), st.integers(1, 500), zones)
def test_hours_that_begin_later_end_so_much_later(
    start: datetime, wait: timedelta, count: int, zone: str
) -> None:
    hours = Period(count, "hours")
    assert ends(start + wait, hours, zone).at - ends(start, hours, zone).at == wait


@given(starts, periods(), zones, calendars)
def test_no_period_ends_inside_a_freeze(
    start: datetime, period: Period, zone: str, calendar: Calendar
) -> None:
    deadline = ends(start, period, zone, calendar)
    assert freeze_on(local_day(deadline), calendar.freezes) is None
    assert deadline.at >= ends(start, period, zone, Calendar(calendar.weekend)).at


@given(starts, zones, st.lists(freezes, min_size=1, max_size=4).map(tuple))
def test_a_freeze_moves_a_deadline_once_and_never_forward(
    falls: datetime, zone: str, windows: tuple[Freeze, ...]
) -> None:
    deadline = Deadline(falls, zone)
    moved = unfrozen(deadline, windows)
    assert moved.at >= deadline.at
    assert unfrozen(moved, windows) == moved
    inside = any(local_day(deadline) in f for f in windows)
    assert (moved != deadline) == inside
    if inside:
        yesterday = local_day(moved) - timedelta(days=1)
        assert any(yesterday in f for f in windows)


@given(st.integers(1, 40), calendars)
@example(10, ORDINARY)
def test_the_bounds_of_business_days_are_those_that_occur(count: int, calendar: Calendar) -> None:
    every = [date(2025, 6, 1) + timedelta(days=n) for n in range(366 * 4)]
    opened = [d for d in every if is_business_day(d, calendar)]
    starts_at = every[: 366 * 3 + 220]
    lengths = [(opened[bisect(opened, d) + count - 1] - d).days for d in starts_at]
    least, most = business_span(count, calendar)
    assert least <= min(lengths)
    assert most == max(lengths)
    if not calendar.freezes and not calendar.holidays:
        assert least == min(lengths)


@pytest.mark.parametrize(
    ("one", "other", "is_shorter"),
    [
        ("10 days", "10 business days", True),
        ("11 days", "10 business days", True),
        ("12 days", "10 business days", False),
        ("10 business days", "14 days", False),
        ("10 business days", "15 days", True),
        ("2 weeks", "10 business days", False),
        ("10 business days", "2 weeks", False),
        ("10 business days", "11 business days", True),
        ("20 business days", "1 month", False),
        ("19 business days", "1 month", True),
        ("1 month", "1 year", True),
        ("12 months", "1 year", False),
        ("1 year", "13 months", True),
        ("11 months", "1 year", True),
        ("90 days", "3 months", False),
        ("83 days", "3 months", True),
        ("1 month", "31 days", False),
        ("1 month", "32 days", True),
        ("20 hours", "1 day", True),
        ("22 hours", "1 day", False),
        ("1 day", "26 hours", False),
        ("1 day", "28 hours", True),
        ("24 hours", "1 day", False),
        ("24 hours", "2 days", True),
        ("24 hours", "1 business day", False),
        ("1 business day", "100 hours", True),
        ("1 business day", "72 hours", False),
    ],
)
def test_periods_compare_where_their_bounds_do_not_overlap(
    one: str, other: str, is_shorter: bool
) -> None:
    assert shorter(parse_period(one), parse_period(other)) is is_shorter


def test_a_day_may_have_22_hours_and_a_month_31_days() -> None:
    troll = Deadline(at("2027-03-28T12:00", "Antarctica/Troll"), "Antarctica/Troll")
    assert troll.at - before(troll, Period(1, "days")) == timedelta(hours=22)
    august = last_minute(day("2027-08-31"), "UTC")
    assert august.at - before(august, Period(1, "months")) == timedelta(days=31)


def test_holidays_lengthen_what_business_days_take_at_most() -> None:
    three, week = Period(3, "business days"), Period(1, "weeks")
    assert shorter(three, week)
    assert not shorter(three, week, HOLIDAYS)
    assert shorter(Period(4, "days"), Period(5, "business days"), HOLIDAYS)


@given(dates, periods(most=30), periods(most=30), zones, calendars)
def test_what_is_shorter_is_shorter_for_every_calendar(
    last: date, one: Period, other: Period, zone: str, calendar: Calendar
) -> None:
    deadline = last_minute(last, zone)
    if shorter(one, other, calendar):
        assert not shorter(other, one, calendar)
        assert before(deadline, other, calendar) < before(deadline, one, calendar)
        assert after(deadline, one, calendar) < after(deadline, other, calendar)
        begin = deadline.at
        unmoved = Calendar(calendar.weekend, calendar.holidays)
        if not calendar.freezes:
            assert before(ends(begin, other, zone, unmoved), one, unmoved) > begin


@given(st.lists(st.tuples(st.integers(1, 30), units), min_size=3, max_size=3), calendars)
def test_shorter_is_an_order(made: list[tuple[int, str]], calendar: Calendar) -> None:
    a, b, c = (Period(min(n, 10) if unit == "years" else n, unit) for n, unit in made)
    assert not shorter(a, a, calendar)
    if shorter(a, b, calendar) and shorter(b, c, calendar):
        assert shorter(a, c, calendar)
