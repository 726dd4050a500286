"""The meetings of a negotiation: the list, calling one, one of them, its file for a calendar."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Path, Request
from fastapi.responses import Response

from placet.api.pages import frame, show
from placet.api.pages.acting import Refusal, Typed, actor, give, refusal
from placet.api.pages.meeting_forms import (
    QUORUMS,
    Row,
    agenda_of,
    quorum_of,
    rows_of,
    split,
    times_of,
)
from placet.api.pages.negotiations import zones
from placet.api.session import root_of
from placet.engine import commands as c
from placet.engine.access import ACTIONS
from placet.engine.errors import NotAllowed, PlacetError
from placet.engine.meeting_views import MeetingView
from placet.engine.meetings import present_at
from placet.engine.views import NegotiationView
from placet.notifications.calendar import calendar_file

router = APIRouter()

Symbol = Annotated[str, Path(max_length=40)]
Number = Annotated[int, Path(ge=1, le=1_000_000)]

FIELDS = ("title", "place", "day", "until", "zone", "quorum", "agenda", "reason")
_ENGINE = {"begins": "day", "ends": "until", "at_least": "quorum"}


def meeting_view(request: Request, symbol: str, number: int) -> MeetingView:
    """The meeting as the signed-in person sees it."""
    return frame.cases(request).meeting(actor(request), symbol, number)


def given(
    request: Request, command: c.MeetingCommand, typed: Mapping[str, str], symbol: str
) -> Refusal | None:
    """Give a command about a meeting; an error stands at the field of the form it is about."""
    done = give(request, command, typed, negotiation=symbol, fields=(*FIELDS, *_ENGINE))
    return at_the_form(done) if isinstance(done, Refusal) else None


def at_the_form(refused: Refusal) -> Refusal:
    """The refusal with the names that the fields have on the form."""
    errors = {_ENGINE.get(name, name): said for name, said in refused.errors.items()}
    return Refusal(refused.status, errors, refused.error)


@router.get("/negotiations/{symbol}/meetings")
def meetings(request: Request, who: frame.Reader, symbol: Symbol) -> Response:
    """All meetings, those to come first."""
    view = frame.cases(request).negotiation(who.actor, symbol)
    to_come = [m for m in view.negotiation.meetings if m.running]
    over = [m for m in view.negotiation.meetings if not m.running]
    return show.page(
        request,
        "meetings/list",
        view=view,
        to_come=sorted(to_come, key=lambda m: m.begins),
        over=sorted(over, key=lambda m: m.begins, reverse=True),
    )


@router.get("/negotiations/{symbol}/meetings/new")
def ask_plan(request: Request, who: frame.Reader, symbol: Symbol) -> Response:
    """The form that calls a meeting."""
    view = frame.cases(request).negotiation(who.actor, symbol)
    if "PlanMeeting" not in view.may:
        raise NotAllowed(ACTIONS[c.PlanMeeting])
    return _planning(request, view, rows_of(()), {}, None)


@router.post("/negotiations/{symbol}/meetings/new")
def plan(request: Request, who: frame.Reader, symbol: Symbol, typed: Typed) -> Response:
    """Call the meeting."""
    view = frame.cases(request).negotiation(who.actor, symbol)
    rows, rest = split(typed)
    zone = rest.get("zone", "") or view.negotiation.zone
    try:
        begins, ends = times_of(rest, zone if zone in _known() else "UTC")
        command = c.PlanMeeting(
            rest.get("title", ""),
            rest.get("place", ""),
            begins,
            ends,
            zone,
            agenda_of(rows),
            quorum_of(rest),
        )
    except PlacetError as error:
        return _planning(request, view, rows, rest, refusal(request, error, FIELDS))
    fields = (*FIELDS, *_ENGINE)
    done = give(request, command, typed, negotiation=symbol, fields=fields)
    if isinstance(done, Refusal):
        return _planning(request, view, rows, rest, at_the_form(done))
    where = f"/negotiations/{symbol}/meetings/{done.reference}"
    return show.back(request, where, "meeting-called")


@router.get("/negotiations/{symbol}/meetings/{number}")
def meeting(request: Request, who: frame.Reader, symbol: Symbol, number: Number) -> Response:
    """One meeting: when, where, its agenda, who is there, what was decided."""
    found = meeting_view(request, symbol, number)
    return show.page(
        request,
        "meetings/show",
        view=found.view,
        m=found.meeting,
        found=found,
        present=present_at(found.meeting, found.view.now),
        titles={o.ref: o.title for o in found.view.objectives},
    )


@router.get("/negotiations/{symbol}/meetings/{number}/calendar.ics")
def calendar(request: Request, who: frame.Reader, symbol: Symbol, number: Number) -> Response:
    """The meeting as a file for a calendar."""
    found = meeting_view(request, symbol, number)
    settings = root_of(request).settings
    made = calendar_file(found.view.negotiation, found.meeting, settings.base_url, found.view.now)
    return Response(
        made,
        media_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{symbol}-meeting-{number}.ics"'},
    )


def _known() -> frozenset[str]:
    return frozenset(name for name, _ in zones())


def _planning(
    request: Request,
    view: NegotiationView,
    rows: tuple[Row, ...],
    values: Mapping[str, str],
    bad: Refusal | None,
) -> Response:
    return show.page(
        request,
        "meetings/new",
        bad.status if bad else 200,
        view=view,
        rows=rows,
        values=values,
        errors=bad.errors if bad else {},
        zones=zones(),
        quorums=[(name, show.said(words)) for name, (_, words) in QUORUMS.items()],
        objectives=[(o.ref, f"{o.ref} · {o.title}") for o in view.objectives],
    )
