"""What happened in the house: registrations and publications."""

from __future__ import annotations

from dataclasses import dataclass

from placet.engine.bodies import Body
from placet.engine.parties import Organisation
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
class BodyEstablished:
    """A standing body was added to the installation."""

    body: Body


@dataclass(frozen=True, slots=True)
class BodyChanged:
    """A standing body has other members or defaults."""

    body: Body
    reason: str = ""


BodyEvent = BodyEstablished | BodyChanged
Registration = OrganisationRegistered | PersonInvited
RegistryEvent = Registration | BodyEvent | DefinitionPublished
