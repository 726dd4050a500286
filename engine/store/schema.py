"""The schema: up to date, at which revision, and whether it is the one the tables describe.

Alembic takes most of a second to import, so it is imported when it is needed.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, text

from placet.engine.store.database import Database

if TYPE_CHECKING:
    from alembic.config import Config

MIGRATIONS = Path(__file__).parent.parent / "migrations"


def migrate(database: Database, revision: str = "head") -> None:
    """Bring the schema up to a revision (the newest), in one transaction."""
    from alembic import command

    with _migrating(database) as connection:
        command.upgrade(_config(connection), revision)


def unmake(database: Database, revision: str = "base") -> None:
    """Take the schema back to a revision; at `base` no table is left."""
    from alembic import command

    with _migrating(database) as connection:
        command.downgrade(_config(connection), revision)


def revision(database: Database) -> str | None:
    """The revision the database is at; None when it is empty."""
    from alembic.runtime.migration import MigrationContext

    with database.engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def newest() -> str | None:
    """The revision that this version of Placet needs."""
    from alembic.script import ScriptDirectory

    return ScriptDirectory(str(MIGRATIONS)).get_current_head()


def check(database: Database) -> None:
    """Compare database and tables; raises alembic's CommandError when they differ."""
    from alembic import command

    with database.engine.connect() as connection:
        command.check(_config(connection))


@contextmanager
def _migrating(database: Database) -> Iterator[Connection]:
    """One transaction, one migration at a time, however long it takes."""
    with database.engine.begin() as connection:
        if database.dialect == "postgresql":
            connection.execute(text("SET LOCAL statement_timeout = 0"))
            connection.execute(text("SET LOCAL lock_timeout = 0"))
            connection.execute(text("SELECT pg_advisory_xact_lock(hashtext('placet'))"))
        yield connection


def _config(connection: Connection) -> Config:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    return config
