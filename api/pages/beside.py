"""What stands beside the positions of an objective: concerns, statements, endorsers.

Theory.  One page has all of it, since it is read together when somebody asks what still stands
in the way.  One form address serves every button; what was typed comes back where something is
refused.
"""

from __future__ import annotations

from collections.abc import Mapping

from fastapi import APIRouter, Request
from fastapi.responses import Response
from pydantic import Field

from placet.api.pages import show
from placet.api.pages.acting import Ref, Refusal, Typed, give, read, view_of
from placet.api.pages.reading import label_of
from placet.engine import commands as c
from placet.engine.concerns import Concern
from placet.engine.decide.situation import endorsing
from placet.engine.errors import N_
from placet.engine.statements import Statement, StatementKind
from placet.engine.text import labelled
from placet.engine.views import ObjectiveView

router = APIRouter()

FIELDS = (
    "kind", "words", "paragraphs", "title", "concern", "wording", "resolve", "reason",
)  # fmt: skip
_RENAMED = {"words": "concern"}
_DONE = {
    "state": "stated",
    "lift": "reserve-lifted",
    "override": "reserve-overridden",
    "withdraw": "statement-withdrawn",
    "raise": "concern-raised",
    "resolve": "concern-resolved",
    "drop": "concern-withdrawn",
    "reopen": "concern-reopened",
    "endorse": "endorsed",
    "leave": "endorsement-ended",
}


class BesideForm(show.Form):
    """Whatever is done on the page, and the words for it."""

    do: str = Field(max_length=20)
    number: int = Field(0, ge=0, le=1_000_000)
    kind: str = Field("", max_length=60)
    words: str = Field("", max_length=20_000)
    paragraphs: str = Field("", max_length=20_000)
    title: str = Field("", max_length=2_000)
    concern: str = Field("", max_length=20_000)
    wording: str = Field("", max_length=40_000)
    resolve: str = Field("", max_length=20_000)
    reason: str = Field("", max_length=20_000)


@router.get("/objectives/{ref}/beside")
def beside(request: Request, ref: Ref) -> Response:
    """Concerns, statements and endorsers, with what the reader may do about them."""
    return _page(request, view_of(request, ref))


@router.post("/objectives/{ref}/beside")
def act(request: Request, ref: Ref, typed: Typed) -> Response:
    """Do what the button says."""
    form = read(request, BesideForm, typed, {"do": N_("Choose what is to be done.")})
    if isinstance(form, Refusal):
        return _page(request, view_of(request, ref), form, typed)
    command = _command(form)
    if command is None:
        missing = Refusal(422, {"kind": show.said(N_("Choose what kind of statement it is."))})
        return _page(request, view_of(request, ref), missing, typed)
    done = give(request, command, typed, objective=ref, fields=FIELDS)
    if isinstance(done, Refusal):
        return _page(request, view_of(request, ref), _at_the_form(done, form), typed)
    return show.back(request, f"/objectives/{ref}/beside", _DONE.get(form.do, "stated"))


def _command(form: BesideForm) -> c.ObjectiveCommand | None:
    """The command that the form means; None for a statement without its kind."""
    paragraphs = tuple(form.paragraphs.split())
    match form.do:
        case "raise":
            return c.RaiseConcern(form.title, form.concern, paragraphs, form.wording, form.resolve)
        case "lift":
            return c.LiftReserve(form.number, form.reason)
        case "override":
            return c.OverrideReserve(form.number, form.reason)
        case "withdraw":
            return c.WithdrawStatement(form.number, form.reason)
        case "resolve":
            return c.ResolveConcern(form.number, form.reason)
        case "drop":
            return c.WithdrawConcern(form.number, form.reason)
        case "reopen":
            return c.ReopenConcern(form.number, form.reason)
        case "endorse":
            return c.EndorseProposal()
        case "leave":
            return c.EndEndorsement()
        case _:
            if form.kind not in {kind.value for kind in StatementKind}:
                return None
            return c.MakeStatement(StatementKind(form.kind), form.words, paragraphs)


def _at_the_form(refused: Refusal, form: BesideForm) -> Refusal:
    """The errors under the names that the fields have in the form that was sent."""
    if form.do != "raise":
        return refused
    errors = {_RENAMED.get(name, name): said for name, said in refused.errors.items()}
    return Refusal(refused.status, errors, refused.error)


def _page(
    request: Request,
    view: ObjectiveView,
    refused: Refusal | None = None,
    typed: Mapping[str, str] | None = None,
) -> Response:
    o, values = view.objective, dict(typed or {})
    done = values.get("do", "")
    return show.page(
        request,
        "objective/beside",
        refused.status if refused else 200,
        view=view,
        o=o,
        ref=o.ref,
        me_org=view.standing.organisation or "",
        concerns=_concerns(o.concerns),
        statements=tuple(sorted(o.statements.values(), key=_standing_first)),
        endorsers=endorsing(view.negotiation, o),
        kinds=tuple(StatementKind),
        rows=labelled(view.text),
        labels=label_of(view.text),
        checked=frozenset(values.get("paragraphs", "").split()),
        serves=view.standing.secretariat or view.standing.chair,
        submits=view.standing.submits,
        may=view.may,
        doing=done,
        about=values.get("number", ""),
        values=values,
        errors=refused.errors if refused else {},
    )


def _concerns(all_of_them: Mapping[int, Concern]) -> tuple[Concern, ...]:
    """The open ones first, each part in the order in which they were raised."""
    return tuple(sorted(all_of_them.values(), key=lambda x: (not x.is_open, x.number)))


def _standing_first(statement: Statement) -> tuple[bool, int]:
    return not statement.stands, statement.number
