"""Databases in which a negotiation has come so far already, again and again.

One database is used again and again, so that its statements need not be compiled anew.  SQLite
copies a file into it; PostgreSQL gets the rows back that changed.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol, cast

from sqlalchemy import Connection, text

from placet.engine.store import Database
from placet.engine.store.memory import Memory
from placet.engine.tables import metadata
from tests.fakes import StillClock
from tests.invariants.checks import changed, fingerprint
from tests.reliability.stages import STAGES
from tests.reliability.world import MOMENT, START, World


class Copies(Protocol):
    """Somewhere to get worlds from."""

    def at(self, stage: str) -> AbstractContextManager[World]:
        """A world that has come to this stage."""
        ...


@dataclass
class FileCopies:
    """One SQLite file into which others are copied."""

    database: Database
    folder: Path
    _kept: dict[str, tuple[Path, datetime]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._kept[""] = (self._keep("nothing"), START)

    @contextmanager
    def at(self, stage: str) -> Iterator[World]:
        """A world that has come to this stage."""
        path, now = self._stage(stage)
        with closing(sqlite3.connect(path)) as source, self.database.engine.connect() as target:
            source.backup(_raw(target))
        self.database._memory = Memory()  # versions of another world are none of this one
        yield World(self.database, StillClock(now))

    def _stage(self, stage: str) -> tuple[Path, datetime]:
        if stage not in self._kept:
            now = _lived(self, stage)
            self._kept[stage] = (self._keep(stage), now)
        return self._kept[stage]

    def _keep(self, stage: str) -> Path:
        path = self.folder / f"{stage}.db"
        with closing(sqlite3.connect(path)) as target, self.database.engine.connect() as source:
            _raw(source).backup(target)
        return path


def _raw(connection: Connection) -> sqlite3.Connection:
    raw: Any = connection.connection.dbapi_connection
    return cast(sqlite3.Connection, raw)


def _lived(copies: Copies, stage: str) -> datetime:
    """Live from the stage before to this one; the instant at which it is reached."""
    before, lead = STAGES[stage]
    with copies.at(before) as world:
        lead(world)
        world.clock.set(world.clock.now() + MOMENT)
        now: datetime = world.clock.now()
    return now


Rows = Mapping[str, list[dict[str, Any]]]


@dataclass
class RowCopies:
    """One PostgreSQL database whose rows are put back."""

    database: Database
    _kept: dict[str, tuple[Rows, Mapping[str, str], datetime]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._kept[""] = (self._rows(), fingerprint(self.database), START)

    @contextmanager
    def at(self, stage: str) -> Iterator[World]:
        """A world that has come to this stage."""
        rows, prints, now = self._stage(stage)
        self._put_back(rows, prints)
        self.database._memory = Memory()  # versions of another world are none of this one
        yield World(self.database, StillClock(now))

    def _stage(self, stage: str) -> tuple[Rows, Mapping[str, str], datetime]:
        if stage not in self._kept:
            now = _lived(self, stage)
            self._kept[stage] = (self._rows(), fingerprint(self.database), now)
        return self._kept[stage]

    def _rows(self) -> Rows:
        with self.database.engine.connect() as connection:
            return {
                t.name: [dict(row._mapping) for row in connection.execute(t.select())]
                for t in metadata.sorted_tables
            }

    def _put_back(self, rows: Rows, prints: Mapping[str, str]) -> None:
        stale = set(changed(prints, fingerprint(self.database))) | {"timer", "outbox"}
        with self.database.engine.begin() as connection:
            connection.execute(text("SET LOCAL session_replication_role = replica"))
            for table in metadata.sorted_tables:
                if table.name in stale:
                    connection.execute(table.delete())
                    if rows[table.name]:
                        connection.execute(table.insert(), rows[table.name])
