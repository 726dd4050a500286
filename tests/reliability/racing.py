"""Several at once: threads that start together, and what became of each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Barrier, Lock

from placet.engine.errors import PlacetError
from placet.engine.service import Answer
from placet.engine.store import Store
from tests.fakes import StillClock
from tests.reliability.world import World

PATIENCE = 60


@dataclass(frozen=True, slots=True)
class Outcome:
    """An answer or a refusal; anything else that is raised fails the test."""

    answer: Answer | None = None
    refusal: PlacetError | None = None

    @property
    def won(self) -> bool:
        """Whether it was done."""
        return self.refusal is None


class RunningClock(StillClock):
    """A clock that goes on by a microsecond whenever somebody looks at it."""

    _lock = Lock()

    def now(self, store: Store | None = None) -> datetime:
        """An instant that nobody else is shown."""
        with self._lock:
            self.at += timedelta(microseconds=1)
            return self.at


def running(world: World) -> World:
    """The same world, with a clock that goes on."""
    world.clock = world.cases.clock = RunningClock(world.clock.at)
    return world


class Racers:
    """Threads that are kept, so that a round costs no new connections."""

    def __init__(self, most: int = 8) -> None:
        self._pool = ThreadPoolExecutor(most)

    def race(self, acts: Sequence[Callable[[], Answer]]) -> list[Outcome]:
        """Let all begin at the same moment; their outcomes in the order given."""
        start = Barrier(len(acts))

        def one(act: Callable[[], Answer]) -> Outcome:
            start.wait(PATIENCE)
            try:
                return Outcome(answer=act())
            except PlacetError as refused:
                return Outcome(refusal=refused)

        running = [self._pool.submit(one, act) for act in acts]
        return [r.result(PATIENCE) for r in running]

    def close(self) -> None:
        """Let the threads go."""
        self._pool.shutdown()
