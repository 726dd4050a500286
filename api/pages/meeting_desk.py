"""The desk of a meeting: what the room sees, who is there, what is decided and agreed.

Every act here is one command that also exists elsewhere; the desk only puts them within reach
of one hand while a room waits.  Turning the room's page is no act on record.
"""

from __future__ import annotations

from collections.abc import Mapping

from fastapi import APIRouter, Request
from fastapi.responses import Response

from placet.api.pages import frame, show
from placet.api.pages.acting import Refusal, Typed, give, instant, refusal
from placet.api.pages.meeting_room import wall
from placet.api.pages.meetings import Number, Symbol, given, meeting_view
from placet.engine import commands as c
from placet.engine.access import ACTIONS
from placet.engine.agreements import Level
from placet.engine.errors import N_, BadInput, NotAllowed, PlacetError
from placet.engine.meetings import Attendance, present_at

router = APIRouter()

NOTED = (Level.INFORMAL, Level.AD_REFERENDUM, Level.AGREED)


@router.get("/negotiations/{symbol}/meetings/{number}/desk")
def desk(request: Request, who: frame.Reader, symbol: Symbol, number: Number) -> Response:
    """The desk."""
    return _page(request, symbol, number)


@router.post("/negotiations/{symbol}/meetings/{number}/show")
def turn(
    request: Request, who: frame.Reader, symbol: Symbol, number: Number, typed: Typed
) -> Response:
    """Turn the room's page."""
    item, paragraph = typed.get("item", ""), typed.get("paragraph", "")
    whole = int(item) if item.isascii() and item.isdigit() and len(item) < 8 else 0
    try:
        frame.cases(request).show_in_room(who.actor, symbol, number, whole, paragraph)
    except PlacetError as error:
        return _page(request, symbol, number, refusal(request, error), typed)
    return _back(request, symbol, number, "shown-in-room")


@router.post("/negotiations/{symbol}/meetings/{number}/open")
def open_it(
    request: Request, who: frame.Reader, symbol: Symbol, number: Number, typed: Typed
) -> Response:
    """Open the meeting."""
    bad = given(request, c.OpenMeeting(number), typed, symbol)
    return _done(request, symbol, number, bad, typed, "meeting-opened")


@router.post("/negotiations/{symbol}/meetings/{number}/close")
def close_it(
    request: Request, who: frame.Reader, symbol: Symbol, number: Number, typed: Typed
) -> Response:
    """Close the meeting."""
    bad = given(request, c.CloseMeeting(number), typed, symbol)
    return _done(request, symbol, number, bad, typed, "meeting-closed")


@router.post("/negotiations/{symbol}/meetings/{number}/presence")
def presence(
    request: Request, who: frame.Reader, symbol: Symbol, number: Number, typed: Typed
) -> Response:
    """Note who is in the room: what was changed on the form came, left or changed.

    `was` is what the form showed, so that an old page does not send out whom another one let in.
    """
    found = meeting_view(request, symbol, number)
    zone = found.meeting.zone
    try:
        day = typed.get("day", "") if typed.get("time") else ""
        at = instant(day, typed.get("time", ""), zone, "at")
    except PlacetError as error:
        return _page(request, symbol, number, refusal(request, error, ("at",)), typed)
    now = present_at(found.meeting, found.view.now)
    there, was = _ticked(typed), _shown(typed["was"]) if "was" in typed else now
    changed = {o for o in {**there, **was} if there.get(o) is not was.get(o)}
    arrived = tuple(
        c.Arrival(o, how) for o, how in there.items() if o in changed and now.get(o) is not how
    )
    left = tuple(o for o in now if o in changed and there.get(o) is not now[o])
    bad = given(request, c.NotePresence(number, arrived, left, at), typed, symbol)
    return _done(request, symbol, number, bad, typed, "presence-noted")


