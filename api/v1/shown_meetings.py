"""What answers say of meetings."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import BeforeValidator

from placet.api.v1.asking import Shown
from placet.engine.meeting_views import MeetingView
from placet.engine.meetings import Attendance, Meeting, MeetingState

Share = Annotated[str, BeforeValidator(str)]


class QuorumRuleShown(Shown):
    """What must be present for a decision."""

    share: Share
    strict: bool
    at_least: int
    attending: Share | None


class QuorumShown(Shown):
    """Whether there is a quorum: how many are present of how many seats, how many are needed."""

    present: int
    seats: int
    needed: int
    met: bool


class AgendaItemShown(Shown):
    """An item of the agenda."""

    number: int
    title: str
    objective: str | None
    paragraphs: tuple[str, ...]
    asked: str


class PresenceShown(Shown):
    """One stay of an organisation in the room."""

    organisation: str
    capacity: Attendance
    arrived: datetime
    left: datetime | None


class DecisionShown(Shown):
    """What was decided under an item, and by how many it could be."""

    number: int
    item: int
    objective: str | None
    words: str
    at: datetime
    present: int
    needed: int
    without_quorum: str


class ItemMinutesShown(Shown):
    """What the minutes say of an item."""

    item: int
    words: str


class MinutesShown(Shown):
    """The minutes as they were published."""

    published_at: datetime
    opening: str
    items: tuple[ItemMinutesShown, ...]


class MeetingBrief(Shown):
    """A meeting in a list."""

    number: int
    title: str
    place: str
    begins: datetime
    ends: datetime
    zone: str
    state: MeetingState


class MeetingShown(MeetingBrief):
    """A meeting, whole; the quorum is that of now, or of the end of one that is over."""

    agenda: tuple[AgendaItemShown, ...]
    quorum_rule: QuorumRuleShown
    quorum: QuorumShown
    presence: tuple[PresenceShown, ...]
    decisions: tuple[DecisionShown, ...]
    opened_at: datetime | None
    closed_at: datetime | None
    reason: str
    minutes: MinutesShown | None

    @classmethod
    def of(cls, found: MeetingView) -> MeetingShown:
        """The meeting as an answer."""
        meeting: Meeting = found.meeting
        return cls(
            **MeetingBrief.model_validate(meeting).model_dump(),
            agenda=tuple(AgendaItemShown.model_validate(x) for x in meeting.agenda),
            quorum_rule=QuorumRuleShown(
                share=str(meeting.quorum.share),
                strict=meeting.quorum.strict,
                at_least=meeting.quorum.at_least,
                attending=None
                if meeting.quorum.attending is None
                else str(meeting.quorum.attending),
            ),
            quorum=QuorumShown.model_validate(found.quorum),
            presence=tuple(PresenceShown.model_validate(x) for x in meeting.presence),
            decisions=tuple(DecisionShown.model_validate(x) for x in meeting.decisions),
            opened_at=meeting.opened_at,
            closed_at=meeting.closed_at,
            reason=meeting.reason,
            minutes=None
            if meeting.minutes is None
            else MinutesShown.model_validate(meeting.minutes),
        )
