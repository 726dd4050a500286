"""The forms about one amendment, and the command that each is."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import AwareDatetime, Field

from placet.api.pages import show
from placet.engine import commands as c
from placet.engine.amendments import Treating
from placet.engine.errors import N_, BadInput, NotFound
from placet.engine.text import Act, Change
from placet.engine.views import ObjectiveView


class Button(show.Form):
    """A button about one amendment."""


class Reasoned(show.Form):
    """A button with a reason."""

    reason: str = Field("", max_length=8_000)


class TreatForm(Reasoned):
    """How an amendment is to be treated; `words` are those of a modified one."""

    treating: Treating
    words: str = Field("", max_length=20_000)


class AnswerForm(Reasoned):
    """Whether the sponsor accepts the treatment; `shown` is when that was proposed."""

    answer: str = Field(pattern="^(accept|maintain)$")
    shown: AwareDatetime | None = None


DEEDS: Mapping[str, tuple[type[show.Form], str]] = {
    "cosponsor": (Button, "cosponsored"),
    "leave": (Button, "cosponsorship-ended"),
    "dissociate": (Button, "dissociated"),
    "withdraw": (Reasoned, "amendment-withdrawn"),
    "treat": (TreatForm, "treatment-proposed"),
    "answer": (AnswerForm, "treatment-answered"),
    "refuse": (Reasoned, "amendment-refused"),
    "reopen": (Reasoned, "amendment-reopened"),
}
"""What can be done with one amendment: its form, and the notice when it is done."""


def command_of(view: ObjectiveView, number: int, deed: str, form: show.Form) -> c.ObjectiveCommand:
    """The command that a form is."""
    match form:
        case TreatForm():
            change = None
            if form.treating is Treating.MODIFY:
                change = _modified(view, number, form.words)
            return c.ProposeTreatment(number, form.treating, form.reason, change)
        case AnswerForm():
            return c.AnswerTreatment(number, form.answer == "accept", form.reason, form.shown)
        case Reasoned() if deed == "withdraw":
            return c.WithdrawAmendment(number, form.reason)
        case Reasoned() if deed == "refuse":
            return c.RefuseAmendment(number, form.reason)
        case Reasoned():
            return c.ReopenAmendment(number, form.reason)
        case _ if deed == "dissociate":
            return c.DissociateFromAmendment(number)
        case _ if deed == "leave":
            return c.EndCosponsorship(number)
        case _:
            return c.CosponsorAmendment(number)


def _modified(view: ObjectiveView, number: int, words: str) -> Change:
    """The amendment with other words; one without words is modified by replacing it."""
    amendment = view.objective.amendments.get(number)
    if amendment is None:
        raise NotFound("amendment", f"{view.objective.ref}/{number}")
    if not words.strip():
        raise BadInput("words", N_("The modified wording is missing."), N_("Write it."))
    change = amendment.change
    if change.act in (Act.ADD, Act.ALTERNATIVE, Act.REPLACE):
        return Change(
            change.act, change.paragraph, words.strip(), change.kind, change.label,
            change.under, change.after,
        )  # fmt: skip
    return Change(Act.REPLACE, change.paragraph, words.strip())
