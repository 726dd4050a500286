"""Instants and distances in words."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from placet.engine.model import Deadline
from placet.templates import PSEUDO, dates, i18n, language
from placet.templates.dates import distance, in_zone, instant, iso, number, utc, utc_time, when

AT = datetime(2027, 3, 14, 20, 59, tzinfo=UTC)


@pytest.mark.parametrize(
    ("style", "said"),
    [
        ("long", "Sunday 14 March 2027, 23:59"),
        ("date", "Sunday 14 March 2027"),
        ("short", "14 Mar 2027"),
        ("stamp", "14 Mar 2027, 23:59"),
        ("daymonth", "14 Mar"),
        ("time", "23:59"),
    ],
)
def test_an_instant_in_its_zone(style: str, said: str) -> None:
    assert when(AT, "Africa/Nairobi", style) == said


@pytest.mark.usefixtures("french")
def test_other_languages_have_their_own_order() -> None:
    with language("fr"):
        assert when(AT, "Europe/Paris") == "dimanche 14 mars 2027, 21:59"
        assert when(AT, "Europe/Paris", "short") == "14 mars 2027"
        assert number(18442) == "18\u202f442"


@pytest.mark.parametrize("zone", ["Asia/Tokyo", "America/New_York", "UTC"])
def test_the_ends_of_the_calendar_can_be_said(zone: str) -> None:
    last, first = datetime.max.replace(tzinfo=UTC), datetime.min.replace(tzinfo=UTC)
    assert "9999" in when(last, zone)
    assert " January 1, " in when(first, zone)
    assert utc_time(last, zone).endswith("UTC")


def test_a_deadline_in_full() -> None:
    assert in_zone(Deadline(AT, "Africa/Nairobi")) == (
        "Sunday 14 March 2027, 23:59 Nairobi time (20:59 UTC)"
    )
    assert in_zone(Deadline(AT, "Asia/Tokyo")) == (
        "Monday 15 March 2027, 05:59 Tokyo time (14 Mar 2027, 20:59 UTC)"
    )
    assert in_zone(Deadline(AT, "UTC")) == "Sunday 14 March 2027, 20:59 UTC"


def test_utc() -> None:
    assert utc(AT) == "14 Mar 2027, 20:59 UTC"
    assert utc_time(AT) == "20:59 UTC"
    assert iso(AT) == "2027-03-14T20:59:00Z"
    assert instant("2027-03-14T20:59:00Z") == AT
    assert dates.day("2027-03-14") == "14 Mar 2027"
    assert dates.city("America/Port_of_Spain") == "Port of Spain"


@pytest.mark.parametrize(
    ("away", "said"),
    [
        (timedelta(days=3), "in 3 days"),
        (timedelta(hours=47), "in 47 hours"),
        (timedelta(hours=1), "in 60 minutes"),
        (timedelta(minutes=1), "in 1 minute"),
        (timedelta(seconds=5), "in less than a minute"),
        (timedelta(0), "just now"),
        (timedelta(minutes=-1), "1 minute ago"),
        (timedelta(hours=-5), "5 hours ago"),
        (timedelta(days=-40), "40 days ago"),
    ],
)
def test_distances(away: timedelta, said: str) -> None:
    assert distance(AT, AT + away) == said


def test_months_of_a_test_language_are_accented() -> None:
    with language(PSEUDO):
        assert i18n.untranslated_text(when(AT) + distance(AT, AT + timedelta(days=3))) == ()


@given(
    st.datetimes(datetime(2000, 1, 1), datetime(2099, 1, 1), timezones=st.just(UTC)),
    st.sampled_from(["Europe/Paris", "America/New_York", "Pacific/Apia", "Asia/Kathmandu"]),
)
def test_a_local_time_is_that_of_the_zone(at: datetime, zone: str) -> None:
    local = at.astimezone(ZoneInfo(zone))
    assert when(at, zone, "time") == f"{local:%H:%M}"
    assert when(at, zone, "short").startswith(f"{local.day} ")
