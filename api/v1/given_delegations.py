"""What requests hold about delegations and bodies, with their limits."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StrictBool

from placet.api.v1.limits import (
    Body,
    Code,
    Codes,
    Day,
    Given,
    Id,
    Language,
    Note,
    Reasons,
    Title,
    Weight,
    Word,
    Zone,
)
from placet.engine import bodies
from placet.engine import commands as c
from placet.engine.model import CredentialKind, Role


class AnswerGiven(Given):
    """An organisation that takes its seat or declines; the secretariat says how it knows."""

    organisation: Code
    reason: Reasons = ""

    def acceding(self) -> c.AccedeToNegotiation:
        """The command to take the seat."""
        return c.AccedeToNegotiation(self.organisation, self.reason)

    def declining(self) -> c.DeclineInvitation:
        """The command to decline."""
        return c.DeclineInvitation(self.organisation, self.reason)


class LeavingGiven(Given):
    """An organisation that leaves the table, and why."""

    organisation: Code
    reason: Body

    def command(self) -> c.LeaveNegotiation:
        """The command."""
        return c.LeaveNegotiation(self.organisation, self.reason)


class SeatChangeGiven(Given):
    """What a seat carries from now on, and why."""

    organisation: Code
    classes: Codes = ()
    weight: Weight = 1
    observer: StrictBool = False
    reason: Body

    def command(self) -> c.ChangeSeat:
        """The command."""
        return c.ChangeSeat(
            self.organisation, self.classes, self.weight, self.observer, self.reason
        )


class OfficeEndGiven(Given):
    """A person who no longer holds an office."""

    person: Id
    role: Role
    reason: Reasons = ""

    def command(self) -> c.EndOfficer:
        """The command."""
        return c.EndOfficer(self.person, self.role, self.reason)


class AbsenceGiven(Given):
    """Somebody who is away from one day to another, and who stands in."""

    person: Id
    organisation: Code
    first: Day
    last: Day
    deputy: Id

    def command(self) -> c.RecordAbsence:
        """The command."""
        return c.RecordAbsence(self.person, self.organisation, self.first, self.last, self.deputy)


class CredentialGiven(Given):
    """A paper that was seen: whose, of what kind, its days, and where it is."""

    organisation: Code
    person: Id
    kind: CredentialKind
    dated: Day
    valid_until: Day | None = None
    evidence: Body

    def command(self) -> c.RecordCredential:
        """The command."""
        return c.RecordCredential(
            self.organisation,
            self.person,
            self.kind,
            self.dated,
            self.valid_until or "",
            self.evidence,
        )


class CredentialEndGiven(Given):
    """Why a paper no longer counts."""

    reason: Body

    def command(self, number: int) -> c.EndCredential:
        """The command."""
        return c.EndCredential(number, self.reason)


class MemberGiven(Given):
    """A member of a body."""

    organisation: Code
    classes: Codes = ()
    weight: Weight = 1
    observer: StrictBool = False

    def member(self) -> bodies.BodyMember:
        """The member."""
        return bodies.BodyMember(self.organisation, self.classes, self.weight, self.observer)


class BodyChangeGiven(Given):
    """A standing body as it is from now on; what is left out is empty."""

    name: Title
    purpose: Reasons = ""
    members: Annotated[tuple[MemberGiven, ...], Field(max_length=1_000)] = ()
    workflow: Word | None = None
    zone: Zone | None = None
    languages: Annotated[tuple[Language, ...], Field(max_length=50)] = ()
    observers_comment: StrictBool = False
    contact: Note = ""
    reason: Reasons = ""

    def body(self, code: str) -> bodies.Body:
        """The body under this code."""
        return bodies.Body(
            code,
            self.name,
            self.purpose,
            tuple(m.member() for m in self.members),
            self.workflow or "",
            self.zone or "",
            self.languages,
            self.observers_comment,
            self.contact,
        )


class BodyGiven(BodyChangeGiven):
    """A standing body to establish."""

    code: Code
