"""Taking amendments into the text: look at the text with them first, then save it; and back.

Theory.  The preview is an address (`?n=1&n=4`), so it can be sent to a colleague, and reading it
changes nothing.  It is made by the same function as the new version itself.  What clashes is no
error: the readings stand side by side in the new version, and the page says who meets whom on
which words.  What was taken in can be taken out again while nobody was asked about it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response
from pydantic import Field

from placet.api.pages import amendments as listing
from placet.api.pages import frame, objectives, show
from placet.api.pages.acting import Ref, Refusal, Typed, actor, give, read, refusal, view_of
from placet.api.pages.redlines import Compared, compared
from placet.engine import commands as c
from placet.engine.amendments import AmendmentState
from placet.engine.errors import N_, BadInput, NotAllowed, NotOpen, PlacetError
from placet.engine.text import direction, text_hash
from placet.engine.views import ObjectiveView

router = APIRouter()

MOST = 200
Numbers = Annotated[list[int] | None, Query(max_length=MOST)]


class MergeForm(show.Form):
    """What is taken into the text, as the preview showed it."""

    base: int = Field(ge=1, le=1_000_000)
    n: str = Field("", max_length=2_000)
    refuse: str = Field("", max_length=2_000)
    note: str = Field("", max_length=20_000)
    editorial: str = Field("", max_length=10)
    shown: str = Field("", max_length=64)


class UndoForm(show.Form):
    """Which version is taken back, and why."""

    version: int = Field(ge=1, le=1_000_000)
    undo_reason: str = Field("", max_length=8_000)


@router.get("/objectives/{ref}/merge")
def preview(request: Request, ref: Ref, n: Numbers = None) -> Response:
    """The text with the chosen amendments in it."""
    return _page(request, ref, tuple(dict.fromkeys(n or ())))


@router.post("/objectives/{ref}/merge")
def merge(request: Request, ref: Ref, typed: Typed) -> Response:
    """Save the text with the chosen amendments as a new version."""
    numbers = _numbers(typed.get("n", ""))
    form = read(request, MergeForm, typed)
    if not isinstance(form, Refusal) and form.editorial not in ("yes", "no"):
        asked = N_("Say whether the change is editorial or substantive.")
        form = refusal(request, BadInput("editorial", asked), ("editorial",))
    if not isinstance(form, Refusal):
        command = c.MergeAmendments(
            form.base,
            numbers,
            _numbers(form.refuse),
            form.note,
            form.editorial == "yes",
            form.shown,
        )
        done = give(request, command, typed, objective=ref, fields=("note", "editorial", "refuse"))
        if not isinstance(done, Refusal):
            taken = done.reference != ""
            return show.back(request, f"/objectives/{ref}", "merged" if taken else "accepted")
        form = done
    return _page(request, ref, numbers, form, typed)


@router.post("/objectives/{ref}/merge/undo")
def undo(request: Request, ref: Ref, typed: Typed) -> Response:
    """Take the amendments of the present version out of the text again."""
    form = read(request, UndoForm, typed)
    if not isinstance(form, Refusal):
        done = give(
            request, c.UndoMerge(form.version, form.undo_reason), typed,
            objective=ref, fields=("reason",),
        )  # fmt: skip
        if not isinstance(done, Refusal):
            return show.back(request, f"/objectives/{ref}", "merge-undone")
        form = done
    at_field = {"undo_reason" if name == "reason" else name: s for name, s in form.errors.items()}
    bad = Refusal(form.status, at_field, form.error)
    return objectives.shown(request, view_of(request, ref), bad, values=typed)


def _why_not(view: ObjectiveView) -> PlacetError:
    """Why no amendment can be taken in: not the time, none to take, or not one's role."""
    if not view.stage.text_changed_by:
        return NotOpen(N_("The text"))
    if not any(a.state is AmendmentState.OPEN for a in view.objective.amendments.values()):
        return NotOpen(N_("Taking amendments in without one on the table"))
    return NotAllowed(N_("take amendments into the text"))


def _numbers(lines: str) -> tuple[int, ...]:
    """The numbers of a field that came several times; what is none is left out."""
    found = (int(x) for x in lines.split() if x.isascii() and x.isdigit() and len(x) < 8)
    return tuple(dict.fromkeys(found))


def _page(
    request: Request,
    ref: str,
    numbers: tuple[int, ...],
    bad: Refusal | None = None,
    typed: Mapping[str, str] | None = None,
) -> Response:
    view = view_of(request, ref)
    if "MergeAmendments" not in view.may:
        if typed is None:
            raise _why_not(view)
        return listing.page(request, ref, {}, (0, "", bad or Refusal(409, {}), typed))
    try:
        if not numbers:
            raise BadInput("n", N_("No amendment was chosen."), N_("Choose at least one."))
        found = frame.cases(request).merging(actor(request), ref, numbers)
    except BadInput as error:
        refused = refusal(request, error)
        return listing.page(request, ref, {}, (0, "", refused, typed or {}))
    o = found.view.objective
    every = compared(found.redline, whole=True)
    changed = [row for row in every if isinstance(row, Compared) and row.number]
    met = {collision.paragraph for collision in found.merged.collisions}
    others = [
        a
        for number, a in sorted(o.amendments.items())
        if a.state is AmendmentState.OPEN and number not in numbers
    ]
    return show.page(
        request,
        "objective/merge",
        bad.status if bad else 200,
        view=found.view,
        o=o,
        ref=ref,
        chosen=found.chosen,
        others=others,
        moot=found.moot,
        left_out=[a for a in found.chosen if a.number not in found.merged.applied],
        collisions=found.merged.collisions,
        met=met,
        shown=text_hash(found.merged.text),
        rows=compared(found.redline),
        changed=changed,
        counts=found.redline.counts,
        values=dict(typed or {}),
        refuse=_numbers((typed or {}).get("refuse", "")),
        errors=bad.errors if bad else {},
        text_direction=direction(view.text),
    )
