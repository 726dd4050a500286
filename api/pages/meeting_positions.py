"""Positions taken in the room: a grid of who is present and what each said, as one batch.

The evidence is the meeting itself and the item.  What was chosen is shown once more, with who
is left out, before it is entered; every organisation then gets its receipt and may correct it.
Whoever is not in the room has no row: absence is no position.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from placet.api.pages import frame, show
from placet.api.pages.acting import Refusal, Typed, give, refusal, view_of
from placet.api.pages.meetings import Number, Symbol, meeting_view
from placet.api.pages.objective_parts import open_ballot
from placet.engine import commands as c
from placet.engine.access import ACTIONS
from placet.engine.errors import N_, BadInput, NotAllowed, NotFound
from placet.engine.meeting_views import MeetingView
from placet.engine.meetings import AgendaItem, evidence_of, item_of, present_at
from placet.engine.parties import outside
from placet.engine.views import ObjectiveView

router = APIRouter()

Item = Annotated[int, Query(ge=1, le=1_000_000)]


@router.get("/negotiations/{symbol}/meetings/{number}/positions")
def grid(
    request: Request, who: frame.Reader, symbol: Symbol, number: Number, item: Item = 1
) -> Response:
    """The grid for the open ballot of the item."""
    return _page(request, *_about(request, symbol, number, item), {}, check=False)


@router.post("/negotiations/{symbol}/meetings/{number}/positions")
def enter(
    request: Request, who: frame.Reader, symbol: Symbol, number: Number, typed: Typed
) -> Response:
    """Check what was chosen, or enter it: all of it, or nothing."""
    raw = typed.get("item", "")
    item = int(raw) if raw.isascii() and raw.isdigit() and len(raw) < 8 else 0
    found, about, view = _about(request, symbol, number, item)
    entered = tuple(
        c.EnteredPosition(code, kind, typed.get(f"reasons.{code}", ""))
        for code in present_at(found.meeting, found.view.now)
        if (kind := typed.get(f"kind.{code}", ""))
    )
    if typed.get("do") != "enter":
        nothing = BadInput("", N_("Nobody's position is chosen."), N_("Choose one at least."))
        bad = None if entered else refusal(request, nothing)
        return _page(request, found, about, view, typed, check=bool(entered), bad=bad)
    ballot = typed.get("ballot", "")
    number_of = int(ballot) if ballot.isascii() and ballot.isdigit() and len(ballot) < 8 else 0
    command = c.EnterPositions(
        number_of, typed.get("text_hash", ""), evidence_of(found.meeting, item), entered
    )
    fields = tuple(f"positions.{at}.{x}" for at in range(len(entered)) for x in ("kind", "reasons"))
    done = give(request, command, typed, objective=view.objective.ref, fields=fields)
    if isinstance(done, Refusal):
        return _page(
            request, found, about, view, typed, check=False, bad=_at_its_row(done, entered)
        )
    return show.back(request, f"/negotiations/{symbol}/meetings/{number}/desk", "positions-entered")


def _about(
    request: Request, symbol: str, number: int, item: int
) -> tuple[MeetingView, AgendaItem, ObjectiveView]:
    """The meeting, the item and its objective; refused to whoever may not enter positions."""
    found = meeting_view(request, symbol, number)
    if not found.serves or not found.view.standing.secretariat:
        raise NotAllowed(ACTIONS[c.EnterPositions])
    about = item_of(found.meeting, item)
    if about is None or about.objective is None:
        raise NotFound("objective", f"{symbol}/{number}/{item}")
    return found, about, view_of(request, about.objective)


def _at_its_row(refused: Refusal, entered: tuple[c.EnteredPosition, ...]) -> Refusal:
    errors = {}
    for name, said in refused.errors.items():
        parts = name.split(".")
        if len(parts) == 3 and parts[0] == "positions":
            name = f"{parts[2]}.{entered[int(parts[1])].organisation}"
        errors[name] = said
    return Refusal(refused.status, errors, refused.error)


def _page(
    request: Request,
    found: MeetingView,
    item: AgendaItem,
    view: ObjectiveView,
    typed: Mapping[str, str],
    *,
    check: bool,
    bad: Refusal | None = None,
) -> Response:
    ballot = open_ballot(view)
    present = present_at(found.meeting, found.view.now)
    away = outside(view.negotiation)
    seats = [s.organisation for s in ballot.seats if s.organisation not in away] if ballot else []
    return show.page(
        request,
        "meetings/positions",
        bad.status if bad else 200,
        view=view,
        m=found.meeting,
        item=item,
        symbol=found.view.negotiation.symbol,
        ref=view.objective.ref,
        ballot=ballot,
        rows=[code for code in seats if code in present],
        absent=[code for code in seats if code not in present],
        evidence=evidence_of(found.meeting, item.number),
        check=check,
        values=typed,
        errors=bad.errors if bad else {},
    )
