"""How soon a deadline may be, how far it may be moved, and what a pause does to it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from hypothesis import assume, event, given
from hypothesis import strategies as st

from placet.engine.deadlines import (
    Bounds,
    Calendar,
    Period,
    check_freezes,
    check_minimum,
    earliest_end,
    ends,
    extended,
    freeze_on,
    in_time,
    latest_end,
    local_day,
    parse_period,
    resumed,
    shortened,
)
from placet.engine.errors import BadInput
from placet.engine.model import Deadline
from tests.deadlines.calendars import BRUSSELS, at, calendars, frozen, periods, starts, zones

START = at("2027-03-01T09:00", BRUSSELS)
FIRST = ends(START, Period(2, "weeks"), BRUSSELS)
NOW = at("2027-03-10T12:00", BRUSSELS)
HOUR = timedelta(hours=1)
SUMMER = Calendar(freezes=(frozen("2027-03-22", "2027-03-26", "the session"),))
TWO_WEEKS = Bounds(most=Period(2, "weeks"), times=1, minimum=Period(72, "hours"))


def local(text: str) -> datetime:
    return at(text, BRUSSELS)


@pytest.mark.parametrize(
    ("minimum", "earliest"),
    [
        ("72 hours", "2027-03-04T09:00"),
        ("2 weeks", "2027-03-15T23:59"),
        ("4 business days", "2027-03-05T23:59"),
        ("1 month", "2027-04-01T23:59"),
    ],
)
def test_a_deadline_under_the_minimum_is_told_the_earliest_instant(
    minimum: str, earliest: str
) -> None:
    period = parse_period(minimum)
    enough = Deadline(local(earliest), BRUSSELS)
    assert earliest_end(START, period, BRUSSELS) == enough.at
    assert check_minimum(START, enough, period, BRUSSELS) is enough
    with pytest.raises(BadInput) as refused:
        check_minimum(START, Deadline(enough.at - HOUR, BRUSSELS), period, BRUSSELS)
    assert refused.value.field == "deadline"
    said = refused.value.in_english()
    assert f"at least {minimum}" in said
    assert f"Choose {enough.at:%Y-%m-%dT%H:%M:%SZ} or later." in said


def test_without_a_minimum_any_deadline_is_long_enough() -> None:
    soon = Deadline(START + HOUR, BRUSSELS)
    assert check_minimum(START, soon, None, BRUSSELS) is soon


def test_a_deadline_inside_a_freeze_is_told_the_window_and_the_next_day() -> None:
    inside = Deadline(local("2027-03-24T12:00"), BRUSSELS)
    assert check_freezes(inside) is inside
    with pytest.raises(BadInput) as refused:
        check_freezes(inside, SUMMER)
    said = refused.value.in_english()
    assert "2027-03-22 to 2027-03-26: the session" in said
    assert "such as 2027-03-27T22:59:00Z" in said


def test_the_room_for_extensions_is_counted_from_the_first_deadline() -> None:
    assert latest_end(FIRST, TWO_WEEKS) == local("2027-03-29T23:59")
    present, last = FIRST, Bounds(most=Period(2, "weeks"))
    for asked in ("2027-03-20T23:59", "2027-03-27T12:00", "2027-03-29T23:59"):
        present = extended(FIRST, present, local(asked), NOW, last)
    with pytest.raises(BadInput, match=r"2027-03-29T21:59:00Z already.* At most 2 weeks"):
        extended(FIRST, present, present.at + HOUR, NOW, last)


@pytest.mark.parametrize(
    ("asked", "now", "used", "said"),
    [
        ("2027-03-29T23:59", "2027-03-10T12:00", 0, None),
        ("2027-03-16T00:00", "2027-03-15T23:58", 0, None),
        ("2027-03-30T00:00", "2027-03-10T12:00", 0, "Choose 2027-03-29T21:59:00Z or earlier."),
        ("2027-03-20T12:00", "2027-03-10T12:00", 1, "Extensions so far: 1; the procedure allows 1"),
        ("2027-03-20T12:00", "2027-03-15T23:59", 0, "passed at 2027-03-15T22:59:00Z"),
        ("2027-03-15T23:59", "2027-03-10T12:00", 0, "is not later than the present deadline"),
        ("2027-03-12T12:00", "2027-03-10T12:00", 0, "shorten it instead"),
    ],
)
def test_an_extension_keeps_to_its_bounds(
    asked: str, now: str, used: int, said: str | None
) -> None:
    def ask() -> Deadline:
        return extended(FIRST, FIRST, local(asked), local(now), TWO_WEEKS, used)

    if said is None:
        assert ask() == Deadline(local(asked), BRUSSELS)
    else:
        with pytest.raises(BadInput) as refused:
            ask()
        assert refused.value.field == "deadline"
        assert said in refused.value.in_english()


@pytest.mark.parametrize(
    ("asked", "now", "said"),
    [
        ("2027-03-12T23:59", "2027-03-10T12:00", None),
        ("2027-03-10T12:01", "2027-03-10T12:00", None),
        ("2027-03-04T09:00", "2027-03-02T12:00", None),
        ("2027-03-04T08:59", "2027-03-02T12:00", "Choose 2027-03-04T08:00:00Z or later."),
        ("2027-03-10T12:00", "2027-03-10T12:00", "Choose an instant after 2027-03-10T11:00:00Z."),
        ("2027-03-15T23:59", "2027-03-10T12:00", "is not sooner than the present deadline"),
        ("2027-03-20T23:59", "2027-03-10T12:00", "extend it instead"),
        ("2027-03-12T23:59", "2027-03-15T23:59", "it can be moved only before that"),
    ],
)
def test_a_shortening_leaves_the_minimum(asked: str, now: str, said: str | None) -> None:
    def ask() -> Deadline:
        return shortened(START, FIRST, local(asked), local(now), TWO_WEEKS)

    if said is None:
        assert ask() == Deadline(local(asked), BRUSSELS)
    else:
        with pytest.raises(BadInput) as refused:
            ask()
        assert refused.value.field == "deadline"
        assert said in refused.value.in_english()


def test_where_the_procedure_says_so_a_deadline_moves_after_it_passed() -> None:
    late = FIRST.at + 3 * HOUR
    reopening = Bounds(after_expiry=True)
    assert extended(FIRST, FIRST, late + HOUR, late, reopening).at == late + HOUR
    with pytest.raises(BadInput, match="already past"):
        extended(FIRST, FIRST, late, late, reopening)


def test_no_deadline_is_moved_into_a_freeze() -> None:
    present = Deadline(local("2027-04-02T23:59"), BRUSSELS)
    asked = local("2027-03-24T12:00")
    with pytest.raises(BadInput, match="the session"):
        extended(FIRST, FIRST, asked, NOW, calendar=SUMMER)
    with pytest.raises(BadInput, match="the session"):
        shortened(START, present, asked, NOW, calendar=SUMMER)


def test_the_latest_instant_is_after_a_freeze_that_would_swallow_it() -> None:
    bounds = Bounds(most=Period(1, "weeks"))
    assert latest_end(FIRST, bounds, SUMMER) == local("2027-03-27T23:59")


def test_a_naive_instant_is_refused() -> None:
    naive = datetime(2027, 3, 20, 12)
    asks: tuple[Callable[[], object], ...] = (
        lambda: extended(FIRST, FIRST, naive, NOW),
        lambda: shortened(START, FIRST, naive, NOW),
        lambda: resumed(FIRST, naive, NOW),
        lambda: resumed(FIRST, NOW, naive),
    )
    for ask in asks:
        with pytest.raises(BadInput) as refused:
            ask()
        assert refused.value.field == "time"


def test_a_pause_gives_back_exactly_what_was_left() -> None:
    paused, again = local("2027-03-13T09:00"), local("2027-03-29T10:00")
    left = FIRST.at - paused
    assert resumed(FIRST, paused, again) == Deadline(again + left, BRUSSELS)
    assert resumed(FIRST, paused, paused) == FIRST
    assert resumed(FIRST, FIRST.at, again) is None
    assert resumed(FIRST, FIRST.at + HOUR, again) is None


def test_a_stage_does_not_resume_into_a_freeze() -> None:
    paused, again = local("2027-03-13T09:00"), local("2027-03-20T09:00")
    assert resumed(FIRST, paused, again, SUMMER) == Deadline(local("2027-03-27T23:59"), BRUSSELS)


moments = st.timedeltas(timedelta(0), timedelta(days=120))
bounds = st.builds(
    Bounds,
    most=st.none() | periods(most=8),
    times=st.none() | st.integers(0, 3),
    minimum=st.none() | periods(most=8),
    after_expiry=st.booleans(),
)


@given(starts, moments, moments, moments, zones, bounds, st.integers(0, 3), calendars)
def test_an_extension_is_granted_exactly_where_every_bound_allows_it(
    start: datetime,
    more: timedelta,
    further: timedelta,
    passed: timedelta,
    zone: str,
    given_bounds: Bounds,
    used: int,
    calendar: Calendar,
) -> None:
    first = ends(start, Period(1, "weeks"), zone)
    present = Deadline(first.at + more / 8, zone)
    asked, now = first.at + further / 2, start + passed / 4
    latest = latest_end(first, given_bounds, calendar)
    allowed = (
        (given_bounds.after_expiry or in_time(now, present))
        and (given_bounds.times is None or used < given_bounds.times)
        and (latest is None or asked <= latest)
        and asked > max(present.at, now)
        and freeze_on(local_day(Deadline(asked, zone)), calendar.freezes) is None
    )
    event(f"allowed: {allowed}")

    def ask() -> Deadline:
        return extended(first, present, asked, now, given_bounds, used, calendar)

    if allowed:
        assert ask() == Deadline(asked, zone)
    else:
        with pytest.raises(BadInput) as refused:
            ask()
        assert refused.value.field == "deadline"


@given(starts, moments, moments, zones, bounds, calendars)
def test_a_shortening_never_goes_below_the_minimum(
    start: datetime,
    sooner: timedelta,
    passed: timedelta,
    zone: str,
    given_bounds: Bounds,
    calendar: Calendar,
) -> None:
    present = ends(start, Period(4, "months"), zone)
    asked, now = present.at - sooner, start + passed
    assume(now < present.at)
    minimum = given_bounds.minimum
    allowed = (
        now < asked < present.at
        and (minimum is None or asked >= ends(start, minimum, zone, calendar).at)
        and freeze_on(local_day(Deadline(asked, zone)), calendar.freezes) is None
    )
    event(f"allowed: {allowed}")

    def ask() -> Deadline:
        return shortened(start, present, asked, now, given_bounds, calendar)

    if allowed:
        assert ask() == Deadline(asked, zone)
    else:
        with pytest.raises(BadInput) as refused:
            ask()
        assert refused.value.field == "deadline"


@given(starts, periods(), zones, calendars)
def test_a_period_is_never_under_its_own_minimum(
    start: datetime, period: Period, zone: str, calendar: Calendar
) -> None:
    deadline = ends(start, period, zone, calendar)
    assert check_minimum(start, deadline, period, zone, calendar) == deadline


@given(starts, moments, moments, zones)
def test_a_pause_neither_gives_nor_takes_time(
    start: datetime, until_pause: timedelta, pause: timedelta, zone: str
) -> None:
    deadline = ends(start, Period(2, "months"), zone)
    paused = start + until_pause
    again = resumed(deadline, paused, paused + pause)
    if again is None:
        assert not in_time(paused, deadline)
    else:
        assert again.at - deadline.at == pause
