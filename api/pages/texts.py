"""Proposing an objective and revising its text: write, look at the redline, save.

Theory.  Between writing and saving stands one page that shows what would change, because
the record keeps every version for ever.  Who worked on an older version than the present
one sees what the others changed and their own words against the present text; nothing is
merged behind anybody's back and nothing is lost.
"""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import Response
from pydantic import Field

from placet.api.pages import drafting, frame, show
from placet.api.pages.acting import (
    Ref,
    Refusal,
    Typed,
    actor,
    give,
    instant,
    read,
    refusal,
    view_of,
)
from placet.api.pages.drafting import MOST_ROWS, Draft
from placet.api.pages.paragraph_rows import Row
from placet.api.pages.reading import compared, paragraphs
from placet.engine import commands as c
from placet.engine.errors import N_, BadInput, Conflict, NotAllowed
from placet.engine.model import Deadline
from placet.engine.text import Kind, Redline, compare, direction, labelled, to_markdown
from placet.engine.views import NegotiationView, ObjectiveView

router = APIRouter()

Symbol = Annotated[str, Path(max_length=80)]


class ProposeForm(show.Form):
    """What the form of a proposal may hold besides its paragraphs."""

    title: str = Field(min_length=1, max_length=400)
    purpose: str = Field("", max_length=20_000)
    leads: str = Field("", max_length=20_000)
    deadline: str = Field("", max_length=20)
    deadline_at: str = Field("", max_length=10)
    do: str = Field("check", max_length=20)


class ReviseForm(show.Form):
    """What the form of a revision may hold besides its paragraphs."""

    base: int = Field(ge=1, le=1_000_000)
    note: str = Field("", max_length=20_000)
    editorial: str = Field("", max_length=10)
    do: str = Field("check", max_length=20)


@router.get("/negotiations/{symbol}/propose")
def ask_proposal(request: Request, symbol: Symbol, who: frame.Reader) -> Response:
    """The form of a proposal, with two empty paragraphs."""
    view = frame.cases(request).negotiation(who.actor, symbol)
    if "Propose" not in view.may:
        raise NotAllowed(N_("propose an objective"))
    start = Draft((Row(kind=Kind.PREAMBULAR.value), Row()))
    return _proposal(request, view, start)


@router.post("/negotiations/{symbol}/propose")
def propose(request: Request, symbol: Symbol, typed: Typed, who: frame.Reader) -> Response:
    """Press a button of the editor, check the proposal, or propose it."""
    view = frame.cases(request).negotiation(who.actor, symbol)
    draft = Draft(source=typed.get("source", ""))
    try:
        draft, rest = drafting.sent(typed)
        button = rest.get("do", "check")
        if (after := drafting.pressed(draft, button)) is not None or button == "edit":
            return _proposal(request, view, after or draft, rest)
        form = read(request, ProposeForm, rest, {"title": N_("Give the objective a title.")})
        if isinstance(form, Refusal):
            return _proposal(request, view, draft, rest, form)
        text, minted, remarks = drafting.written(draft, drafting.EMPTY, 0)
        at = instant(form.deadline, form.deadline_at, view.negotiation.zone, "deadline")
    except BadInput as error:
        bad = refusal(request, drafting.at_the_row(error, draft), _fields(draft))
        return _proposal(request, view, draft, typed, bad)
    if form.do == "save":
        command = c.Propose(form.title, form.purpose, text, minted, _leads(form.leads), at)
        done = give(request, command, typed, negotiation=symbol, fields=_fields(draft))
        if not isinstance(done, Refusal):
            return show.back(request, f"/objectives/{done.object}", "proposed")
        return _proposal(request, view, draft, rest, done)
    return show.page(
        request,
        "objective/propose_check",
        view=view,
        draft=draft,
        values=rest,
        leads=(view.standing.organisation or "", *_leads(form.leads)),
        paragraphs=paragraphs(text),
        language=text.language,
        text_direction=direction(text),
        remarks=remarks,
        at=Deadline(at, view.negotiation.zone) if at else None,
        stage=view.workflow.stages[view.workflow.initial],
    )


@router.get("/objectives/{ref}/revise")
def ask_revision(
    request: Request,
    ref: Ref,
    paragraph: Annotated[str, Query(max_length=80)] = "",
    source: Annotated[bool, Query(alias="as-source")] = False,
) -> Response:
    """The editor: one paragraph, the whole text as rows or source, or a list to choose from."""
    view = view_of(request, ref)
    if "ReviseText" not in view.may:
        raise NotAllowed(N_("change the text in this stage"))
    if source:
        return _editor(request, view, Draft(source=to_markdown(view.text)))
    draft = drafting.of_text(view.text, paragraph)
    if not paragraph and len(draft.rows) > MOST_ROWS:
        return show.page(
            request, "objective/revise_long", view=view, ref=ref, rows=labelled(view.text)
        )
    return _editor(request, view, draft)


