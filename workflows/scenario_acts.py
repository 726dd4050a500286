"""The verbs of a scenario: one for each command that a person may give.

A verb has the arguments of its command in `placet.engine.commands`, under the same names
where they can be written by hand.  What a form fills in by itself (the ballot and the text
that were shown, the version that was read) is filled in by the rehearsal as well; a test
compares the two, so that no command and no field is forgotten.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Literal, get_args

from pydantic import Field, StrictInt

from placet.engine.model import Capacity, CommentType
from placet.workflows.scenario_parts import (
    Answered,
    Code,
    InCapacity,
    Line,
    Moment,
    OfType,
    Part,
    Qualified,
    Refusal,
    Which,
    Words,
)


class Timed(Part):
    """When something is done."""

    at: Moment | None = Field(None, description="When: local time, or with an offset.")
    after: Moment | None = Field(
        None, description="Or how long after the act before: `2 days`, `PT2H`."
    )

    @property
    def verb(self) -> str:
        """What is done: the word after `do`."""
        return str(getattr(self, "do", ""))


class Wait(Timed):
    """Nobody does anything; time goes on."""

    do: Literal["wait"]


class Act(Timed):
    """Somebody does something."""

    by: Line = Field(
        description="Who: `secretariat`, `chair`, an organisation (its focal point), or "
        "an organisation and a capacity (`FR/alternate`)."
    )
    refused: Refusal | None = Field(None, description="The act must be refused, and in this way.")


class ProposeAct(Act):
    """Propose the objective."""

    do: Literal["propose"]
    leads: list[Code] | None = Field(None, description="Who leads beside the proposer.")
    deadline: Moment | None = Field(None, description="The deadline of the first stage.")


class ReviseAct(Act):
    """Change the working text."""

    do: Literal["revise"]
    text: Words | list[Words] | None = Field(None, description="The whole new text.")
    changes: dict[str, Words] = Field(
        {}, description="Or new words by paragraph; empty words delete it."
    )
    note: Words = Field("", description="What was changed, and why.")
    editorial: bool = Field(False, description="Whether only the editing changed.")


class CommentAct(Act):
    """Comment on the text or on a paragraph."""

    do: Literal["comment"]
    type: OfType = Field(CommentType.SUBSTANTIVE, description="Which type.")
    body: Words = Field(description="The remark.")
    paragraph: Which | None = Field(None, description="The paragraph; the whole text if none.")
    wording: Words = Field("", description="The wording that is proposed.")


class NoCommentsAct(Act):
    """Say that the organisation has no comments."""

    do: Literal["no_comments"]


class AnswerAct(Act):
    """Answer a comment."""

    do: Literal["answer"]
    comment: StrictInt = Field(description="The number of the comment.")
    disposition: Answered = Field(description="The answer.")
    response: Words = Field("", description="Its reason; all but `accepted` need one.")


class WithdrawCommentAct(Act):
    """Take a comment back."""

    do: Literal["withdraw_comment"]
    comment: StrictInt = Field(description="The number of the comment.")
    reason: Words = Field("", description="Why.")


class PositionAct(Act):
    """Record the position of an organisation on the ballot that it was shown."""

    do: Literal["position"]
    kind: Line = Field(description="The position: a word of the ballot.")
    reasons: Words = Field("", description="Why.")
    paragraphs: list[Which] = Field([], description="The paragraphs that it is about.")
    wording: Words = Field("", description="The wording that is proposed.")
    no_wording: bool = Field(False, description="Says that no wording is proposed.")
    resolve: Words = Field("", description="What would resolve the objection.")
    qualifiers: list[Qualified] = Field([], description="What an agreement carries.")
    reservation: Words = Field("", description="The reservation.")
    confirm_by: Moment | None = Field(None, description="Until when it will be confirmed.")
    ballot: StrictInt | None = Field(
        None, description="The ballot that was shown; the present one if left out."
    )


class WithdrawPositionAct(Act):
    """Take a position back."""

    do: Literal["withdraw_position"]
    ballot: StrictInt | None = Field(None, description="On which ballot; the present one.")


class ConfirmAct(Act):
    """Confirm a position that was given ad referendum."""

    do: Literal["confirm"]
    ballot: StrictInt | None = Field(None, description="On which ballot; the present one.")


class StepAct(Act):
    """Take a step of the procedure."""

    do: Literal["step"]
    step: Line = Field(description="The name of the step.")
    reason: Words = Field("", description="Why, where the step asks for it.")
    deadline: Moment | None = Field(
        None, description="The deadline of the stage that begins: a time, or `72 hours`."
    )


class ExtendAct(Act):
    """Move the deadline of the present stage."""

    do: Literal["extend"]
    deadline: Moment = Field(description="The new deadline: a time, or `72 hours` from now.")
    reason: Words = Field("", description="Why.")


class MoreRoundsAct(Act):
    """Allow one more round."""

    do: Literal["more_rounds"]
    reason: Words = Field("", description="Why.")


class HandOverAct(Act):
    """Let other organisations lead."""

    do: Literal["hand_over"]
    leads: list[Code] = Field(description="Who leads from now on.")
    reason: Words = Field("", description="Why.")


class AdmitAct(Act):
    """Give an observer its seat back."""

    do: Literal["admit"]
    organisation: Code = Field(description="Which organisation.")
    reason: Words = Field("", description="Why.")


class SignAct(Act):
    """Note a signature."""

    do: Literal["sign"]
    organisation: Code = Field(description="Whose.")
    signed_on: Line = Field(description="On which day: 2027-06-01.")


class EnterIntoForceAct(Act):
    """Note the day on which the text takes effect."""

    do: Literal["enter_into_force"]
    on: Line = Field(description="On which day: 2027-07-01.")


class ReviewAct(Act):
    """Set the date of the review."""

    do: Literal["review"]
    on: Moment = Field(description="When the review begins: a time, a date, or `1 month`.")


class RemindAct(Act):
    """Remind those who still owe an answer."""

    do: Literal["remind"]
    only: list[Code] = Field([], description="Only these organisations.")


class InviteAct(Act):
    """Seat one more organisation, with a focal point."""

    do: Literal["invite"]
    organisation: Code = Field(description="Its code.")
    name: Line = Field("", description="Its name; the code if left out.")
    classes: list[Line] = Field([], description="The classes of its seat.")
    weight: StrictInt = Field(1, description="The weight of its seat.")


class AppointAct(Act):
    """Let one more person act for an organisation."""

    do: Literal["appoint"]
    organisation: Code = Field(description="For which organisation.")
    capacity: InCapacity = Field(Capacity.FOCAL_POINT, description="In which capacity.")
    name: Line = Field("", description="The person's name.")


class DismissAct(Act):
    """Let a person no longer act for an organisation."""

    do: Literal["dismiss"]
    organisation: Code = Field(description="For which organisation.")
    capacity: InCapacity = Field(Capacity.FOCAL_POINT, description="In which capacity.")
    reason: Words = Field("", description="Why.")


AnyAct = Annotated[
    ProposeAct
    | ReviseAct
    | CommentAct
    | NoCommentsAct
    | AnswerAct
    | WithdrawCommentAct
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

MOMENTS = ("deadline", "confirm_by", "on")
"""Arguments that may be times besides that of the act itself."""

WITHOUT_OBJECTIVE = (Wait, InviteAct, AppointAct, DismissAct)
"""What can be done before anything is proposed."""


def is_moment(act: Timed, name: str) -> bool:
    """Whether this argument is an instant (the day of entry into force is a mere date)."""
    return not (name == "on" and isinstance(act, EnterIntoForceAct))
