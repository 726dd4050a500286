"""What pages and the interface show of a meeting, scoped to one actor."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from placet.engine.agreements import Level
from placet.engine.meetings import AgendaItem, Desk, Meeting, Quorum
from placet.engine.model import Position
from placet.engine.statements import Statement
from placet.engine.views import NegotiationView, ObjectiveView


@dataclass(frozen=True, slots=True)
class AgreedThere:
    """Paragraphs of an objective, by their names, that were noted at a level in the meeting."""

    level: Level
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ItemThere:
    """What happened under an item, as far as everybody at the table may know it.

    What was noted of paragraphs while the meeting was open; the positions that were entered from
    it; what was stated meanwhile.
    """

    agreed: tuple[AgreedThere, ...] = ()
    positions: tuple[Position, ...] = ()
    stated: tuple[Statement, ...] = ()


@dataclass(frozen=True, slots=True)
class MeetingView:
    """One meeting; `happened` says for each item with an objective what happened under it.

    `quorum` is that of now, of a meeting that is over that of its last moment; `desk` is empty
    for whoever does not serve the meeting.
    """

    view: NegotiationView
    meeting: Meeting
    seats: tuple[str, ...]
    quorum: Quorum
    desk: Desk
    serves: bool
    happened: Mapping[int, ItemThere]


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
