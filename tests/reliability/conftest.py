"""Worlds on both databases."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from placet.engine.store import Database
from tests.reliability.copies import Copies, FileCopies, RowCopies


@pytest.fixture(scope="session")
def file_copies(
    sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[FileCopies]:
    """Worlds in one SQLite file."""
    folder = tmp_path_factory.mktemp("worlds")
    shutil.copy(sqlite_template, folder / "in-use.db")
    database = Database(f"sqlite:///{folder}/in-use.db")
    event.listen(database.engine, "connect", _hasty)
    yield FileCopies(database, folder)
    database.close()


def _hasty(connection: Any, _record: Any) -> None:
    """What a loss of power leaves behind is not tested here, so nothing waits for the disk."""
    connection.execute("PRAGMA synchronous = OFF")


@pytest.fixture(scope="session")
def row_copies(fresh_postgresql: Callable[[], str]) -> Iterator[RowCopies]:
    """Worlds in one PostgreSQL database."""
    database = Database(fresh_postgresql())
    yield RowCopies(database)
    database.close()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def copies(request: pytest.FixtureRequest) -> Copies:
    """Worlds on SQLite, then on PostgreSQL."""
    name = "file_copies" if request.param == "sqlite" else "row_copies"
    found: Copies = request.getfixturevalue(name)
    return found
