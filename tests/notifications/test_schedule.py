"""The ticking clock: it does what is due, again and again, whatever fails in between."""

from __future__ import annotations

from threading import Event
from typing import Any

import pytest

from placet import workflows
from placet.engine.messages import Message
from placet.engine.service import UseCases
from placet.engine.store import Database, MessageState
from placet.notifications.mail import Envelope
from placet.notifications.outbox import Outbox
from placet.notifications.schedule import Schedule
from placet.notifications.transports import LocalTransport, Transport
from tests.builders import a_timer, seated
from tests.fakes import Mint, StillClock
from tests.notifications.samples import HOUSE
from tests.notifications.test_outbox import a_request


def a_schedule(
    database: Database, transport: Transport, clock: StillClock, interval: float = 1.0
) -> Schedule:
    seated(database)
    shipped = workflows.shipped()
    cases = UseCases(database, shipped, clock, Mint(), "mail.example.org")
    outbox = Outbox(database, transport, clock, shipped, HOUSE, "w1")
    return Schedule(cases, outbox, interval)


def post(database: Database, clock: StillClock, *messages: Message) -> None:
    with database.writing() as store:
        store.post(messages, clock.now(), "mail.example.org")


def states(database: Database) -> set[MessageState]:
    with database.reading() as store:
        return {m.state for m in store.messages()}


def test_once_is_one_tick_and_all_mail_that_is_due(database: Database) -> None:
    clock = StillClock()
    schedule = a_schedule(database, LocalTransport(), clock)
    post(database, clock, a_request("1"), a_request("2"))
    assert schedule.run_once() == 2
    assert schedule.run_once() == 0
    assert states(database) == {MessageState.SENT}


def test_a_tick_closes_and_what_it_writes_leaves_in_the_same_tick(
    sqlite_database: Database,
) -> None:
    clock = StillClock()
    schedule = a_schedule(sqlite_database, LocalTransport(), clock)
    with sqlite_database.writing() as store:
        store.set_timers("OBJ-0001", [a_timer(step="close")])
    clock.advance(days=28)
    assert schedule.run_once() >= 1
    with sqlite_database.reading() as store:
        assert store.timers("OBJ-0001") == ()
        assert all(m.state is MessageState.SENT for m in store.messages())


class Signalling(LocalTransport):
    """Says when a mail was delivered; the first hand-over may fail."""

    def __init__(self, failures: int = 0) -> None:
        self.delivered, self.failures = Event(), failures

    def keep(self, store: Any, mail: Envelope, at: Any) -> None:
        """Deliver, or fail as often as asked."""
        if self.failures:
            self.failures -= 1
            raise OSError("the disk is full")
        super().keep(store, mail, at)
        self.delivered.set()


@pytest.mark.parametrize("failures", [0, 1])
def test_it_ticks_by_itself_until_it_is_stopped(sqlite_database: Database, failures: int) -> None:
    clock = StillClock()
    transport = Signalling(failures)
    schedule = a_schedule(sqlite_database, transport, clock, interval=0.02)
    post(sqlite_database, clock, a_request("1"), a_request("2"))
    schedule.start()
    try:
        assert transport.delivered.wait(20)
    finally:
        schedule.stop()
    schedule.stop()
    post(sqlite_database, clock, a_request("3"))
    assert MessageState.QUEUED in states(sqlite_database)
