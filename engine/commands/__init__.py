"""What a person or the clock may ask for: imperatives, each a frozen value.

A command says what is wanted, never who asks or when: the actor and the instant are
arguments of `decide`.  Whatever must be random (ids of persons) or counted by the
installation (references of objectives) is put into the command by the service.
"""

from __future__ import annotations

from placet.engine.commands.comments import (
    AnswerComment,
    CommentCommand,
    MakeComment,
    StateNoComments,
    WithdrawComment,
)
from placet.engine.commands.concerns import (
    ConcernCommand,
    EndEndorsement,
    EndorseProposal,
    RaiseConcern,
    ReopenConcern,
    ResolveConcern,
    WithdrawConcern,
)
from placet.engine.commands.positions import (
    AwaitInstructions,
    ConfirmPosition,
    EnteredPosition,
    EnterPositions,
    PositionCommand,
    RecordLatePosition,
    RecordPosition,
    WithdrawPosition,
)
from placet.engine.commands.registry import (
    InvitePerson,
    PublishDefinition,
    RegisterOrganisation,
    RegistryCommand,
)
from placet.engine.commands.stages import (
    AdmitOrganisation,
    ChangeDeadline,
    CloseStage,
    EarlierVersion,
    ExtendRounds,
    GiveReview,
    HandOverLead,
    MoveToVersion,
    NameReviewer,
    Propose,
    RecordSignature,
    ReviseText,
    ScheduleMeeting,
    ScheduleReview,
    SendReminders,
    SetEntryIntoForce,
    StageCommand,
    TakeStep,
)
from placet.engine.commands.statements import (
    LiftReserve,
    MakeStatement,
    OverrideReserve,
    StatementCommand,
    WithdrawStatement,
)
from placet.engine.commands.table import (
    AppointDelegate,
    AppointOfficer,
    EndDelegate,
    InviteOrganisation,
    NegotiationCommand,
    OpenNegotiation,
)
from placet.engine.commands.wording import (
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
    "AdmitOrganisation",
    "AgreeParagraphs",
    "AnswerComment",
    "AnswerTreatment",
    "AppointDelegate",
    "AppointOfficer",
    "AwaitInstructions",
    "ChangeDeadline",
    "CloseStage",
    "Command",
    "CommentCommand",
    "ConcernCommand",
    "ConfirmPosition",
    "CosponsorAmendment",
    "DissolvePackage",
    "EarlierVersion",
    "EndCosponsorship",
    "EndDelegate",
    "EndEndorsement",
    "EndorseProposal",
    "EnterPositions",
    "EnterProposals",
    "EnteredAmendment",
    "EnteredComment",
    "EnteredPosition",
    "ExtendRounds",
    "FormPackage",
    "GiveReview",
    "HandOverLead",
    "InviteOrganisation",
    "InvitePerson",
    "LiftReserve",
    "MakeComment",
    "MakeStatement",
    "MergeAmendments",
    "MoveToVersion",
    "NameReviewer",
    "NegotiationCommand",
    "ObjectiveCommand",
    "OpenNegotiation",
    "OverrideReserve",
    "PositionCommand",
    "Propose",
    "ProposeAmendment",
    "ProposeTreatment",
    "PublishDefinition",
    "RaiseConcern",
    "RecordLatePosition",
    "RecordPosition",
    "RecordSignature",
    "RecordTranslation",
    "RefuseAmendment",
    "RegisterOrganisation",
    "RegistryCommand",
    "ReopenAmendment",
    "ReopenConcern",
    "ReopenParagraphs",
    "ResolveConcern",
    "ReviseText",
    "ScheduleMeeting",
    "ScheduleReview",
    "SendReminders",
    "SetEntryIntoForce",
    "SettleBracket",
    "StageCommand",
    "StateNoComments",
    "StatementCommand",
    "TakeStep",
    "UndoMerge",
    "WithdrawAmendment",
    "WithdrawComment",
    "WithdrawConcern",
    "WithdrawPosition",
    "WithdrawStatement",
    "WordingCommand",
]

ObjectiveCommand = (
    StageCommand
    | CommentCommand
    | PositionCommand
    | WordingCommand
    | StatementCommand
    | ConcernCommand
)
Command = RegistryCommand | PublishDefinition | NegotiationCommand | ObjectiveCommand
