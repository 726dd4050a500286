"""Commands about what organisations state beside their positions."""

from __future__ import annotations

from dataclasses import dataclass

from placet.engine.statements import StatementKind


@dataclass(frozen=True, slots=True)
class MakeStatement:
    """State something beside the position: on some paragraphs, or on the whole text."""

    kind: StatementKind
    words: str
    paragraphs: tuple[str, ...] = ()
    organisation: str = ""


@dataclass(frozen=True, slots=True)
class LiftReserve:
    """Lift a scrutiny reserve of one's own organisation."""

    number: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class OverrideReserve:
    """Go on although a scrutiny reserve is held; the reason is told to who holds it."""

    number: int
    reason: str


@dataclass(frozen=True, slots=True)
class WithdrawStatement:
    """Take back a statement of one's own organisation."""

    number: int
    reason: str = ""


StatementCommand = MakeStatement | LiftReserve | OverrideReserve | WithdrawStatement
