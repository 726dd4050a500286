"""What a person or the clock may ask for: imperatives, each a frozen value.

A command says what is wanted, never who asks or when: the actor and the instant are
arguments of `decide`.  Whatever must be random (ids of persons) or counted by the
installation (references of objectives) is put into the command by the service.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from placet.engine.model import Capacity, CommentType, Disposition, Qualifier, Role
from placet.engine.published import DefinitionKind
from placet.engine.text import Origin, Text
from placet.engine.wording_commands import (
    AgreeParagraphs,
    AnswerTreatment,
    CosponsorAmendment,
    DissolvePackage,
    EndCosponsorship,
    EnteredAmendment,
    EnteredComment,
    EnterProposals,
    FormPackage,
    MergeAmendments,
    ProposeAmendment,
    ProposeTreatment,
    RecordTranslation,
    RefuseAmendment,
    ReopenAmendment,
    ReopenParagraphs,
    SettleBracket,
    UndoMerge,
    WithdrawAmendment,
    WordingCommand,
)

__all__ = [
    "AdmitOrganisation", "AgreeParagraphs", "AnswerComment", "AnswerTreatment", "AppointDelegate",
    "AppointOfficer", "ChangeDeadline", "CloseStage", "Command", "ConfirmPosition",
    "CosponsorAmendment", "DissolvePackage", "EarlierVersion", "EndCosponsorship", "EndDelegate",
    "EnterProposals", "EnteredAmendment", "EnteredComment",
    "ExtendRounds", "FormPackage", "GiveReview", "HandOverLead", "InviteOrganisation",
    "InvitePerson", "MakeComment", "MergeAmendments", "MoveToVersion", "NameReviewer",
    "NegotiationCommand", "ObjectiveCommand", "OpenNegotiation", "Propose", "ProposeAmendment",
    "ProposeTreatment", "PublishDefinition", "RecordPosition", "RecordSignature",
    "RecordTranslation", "RefuseAmendment", "RegisterOrganisation", "RegistryCommand",
    "ReopenAmendment", "ReopenParagraphs", "ReviseText", "ScheduleMeeting", "ScheduleReview",
    "SendReminders", "SetEntryIntoForce", "SettleBracket", "StateNoComments", "TakeStep",
    "UndoMerge", "WithdrawAmendment", "WithdrawComment", "WithdrawPosition", "WordingCommand",
]  # fmt: skip


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
class OpenNegotiation:
    """Open a table.  Whoever opens it becomes its first secretariat."""

    symbol: str
    title: str
    purpose: str
    zone: str = "UTC"
    workflow: str = "joint-objective"
    contact: str = ""


@dataclass(frozen=True, slots=True)
class InviteOrganisation:
    """Seat an organisation at the table."""

    organisation: str
    classes: tuple[str, ...] = ()
    weight: int = 1


@dataclass(frozen=True, slots=True)
class AppointDelegate:
    """Let a person act for an organisation."""

    person: str
    organisation: str
    capacity: Capacity = Capacity.FOCAL_POINT


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


@dataclass(frozen=True, slots=True)
class EarlierVersion:
    """A version that was negotiated before the objective came to Placet.

    `dated` is the date it bears, as an ISO date or in words; `origins` as in `ReviseText`.
    """

    text: Text
    dated: str = ""
    note: str = ""
    origins: Mapping[str, Origin] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Propose:
    """Propose a joint objective with its first text; opens the first stage.

    `earlier` are versions that a negotiation which began elsewhere has behind it, oldest
    first, each with the ids that `text` knows; `dated` is then the date that `text` bears.
    `origins` say which paragraphs come from other objectives.
    """

    title: str
    purpose: str
    text: Text
    minted: int
    leads: tuple[str, ...] = ()
    deadline: datetime | None = None
    ref: str = ""
    earlier: tuple[EarlierVersion, ...] = ()
    dated: str = ""
    origins: Mapping[str, Origin] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ReviseText:
    """Replace the working text.  `base` is the version that the author had before them.

    `origins` say of new paragraphs which ones they were split off or made of.
    """

    base: int
    text: Text
    minted: int
    note: str = ""
    editorial: bool = False
    origins: Mapping[str, Origin] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class MakeComment:
    """Comment on a paragraph, or on the whole text when `paragraph` is None.

    `quotation` are the words of the paragraph that it is about, if not all of them;
    `occurrence` says which, where they stand there several times.
    """

    type: CommentType
    body: str
    paragraph: str | None = None
    wording: str = ""
    organisation: str = ""
    quotation: str = ""
    occurrence: int = 1


@dataclass(frozen=True, slots=True)
class StateNoComments:
    """Say for an organisation that it has no comments in this round."""

    organisation: str = ""


@dataclass(frozen=True, slots=True)
class AnswerComment:
    """Give a comment its reasoned answer; a later answer replaces an earlier one."""

    number: int
    disposition: Disposition
    response: str = ""


@dataclass(frozen=True, slots=True)
class WithdrawComment:
    """Take back a comment of one's own organisation before it is answered."""

    number: int
    reason: str


