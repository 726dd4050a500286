"""What the meetings of a table become when something has happened to one of them."""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from placet.engine import events as e
from placet.engine.meetings import Meeting, MeetingState, left
from placet.engine.model import Negotiation


def evolve_meetings(before: Negotiation, event: e.MeetingEvent) -> Negotiation:
    """The negotiation after the event."""
    if isinstance(event, e.MeetingPlanned):
        return replace(before, meetings=(*before.meetings, event.meeting))
    meetings = tuple(_after(m, event) if m.number == event.number else m for m in before.meetings)
    return replace(before, meetings=meetings)


def _after(m: Meeting, event: e.MeetingEvent) -> Meeting:
    match event:
        case e.MeetingPlanned():
            return event.meeting
        case e.MeetingMoved():
            new = replace(m, begins=event.begins, ends=event.ends, place=event.place)
            return replace(new, moved=m.moved + 1)
        case e.AgendaChanged():
            return replace(m, agenda=event.agenda)
        case e.MeetingOpened():
            return replace(m, state=MeetingState.OPEN, opened_at=event.at)
        case e.PresenceNoted():
            gone = left(m.presence, event.left, event.at)
            return replace(m, presence=(*gone, *event.arrived))
        case e.DecisionNoted():
            return replace(m, decisions=(*m.decisions, event.decision))
        case e.MeetingClosed():
            everybody = {stay.organisation for stay in m.presence}
            gone = left(m.presence, everybody, event.at)
            return replace(m, state=MeetingState.CLOSED, closed_at=event.at, presence=gone)
        case e.MeetingCancelled():
            return replace(m, state=MeetingState.CANCELLED, reason=event.reason)
        case e.MinutesPublished():
            return replace(m, minutes=event.minutes)
        case _:
            assert_never(event)
