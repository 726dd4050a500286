"""Messages and timers: written once, taken by one worker, told of by whoever holds the lease.

Invariants: I-18 and I-22 one message a key, I-19 none is left behind, I-20 the same bytes at
every try, I-30 each timer has effect once.
"""

from __future__ import annotations

from datetime import timedelta

import pytest

from placet.engine.errors import Conflict, NotFound
from placet.engine.messages import TimerKind
from placet.engine.store import Database, MessageState
from tests.builders import a_message, a_timer, seated
from tests.fakes import NOON

LEASE = timedelta(minutes=15)
DOMAIN = "placet.example"


def post(database: Database, *messages: object) -> None:
    with database.writing() as store:
        store.post(messages, NOON, DOMAIN)  # type: ignore[arg-type]


def claim(database: Database, owner: str = "w1", after: timedelta = timedelta(0)) -> int | None:
    with database.writing() as store:
        claimed = store.claim_message(NOON + after, LEASE, owner)
    return None if claimed is None else claimed.id


@pytest.fixture
def seats(database: Database) -> Database:
    """A database with an objective."""
    seated(database)
    return database


def test_a_key_writes_one_message_for_ever(seats: Database) -> None:
    post(seats, a_message("k"), a_message("l"))
    post(seats, a_message("k", person="bea"), a_message("m"))
    post(seats)
    with seats.reading() as store:
        found = store.messages()
    assert [m.message.key for m in found] == ["m", "l", "k"]
    assert {m.message.person for m in found} == {"ada"}
    assert len({m.message_id for m in found}) == 3
    assert all(m.message_id.endswith("@placet.example>") for m in found)


def test_a_message_is_claimed_by_one_worker_until_its_lease_ends(seats: Database) -> None:
    post(seats, a_message())
    first = claim(seats)
    assert first is not None
    assert claim(seats, "w2") is None
    assert claim(seats, "w2", LEASE) == first
    with seats.writing() as store:
        assert not store.still_claimed(first, "w1", NOON)
        assert store.still_claimed(first, "w2", NOON + LEASE)
        assert not store.still_claimed(first, "w2", NOON + 2 * LEASE)
    with pytest.raises(Conflict), seats.writing() as store:
        store.mark_sent(first, "w1", NOON, "250 ok")


def test_a_mail_is_rendered_once_and_handed_over(seats: Database) -> None:
    post(seats, a_message())
    id = claim(seats)
    assert id is not None
    with seats.writing() as store:
        store.store_bytes(id, "w1", b"From: us")
    with pytest.raises(Conflict), seats.writing() as store:
        store.store_bytes(id, "w1", b"other")
    with seats.writing() as store:
        store.mark_sent(id, "w1", NOON, "250 ok")
        sent = store.message(id)
        assert (sent.state, sent.bytes, sent.last_words) == (
            MessageState.SENT,
            b"From: us",
            "250 ok",
        )
        assert (sent.sent_at, sent.attempts, sent.lease_owner) == (NOON, 1, "")
        assert store.messages()[0].bytes is None
        with pytest.raises(NotFound):
            store.message(99)
    assert claim(seats, after=2 * LEASE) is None


def test_a_message_is_deferred_cancelled_or_failed(seats: Database) -> None:
    post(seats, a_message("a"), a_message("b"), a_message("c"))
    ids = [claim(seats), claim(seats), claim(seats)]
    assert None not in ids
    with seats.writing() as store:
        store.defer(ids[0] or 0, "w1", NOON + LEASE, "451 later")
        store.mark_cancelled(ids[1] or 0, "w1", "nothing is owed")
        store.mark_failed(ids[2] or 0, "w1", "550 unknown")
    assert claim(seats) is None
    assert claim(seats, after=LEASE) == ids[0]
    with seats.reading() as store:
        stuck = store.messages(states=(MessageState.FAILED, MessageState.CANCELLED))
        assert [m.last_words for m in stuck] == ["550 unknown", "nothing is owed"]


