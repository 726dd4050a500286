"""Where things can break between us and the database, one point after the other.

The points of a run are numbered from 1: each statement (refused before it is carried out)
and each COMMIT twice, once refused and once carried out with the answer lost.
"""

from __future__ import annotations

from types import TracebackType
from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.exc import OperationalError

from placet.engine.store import Database


def engines_of(database: Database) -> list[Engine]:
    """The engines that talk to the database; PostgreSQL's readers are of the same engine."""
    if database.dialect == "sqlite":
        return [database.engine, database._readers]
    return [database.engine]


class Cut:
    """The connection breaks at one point, once; 0 only counts the points.

    It strikes while it is entered, again and again if need be: points are counted on.
    """

    def __init__(self, database: Database, at: int = 0) -> None:
        self.points = 0
        self.where = ""
        self._at = at
        self._engines = engines_of(database)
        self._hearing = (
            ("before_cursor_execute", self._before_statement),
            ("commit", self._before_commit),
        )

    @property
    def happened(self) -> bool:
        """Whether the point was reached."""
        return bool(self.where)

    def __enter__(self) -> Cut:
        for engine in self._engines:
            for name, heard in self._hearing:
                event.listen(engine, name, heard)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for engine in self._engines:
            for name, heard in self._hearing:
                event.remove(engine, name, heard)

    def _before_statement(self, _connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if self._reached(statement):
            raise self._error()

    def _before_commit(self, connection: Any) -> None:
        if self._reached("COMMIT refused"):
            raise self._error()
        if self._reached("COMMIT carried out, answer lost"):
            connection.connection.dbapi_connection.commit()
            raise self._error()

    def _reached(self, where: str) -> bool:
        self.points += 1
        if self.points != self._at:
            return False
        self.where = where
        return True

    def _error(self) -> OperationalError:
        return OperationalError(self.where, {}, Exception("the connection was cut"))
