"""The verbs of organisations: what is done for a seat by whoever may submit for it."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, StrictInt

from placet.engine.model import CommentType
from placet.workflows.scenario.parts import (
    Act,
    Code,
    Line,
    Moment,
    OfType,
    Qualified,
    Which,
    Words,
)


class ProposeAct(Act):
    """Propose the objective."""

    do: Literal["propose"]
    leads: list[Code] | None = Field(None, description="Who leads beside the proposer.")
    deadline: Moment | None = Field(None, description="The deadline of the first stage.")


class CommentAct(Act):
    """Comment on the text or on a paragraph."""

    do: Literal["comment"]
    type: OfType = Field(CommentType.SUBSTANTIVE, description="Which type.")
    body: Words = Field(description="The remark.")
    paragraph: Which | None = Field(None, description="The paragraph; the whole text if none.")
    wording: Words = Field("", description="The wording that is proposed.")
    quotation: Words = Field("", description="The words of the paragraph that it is about.")
    occurrence: StrictInt = Field(1, description="Which of them, where they stand there often.")


class NoCommentsAct(Act):
    """Say that the organisation has no comments."""

    do: Literal["no_comments"]


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
    pending: Words = Field("", description="What a position given pending waits for.")
    marks: list[Line] = Field(
        [], description="What the rule asks for beside it, such as an expert."
    )
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


class GiveReviewAct(Act):
    """Give the review that the organisation was asked for."""

    do: Literal["give_review"]
    finding: Words = Field(description="What was found.")