def test_a_message_waits_until_it_is_due(seats: Database) -> None:
    post(seats, a_message(due_at=NOON + timedelta(hours=1)))
    assert claim(seats) is None
    assert claim(seats, after=timedelta(hours=1)) is not None


def test_mail_that_only_makes_sense_while_owed_is_cancelled(seats: Database) -> None:
    asked = {"objective": "OBJ-0001", "negotiation": "SEA", "run": 1, "only_while_owed": True}
    post(
        seats,
        a_message("aur", organisation="AUR", **asked),
        a_message("bor", organisation="BOR", **asked),
        a_message("receipt", organisation="AUR", **{**asked, "only_while_owed": False}),
        a_message("next", organisation="AUR", **{**asked, "run": 2}),
    )
    with seats.writing() as store:
        assert store.cancel_owed("OBJ-0001", 1, "AUR", "acted") == 1
        assert store.cancel_run("OBJ-0001", 1, "over") == 1
        queued = store.messages(objective="OBJ-0001", states=(MessageState.QUEUED,))
        assert [m.message.key for m in queued] == ["next", "receipt"]
        assert [m.last_words for m in store.messages(organisation="BOR")] == ["over"]


def test_messages_are_found_by_what_they_are_about(seats: Database) -> None:
    post(seats, a_message("a", person="bea"), a_message("b", negotiation="SEA"), a_message("c"))
    with seats.reading() as store:
        assert [m.message.key for m in store.messages(person="bea")] == ["a"]
        assert [m.message.key for m in store.messages(negotiation="SEA")] == ["b"]
        newest = store.messages(kinds=("reminder",), limit=2)
        assert [m.message.key for m in newest] == ["c", "b"]
        assert [m.message.key for m in store.messages(before=newest[-1].id)] == ["a"]


def test_the_local_mailbox_takes_a_mail_once(database: Database) -> None:
    with database.writing() as store:
        for _ in range(2):
            store.deliver_local("<1@x>", "ada@example.org", "Hello", b"bytes", NOON)
        store.deliver_local("<2@x>", "bea@example.org", "Hello", b"other", NOON)
        mails = store.mailbox()
        assert [mail.recipient for mail in mails] == ["bea@example.org", "ada@example.org"]
        (mine,) = store.mailbox("ada@example.org")
        assert (mine.bytes, store.mailbox_message(mine.id).bytes) == (b"", b"bytes")
        with pytest.raises(NotFound):
            store.mailbox_message(99)


def test_a_set_of_timers_replaces_what_is_pending(seats: Database) -> None:
    close, moved = a_timer(), a_timer(NOON + timedelta(days=40))
    remind = a_timer(NOON + timedelta(days=21), kind=TimerKind.REMIND, step="7d")
    with seats.writing() as store:
        store.set_timers("OBJ-0001", [close, remind])
        store.set_timers("OBJ-0001", [close, remind])
        assert store.timers("OBJ-0001") == (remind, close)
        store.set_timers("OBJ-0001", [moved])
        assert store.timers("OBJ-0001") == (moved,)
        store.set_timers("OBJ-0001", [close, remind])
        assert store.timers("OBJ-0001") == (remind, close)


def test_a_timer_is_taken_once_done_once_and_never_done_again(seats: Database) -> None:
    remind = a_timer(NOON, kind=TimerKind.REMIND, step="7d")
    with seats.writing() as store:
        store.set_timers("OBJ-0001", [remind, a_timer()])
    with seats.writing() as store:
        (due,) = store.claim_due_timers(NOON)
        assert due.timer == remind
    with seats.writing() as store:
        assert store.claim_due_timers(NOON) == ()
        assert store.claim_due_timers(NOON + timedelta(seconds=30)) == (due,)
        assert store.finish_timer(due.id, NOON)
        assert not store.finish_timer(due.id, NOON)
        store.set_timers("OBJ-0001", [remind])
        assert store.timers("OBJ-0001") == ()
        assert store.claim_due_timers(NOON + timedelta(days=99)) == ()
