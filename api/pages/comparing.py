"""Two versions of a text beside each other."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import RedirectResponse, Response

from placet.api.pages import frame, show
from placet.api.pages.acting import Ref, actor, view_of
from placet.api.pages.objective_parts import asked
from placet.api.pages.redlines import WHOLE, Gap, changes, compared
from placet.engine.text import direction

router = APIRouter()

Number = Annotated[int, Path(ge=1, le=1_000_000)]
Asked = Annotated[int, Query(ge=0, le=1_000_000)]


@router.get("/objectives/{ref}/compare")
def choose(request: Request, ref: Ref, old: Asked = 0, new: Asked = 0) -> RedirectResponse:
    """The address of a comparison that a form asked for; else the newest text and its last."""
    if not old or not new:
        newest = view_of(request, ref).objective.text.number
        new = new or newest
        old = old or max(new - 1, 1)
    return RedirectResponse(f"/objectives/{ref}/compare/{old}..{new}", 303)


@router.get("/objectives/{ref}/compare/{old}..{new}")
def compare_versions(
    request: Request, ref: Ref, old: Number, new: Number, all: bool = False
) -> Response:
    """What changed from one version to the other: list, side by side, inline."""
    found = frame.cases(request).compare(actor(request), ref, old, new)
    view = found.view
    total = len(found.redline.rows)
    rows = compared(found.redline, whole=all)
    return show.page(
        request,
        "objective/compare",
        view=view,
        ref=view.objective.ref,
        old=found.old,
        new=found.new,
        heads=sorted(view.heads, key=lambda head: head.number),
        counts=found.redline.counts,
        rows=rows,
        changes=changes(found.redline),
        shortened=any(isinstance(row, Gap) for row in rows),
        whole=all and total > WHOLE,
        total=total,
        last=found.answered,
        me_org=view.standing.organisation or "",
        asked=asked(view),
        text_direction=direction(view.text),
    )
