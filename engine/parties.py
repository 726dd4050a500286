"""The nouns of the table: organisations, people, and who acts for whom in which office."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from placet.engine.beginnings import NOTHING_YET, Beginnings
from placet.engine.delegations import Absence, Credential
from placet.engine.groups import Group
from placet.engine.links import Link
from placet.engine.meetings import Meeting
from placet.engine.proxies import Proxy


class Role(StrEnum):
    """An office in a negotiation."""

    SECRETARIAT = "secretariat"
    CHAIR = "chair"


class Capacity(StrEnum):
    """In what capacity a delegate acts for an organisation."""

    HEAD = "head_of_delegation"
    FOCAL_POINT = "focal_point"
    ALTERNATE = "alternate"
    DRAFTER = "drafter"
    OBSERVER = "observer"


SUBMITTING = frozenset({Capacity.HEAD, Capacity.FOCAL_POINT, Capacity.ALTERNATE})
"""Capacities that bind the organisation: only these submit positions and comments."""


RANK = tuple(Capacity)
"""Capacities, the one that binds most first."""

LEADING = frozenset({Capacity.HEAD, Capacity.FOCAL_POINT})
"""Capacities that answer for their organisation's own delegation: who joins it, who leaves."""


class Participation(StrEnum):
    """How an organisation stands to the table.

    Only who is seated takes part.  Who declined or left reads on, and acts no more.
    """

    SEATED = "seated"
    INVITED = "invited"
    DECLINED = "declined"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class Organisation:
    """An international organisation, state or body."""

    code: str
    name: str
    mandate: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who may sign in.  `administrator` opens negotiations and registers organisations."""

    id: str
    name: str
    email: str
    zone: str = "UTC"
    language: str = "en"
    administrator: bool = False


@dataclass(frozen=True, slots=True)
class Participant:
    """An organisation at the table, with the classes and integer weight its seat carries.

    An `observer` sees everything and never counts.  `answer_by` is when an invitation should be
    answered; `changed_at` and `reason` belong to the last change of `state` or seat.
    """

    organisation: str
    classes: tuple[str, ...] = ()
    weight: int = 1
    observer: bool = False
    state: Participation = Participation.SEATED
    answer_by: datetime | None = None
    changed_at: datetime | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Delegate:
    """A person who acts for one organisation in one negotiation, from `since` to `until`."""

    person: str
    organisation: str
    capacity: Capacity
    since: datetime
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Officer:
    """A person who holds an office in one negotiation."""

    person: str
    role: Role


@dataclass(frozen=True, slots=True)
class AnswerTemplate:
    """Words that answers to comments are often given in, with ((placeholders)), by a title."""

    title: str
    words: str


@dataclass(frozen=True, slots=True)
class Negotiation:
    """The table: who sits at it, who serves it, by which workflow it proceeds.

    `symbol` names it in addresses and mail subjects; `zone` is the IANA zone in which its
    deadlines are set and first shown; `groups` are those that there are now, `proxies` all that
    were ever offered; `version` counts its changes.  `body` is the standing body that it was
    opened for; `observers_comment` says whether observers may comment here.
    """

    symbol: str
    title: str
    purpose: str
    zone: str
    workflow: str
    workflow_version: int
    opened_at: datetime
    contact: str = ""
    participants: tuple[Participant, ...] = ()
    delegates: tuple[Delegate, ...] = ()
    officers: tuple[Officer, ...] = ()
    groups: tuple[Group, ...] = ()
    proxies: tuple[Proxy, ...] = ()
    beginnings: Beginnings = NOTHING_YET
    links: tuple[Link, ...] = ()
    links_made: int = 0
    answer_templates: tuple[AnswerTemplate, ...] = ()
    version: int = 0
    meetings: tuple[Meeting, ...] = ()
    body: str = ""
    observers_comment: bool = False
    absences: tuple[Absence, ...] = ()
    credentials: tuple[Credential, ...] = ()


def at_the_table(negotiation: Negotiation) -> tuple[str, ...]:
    """The organisations that sit at the table, observers included, in the order of the table."""
    return tuple(
        p.organisation for p in negotiation.participants if p.state is Participation.SEATED
    )


def seated(negotiation: Negotiation) -> tuple[str, ...]:
    """The organisations that may hold a seat: at the table, and no observers."""
    return tuple(
        p.organisation
        for p in negotiation.participants
        if p.state is Participation.SEATED and not p.observer
    )


def outside(negotiation: Negotiation) -> frozenset[str]:
    """The organisations that left, declined, or have not taken their seat (again): none acts."""
    return frozenset(
        p.organisation for p in negotiation.participants if p.state is not Participation.SEATED
    )


def participant_of(negotiation: Negotiation, organisation: str | None) -> Participant | None:
    """How the organisation stands to the table; None where it was never invited."""
    mine = (p for p in negotiation.participants if p.organisation == organisation)
    return next(mine, None)
