"""Commands about a table: who sits at it, who serves it."""

from __future__ import annotations

from dataclasses import dataclass

from placet.engine.commands.beginnings import BeginningCommand
from placet.engine.commands.links import LinkCommand
from placet.engine.model import Capacity, Role


@dataclass(frozen=True, slots=True)
class OpenNegotiation:
    """Open a table.  Whoever opens it becomes its first secretariat."""

    symbol: str
    title: str
    purpose: str
    zone: str = "UTC"
    workflow: str = "joint-objective"
    contact: str = ""


@dataclass(frozen=True, slots=True)
class InviteOrganisation:
    """Seat an organisation at the table."""

    organisation: str
    classes: tuple[str, ...] = ()
    weight: int = 1


@dataclass(frozen=True, slots=True)
class AppointDelegate:
    """Let a person act for an organisation."""

    person: str
    organisation: str
    capacity: Capacity = Capacity.FOCAL_POINT


@dataclass(frozen=True, slots=True)
class EndDelegate:
    """Let a person no longer act for an organisation."""

    person: str
    organisation: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class AppointOfficer:
    """Give a person an office in the negotiation."""

    person: str
    role: Role


NegotiationCommand = (
    BeginningCommand
    | LinkCommand
    | OpenNegotiation
    | InviteOrganisation
    | AppointDelegate
    | EndDelegate
    | AppointOfficer
)
