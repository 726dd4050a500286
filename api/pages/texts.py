"""Revising a text: write, look at the redline, save.

Theory.  Between writing and saving stands one page that shows what would change, because
the record keeps every version for ever.  Who worked on an older version than the present
one sees what the others changed and their own words against the present text; nothing is
merged behind anybody's back and nothing is lost.
"""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response
from pydantic import Field

from placet.api.pages import drafting, frame, proposing, show
from placet.api.pages.acting import (
    Ref,
    Refusal,
    Typed,
    actor,
    give,
    read,
    refusal,
    view_of,
)
from placet.api.pages.drafting import MOST_ROWS, Draft
from placet.api.pages.redlines import compared
from placet.engine import commands as c
from placet.engine.errors import N_, BadInput, Conflict, NotAllowed
from placet.engine.text import Kind, Redline, compare, labelled, to_markdown
from placet.engine.views import ObjectiveView

router = APIRouter()
router.include_router(proposing.router)


class ReviseForm(show.Form):
    """What the form of a revision may hold besides its paragraphs."""

    base: int = Field(ge=1, le=1_000_000)
    note: str = Field("", max_length=20_000)
    editorial: str = Field("", max_length=10)
    do: str = Field("check", max_length=20)


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
        o = view.objective
        stale = form.base != o.text.number
        text, minted, remarks = drafting.written(draft, view.text, o.paragraphs_minted, stale)
    except BadInput as error:
        bad = refusal(request, drafting.at_the_row(error, draft), drafting.fields(draft))
        return _editor(request, view, draft, typed, bad)
    mine = compare(view.text, text)
    unsaved: Refusal | None = None
    if form.do == "save" and form.base == view.objective.text.number:
        unsaved = _missing(request, form)
        if unsaved is None:
            command = c.ReviseText(form.base, text, minted, form.note, form.editorial == "yes")
            done = give(request, command, typed, objective=ref, fields=("note", "editorial"))
            if not isinstance(done, Refusal):
                return show.back(request, f"/objectives/{ref}", "revised")
            unsaved = done
            view = view_of(request, ref)
    stale = form.base != view.objective.text.number
    if stale and form.do == "save" and unsaved is None:
        current = view.objective.text.number
        unsaved = refusal(request, Conflict(N_("the text"), form.base, current))
    return _check(request, view, draft, rest, mine, form.base, unsaved, remarks)


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
