"""Clocks: PostgreSQL's, this machine's, and one that stands still in demonstrations."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from placet.engine.clock import DEMONSTRATION, DatabaseClock, StillClock, SystemClock
from placet.engine.errors import BadInput
from placet.engine.store import Database
from tests.fakes import NOON


def demonstration(database: Database) -> Database:
    with database.writing() as store:
        store.set_setting(DEMONSTRATION, "yes")
    return database


def test_the_clock_of_this_machine_is_in_utc() -> None:
    assert SystemClock().now().tzinfo is UTC


@pytest.mark.postgres
def test_the_clock_of_the_database_goes_on_inside_a_transaction(
    postgresql_database: Database,
) -> None:
    clock = DatabaseClock(postgresql_database)
    with postgresql_database.writing() as store:
        first, second = clock.now(store), clock.now(store)
    assert first < second < clock.now()
    assert first.utcoffset() == timedelta(0)


def test_sqlite_has_no_clock_of_its_own(sqlite_database: Database) -> None:
    with pytest.raises(BadInput):
        DatabaseClock(sqlite_database)


def test_a_still_clock_stands_until_it_is_moved_and_everybody_sees_it(database: Database) -> None:
    clock = StillClock(demonstration(database), NOON)
    assert clock.now() == NOON
    later = clock.advance(timedelta(days=3, microseconds=5))
    assert StillClock(database).now() == later == NOON + timedelta(days=3, microseconds=5)
    with database.reading() as store:
        assert clock.now(store) == later
    clock.set(later + timedelta(days=1))
    assert clock.now() == later + timedelta(days=1)


def test_a_still_clock_never_goes_back(database: Database) -> None:
    clock = StillClock(demonstration(database), NOON)
    with pytest.raises(BadInput):
        clock.set(NOON - timedelta(microseconds=1))
    with pytest.raises(BadInput):
        clock.set(datetime(2030, 1, 1))
    assert StillClock(database, NOON - timedelta(days=1)).now() == NOON


def test_a_still_clock_is_refused_outside_a_demonstration(database: Database) -> None:
    with pytest.raises(BadInput, match="demonstration"):
        StillClock(database, NOON)
    with pytest.raises(BadInput, match="demonstration"):
        StillClock(database).now()
    with pytest.raises(BadInput, match="demonstration"):
        StillClock(database).advance(timedelta(1))
