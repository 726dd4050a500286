"""What happened to delegations: who came and went, who is away, what papers were seen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from placet.engine.delegations import Absence, Credential
from placet.engine.parties import Role


@dataclass(frozen=True, slots=True)
class OrganisationAcceded:
    """An invited organisation took its seat."""

    organisation: str
    at: datetime
    reason: str = ""


@dataclass(frozen=True, slots=True)
class InvitationDeclined:
    """An invited organisation did not take its seat."""

    organisation: str
    at: datetime
    reason: str = ""


@dataclass(frozen=True, slots=True)
class OrganisationLeft:
    """An organisation left the table."""

    organisation: str
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class SeatChanged:
    """A seat has other classes or another weight, or its holder became or is no observer."""

    organisation: str
    classes: tuple[str, ...]
    weight: int
    observer: bool
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class OfficerEnded:
    """A person no longer holds an office."""

    person: str
    role: Role
    at: datetime
    reason: str = ""


@dataclass(frozen=True, slots=True)
class AbsenceRecorded:
    """Somebody will be away, and a deputy stands in."""

    absence: Absence


@dataclass(frozen=True, slots=True)
class AbsenceCancelled:
    """An absence does not take place, or ended early."""

    number: int
    at: datetime


@dataclass(frozen=True, slots=True)
class CredentialRecorded:
    """The secretariat has seen a paper."""

    credential: Credential


@dataclass(frozen=True, slots=True)
class CredentialEnded:
    """A paper no longer speaks for the person."""

    number: int
    at: datetime
    reason: str


DelegationEvent = (
    OrganisationAcceded
    | InvitationDeclined
    | OrganisationLeft
    | SeatChanged
    | OfficerEnded
    | AbsenceRecorded
    | AbsenceCancelled
    | CredentialRecorded
    | CredentialEnded
)
