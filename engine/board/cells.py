"""What a board tells of one organisation on one objective."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from placet.engine.model import Awaiting, Position


class CellState(StrEnum):
    """What a cell tells; the letter and the shape follow from it and from the position."""

    HELD = "held"
    STALE = "stale"
    OWED = "owed"
    AWAITING = "awaiting"
    NONE = "none"
    HIDDEN = "hidden"
    COMMENTED = "commented"
    NO_COMMENTS = "no_comments"
    NOT_ASKED = "not_asked"
    NOT_ENTITLED = "not_entitled"


@dataclass(frozen=True, slots=True)
class Cell:
    """What one objective says of one organisation.

    `version` is the text that a position is about, 0 without one; `asks` is what the
    organisation owes now ("position", "comment", "confirm", "" for nothing); `against` says
    that the position is negative or blocking in the ballot that is counted; `comments` how
    many it made in the present round; `awaiting` that it waits for instructions; `late` what it
    put on record after the deadline, which is never counted.
    """

    organisation: str
    objective: str
    state: CellState
    position: Position | None = None
    version: int = 0
    asks: str = ""
    against: bool = False
    comments: int = 0
    awaiting: Awaiting | None = None
    late: Position | None = None

    @property
    def at(self) -> datetime | None:
        """When the position was taken."""
        return self.position.at if self.position else None
