"""Timers: what the clock has to do, as rows.

A worker claims what is due under a short lease, commits, and then handles each timer in its
own transaction: first it locks the objective, then it finishes the timer, and does nothing
when that was done or cancelled meanwhile.  So timers are locked after objectives everywhere,
two workers never wait for each other, and a worker that dies gives its timers back.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, or_, select

from placet.engine.messages import Timer, TimerKind
from placet.engine.store.rows import Rows, table
from placet.engine.store.values import DueTimer
from placet.engine.tables import TimerRow

timer = table(TimerRow)

_VALUE = (timer.c.objective, timer.c.run, timer.c.kind, timer.c.step, timer.c.due_at)
_OF = select(timer.c.id, timer.c.state, *_VALUE).where(timer.c.objective == bindparam("of"))
_PENDING = (
    select(*_VALUE)
    .where(timer.c.objective == bindparam("of"), timer.c.state == "pending")
    .order_by(timer.c.due_at, timer.c.id)
)
_DUE = (
    select(timer.c.id, *_VALUE)
    .where(
        timer.c.state == "pending",
        timer.c.due_at <= bindparam("now"),
        or_(timer.c.lease_until.is_(None), timer.c.lease_until <= bindparam("now")),
    )
    .order_by(timer.c.due_at, timer.c.id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
)
_LEASE = timer.update().where(timer.c.id == bindparam("which"))
_FINISH = (
    timer.update()
    .where(timer.c.id == bindparam("which"), timer.c.state == "pending")
    .values(state="done", done_at=bindparam("at"))
)


class TimerRows(Rows):
    """Timers."""

    def set_timers(self, objective: str, timers: Sequence[Timer]) -> None:
        """These replace the pending timers of the objective; what is done stays done."""
        wanted = {_value(wanted): wanted for wanted in timers}
        cancelled, revived = [], []
        for id, state, *value in self._connection.execute(_OF, {"of": objective}):
            known = tuple(value) in wanted
            wanted.pop(tuple(value), None)
            if state == "pending" and not known:
                cancelled.append(id)
            elif state == "cancelled" and known:
                revived.append(id)
        self._restate(cancelled, "cancelled")
        self._restate(revived, "pending")
        if wanted:
            rows = [{**_row(new), "state": "pending"} for new in wanted.values()]
            self._connection.execute(timer.insert(), rows)

    def _restate(self, ids: list[int], state: str) -> None:
        if ids:
            # What was done meanwhile stays done.
            changed = timer.update().where(timer.c.id.in_(ids), timer.c.state != "done")
            self._connection.execute(changed.values(state=state, lease_until=None))

    def timers(self, objective: str) -> tuple[Timer, ...]:
        """The pending timers of the objective, soonest first."""
        return tuple(_timer(row) for row in self._connection.execute(_PENDING, {"of": objective}))

    def release_timers(self) -> int:
        """Take every lease away: for a start at which no worker can be alive."""
        leased = timer.update().where(timer.c.lease_until.is_not(None), timer.c.state == "pending")
        return self._connection.execute(leased.values(lease_until=None)).rowcount

    def claim_due_timers(
        self, now: datetime, limit: int = 100, lease: timedelta = timedelta(seconds=30)
    ) -> tuple[DueTimer, ...]:
        """Take timers that are due; nobody else gets them before the lease ends."""
        rows = self._connection.execute(_DUE, {"now": now, "most": limit}).all()
        if rows:
            leased = _LEASE.values(lease_until=now + lease)
            self._connection.execute(leased, [{"which": row.id} for row in rows])
        return tuple(DueTimer(row.id, _timer(row[1:])) for row in rows)

    def finish_timer(self, id: int, at: datetime) -> bool:
        """Mark a timer done; False when it was already done or cancelled."""
        return self._connection.execute(_FINISH, {"which": id, "at": at}).rowcount == 1


def _value(of: Timer) -> tuple[Any, ...]:
    return (of.objective, of.run, of.kind.value, of.step, of.due_at)


def _row(of: Timer) -> dict[str, Any]:
    return {**dict(zip((c.name for c in _VALUE), _value(of), strict=True)), "lease_until": None}


def _timer(row: Sequence[Any]) -> Timer:
    objective, run, kind, step, due_at = row
    return Timer(objective, run, TimerKind(kind), step, due_at)
