"""What the store hands out that is no noun of a negotiation: mail, timers, sessions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from placet.engine.messages import Message, Timer
from placet.engine.model import Position


class MessageState(StrEnum):
    """Where a message of the outbox stands."""

    QUEUED = "queued"
    CLAIMED = "claimed"
    SENT = "sent"
    CANCELLED = "cancelled"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class StoredMessage:
    """A message of the outbox.

    `date` and `message_id` are those of the mail; `bytes` are set once, when it is rendered;
    `last_words` is what the mail server said last, or why it was cancelled.
    """

    id: int
    message: Message
    message_id: str
    date: datetime
    state: MessageState
    due_at: datetime
    created_at: datetime
    attempts: int = 0
    lease_owner: str = ""
    lease_until: datetime | None = None
    bytes: bytes | None = None
    last_words: str = ""
    sent_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class LocalMail:
    """A mail in the local mailbox; lists leave `bytes` empty."""

    id: int
    message_id: str
    recipient: str
    subject: str
    delivered_at: datetime
    bytes: bytes = b""


@dataclass(frozen=True, slots=True)
class DueTimer:
    """A timer that was claimed; `id` is what `finish_timer` takes."""

    id: int
    timer: Timer


@dataclass(frozen=True, slots=True)
class HistoricPosition:
    """One line of the history of positions; a withdrawal has the kind `withdrawn`."""

    ballot: int
    position: Position

    @property
    def withdrawn(self) -> bool:
        """Whether this line takes the organisation's position back."""
        return self.position.kind == WITHDRAWN


WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Remembered:
    """The stored answer to a request that carried an idempotency key."""

    request_hash: str
    answer: Mapping[str, Any]
    at: datetime


@dataclass(frozen=True, slots=True)
class Session:
    """A browser that is signed in; `id` is the hash of what its cookie holds."""

    id: str
    person: str
    created_at: datetime
    expires_at: datetime
    last_seen_at: datetime


@dataclass(frozen=True, slots=True)
class SignIn:
    """An attempt to sign in: a code was mailed, or (without a person) nothing was."""

    id: str
    person: str | None
    browser: str
    created_at: datetime
    expires_at: datetime
    attempts: int = 0
    used_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Token:
    """A key for the API; `hash` is that of the secret, which nobody keeps."""

    hash: str
    person: str
    name: str
    created_at: datetime
    last_used_at: datetime | None = None
    revoked_at: datetime | None = None
