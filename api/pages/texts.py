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

from placet.api.pages import conflicts, drafting, frame, proposing, show
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
from placet.api.pages.redlines import Piece, compared, redline
from placet.engine import commands as c
from placet.engine.errors import N_, BadInput, NotAllowed
from placet.engine.text import (
    Conflict,
    Kind,
    Redline,
    compare,
    direction,
    labelled,
    names_of,
    three_way,
    to_markdown,
)
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
        return editor(request, view, Draft(source=to_markdown(view.text)))
    draft = drafting.of_text(view.text, paragraph)
    if not paragraph and len(draft.rows) > MOST_ROWS:
        return show.page(
            request, "objective/revise_long", view=view, ref=ref, rows=labelled(view.text)
        )
    return editor(request, view, draft)


@router.post("/objectives/{ref}/revise")
def revise(request: Request, ref: Ref, typed: Typed) -> Response:
    """Press a button of the editor, look at the redline, or save the new version."""
    view = view_of(request, ref)
    draft = Draft(source=typed.get("source", ""))
    chosen, typed = conflicts.split(typed)
    try:
        draft, rest = drafting.sent(typed)
        button = rest.get("do", "check")
        if (after := drafting.pressed(draft, button)) is not None or button == "edit":
            return editor(request, view, after or draft, rest)
        form = read(request, ReviseForm, rest)
        if isinstance(form, Refusal):
            return editor(request, view, draft, rest, form)
        o = view.objective
        if form.base < o.text.number:
            return _together(request, view, draft, rest, form.base, chosen)
        made = drafting.written(draft, view.text, o.paragraphs_minted, form.base > o.text.number)
    except BadInput as error:
        bad = refusal(request, drafting.at_the_row(error, draft), drafting.fields(draft))
        return editor(request, view, draft, typed, bad)
    unsaved: Refusal | None = None
    if form.do == "save":
        unsaved = _missing(request, form)
        if unsaved is None:
            command = c.ReviseText(
                form.base, made.text, made.minted, form.note, form.editorial == "yes", made.origins
            )
            done = give(request, command, typed, objective=ref, fields=("note", "editorial"))
            if not isinstance(done, Refusal):
                return show.back(request, f"/objectives/{ref}", "revised")
            unsaved = done
            view = view_of(request, ref)
    if form.base < view.objective.text.number:  # somebody was faster by a moment
        return _together(request, view, draft, rest, form.base, chosen)
    return _check(request, view, draft, rest, compare(view.text, made.text), unsaved, made.remarks)


def _together(
    request: Request,
    view: ObjectiveView,
    draft: Draft,
    values: dict[str, str],
    base: int,
    chosen: conflicts.Chosen,
) -> Response:
    """Others were faster: both versions together, and a choice where both changed one paragraph."""
    o = view.objective
    before = view_of(request, o.ref, base).text
    made = drafting.written(draft, before, o.paragraphs_minted)
    found = three_way(before, made.text, view.text, made.minted)
    text, missing = conflicts.decided(found, chosen)
    if not missing:
        both = drafting.of_result(draft, text, view.text, o.paragraphs_minted)
        after = compare(view.text, text)
        return _check(request, view, both, values, after, None, made.remarks, base)
    errors: dict[str, str] = {}
    if values.get("do") == "resolve":
        for error in missing:
            errors |= refusal(request, error, (error.field,)).errors
    theirs = frame.cases(request).compare(actor(request), o.ref, base, o.text.number)
    return show.page(
        request,
        "objective/revise_conflict",
        422 if errors else 409,
        view=view,
        o=o,
        ref=o.ref,
        draft=draft,
        values=values,
        errors=errors,
        base=base,
        old=before,
        met=[(one, conflicts.both(found, one), *_sides(one)) for one in conflicts.asked(found)],
        told=names_of(view.text, [one.paragraph for one in conflicts.told(found)]),
        chosen=chosen,
        choices=conflicts.CHOICES,
        theirs_rows=[
            row for row in compared(theirs.redline, whole=True) if getattr(row, "number", 0)
        ],
        text_direction=direction(view.text),
    )


def _sides(one: Conflict) -> tuple[tuple[Piece, ...], ...]:
    """Mine and theirs as redlines against what stood there before, and that.

    Nothing for a side that deleted the paragraph.
    """
    sides = (one.mine, one.theirs, one.base)
    return tuple(redline(one.base, words) if words is not None else () for words in sides)


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
    bad: Refusal | None,
    remarks: object,
    base: int = 0,
) -> Response:
    """What would change; `base` where others were faster and both are in it."""
    theirs = None
    present = view.objective.text.number
    if base:
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


def editor(
    request: Request,
    view: ObjectiveView,
    draft: Draft,
    values: dict[str, str] | None = None,
    bad: Refusal | None = None,
) -> Response:
    """The editor with what was typed and what was refused."""
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
