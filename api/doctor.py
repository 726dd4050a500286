"""`placet doctor`: everything that can be wrong with an installation, looked at."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import timedelta
from pathlib import Path

from placet.api.main import Root, build
from placet.api.settings import Settings, settings_from_environment
from placet.api.tending import check_schema, demonstrating, say
from placet.engine.clock import StillClock, SystemClock
from placet.engine.codec import instant
from placet.engine.errors import N_, BadInput, PlacetError
from placet.engine.store import Database
from placet.engine.store.schema import newest

LEAST_FREE = 200_000_000
MOST_DRIFT = timedelta(seconds=5)
OLDEST_QUEUED = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that the doctor looked at."""

    what: str
    well: bool
    words: str
    remedy: str = ""


def doctor(as_json: bool) -> None:
    """Look at everything that can be wrong, and say so; exits 2 if anything is."""
    found = tuple(_examined(settings_from_environment()))
    if as_json:
        say(json.dumps([asdict(f) for f in found], indent=2))
    else:
        for f in found:
            say(f"{'ok  ' if f.well else 'BAD '} {f.what:<9} {f.words}")
            if f.remedy and not f.well:
                say(f"               {f.remedy}")
    if not all(f.well for f in found):
        sys.exit(2)


def _examined(settings: Settings) -> Iterator[Finding]:
    yield _python()
    yield _tried("settings", lambda: _served(settings))
    schema = _tried("database", lambda: _schema(settings))
    yield schema
    if (file := settings.sqlite_file) is not None:
        yield _storage(file)
    if not schema.well:
        return
    try:
        root = build(demonstrating(settings))
    except PlacetError as error:
        yield Finding("secret", False, error.in_english())
        return
    yield _tried("clock", lambda: _clock(root))
    yield _tried("mail", lambda: _mail(root))
    root.close()


def _tried(what: str, look: Callable[[], str]) -> Finding:
    try:
        return Finding(what, True, look())
    except PlacetError as error:
        return Finding(what, False, " ".join(error.in_english().split()))
    except Exception as error:
        return Finding(what, False, f"{type(error).__name__}: {str(error).splitlines()[0]}")


def _python() -> Finding:
    """Older patch releases let a mail header carry a line break; we guard against it too."""
    has = sys.version_info[:3]
    safe = {(3, 11): 14, (3, 12): 9, (3, 13): 3}
    patch = safe.get(has[:2], 0)
    words = ".".join(map(str, has))
    return Finding("python", True, words if has[2] >= patch else f"{words} (newer patches exist)")


def _served(settings: Settings) -> str:
    settings.check_serving()
    return f"{settings.base_url} on {settings.host}:{settings.port}"


def _schema(settings: Settings) -> str:
    file = settings.sqlite_file
    if file is not None and not file.exists():
        return "none yet; `placet serve` or `placet migrate` makes it"
    database = Database(settings.database)
    try:
        check_schema(database)
        return f"{database.dialect}, up to date at {newest()}"
    finally:
        database.close()


def _storage(file: Path) -> Finding:
    folder = file.parent if file.parent.exists() else Path(".")
    free = shutil.disk_usage(folder).free
    words = f"{free // 1_000_000:,} MB free at {folder}"
    return Finding(
        "storage", free >= LEAST_FREE, words, "Make room: a full disk stops all writing."
    )


def _clock(root: Root) -> str:
    now = root.clock.now()
    if isinstance(root.clock, StillClock):
        return f"stands still at {instant(now)} (a demonstration)"
    drift = abs(SystemClock().now() - now)
    if drift > MOST_DRIFT:
        raise BadInput(
            "clock",
            N_("Database and server differ by {seconds} seconds."),
            N_("Let both follow the same time server."),
            seconds=int(drift.total_seconds()),
        )
    return instant(now)


def _mail(root: Root) -> str:
    from placet.engine.store import MessageState

    with root.database.reading() as store:
        failed = store.messages(states=(MessageState.FAILED,), limit=100)
        queued = store.messages(states=(MessageState.QUEUED,), limit=100)
        now = root.clock.now(store)
    late = [m for m in queued if now - m.due_at > OLDEST_QUEUED]
    if failed or late:
        raise BadInput(
            "mail",
            N_("{failed} messages could not be delivered, {late} wait too long."),
            N_("Look at the mail settings, and whether a worker runs."),
            failed=len(failed),
            late=len(late),
        )
    return f"{root.settings.mail_transport}; {len(queued)} waiting"
