"""Proposing an objective: title, purpose, leads, deadline and the first text.

Theory.  The form is one page and every button of its editor sends all of it back.  Before
the proposal is made stands one page that shows it as others will read it.
"""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import Response
from pydantic import Field

from placet.api.pages import drafting, frame, seeing, show
from placet.api.pages.acting import Refusal, Typed, give, instant, read, refusal
from placet.api.pages.drafting import Draft
from placet.api.pages.paragraph_rows import Row
from placet.api.pages.reading import label_of, paragraphs
from placet.engine import commands as c
from placet.engine.errors import N_, BadInput, NotAllowed
from placet.engine.model import Deadline
from placet.engine.overlap import seed, themes
from placet.engine.rules import rule_sentence_values
from placet.engine.text import Kind, direction, stats
from placet.engine.views import NegotiationView
from placet.engine.workflow import Stage

router = APIRouter()

Symbol = Annotated[str, Path(max_length=80)]
FIELDS = ("title", "purpose", "leads", "deadline", "restricted_to")


class ProposeForm(show.Form):
    """What the form of a proposal may hold besides its paragraphs."""

    title: str = Field(min_length=1, max_length=400)
    purpose: str = Field("", max_length=20_000)
    leads: str = Field("", max_length=20_000)
    seen_by: str = Field(seeing.EVERYBODY, max_length=10)
    restricted_to: str = Field("", max_length=20_000)
    deadline: str = Field("", max_length=20)
    deadline_at: str = Field("", max_length=10)
    do: str = Field("check", max_length=20)


@router.get("/negotiations/{symbol}/propose")
def ask_proposal(
    request: Request,
    symbol: Symbol,
    who: frame.Reader,
    theme: Annotated[str, Query(max_length=100)] = "",
) -> Response:
    """The form of a proposal: two empty paragraphs, or what was said of a theme."""
    view = frame.cases(request).negotiation(who.actor, symbol)
    if "Propose" not in view.may:
        raise NotAllowed(N_("propose an objective"))
    found = [t for t in themes(view.negotiation.beginnings) if t.name == theme]
    if found:
        lines = tuple(Row(kind=line.kind.value, words=line.words) for line in seed(found[0]))
        return ask_again(request, view, Draft(lines), {"title": theme})
    start = Draft((Row(kind=Kind.PREAMBULAR.value), Row()))
    return ask_again(request, view, start)


@router.post("/negotiations/{symbol}/propose")
def propose(request: Request, symbol: Symbol, typed: Typed, who: frame.Reader) -> Response:
    """Press a button of the editor, check the proposal, or propose it."""
    view = frame.cases(request).negotiation(who.actor, symbol)
    draft = Draft(source=typed.get("source", ""))
    try:
        draft, rest = drafting.sent(typed)
        button = rest.get("do", "check")
        if (after := drafting.pressed(draft, button)) is not None or button == "edit":
            return ask_again(request, view, after or draft, rest)
        form = read(request, ProposeForm, rest, {"title": N_("Give the objective a title.")})
        if isinstance(form, Refusal):
            return ask_again(request, view, draft, rest, form)
        made = drafting.written(draft, drafting.EMPTY, 0)
        text, only = made.text, seeing.seen_by(rest)
        if only:
            only = tuple(dict.fromkeys(filter(None, (proposer_of(view), *only))))
        at = instant(form.deadline, form.deadline_at, view.negotiation.zone, "deadline")
        if at is not None and at <= view.now:
            raise BadInput("deadline", N_("This time is already past."), N_("Choose a later one."))
    except BadInput as error:
        bad = refusal(
            request, drafting.at_the_row(error, draft), (*FIELDS, *drafting.fields(draft))
        )
        return ask_again(request, view, draft, typed, bad)
    if form.do == "save":
        leads = leads_of(form.leads)
        command = c.Propose(
            form.title, form.purpose, text, made.minted, leads, at, restricted_to=only
        )
        done = give(
            request, command, typed, negotiation=symbol, fields=(*FIELDS, *drafting.fields(draft))
        )
        if not isinstance(done, Refusal):
            return show.back(request, f"/objectives/{done.object}", "proposed")
        return ask_again(request, view, draft, rest, done)
    stage = view.workflow.stages[view.workflow.initial]
    return show.page(
        request,
        "objective/propose_check",
        view=view,
        draft=draft,
        values=rest,
        restricted_to=only,
        leads=tuple(filter(None, (proposer_of(view), *leads_of(form.leads)))),
        paragraphs=paragraphs(text),
        unmatched=[label_of(text).get(one) or "·" for one in stats(text).unbalanced_paragraphs],
        language=text.language,
        text_direction=direction(text),
        remarks=made.remarks,
        at=Deadline(at, view.negotiation.zone) if at else None,
        stage=stage,
        rule=_rule(view, stage),
    )


def _rule(view: NegotiationView, stage: Stage) -> object:
    """What the rule of the first stage asks for, and what silence means there."""
    if stage.ballot is None:
        return None
    return rule_sentence_values(view.workflow.terms(stage.ballot.rule, stage.ballot.kinds))


def ask_again(
    request: Request,
    view: NegotiationView,
    draft: Draft,
    values: dict[str, str] | None = None,
    bad: Refusal | None = None,
) -> Response:
    """The form of a proposal with what was typed and what was refused."""
    known = dict(values or {})
    return show.page(
        request,
        "objective/propose",
        bad.status if bad else 200,
        view=view,
        draft=draft,
        values=known,
        errors=bad.errors if bad else {},
        leads=leads_of(known.get("leads", "")),
        labels=drafting.labels(draft, drafting.EMPTY),
        kinds=tuple(Kind),
        stage=view.workflow.stages[view.workflow.initial],
    )


def proposer_of(view: NegotiationView) -> str:
    """The organisation for which the reader proposes; empty where the secretariat enters it."""
    return (view.standing.organisation or "") if view.standing.submits else ""


def leads_of(sent: str) -> tuple[str, ...]:
    """The organisations that a form names, one a line."""
    return tuple(line for line in sent.split("\n") if line)
