"""What belongs to the installation: counters, settings, remembered answers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, func, select

from placet.engine.errors import Conflict
from placet.engine.store.rows import Rows, either, or_replace, table
from placet.engine.store.values import Remembered
from placet.engine.tables import CounterRow, RememberedRow, SettingRow

counter = table(CounterRow)
setting = table(SettingRow)
remembered = table(RememberedRow)

_REMEMBERED = select(remembered.c.request_hash, remembered.c.answer, remembered.c.at).where(
    remembered.c.person == bindparam("who"), remembered.c.key == bindparam("which")
)
_SETTING = select(setting.c.value).where(setting.c.key == bindparam("which"))
_SET = or_replace(setting, ("key",), ("value",))
_REMEMBER = either(
    lambda insert: insert(remembered).on_conflict_do_nothing().returning(remembered.c.key)
)
_COUNT = either(
    lambda insert: (
        insert(counter)
        .on_conflict_do_update(index_elements=["name"], set_={"value": counter.c.value + 1})
        .returning(counter.c.value)
    )
)
_NOW = select(func.clock_timestamp())


class InstallationRows(Rows):
    """Counters, settings, remembered answers."""

    def next_reference(self, name: str = "objective") -> int:
        """The next number of a counter, from 1; never given twice."""
        first = {"name": name, "value": 1}
        number: int = self._connection.execute(self._put(_COUNT), first).scalar_one()
        return number

    def remembered(self, person: str, key: str) -> Remembered | None:
        """The stored answer to a request."""
        named = {"who": person, "which": key}
        row = self._connection.execute(_REMEMBERED, named).one_or_none()
        return None if row is None else Remembered(**row._mapping)

    def remember(
        self, person: str, key: str, request_hash: str, answer: Mapping[str, Any], at: datetime
    ) -> None:
        """Store an answer; Conflict when the key was used in the meantime."""
        row = {
            "person": person,
            "key": key,
            "request_hash": request_hash,
            "answer": dict(answer),
            "at": at,
        }
        if self._connection.execute(self._put(_REMEMBER), row).one_or_none() is None:
            raise Conflict("the request")

    def forget_answers(self, before: datetime) -> int:
        """Drop answers older than that; how many they were."""
        old = remembered.delete().where(remembered.c.at < before)
        return self._connection.execute(old).rowcount

    def setting(self, key: str) -> str | None:
        """A value of the installation itself."""
        found: str | None = self._connection.execute(_SETTING, {"which": key}).scalar()
        return found

    def set_setting(self, key: str, value: str) -> None:
        """Set a value of the installation itself."""
        self._connection.execute(self._put(_SET), {"key": key, "value": value})

    def database_time(self) -> datetime:
        """PostgreSQL's clock, now: it goes on inside a transaction."""
        at: datetime = self._connection.execute(_NOW).scalar_one()
        return at
