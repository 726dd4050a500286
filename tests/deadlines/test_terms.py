"""Deadlines that are counted from a meeting."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from placet.engine.deadlines import (
    PERIOD_PATTERN,
    TERM_PATTERN,
    AfterMeeting,
    BeforeMeeting,
    Calendar,
    Period,
    Term,
    after_meeting,
    before_meeting,
    due,
    ends,
    is_business_day,
    local_day,
    parse_period,
    parse_term,
)
from placet.engine.errors import BadInput
from placet.engine.model import Deadline
from tests.deadlines.calendars import (
    GENEVA,
    at,
    calendars,
    frozen,
    open_days,
    periods,
    starts,
    zones,
)

MEETING = at("2027-03-16T09:30", GENEVA)


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("at the meeting", BeforeMeeting()),
        ("7 business days before the meeting", BeforeMeeting(Period(7, "business days"))),
        ("1 business day before the meeting", BeforeMeeting(Period(1, "business days"))),
        (" 3 weeks before the meeting ", BeforeMeeting(Period(3, "weeks"))),
        ("48 hours before the meeting", BeforeMeeting(Period(48, "hours"))),
        ("4 weeks after the meeting", AfterMeeting(Period(4, "weeks"))),
        ("10 business days", Period(10, "business days")),
        ("90 days", Period(90, "days")),
        ("3 years", Period(3, "years")),
    ],
)
def test_a_term_is_what_it_says(text: str, term: Term) -> None:
    assert parse_term(text) == term
    assert str(term) == text.strip()
    assert re.fullmatch(TERM_PATTERN, text.strip())


@pytest.mark.parametrize(
    "text",
    "before the meeting|3 weeks before meeting|3 weeks after meeting|at the Meeting|"
    "3 weeks before the meeting before the meeting|at the meeting before the meeting|"
    "0 days before the meeting|521 weeks after the meeting|7 working days".split("|"),
)
def test_what_is_no_term_is_refused_with_a_remedy(text: str) -> None:
    with pytest.raises(BadInput, match="Write"):
        parse_term(text)


@pytest.mark.parametrize(
    "text", ["at the meeting", "3 weeks before the meeting", "3 weeks after the meeting"]
)
def test_a_period_alone_does_not_speak_of_a_meeting(text: str) -> None:
    with pytest.raises(BadInput, match=r"counted from a meeting.* Write a length of time alone"):
        parse_period(text)
    assert not re.fullmatch(PERIOD_PATTERN, text)


@given(periods())
def test_the_pattern_of_a_schema_takes_every_period(period: Period) -> None:
    assert re.fullmatch(PERIOD_PATTERN, str(period))
    assert parse_period(str(period)) == period
    assert parse_term(f"{period} before the meeting") == BeforeMeeting(period)
    assert parse_term(f"{period} after the meeting") == AfterMeeting(period)


@pytest.mark.parametrize(
    "term",
    [
        BeforeMeeting(),
        BeforeMeeting(Period(7, "business days")),
        AfterMeeting(Period(4, "weeks")),
    ],
)
def test_without_a_meeting_there_is_nothing_to_count_from(term: Term) -> None:
    with pytest.raises(BadInput) as refused:
        due(MEETING, term, GENEVA)
    assert refused.value.field == "meeting"
    assert f"is {term}, and no meeting is set. Set when" in refused.value.in_english()


def test_a_stage_cannot_begin_after_what_is_counted_back_from_the_meeting() -> None:
    term = BeforeMeeting(Period(3, "weeks"))
    closes = before_meeting(term, MEETING, GENEVA).at
    assert due(closes - timedelta(minutes=1), term, GENEVA, meeting=MEETING).at == closes
    with pytest.raises(BadInput, match=r"2027-02-23T22:59:00Z, which is past. Set a later"):
        due(closes, term, GENEVA, meeting=MEETING)
    with pytest.raises(BadInput, match="at the meeting"):
        due(MEETING, BeforeMeeting(), GENEVA, meeting=MEETING)


def test_more_time_after_a_meeting_is_counted_from_the_meeting_not_from_the_request() -> None:
    term = AfterMeeting(Period(4, "weeks"))
    closes = at("2027-04-13T23:59", GENEVA)
    assert due(MEETING - timedelta(hours=1), term, GENEVA, meeting=MEETING).at == closes
    assert due(MEETING + timedelta(days=20), term, GENEVA, meeting=MEETING).at == closes
    with pytest.raises(BadInput, match=r"4 weeks after the meeting.*which is past"):
        due(closes, term, GENEVA, meeting=MEETING)


def test_a_period_takes_no_notice_of_the_meeting() -> None:
    start, period = at("2027-03-01T09:00", GENEVA), Period(4, "weeks")
    assert due(start, period, GENEVA, meeting=MEETING) == ends(start, period, GENEVA)


def test_a_freeze_does_not_move_what_is_counted_from_a_meeting_inside_it() -> None:
    calendar = Calendar(freezes=(frozen("2027-03-08", "2027-03-19", "the session"),))
    start = at("2027-02-01T09:00", GENEVA)

    def closes(text: str) -> datetime:
        return due(start, parse_term(text), GENEVA, calendar, MEETING).at

    assert closes("at the meeting") == MEETING
    assert closes("1 week before the meeting") == at("2027-03-09T23:59", GENEVA)
    assert closes("1 business day before the meeting") == at("2027-03-05T23:59", GENEVA)


def test_a_naive_meeting_is_refused() -> None:
    with pytest.raises(BadInput) as refused:
        due(MEETING, BeforeMeeting(), GENEVA, meeting=datetime(2027, 3, 16, 9, 30))
    assert refused.value.field == "time"


@given(starts, periods(), zones, calendars)
def test_every_term_closes_before_its_meeting(
    meeting: datetime, period: Period, zone: str, calendar: Calendar
) -> None:
    closes = before_meeting(BeforeMeeting(period), meeting, zone, calendar)
    assert closes.at.tzinfo is UTC
    assert closes.at < meeting
    if period.unit == "hours":
        assert meeting - closes.at == timedelta(hours=period.count)


@given(starts, periods(), zones, calendars)
def test_what_is_counted_on_from_a_meeting_is_a_period_that_begins_with_it(
    meeting: datetime, period: Period, zone: str, calendar: Calendar
) -> None:
    term = AfterMeeting(period)
    assert after_meeting(term, meeting, zone, calendar) == ends(meeting, period, zone, calendar)


@given(starts, st.integers(1, 30), zones, calendars)
def test_so_many_business_days_lie_between_closing_and_meeting(
    meeting: datetime, count: int, zone: str, calendar: Calendar
) -> None:
    term = BeforeMeeting(Period(count, "business days"))
    closes = local_day(before_meeting(term, meeting, zone, calendar))
    day_before = local_day(Deadline(meeting, zone)) - timedelta(days=1)
    assert is_business_day(closes, calendar)
    assert open_days(closes, day_before, calendar) == count
