"""The worker: everything leaves at least once, nothing leaves that makes no sense any more.

Invariants I-19 to I-21, I-23 and I-24; faults F-02, F-09, F-10, F-12 and F-19.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

import pytest

from placet import workflows
from placet.engine import events as e
from placet.engine.codes import signin_code
from placet.engine.errors import NotFound
from placet.engine.messages import Json, Kind, Message
from placet.engine.model import Objective
from placet.engine.proxies import Proxy
from placet.engine.store import Database, MessageState, StoredMessage
from placet.notifications.mail import Envelope, House, envelope
from placet.notifications.outbox import LEASE, LONGEST, PAUSE, Outbox
from placet.notifications.transports import (
    LocalTransport,
    Never,
    NotNow,
    Ready,
    Relay,
    SmtpTransport,
    Stopped,
    Transport,
    Withheld,
)
from tests.builders import (
    a_negotiation,
    a_person,
    a_position,
    a_registry,
    invited,
    personal,
    seated,
    taking,
)
from tests.fakes import NOON, StillClock
from tests.notifications import relays
from tests.notifications.reading import read
from tests.notifications.samples import BALLOT, HEAD, HOUSE, SAMPLES

FACTS: Mapping[str, Json] = {**HEAD, **BALLOT, "ref": "OBJ-0001", "organisation": "BOR"}


def a_request(key: str = "k", **changes: Any) -> Message:
    values: dict[str, Any] = {
        "key": key,
        "kind": Kind.POSITION_REQUESTED,
        "person": "bor",
        "facts": FACTS,
        "negotiation": "SEA",
        "objective": "OBJ-0001",
        "organisation": "BOR",
        "run": 1,
        "only_while_owed": True,
    }
    return Message(**{**values, **changes})


def a_sign_in(person: str = "bor") -> Message:
    facts = {"signin": "s-1", "expires": "2027-03-01T12:10:00Z", "path": "/signin/code"}
    return Message("signin/s-1", Kind.SIGN_IN, person, facts)


@dataclass
class Scripted:
    """A transport that does what its script says, one entry for each mail; then it takes all."""

    script: list[Exception] = field(default_factory=list)
    sent: list[Envelope] = field(default_factory=list)
    before: list[Any] = field(default_factory=list)

    def send(self, mail: Envelope, ready: Ready) -> str:
        """As the script says."""
        for act in self.before:
            act()
        if why := ready():
            raise Withheld(why)
        self.sent.append(mail)
        if self.script:
            raise self.script.pop(0)
        return "250 taken"

    def keep(self, store: object, mail: Envelope, at: object) -> None:
        """Nothing is kept."""


class Killed(BaseException):
    """The process ends here."""


@dataclass
class Floor:
    """A worker with all it needs, over a database with one open ballot."""

    database: Database
    clock: StillClock
    objective: Objective

    def worker(self, transport: Transport, owner: str = "w1", house: House = HOUSE) -> Outbox:
        return Outbox(self.database, transport, self.clock, workflows.shipped(), house, owner)

    def post(self, *messages: Message) -> None:
        with self.database.writing() as store:
            store.post(messages, self.clock.now(), "mail.example.org")

    def rows(self) -> tuple[StoredMessage, ...]:
        with self.database.reading() as store:
            return tuple(store.message(m.id) for m in reversed(store.messages()))

    def row(self) -> StoredMessage:
        (row,) = self.rows()
        return row

    def mailbox(self) -> list[bytes]:
        with self.database.reading() as store:
            return [store.mailbox_message(m.id).bytes for m in store.mailbox()]

    def acts(self, organisation: str = "BOR") -> None:
        after, event = taking(self.objective, a_position(organisation))
        with self.database.writing() as store:
            store.save_objective(self.objective, after, (event,))
        self.objective = after


@pytest.fixture
def house(database: Database) -> Floor:
    return Floor(database, StillClock(), seated(database))


def test_a_message_is_delivered_once_into_the_local_mailbox(house: Floor) -> None:
    house.post(a_request())
    outbox = house.worker(LocalTransport())
    assert outbox.drain() == 1
    assert outbox.drain() == 0
    row = house.row()
    assert (row.state, row.attempts, row.sent_at) == (MessageState.SENT, 1, NOON)
    assert house.mailbox() == [row.bytes]
    mail = read(row.bytes or b"")
    assert str(mail.parsed["To"]) == "Bor <bor@example.org>"
    assert str(mail.parsed["Message-ID"]) == row.message_id
    assert "BOR" in mail.plain


def test_a_worker_that_is_stopped_takes_up_nothing_more(house: Floor) -> None:
    house.post(a_request())
    outbox = house.worker(LocalTransport())
    outbox.stop()
    assert outbox.drain() == 0
    outbox.go_on()
    assert outbox.drain() == 1


def test_nothing_leaves_before_it_is_due(house: Floor) -> None:
    house.post(a_request(due_at=NOON + timedelta(hours=1)))
    outbox = house.worker(LocalTransport())
    assert outbox.drain() == 0
    house.clock.advance(hours=1)
    assert outbox.drain() == 1


def test_a_worker_takes_at_most_so_many(house: Floor) -> None:
    house.post(a_request("1"), a_request("2"), a_request("3"))
    assert house.worker(LocalTransport()).drain(most=2) == 2


def test_who_acted_is_asked_no_more(house: Floor) -> None:
    house.post(a_request())
    house.acts()
    house.worker(LocalTransport()).drain()
    assert (house.row().state, house.row().last_words) == (
        MessageState.CANCELLED,
        "nothing is owed any more",
    )
    assert house.mailbox() == []


def test_who_acts_while_the_relay_talks_is_asked_no_more(house: Floor) -> None:
    house.post(a_request())
    transport = Scripted(before=[house.acts])
    house.worker(transport).drain()
    assert house.row().state is MessageState.CANCELLED
    assert transport.sent == []


def test_what_is_only_told_is_told_after_the_answer_too(house: Floor) -> None:
    house.post(a_request(only_while_owed=False))
    house.acts()
    house.worker(LocalTransport()).drain()
    assert house.row().state is MessageState.SENT


def test_nobody_is_asked_after_the_deadline(house: Floor) -> None:
    house.post(a_request())
    house.clock.advance(days=28)
    house.worker(LocalTransport()).drain()
    assert house.row().state is MessageState.CANCELLED


def test_nobody_is_asked_in_another_run(house: Floor) -> None:
    house.post(a_request(run=2))
    house.worker(LocalTransport()).drain()
    assert house.row().state is MessageState.CANCELLED


def test_who_no_longer_acts_for_the_organisation_reads_nothing_more(house: Floor) -> None:
    house.post(a_request(only_while_owed=False), a_request("2", person="cyg"))
    before = a_negotiation()
    ended = tuple(replace(d, until=NOON) if d.person == "bor" else d for d in before.delegates)
    after = replace(before, delegates=ended, version=2)
    event = e.DelegateEnded("bor", "BOR", NOON, "")
    with house.database.writing() as store:
        store.save_negotiation(before, after, (event,))
    house.worker(LocalTransport()).drain()
    assert {(r.state, r.last_words) for r in house.rows()} == {
        (MessageState.CANCELLED, "the person no longer acts for the organisation")
    }


def test_who_holds_a_proxy_is_asked_for_its_giver_as_long_as_it_is_in_force(house: Floor) -> None:
    asked = {**FACTS, "holder": "CYG"}
    house.post(a_request(person="cyg", facts=asked), a_request("2", person="cyg"))
    proxied(house)
    house.worker(LocalTransport()).drain()
    assert [(r.state, r.last_words) for r in house.rows()] == [
        (MessageState.SENT, "delivered to the local mailbox"),
        (MessageState.CANCELLED, "the person no longer acts for the organisation"),
    ]
    house.clock.advance(days=3)
    house.post(a_request("3", person="cyg", facts=asked))
    house.worker(LocalTransport()).drain()
    assert house.rows()[-1].last_words == "the person no longer acts for the organisation"


def test_who_cast_for_another_gets_the_receipt_whatever_became_of_the_proxy(house: Floor) -> None:
    kind, facts = SAMPLES["receipt"]
    told = {**facts, "organisation": "BOR", "cast_by": "CYG"}
    house.post(a_request(kind=kind, person="cyg", facts=told, only_while_owed=False))
    house.worker(LocalTransport()).drain()
    assert house.row().state is MessageState.SENT


def proxied(house: Floor) -> None:
    """BOR lets CYG answer for it during two days."""
    before = a_negotiation()
    proxy = Proxy(
        1, "BOR", "CYG", NOON, NOON + timedelta(days=2), "bor", NOON,
        accepted=True, answered_by="cyg", answered_at=NOON,
    )  # fmt: skip
    after = replace(before, proxies=(proxy,), version=2)
    with house.database.writing() as store:
        store.save_negotiation(before, after, (e.ProxyOffered(proxy),))


def test_who_has_no_part_in_the_negotiation_reads_nothing(house: Floor) -> None:
    stranger = a_person("eve")
    with house.database.writing() as store:
        store.save_registry([invited(stranger)], {"eve": personal(stranger)})
    house.post(a_request(person="eve", organisation=None, only_while_owed=False))
    house.worker(LocalTransport()).drain()
    assert house.row().last_words == "the person has no part in the negotiation any more"


def test_officers_are_told_without_an_organisation(house: Floor) -> None:
    facts = {**FACTS, "organisation": "", "leads": ["AUR"]}
    house.post(
        a_request(
            kind=Kind.PROPOSED, person="ada", facts=facts, organisation=None, only_while_owed=False
        )
    )
    house.worker(LocalTransport()).drain()
    assert house.row().state is MessageState.SENT


def test_who_was_erased_gets_nothing(house: Floor) -> None:
    house.post(a_request())
    with house.database.writing() as store:
        store.erase_person("bor")
    house.worker(LocalTransport()).drain()
    assert house.row().state is MessageState.CANCELLED
    assert house.mailbox() == []


def test_an_invitation_needs_no_objective(house: Floor) -> None:
    kind, facts = SAMPLES["invitation"]
    house.post(a_request(kind=kind, facts=facts, objective=None, run=None, only_while_owed=False))
    house.worker(LocalTransport()).drain()
    assert house.row().state is MessageState.SENT


def test_the_code_exists_only_in_the_mail_that_left(house: Floor) -> None:
    house.post(a_sign_in())
    house.worker(LocalTransport()).drain()
    code = signin_code(HOUSE.secret, "s-1").encode()
    (mail,) = house.mailbox()
    stored = house.row().bytes or b""
    assert code not in stored
    assert stored.count(b"******") == 2
    assert mail == stored.replace(b"******", code)
    assert code.decode() in read(mail).plain
    assert code.decode() in read(mail).html
    assert code not in mail.partition(b"\r\n\r\n")[0]


def test_a_code_that_expired_is_not_sent(house: Floor) -> None:
    house.post(a_sign_in())
    house.clock.advance(minutes=10)
    house.worker(LocalTransport()).drain()
    assert house.row().last_words == "the sign-in code expired"


def test_what_cannot_be_said_fails_and_does_not_block_the_others(house: Floor) -> None:
    house.post(a_request("1", facts={"ref": "OBJ-0001"}), a_request("2"))
    house.worker(LocalTransport()).drain()
    first, second = house.rows()
    assert (first.state, second.state) == (MessageState.FAILED, MessageState.SENT)
    assert "title is missing" in first.last_words


def test_a_mail_over_which_the_worker_stumbles_is_put_off_and_blocks_no_other(
    house: Floor,
) -> None:
    house.post(a_request("1", only_while_owed=False), a_request("2"))
    outbox = house.worker(Scripted([OverflowError("date value out of range")]))
    assert outbox.drain() == 2
    first, second = house.rows()
    assert (first.state, second.state) == (MessageState.QUEUED, MessageState.SENT)
    assert first.last_words == "OverflowError: date value out of range"
    house.clock.advance(hours=49)
    outbox = house.worker(Scripted([OverflowError("date value out of range")]))
    outbox.drain()
    assert house.rows()[0].state is MessageState.FAILED


def test_a_mail_is_put_off_as_it_should_be_and_fails_after_two_days(house: Floor) -> None:
    house.post(a_request(only_while_owed=False))
    outbox = house.worker(Scripted([NotNow("450 later")] * 9))
    waits = []
    for _ in range(6):
        assert outbox.drain() == 1
        waits.append((house.row().due_at - house.clock.now()) // timedelta(minutes=1))
        house.clock.set(house.row().due_at)
    assert waits == [1, 5, 15, 60, 60, 60]
    house.clock.set(NOON + LONGEST - timedelta(seconds=1))
    outbox.drain()
    assert house.row().state is MessageState.QUEUED
    house.clock.advance(hours=1)
    outbox.drain()
    assert (house.row().state, house.row().last_words) == (MessageState.FAILED, "450 later")


def test_every_try_has_the_same_bytes(house: Floor) -> None:
    house.post(a_request())
    transport = Scripted([NotNow("421 busy"), NotNow("451 still busy")])
    outbox = house.worker(transport)
    for _ in range(3):
        outbox.drain()
        house.clock.advance(minutes=10)
    assert house.row().state is MessageState.SENT
    assert len(transport.sent) == 3
    assert len({(m.data, m.message_id) for m in transport.sent}) == 1


def test_what_the_relay_refuses_has_failed(house: Floor) -> None:
    house.post(a_request())
    house.worker(Scripted([Never("550 no such person")])).drain()
    assert (house.row().state, house.row().last_words) == (
        MessageState.FAILED,
        "550 no such person",
    )


def test_a_relay_that_takes_nothing_stops_the_queue(house: Floor) -> None:
    house.post(a_request("1"), a_request("2"))
    transport = Scripted([Stopped("535 wrong password")])
    outbox = house.worker(transport)
    assert outbox.drain() == 1
    assert outbox.drain() == 0
    assert [r.state for r in house.rows()] == [MessageState.QUEUED, MessageState.QUEUED]
    house.clock.advance(minutes=PAUSE / timedelta(minutes=1))
    assert outbox.drain() == 2
    assert {r.state for r in house.rows()} == {MessageState.SENT}


@pytest.mark.parametrize("at", ["send", "keep"])
def test_a_process_killed_in_the_local_mailbox_delivers_once(house: Floor, at: str) -> None:
    class Dying(LocalTransport):
        def send(self, mail: Envelope, ready: Ready) -> str:
            said = super().send(mail, ready)
            if at == "send":
                raise Killed
            return said

        def keep(self, store: Any, mail: Envelope, now: Any) -> None:
            super().keep(store, mail, now)
            raise Killed

    house.post(a_request())
    with pytest.raises(Killed):
        house.worker(Dying()).drain()
    assert house.mailbox() == []
    assert house.row().state is MessageState.CLAIMED
    second = house.worker(LocalTransport(), "w2")
    assert second.drain() == 0
    house.clock.advance(minutes=LEASE / timedelta(minutes=1))
    assert second.drain() == 1
    assert house.mailbox() == [house.row().bytes]


def test_a_process_killed_after_the_relay_took_it_repeats_the_same_mail_once(
    house: Floor,
) -> None:
    house.post(a_request())
    transport = Scripted([Killed()])  # type: ignore[list-item]
    with pytest.raises(Killed):
        house.worker(transport).drain()
    house.clock.advance(minutes=15)
    assert house.worker(transport, "w2").drain() == 1
    first, second = transport.sent
    assert (first.data, first.message_id) == (second.data, second.message_id)
    assert (house.row().state, house.row().attempts) == (MessageState.SENT, 2)


def test_a_worker_that_was_paused_notices_before_the_words_leave(house: Floor) -> None:
    house.post(a_request())
    other = Scripted()

    def paused() -> None:
        house.clock.advance(minutes=20)
        house.worker(other, "w2").drain()

    transport = Scripted(before=[paused])
    assert house.worker(transport).drain() == 1
    assert transport.sent == []
    assert len(other.sent) == 1
    assert house.row().state is MessageState.SENT


def test_a_mail_does_not_follow_a_person_to_another_address(house: Floor) -> None:
    house.post(a_request())
    outbox = house.worker(Scripted([NotNow("451 later")]))
    outbox.drain()
    moved = replace(a_person("bor"), email="bor@elsewhere.example")
    with house.database.writing() as store:
        row = store.message(house.row().id)
    with pytest.raises(NotFound):
        envelope(row, moved, HOUSE)


def test_an_address_that_is_none_fails_in_words(database: Database) -> None:
    a_registry(database)
    bad = a_person("bad", email="a@b@c")
    with database.writing() as store:
        store.save_registry([invited(bad)], {"bad": personal(bad)})
        store.post([a_sign_in(person="bad")], NOON, "mail.example.org")
    outbox = Outbox(database, LocalTransport(), StillClock(), {}, HOUSE, "w1")
    assert outbox.drain() == 1
    with database.reading() as store:
        (row,) = store.messages()
    assert row.state is MessageState.FAILED
    assert "a@b@c is not an address" in row.last_words


def test_a_real_relay_takes_the_mail(house: Floor) -> None:
    house.post(a_request())
    inbox = relays.Inbox()
    with relays.taking(inbox) as port:
        relay = Relay("127.0.0.1", port, tls="none", timeout=5)
        house.worker(SmtpTransport(relay)).drain()
    (mail,) = inbox.mails
    assert mail.data == house.row().bytes
    assert mail.recipients == ("bor@example.org",)
    assert house.row().last_words == "250 taken as 1"


def test_the_settings_of_a_house_are_its_address() -> None:
    assert replace(HOUSE, sender="notify@mail.example.org").address == "notify@mail.example.org"
