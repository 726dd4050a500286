"""Commands about a table: who sits at it, who serves it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from placet.engine.commands.answer_templates import AnswerTemplateCommand
from placet.engine.commands.beginnings import BeginningCommand
from placet.engine.commands.board import SendDigests
from placet.engine.commands.delegations import DelegationCommand
from placet.engine.commands.groups import GroupCommand
from placet.engine.commands.links import LinkCommand
from placet.engine.commands.meetings import MeetingCommand
from placet.engine.commands.proxies import ProxyCommand
from placet.engine.model import Capacity, Role


@dataclass(frozen=True, slots=True)
class OpenNegotiation:
    """Open a table.  Whoever opens it becomes its first secretariat.

    With a `body`, its members are seated, and what is left empty here is as the body has it:
    zone (else UTC), workflow (else joint-objective), contact, and whether observers comment.
    """

    symbol: str
    title: str
    purpose: str
    zone: str = ""
    workflow: str = ""
    contact: str = ""
    body: str = ""
    observers_comment: bool | None = None


@dataclass(frozen=True, slots=True)
class InviteOrganisation:
    """Seat an organisation at the table, or ask it `to_accede` and seat it when it does.

    Who declined or left may be invited again.
    """

    organisation: str
    classes: tuple[str, ...] = ()
    weight: int = 1
    observer: bool = False
    to_accede: bool = False
    answer_by: datetime | None = None


@dataclass(frozen=True, slots=True)
class AppointDelegate:
    """Let a person act for an organisation, `since` an instant (now) and `until` another (open).

    The person is named by id, or by the address under which they are registered.
    """

    person: str
    organisation: str
    capacity: Capacity = Capacity.FOCAL_POINT
    since: datetime | None = None
    until: datetime | None = None
    email: str = ""


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


TableCommand = OpenNegotiation | InviteOrganisation | AppointDelegate | EndDelegate | AppointOfficer
NegotiationCommand = (
    BeginningCommand
    | DelegationCommand
    | LinkCommand
    | TableCommand
    | SendDigests
    | GroupCommand
    | ProxyCommand
    | AnswerTemplateCommand
    | MeetingCommand
)
