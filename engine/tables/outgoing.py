"""What leaves the house and when: the outbox, the local mailbox, timers."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field

from placet.engine.messages import TimerKind
from placet.engine.tables.names import Row, both_or_neither, one_of


class OutboxRow(Row, table=True):
    """A message to one person; its key is never used again."""

    __tablename__ = "outbox"
    __table_args__ = (
        UniqueConstraint("key"),
        UniqueConstraint("message_id"),
        one_of("state", ("queued", "claimed", "sent", "cancelled", "failed")),
        both_or_neither("a_lease_has_an_owner_and_an_end", "lease_owner", "lease_until"),
        CheckConstraint("(state = 'sent') = (sent_at IS NOT NULL)", name="sent_at_an_instant"),
        CheckConstraint("state <> 'sent' OR bytes IS NOT NULL", name="what_was_sent_is_kept"),
        Index("ix_outbox_state_due_at", "state", "due_at"),
        Index("ix_outbox_objective_run_organisation", "objective", "run", "organisation"),
    )

    id: int | None = Field(default=None, primary_key=True)
    key: str
    kind: str
    person: str = Field(foreign_key="person.id", index=True)
    negotiation: str | None = Field(foreign_key="negotiation.symbol", index=True)
    objective: str | None = Field(foreign_key="objective.ref")
    organisation: str | None = Field(foreign_key="organisation.code")
    run: int | None
    only_while_owed: bool
    facts: dict[str, Any] = Field(sa_type=JSON)
    message_id: str
    date: datetime
    state: str
    due_at: datetime
    lease_until: datetime | None
    lease_owner: str | None
    attempts: int
    bytes: bytes | None
    last_words: str
    created_at: datetime
    sent_at: datetime | None


class MailboxRow(Row, table=True):
    """A mail that the local transport delivered."""

    __tablename__ = "mailbox"
    __table_args__ = (UniqueConstraint("message_id"),)

    id: int | None = Field(default=None, primary_key=True)
    message_id: str
    recipient: str = Field(index=True)
    subject: str
    bytes: bytes
    delivered_at: datetime


class TimerRow(Row, table=True):
    """Something that the clock has to do."""

    __tablename__ = "timer"
    __table_args__ = (
        UniqueConstraint("objective", "run", "kind", "step", "due_at", name="uq_timer_once"),
        one_of("kind", TimerKind),
        one_of("state", ("pending", "done", "cancelled")),
        CheckConstraint("(state = 'done') = (done_at IS NOT NULL)", name="done_at_an_instant"),
        Index("ix_timer_state_due_at", "state", "due_at"),
    )

    id: int | None = Field(default=None, primary_key=True)
    objective: str = Field(foreign_key="objective.ref")
    run: int
    kind: str
    step: str
    due_at: datetime
    state: str
    lease_until: datetime | None
    done_at: datetime | None
