"""The world of the matrix, furnished once a process and copied for each test."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from placet.api.app import create_app
from placet.api.main import build
from tests.matrix.asking import client_of
from tests.matrix.world import World, furnished, settings_for


@dataclass
class Kept:
    """A database file that is put back as it was after each change."""

    live: sqlite3.Connection
    template: sqlite3.Connection

    def version(self) -> int:
        """A number that changes with every commit of anybody else."""
        number: int = self.live.execute("PRAGMA data_version").fetchone()[0]
        return number

    def restore(self) -> None:
        """Put every row back."""
        self.template.backup(self.live)


@dataclass
class House:
    """A world behind an application."""

    world: World
    app: FastAPI
    client: TestClient
    kept: Kept


@pytest.fixture(scope="session")
def original(
    sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[World, Path]]:
    """The world as everybody finds it, and its file; nobody changes it."""
    file = tmp_path_factory.mktemp("matrix") / "placet.db"
    shutil.copy(sqlite_template, file)
    world = furnished(f"sqlite:///{file}")
    with sqlite3.connect(file) as whole, sqlite3.connect(file.with_name("whole.db")) as copy:
        whole.backup(copy)
    whole.close()
    copy.close()
    yield world, file.with_name("whole.db")
    world.root.close()


@pytest.fixture
def house(original: tuple[World, Path], tmp_path: Path) -> Iterator[House]:
    """A world of one's own, whose files nobody waits for: no crash is tested here."""
    file = tmp_path / "placet.db"
    shutil.copy(original[1], file)
    root = build(settings_for(f"sqlite:///{file}"))
    writer = root.database.engine.raw_connection()
    writer.cursor().execute("PRAGMA synchronous = OFF")
    writer.close()
    app = create_app(root)
    live, template = sqlite3.connect(file), sqlite3.connect(original[1])
    live.execute("PRAGMA synchronous = OFF")
    with client_of(app) as client:
        # Live pages end at once: they would otherwise go on for ten minutes.
        app.state.live.close()
        yield House(replace(original[0], root=root), app, client, Kept(live, template))
    live.close()
    template.close()
    root.close()
