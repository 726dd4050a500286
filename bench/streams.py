"""Live pages held open by one client: reads a plan as JSON, says when all are open.

The plan: `port`, `streams`, `request` (the head of the request).  It ends with its standard
input and then says how many events came.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from typing import Any

import uvloop

LONGEST = 120.0


class Stream(asyncio.Protocol):
    """One live page."""

    def __init__(self, request: bytes) -> None:
        self.request, self.events, self.status = request, 0, b""
        self.first = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: Any) -> None:
        """Ask for it."""
        transport.write(self.request)

    def data_received(self, data: bytes) -> None:
        """Count what comes."""
        self.status = self.status or data[9:12]
        self.events += data.count(b"event: version")
        if self.events and not self.first.done():
            self.first.set_result(None)

    def connection_lost(self, exc: Exception | None) -> None:
        """It ended."""
        if not self.first.done():
            self.first.set_exception(ConnectionError(f"status {self.status!r}"))


async def hold(plan: dict[str, Any]) -> None:
    """Open all, say so, and wait for the end of standard input."""
    loop = asyncio.get_running_loop()
    begun = time.perf_counter()
    streams = []
    for start in range(0, plan["streams"], 20):
        part = []
        for _ in range(min(20, plan["streams"] - start)):
            _, stream = await loop.create_connection(
                lambda: Stream(plan["request"].encode()), "127.0.0.1", plan["port"]
            )
            part.append(stream)
        await asyncio.wait_for(asyncio.gather(*(s.first for s in part)), LONGEST)
        streams += part
    sys.stdout.write(json.dumps({"opened_in": time.perf_counter() - begun}) + "\n")
    sys.stdout.flush()
    await loop.run_in_executor(None, sys.stdin.read)
    sys.stdout.write(json.dumps({"events": sum(s.events for s in streams)}) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    uvloop.run(hold(json.loads(sys.stdin.readline())))
