"""A whole installation on a real SQLite file, its clock standing still, its mail kept inside."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from placet.api.app import create_app
from placet.api.main import Root, build
from placet.api.serving import schedule_of
from placet.api.settings import Settings
from placet.engine.clock import DEMONSTRATION
from placet.engine.store import Database
from tests.api.house import ADDRESS, House

SECRET = "a secret of the tests that is long enough"  # noqa: S105


@pytest.fixture
def made_root(sqlite_database: Database) -> Iterator[Callable[..., Root]]:
    """A function that puts an installation together, with other settings if asked."""
    made: list[Root] = []

    def make(**changes: Any) -> Root:
        with sqlite_database.writing() as store:
            store.set_setting(DEMONSTRATION, "yes")
        given = {"clock": "still:2027-03-01T09:00Z", "secret": SECRET, "base_url": ADDRESS}
        root = build(Settings(database=sqlite_database.url, **{**given, **changes}))
        root.cases.publish_workflows()
        made.append(root)
        return root

    yield make
    for root in made:
        root.close()


@pytest.fixture(scope="module")
def standing_house(
    sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[House]:
    """One table for all tests of a module, for sweeps that do not mind what others left."""
    path = tmp_path_factory.mktemp("standing") / "placet.db"
    shutil.copy(sqlite_template, path)
    database = Database(f"sqlite:///{path}")
    with database.writing() as store:
        store.set_setting(DEMONSTRATION, "yes")
    database.close()
    still = "still:2027-03-01T09:00Z"
    root = build(Settings(database=database.url, clock=still, secret=SECRET, base_url=ADDRESS))
    root.cases.publish_workflows()
    client = TestClient(create_app(root), base_url=ADDRESS, follow_redirects=False)
    with client:
        yield House.opened(root, client)
    root.close()


@pytest.fixture
def root(made_root: Callable[..., Root]) -> Root:
    """An installation without anybody."""
    return made_root()


@pytest.fixture
def client(root: Root) -> Iterator[TestClient]:
    """A browser, or a program, that nobody signed in with."""
    with TestClient(create_app(root), base_url=ADDRESS, follow_redirects=False) as client:
        yield client


@pytest.fixture
def house(root: Root, client: TestClient) -> House:
    """The installation with one table of three organisations."""
    return House.opened(root, client)


@pytest.fixture
def mail(root: Root) -> Callable[[], int]:
    """One turn of the worker."""
    return schedule_of(root).run_once


@pytest.fixture(scope="session")
def docs() -> Path:
    """Where the documentation stands."""
    return Path(__file__).parent.parent.parent / "docs"
