"""Who is told of meetings: everybody with a part in the negotiation, each person once.

The agenda goes with the call; what was decided goes with the minutes.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from placet.engine import events as e
from placet.engine.acting import serving
from placet.engine.codec import instant
from placet.engine.decide.meetings import meeting_of
from placet.engine.meetings import Meeting
from placet.engine.messages import Json, Kind, Message
from placet.engine.model import Negotiation


def meetings_told(
    negotiation: Negotiation, events: tuple[e.NegotiationEvent, ...], now: datetime
) -> tuple[Message, ...]:
    """The messages that events about meetings cause."""
    made: list[Message] = []
    for event in events:
        match event:
            case e.MeetingPlanned():
                kind, number, more = Kind.MEETING_CALLED, event.meeting.number, _nothing()
            case e.MeetingMoved():
                more = {"was": instant(event.was), "reason": event.reason}
                kind, number = Kind.MEETING_MOVED, event.number
            case e.MeetingCancelled():
                kind, number, more = Kind.MEETING_CANCELLED, event.number, _nothing()
                more["reason"] = event.reason
            case e.MinutesPublished():
                kind, number, more = Kind.MINUTES_PUBLISHED, event.number, _nothing()
            case _:
                continue
        meeting = meeting_of(negotiation, number)
        facts = {**_facts(negotiation, meeting), **more}
        made += _to_all(negotiation, kind, facts, now)
    return tuple(made)


def _nothing() -> dict[str, Json]:
    return {}


def _facts(negotiation: Negotiation, meeting: Meeting) -> dict[str, Json]:
    agenda: list[Json] = [
        {"label": str(item.number), "change": item.title} for item in meeting.agenda
    ]
    decisions: list[Json] = [{"label": str(d.item), "change": d.words} for d in meeting.decisions]
    return {
        "path": f"/negotiations/{negotiation.symbol}/meetings/{meeting.number}",
        "symbol": negotiation.symbol,
        "negotiation": negotiation.title,
        "contact": negotiation.contact,
        "meeting": meeting.number,
        "title": meeting.title,
        "place": meeting.place,
        "begins": instant(meeting.begins),
        "ends": instant(meeting.ends),
        "zone": meeting.zone,
        "agenda": agenda,
        "decisions": decisions,
    }


def _to_all(
    negotiation: Negotiation, kind: Kind, facts: dict[str, Json], now: datetime
) -> Iterator[Message]:
    number = facts["meeting"]
    for person, organisation, capacity in _everybody(negotiation, now):
        key = f"{negotiation.symbol}/{negotiation.version}/{kind.value}/{number}/{person}"
        said = {**facts, "organisation": organisation, "capacity": capacity}
        yield Message(key, kind, person, said, negotiation.symbol, None, organisation or None)


def _everybody(negotiation: Negotiation, now: datetime) -> Iterator[tuple[str, str, str]]:
    """Every person with a part, once: (person, organisation, capacity)."""
    seen: set[str] = set()
    for d in negotiation.delegates:
        if serving(d, now) and d.person not in seen:
            seen.add(d.person)
            yield d.person, d.organisation, d.capacity.value
    for officer in negotiation.officers:
        if officer.person not in seen:
            seen.add(officer.person)
            yield officer.person, "", officer.role.value
