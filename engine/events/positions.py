"""What happened to ballots and to what organisations hold in them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from placet.engine.events.groups import GroupSpoke
from placet.engine.model import (
    Awaiting,
    Ballot,
    BallotState,
    Position,
)


@dataclass(frozen=True, slots=True)
class BallotOpened:
    """A text was put forward: everything that decides is frozen in the ballot."""

    ballot: Ballot


@dataclass(frozen=True, slots=True)
class PositionRecorded:
    """An organisation took a position; it replaces an earlier one of the same ballot."""

    ballot: int
    position: Position


@dataclass(frozen=True, slots=True)
class PositionWithdrawn:
    """An organisation took its position back, or whoever cast it (`cast_by`) did."""

    ballot: int
    organisation: str
    by: str
    cast_by: str = ""


@dataclass(frozen=True, slots=True)
class PositionConfirmed:
    """An ad referendum position was confirmed."""

    ballot: int
    organisation: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class BallotClosed:
    """A ballot ended; `verdict` is the rule's full answer, as data, when it was evaluated."""

    ballot: int
    state: BallotState
    at: datetime
    passed: bool | None
    verdict: dict[str, Any]


@dataclass(frozen=True, slots=True)
class InstructionsAwaited:
    """An organisation said that it waits for instructions."""

    ballot: int
    organisation: str
    awaiting: Awaiting


@dataclass(frozen=True, slots=True)
class LatePositionRecorded:
    """What an organisation would have said was put on record after the deadline."""

    ballot: int
    position: Position


PositionEvent = (
    BallotOpened
    | PositionRecorded
    | PositionWithdrawn
    | PositionConfirmed
    | BallotClosed
    | GroupSpoke
    | InstructionsAwaited
    | LatePositionRecorded
)
