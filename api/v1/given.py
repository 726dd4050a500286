"""What requests hold: one model for each command, with its limits.

The models list their fields and refuse all others, so nothing can be set that a form does
not ask for; `command()` makes the engine's value of them.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StrictBool, StrictInt

from placet.api.v1.limits import (
    Body,
    Code,
    Codes,
    Day,
    Email,
    Given,
    Hash,
    Id,
    Instant,
    Language,
    MaybeCode,
    Name,
    Note,
    Number,
    ParagraphId,
    Reasons,
    Symbol,
    Title,
    Weight,
    Word,
    Wording,
    Zone,
)
from placet.engine import commands as c
from placet.engine.model import Capacity, CommentType, Disposition, Qualifier, Role


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
    """A table to open; whoever opens it becomes its first secretariat."""

    symbol: Symbol
    title: Title
    purpose: Reasons
    zone: Zone = "UTC"
    workflow: Word = "joint-objective"
    contact: Note = ""

    def command(self) -> c.OpenNegotiation:
        """The command."""
        return c.OpenNegotiation(
            self.symbol, self.title, self.purpose, self.zone, self.workflow, self.contact
        )


class ParticipantGiven(Given):
    """An organisation to seat."""

    organisation: Code
    classes: Codes = ()
    weight: Weight = 1

    def command(self) -> c.InviteOrganisation:
        """The command."""
        return c.InviteOrganisation(self.organisation, self.classes, self.weight)


class DelegateGiven(Given):
    """A person to act for an organisation."""

    person: Id
    organisation: Code
    capacity: Capacity = Capacity.FOCAL_POINT

    def command(self) -> c.AppointDelegate:
        """The command."""
        return c.AppointDelegate(self.person, self.organisation, self.capacity)


class EndDelegateGiven(Given):
    """A person who no longer acts for an organisation."""

    person: Id
    organisation: Code
    reason: Reasons = ""

    def command(self) -> c.EndDelegate:
        """The command."""
        return c.EndDelegate(self.person, self.organisation, self.reason)


class OfficerGiven(Given):
    """An office and who holds it."""

    person: Id
    role: Role

    def command(self) -> c.AppointOfficer:
        """The command."""
        return c.AppointOfficer(self.person, self.role)


class CommentGiven(Given):
    """A comment; `paragraph` is left out where it is on the whole text."""

    type: CommentType
    body: Body
    paragraph: ParagraphId | None = None
    wording: Wording = ""
    organisation: MaybeCode = ""

    def command(self) -> c.MakeComment:
        """The command."""
        return c.MakeComment(self.type, self.body, self.paragraph, self.wording, self.organisation)


class NoCommentsGiven(Given):
    """An organisation that has no comments; left out: the asker's own."""

    organisation: MaybeCode = ""

    def command(self) -> c.StateNoComments:
        """The command."""
        return c.StateNoComments(self.organisation)


class CommentAnswerGiven(Given):
    """The answer to a comment; all but `accepted` need words."""

    disposition: Disposition
    response: Reasons = ""

    def command(self, number: int) -> c.AnswerComment:
        """The command."""
        return c.AnswerComment(number, self.disposition, self.response)


class WithdrawalGiven(Given):
    """Why a comment is taken back."""

    reason: Body

    def command(self, number: int) -> c.WithdrawComment:
        """The command."""
        return c.WithdrawComment(number, self.reason)


class PositionGiven(Given):
    """A position on the ballot that was shown: its number and the hash of its text."""

    ballot: Number
    text_hash: Hash
    kind: Word
    reasons: Reasons = ""
    paragraphs: Annotated[tuple[ParagraphId, ...], Field(max_length=200)] = ()
    wording: Wording = ""
    no_wording: StrictBool = False
    resolve: Reasons = ""
    qualifiers: Annotated[tuple[Qualifier, ...], Field(max_length=2)] = ()
    reservation: Reasons = ""
    confirm_by: Instant | None = None
    organisation: MaybeCode = ""

    def command(self) -> c.RecordPosition:
        """The command."""
        return c.RecordPosition(
            ballot=self.ballot,
            text_hash=self.text_hash,
            kind=self.kind,
            reasons=self.reasons,
            paragraphs=self.paragraphs,
            wording=self.wording,
            no_wording=self.no_wording,
            resolve=self.resolve,
            qualifiers=self.qualifiers,
            reservation=self.reservation,
            confirm_by=self.confirm_by,
            organisation=self.organisation,
        )


class SeatGiven(Given):
    """One seat of one ballot; the organisation may be left out: the asker's own."""

    ballot: Number
    organisation: MaybeCode = ""


class StepGiven(Given):
    """Why a step is taken, and until when the next stage runs where it is not the usual time."""

    reason: Reasons = ""
    deadline: Instant | None = None

    def command(self, step: str) -> c.TakeStep:
        """The command."""
        return c.TakeStep(step, self.reason, self.deadline)


class DeadlineGiven(Given):
    """Another deadline, and why."""

    deadline: Instant
    reason: Body

    def command(self) -> c.ChangeDeadline:
        """The command."""
        return c.ChangeDeadline(self.deadline, self.reason)


class RoundGiven(Given):
    """Why one more round is allowed."""

    reason: Body

    def command(self) -> c.ExtendRounds:
        """The command."""
        return c.ExtendRounds(self.reason)


class LeadsGiven(Given):
    """The organisations that lead from now on."""

    leads: Annotated[Codes, Field(min_length=1)]
    reason: Reasons = ""

    def command(self) -> c.HandOverLead:
        """The command."""
        return c.HandOverLead(self.leads, self.reason)


class SeatBackGiven(Given):
    """An observer that gets its seat back."""

    organisation: Code
    reason: Reasons = ""

    def command(self) -> c.AdmitOrganisation:
        """The command."""
        return c.AdmitOrganisation(self.organisation, self.reason)


class SignatureGiven(Given):
    """A signature that was reported."""

    organisation: Code
    signed_on: Day
    signatory: Note = ""

    def command(self) -> c.RecordSignature:
        """The command."""
        return c.RecordSignature(self.organisation, self.signed_on, self.signatory)


class EntryIntoForceGiven(Given):
    """The day on which the text takes effect."""

    on: Day

    def command(self) -> c.SetEntryIntoForce:
        """The command."""
        return c.SetEntryIntoForce(self.on)


class ReviewGiven(Given):
    """The instant at which the text comes up for review."""

    at: Instant

    def command(self) -> c.ScheduleReview:
        """The command."""
        return c.ScheduleReview(self.at)


class RemindersGiven(Given):
    """Whom to remind; left out: everybody who still owes an answer."""

    only: Codes = ()


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
