"""The ticking clock: every second, what is due.

APScheduler ticks and nothing else: timers and mails are rows, claimed by whichever process
comes first.  What time decides and what is handed over tick apart, so a relay that hangs
never keeps a ballot from closing.  A tick that takes long makes the next one of its kind
wait; ticks that were missed are not made up for, since the next one finds everything that
is due.  Nothing that fails in a tick stops the clock.
"""

from __future__ import annotations

from collections.abc import Callable

import structlog
from apscheduler.schedulers.background import BackgroundScheduler

from placet.engine.service import UseCases
from placet.notifications.outbox import Outbox

log = structlog.get_logger()

INTERVAL = 1.0
"""Seconds between two ticks."""


class Schedule:
    """Ticks the use cases and drains the outbox."""

    def __init__(self, cases: UseCases, outbox: Outbox, interval: float = INTERVAL) -> None:
        self._cases, self._outbox, self._interval = cases, outbox, interval
        self._scheduler: BackgroundScheduler | None = None

    def start(self) -> None:
        """Begin to tick, in threads of its own."""
        self._outbox.go_on()
        scheduler = BackgroundScheduler(timezone="UTC")
        for work in (self._cases.tick, self._outbox.drain):
            scheduler.add_job(
                _tried,
                "interval",
                (work,),
                seconds=self._interval,
                coalesce=True,
                max_instances=1,
                misfire_grace_time=None,
            )
        scheduler.start()
        self._scheduler = scheduler

    def stop(self) -> None:
        """Stop ticking, after what is under way."""
        if self._scheduler is not None:
            self._outbox.stop()
            self._scheduler.shutdown(wait=True)
            self._scheduler = None

    def run_once(self) -> int:
        """Both once, now, in this thread: how much was done and handed over."""
        return self._cases.tick() + self._outbox.drain()


def _tried(work: Callable[[], int]) -> None:
    try:
        work()
    except Exception:
        log.exception("a tick failed")
