"""Standing bodies: rows to values and back."""

from __future__ import annotations

from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.exc import IntegrityError

from placet.engine import codec
from placet.engine.bodies import Body, BodyMember
from placet.engine.errors import N_, AlreadyExists, Conflict, NotFound
from placet.engine.store.rows import Rows, table
from placet.engine.tables import BodyRow

body = table(BodyRow)

_ALL = select(body).order_by(body.c.code)
_ONE = select(body).where(body.c.code == bindparam("code"))
_ONE_LOCKED = _ONE.with_for_update()


class BodyRows(Rows):
    """Standing bodies."""

    def body(self, code: str, lock: bool = False) -> Body:
        """A body by its code; raises NotFound."""
        query = _ONE_LOCKED if lock else _ONE
        row = self._connection.execute(query, {"code": code}).one_or_none()
        if row is None:
            raise NotFound("body", code)
        return _body(row)

    def bodies(self) -> tuple[Body, ...]:
        """All bodies, by code."""
        return tuple(_body(row) for row in self._connection.execute(_ALL))

    def save_body(self, before: Body | None, after: Body) -> None:
        """Write a body; AlreadyExists for a code that is taken, Conflict if it has changed."""
        values = _row(after)
        if before is None:
            try:
                self._connection.execute(body.insert(), values)
            except IntegrityError as taken:
                raise AlreadyExists("body", after.code) from taken
            return
        same = (body.c.code == before.code, body.c.version == before.version)
        if self._connection.execute(body.update().where(*same).values(values)).rowcount != 1:
            raise Conflict(N_("the body"), before.version)


def _row(of: Body) -> dict[str, Any]:
    lists = {"members": codec.encode(of.members), "languages": list(of.languages)}
    return {c.name: getattr(of, c.name) for c in body.columns} | lists


def _body(row: Any) -> Body:
    values = {c.name: getattr(row, c.name) for c in body.columns}
    values["members"] = codec.decode(tuple[BodyMember, ...], row.members)
    values["languages"] = tuple(row.languages)
    return Body(**values)
