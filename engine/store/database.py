"""Connections and transactions on the two databases.

Theory.  SQLite lets one transaction write at a time.  If writers begin with a plain BEGIN,
two of them read, then both want to write, and one is told "database is locked"; so a writer
begins with BEGIN IMMEDIATE, and all writers of the process queue for one connection, which
is fairer than SQLite's own waiting (a p99 of 49 ms instead of 779 ms).  Readers have
connections of their own: in WAL mode they neither wait nor make anybody wait.  A commit is on
the disk (`synchronous=FULL`) before anybody is told of it.

PostgreSQL writes at READ COMMITTED and takes row locks; a statement after the lock sees
what its holder left.  Readers take one snapshot (REPEATABLE READ, READ ONLY).

An exception from COMMIT itself is passed on as it is: whether the transaction holds is then
unknown, and the caller looks its idempotency key up before saying anything.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, create_engine, event, make_url
from sqlalchemy.engine import URL
from sqlalchemy.exc import DataError, OperationalError
from sqlalchemy.exc import TimeoutError as SQLAlchemyTimeout
from sqlalchemy.pool import QueuePool

from placet.engine.errors import N_, BadInput
from placet.engine.store.memory import Memory
from placet.engine.store.store import Store

UNANSWERED = (OperationalError, SQLAlchemyTimeout)
"""What a transaction raises when the database does not answer in time, or is not there."""
READERS = 8
PATIENCE = 5
"""How many seconds a thread waits for a connection before it is told to come again."""
BUSY = 15
"""How many seconds a writer of SQLite waits for a writer in another process."""

_TIMEOUTS = {
    "statement_timeout": "5s",
    "lock_timeout": "5s",
    "idle_in_transaction_session_timeout": "10s",
}


class Database:
    """A database by its address: `sqlite:///path` or `postgresql+psycopg://...`."""

    def __init__(self, url: str, *, timeouts: bool = True) -> None:
        address = make_url(url)
        self.url = url
        self._memory = Memory()
        if address.drivername == "sqlite":
            self.dialect = "sqlite"
            self._writers, self._readers = _sqlite_engines(address)
        elif address.drivername in ("postgresql", "postgresql+psycopg"):
            self.dialect = "postgresql"
            self._writers, self._readers = _postgresql_engines(address, timeouts)
        else:
            raise ValueError(f"Placet keeps its data in SQLite or PostgreSQL, not {url!r}")

    @property
    def engine(self) -> Engine:
        """The engine that writes: for migrations, never for use cases."""
        return self._writers

    @contextmanager
    def writing(self) -> Iterator[Store]:
        """A transaction that writes: commit at the end, roll back on any exception."""
        with _keepable(), self._writers.begin() as connection:
            store = Store(connection, self._memory)
            yield store
        for value in store.saved:
            self._memory.put(*value)

    @contextmanager
    def reading(self) -> Iterator[Store]:
        """A read-only transaction that sees one moment."""
        with _keepable(), self._readers.connect() as connection:
            yield Store(connection, self._memory)

    def close(self) -> None:
        """Give all connections back."""
        self._readers.dispose()
        self._writers.dispose()


@contextmanager
def _keepable() -> Iterator[None]:
    """Say in words that PostgreSQL cannot hold a value: U+0000, or a number beyond its column."""
    try:
        yield
    except DataError as bad:
        raise BadInput("", N_("Something in the request cannot be kept or looked for.")) from bad


def _sqlite_engines(address: URL) -> tuple[Engine, Engine]:
    if not address.database or address.database == ":memory:":
        raise ValueError("Placet needs a file: a database in memory is another for each connection")
    writers = _sqlite_engine(address, pool_size=1)
    readers = _sqlite_engine(address, pool_size=READERS)
    event.listen(writers, "begin", _begin_immediately)
    event.listen(readers, "begin", _begin)
    event.listen(readers, "connect", _forbid_writing)
    return writers, readers


def _sqlite_engine(address: URL, pool_size: int) -> Engine:
    engine = create_engine(
        address,
        poolclass=QueuePool,
        pool_size=pool_size,
        max_overflow=0,
        pool_timeout=PATIENCE,
        connect_args={"timeout": BUSY, "check_same_thread": False, "isolation_level": None},
    )
    event.listen(engine, "connect", _prepare_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")


def _forbid_writing(connection: Any, _record: Any) -> None:
    connection.execute("PRAGMA query_only = ON")


def _begin_immediately(connection: Any) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _begin(connection: Any) -> None:
    connection.exec_driver_sql("BEGIN")


def _postgresql_engines(address: URL, timeouts: bool) -> tuple[Engine, Engine]:
    options = ["-c timezone=UTC"]
    if timeouts:
        options += [f"-c {name}={limit}" for name, limit in _TIMEOUTS.items()]
    writers = create_engine(
        address.set(drivername="postgresql+psycopg"),
        pool_size=10,
        max_overflow=10,
        pool_timeout=PATIENCE,
        pool_pre_ping=True,
        connect_args={"options": " ".join(options)},
    )
    readers = writers.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    return writers, readers
