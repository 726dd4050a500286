"""Meetings: their agenda, who is in the room, whether there is a quorum, what was decided.

Theory.  Presence is a list of stays: an organisation comes, in a capacity, and leaves; it may
come again.  Names of persons are not kept.  So who was in the room at any instant can be asked
later, and the quorum of a decision is that of the instant at which it was taken.

A quorum is a conjunction of up to three thresholds, each counted in organisations: a share of
the seats, a share of those that came to the meeting at all, a plain number.  Codex
Alimentarius, Rules of Procedure: a majority of the members attending, and not less than a fifth
of the membership or 25 members.  United Nations organs: a majority of the members for any
decision.  ITU-T A.8 and Resolution 1 count the Member States present.

An item keeps its number from the opening on, for the minutes and the evidence of positions
name it: "Meeting 3, 12 March 2027, item 4".
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from fractions import Fraction
from zoneinfo import ZoneInfo


class MeetingState(StrEnum):
    """Where a meeting stands."""

    PLANNED = "planned"
    OPEN = "open"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class Attendance(StrEnum):
    """In what capacity an organisation is in the room."""

    HEAD = "head"
    ALTERNATE = "alternate"


@dataclass(frozen=True, slots=True)
class Presence:
    """One stay of an organisation in the room, from `arrived` until just before `left`."""

    organisation: str
    arrived: datetime
    left: datetime | None = None
    capacity: Attendance = Attendance.HEAD


@dataclass(frozen=True, slots=True)
class QuorumRule:
    """What must be present: all three thresholds, each met or not asked for.

    `share` of the seats (`strict`: more than that), `at_least` so many organisations, and more
    than `attending` of those that came to the meeting at all.
    """

    share: Fraction = Fraction(1, 2)
    strict: bool = True
    at_least: int = 0
    attending: Fraction | None = None


NO_QUORUM = QuorumRule(Fraction(0), strict=False)
"""Nobody need be present."""


@dataclass(frozen=True, slots=True)
class Quorum:
    """Whether there is one: how many are present of how many seats, and how many are needed."""

    present: int
    seats: int
    needed: int

    @property
    def met(self) -> bool:
        """Whether enough are present."""
        return self.present >= self.needed

    @property
    def short(self) -> int:
        """How many are missing."""
        return max(self.needed - self.present, 0)


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """An item of the agenda; `asked` is the decision that the meeting is asked to take."""

    number: int
    title: str
    objective: str | None = None
    paragraphs: tuple[str, ...] = ()
    asked: str = ""


@dataclass(frozen=True, slots=True)
class MeetingDecision:
    """What was decided under an item, in words, with the quorum of that instant.

    `without_quorum` is the reason for which it stands though too few were present.
    """

    number: int
    item: int
    words: str
    by: str
    at: datetime
    objective: str | None = None
    present: int = 0
    needed: int = 0
    without_quorum: str = ""


@dataclass(frozen=True, slots=True)
class ItemMinutes:
    """What the minutes say of one item."""

    item: int
    words: str


@dataclass(frozen=True, slots=True)
class Minutes:
    """The minutes as they were published: the words of the secretariat, item by item."""

    published_at: datetime
    by: str
    opening: str = ""
    items: tuple[ItemMinutes, ...] = ()


@dataclass(frozen=True, slots=True)
class Meeting:
    """A session of the negotiation; `zone` is where its times are said first."""

    number: int
    title: str
    place: str
    begins: datetime
    ends: datetime
    zone: str
    agenda: tuple[AgendaItem, ...] = ()
    quorum: QuorumRule = field(default_factory=QuorumRule)
    state: MeetingState = MeetingState.PLANNED
    presence: tuple[Presence, ...] = ()
    decisions: tuple[MeetingDecision, ...] = ()
    opened_at: datetime | None = None
    closed_at: datetime | None = None
    reason: str = ""
    minutes: Minutes | None = None
    moved: int = 0

    @property
    def running(self) -> bool:
        """Whether it may still change."""
        return self.state in (MeetingState.PLANNED, MeetingState.OPEN)


@dataclass(frozen=True, slots=True)
class Desk:
    """What the desk of a meeting shows in the room, and its minutes as they are being written.

    Nothing of it is an act on record; `changed` counts what was shown.
    """

    item: int = 0
    paragraph: str = ""
    opening: str = ""
    items: tuple[ItemMinutes, ...] = ()
    changed: int = 0


_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August"),
    *("September", "October", "November", "December"),
)


def evidence_of(meeting: Meeting, item: int) -> str:
    """What positions name as their evidence: Meeting 3, 12 March 2027, item 4.

    It is kept in the record, so it is said in one language, whoever enters it.
    """
    day = meeting.begins.astimezone(ZoneInfo(meeting.zone))
    date = f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
    return f"Meeting {meeting.number}, {date}, item {item}"


def item_of(meeting: Meeting, number: int) -> AgendaItem | None:
    """The item of that number."""
    return next((item for item in meeting.agenda if item.number == number), None)


def here(stay: Presence, at: datetime) -> bool:
    """Whether the stay holds at that instant."""
    return stay.arrived <= at and (stay.left is None or at < stay.left)


def present_at(meeting: Meeting, at: datetime) -> Mapping[str, Attendance]:
    """The organisations in the room at that instant, with their capacity."""
    return {stay.organisation: stay.capacity for stay in meeting.presence if here(stay, at)}


def attended(meeting: Meeting) -> tuple[str, ...]:
    """The organisations that came at all, in the order in which they came."""
    return tuple(dict.fromkeys(stay.organisation for stay in meeting.presence))


def least(share: Fraction, of: int, *, strict: bool) -> int:
    """The smallest whole number that is at least (or, `strict`, more than) the share."""
    exact = share * of
    whole = exact.numerator // exact.denominator
    return whole + 1 if strict or exact.denominator != 1 else whole


def needed(rule: QuorumRule, seats: int, attending: int) -> int:
    """How many must be present, of so many seats, when so many came at all."""
    found = [rule.at_least]
    if rule.share or rule.strict:
        found.append(least(rule.share, seats, strict=rule.strict))
    if rule.attending is not None:
        found.append(least(rule.attending, attending, strict=True))
    return max(found)


def present_last(meeting: Meeting) -> Mapping[str, Attendance]:
    """The organisations in the room when the meeting was closed."""
    return {s.organisation: s.capacity for s in meeting.presence if s.left == meeting.closed_at}


def quorum(meeting: Meeting, seats: Collection[str], at: datetime) -> Quorum:
    """The quorum at that instant; only organisations that may hold a seat count.

    Of a meeting that is over at that instant: the quorum with which it was closed.
    """
    over = meeting.closed_at is not None and at >= meeting.closed_at
    there = present_last(meeting) if over else present_at(meeting, at)
    present = sum(organisation in seats for organisation in there)
    came = sum(organisation in seats for organisation in attended(meeting))
    return Quorum(present, len(seats), needed(meeting.quorum, len(seats), came))


def left(
    presence: tuple[Presence, ...], who: Collection[str], at: datetime
) -> tuple[Presence, ...]:
    """The stays after these organisations left."""
    return tuple(
        Presence(s.organisation, s.arrived, at, s.capacity)
        if s.left is None and s.organisation in who
        else s
        for s in presence
    )
