"""Positions that are not given on the usual form: waiting, late, entered on behalf.

Theory.  Whoever comes too late finds the words again and may put them on record, uncounted.
The secretariat enters what was said elsewhere in one table, with one piece of evidence; every
organisation then gets the receipt that it would have got.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response
from pydantic import Field

from placet.api.pages import show
from placet.api.pages.acting import Ref, Refusal, Typed, give, read, refusal, view_of
from placet.api.pages.objective_parts import open_ballot
from placet.api.pages.positions import shown
from placet.engine import commands as c
from placet.engine.errors import N_, BadInput
from placet.engine.parties import outside
from placet.engine.views import ObjectiveView

router = APIRouter()

_MOST = 1_000_000

Chosen = Annotated[str, Query(max_length=40)]
"""The organisation whose row alone is shown; anything else shows all of them."""


class AwaitForm(show.Form):
    """That instructions are awaited, and when they are expected."""

    ballot: int = Field(ge=1, le=_MOST)
    expected: str = Field("", max_length=20)


class LateForm(show.Form):
    """What would have been said in time."""

    ballot: int = Field(ge=1, le=_MOST)
    kind: str = Field(min_length=1, max_length=40)
    reasons: str = ""


@router.post("/objectives/{ref}/position/await")
def wait(request: Request, ref: Ref, typed: Typed) -> Response:
    """Say that the organisation waits for instructions."""
    form = read(request, AwaitForm, typed)
    if not isinstance(form, Refusal):
        command = c.AwaitInstructions(form.ballot, form.expected)
        done = give(request, command, typed, objective=ref, fields=("expected",))
        if not isinstance(done, Refusal):
            return show.back(request, f"/objectives/{ref}", "awaiting")
        form = done
    return shown(request, view_of(request, ref), refused=form, typed=typed)


@router.post("/objectives/{ref}/position/late")
def late(request: Request, ref: Ref, typed: Typed) -> Response:
    """Put a late position on record."""
    form = read(request, LateForm, typed, {"kind": N_("Choose a position.")})
    if not isinstance(form, Refusal):
        command = c.RecordLatePosition(form.ballot, form.kind, form.reasons)
        done = give(request, command, typed, objective=ref, fields=("kind", "reasons"))
        if not isinstance(done, Refusal):
            return show.back(request, f"/objectives/{ref}?done=late-recorded#late")
        form = done
    return shown(request, view_of(request, ref), refused=form, typed=typed, late=True)


@router.get("/objectives/{ref}/position/enter")
def ask_entry(request: Request, ref: Ref, organisation: Chosen = "") -> Response:
    """The table in which the secretariat enters what was said elsewhere; or one row of it."""
    return _entry(request, view_of(request, ref), organisation)


@router.post("/objectives/{ref}/position/enter")
def enter(request: Request, ref: Ref, typed: Typed, organisation: Chosen = "") -> Response:
    """Enter all of it, or nothing."""
    view = view_of(request, ref)
    ballot = typed.get("ballot", "")
    if not (ballot.isascii() and ballot.isdigit() and len(ballot) < 8):
        error = BadInput("", N_("The form held something that is not asked for here."))
        return _entry(request, view, organisation, refusal(request, error), typed)
    entered = tuple(
        c.EnteredPosition(code, kind, typed.get(f"reasons.{code}", ""))
        for name, kind in typed.items()
        if name.startswith("kind.") and kind and (code := name.removeprefix("kind."))
    )
    command = c.EnterPositions(
        int(ballot), typed.get("text_hash", ""), typed.get("evidence", ""), entered
    )
    done = give(request, command, typed, objective=ref, fields=_fields(entered))
    if isinstance(done, Refusal):
        refused = _in_its_row(done, entered)
        return _entry(request, view_of(request, ref), organisation, refused, typed)
    return show.back(request, f"/objectives/{ref}", "positions-entered")


def _fields(entered: tuple[c.EnteredPosition, ...]) -> tuple[str, ...]:
    rows = (f"positions.{at}.{name}" for at in range(len(entered)) for name in ("kind", "reasons"))
    return ("evidence", *rows)


def _in_its_row(refused: Refusal, entered: tuple[c.EnteredPosition, ...]) -> Refusal:
    """The errors at the row of the organisation that they are about."""
    errors = {}
    for name, said in refused.errors.items():
        parts = name.split(".")
        known = len(parts) == 3 and parts[0] == "positions"
        code = entered[int(parts[1])].organisation if known else ""
        errors[f"{parts[2]}.{code}" if known else name] = f"{code}: {said}" if known else said
    return Refusal(refused.status, errors, refused.error)


def _entry(
    request: Request,
    view: ObjectiveView,
    chosen: str = "",
    refused: Refusal | None = None,
    typed: Mapping[str, str] | None = None,
) -> Response:
    ballot = open_ballot(view)
    seats = {s.organisation for s in ballot.seats} if ballot else set()
    return show.page(
        request,
        "objective/position_enter",
        refused.status if refused else 200,
        view=view,
        o=view.objective,
        ref=view.objective.ref,
        ballot=ballot,
        chosen=chosen if chosen in seats else "",
        may="EnterPositions" in view.may,
        away=outside(view.negotiation),
        values=typed or {},
        errors=refused.errors if refused else {},
    )
