"""Commands about what organisations hold."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from placet.engine.model import Qualifier


@dataclass(frozen=True, slots=True)
class RecordPosition:
    """Record what an organisation holds on the ballot that was shown.

    `ballot` and `text_hash` are what the form displayed; `no_wording` says in so many
    words that an objection offers no text.
    """

    ballot: int
    text_hash: str
    kind: str
    reasons: str = ""
    paragraphs: tuple[str, ...] = ()
    wording: str = ""
    no_wording: bool = False
    resolve: str = ""
    qualifiers: tuple[Qualifier, ...] = ()
    reservation: str = ""
    confirm_by: datetime | None = None
    organisation: str = ""
    marks: tuple[str, ...] = ()
    pending: str = ""


@dataclass(frozen=True, slots=True)
class WithdrawPosition:
    """Take a position back before the deadline; the organisation then has none."""

    ballot: int
    organisation: str = ""


@dataclass(frozen=True, slots=True)
class ConfirmPosition:
    """Confirm a position that was given ad referendum."""

    ballot: int
    organisation: str = ""


@dataclass(frozen=True, slots=True)
class EnteredPosition:
    """What one organisation said elsewhere: in the room, by telephone, in a letter."""

    organisation: str
    kind: str
    reasons: str = ""
    paragraphs: tuple[str, ...] = ()
    wording: str = ""
    resolve: str = ""
    qualifiers: tuple[Qualifier, ...] = ()
    reservation: str = ""
    confirm_by: datetime | None = None
    marks: tuple[str, ...] = ()
    pending: str = ""


@dataclass(frozen=True, slots=True)
class EnterPositions:
    """Enter positions on behalf of organisations, all of them or none.

    `evidence` says where they stand (the minutes, a letter); each organisation is told and may
    correct its own until the deadline.
    """

    ballot: int
    text_hash: str
    evidence: str
    positions: tuple[EnteredPosition, ...]


@dataclass(frozen=True, slots=True)
class AwaitInstructions:
    """Say that the organisation waits for instructions: it has no position, and owes one.

    `expected` is the day on which they are expected, as an ISO date, "" where nobody knows.
    """

    ballot: int
    expected: str = ""
    organisation: str = ""


@dataclass(frozen=True, slots=True)
class RecordLatePosition:
    """Put on record, after the deadline, what the organisation would have said.

    It is never counted and changes nothing that was decided.
    """

    ballot: int
    kind: str
    reasons: str = ""
    organisation: str = ""


PositionCommand = (
    RecordPosition
    | WithdrawPosition
    | ConfirmPosition
    | EnterPositions
    | AwaitInstructions
    | RecordLatePosition
)
