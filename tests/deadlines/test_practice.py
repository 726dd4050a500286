"""Deadlines as the bodies themselves count them.

Figures: ISO/IEC Directives Part 1; ITU-T Resolution 1 and Recommendation A.8; General
Assembly decision 74/544 and rule 78; CA/B Forum Bylaws 2.3 and 2.4; W3C Process; IPPC
standard setting procedure; RFC 2026; IEEE SA handbook.
"""

from __future__ import annotations

from datetime import timedelta

import pytest

from placet.engine.deadlines import (
    ORDINARY,
    Bounds,
    Calendar,
    Period,
    check_minimum,
    due,
    ends,
    extended,
    in_time,
    last_minute,
    local_day,
    parse_period,
    parse_term,
)
from placet.engine.errors import BadInput
from placet.engine.model import Deadline
from tests.deadlines.calendars import BRUSSELS, GENEVA, NEW_YORK, at, day, frozen

PARIS, ROME, TOKYO = "Europe/Paris", "Europe/Rome", "Asia/Tokyo"


@pytest.mark.parametrize(
    ("who", "start", "period", "zone", "end"),
    [
        ("ISO NP by resolution, FDIS", "2027-03-01T09:00", "8 weeks", GENEVA, "2027-04-26T23:59"),
        ("ISO NP, DIS", "2027-03-01T09:00", "12 weeks", GENEVA, "2027-05-24T23:59"),
        ("ISO CD, the longest", "2027-03-01T09:00", "16 weeks", GENEVA, "2027-06-21T23:59"),
        ("ISO systematic review", "2027-01-15T09:00", "20 weeks", GENEVA, "2027-06-04T23:59"),
        ("ISO PWI", "2028-02-29T09:00", "3 years", GENEVA, "2031-02-28T23:59"),
        ("ISO NP without a decision", "2027-08-31T09:00", "6 months", GENEVA, "2028-02-29T23:59"),
        ("ITU AAP last call", "2027-03-16T09:00", "4 weeks", GENEVA, "2027-04-13T23:59"),
        ("ITU AAP additional review", "2027-10-20T09:00", "3 weeks", GENEVA, "2027-11-10T23:59"),
        ("ITU deletion", "2027-11-30T09:00", "3 months", GENEVA, "2028-02-29T23:59"),
        ("W3C review", "2027-03-01T09:00", "28 days", NEW_YORK, "2027-03-29T23:59"),
        ("W3C report to the Council", "2027-03-01T09:00", "90 days", NEW_YORK, "2027-05-30T23:59"),
        ("CA/B Forum, idle", "2027-03-01T09:00", "90 days", NEW_YORK, "2027-05-30T23:59"),
        ("CA/B Forum, votes", "2027-03-10T18:00", "168 hours", NEW_YORK, "2027-03-17T19:00"),
        ("CA/B Forum, result", "2027-03-11T18:00", "3 business days", NEW_YORK, "2027-03-16T23:59"),
        ("IETF last call", "2027-03-01T09:00", "2 weeks", "UTC", "2027-03-15T23:59"),
        ("IPPC consultation", "2027-07-01T09:00", "90 days", ROME, "2027-09-29T23:59"),
        ("EU national parliaments", "2027-02-15T09:00", "8 weeks", BRUSSELS, "2027-04-12T23:59"),
        ("General Assembly silence", "2027-03-12T17:00", "72 hours", NEW_YORK, "2027-03-15T18:00"),
        ("NATO silence", "2027-10-29T12:00", "72 hours", BRUSSELS, "2027-11-01T11:00"),
    ],
)  # fmt: skip
def test_periods_of_the_bodies_end_when_they_say(
    who: str, start: str, period: str, zone: str, end: str
) -> None:
    deadline = ends(at(start, zone), parse_period(period), zone)
    assert deadline == Deadline(at(end, zone), zone), who


@pytest.mark.parametrize(
    ("zone", "opens", "clock_then"),
    [
        (BRUSSELS, "2027-03-26T17:00", "2027-03-29T18:00"),
        (BRUSSELS, "2027-10-29T17:00", "2027-11-01T16:00"),
        (NEW_YORK, "2027-03-12T17:00", "2027-03-15T18:00"),
        (NEW_YORK, "2027-11-05T17:00", "2027-11-08T16:00"),
        (BRUSSELS, "2027-03-12T17:00", "2027-03-15T17:00"),
        ("Australia/Lord_Howe", "2027-04-02T17:00", "2027-04-05T16:30"),
        ("Antarctica/Troll", "2027-03-26T17:00", "2027-03-29T19:00"),
        (TOKYO, "2027-03-26T17:00", "2027-03-29T17:00"),
    ],
)
def test_a_silence_of_72_hours_lasts_72_hours_whatever_the_clocks_do(
    zone: str, opens: str, clock_then: str
) -> None:
    opened = at(opens, zone)
    deadline = ends(opened, Period(72, "hours"), zone)
    assert deadline.at - opened == timedelta(hours=72)
    assert deadline.at == at(clock_then, zone)
    assert in_time(deadline.at - timedelta(microseconds=1), deadline)
    assert not in_time(deadline.at, deadline)


def test_the_same_silence_in_brussels_and_new_york_ends_at_one_instant() -> None:
    opened = at("2027-03-12T17:00", NEW_YORK)
    silence = Period(72, "hours")
    assert ends(opened, silence, NEW_YORK).at == ends(opened, silence, BRUSSELS).at


