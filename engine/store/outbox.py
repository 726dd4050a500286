"""The outbox: written with its cause, handed over by a worker that holds a lease.

A worker claims one message, commits, renders and delivers outside any transaction, and says
what became of it.  Whatever it says holds only while the lease is its own: a worker that was
paused for longer than its lease is refused (Conflict) instead of overwriting what another
did.  The bytes of a mail are stored once, so every try delivers the same ones.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, bindparam, or_, select

from placet.engine.errors import Conflict, NotFound
from placet.engine.messages import Kind, Message
from placet.engine.store.rows import Rows, table, unless_there
from placet.engine.store.values import MessageState, StoredMessage
from placet.engine.tables import OutboxRow

outbox = table(OutboxRow)

_LISTED = tuple(c for c in outbox.columns if c.name != "bytes")
_DUE = or_(
    and_(outbox.c.state == "queued", outbox.c.due_at <= bindparam("now")),
    and_(outbox.c.state == "claimed", outbox.c.lease_until <= bindparam("now")),
)
_NEXT = (
    select(outbox)
    .where(_DUE)
    .order_by(outbox.c.due_at, outbox.c.id)
    .limit(1)
    .with_for_update(skip_locked=True)
)
_MINE = and_(
    outbox.c.id == bindparam("which"),
    outbox.c.state == "claimed",
    outbox.c.lease_owner == bindparam("owner"),
)
_OWED = (
    outbox.update()
    .where(
        outbox.c.objective == bindparam("of"),
        outbox.c.run == bindparam("during"),
        outbox.c.only_while_owed,
        outbox.c.state == "queued",
    )
    .values(state="cancelled", last_words=bindparam("reason"))
)
_OWED_BY_ONE = _OWED.where(outbox.c.organisation == bindparam("whose"))
_POST = unless_there(outbox, "key")
_FREE = {"lease_owner": None, "lease_until": None}


class OutboxRows(Rows):
    """The outbox."""

    def post(self, messages: Sequence[Message], at: datetime, message_domain: str) -> None:
        """Queue messages; one whose key was ever used is left out."""
        if messages:
            rows = [_row(message, at, message_domain) for message in messages]
            self._connection.execute(self._put(_POST), rows)

    def cancel_owed(self, objective: str, run: int, organisation: str, reason: str) -> int:
        """Cancel queued mail that only makes sense while this organisation owes its answer."""
        values = {"of": objective, "during": run, "whose": organisation, "reason": reason}
        return self._connection.execute(_OWED_BY_ONE, values).rowcount

    def cancel_run(self, objective: str, run: int, reason: str) -> int:
        """The same for all organisations: the run is over."""
        values = {"of": objective, "during": run, "reason": reason}
        return self._connection.execute(_OWED, values).rowcount

    def release_messages(self) -> int:
        """Take every lease away: for a start at which no worker can be alive."""
        freed = outbox.update().where(outbox.c.state == "claimed").values(state="queued", **_FREE)
        return self._connection.execute(freed).rowcount

    def claim_message(self, now: datetime, lease: timedelta, owner: str) -> StoredMessage | None:
        """Take one message that is due, or whose lease ended; commit before handing it over."""
        row = self._connection.execute(_NEXT, {"now": now}).one_or_none()
        if row is None:
            return None
        claim = {
            "state": "claimed",
            "lease_owner": owner,
            "lease_until": now + lease,
            "attempts": row.attempts + 1,
        }
        self._connection.execute(outbox.update().where(outbox.c.id == row.id).values(claim))
        return _stored({**row._mapping, **claim})

    def still_claimed(self, id: int, owner: str, now: datetime) -> bool:
        """Whether the lease still holds: ask just before DATA."""
        query = select(outbox.c.id).where(_MINE, outbox.c.lease_until > now)
        found = self._connection.execute(query, {"which": id, "owner": owner})
        return found.one_or_none() is not None

    def store_bytes(self, id: int, owner: str, data: bytes) -> None:
        """Keep what was rendered, once; Conflict when it was rendered or the lease was lost."""
        self._tell(id, owner, {"bytes": data}, outbox.c.bytes.is_(None))

    def mark_sent(self, id: int, owner: str, at: datetime, words: str = "") -> None:
        """The mail was handed over; Conflict when the lease was lost."""
        self._tell(id, owner, {"state": "sent", "sent_at": at, "last_words": words, **_FREE})

    def mark_cancelled(self, id: int, owner: str, reason: str) -> None:
        """The message makes no sense any more."""
        self._tell(id, owner, {"state": "cancelled", "last_words": reason, **_FREE})

    def defer(self, id: int, owner: str, until: datetime, words: str) -> None:
        """Try again later."""
        self._tell(id, owner, {"state": "queued", "due_at": until, "last_words": words, **_FREE})

    def mark_failed(self, id: int, owner: str, words: str) -> None:
        """It cannot be delivered."""
        self._tell(id, owner, {"state": "failed", "last_words": words, **_FREE})

    def _tell(self, id: int, owner: str, values: dict[str, Any], *unless: Any) -> None:
        told = outbox.update().where(_MINE, *unless).values(values)
        if self._connection.execute(told, {"which": id, "owner": owner}).rowcount != 1:
            raise Conflict(f"message {id}")

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
        query = select(*_LISTED).order_by(outbox.c.id.desc()).limit(limit)
        asked = {
            outbox.c.negotiation: negotiation,
            outbox.c.objective: objective,
            outbox.c.person: person,
            outbox.c.organisation: organisation,
        }
        query = query.where(*(column == value for column, value in asked.items() if value))
        if kinds:
            query = query.where(outbox.c.kind.in_(kinds))
        if states:
            query = query.where(outbox.c.state.in_([state.value for state in states]))
        if before is not None:
            query = query.where(outbox.c.id < before)
        return tuple(_stored(row._mapping) for row in self._connection.execute(query))

    def message(self, id: int) -> StoredMessage:
        """One message with its bytes; raises NotFound."""
        row = self._connection.execute(select(outbox).where(outbox.c.id == id)).one_or_none()
        if row is None:
            raise NotFound("message", str(id))
        return _stored(row._mapping)


def message_id(key: str, domain: str) -> str:
    """The Message-ID of a mail: it follows from the key, so a repeated mail is recognised."""
    return f"<{hashlib.sha256(key.encode()).hexdigest()[:40]}@{domain}>"


def _row(message: Message, at: datetime, domain: str) -> dict[str, Any]:
    return {
        "key": message.key,
        "kind": message.kind.value,
        "person": message.person,
        "negotiation": message.negotiation,
        "objective": message.objective,
        "organisation": message.organisation,
        "run": message.run,
        "only_while_owed": message.only_while_owed,
        "facts": dict(message.facts),
        "message_id": message_id(message.key, domain),
        "date": at,
        "state": "queued",
        "due_at": message.due_at or at,
        "attempts": 0,
        "last_words": "",
        "created_at": at,
    }


def _stored(row: Any) -> StoredMessage:
    return StoredMessage(
        id=row["id"],
        message=Message(
            key=row["key"],
            kind=Kind(row["kind"]),
            person=row["person"],
            facts=row["facts"],
            negotiation=row["negotiation"],
            objective=row["objective"],
            organisation=row["organisation"],
            run=row["run"],
            only_while_owed=row["only_while_owed"],
            due_at=row["due_at"],
        ),
        message_id=row["message_id"],
        date=row["date"],
        state=MessageState(row["state"]),
        due_at=row["due_at"],
        created_at=row["created_at"],
        attempts=row["attempts"],
        lease_owner=row["lease_owner"] or "",
        lease_until=row["lease_until"],
        bytes=row.get("bytes"),
        last_words=row["last_words"],
        sent_at=row["sent_at"],
    )
