"""Commands about answering for another organisation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from placet.engine.commands.groups import SpeakForGroup
from placet.engine.commands.positions import RecordPosition


@dataclass(frozen=True, slots=True)
class GiveProxy:
    """Offer another organisation to answer for one's own; in force once it accepts.

    `since` is now where it is not given; `objectives` are references, none for all of them.
    """

    holder: str
    until: datetime
    since: datetime | None = None
    objectives: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class AcceptProxy:
    """Accept to answer for the organisation that offered its proxy."""

    number: int


@dataclass(frozen=True, slots=True)
class DeclineProxy:
    """Decline a proxy that was offered."""

    number: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class EndProxy:
    """End a proxy, or take an offer back; what was recorded under it stays."""

    number: int
    reason: str


@dataclass(frozen=True, slots=True)
class DeclareCasting:
    """Note that a body casts for its members, and where that is laid down."""

    holder: str
    members: tuple[str, ...]
    evidence: str
    since: datetime | None = None
    until: datetime | None = None
    objectives: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EndCasting:
    """Let a body no longer cast for any of its members."""

    holder: str
    reason: str


@dataclass(frozen=True, slots=True)
class CastForMembers:
    """Record one position for each member that is present and has not answered itself.

    `position` is what is recorded for each of them; the organisation that it names is ignored.
    """

    position: RecordPosition
    present: tuple[str, ...]


ActingCommand = SpeakForGroup | CastForMembers
ProxyCommand = GiveProxy | AcceptProxy | DeclineProxy | EndProxy | DeclareCasting | EndCasting
