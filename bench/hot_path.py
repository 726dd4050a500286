"""What recording one position costs, layer by layer, in one thread of this process.

    .venv/bin/python -m bench.hot_path [--requests 300] [--profile FILE] [--database URL]

Each layer is asked alone, so that what it costs is the difference to the one inside it.  The
profile (cProfile, readable with `pstats` or snakeviz) covers whole requests without the web
server; work that usually happens in a thread of the pool is done in the same thread, because
a profiler sees only one.
"""

from __future__ import annotations

import argparse
import asyncio
import cProfile
import json
import pstats
import time
from collections import Counter
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any
from unittest.mock import patch

import fastapi.dependencies.utils
import fastapi.routing
from rich.console import Console
from sqlalchemy import event

from bench import served
from bench.processes import folder
from bench.report import FOLDER, median
from bench.table import CODES, Seated, at_port, seat, settings_for, sqlite_in
from placet.api.app import create_app
from placet.api.main import Root, build
from placet.api.signing import holder_of_token
from placet.api.v1.given import PositionGiven
from placet.engine import commands as c

assert served  # it lifts the limit of sixty positions a minute

Layer = Callable[[], object]


async def _inline(function: Callable[..., Any], /, *args: Any, **named: Any) -> Any:
    return function(*args, **named)


class Asker:
    """Requests to the application without a web server."""

    def __init__(self, root: Root, seated: Seated) -> None:
        self.app = create_app(root)
        self.requests = at_port(seated.requests_as(1), root.settings.port)
        self.numbers = count()

    async def one(self) -> None:
        """Record one position."""
        number = next(self.numbers)
        before, after = self.requests[number % len(self.requests)]
        lines = (before + f"key-{number}").split("\r\n")
        names = (line.partition(": ") for line in lines[1:])
        headers = [(name.lower().encode(), value.encode()) for name, _, value in names]
        path = lines[0].split()[1]
        body = after.removeprefix("\r\n\r\n").encode()
        scope = {
            "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "POST",
            "scheme": "http", "path": path, "raw_path": path.encode(), "query_string": b"",
            "headers": headers, "client": ("127.0.0.1", 1), "server": ("127.0.0.1", 1),
        }  # fmt: skip
        statuses: list[int] = []

        async def receive() -> dict[str, Any]:
            return {"type": "http.request", "body": body, "more_body": False}

        async def send(message: dict[str, Any]) -> None:
            if message["type"] == "http.response.start":
                statuses.append(message["status"])

        await self.app(scope, receive, send)  # type: ignore[arg-type]  # as servers call it
        assert statuses == [201], statuses


class Statements:
    """How many statements run, which, and how long the database takes for them."""

    def __init__(self, root: Root) -> None:
        self.texts: Counter[str] = Counter()
        self.seconds = 0.0
        writers, readers = root.database.engine, root.database._readers
        for engine in {writers, readers}:
            event.listen(engine, "before_cursor_execute", self._before)
            event.listen(engine, "after_cursor_execute", self._after)

    def _before(self, *_: Any) -> None:
        self.since = time.perf_counter()

    def _after(self, _connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        self.seconds += time.perf_counter() - self.since
        self.texts[" ".join(statement.split())[:70]] += 1


def main() -> None:
    """Measure, and show."""
    parser = argparse.ArgumentParser(description="What recording one position costs.")
    parser.add_argument("--requests", type=int, default=300)
    parser.add_argument("--profile", type=Path, default=FOLDER / "build" / "hot_path.prof")
    parser.add_argument("--database", help="an empty, migrated database instead of a new SQLite")
    asked = parser.parse_args()
    with folder() as place:
        url = asked.database or sqlite_in(place)
        seated = seat(url, 1)
        root = build(settings_for(url))
        try:
            _measure(root, seated, asked.requests, asked.profile)
        finally:
            root.close()


def _measure(root: Root, seated: Seated, requests: int, file: Path) -> None:
    console = Console(width=140)
    for name, layer in _layers(root, seated).items():
        console.print(f"{name:<58} {_cost(layer, requests):8.3f} ms", highlight=False)
    asker = Asker(root, seated)
    whole, profiled = asyncio.run(_whole(asker, requests, file))
    console.print(f"{'whole request, pool of threads, no web server':<58} {whole:8.3f} ms")
    console.print(f"{'the same in one thread':<58} {profiled:8.3f} ms")
    statements = Statements(root)
    asyncio.run(_some(asker, 100))
    share = statements.seconds * 10
    console.print(f"{'inside the database driver, COMMIT left out':<58} {share:8.3f} ms")
    for text, times in statements.texts.most_common():
        console.print(f"  {times / 100:5.2f}  {text}", highlight=False, markup=False)
    stats = pstats.Stats(str(file))
    stats.sort_stats("tottime").print_stats(45)
    stats.sort_stats("cumulative").print_stats(110)


async def _some(asker: Asker, requests: int) -> None:
    for _ in range(requests):
        await asker.one()


async def _whole(asker: Asker, requests: int, file: Path) -> tuple[float, float]:
    """Milliseconds of processor time a request: with the pool, and without; profiles the latter."""
    await _some(asker, 50)
    before = time.process_time()
    await _some(asker, requests)
    pooled = (time.process_time() - before) * 1000 / requests
    with (
        patch.object(fastapi.dependencies.utils, "run_in_threadpool", _inline),
        patch.object(fastapi.routing, "run_in_threadpool", _inline),
    ):
        await _some(asker, 20)
        before = time.process_time()
        await _some(asker, requests)
        inline = (time.process_time() - before) * 1000 / requests
        profile = cProfile.Profile()
        profile.enable()
        await _some(asker, requests)
        profile.disable()
    file.parent.mkdir(parents=True, exist_ok=True)
    profile.dump_stats(file)
    return pooled, inline


def _layers(root: Root, seated: Seated) -> dict[str, Layer]:
    ref, (number, hashed) = next(iter(seated.ballots.items()))
    numbers, turns = count(), count()
    people = [(seated.actors[code], seated.tokens[code]) for code in CODES]
    person = holder_of_token(root, people[0][1])
    assert person is not None
    body = json.dumps({"ballot": number, "text_hash": hashed, "kind": "support"})

    def recorded() -> None:
        actor, _ = people[next(turns) % len(people)]
        taken = c.RecordPosition(number, hashed, "support")
        root.cases.handle(actor, taken, objective=ref, key=f"layer-{next(numbers)}")

    def empty() -> None:
        with root.database.writing():
            pass

    def glance() -> None:
        with root.database.reading():
            pass

    return {
        "a transaction that writes nothing": empty,
        "a transaction that reads nothing": glance,
        "the body judged by pydantic": lambda: PositionGiven.model_validate(json.loads(body)),
        "who a token is": lambda: holder_of_token(root, people[0][1]),
        "the actor of a person": lambda: root.cases.actor(person[0], "api"),
        "the use case: UseCases.handle": recorded,
    }


def _cost(layer: Layer, times: int) -> float:
    """The processor time of one call in milliseconds: the median of ten batches."""
    for _ in range(20):
        layer()
    batch = max(1, times // 10)
    found = []
    for _ in range(10):
        before = time.process_time()
        for _ in range(batch):
            layer()
        found.append((time.process_time() - before) * 1000 / batch)
    return median(found)


if __name__ == "__main__":
    main()
