"""Positions recorded through HTTP, beside the same rows written by hand."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from sqlalchemy import make_url

from bench.processes import PYTHON, cpu_seconds, drive, folder, free_port, postgresql, server
from bench.report import Report, median
from bench.table import CODES, Seated, at_port, environment, seat, sqlite_in
from placet.engine.store import Database, migrate

CONNECTIONS = 16
SECTION = "recording"
Round = dict[str, Any]


def measure(report: Report) -> None:
    """Both databases; on one objective, and spread over thirty."""
    for name, databases in (("SQLite", _sqlite), ("PostgreSQL", _postgresql)):
        with databases() as (ours, limit, seated):
            _side_by_side(report, name, ours, limit, seated)


@contextmanager
def _sqlite() -> Iterator[tuple[str, str, Seated]]:
    with folder() as place:
        ours = sqlite_in(place)
        seated = seat(ours, len(CODES))
        shutil.copy(place / "ours.sqlite", place / "limit.sqlite")
        yield ours, f"sqlite:///{place / 'limit.sqlite'}", seated


@contextmanager
def _postgresql() -> Iterator[tuple[str, str, Seated]]:
    with postgresql() as address:
        ours, limit = (
            make_url(address).set(drivername="postgresql+psycopg", database=name)
            .render_as_string(hide_password=False)
            for name in ("ours", "by_hand")
        )  # fmt: skip
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute("CREATE DATABASE ours")
            database = Database(ours)
            migrate(database)
            database.close()
            seated = seat(ours, len(CODES))
            connection.execute("CREATE DATABASE by_hand TEMPLATE ours")
        yield ours, limit, seated


def _side_by_side(report: Report, name: str, ours: str, limit: str, seated: Seated) -> None:
    seconds, rounds = (1.0, 2) if report.quick else (6.0, 5)
    first, second = free_port(), free_port()
    with (
        server([PYTHON, "-m", "bench.served"], environment(ours, first), first) as placet,
        server([PYTHON, "-m", "bench.limit", limit, str(second)], {}, second) as by_hand,
    ):
        for spread in (1, len(CODES)):
            what = f"{name}, {spread} objective{'s' if spread > 1 else ''}"
            report.say(f"positions a second: {what}")
            done: dict[str, list[Round]] = {"ours": [], "limit": []}
            for number in range(rounds + 1):
                for key, port, process in (("ours", first, placet), ("limit", second, by_hand)):
                    requests = at_port(seated.requests_as(spread), port)
                    found = _round(requests, port, process, seconds if number else 1.0)
                    if number:
                        done[key].append(found)
            _tell(report, what, done["ours"], done["limit"])


def _round(requests: list[tuple[str, str]], port: int, process: Any, seconds: float) -> Round:
    before = cpu_seconds(process)
    plan = {
        "port": port, "connections": CONNECTIONS, "seconds": seconds, "requests_as": requests,
    }  # fmt: skip
    found = drive(plan)
    if set(found["statuses"]) != {"201"}:
        raise RuntimeError(f"not every position was recorded: {found['statuses']}")
    found["cpu_ms"] = (cpu_seconds(process) - before) * 1000 / found["count"]
    return found


def _tell(report: Report, what: str, ours: list[Round], limit: list[Round]) -> None:
    report.details[f"recording, {what}"] = {"ours": ours, "limit": limit}

    def both(label: str, unit: str, of: str, best: Any, note: str = "") -> None:
        mine, theirs = best([r[of] for r in ours]), best([r[of] for r in limit])
        report.add(SECTION, f"{what}: {label}", mine, unit, theirs, note)

    both("best round", "requests/s", "per_second", max, "aim: a ratio of 0.5 or more")
    both("median round", "requests/s", "per_second", median)
    both("server's processor time", "ms/request", "cpu_ms", min)
    both("half are answered within", "ms", "p50", median)
    both("99 of 100 within", "ms", "p99", median)
