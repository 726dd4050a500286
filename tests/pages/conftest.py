"""The house that the tests of pages walk through, furnished once and copied for each test."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from placet.api.main import build
from tests.pages.house import House, settled


@pytest.fixture(scope="session")
def furnished(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The house as it stands before any test; nobody changes it."""
    file = tmp_path_factory.mktemp("house") / "placet.db"
    shutil.copy(sqlite_template, file)
    house = settled(file)
    yield house
    house.root.close()


@pytest.fixture
def house(furnished: House, tmp_path: Path) -> Iterator[House]:
    """A house of one's own."""
    source = furnished.root.settings.sqlite_file
    assert source is not None
    file = tmp_path / "placet.db"
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(file)) as new:
        old.backup(new)
    settings = furnished.root.settings.model_copy(update={"database": f"sqlite:///{file}"})
    own = replace(furnished, root=build(settings))
    own.app = furnished.app
    own.app.state.root = own.root
    yield own
    own.app.state.root = furnished.root
    own.root.close()
