"""Changing a meeting: its time and place, its agenda, or that it does not take place."""

from __future__ import annotations

from collections.abc import Mapping

from fastapi import APIRouter, Request
from fastapi.responses import Response

from placet.api.pages import frame, show
from placet.api.pages.acting import Refusal, Typed, refusal
from placet.api.pages.meeting_forms import (
    Row,
    agenda_of,
    rows_of,
    split,
    times_of,
    typed_times,
)
from placet.api.pages.meetings import FIELDS, Number, Symbol, given, meeting_view
from placet.engine import commands as c
from placet.engine.access import ACTIONS
from placet.engine.errors import NotAllowed, PlacetError
from placet.engine.meeting_views import MeetingView

router = APIRouter()


@router.get("/negotiations/{symbol}/meetings/{number}/change")
def change(request: Request, who: frame.Reader, symbol: Symbol, number: Number) -> Response:
    """The forms."""
    found = meeting_view(request, symbol, number)
    if not found.serves:
        raise NotAllowed(ACTIONS[c.MoveMeeting])
    return _page(request, found)


@router.post("/negotiations/{symbol}/meetings/{number}/move")
def move(
    request: Request, who: frame.Reader, symbol: Symbol, number: Number, typed: Typed
) -> Response:
    """Say another time or place."""
    found = meeting_view(request, symbol, number)
    try:
        begins, ends = times_of(typed, found.meeting.zone)
    except PlacetError as error:
        return _page(request, found, refusal(request, error, FIELDS), typed, "move")
    place, reason = typed.get("place", ""), typed.get("reason", "")
    bad = given(request, c.MoveMeeting(number, begins, ends, place, reason), typed, symbol)
    return _after(request, found, bad, typed, "move", "meeting-moved")


@router.post("/negotiations/{symbol}/meetings/{number}/agenda")
def agenda(
    request: Request, who: frame.Reader, symbol: Symbol, number: Number, typed: Typed
) -> Response:
    """Put another agenda in place."""
    found = meeting_view(request, symbol, number)
    rows, _ = split(typed)
    bad = given(request, c.ChangeAgenda(number, agenda_of(rows)), typed, symbol)
    return _after(request, found, bad, typed, "agenda", "agenda-changed", rows)


@router.post("/negotiations/{symbol}/meetings/{number}/cancel")
def cancel(
    request: Request, who: frame.Reader, symbol: Symbol, number: Number, typed: Typed
) -> Response:
    """Say that it does not take place."""
    found = meeting_view(request, symbol, number)
    bad = given(request, c.CancelMeeting(number, typed.get("reason", "")), typed, symbol)
    return _after(request, found, bad, typed, "cancel", "meeting-cancelled")


def _after(
    request: Request,
    found: MeetingView,
    bad: Refusal | None,
    typed: Mapping[str, str],
    form: str,
    done: str,
    rows: tuple[Row, ...] | None = None,
) -> Response:
    if bad is not None:
        return _page(request, found, bad, typed, form, rows)
    symbol, number = found.view.negotiation.symbol, found.meeting.number
    return show.back(request, f"/negotiations/{symbol}/meetings/{number}", done)


def _page(
    request: Request,
    found: MeetingView,
    bad: Refusal | None = None,
    typed: Mapping[str, str] | None = None,
    form: str = "",
    rows: tuple[Row, ...] | None = None,
) -> Response:
    return show.page(
        request,
        "meetings/change",
        bad.status if bad else 200,
        view=found.view,
        m=found.meeting,
        rows=rows if rows is not None else rows_of(found.meeting.agenda),
        when_where=typed_times(found.meeting) | dict((typed or {}) if form == "move" else {}),
        reason=(typed or {}).get("reason", ""),
        form=form,
        values={},
        errors=bad.errors if bad else {},
        objectives=[(o.ref, f"{o.ref} · {o.title}") for o in found.view.objectives],
    )
