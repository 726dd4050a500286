"""Times in scenarios: of one zone, each meaning one instant."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from placet.workflows.scenario import times
from placet.workflows.scenario.times import Unclear

BRUSSELS = ZoneInfo("Europe/Brussels")
FRIDAY = datetime(2027, 3, 26, 9, 0, tzinfo=UTC)
"""10:00 in Brussels, two days before the clocks go forward."""


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("2027-03-26T10:00", FRIDAY),
        ("2027-03-26 10:00", FRIDAY),
        ("2027-03-26T10:00+01:00", FRIDAY),
        ("2027-03-26T09:00Z", FRIDAY),
        ("2027-03-28T03:00", datetime(2027, 3, 28, 1, 0, tzinfo=UTC)),
        ("2027-10-31T02:30+01:00", datetime(2027, 10, 31, 1, 30, tzinfo=UTC)),
    ],
)
def test_a_time_without_an_offset_is_one_of_the_zone(text: str, at: datetime) -> None:
    assert times.instant(text, BRUSSELS) == at


def test_a_date_alone_means_its_last_minute() -> None:
    assert times.last_minute("2027-03-28", BRUSSELS) == datetime(2027, 3, 28, 21, 59, tzinfo=UTC)
    assert times.last_minute("2027-03-26T10:00", BRUSSELS) == FRIDAY


@pytest.mark.parametrize(
    ("length", "after"),
    [
        ("PT72H", timedelta(hours=72)),
        ("72 hours", timedelta(hours=72)),
        ("90 minutes", timedelta(minutes=90)),
        ("3 days", timedelta(hours=71)),
        ("P3D", timedelta(hours=71)),
        ("1 week", timedelta(days=7, hours=-1)),
        ("P1DT1H", timedelta(days=1, hours=1)),
        ("1 month", timedelta(days=31, hours=-1)),
    ],
)
def test_hours_are_elapsed_and_days_keep_the_local_time(length: str, after: timedelta) -> None:
    assert times.later(FRIDAY, length, BRUSSELS) == FRIDAY + after


def test_a_month_ends_on_the_last_day_of_a_shorter_one() -> None:
    january = datetime(2027, 1, 31, 12, 0, tzinfo=UTC)
    assert times.later(january, "1 month", ZoneInfo("UTC")).date().isoformat() == "2027-02-28"
    assert times.later(january, "13 months", ZoneInfo("UTC")).date().isoformat() == "2028-02-29"


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("72 hours", FRIDAY + timedelta(hours=72)),
        ("PT72H", FRIDAY + timedelta(hours=72)),
        ("2 weeks", datetime(2027, 4, 9, 21, 59, tzinfo=UTC)),
        ("2027-04-09", datetime(2027, 4, 9, 21, 59, tzinfo=UTC)),
        ("2027-04-09T12:00", datetime(2027, 4, 9, 10, 0, tzinfo=UTC)),
    ],
)
def test_a_deadline_is_a_time_or_a_period_from_now_on(text: str, at: datetime) -> None:
    assert times.deadline(text, BRUSSELS, FRIDAY) == at


@pytest.mark.parametrize(
    "text", ["", "soon", "2027-03-26", "2027-W12-5T10:00", "20270326T1000", "2027-02-30T10:00"]
)
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(Unclear, match="write it as 2027-03-26T10:00"):
        times.instant(text, BRUSSELS)


@pytest.mark.parametrize("text", ["P", "PT", "P1Y", "1 year", "-1 days", "1.5 hours", "0x1 days"])
def test_what_is_no_length_of_time_is_refused(text: str) -> None:
    with pytest.raises(Unclear, match="write it as 2 hours, 3 days or PT2H"):
        times.later(FRIDAY, text, BRUSSELS)


def test_what_is_out_of_reach_is_refused() -> None:
    with pytest.raises(Unclear, match="too long"):
        times.later(FRIDAY, "99999 days", BRUSSELS)
    with pytest.raises(Unclear, match="too long"):
        times.later(datetime(9990, 1, 1, tzinfo=UTC), "30000 days", BRUSSELS)
    with pytest.raises(Unclear, match="out of reach"):
        times.instant("9999-12-31T23:59-01:00", BRUSSELS)


@given(st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1)), st.sampled_from(sorted(
    ("Europe/Brussels", "America/New_York", "Asia/Kathmandu", "Pacific/Apia", "UTC")
)))  # fmt: skip
def test_a_local_time_is_read_as_itself_or_refused(local: datetime, name: str) -> None:
    zone = ZoneInfo(name)
    written = local.isoformat(timespec="seconds")
    try:
        at = times.instant(written, zone)
    except Unclear as unclear:
        assert "clocks of" in str(unclear)  # noqa: PT017 - either is right
    else:
        assert at.astimezone(zone).replace(tzinfo=None).isoformat() == written


@given(st.text(max_size=20))
def test_no_text_breaks_the_reader_of_times(text: str) -> None:
    for read in (
        lambda: times.instant(text, BRUSSELS),
        lambda: times.deadline(text, BRUSSELS, FRIDAY),
        lambda: times.later(FRIDAY, text, BRUSSELS),
        lambda: times.zone_called(text),
    ):
        try:
            read()
        except Unclear as unclear:
            assert str(unclear)  # noqa: PT017 - a refusal says something
