"""Eight threads at once: one wins, nothing is lost, nothing is done twice.

Invariants: I-01 nothing that was acknowledged is lost, I-20 and I-22 no message and no timer is
taken twice, I-33 the chain verifies whoever wrote at the same time.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import TypeVar

from placet.engine.errors import Conflict
from placet.engine.events import RoundsExtended
from placet.engine.ledger import LedgerItem, verify
from placet.engine.messages import TimerKind
from placet.engine.store import Database
from tests.builders import a_message, a_position, a_timer, seated, taking
from tests.fakes import NOON

THREADS = 8
T = TypeVar("T")


def together(do: Callable[[int], T]) -> list[T]:
    """What `do` answers in each of eight threads that start at the same moment."""
    barrier = Barrier(THREADS)

    def run(number: int) -> T:
        barrier.wait()
        return do(number)

    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(run, range(THREADS)))


def test_of_eight_changes_decided_on_one_version_one_is_saved(database: Database) -> None:
    start = seated(database)

    def take(number: int) -> bool:
        after, event = taking(start, a_position("AUR", 1, reference=f"P-{number}"))
        try:
            with database.writing() as store:
                store.save_objective(start, after, (event,))
        except Conflict:
            return False
        return True

    assert sum(together(take)) == 1


def test_eight_that_lock_first_all_record_one_after_the_other(database: Database) -> None:
    seated(database)

    def take(number: int) -> int:
        with database.writing() as store:
            before = store.objective("OBJ-0001", lock=True)
            assert before.ballot is not None
            nth = before.ballot.recorded + 1
            position = a_position("AUR", nth, reasons=f"thread {number}")
            after, event = taking(before, position)
            store.save_objective(before, after, (event,))
            store.post([a_message(f"receipt-{nth}")], NOON, "x")
            item = LedgerItem(event, "OBJ-0001/ballot/1/position/AUR")
            store.record("SEA", "aur", "web:RecordPosition", NOON, [item])
        return nth

    assert sorted(together(take)) == list(range(1, THREADS + 1))
    with database.reading() as store:
        objective = store.objective("OBJ-0001")
        assert objective.ballot is not None
        assert objective.ballot.recorded == THREADS
        assert objective.version == THREADS + 1
        assert len(store.messages()) == THREADS
        assert verify(store.ledger_entries("SEA")).head == store.ledger_head("SEA")


def test_eight_that_begin_a_chain_make_one_chain(database: Database) -> None:
    def record(number: int) -> int:
        with database.writing() as store:
            item = LedgerItem(RoundsExtended(number, "because"), "OBJ-1/stage")
            return store.record("SEA", "ada", "web:ExtendRounds", NOON, [item]).seq

    assert sorted(together(record)) == list(range(1, THREADS + 1))
    with database.reading() as store:
        assert verify(store.ledger_entries("SEA")).count == THREADS


def test_eight_that_count_get_eight_numbers(database: Database) -> None:
    def count(_: int) -> int:
        with database.writing() as store:
            return store.next_reference()

    assert sorted(together(count)) == list(range(1, THREADS + 1))


def test_eight_workers_take_each_timer_and_each_message_once(database: Database) -> None:
    seated(database)
    reminders = [
        a_timer(NOON + timedelta(seconds=n), kind=TimerKind.REMIND, step=f"{n}") for n in range(40)
    ]
    with database.writing() as store:
        store.set_timers("OBJ-0001", reminders)
        store.post([a_message(f"k{n}") for n in range(20)], NOON, "x")

    def work(number: int) -> list[str]:
        taken: list[str] = []
        while True:
            with database.writing() as store:
                timers = store.claim_due_timers(NOON + timedelta(seconds=60), limit=3)
                message = store.claim_message(NOON, timedelta(minutes=15), f"w{number}")
            if not timers and message is None:
                return taken
            taken += [f"timer {due.id}" for due in timers]
            taken += [f"message {message.id}"] if message else []

    taken = [name for names in together(work) for name in names]
    assert len(taken) == len(set(taken)) == 60


def test_readers_do_not_wait_for_a_writer(database: Database) -> None:
    start = seated(database)
    after, event = taking(start, a_position())
    with database.writing() as writer:
        writer.save_objective(start, after, (event,))
        assert together(lambda _: _seen(database)) == [start.version] * THREADS
    assert _seen(database) == after.version


def _seen(database: Database) -> int:
    with database.reading() as store:
        return store.objective("OBJ-0001").version
