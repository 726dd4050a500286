"""Commands about the meetings of a table."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from placet.engine.meetings import AgendaItem, Attendance, ItemMinutes, QuorumRule


@dataclass(frozen=True, slots=True)
class PlanMeeting:
    """Call a meeting; items are numbered in the order in which they stand."""

    title: str
    place: str
    begins: datetime
    ends: datetime
    zone: str = ""
    agenda: tuple[AgendaItem, ...] = ()
    quorum: QuorumRule = field(default_factory=QuorumRule)


@dataclass(frozen=True, slots=True)
class MoveMeeting:
    """Say another time or place; deadlines of objectives that follow the meeting move too."""

    meeting: int
    begins: datetime
    ends: datetime
    place: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ChangeAgenda:
    """Put another agenda in place.

    Before the opening all items are numbered anew; afterwards an item keeps its number, and
    one with the number 0 is new.
    """

    meeting: int
    agenda: tuple[AgendaItem, ...]


@dataclass(frozen=True, slots=True)
class OpenMeeting:
    """Open the meeting."""

    meeting: int


@dataclass(frozen=True, slots=True)
class Arrival:
    """An organisation that is in the room now."""

    organisation: str
    capacity: Attendance = Attendance.HEAD


@dataclass(frozen=True, slots=True)
class NotePresence:
    """Note who came into the room and who left it, now or at an earlier instant."""

    meeting: int
    arrived: tuple[Arrival, ...] = ()
    left: tuple[str, ...] = ()
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class NoteDecision:
    """Note what was decided under an item.

    Without a quorum it is noted only with the reason why it stands.
    """

    meeting: int
    item: int
    words: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class CloseMeeting:
    """Close the meeting; whoever is in the room leaves it."""

    meeting: int


@dataclass(frozen=True, slots=True)
class CancelMeeting:
    """Say that a planned meeting does not take place."""

    meeting: int
    reason: str


@dataclass(frozen=True, slots=True)
class PublishMinutes:
    """Publish the minutes of a closed meeting, in these words."""

    meeting: int
    opening: str = ""
    items: tuple[ItemMinutes, ...] = ()


MeetingCommand = (
    PlanMeeting
    | MoveMeeting
    | ChangeAgenda
    | OpenMeeting
    | NotePresence
    | NoteDecision
    | CloseMeeting
    | CancelMeeting
    | PublishMinutes
)
