"""Timers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from placet.engine.messages import Timer
from placet.engine.store.rows import Rows
from placet.engine.store.values import DueTimer


class TimerRows(Rows):
    """Timers."""

    def set_timers(self, objective: str, timers: Sequence[Timer]) -> None:
        """These replace the pending timers of the objective; what is done stays done."""
        raise NotImplementedError

    def timers(self, objective: str) -> tuple[Timer, ...]:
        """The pending timers of the objective, soonest first."""
        raise NotImplementedError

    def claim_due_timers(
        self, now: datetime, limit: int = 100, lease: timedelta = timedelta(seconds=30)
    ) -> tuple[DueTimer, ...]:
        """Take timers that are due; nobody else gets them before the lease ends."""
        raise NotImplementedError

    def finish_timer(self, id: int, at: datetime) -> bool:
        """Mark a timer done; False when it was already done or cancelled."""
        raise NotImplementedError
