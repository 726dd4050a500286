"""Commands to the house: who is known to it, what it publishes."""

from __future__ import annotations

from dataclasses import dataclass

from placet.engine.bodies import Body
from placet.engine.published import DefinitionKind


@dataclass(frozen=True, slots=True)
class RegisterOrganisation:
    """Add an organisation to the installation."""

    code: str
    name: str
    mandate: str = ""


@dataclass(frozen=True, slots=True)
class InvitePerson:
    """Add a person who may sign in with a code mailed to `email`."""

    name: str
    email: str
    zone: str = "UTC"
    language: str = "en"
    administrator: bool = False
    person: str = ""


@dataclass(frozen=True, slots=True)
class PublishDefinition:
    """Publish a workflow or a rule for ever; `text` is its file, `note` says what is new."""

    kind: DefinitionKind
    text: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class EstablishBody:
    """Add a standing body to the installation; its `version` is not asked."""

    body: Body


@dataclass(frozen=True, slots=True)
class ChangeBody:
    """Put `body` in the place of what was known under its code; open tables stay as they are."""

    body: Body
    reason: str = ""


BodyCommand = EstablishBody | ChangeBody
RegistryCommand = RegisterOrganisation | InvitePerson
