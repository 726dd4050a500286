"""What requests hold: one model for each command about an objective, with its limits.

The models list their fields and refuse all others, so nothing can be set that a form does
not ask for; `command()` makes the engine's value of them.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StrictBool, StrictInt

from placet.api.v1.given_answers import ImplementedGiven
from placet.api.v1.limits import (
    Body,
    Code,
    Codes,
    Day,
    Given,
    Hash,
    Instant,
    MaybeCode,
    Note,
    Number,
    ParagraphId,
    Reasons,
    Word,
    Wording,
)
from placet.engine import commands as c
from placet.engine.model import CommentType, Disposition, Qualifier


class CommentGiven(Given):
    """A comment; `paragraph` is left out where it is on the whole text.

    `quotation` are the words that it is about, if not the whole paragraph.
    """

    type: CommentType
    body: Body
    paragraph: ParagraphId | None = None
    wording: Wording = ""
    organisation: MaybeCode = ""
    quotation: Wording = ""
    occurrence: Annotated[StrictInt, Field(ge=1, le=1_000)] = 1
    group: MaybeCode = ""

    def command(self) -> c.MakeComment:
        """The command."""
        return c.MakeComment(
            self.type,
            self.body,
            self.paragraph,
            self.wording,
            self.organisation,
            self.quotation,
            self.occurrence,
            self.group,
        )


class BatchGiven(Given):
    """Several comments of one organisation, made at once: all of them or none."""

    comments: Annotated[tuple[CommentGiven, ...], Field(min_length=1, max_length=2_000)]

    def command(self) -> c.SubmitComments:
        """The command."""
        return c.SubmitComments(tuple(given.command() for given in self.comments))


class NoCommentsGiven(Given):
    """An organisation that has no comments; left out: the asker's own."""

    organisation: MaybeCode = ""

    def command(self) -> c.StateNoComments:
        """The command."""
        return c.StateNoComments(self.organisation)


class CommentAnswerGiven(Given):
    """The answer to a comment; all but `accepted` need words.

    `implemented` is the wording that does what it asks for; `take_wording` puts what it proposes
    into the text, or `words` that were written against the version `base`.
    """

    disposition: Disposition
    response: Reasons = ""
    implemented: ImplementedGiven | None = None
    take_wording: StrictBool = False
    words: Wording = ""
    base: Number = 0

    def command(self, number: int) -> c.AnswerComment:
        """The command."""
        return c.AnswerComment(
            number,
            self.disposition,
            self.response,
            self.implemented.value() if self.implemented else None,
            self.take_wording,
            self.words,
            self.base,
        )


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
    qualifiers: Annotated[tuple[Qualifier, ...], Field(max_length=3)] = ()
    reservation: Reasons = ""
    confirm_by: Instant | None = None
    organisation: MaybeCode = ""
    marks: Annotated[tuple[Word, ...], Field(max_length=20)] = ()
    pending: Note = ""

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
            marks=self.marks,
            pending=self.pending,
        )


class SeatGiven(Given):
    """One seat of one ballot; the organisation may be left out: the asker's own."""

    ballot: Number
    organisation: MaybeCode = ""


class StepGiven(Given):
    """Why a step is taken, and what the next stage needs.

    `deadline` is where it does not run the usual time, `meeting` the instant from which its
    deadline is counted.
    """

    reason: Reasons = ""
    deadline: Instant | None = None
    meeting: Instant | None = None

    def command(self, step: str) -> c.TakeStep:
        """The command."""
        return c.TakeStep(step, self.reason, self.deadline, self.meeting)


class DeadlineGiven(Given):
    """Another deadline, and why."""

    deadline: Instant
    reason: Body

    def command(self) -> c.ChangeDeadline:
        """The command."""
        return c.ChangeDeadline(self.deadline, self.reason)


class MeetingGiven(Given):
    """When the meeting is from which deadlines are counted.

    `meeting` is the number of a meeting of the negotiation that begins then; when it is moved,
    the deadlines move with it.
    """

    at: Instant
    meeting: Number | None = None

    def command(self) -> c.ScheduleMeeting:
        """The command."""
        return c.ScheduleMeeting(self.at, self.meeting)


class ReviewerGiven(Given):
    """An organisation that is asked for an expert review, and by when."""

    organisation: Code
    due: Instant | None = None

    def command(self) -> c.NameReviewer:
        """The command."""
        return c.NameReviewer(self.organisation, self.due)


class FindingGiven(Given):
    """What a review found."""

    finding: Body
    organisation: MaybeCode = ""

    def command(self) -> c.GiveReview:
        """The command."""
        return c.GiveReview(self.finding, self.organisation)


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

    def command(self) -> c.RecordSignature:
        """The command."""
        return c.RecordSignature(self.organisation, self.signed_on)


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


class MoveGiven(Given):
    """The version of the procedure to follow from now on, and why."""

    version: Number
    reason: Body

    def command(self) -> c.MoveToVersion:
        """The command."""
        return c.MoveToVersion(self.version, self.reason)


class RemindersGiven(Given):
    """Whom to remind; left out: everybody who still owes an answer."""

    only: Codes = ()
