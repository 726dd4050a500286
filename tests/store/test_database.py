"""Connections: what is committed is on the disk, and nobody waits for ever."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest
from sqlalchemy import Engine, event
from sqlalchemy.exc import TimeoutError

from placet.engine.errors import BadInput, NotFound
from placet.engine.store import Database
from placet.engine.store import database as module
from tests.builders import seated


def test_sqlite_writes_ahead_keeps_foreign_keys_and_waits_for_the_disk(
    sqlite_database: Database,
) -> None:
    with sqlite_database.engine.connect() as connection:
        pragmas = ("journal_mode", "synchronous", "foreign_keys")
        found = [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in pragmas]
    assert found == ["wal", 2, 1]


@pytest.mark.parametrize("name", ["O\0", "SEA\0x"])
def test_a_name_that_a_database_cannot_hold_is_refused_in_words(
    database: Database, name: str
) -> None:
    for opened in (database.reading, database.writing):
        with pytest.raises((BadInput, NotFound)), opened() as store:
            store.objective(name)
        with pytest.raises((BadInput, NotFound)), opened() as store:
            store.negotiation(name)


@pytest.mark.postgres
def test_postgresql_statements_have_time_limits(postgresql_database: Database) -> None:
    shown = {}
    with postgresql_database.writing() as store:
        for name in ("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout"):
            shown[name] = store._connection.exec_driver_sql(f"SHOW {name}").scalar()
    assert list(shown.values()) == ["5s", "5s", "10s"]


def test_a_second_writer_is_told_to_come_again(
    sqlite_template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "PATIENCE", 0.05)
    path = tmp_path / "placet.db"
    path.write_bytes(sqlite_template.read_bytes())
    database = Database(f"sqlite:///{path}")
    held, release = Event(), Event()

    def hold() -> None:
        with database.writing():
            held.set()
            release.wait(10)

    holder = Thread(target=hold)
    holder.start()
    held.wait(10)
    with pytest.raises(TimeoutError), database.writing():
        pass
    release.set()
    holder.join()
    database.close()


def test_what_was_committed_is_there_for_another_process(database: Database) -> None:
    with database.writing() as store:
        store.set_setting("key", "value")
    other = Database(database.engine.url.render_as_string(hide_password=False))
    with other.reading() as store:
        assert store.setting("key") == "value"
    other.close()


def test_a_reader_sees_one_moment(database: Database) -> None:
    with database.reading() as reader:
        assert reader.setting("key") is None
        with database.writing() as store:
            store.set_setting("key", "value")
        assert reader.setting("key") is None
    with database.reading() as reader:
        assert reader.setting("key") == "value"


@contextmanager
def statements() -> Iterator[list[tuple[str, Any]]]:
    """The statements of this block with their values, as they are asked for."""
    asked: list[tuple[str, Any]] = []

    def noted(_connection: Any, _cursor: Any, statement: str, values: Any, *_: Any) -> None:
        asked.append((statement, values))

    event.listen(Engine, "before_cursor_execute", noted)
    try:
        yield asked
    finally:
        event.remove(Engine, "before_cursor_execute", noted)


def test_an_objective_is_loaded_without_reading_any_table_from_end_to_end(
    sqlite_database: Database,
) -> None:
    seated(sqlite_database)
    stranger = Database(sqlite_database.url)
    with statements() as asked, stranger.reading() as store:
        store.objective("OBJ-0001")
        store.objectives("SEA")
        store.ballots("OBJ-0001")
        store.negotiation("SEA")
    with stranger.engine.connect() as connection:
        for statement, values in asked:
            if statement.startswith("SELECT"):
                plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
                steps = [row.detail for row in plan]
                assert steps
                assert not [s for s in steps if s.startswith(("SCAN", "MATERIALIZE"))], steps
    assert len(asked) > 10
    stranger.close()
