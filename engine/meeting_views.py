"""What pages and the interface show of a meeting, scoped to one actor."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from placet.engine.agreements import Level
from placet.engine.meetings import AgendaItem, Desk, Meeting, Quorum
from placet.engine.views import NegotiationView, ObjectiveView


@dataclass(frozen=True, slots=True)
class AgreedThere:
    """Paragraphs of an objective, by their names, that were noted at a level in the meeting."""

    level: Level
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MeetingView:
    """One meeting; `agreed` says for each item what was noted of paragraphs while it was open.

    `quorum` is that of now, of a meeting that is over that of its last moment; `desk` is empty
    for whoever does not serve the meeting.
    """

    view: NegotiationView
    meeting: Meeting
    seats: tuple[str, ...]
    quorum: Quorum
    desk: Desk
    serves: bool
    agreed: Mapping[int, tuple[AgreedThere, ...]]


@dataclass(frozen=True, slots=True)
class RoomView:
    """What the room sees: an item, and the objective that it is about, if any.

    `mark` changes whenever something of it does.
    """

    symbol: str
    table: str
    meeting: Meeting
    quorum: Quorum
    item: AgendaItem | None
    paragraph: str
    objective: ObjectiveView | None
    mark: str
