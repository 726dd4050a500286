"""What happened at a table: its opening, invitations, appointments."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from placet.engine.events.answer_templates import AnswerTemplateEvent
from placet.engine.events.beginnings import BeginningEvent
from placet.engine.events.board import DigestsSent
from placet.engine.events.delegations import DelegationEvent
from placet.engine.events.groups import GroupEvent
from placet.engine.events.links import LinkEvent
from placet.engine.events.meetings import MeetingEvent
from placet.engine.events.proxies import ProxyEvent
from placet.engine.parties import Capacity, Participation, Role


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
    body: str = ""
    observers_comment: bool = False


@dataclass(frozen=True, slots=True)
class OrganisationInvited:
    """An organisation was seated, or asked to accede; once more where it was there before."""

    organisation: str
    classes: tuple[str, ...]
    weight: int
    observer: bool = False
    state: Participation = Participation.SEATED
    answer_by: datetime | None = None
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class DelegateAppointed:
    """A person acts for an organisation from `since`, to `until` if there is one."""

    person: str
    organisation: str
    capacity: Capacity
    since: datetime
    until: datetime | None = None


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


TableEvent = (
    NegotiationOpened | OrganisationInvited | DelegateAppointed | DelegateEnded | OfficerAppointed
)
NegotiationEvent = (
    BeginningEvent
    | DelegationEvent
    | LinkEvent
    | TableEvent
    | DigestsSent
    | GroupEvent
    | ProxyEvent
    | AnswerTemplateEvent
    | MeetingEvent
)
