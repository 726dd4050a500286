"""Settings: each documented, each checked, the unsafe ones refused by name."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from placet.api.main import build, clock_of, secret_of
from placet.api.settings import Settings, documented, settings_from_environment
from placet.engine.clock import StillClock, SystemClock
from placet.engine.errors import BadInput
from placet.engine.store import Database


def test_the_documentation_lists_every_setting_as_it_is(docs: Path) -> None:
    page = (docs / "settings.md").read_text(encoding="utf-8")
    rows = [line for line in page.splitlines() if line.startswith("| `PLACET_")]
    assert rows == [f"| `{name}` | {default} | {words} |" for name, default, words in documented()]


def test_the_environment_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLACET_PORT", "9000")
    monkeypatch.setenv("PLACET_SESSION_IDLE", "PT1H")
    settings = settings_from_environment()
    assert (settings.port, settings.session_idle.seconds) == (9000, 3600)
    assert settings_from_environment(port=9001).port == 9001


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "0"), ("PORT", "x"), ("BASE_URL", "ftp://x"), ("BASE_URL", "http://x/path"),
        ("BASE_URL", "http://me@x"), ("MAIL_TRANSPORT", "pigeon"), ("WORKER", "maybe"),
        ("SMTP_TIMEOUT", "0"),
    ],
)  # fmt: skip
def test_a_setting_that_cannot_be_is_named(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(f"PLACET_{name}", value)
    with pytest.raises(BadInput) as refused:
        settings_from_environment()
    assert refused.value.field == f"PLACET_{name}"


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"host": "0.0.0.0"}, "PLACET_MAIL_TRANSPORT"),  # noqa: S104
        ({"base_url": "https://placet.example.org"}, "PLACET_MAIL_TRANSPORT"),
        ({"base_url": "http://placet.example.org", "mail_transport": "smtp"}, "PLACET_BASE_URL"),
    ],
)
def test_serving_what_would_be_unsafe_is_refused(changes: dict[str, Any], named: str) -> None:
    with pytest.raises(BadInput) as refused:
        Settings(**changes).check_serving()
    assert refused.value.field == named


def test_a_laptop_and_a_service_may_be_served() -> None:
    Settings().check_serving()
    Settings(
        host="0.0.0.0",  # noqa: S104
        base_url="https://placet.example.org",
        mail_transport="smtp",
    ).check_serving()


def test_a_secret_is_made_once_for_nobody_else_to_read(tmp_path: Path) -> None:
    settings = Settings(database=f"sqlite:///{tmp_path}/placet.sqlite")
    first = secret_of(settings)
    assert secret_of(settings) == first
    assert len(first) >= 32
    assert stat.S_IMODE((tmp_path / "secret").stat().st_mode) == 0o600
    assert [p.name for p in tmp_path.iterdir()] == ["secret"]


def test_a_short_secret_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput):
        secret_of(Settings(secret=SecretStr("short")))
    (tmp_path / "secret").write_text("short")
    with pytest.raises(BadInput):
        secret_of(Settings(database=f"sqlite:///{tmp_path}/placet.sqlite"))


def test_on_postgresql_the_secret_must_be_given() -> None:
    with pytest.raises(BadInput):
        secret_of(Settings(database="postgresql+psycopg://x/y"))


def test_the_clock_is_chosen_here(sqlite_database: Database) -> None:
    assert isinstance(clock_of(Settings(), sqlite_database), SystemClock)
    assert isinstance(clock_of(Settings(clock="still"), sqlite_database), StillClock)
    for wrong in ("sundial", "still:yesterday", "still:2027-03-01T09:00", "database"):
        with pytest.raises(BadInput):
            clock_of(Settings(clock=wrong), sqlite_database)


def test_a_still_clock_needs_a_demonstration(sqlite_database: Database) -> None:
    settings = Settings(database=sqlite_database.url, clock="still:2027-03-01T09:00Z")
    with pytest.raises(BadInput):
        build(settings)


def test_an_address_on_this_machine_has_three_names() -> None:
    names = Settings(base_url="http://localhost:9000").host_names
    assert names == {"127.0.0.1:9000", "localhost:9000", "[::1]:9000"}
    assert Settings(base_url="https://Placet.example.org").host_names == {"placet.example.org"}
