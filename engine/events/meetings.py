"""What happened to the meetings of a table."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from placet.engine.meetings import AgendaItem, Meeting, MeetingDecision, Minutes, Presence


@dataclass(frozen=True, slots=True)
class MeetingPlanned:
    """A meeting was called."""

    meeting: Meeting


@dataclass(frozen=True, slots=True)
class MeetingMoved:
    """A meeting has another time or place; `was` is when it would have begun."""

    number: int
    begins: datetime
    ends: datetime
    place: str
    was: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class AgendaChanged:
    """A meeting has another agenda."""

    number: int
    agenda: tuple[AgendaItem, ...]


@dataclass(frozen=True, slots=True)
class MeetingOpened:
    """A meeting was opened."""

    number: int
    at: datetime


@dataclass(frozen=True, slots=True)
class PresenceNoted:
    """Organisations came into the room (`arrived`) or left it (`left`, at `at`)."""

    number: int
    at: datetime
    arrived: tuple[Presence, ...] = ()
    left: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DecisionNoted:
    """Something was decided under an item."""

    number: int
    decision: MeetingDecision


@dataclass(frozen=True, slots=True)
class MeetingClosed:
    """A meeting was closed."""

    number: int
    at: datetime


@dataclass(frozen=True, slots=True)
class MeetingCancelled:
    """A meeting does not take place."""

    number: int
    reason: str


@dataclass(frozen=True, slots=True)
class MinutesPublished:
    """The minutes of a meeting were published."""

    number: int
    minutes: Minutes


MeetingEvent = (
    MeetingPlanned
    | MeetingMoved
    | AgendaChanged
    | MeetingOpened
    | PresenceNoted
    | DecisionNoted
    | MeetingClosed
    | MeetingCancelled
    | MinutesPublished
)
