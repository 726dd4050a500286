"""What requests hold about meetings.

As in `given`, the models refuse whatever they do not list.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated

from pydantic import AfterValidator, Field, StrictBool, StringConstraints

from placet.api.v1.limits import (
    Body,
    Code,
    Codes,
    Given,
    Instant,
    MaybeCode,
    Note,
    Number,
    ParagraphId,
    Reasons,
    Title,
    Wording,
    Zone,
)
from placet.engine import commands as c
from placet.engine.meetings import AgendaItem, Attendance, ItemMinutes, QuorumRule


def _share(text: str) -> str:
    if not 0 <= Fraction(text) <= 1:
        raise ValueError("write a fraction from 0 to 1, such as 2/3")
    return text


Share = Annotated[
    str,
    StringConstraints(pattern=r"^(0|[1-9][0-9]{0,5})(/[1-9][0-9]{0,5})?$"),
    AfterValidator(_share),
]


class QuorumGiven(Given):
    """What must be present: a share of the seats, so many, a share of those that came."""

    share: Share = "1/2"
    strict: StrictBool = True
    at_least: Number = 0
    attending: Share | None = None

    def rule(self) -> QuorumRule:
        """The rule."""
        came = Fraction(self.attending) if self.attending is not None else None
        return QuorumRule(Fraction(self.share), self.strict, self.at_least, came)


class ItemGiven(Given):
    """An item of an agenda; the number 0 is given to a new one."""

    title: Title
    number: Number = 0
    objective: MaybeCode = ""
    paragraphs: Annotated[tuple[ParagraphId, ...], Field(max_length=1_000)] = ()
    asked: Reasons = ""

    def item(self) -> AgendaItem:
        """The item."""
        about = self.objective or None
        return AgendaItem(self.number, self.title, about, self.paragraphs, self.asked)


Items = Annotated[tuple[ItemGiven, ...], Field(max_length=200)]


class MeetingPlanGiven(Given):
    """A meeting to call."""

    title: Title
    begins: Instant
    ends: Instant
    place: Note = ""
    zone: Zone | None = None
    agenda: Items = ()
    quorum: QuorumGiven = QuorumGiven()

    def command(self) -> c.PlanMeeting:
        """The command."""
        agenda = tuple(item.item() for item in self.agenda)
        return c.PlanMeeting(
            self.title,
            self.place,
            self.begins,
            self.ends,
            self.zone or "",
            agenda,
            self.quorum.rule(),
        )


class MeetingMoveGiven(Given):
    """Another time or place."""

    begins: Instant
    ends: Instant
    place: Note = ""
    reason: Reasons = ""

    def command(self, meeting: int) -> c.MoveMeeting:
        """The command."""
        return c.MoveMeeting(meeting, self.begins, self.ends, self.place, self.reason)


class AgendaGiven(Given):
    """Another agenda."""

    agenda: Items

    def command(self, meeting: int) -> c.ChangeAgenda:
        """The command."""
        return c.ChangeAgenda(meeting, tuple(item.item() for item in self.agenda))


class ArrivalGiven(Given):
    """An organisation that came."""

    organisation: Code
    capacity: Attendance = Attendance.HEAD


class PresenceGiven(Given):
    """Who came and who left, now or at an earlier instant."""

    arrived: Annotated[tuple[ArrivalGiven, ...], Field(max_length=1_000)] = ()
    left: Codes = ()
    at: Instant | None = None

    def command(self, meeting: int) -> c.NotePresence:
        """The command."""
        came = tuple(c.Arrival(a.organisation, a.capacity) for a in self.arrived)
        return c.NotePresence(meeting, came, self.left, self.at)


class DecisionGiven(Given):
    """What was decided under an item; without a quorum with the reason why it stands."""

    item: Number
    words: Body
    reason: Reasons = ""

    def command(self, meeting: int) -> c.NoteDecision:
        """The command."""
        return c.NoteDecision(meeting, self.item, self.words, self.reason)


class CancelGiven(Given):
    """Why the meeting does not take place."""

    reason: Body

    def command(self, meeting: int) -> c.CancelMeeting:
        """The command."""
        return c.CancelMeeting(meeting, self.reason)


class ItemMinutesGiven(Given):
    """What the minutes say of an item."""

    item: Number
    words: Wording


class MinutesGiven(Given):
    """The minutes, in the words in which they are published."""

    opening: Wording = ""
    items: Annotated[tuple[ItemMinutesGiven, ...], Field(max_length=200)] = ()

    def command(self, meeting: int) -> c.PublishMinutes:
        """The command."""
        items = tuple(ItemMinutes(x.item, x.words) for x in self.items)
        return c.PublishMinutes(meeting, self.opening, items)
