"""A cheap client: reads a plan as JSON, sends prepared bytes, says how long answers took.

The plan: `port`, `connections`, `seconds` or `requests`, and `requests_as`: pairs of bytes
before and after the idempotency key, taken in turn.  With `streams`, so many event streams
of `stream` are held open meanwhile (see `bench.streams`).
"""

from __future__ import annotations

import asyncio
import itertools
import json
import os
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator
from typing import Any

import uvloop

from bench.report import percentile

LENGTH = re.compile(rb"\r\ncontent-length: (\d+)", re.IGNORECASE)


class Client(asyncio.Protocol):
    """One connection: a request after the answer to the one before."""

    def __init__(self, work: Work) -> None:
        self.work = work
        self.over = asyncio.get_running_loop().create_future()
        self.held = b""

    def connection_made(self, transport: Any) -> None:
        """Begin."""
        self.transport = transport
        self._send()

    def _send(self) -> None:
        request = self.work.next()
        if request is None:
            self.transport.close()
            return
        self.since = time.perf_counter()
        self.transport.write(request)

    def data_received(self, data: bytes) -> None:
        """Go on once the whole answer is there."""
        self.held += data
        end = self.held.find(b"\r\n\r\n")
        if end < 0:
            return
        found = LENGTH.search(self.held, 0, end)
        if len(self.held) < end + 4 + (int(found[1]) if found else 0):
            return
        self.work.took.append(time.perf_counter() - self.since)
        self.work.statuses[self.held[9:12].decode()] += 1
        self.held = b""
        self._send()

    def connection_lost(self, exc: Exception | None) -> None:
        """It is over."""
        if not self.over.done():
            self.over.set_result(None)


class Work:
    """What all connections share."""

    def __init__(self, plan: dict[str, Any]) -> None:
        self.took: list[float] = []
        self.statuses: Counter[str] = Counter()
        self._parts = itertools.cycle(
            (before.encode(), after.encode()) for before, after in plan["requests_as"]
        )
        self._keys: Iterator[int] = itertools.count()
        self._run = os.urandom(6).hex()
        self._left = plan.get("requests", 10**9)
        self._until = time.perf_counter() + plan.get("seconds", 3600)

    def next(self) -> bytes | None:
        """The next request, or None when there was enough."""
        self._left -= 1
        if self._left < 0 or time.perf_counter() >= self._until:
            return None
        before, after = next(self._parts)
        return b"%b%b-%d%b" % (before, self._run.encode(), next(self._keys), after)


async def carry_out(plan: dict[str, Any]) -> dict[str, Any]:
    """Carry out a plan; what came of it."""
    loop = asyncio.get_running_loop()
    work = Work(plan)
    begun, used = time.perf_counter(), time.process_time()
    clients = []
    for _ in range(plan["connections"]):
        _, client = await loop.create_connection(lambda: Client(work), "127.0.0.1", plan["port"])
        clients.append(client)
    await asyncio.gather(*(client.over for client in clients))
    seconds = time.perf_counter() - begun
    took = [t * 1000 for t in work.took]
    return {
        "count": len(took),
        "seconds": seconds,
        "per_second": len(took) / seconds,
        "p50": percentile(took, 0.50),
        "p95": percentile(took, 0.95),
        "p99": percentile(took, 0.99),
        "statuses": dict(work.statuses),
        "client_cpu_ms": (time.process_time() - used) * 1000 / len(took),
    }


if __name__ == "__main__":
    sys.stdout.write(json.dumps(uvloop.run(carry_out(json.load(sys.stdin)))))
