"""What every part of the store stands on: one connection, and what the databases spell apart."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import SQLModel

from placet.engine.store.memory import Memory


def table(of: type[SQLModel]) -> Table:
    """The table of a row class, for statements of SQLAlchemy Core."""
    found: Table = of.__table__  # type: ignore[attr-defined]  # SQLModel adds it unseen by mypy
    return found


Either = Mapping[bool, Any]
"""A statement for PostgreSQL (True) and for SQLite (False)."""


def either(build: Callable[[Any], Any]) -> Either:
    """An INSERT that knows ON CONFLICT, in both dialects; built once, since building is slow."""
    return {True: build(postgresql.insert), False: build(sqlite.insert)}


def unless_there(into: Table, *keys: str) -> Either:
    """An INSERT that leaves a row alone that has these keys already (any key, if none)."""
    names = keys or None
    return either(lambda insert: insert(into).on_conflict_do_nothing(index_elements=names))


def or_replace(into: Table, keys: Sequence[str], changed: Sequence[str]) -> Either:
    """An INSERT that gives an existing row with these keys the new values of some columns."""

    def build(insert: Any) -> Any:
        put = insert(into)
        new = {name: put.excluded[name] for name in changed}
        return put.on_conflict_do_update(index_elements=keys, set_=new)

    return either(build)


class Rows:
    """One connection inside one transaction.

    `instant` is what the clock said in this transaction, once it was asked; `saved` are the
    values of versions that this transaction wrote: they become known to others by its commit.
    """

    def __init__(self, connection: Connection, memory: Memory) -> None:
        self._connection = connection
        self._postgresql = connection.dialect.name == "postgresql"
        self._memory = memory
        self.instant: datetime | None = None
        self.saved: list[tuple[str, str, int, Any]] = []

    def _known(self, kind: str, name: str, version: int) -> Any:
        """A value of that version, unless this transaction has written."""
        return None if self.saved else self._memory.get(kind, name, version)

    def _keep(self, kind: str, name: str, version: int, value: Any) -> None:
        """Keep what was loaded, unless this transaction has written."""
        if not self.saved:
            self._memory.put(kind, name, version, value)

    def _put(self, statement: Either) -> Any:
        """The statement as this database spells it."""
        return statement[self._postgresql]
