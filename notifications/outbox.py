"""The worker of the outbox: one message after the other, each at least once.

Theory.  A message is claimed under a lease and the claim is committed before anything else
happens, so a crash leaves a row that another worker takes up when the lease ends.  It is
rendered at its first claim and the bytes are stored before the first hand-over, so every
repeat is the same mail.  Whether it still makes sense is asked when it is claimed and once
more just before its words leave: a reminder stops at the answer, nobody reads what they may
no longer see.  What became of it is written in a transaction of its own, which is refused
where the lease was lost meanwhile.

One message is in flight in each worker, so a crash repeats at most one.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from threading import Event

import structlog

from placet.engine.access import Actor, standing
from placet.engine.acting import serving
from placet.engine.catalogue import Catalogue, catalogue_of
from placet.engine.clock import Clock
from placet.engine.errors import Conflict, NotFound, PlacetError
from placet.engine.messages import Kind, Message
from placet.engine.notice_private import PRIVATE
from placet.engine.notice_proxies import addressed
from placet.engine.notices import still_wanted
from placet.engine.private_mail import private_objection
from placet.engine.restricting import within
from placet.engine.store import Database, Store, StoredMessage
from placet.engine.workflow import Workflow
from placet.notifications.headers import clean
from placet.notifications.mail import Envelope, House, compose, envelope, expired
from placet.notifications.owed import still_owed
from placet.notifications.transports import Never, NotNow, Stopped, Transport, Withheld

log = structlog.get_logger()

LEASE = timedelta(minutes=15)
"""Longer than a relay may take for its last answer (RFC 5321: ten minutes)."""

WAITS = tuple(timedelta(minutes=m) for m in (1, 5, 15, 60))
"""How long to wait after the first, second ... failed try; the last one from then on."""

LONGEST = timedelta(hours=48)
"""After this long a mail that nobody takes has failed."""

PAUSE = timedelta(minutes=15)
"""How long the queue rests when the relay takes nothing at all."""


class Outbox:
    """Hands over what is due.  `paused_until` says that the relay refused to talk to us."""

    def __init__(
        self,
        database: Database,
        transport: Transport,
        clock: Clock,
        definitions: Catalogue | Mapping[tuple[str, int], Workflow],
        house: House,
        owner: str,
    ) -> None:
        self._database, self._transport, self._clock = database, transport, clock
        self._catalogue = catalogue_of(definitions)
        self._house, self._owner = house, owner
        self.paused_until: datetime | None = None
        self._stopping = Event()

    def stop(self) -> None:
        """Take up nothing more; what is under way is finished."""
        self._stopping.set()

    def go_on(self) -> None:
        """Take up messages again."""
        self._stopping.clear()

    def drain(self, most: int = 1000) -> int:
        """Hand over what is due now, at most so many; how many were taken up."""
        for taken in range(most):
            if self._stopping.is_set() or not self.one():
                return taken
        return most

    def one(self) -> bool:
        """Take up one message; False when none is due or the queue rests."""
        now = self._clock.now()
        if self.paused_until is not None and now < self.paused_until:
            return False
        self.paused_until = None
        with self._database.writing() as store:
            stored = store.claim_message(self._clock.now(store), LEASE, self._owner)
        if stored is None:
            return False
        try:
            self._take_up(stored)
        except Conflict:
            log.warning("lease lost", message=stored.id)
        except Exception as bug:
            log.exception("mail stumbled", message=stored.id)
            with suppress(Conflict):
                self._defer(stored, clean(f"{type(bug).__name__}: {bug}", 300))
        return True

    def _take_up(self, stored: StoredMessage) -> None:
        if why := self._objection(stored):
            self._cancel(stored, why)
            return
        try:
            mail = self._rendered(stored)
        except NotFound:
            self._cancel(stored, "the address changed")
        except PlacetError as unsayable:
            self._fail(stored, unsayable.in_english())
        else:
            self._hand_over(stored, mail)

    def _rendered(self, stored: StoredMessage) -> Envelope:
        """The mail; at the first claim its bytes are made and stored."""
        with self._database.reading() as store:
            person = store.person(stored.message.person)
            if stored.bytes is None:
                stored = store.message(stored.id)
        if stored.bytes is None:
            data = compose(self._now_owed(stored), person, self._house)
            with self._database.writing() as store:
                store.store_bytes(stored.id, self._owner, data)
                stored = store.message(stored.id)
        return envelope(stored, person, self._house)

    def _now_owed(self, stored: StoredMessage) -> StoredMessage:
        """A reminder of several answers without those that were given meanwhile."""
        message = stored.message
        if message.kind is not Kind.REMINDER_DIGEST or message.negotiation is None:
            return stored
        with self._database.reading() as store:
            now, table = self._clock.now(store), store.negotiation(message.negotiation)
            owed = still_owed(store, self._catalogue, table, message, now)
        return replace(stored, message=owed)

    def _hand_over(self, stored: StoredMessage, mail: Envelope) -> None:
        try:
            words = self._transport.send(mail, lambda: self._objection(stored))
        except Withheld as why:
            self._cancel(stored, str(why))
        except Never as refused:
            self._fail(stored, str(refused))
        except NotNow as later:
            self._defer(stored, str(later))
        except Stopped as stopped:
            self.paused_until = self._clock.now() + PAUSE
            log.error("the relay takes nothing", words=str(stopped))
            self._defer(stored, str(stopped))
        else:
            with self._database.writing() as store:
                at = self._clock.now(store)
                self._transport.keep(store, mail, at)
                store.mark_sent(stored.id, self._owner, at, words)

    def _objection(self, stored: StoredMessage) -> str:
        """Why this message should not leave now, or "" when it should."""
        with self._database.reading() as store:
            now = self._clock.now(store)
            if not store.still_claimed(stored.id, self._owner, now):
                raise Conflict(f"message {stored.id}")
            return self._senseless(store, stored.message, now)

    def _senseless(self, store: Store, message: Message, now: datetime) -> str:
        if expired(message, now):
            return "the sign-in code expired"
        try:
            person = store.person(message.person)
        except NotFound:
            return "the person is not known any more"
        if not person.email:
            return "the person has no address"
        if message.kind in PRIVATE:
            return private_objection(store, self._catalogue, message, now)
        if message.negotiation is None:
            return ""
        negotiation = store.negotiation(message.negotiation)
        objective = None if message.objective is None else store.objective(message.objective)
        if objective is not None:
            negotiation = within(negotiation, objective.restricted_to)
        who = standing(Actor(person.id), negotiation, now)
        reading = addressed(negotiation, message, now)
        if message.organisation and not any(
            d.person == person.id and d.organisation in reading and serving(d, now)
            for d in negotiation.delegates
        ):
            return "the person no longer acts for the organisation"
        if not who.present:
            return "the person has no part in the negotiation any more"
        if message.kind is Kind.REMINDER_DIGEST:
            owed = still_owed(store, self._catalogue, negotiation, message, now)
            return "" if owed.facts["items"] else "nothing is owed any more"
        if objective is None:
            return ""
        workflow = self._catalogue.workflow(store, objective.workflow, objective.workflow_version)
        if not still_wanted(workflow, negotiation, objective, message, now):
            return "nothing is owed any more"
        return ""

    def _cancel(self, stored: StoredMessage, why: str) -> None:
        with self._database.writing() as store:
            store.mark_cancelled(stored.id, self._owner, why)

    def _fail(self, stored: StoredMessage, words: str) -> None:
        log.error("mail failed", message=stored.id, words=clean(words))
        with self._database.writing() as store:
            store.mark_failed(stored.id, self._owner, clean(words))

    def _defer(self, stored: StoredMessage, words: str) -> None:
        with self._database.writing() as store:
            now = self._clock.now(store)
            if now - stored.created_at >= LONGEST:
                store.mark_failed(stored.id, self._owner, words)
                return
            wait = WAITS[min(stored.attempts, len(WAITS)) - 1]
            store.defer(stored.id, self._owner, now + wait, words)
