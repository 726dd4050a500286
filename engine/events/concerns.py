"""What happened to named concerns and to endorsements of a proposal.

`ballot` is the call whose rules of disclosure an event follows, 0 where everybody may see it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from placet.engine.concerns import Concern, ConcernState


@dataclass(frozen=True, slots=True)
class ConcernRaised:
    """An organisation named something that is to be settled."""

    concern: Concern
    ballot: int = 0


@dataclass(frozen=True, slots=True)
class ConcernEnded:
    """A concern was resolved or taken back; `ended_for` is "" where an office said so."""

    number: int
    organisation: str
    state: ConcernState
    by: str
    ended_for: str
    at: datetime
    reason: str = ""
    ballot: int = 0


@dataclass(frozen=True, slots=True)
class ConcernReopened:
    """Its author opened a concern again."""

    number: int
    organisation: str
    by: str
    at: datetime
    reason: str = ""
    ballot: int = 0


@dataclass(frozen=True, slots=True)
class ProposalEndorsed:
    """An organisation endorsed that the proposal goes on."""

    organisation: str
    by: str


@dataclass(frozen=True, slots=True)
class EndorsementEnded:
    """An organisation endorses it no longer."""

    organisation: str
    by: str


ConcernEvent = ConcernRaised | ConcernEnded | ConcernReopened | ProposalEndorsed | EndorsementEnded
