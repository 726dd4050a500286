"""Until when a stage lasts, as its file says it: a period, or counted from a meeting.

"4 weeks" is counted from the moment the stage is entered; "7 business days before the
meeting", "at the meeting" and "4 weeks after the meeting" from the instant of the meeting.
The days of a freeze do not count as business days on the way back, but a deadline that is
counted back from a meeting is never moved out of a freeze: its distance from the meeting is
what it promises, and a meeting often stands inside one (the IETF freezes expiry around its
meetings).  What is counted on from a meeting is a period like any other.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from placet.engine.deadlines.calendars import ORDINARY, Calendar
from placet.engine.deadlines.instants import (
    aware,
    before,
    check_zone,
    ends,
    in_time,
    last_minute,
    local_day,
    written,
)
from placet.engine.deadlines.periods import (
    AFTER_MEETING,
    AT_MEETING,
    BEFORE_MEETING,
    PERIOD_PATTERN,
    Period,
    parse_period,
)
from placet.engine.errors import N_, BadInput
from placet.engine.model import Deadline

TERM_PATTERN = rf"{PERIOD_PATTERN}({BEFORE_MEETING}|{AFTER_MEETING})?|{AT_MEETING}"
"""What a term looks like, for a schema: a period, or one counted from the meeting."""


@dataclass(frozen=True, slots=True)
class BeforeMeeting:
    """A deadline counted back from a meeting by a period; None is the meeting itself.

    ITU-T Resolution 1: consultation closes 7 working days before the meeting.
    """

    by: Period | None = None

    def __str__(self) -> str:
        return AT_MEETING if self.by is None else f"{self.by}{BEFORE_MEETING}"


@dataclass(frozen=True, slots=True)
class AfterMeeting:
    """A deadline counted on from a meeting, which may be over when the stage is entered.

    Rec. ITU-T A.8, 5.6: whoever asked for more time at the meeting has four weeks from its
    end.
    """

    by: Period

    def __str__(self) -> str:
        return f"{self.by}{AFTER_MEETING}"


Term = Period | BeforeMeeting | AfterMeeting
"""Until when a stage lasts: a period from its beginning, or counted from the meeting."""


def parse_term(text: str) -> Term:
    """A period, or "7 business days before (or after) the meeting", or "at the meeting"."""
    text = text.strip()
    if text == AT_MEETING:
        return BeforeMeeting()
    if text.endswith(BEFORE_MEETING):
        return BeforeMeeting(parse_period(text.removesuffix(BEFORE_MEETING)))
    if text.endswith(AFTER_MEETING):
        return AfterMeeting(parse_period(text.removesuffix(AFTER_MEETING)))
    return parse_period(text)


def needs_meeting(text: str | None) -> bool:
    """Whether a term, as a file writes it, is counted from the meeting; not where it is None."""
    return text is not None and text.endswith((AT_MEETING, BEFORE_MEETING, AFTER_MEETING))


def due(
    start: datetime,
    term: Term,
    zone: str,
    calendar: Calendar = ORDINARY,
    meeting: datetime | None = None,
) -> Deadline:
    """The deadline of a stage that is entered at `start`, whatever its term is counted from.

    Raises BadInput where the term needs a meeting and none is set, or where what is counted
    from the meeting is past already.
    """
    if isinstance(term, Period):
        return ends(start, term, zone, calendar)
    if isinstance(term, AfterMeeting):
        deadline = after_meeting(term, meeting, zone, calendar)
    else:
        deadline = before_meeting(term, meeting, zone, calendar)
    if not in_time(start, deadline):
        raise BadInput(
            "meeting",
            N_("The deadline ({term}) was {deadline}, which is past."),
            N_("Set a later meeting, or set a deadline of your own."),
            term=str(term),
            deadline=written(deadline.at),
        )
    return deadline


def before_meeting(
    term: BeforeMeeting, meeting: datetime | None, zone: str, calendar: Calendar = ORDINARY
) -> Deadline:
    """The deadline that is counted back from a meeting.

    Hours are exact; everything else ends at 23:59 of the day that lies so far before the
    meeting's day.  ITU-T TAP: 7 working days before a meeting that begins on Tuesday
    the 16th is 23:59 on Friday the 5th.
    """
    at = Deadline(_begins(term, meeting), check_zone(zone))
    if term.by is None:
        return at
    if term.by.unit == "hours":
        return Deadline(before(at, term.by, calendar), zone)
    return last_minute(local_day(Deadline(before(at, term.by, calendar), zone)), zone)


def after_meeting(
    term: AfterMeeting, meeting: datetime | None, zone: str, calendar: Calendar = ORDINARY
) -> Deadline:
    """The deadline that is counted on from a meeting, as any period is from its beginning."""
    return ends(_begins(term, meeting), term.by, zone, calendar)


def _begins(term: Term, meeting: datetime | None) -> datetime:
    """When the meeting is (UTC), if it is set."""
    if meeting is None:
        raise BadInput(
            "meeting",
            N_("The deadline is {term}, and no meeting is set."),
            N_("Set when the meeting begins, or set a deadline of your own."),
            term=str(term),
        )
    return aware(meeting).astimezone(UTC)