def test_by_14_march_means_the_last_minute_of_that_day_there() -> None:
    assert last_minute(day("2027-03-14"), NEW_YORK).at == at("2027-03-15T03:59")
    assert last_minute(day("2027-03-14"), BRUSSELS).at == at("2027-03-14T22:59")
    assert last_minute(day("2027-03-28"), BRUSSELS).at == at("2027-03-28T21:59")


def test_silence_that_was_broken_begins_anew_and_not_with_the_remainder() -> None:
    opened, silence = at("2027-03-09T12:00", NEW_YORK), Period(72, "hours")
    broken = opened + timedelta(hours=71)
    revised = broken + timedelta(hours=30)
    assert ends(revised, silence, NEW_YORK).at - revised == timedelta(hours=72)


def test_the_ippc_consults_from_1_july_to_30_september() -> None:
    opened = at("2027-07-01T00:00", ROME)
    fixed = last_minute(day("2027-09-30"), ROME)
    assert fixed == ends(opened, Period(91, "days"), ROME)
    assert check_minimum(opened, fixed, Period(90, "days"), ROME) == fixed
    with pytest.raises(BadInput, match="2027-09-29T21:59:00Z or later"):
        check_minimum(opened, last_minute(day("2027-09-28"), ROME), Period(90, "days"), ROME)


@pytest.mark.parametrize(
    ("meeting", "term", "closes"),
    [
        ("2027-03-16T09:30", "7 business days before the meeting", "2027-03-05T23:59"),
        ("2027-03-15T09:30", "7 business days before the meeting", "2027-03-04T23:59"),
        ("2027-04-05T09:30", "7 business days before the meeting", "2027-03-23T23:59"),
        ("2027-03-16T09:30", "3 weeks before the meeting", "2027-02-23T23:59"),
        ("2027-03-16T09:30", "14 days before the meeting", "2027-03-02T23:59"),
        ("2027-05-31T09:30", "3 months before the meeting", "2027-02-28T23:59"),
        ("2027-03-29T09:30", "48 hours before the meeting", "2027-03-27T08:30"),
        ("2027-03-16T09:30", "at the meeting", "2027-03-16T09:30"),
    ],
)
def test_what_closes_before_a_meeting_is_counted_back_from_it(
    meeting: str, term: str, closes: str
) -> None:
    easter = Calendar(holidays=frozenset({day("2027-03-26"), day("2027-03-29")}))
    opened = at("2027-01-04T09:00", GENEVA)
    deadline = due(opened, parse_term(term), GENEVA, easter, at(meeting, GENEVA))
    assert deadline == Deadline(at(closes, GENEVA), GENEVA)


def test_a_draft_resolution_is_tabled_four_full_business_days_before_action() -> None:
    tabled = at("2027-11-18T15:00", NEW_YORK)  # a Thursday
    four = Period(4, "business days")
    thanksgiving = Calendar(holidays=frozenset({day("2027-11-25")}))
    action = Deadline(at("2027-11-25T10:00", NEW_YORK), NEW_YORK)
    assert check_minimum(tabled, action, four, NEW_YORK) == action
    too_soon = Deadline(at("2027-11-24T15:00", NEW_YORK), NEW_YORK)
    with pytest.raises(BadInput, match=r"at least 4 business days.* 2027-11-25T04:59:00Z or later"):
        check_minimum(tabled, too_soon, four, NEW_YORK)
    friday = at("2027-11-19T15:00", NEW_YORK)
    with pytest.raises(BadInput, match="2027-11-27T04:59:00Z or later"):
        check_minimum(friday, action, four, NEW_YORK, thanksgiving)


def test_a_draft_of_the_ietf_does_not_expire_around_a_meeting() -> None:
    around_the_meeting = Calendar(freezes=(frozen("2027-07-05", "2027-07-18", "IETF 129"),))
    posted = at("2027-01-10T12:00")
    assert local_day(ends(posted, Period(185, "days"), "UTC")) == day("2027-07-14")
    expires = ends(posted, Period(185, "days"), "UTC", around_the_meeting)
    assert expires == Deadline(at("2027-07-19T23:59"), "UTC")


def test_a_ballot_of_ieee_sa_is_extended_by_sixty_days_at_most() -> None:
    opened = at("2027-03-01T09:00", NEW_YORK)
    first = ends(opened, Period(30, "days"), NEW_YORK)
    bounds = Bounds(most=Period(60, "days"))
    assert first.at == at("2027-03-31T23:59", NEW_YORK)
    asked = at("2027-05-30T23:59", NEW_YORK)
    assert extended(first, first, asked, opened, bounds).at == asked
    with pytest.raises(BadInput, match="Choose 2027-05-31T03:59:00Z or earlier"):
        extended(first, first, asked + timedelta(minutes=1), opened, bounds)


def test_no_body_loses_a_day_when_its_zone_skips_one() -> None:
    """Apia had no 30 December 2011: a period that would end then ends with the next day."""
    start = at("2011-12-28T12:00", "Pacific/Apia")
    assert ends(start, Period(2, "days"), "Pacific/Apia", ORDINARY).at == at(
        "2011-12-31T23:59", "Pacific/Apia"
    )
