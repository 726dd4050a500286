"""The verbs of a scenario: one for each command that a person may give.

A verb has the arguments of its command in `placet.engine.commands`, under the same names
where they can be written by hand.  What a form fills in by itself (the ballot and the text
that were shown, the version that was read) is filled in by the rehearsal as well; a test
compares the two, so that no command and no field is forgotten.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, get_args

from pydantic import Field

from placet.workflows.scenario.offices import (
    AdmitAct,
    AnswerAct,
    AppointAct,
    DismissAct,
    EnterIntoForceAct,
    ExtendAct,
    HandOverAct,
    InviteAct,
    MoreRoundsAct,
    NameReviewerAct,
    RemindAct,
    ReviewAct,
    ReviseAct,
    SetMeetingAct,
    SignAct,
    StepAct,
)
from placet.workflows.scenario.parts import Act, Timed, Wait
from placet.workflows.scenario.seats import (
    CommentAct,
    ConfirmAct,
    GiveReviewAct,
    NoCommentsAct,
    PositionAct,
    ProposeAct,
    WithdrawCommentAct,
    WithdrawPositionAct,
)
from placet.workflows.scenario.wording import (
    AgreeAct,
    AmendAct,
    AnswerTreatmentAct,
    CosponsorAct,
    EndCosponsorshipAct,
    EnterAct,
    LinkAct,
    MergeAct,
    RefuseAmendmentAct,
    ReopenAct,
    ReopenAmendmentAct,
    SettleAct,
    TranslateAct,
    TreatAct,
    UndoMergeAct,
    UnlinkAct,
    WithdrawAmendmentAct,
)

__all__ = [
    "MOMENTS",
    "VERBS",
    "WITHOUT_OBJECTIVE",
    "Act",
    "AdmitAct",
    "AgreeAct",
    "AmendAct",
    "AnswerAct",
    "AnswerTreatmentAct",
    "AnyAct",
    "AppointAct",
    "CommentAct",
    "ConfirmAct",
    "CosponsorAct",
    "DismissAct",
    "EndCosponsorshipAct",
    "EnterAct",
    "EnterIntoForceAct",
    "ExtendAct",
    "GiveReviewAct",
    "HandOverAct",
    "InviteAct",
    "LinkAct",
    "MergeAct",
    "MoreRoundsAct",
    "NameReviewerAct",
    "NoCommentsAct",
    "PositionAct",
    "ProposeAct",
    "RefuseAmendmentAct",
    "RemindAct",
    "ReopenAct",
    "ReopenAmendmentAct",
    "ReviewAct",
    "ReviseAct",
    "SetMeetingAct",
    "SettleAct",
    "SignAct",
    "StepAct",
    "Timed",
    "TranslateAct",
    "TreatAct",
    "UndoMergeAct",
    "UnlinkAct",
    "Wait",
    "WithdrawAmendmentAct",
    "WithdrawCommentAct",
    "WithdrawPositionAct",
]

AnyAct = Annotated[
    ProposeAct
    | ReviseAct
    | CommentAct
    | NoCommentsAct
    | AnswerAct
    | WithdrawCommentAct
    | AmendAct
    | EnterAct
    | CosponsorAct
    | EndCosponsorshipAct
    | WithdrawAmendmentAct
    | TreatAct
    | AnswerTreatmentAct
    | MergeAct
    | UndoMergeAct
    | RefuseAmendmentAct
    | ReopenAmendmentAct
    | SettleAct
    | AgreeAct
    | ReopenAct
    | LinkAct
    | UnlinkAct
    | TranslateAct
    | PositionAct
    | WithdrawPositionAct
    | ConfirmAct
    | StepAct
    | ExtendAct
    | MoreRoundsAct
    | HandOverAct
    | AdmitAct
    | SignAct
    | EnterIntoForceAct
    | ReviewAct
    | RemindAct
    | SetMeetingAct
    | NameReviewerAct
    | GiveReviewAct
    | InviteAct
    | AppointAct
    | DismissAct
    | Wait,
    Field(discriminator="do"),
]
"""Any act, told apart by its verb."""

VERBS: Mapping[str, type[Timed]] = MappingProxyType(
    {get_args(m.model_fields["do"].annotation)[0]: m for m in get_args(get_args(AnyAct)[0])}
)
"""The verbs, in the order in which they are documented."""

MOMENTS = ("deadline", "meeting", "confirm_by", "begins", "meets", "due")
"""Arguments that are times besides that of the act itself."""

WITHOUT_OBJECTIVE = (Wait, InviteAct, AppointAct, DismissAct)
"""What can be done before anything is proposed."""
