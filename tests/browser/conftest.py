"""A served installation and a Chromium: what tests of pages in a real browser need."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from placet.api.cli import main
from placet.api.main import build
from placet.api.settings import settings_from_environment
from placet.engine.clock import DEMONSTRATION
from placet.engine.store import Database
from tests.browser.served import Served, free_port, serve

CHROMIUM = ("chromium", "chromium-headless-shell", "google-chrome")
SECRET = "a secret of the browser tests, long enough"  # noqa: S105
ADA = "ada@secretariat.example"
START = "2027-03-01T09:00:00+00:00"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests of this process."""
    found = next((path for name in CHROMIUM if (path := shutil.which(name))), None)
    own = Path(__file__).parents[2] / ".venv/chromium/chromium"
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(
            executable_path=found or str(own), args=["--no-sandbox", "--disable-gpu"]
        )
        yield launched
        launched.close()


@pytest.fixture
def installation(
    sqlite_template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Served]:
    """An empty installation whose first administrator was made by the command line."""
    file = tmp_path / "placet.sqlite"
    shutil.copy(sqlite_template, file)
    database = Database(f"sqlite:///{file}")
    with database.writing() as store:
        store.set_setting(DEMONSTRATION, "yes")
    database.close()
    port = free_port()
    for name, value in {
        "DATABASE": f"sqlite:///{file}",
        "CLOCK": f"still:{START}",
        "SECRET": SECRET,
        "PORT": str(port),
        "BASE_URL": f"http://127.0.0.1:{port}",
    }.items():
        monkeypatch.setenv(f"PLACET_{name}", value)
    with pytest.raises(SystemExit, match=r"^0$"):
        main(["administrator", ADA, "--name", "Ada Lovell", "--zone", "Europe/Rome"])
    root = build(settings_from_environment())
    root.cases.publish_workflows()
    with serve(root) as served:
        yield served
    root.close()


@pytest.fixture
def fresh_file(sqlite_template: Path, tmp_path: Path) -> Callable[[], str]:
    """The address of an empty database."""

    def make() -> str:
        file = tmp_path / "own.sqlite"
        shutil.copy(sqlite_template, file)
        return f"sqlite:///{file}"

    return make
