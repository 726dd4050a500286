"""A meeting as a file for a calendar (RFC 5545), written by hand: it is one event.

Lines end in CR LF and are folded at 75 octets; text escapes what the format means.  The same
UID with a higher SEQUENCE moves the event in the reader's calendar.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from placet.engine.meetings import Meeting, MeetingState
from placet.engine.model import Negotiation

_LINE = 75


def calendar_file(negotiation: Negotiation, meeting: Meeting, base_url: str, now: datetime) -> str:
    """The file; `now` is when it was written."""
    lines = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Placet//Meetings//EN",
        "METHOD:PUBLISH",
        "BEGIN:VEVENT",
        *_event(negotiation, meeting, base_url, now),
        "END:VEVENT",
        "END:VCALENDAR",
    )
    return "".join(f"{part}\r\n" for line in lines for part in folded(line))


def _event(
    negotiation: Negotiation, meeting: Meeting, base_url: str, now: datetime
) -> Iterator[str]:
    address = f"{base_url}/negotiations/{negotiation.symbol}/meetings/{meeting.number}"
    host = base_url.split("//", 1)[-1].split("/", 1)[0].split(":", 1)[0]
    yield f"UID:{negotiation.symbol}-meeting-{meeting.number}@{host}"
    yield f"DTSTAMP:{_stamp(now)}"
    yield f"DTSTART:{_stamp(meeting.begins)}"
    yield f"DTEND:{_stamp(meeting.ends)}"
    cancelled = meeting.state is MeetingState.CANCELLED
    yield f"SEQUENCE:{meeting.moved + cancelled}"
    yield f"STATUS:{'CANCELLED' if cancelled else 'CONFIRMED'}"
    yield f"SUMMARY:{_text(f'{negotiation.symbol}: {meeting.title}')}"
    if meeting.place:
        yield f"LOCATION:{_text(meeting.place)}"
    items = [f"{item.number}. {item.title}" for item in meeting.agenda]
    yield f"DESCRIPTION:{_text(chr(10).join([negotiation.title, *items, address]))}"
    yield f"URL:{address}"


def _stamp(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _text(words: str) -> str:
    for plain, escaped in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        words = words.replace(plain, escaped)
    return words.replace("\r", "")


def folded(line: str) -> Iterator[str]:
    """The line in pieces of at most 75 octets, never inside a character."""
    piece, room = "", _LINE
    for char in line:
        size = len(char.encode())
        if size > room:
            yield piece
            piece, room = " ", _LINE - 1
        piece += char
        room -= size
    yield piece
