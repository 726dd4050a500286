"""What happened at a table: its opening, invitations, appointments."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from placet.engine.events.beginnings import BeginningEvent
from placet.engine.events.links import LinkEvent
from placet.engine.parties import Capacity, Role


@dataclass(frozen=True, slots=True)
class NegotiationOpened:
    """A table was opened."""

    symbol: str
    title: str
    purpose: str
    zone: str
    workflow: str
    workflow_version: int
    opened_at: datetime
    contact: str


@dataclass(frozen=True, slots=True)
class OrganisationInvited:
    """An organisation was seated."""

    organisation: str
    classes: tuple[str, ...]
    weight: int


@dataclass(frozen=True, slots=True)
class DelegateAppointed:
    """A person acts for an organisation from `since`."""

    person: str
    organisation: str
    capacity: Capacity
    since: datetime


@dataclass(frozen=True, slots=True)
class DelegateEnded:
    """A person no longer acts for an organisation from `until`."""

    person: str
    organisation: str
    until: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class OfficerAppointed:
    """A person holds an office."""

    person: str
    role: Role


NegotiationEvent = (
    BeginningEvent
    | LinkEvent
    | NegotiationOpened
    | OrganisationInvited
    | DelegateAppointed
    | DelegateEnded
    | OfficerAppointed
)
