"""Pages while live pages are open: how much longer the slowest twentieth takes.

Meanwhile an organisation records a position a second on what everybody watches, so that all
live pages are told each time.
"""

from __future__ import annotations

import json
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from bench.processes import PLACET, PYTHON, cpu_seconds, drive, folder, free_port, server, started
from bench.report import Report
from bench.table import CODES, Seated, at_port, environment, seat, sqlite_in

SECTION = "pages"
PAGES = ("/inbox", "/objectives/OBJ-0001")


def measure(report: Report) -> None:
    """The same pages with 0, 100 and 1,000 live pages."""
    with folder() as place:
        url = sqlite_in(place)
        seated = seat(url, 3)
        port = free_port()
        given = environment(url, port)
        with server([PLACET, "serve"], given, port) as placet:
            base: dict[str, dict[str, Any]] = {}
            for streams in (0, 20, 100) if report.quick else (0, 100, 1000):
                report.say(f"pages with {streams} live pages open")
                with _held(seated, port, streams) as opened, _positions(seated, port):
                    _look(report, seated, port, placet, streams, base)
                if streams:
                    took = opened["opened_in"]
                    report.add(SECTION, f"{streams} live pages: to open them all", took, "s")
                    report.add(SECTION, f"{streams} live pages: events", opened["events"], "")


def _look(
    report: Report,
    seated: Seated,
    port: int,
    placet: Any,
    streams: int,
    base: dict[str, dict[str, Any]],
) -> None:
    for path in PAGES:
        plan = {
            "port": port, "connections": 1, "requests": 60 if report.quick else 500,
            "requests_as": at_port([seated.page(path)], port),
        }  # fmt: skip
        drive({**plan, "requests": 10})
        before = cpu_seconds(placet)
        found = drive(plan)
        assert set(found["statuses"]) == {"200"}, found["statuses"]
        found["cpu_ms"] = (cpu_seconds(placet) - before) * 1000 / found["count"]
        alone = base.setdefault(path, found)
        report.details[f"pages, {path}, {streams} live"] = found
        for label, of in (("95 of 100 within", "p95"), ("half within", "p50")):
            what = f"{path}, {streams} live pages: {label}"
            report.add(SECTION, what, found[of], "ms", alone[of] if streams else None)


@contextmanager
def _held(seated: Seated, port: int, streams: int) -> Iterator[dict[str, Any]]:
    """So many live pages; how long it took to open them, and at the end what they were told."""
    said: dict[str, Any] = {}
    if not streams:
        yield said
        return
    before, after = at_port([seated.page("/live/OBJ-0001")], port)[0]
    plan = {"port": port, "streams": streams, "request": f"{before}0{after}"}
    command = [PYTHON, "-m", "bench.streams"]
    client = started(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    client.stdin.write(json.dumps(plan) + "\n")
    client.stdin.flush()
    said |= json.loads(client.stdout.readline())
    try:
        yield said
    finally:
        client.stdin.close()
        said |= json.loads(client.stdout.readline())
        client.wait()


@contextmanager
def _positions(seated: Seated, port: int) -> Iterator[None]:
    """A position a second, by one organisation after the other."""
    over = threading.Event()

    def record() -> None:
        turn = 0
        while not over.wait(1):
            request = seated.position(CODES[turn % len(CODES)], "OBJ-0001")
            drive({"port": port, "connections": 1, "requests": 1,
                   "requests_as": at_port([request], port)})  # fmt: skip
            turn += 1

    thread = threading.Thread(target=record)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
