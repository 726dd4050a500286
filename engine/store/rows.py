"""What every part of the store stands on: one connection, and what the databases spell apart."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import SQLModel


def table(of: type[SQLModel]) -> Table:
    """The table of a row class, for statements of SQLAlchemy Core."""
    found: Table = of.__table__  # type: ignore[attr-defined]  # SQLModel adds it unseen by mypy
    return found


class Rows:
    """One connection inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._postgresql = connection.dialect.name == "postgresql"

    def _insert(self, into: Table) -> Any:
        """An INSERT that knows ON CONFLICT, which both databases spell alike."""
        return postgresql.insert(into) if self._postgresql else sqlite.insert(into)