@router.post("/negotiations/{symbol}/meetings/{number}/decisions")
def decision(
    request: Request, who: frame.Reader, symbol: Symbol, number: Number, typed: Typed
) -> Response:
    """Note a decision."""
    item = typed.get("item", "")
    whole = int(item) if item.isascii() and item.isdigit() and len(item) < 8 else 0
    command = c.NoteDecision(number, whole, typed.get("words", ""), typed.get("reason", ""))
    done = give(request, command, typed, negotiation=symbol, fields=("words", "reason"))
    bad = done if isinstance(done, Refusal) else None
    return _done(request, symbol, number, bad, typed, "decision-noted")


@router.post("/negotiations/{symbol}/meetings/{number}/agreed")
def agreed(
    request: Request, who: frame.Reader, symbol: Symbol, number: Number, typed: Typed
) -> Response:
    """Note how far the paragraph that the room sees is agreed."""
    found = wall(request, symbol, number, None, "")
    view, shown = found.objective, found.shown
    if view is None or shown is None:
        nothing = BadInput("paragraph", N_("The room sees no paragraph."), N_("Show one first."))
        return _page(request, symbol, number, refusal(request, nothing), typed)
    chosen = typed.get("level", "")
    level = Level(chosen) if chosen in {x.value for x in NOTED} else Level.OPEN
    base = typed.get("base", "")
    version = int(base) if base.isascii() and base.isdigit() and len(base) < 8 else 0
    command = c.AgreeParagraphs(version, (typed.get("paragraph", ""),), level, (), "")
    done = give(request, command, typed, objective=view.objective.ref, fields=("level",))
    bad = done if isinstance(done, Refusal) else None
    return _done(request, symbol, number, bad, typed, "agreement-noted")


def _ticked(typed: Mapping[str, str]) -> dict[str, Attendance]:
    """Who is ticked on the form, as what; as alternate where both are ticked."""
    return {
        organisation: how
        for how in Attendance
        for organisation in typed.get(how.value, "").split("\n")
        if organisation
    }


def _shown(was: str) -> dict[str, Attendance]:
    """Who was in the room when the form was shown, as the form kept it."""
    pairs = (one.rpartition(":") for one in was.split())
    return {o: Attendance(how) for o, _, how in pairs if how in list(Attendance)}


def _back(request: Request, symbol: str, number: int, done: str) -> Response:
    return show.back(request, f"/negotiations/{symbol}/meetings/{number}/desk", done)


def _done(
    request: Request,
    symbol: str,
    number: int,
    bad: Refusal | None,
    typed: Mapping[str, str],
    notice: str,
) -> Response:
    if bad is not None:
        return _page(request, symbol, number, bad, typed)
    return _back(request, symbol, number, notice)


def _page(
    request: Request,
    symbol: str,
    number: int,
    bad: Refusal | None = None,
    typed: Mapping[str, str] | None = None,
) -> Response:
    found = meeting_view(request, symbol, number)
    if not found.serves:
        raise NotAllowed(ACTIONS[c.NoteDecision])
    shown = wall(request, symbol, number, None, "")
    now = present_at(found.meeting, found.view.now)
    ticked = _ticked(typed) if bad is not None and typed and "was" in typed else now
    return show.page(
        request,
        "meetings/desk",
        bad.status if bad else 200,
        view=found.view,
        m=found.meeting,
        found=found,
        wall=shown,
        here=shown.room.item.number if shown.room.item else 0,
        was=" ".join(f"{o}:{how.value}" for o, how in now.items()),
        ticked={how.value: [o for o, at in ticked.items() if at is how] for how in Attendance},
        ref=shown.objective.objective.ref if shown.objective else "",
        may_settle=shown.objective is not None and "SettleBracket" in shown.objective.may,
        may_agree=shown.objective is not None and "AgreeParagraphs" in shown.objective.may,
        may_enter=shown.objective is not None and "EnterPositions" in shown.objective.may,
        levels=NOTED,
        values=typed or {},
        errors=bad.errors if bad else {},
    )
