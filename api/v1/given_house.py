"""What requests hold about the house and its tables: organisations, people, seats, keys.

As in `given`, the models refuse whatever they do not list.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StrictBool, StrictInt

from placet.api.v1.limits import (
    Code,
    Codes,
    Email,
    Given,
    Id,
    Instant,
    Language,
    MaybeCode,
    MaybeEmail,
    MaybeId,
    Name,
    Note,
    Reasons,
    Symbol,
    Title,
    Weight,
    Word,
    Zone,
)
from placet.engine import commands as c
from placet.engine.links import LinkKind
from placet.engine.model import Capacity, Role


class OrganisationGiven(Given):
    """An organisation to register."""

    code: Code
    name: Title
    mandate: Reasons = ""

    def command(self) -> c.RegisterOrganisation:
        """The command."""
        return c.RegisterOrganisation(self.code, self.name, self.mandate)


class PersonGiven(Given):
    """A person who may sign in from now on."""

    name: Name
    email: Email
    zone: Zone = "UTC"
    language: Language = "en"
    administrator: StrictBool = False

    def command(self) -> c.InvitePerson:
        """The command."""
        return c.InvitePerson(self.name, self.email, self.zone, self.language, self.administrator)


class NegotiationGiven(Given):
    """A table to open; whoever opens it becomes its first secretariat.

    With `body`, its members are seated, and what is left out is as the body has it.
    """

    symbol: Symbol
    title: Title
    purpose: Reasons
    zone: Zone | None = None
    workflow: Word | None = None
    contact: Note = ""
    body: MaybeCode = ""
    observers_comment: StrictBool | None = None

    def command(self) -> c.OpenNegotiation:
        """The command."""
        return c.OpenNegotiation(
            self.symbol,
            self.title,
            self.purpose,
            self.zone or "",
            self.workflow or "",
            self.contact,
            self.body,
            self.observers_comment,
        )


class ParticipantGiven(Given):
    """An organisation to seat, or to ask `to_accede`; an `observer` never counts."""

    organisation: Code
    classes: Codes = ()
    weight: Weight = 1
    observer: StrictBool = False
    to_accede: StrictBool = False
    answer_by: Instant | None = None

    def command(self) -> c.InviteOrganisation:
        """The command."""
        return c.InviteOrganisation(
            self.organisation,
            self.classes,
            self.weight,
            self.observer,
            self.to_accede,
            self.answer_by,
        )


class DelegateGiven(Given):
    """A person to act for an organisation: by id, or by the address they are registered under."""

    person: MaybeId = ""
    organisation: Code
    capacity: Capacity = Capacity.FOCAL_POINT
    since: Instant | None = None
    until: Instant | None = None
    email: MaybeEmail = ""

    def command(self) -> c.AppointDelegate:
        """The command."""
        return c.AppointDelegate(
            self.person, self.organisation, self.capacity, self.since, self.until, self.email
        )


class EndDelegateGiven(Given):
    """A person who no longer acts for an organisation."""

    person: Id
    organisation: Code
    reason: Reasons = ""

    def command(self) -> c.EndDelegate:
        """The command."""
        return c.EndDelegate(self.person, self.organisation, self.reason)


class LinkGiven(Given):
    """Objectives (by reference) that hang together: a package, or alternatives."""

    kind: LinkKind
    title: Title
    objectives: Annotated[tuple[Symbol, ...], Field(min_length=2, max_length=50)]

    def command(self) -> c.LinkObjectives:
        """The command."""
        return c.LinkObjectives(self.kind, self.title, self.objectives)


class EndLinkGiven(Given):
    """Why a link is taken away."""

    reason: Reasons


class OfficerGiven(Given):
    """An office and who holds it."""

    person: Id
    role: Role

    def command(self) -> c.AppointOfficer:
        """The command."""
        return c.AppointOfficer(self.person, self.role)


class SignInGiven(Given):
    """Who wants to sign in."""

    email: Annotated[str, Field(min_length=3, max_length=254)]


class TokenGiven(Given):
    """A key for a program: with the code of a mail, or made by somebody who has a key."""

    name: Name
    signin: Id | None = None
    code: Annotated[str, Field(min_length=6, max_length=20)] | None = None


class ClockGiven(Given):
    """Where the demonstration's clock goes: to an instant, or on by so many seconds."""

    at: Instant | None = None
    advance: Annotated[StrictInt, Field(ge=1, le=400 * 86_400)] | None = None
