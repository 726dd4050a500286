"""Commands about named concerns, and about endorsing that a proposal goes on."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RaiseConcern:
    """Name something that is to be settled before the objective goes on."""

    title: str
    words: str
    paragraphs: tuple[str, ...] = ()
    wording: str = ""
    resolve: str = ""
    organisation: str = ""


@dataclass(frozen=True, slots=True)
class ResolveConcern:
    """Say that a concern is resolved; who is not its author gives the reason."""

    number: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class WithdrawConcern:
    """Take back a concern of one's own organisation."""

    number: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ReopenConcern:
    """Open a concern of one's own organisation again, which somebody said is resolved."""

    number: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class EndorseProposal:
    """Endorse that the proposal goes on (CA/B Forum Bylaws 2.3); this is no position."""

    organisation: str = ""


@dataclass(frozen=True, slots=True)
class EndEndorsement:
    """Endorse it no longer."""

    organisation: str = ""


ConcernCommand = (
    RaiseConcern
    | ResolveConcern
    | WithdrawConcern
    | ReopenConcern
    | EndorseProposal
    | EndEndorsement
)
