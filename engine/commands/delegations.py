"""Commands about delegations: coming and going, seats, absences, credentials."""

from __future__ import annotations

from dataclasses import dataclass

from placet.engine.model import CredentialKind, Role


@dataclass(frozen=True, slots=True)
class AccedeToNegotiation:
    """Take the seat to which an organisation was invited; the secretariat says why it enters it."""

    organisation: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class DeclineInvitation:
    """Not take the seat to which an organisation was invited."""

    organisation: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class LeaveNegotiation:
    """Leave the table.  The rosters of open ballots stay as they are."""

    organisation: str
    reason: str


@dataclass(frozen=True, slots=True)
class ChangeSeat:
    """Give a seat other classes, another weight, or make its holder an observer or no observer."""

    organisation: str
    classes: tuple[str, ...]
    weight: int
    observer: bool
    reason: str


@dataclass(frozen=True, slots=True)
class EndOfficer:
    """Let a person no longer hold an office; never the last secretariat."""

    person: str
    role: Role
    reason: str = ""


@dataclass(frozen=True, slots=True)
class RecordAbsence:
    """Somebody is away from the day `first` to the day `last` (2027-03-01), a deputy stands in."""

    person: str
    organisation: str
    first: str
    last: str
    deputy: str


@dataclass(frozen=True, slots=True)
class CancelAbsence:
    """An absence does not take place, or ends now."""

    number: int


@dataclass(frozen=True, slots=True)
class RecordCredential:
    """Credentials or full powers that the secretariat has seen; days as 2027-03-01."""

    organisation: str
    person: str
    kind: CredentialKind
    dated: str
    valid_until: str = ""
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class EndCredential:
    """A paper no longer speaks for the person: withdrawn, replaced, entered by mistake."""

    number: int
    reason: str


DelegationCommand = (
    AccedeToNegotiation
    | DeclineInvitation
    | LeaveNegotiation
    | ChangeSeat
    | EndOfficer
    | RecordAbsence
    | CancelAbsence
    | RecordCredential
    | EndCredential
)
