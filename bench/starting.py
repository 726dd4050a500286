"""How long a start takes, and what an idle server holds."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench.processes import PLACET, PYTHON, cpu_seconds, drive, folder, free_port, run, server
from bench.report import Report, median
from bench.table import Seated, at_port, environment, seat, settings_for, sqlite_in
from placet.api.main import build
from placet.api.serving import schedule_of

SECTION = "starting"
COMMANDS = {
    "python -c pass": [PYTHON, "-c", "pass"],
    'python -c "import fastapi, sqlmodel"': [PYTHON, "-c", "import fastapi, sqlmodel"],
    "placet --help": [PLACET, "--help"],
}


def measure(report: Report) -> None:
    """Starts in turn, then one server at rest."""
    report.say("how long a start takes")
    with folder() as place:
        url = sqlite_in(place)
        seated = seat(url, 1)
        _deliver(url)
        _starts(report, place, url)
        report.say("what an idle server holds")
        _at_rest(report, url, seated)


def _deliver(url: str) -> None:
    """Let the worker do all that is due, so that an idle server has nothing to do."""
    root = build(settings_for(url))
    worker = schedule_of(root)
    while worker.run_once():
        pass
    root.close()


def _starts(report: Report, place: Path, url: str) -> None:
    times = 3 if report.quick else 11
    done: dict[str, list[float]] = {}

    def note(name: str, one: Callable[[], float]) -> None:
        done.setdefault(name, []).append(one())

    for _ in range(times):
        for name, command in COMMANDS.items():
            note(name, lambda command=command: _seconds(command))  # type: ignore[misc]
        note("placet serve, first answer", lambda: _first_answer(url))
    fresh = place / "fresh"
    fresh.mkdir()
    note("placet serve, first answer, empty database to migrate", lambda: _first_answer(
        f"sqlite:///{fresh / 'placet.sqlite'}"
    ))  # fmt: skip
    report.details["starting"] = done
    imports = median(done['python -c "import fastapi, sqlmodel"'])
    for name, seconds in done.items():
        beside = None if name.startswith("python") else imports
        if name == "placet --help":
            beside = median(done["python -c pass"])
        report.add(SECTION, name, median(seconds), "s", beside)


def _seconds(command: list[str]) -> float:
    start = time.perf_counter()
    run(command)
    return time.perf_counter() - start


def _first_answer(url: str) -> float:
    port = free_port()
    with server([PLACET, "serve"], environment(url, port, "inside"), port) as placet:
        return float(placet.first)


def _at_rest(report: Report, url: str, seated: Seated) -> None:
    port = free_port()
    with server([PLACET, "serve"], environment(url, port, "inside"), port) as placet:
        _memory(report, placet, "after start")
        ref = next(iter(seated.ballots))
        pages = [seated.page("/inbox"), seated.page(f"/objectives/{ref}")]
        views = 100 if report.quick else 1000
        plan = {"connections": 4, "requests": views, "port": port}
        found = drive({**plan, "requests_as": at_port(pages, port)})
        assert set(found["statuses"]) == {"200"}, found["statuses"]
        _memory(report, placet, f"after {views} page views")
        time.sleep(2)
        before, seconds = cpu_seconds(placet), 5 if report.quick else 20
        time.sleep(seconds)
        used = cpu_seconds(placet) - before
        report.add(SECTION, f"processor of an idle server, {seconds} s", used / seconds * 100, "%")


def _memory(report: Report, placet: Any, when: str) -> None:
    memory = placet.memory_full_info()
    report.add(SECTION, f"memory {when}: PSS", memory.pss / 1e6, "MB")
    report.add(SECTION, f"memory {when}: RSS", memory.rss / 1e6, "MB")
