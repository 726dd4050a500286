"""What happened in the house and at a table: registrations, invitations, appointments."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from placet.engine.parties import Capacity, Organisation, Role
from placet.engine.published import DefinitionKind


@dataclass(frozen=True, slots=True)
class OrganisationRegistered:
    """An organisation was added to the installation."""

    organisation: Organisation


@dataclass(frozen=True, slots=True)
class PersonInvited:
    """A person may sign in; name and address are commitments to values kept elsewhere."""

    person: str
    name: str
    email: str
    zone: str
    language: str
    administrator: bool


@dataclass(frozen=True, slots=True)
class DefinitionPublished:
    """A workflow or a rule was published; `text` is its file, `hash` its SHA-256."""

    kind: DefinitionKind
    name: str
    version: int
    hash: str
    text: str
    note: str = ""


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


Registration = OrganisationRegistered | PersonInvited
RegistryEvent = Registration | DefinitionPublished
NegotiationEvent = (
    NegotiationOpened | OrganisationInvited | DelegateAppointed | DelegateEnded | OfficerAppointed
)
