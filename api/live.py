"""Live pages: one route that says when an objective has changed, and nothing else.

Theory.  A thousand open pages must cost what one costs.  So one poller per process looks at
the heads of the ledgers of the negotiations that somebody watches (one small query each), and
only where a head moved at the versions of the objectives watched there; every open page is a
queue with room for one number.  Nobody holds a connection to the database while they wait.
What is sent is a version, never words: the page then asks for itself, with its own rights.

A stream ends after ten minutes and the browser comes back by itself, so a right that was
taken away, or a session that ended, is noticed.  On shutdown all streams end at once.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections import defaultdict
from collections.abc import AsyncIterator, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Annotated

import anyio.to_thread
import structlog
from anyio import CapacityLimiter
from fastapi import APIRouter, Depends, Request
from fastapi.sse import EventSourceResponse, ServerSentEvent

from placet.api.main import Root
from placet.api.session import PageUser, RootOf
from placet.api.v1.limits import RefAt

log = structlog.get_logger()
router = APIRouter()

EVERY = 1.0
"""Seconds between two looks."""
LONGEST = 600.0
"""Seconds after which a browser has to come back."""
OVER = -1
PORTION = 25
"""Pages that are told before other requests get their turn."""


@dataclass(frozen=True, slots=True)
class Watched:
    """What a page watches, and the version that it may have shown already."""

    negotiation: str
    ref: str
    version: int


class Live:
    """Who watches what in this process, and the one poller for all of them."""

    def __init__(self, root: Root) -> None:
        self._root = root
        self._queues: dict[tuple[str, str], set[asyncio.Queue[int]]] = defaultdict(set)
        self._heads: dict[str, int] = {}
        self._versions: dict[str, int] = {}
        self._newcomers: set[str] = set()
        self._poller: asyncio.Task[None] | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._over = False

    @contextmanager
    def watching(self, what: Watched) -> Iterator[asyncio.Queue[int]]:
        """A queue that receives the newest version whenever it changes, and OVER at the end."""
        queue: asyncio.Queue[int] = asyncio.Queue(1)
        at = (what.negotiation, what.ref)
        self._loop = asyncio.get_running_loop()
        self._newcomers.add(what.negotiation)
        self._queues[at].add(queue)
        if self._versions.setdefault(what.ref, what.version) != what.version:
            _put(queue, max(self._versions[what.ref], what.version))
        if self._over:
            _put(queue, OVER)
        elif self._poller is None or self._poller.done():
            self._poller = self._loop.create_task(self._poll())
        try:
            yield queue
        finally:
            self._queues[at].discard(queue)
            if not self._queues[at]:
                del self._queues[at]
                self._versions.pop(what.ref, None)

    def close(self) -> None:
        """End all streams; call it on the event loop."""
        self._over = True
        for queues in self._queues.values():
            for queue in queues:
                _put(queue, OVER)

    def close_soon(self) -> None:
        """End all streams; call it from a signal handler or another thread."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self.close)

    async def _poll(self) -> None:
        """Look once a second for as long as somebody watches."""
        limiter = CapacityLimiter(1)
        while self._queues and not self._over:
            await asyncio.sleep(EVERY)
            wanted: dict[str, set[str]] = defaultdict(set)
            for negotiation, ref in self._queues:
                wanted[negotiation].add(ref)
            known = {n: h for n, h in self._heads.items() if n not in self._newcomers}
            self._newcomers.clear()
            try:
                found = await anyio.to_thread.run_sync(self._look, wanted, known, limiter=limiter)
            except Exception as trouble:
                log.warning("live pages could not look", error=repr(trouble))
                self._heads.clear()
                continue
            await self._tell(found)

    def _look(
        self, wanted: Mapping[str, Iterable[str]], known: Mapping[str, int]
    ) -> dict[tuple[str, str], int]:
        """The versions of what is watched wherever the ledger moved on, or somebody came."""
        found: dict[tuple[str, str], int] = {}
        with self._root.database.reading() as store:
            for negotiation, refs in wanted.items():
                head = store.ledger_head(negotiation).seq
                if known.get(negotiation) == head:
                    continue
                self._heads[negotiation] = head
                for ref in refs:
                    found[negotiation, ref] = store.objective(ref).version
        return found

    async def _tell(self, found: Mapping[tuple[str, str], int]) -> None:
        """Tell the pages, some at a time, so that other requests come in between."""
        for (negotiation, ref), version in found.items():
            if version == self._versions.get(ref):
                continue
            self._versions[ref] = version
            for number, queue in enumerate(tuple(self._queues.get((negotiation, ref), ()))):
                if number % PORTION == PORTION - 1:
                    await asyncio.sleep(0)
                _put(queue, version)


def _put(queue: asyncio.Queue[int], version: int) -> None:
    """Leave only the newest in the queue."""
    with contextlib.suppress(asyncio.QueueEmpty):
        queue.get_nowait()
    queue.put_nowait(version)


def watched(root: RootOf, who: PageUser, ref: RefAt) -> Watched:
    """What the page may watch; NotFound for whoever may not see it."""
    view = root.cases.objective(who.actor, ref)
    return Watched(view.negotiation.symbol, ref, view.objective.version)


@router.get("/live/{ref}", response_class=EventSourceResponse, include_in_schema=False)
async def live(
    request: Request, what: Annotated[Watched, Depends(watched)]
) -> AsyncIterator[ServerSentEvent]:
    """The version of an objective now, and again whenever it changes."""
    room: Live = request.app.state.live
    with room.watching(what) as queue:
        yield _event(what.version)
        try:
            async with asyncio.timeout(LONGEST):
                while (version := await queue.get()) != OVER:
                    yield _event(version)
        except TimeoutError:
            return


def _event(version: int) -> ServerSentEvent:
    return ServerSentEvent(data={"version": version}, event="version", id=str(version), retry=3000)
