"""The verbs about the words: amendments, their treatment, brackets, agreement, translations.

Paragraphs are named by their numbers in the present version, as everywhere in a scenario; the
version that an act is made against is the one that was shown, which the rehearsal fills in.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StrictInt

from placet.engine.agreements import Level
from placet.engine.amendments import Treating
from placet.engine.model import CommentType
from placet.engine.text import Act as Doing
from placet.engine.text import Kind
from placet.workflows.scenario.parts import Act, Code, Line, OfType, Which, Words
from placet.workflows.shape import Part

Done = Annotated[Doing, Field(strict=False)]
OfKind = Annotated[Kind, Field(strict=False)]
Treated = Annotated[Treating, Field(strict=False)]
ToLevel = Annotated[Level, Field(strict=False)]

_NUMBER = "The number of the amendment."


class Changing(Part):
    """What an amendment does."""

    act: Done = Field(Doing.REPLACE, description="What it does.")
    paragraph: Which | None = Field(None, description="To which paragraph.")
    words: Words = Field("", description="The new words.")
    kind: OfKind | None = Field(None, description="The kind of a paragraph that is added.")
    label: Line | None = Field(None, description="The number that it is to have.")
    under: Which | None = Field(None, description="Under which paragraph it is put.")
    follows: Which | None = Field(None, description="After which paragraph it is put.")
    cut: StrictInt = Field(0, description="Before which character of the words it is split.")
    other: Which | None = Field(None, description="The paragraph that is joined to it.")
    reason: Words = Field("", description="Why.")


class AmendAct(Changing, Act):
    """Propose an amendment to the present text."""

    do: Literal["amend"]


class EnteredAmendment(Changing):
    """An amendment that an organisation made elsewhere."""

    organisation: Code = Field(description="Whose it is.")


class EnteredComment(Part):
    """A comment that an organisation made elsewhere."""

    organisation: Code = Field(description="Whose it is.")
    body: Words = Field(description="What it says.")
    type: OfType = Field(CommentType.GENERAL, description="Its type.")
    paragraph: Which | None = Field(None, description="On which paragraph; none: the whole text.")
    quotation: Words = Field("", description="The words of the paragraph that it is about.")


class EnterAct(Act):
    """Enter on behalf of organisations what they proposed and remarked elsewhere."""

    do: Literal["enter"]
    evidence: Line = Field(description="Where it stands: a file, or the minutes of a meeting.")
    amendments: list[EnteredAmendment] = Field(
        [], description="The amendments: `organisation`, and the arguments of `amend`."
    )
    comments: list[EnteredComment] = Field(
        [],
        description="The comments: `organisation`, `body`, `type`, `paragraph` and the words "
        "that it quotes, `quotation`.",
    )


class CosponsorAct(Act):
    """Join the sponsor of an amendment."""

    do: Literal["cosponsor"]
    amendment: StrictInt = Field(description=_NUMBER)


class EndCosponsorshipAct(Act):
    """No longer co-sponsor an amendment."""

    do: Literal["end_cosponsorship"]
    amendment: StrictInt = Field(description=_NUMBER)


class WithdrawAmendmentAct(Act):
    """Take an amendment back."""

    do: Literal["withdraw_amendment"]
    amendment: StrictInt = Field(description=_NUMBER)
    reason: Words = Field("", description="Why.")


class TreatAct(Act):
    """Propose how an amendment is to be treated."""

    do: Literal["treat"]
    amendment: StrictInt = Field(description=_NUMBER)
    treating: Treated = Field(description="The treatment.")
    words: Words = Field("", description="The words of the amendment as modified.")
    reason: Words = Field("", description="Why; to refuse it needs one.")


class AnswerTreatmentAct(Act):
    """Accept a proposed treatment, or maintain the amendment."""

    do: Literal["answer_treatment"]
    amendment: StrictInt = Field(description=_NUMBER)
    accepts: bool = Field(description="Whether the treatment is accepted.")
    reason: Words = Field("", description="Why.")


class MergeAct(Act):
    """Take amendments into the text, as a new version."""

    do: Literal["merge"]
    accept: list[StrictInt] = Field(description="The numbers of those that are accepted.")
    refuse: list[StrictInt] = Field([], description="Those that are refused in the same breath.")
    note: Words = Field("", description="What was changed, and why.")
    editorial: bool = Field(False, description="Whether only the editing changed.")


class UndoMergeAct(Act):
    """Take the amendments out of the present version again."""

    do: Literal["undo_merge"]
    reason: Words = Field("", description="Why; it needs one.")


class RefuseAmendmentAct(Act):
    """Decide that an amendment is not taken into the text."""

    do: Literal["refuse_amendment"]
    amendment: StrictInt = Field(description=_NUMBER)
    reason: Words = Field("", description="Why; it needs one.")


class ReopenAmendmentAct(Act):
    """Open a refused amendment again."""

    do: Literal["reopen_amendment"]
    amendment: StrictInt = Field(description=_NUMBER)
    reason: Words = Field("", description="Why; it needs one.")


class SettleAct(Act):
    """Settle a bracket, as a new version."""

    do: Literal["settle"]
    paragraph: Which = Field(description="In which paragraph.")
    bracket: StrictInt = Field(1, description="Which opening bracket of it, counted from 1.")
    reading: StrictInt = Field(
        0,
        description="The alternative that is accepted, counted from 1; 0 drops the brackets and "
        "keeps what is in them, -1 deletes them with all that is in them.",
    )
    note: Words = Field("", description="Why.")


class AgreeAct(Act):
    """Note how far paragraphs are agreed."""

    do: Literal["agree"]
    paragraphs: list[Which] = Field(description="Which paragraphs.")
    level: ToLevel = Field(Level.AGREED, description="How far.")
    pending: list[Code] = Field([], description="Who has still to agree; `informal` only.")
    reason: Words = Field("", description="Why.")


class ReopenAct(Act):
    """Open again what was agreed."""

    do: Literal["reopen"]
    paragraphs: list[Which] = Field(description="Which paragraphs.")
    reason: Words = Field("", description="Why; it needs one.")


class LinkAct(Act):
    """Link paragraphs: nothing of them is agreed until all of them are."""

    do: Literal["link"]
    title: Line = Field(description="What the package is called.")
    paragraphs: list[Which] = Field(description="Which paragraphs.")


class UnlinkAct(Act):
    """Unlink the paragraphs of a package."""

    do: Literal["unlink"]
    package: StrictInt = Field(description="The number of the package.")
    reason: Words = Field("", description="Why.")


class TranslateAct(Act):
    """Record the words of paragraphs in another language."""

    do: Literal["translate"]
    language: Line = Field(description="The tag of the language: fr, ar, zh-Hant.")
    words: dict[str, Words] = Field(description="The words by paragraph; empty ones remove them.")
