"""The forms of meetings: what is typed becomes times, an agenda and a quorum.

An agenda is rows (`title.0`, `objective.0`, `asked.0`, `number.0`, `place.0`).  A row without a
title is left out; the rows stand in the order of their places, which may be typed anew.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from placet.api.pages.acting import instant
from placet.engine.errors import N_, BadInput
from placet.engine.meetings import NO_QUORUM, AgendaItem, Meeting, QuorumRule
from placet.templates.dates import there

SPARE = 4
"""How many empty rows an agenda form offers."""
_ROW = re.compile(r"(title|objective|asked|number|place|paragraphs)\.([0-9]{1,3})", re.ASCII)

QUORUMS: Mapping[str, tuple[QuorumRule, str]] = {
    "half": (QuorumRule(), N_("More than half of the seats")),
    "third": (QuorumRule(Fraction(1, 3), strict=False), N_("One third of the seats")),
    "two_thirds": (QuorumRule(Fraction(2, 3), strict=False), N_("Two thirds of the seats")),
    "codex": (
        QuorumRule(Fraction(1, 5), strict=False, at_least=25, attending=Fraction(1, 2)),
        N_("Codex: a majority of those attending, a fifth of the seats, and 25"),
    ),
    "none": (NO_QUORUM, N_("None")),
}
"""The quorums that the form offers; the interface takes any."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of an agenda form, as typed."""

    title: str = ""
    objective: str = ""
    asked: str = ""
    number: str = ""
    place: str = ""
    paragraphs: str = ""


def rows_of(agenda: tuple[AgendaItem, ...]) -> tuple[Row, ...]:
    """The rows that show an agenda, and some spare ones."""
    rows = [
        Row(i.title, i.objective or "", i.asked, str(i.number), str(at), " ".join(i.paragraphs))
        for at, i in enumerate(agenda, 1)
    ]
    return (*rows, *(Row(place=str(len(rows) + n)) for n in range(1, SPARE + 1)))


def split(typed: Mapping[str, str]) -> tuple[tuple[Row, ...], dict[str, str]]:
    """The agenda rows that a form sent, and the rest."""
    rest = {name: value for name, value in typed.items() if not _ROW.fullmatch(name)}
    found: dict[int, dict[str, str]] = {}
    for name, value in typed.items():
        if met := _ROW.fullmatch(name):
            found.setdefault(int(met[2]), {})[met[1]] = value.strip()[:20_000]
    return tuple(Row(**found[at]) for at in sorted(found)), rest


def agenda_of(rows: tuple[Row, ...]) -> tuple[AgendaItem, ...]:
    """The agenda that the rows are."""
    kept = [(_place(row, at), at, row) for at, row in enumerate(rows, 1) if row.title]
    return tuple(
        AgendaItem(
            _whole(row.number),
            " ".join(row.title.split()),
            row.objective or None,
            tuple(row.paragraphs.split()),
            row.asked,
        )
        for _, _, row in sorted(kept, key=lambda x: x[:2])
    )


def _place(row: Row, at: int) -> int:
    return _whole(row.place) or at


def _whole(typed: str) -> int:
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 6 else 0


def times_of(given: Mapping[str, str], zone: str) -> tuple[datetime, datetime]:
    """When the meeting begins and ends; an end without a day is on the first one."""
    day = given.get("day", "")
    begins = instant(day, given.get("from", "") or "09:00", zone, "day")
    ends = instant(
        given.get("last_day", "") or day, given.get("until", "") or "18:00", zone, "until"
    )
    if begins is None or ends is None:
        raise BadInput("day", N_("The day is missing."), N_("Write the date as 2027-03-14."))
    return begins, ends


def quorum_of(given: Mapping[str, str]) -> QuorumRule:
    """The quorum that was chosen."""
    chosen = QUORUMS.get(given.get("quorum", "half"))
    if chosen is None:
        raise BadInput("quorum", N_("This quorum is not on offer."), N_("Choose one of the list."))
    return chosen[0]


def typed_times(meeting: Meeting) -> dict[str, str]:
    """The fields that show when and where a meeting is."""
    begins, ends = there(meeting.begins, meeting.zone), there(meeting.ends, meeting.zone)
    return {
        "day": f"{begins:%Y-%m-%d}",
        "from": f"{begins:%H:%M}",
        "last_day": f"{ends:%Y-%m-%d}",
        "until": f"{ends:%H:%M}",
        "place": meeting.place,
    }
