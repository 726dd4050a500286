"""The outbox and the local mailbox."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from placet.engine.messages import Message
from placet.engine.store.rows import Rows
from placet.engine.store.values import LocalMail, MessageState, StoredMessage


class OutboxRows(Rows):
    """The outbox and the local mailbox."""

    def post(self, messages: Sequence[Message], at: datetime, message_domain: str) -> None:
        """Queue messages; one whose key was ever used is left out."""
        raise NotImplementedError

    def cancel_owed(self, objective: str, run: int, organisation: str, reason: str) -> int:
        """Cancel queued mail that only makes sense while this organisation owes its answer."""
        raise NotImplementedError

    def cancel_run(self, objective: str, run: int, reason: str) -> int:
        """The same for all organisations: the run is over."""
        raise NotImplementedError

    def claim_message(self, now: datetime, lease: timedelta, owner: str) -> StoredMessage | None:
        """Take one message that is due, or whose lease ended; commit before handing it over."""
        raise NotImplementedError

    def still_claimed(self, id: int, owner: str, now: datetime) -> bool:
        """Whether the lease still holds: ask just before DATA."""
        raise NotImplementedError

    def store_bytes(self, id: int, owner: str, data: bytes) -> None:
        """Keep what was rendered, once; Conflict when the lease was lost."""
        raise NotImplementedError

    def mark_sent(self, id: int, owner: str, at: datetime, words: str = "") -> None:
        """The mail was handed over; Conflict when the lease was lost."""
        raise NotImplementedError

    def mark_cancelled(self, id: int, owner: str, reason: str) -> None:
        """The message makes no sense any more."""
        raise NotImplementedError

    def defer(self, id: int, owner: str, until: datetime, words: str) -> None:
        """Try again later."""
        raise NotImplementedError

    def mark_failed(self, id: int, owner: str, words: str) -> None:
        """It cannot be delivered."""
        raise NotImplementedError

    def messages(
        self,
        *,
        negotiation: str | None = None,
        objective: str | None = None,
        person: str | None = None,
        organisation: str | None = None,
        kinds: Sequence[str] = (),
        states: Sequence[MessageState] = (),
        before: int | None = None,
        limit: int = 100,
    ) -> tuple[StoredMessage, ...]:
        """Messages that match, newest first, without their bytes."""
        raise NotImplementedError

    def message(self, id: int) -> StoredMessage:
        """One message with its bytes; raises NotFound."""
        raise NotImplementedError

    def deliver_local(
        self, message_id: str, recipient: str, subject: str, data: bytes, at: datetime
    ) -> None:
        """Put a mail into the local mailbox; the same Message-ID only once."""
        raise NotImplementedError

    def mailbox(self, recipient: str | None = None, limit: int = 200) -> tuple[LocalMail, ...]:
        """The local mailbox, newest first, without bytes."""
        raise NotImplementedError

    def mailbox_message(self, id: int) -> LocalMail:
        """One mail of the local mailbox; raises NotFound."""
        raise NotImplementedError