@router.post("/objectives/{ref}/revise")
def revise(request: Request, ref: Ref, typed: Typed) -> Response:
    """Press a button of the editor, look at the redline, or save the new version."""
    view = view_of(request, ref)
    draft = Draft(source=typed.get("source", ""))
    try:
        draft, rest = drafting.sent(typed)
        button = rest.get("do", "check")
        if (after := drafting.pressed(draft, button)) is not None or button == "edit":
            return _editor(request, view, after or draft, rest)
        form = read(request, ReviseForm, rest)
        if isinstance(form, Refusal):
            return _editor(request, view, draft, rest, form)
        text, minted, remarks = drafting.written(draft, view.text, view.objective.paragraphs_minted)
    except BadInput as error:
        bad = refusal(request, drafting.at_the_row(error, draft), _fields(draft))
        return _editor(request, view, draft, typed, bad)
    mine = compare(view.text, text)
    bad = None
    if form.do == "save" and form.base == view.objective.text.number:
        bad = _missing(request, form)
        if bad is None:
            command = c.ReviseText(form.base, text, minted, form.note, form.editorial == "yes")
            done = give(request, command, typed, objective=ref, fields=("note", "editorial"))
            if not isinstance(done, Refusal):
                return show.back(request, f"/objectives/{ref}", "revised")
            bad = done
            view = view_of(request, ref)
    stale = form.base != view.objective.text.number
    if stale and form.do == "save" and bad is None:
        current = view.objective.text.number
        bad = refusal(request, Conflict(N_("the text"), form.base, current))
    return _check(request, view, draft, rest, mine, form.base, bad, remarks)


def _missing(request: Request, form: ReviseForm) -> Refusal | None:
    if form.editorial in ("yes", "no"):
        return None
    asked = N_("Say whether the change is editorial or substantive.")
    return refusal(request, BadInput("editorial", asked), ("editorial",))


def _check(
    request: Request,
    view: ObjectiveView,
    draft: Draft,
    values: dict[str, str],
    mine: Redline,
    base: int,
    bad: Refusal | None,
    remarks: object,
) -> Response:
    """What would change; and, where others were faster, what they changed."""
    theirs = None
    present = view.objective.text.number
    if base < present:
        theirs = frame.cases(request).compare(actor(request), view.objective.ref, base, present)
    status = bad.status if bad else (409 if theirs else 200)
    return show.page(
        request,
        "objective/revise_check",
        status,
        view=view,
        o=view.objective,
        ref=view.objective.ref,
        draft=draft,
        values=values,
        errors=bad.errors if bad else {},
        base=base,
        counts=mine.counts,
        rows=compared(mine),
        unchanged=all(row.change == "same" for row in mine.rows),
        theirs=compared(theirs.redline) if theirs else None,
        remarks=remarks,
    )


def _editor(
    request: Request,
    view: ObjectiveView,
    draft: Draft,
    values: dict[str, str] | None = None,
    bad: Refusal | None = None,
) -> Response:
    known = dict(values or {})
    return show.page(
        request,
        "objective/revise",
        bad.status if bad else 200,
        view=view,
        o=view.objective,
        ref=view.objective.ref,
        draft=draft,
        values=known,
        errors=bad.errors if bad else {},
        base=known.get("base") or view.objective.text.number,
        labels=drafting.labels(draft, view.text),
        kinds=tuple(Kind),
    )


def _proposal(
    request: Request,
    view: NegotiationView,
    draft: Draft,
    values: dict[str, str] | None = None,
    bad: Refusal | None = None,
) -> Response:
    known = dict(values or {})
    return show.page(
        request,
        "objective/propose",
        bad.status if bad else 200,
        view=view,
        draft=draft,
        values=known,
        errors=bad.errors if bad else {},
        leads=_leads(known.get("leads", "")),
        labels=drafting.labels(draft, drafting.EMPTY),
        kinds=tuple(Kind),
        stage=view.workflow.stages[view.workflow.initial],
    )


def _leads(sent: str) -> tuple[str, ...]:
    return tuple(line for line in sent.split("\n") if line)


def _fields(draft: Draft) -> tuple[str, ...]:
    """The names of the form's fields that a refusal can be about."""
    rows = (f"{part}.{at}" for at in range(len(draft.rows)) for part in ("words", "level", "kind"))
    return ("title", "purpose", "leads", "deadline", "source", "paragraphs", *rows)
