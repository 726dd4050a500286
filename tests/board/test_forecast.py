"""Forecasts: from what others took, never before what still runs, and honest about their error."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from placet.engine.forecast import FEWEST, Case, Passage, forecast, past_error
from tests.fakes import NOON

DAY = timedelta(days=1)


def a_case(days: int, *, begun: int = 0, name: str = "") -> Case:
    """In one stage for so many days, then adopted."""
    entered = NOON + begun * DAY
    return Case(name or f"O-{begun}-{days}", (Passage("endorse", entered),), entered + days * DAY)


def test_under_five_cases_there_is_no_forecast() -> None:
    cases = [a_case(30)] * (FEWEST - 1)
    assert forecast(cases, "endorse", NOON, NOON) is None
    assert forecast([*cases, a_case(30)], "endorse", NOON, NOON) is not None


def test_the_middle_of_what_others_took_is_expected() -> None:
    cases = [a_case(n) for n in (10, 20, 30, 40, 50)]
    made = forecast(cases, "endorse", NOON, NOON)
    assert made is not None
    assert made.expected == NOON + 30 * DAY
    assert made.earliest == NOON + 14 * DAY
    assert made.latest == NOON + 46 * DAY
    assert made.cases == 5


def test_who_took_less_than_this_one_has_taken_already_says_nothing_of_it() -> None:
    cases = [a_case(n) for n in (10, 20, 30, 40, 50, 60, 70)]
    made = forecast(cases, "endorse", NOON, NOON + 25 * DAY)
    assert made is not None
    assert made.cases == 5
    assert made.expected == NOON + 50 * DAY
    assert forecast(cases, "endorse", NOON, NOON + 35 * DAY) is None


def test_nothing_is_expected_before_the_deadline_that_runs() -> None:
    cases = [a_case(10)] * FEWEST
    made = forecast(cases, "endorse", NOON, NOON, NOON + 28 * DAY)
    assert made is not None
    assert made.earliest == made.expected == made.latest == NOON + 28 * DAY


def test_a_stage_that_nobody_was_in_has_no_forecast() -> None:
    assert forecast([a_case(10)] * 9, "elsewhere", NOON, NOON) is None


def test_the_past_error_is_that_of_forecasts_made_at_the_time() -> None:
    """The sixth knew the five before it; none of these knew of each other."""
    before = [a_case(30, begun=-90 - n) for n in range(5)]
    assert past_error(before) is None
    later = a_case(44, begun=0, name="later")
    found = past_error([*before, later])
    assert found is not None
    assert (found.count, found.middle, found.inside) == (1, 14.0, 0)


@given(
    st.lists(st.integers(1, 400), min_size=FEWEST, max_size=30),
    st.integers(0, 100),
    st.none() | st.integers(-50, 500),
)
def test_a_forecast_is_ordered_and_lies_ahead(
    days: list[int], elapsed: int, due: int | None
) -> None:
    now = NOON + elapsed * DAY
    deadline = None if due is None else NOON + due * DAY
    made = forecast([a_case(n) for n in days], "endorse", NOON, now, deadline)
    longer = [n for n in days if n > elapsed]
    assert (made is None) is (len(longer) < FEWEST)
    if made is not None:
        assert now <= made.earliest <= made.expected <= made.latest
        assert deadline is None or made.earliest >= deadline
        assert made.latest <= max(NOON + max(days) * DAY, deadline or now)