@dataclass(frozen=True, slots=True)
class RecordPosition:
    """Record what an organisation holds on the ballot that was shown.

    `ballot` and `text_hash` are what the form displayed; `no_wording` says in so many
    words that an objection offers no text.
    """

    ballot: int
    text_hash: str
    kind: str
    reasons: str = ""
    paragraphs: tuple[str, ...] = ()
    wording: str = ""
    no_wording: bool = False
    resolve: str = ""
    qualifiers: tuple[Qualifier, ...] = ()
    reservation: str = ""
    confirm_by: datetime | None = None
    organisation: str = ""
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WithdrawPosition:
    """Take a position back before the deadline; the organisation then has none."""

    ballot: int
    organisation: str = ""


@dataclass(frozen=True, slots=True)
class ConfirmPosition:
    """Confirm a position that was given ad referendum."""

    ballot: int
    organisation: str = ""


@dataclass(frozen=True, slots=True)
class TakeStep:
    """Take a step of the workflow by its name.

    `deadline` and `meeting` belong to the stage that is entered; both may be left out.
    """

    step: str
    reason: str = ""
    deadline: datetime | None = None
    meeting: datetime | None = None


@dataclass(frozen=True, slots=True)
class CloseStage:
    """Close what the deadline (or the last answer) has closed, and let the clock decide."""


@dataclass(frozen=True, slots=True)
class ChangeDeadline:
    """Move the deadline of the present stage, telling everybody concerned."""

    deadline: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class ScheduleMeeting:
    """Say when the meeting is from which deadlines of this objective are counted."""

    at: datetime


@dataclass(frozen=True, slots=True)
class NameReviewer:
    """Ask an organisation for an expert review in this stage."""

    organisation: str
    due: datetime | None = None


@dataclass(frozen=True, slots=True)
class GiveReview:
    """Give the review that one's organisation was asked for."""

    finding: str
    organisation: str = ""


@dataclass(frozen=True, slots=True)
class ExtendRounds:
    """Allow one more round."""

    reason: str


@dataclass(frozen=True, slots=True)
class HandOverLead:
    """Name the organisations that lead the objective from now on."""

    leads: tuple[str, ...]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class AdmitOrganisation:
    """Give an observer of this objective its seat back, for ballots opened from now on."""

    organisation: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class RecordSignature:
    """Note that an organisation signed the adopted text (`signed_on` is an ISO date)."""

    organisation: str
    signed_on: str


@dataclass(frozen=True, slots=True)
class SetEntryIntoForce:
    """Note the date (ISO) on which the adopted text takes effect."""

    on: str


@dataclass(frozen=True, slots=True)
class ScheduleReview:
    """Set the instant at which the adopted text comes up for review."""

    at: datetime


@dataclass(frozen=True, slots=True)
class SendReminders:
    """Remind those who still owe an answer (the clock's command, or the secretariat's).

    The clock names the `run` it means and the reminder's step; a person reminds "by_hand",
    everybody who owes or `only` some of them.
    """

    step: str = "by_hand"
    only: tuple[str, ...] = ()
    run: int = 0


@dataclass(frozen=True, slots=True)
class MoveToVersion:
    """Let the objective follow another version of its workflow, where it stands."""

    version: int
    reason: str


RegistryCommand = RegisterOrganisation | InvitePerson
NegotiationCommand = (
    OpenNegotiation | InviteOrganisation | AppointDelegate | EndDelegate | AppointOfficer
)
ObjectiveCommand = (
    Propose
    | ReviseText
    | MakeComment
    | StateNoComments
    | AnswerComment
    | WithdrawComment
    | RecordPosition
    | WithdrawPosition
    | ConfirmPosition
    | TakeStep
    | CloseStage
    | ChangeDeadline
    | ScheduleMeeting
    | NameReviewer
    | GiveReview
    | ExtendRounds
    | HandOverLead
    | AdmitOrganisation
    | RecordSignature
    | SetEntryIntoForce
    | ScheduleReview
    | SendReminders
    | MoveToVersion
    | WordingCommand
)
Command = RegistryCommand | PublishDefinition | NegotiationCommand | ObjectiveCommand
