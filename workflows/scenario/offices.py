"""The verbs of secretariat, chair and lead: what is done for the table."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, StrictInt

from placet.engine.model import Capacity
from placet.workflows.scenario.parts import Act, Answered, Code, InCapacity, Line, Moment, Words


class ReviseAct(Act):
    """Change the working text."""

    do: Literal["revise"]
    text: Words | list[Words] | None = Field(None, description="The whole new text.")
    changes: dict[str, Words] = Field(
        {}, description="Or new words by paragraph; empty words delete it."
    )
    note: Words = Field("", description="What was changed, and why.")
    editorial: bool = Field(False, description="Whether only the editing changed.")


class AnswerAct(Act):
    """Answer a comment."""

    do: Literal["answer"]
    comment: StrictInt = Field(description="The number of the comment.")
    disposition: Answered = Field(description="The answer.")
    response: Words = Field("", description="Its reason; all but `accepted` need one.")


class StepAct(Act):
    """Take a step of the procedure."""

    do: Literal["step"]
    step: Line = Field(description="The name of the step.")
    reason: Words = Field("", description="Why, where the step asks for it.")
    deadline: Moment | None = Field(
        None, description="The deadline of the stage that begins: a time, or `72 hours`."
    )
    meeting: Moment | None = Field(
        None, description="The meeting from which the deadline is counted."
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
    begins: Moment = Field(description="When the review begins: a time, a date, or `1 month`.")


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


class SetMeetingAct(Act):
    """Say when the meeting is from which deadlines are counted."""

    do: Literal["set_meeting"]
    meets: Moment = Field(description="When it meets: a time, a date, or `1 month`.")


class NameReviewerAct(Act):
    """Ask an organisation for an expert review."""

    do: Literal["name_reviewer"]
    organisation: Code = Field(description="Which organisation.")
    due: Moment | None = Field(None, description="By when: a time, a date, or `2 weeks`.")
