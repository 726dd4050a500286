"""The nouns of the table: organisations, people, and who acts for whom in which office."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from placet.engine.beginnings import NOTHING_YET, Beginnings
from placet.engine.links import Link


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
    """An organisation at the table, with the classes and integer weight its seat carries."""

    organisation: str
    classes: tuple[str, ...] = ()
    weight: int = 1


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
class Negotiation:
    """The table: who sits at it, who serves it, by which workflow it proceeds.

    `symbol` names it in addresses and mail subjects; `zone` is the IANA zone in which its
    deadlines are set and first shown; `version` counts its changes.
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
    beginnings: Beginnings = NOTHING_YET
    links: tuple[Link, ...] = ()
    links_made: int = 0
    version: int = 0
