"""The clocks: the only place that asks what time it is.

Theory.  The core takes `now` as an argument.  Which clock it comes from is decided once, where
the application is put together.  `DatabaseClock` is PostgreSQL's, so that many replicas
agree; it is read on the transaction's own connection, after the row is locked, so that whoever
waited for the lock is judged by the time at which they got it.  `SystemClock` is this
machine's, for SQLite.  `StillClock` stands until it is moved; its instant is a row, so every
process sees the same one, and it works in demonstration databases only.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Protocol

from placet.engine.errors import BadInput
from placet.engine.store import Database, Store

DEMONSTRATION = "demonstration"
INSTANT = "clock"


class Clock(Protocol):
    """What time it is, on the connection of `store` where there is one."""

    def now(self, store: Store | None = None) -> datetime:
        """The present instant, aware, in UTC."""
        ...


class SystemClock:
    """This machine's clock."""

    def now(self, store: Store | None = None) -> datetime:
        """The present instant of this machine."""
        return datetime.now(UTC)


class DatabaseClock:
    """PostgreSQL's clock, which goes on inside a transaction."""

    def __init__(self, database: Database) -> None:
        if database.dialect != "postgresql":
            raise BadInput("clock", "SQLite has no clock of its own", "use the clock `system`")
        self._database = database

    def now(self, store: Store | None = None) -> datetime:
        """The present instant of the database server."""
        if store is not None:
            return store.database_time()
        with self._database.reading() as reading:
            return reading.database_time()


class StillClock:
    """A clock that is moved by hand, in a demonstration database."""

    def __init__(self, database: Database, start: datetime | None = None) -> None:
        self._database = database
        if start is not None:
            self._begin(start)

    def now(self, store: Store | None = None) -> datetime:
        """The instant it was last set to."""
        if store is not None:
            return _standing(store)
        with self._database.reading() as reading:
            return _standing(reading)

    def set(self, at: datetime) -> None:
        """Set the clock; it does not go back."""
        with self._database.writing() as store:
            self._move(store, at)

    def advance(self, by: timedelta) -> datetime:
        """Move the clock forward; the instant it shows then."""
        with self._database.writing() as store:
            at = _standing(store) + by
            self._move(store, at)
        return at

    def _begin(self, start: datetime) -> None:
        """Start there, unless the clock of this database has gone further already."""
        with self._database.writing() as store:
            earlier = store.setting(INSTANT)
            if earlier is None or datetime.fromisoformat(earlier) < start:
                self._move(store, start)

    def _move(self, store: Store, at: datetime) -> None:
        if at.tzinfo is None:
            raise BadInput("clock", "the instant has no zone", "end it with Z")
        if store.setting(DEMONSTRATION) != "yes":
            raise _refusal()
        earlier = store.setting(INSTANT)
        if earlier is not None and at < datetime.fromisoformat(earlier):
            raise BadInput("clock", "the clock stands at a later instant: {at}", at=earlier)
        store.set_setting(INSTANT, at.astimezone(UTC).isoformat())


def _standing(store: Store) -> datetime:
    at = store.setting(INSTANT)
    if at is None or store.setting(DEMONSTRATION) != "yes":
        raise _refusal()
    return datetime.fromisoformat(at)


def _refusal() -> BadInput:
    return BadInput(
        "clock",
        "a clock that stands still works in a demonstration database only",
        "use the clock `system` or `database`",
    )
