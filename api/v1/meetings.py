"""The meetings of a table: calling one, who is there, what is decided, its minutes."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from placet.api.session import Caller, RootOf
from placet.api.v1.asking import After, Asking, Done, Limit, Page, page_of, tagged
from placet.api.v1.given_meetings import (
    AgendaGiven,
    CancelGiven,
    DecisionGiven,
    MeetingMoveGiven,
    MeetingPlanGiven,
    MinutesGiven,
    PresenceGiven,
)
from placet.api.v1.limits import NumberAt, SymbolAt
from placet.api.v1.shown_meetings import MeetingBrief, MeetingShown
from placet.engine import commands as c

router = APIRouter(prefix="/negotiations/{symbol}/meetings", tags=["meetings"])


@router.get("")
def meetings(
    root: RootOf, who: Caller, symbol: SymbolAt, after: After = None, limit: Limit = 100
) -> Page[MeetingBrief]:
    """The meetings of a table, by number."""
    found = root.cases.negotiation(who.actor, symbol).negotiation.meetings
    return page_of(found, lambda m: f"{m.number:06d}", MeetingBrief.model_validate, after, limit)


@router.post("", status_code=201)
def plan(ask: Asking, symbol: SymbolAt, given: MeetingPlanGiven) -> Done:
    """Call a meeting; the answer's reference is its number."""
    return ask.give(given.command(), negotiation=symbol)


@router.get("/{number}", response_model=MeetingShown)
def meeting(
    request: Request, root: RootOf, who: Caller, symbol: SymbolAt, number: NumberAt
) -> Response:
    """One meeting."""
    found = root.cases.meeting(who.actor, symbol, number)
    return tagged(request, MeetingShown.of(found), found.view.negotiation.version)


@router.post("/{number}/move")
def move(ask: Asking, symbol: SymbolAt, number: NumberAt, given: MeetingMoveGiven) -> Done:
    """Say another time or place; deadlines that follow the meeting move too."""
    return ask.give(given.command(number), negotiation=symbol)


@router.post("/{number}/agenda")
def agenda(ask: Asking, symbol: SymbolAt, number: NumberAt, given: AgendaGiven) -> Done:
    """Put another agenda in place."""
    return ask.give(given.command(number), negotiation=symbol)


@router.post("/{number}/open")
def open_it(ask: Asking, symbol: SymbolAt, number: NumberAt) -> Done:
    """Open the meeting."""
    return ask.give(c.OpenMeeting(number), negotiation=symbol)


@router.post("/{number}/presence")
def presence(ask: Asking, symbol: SymbolAt, number: NumberAt, given: PresenceGiven) -> Done:
    """Note who came and who left."""
    return ask.give(given.command(number), negotiation=symbol)


@router.post("/{number}/decisions", status_code=201)
def decide(ask: Asking, symbol: SymbolAt, number: NumberAt, given: DecisionGiven) -> Done:
    """Note a decision."""
    return ask.give(given.command(number), negotiation=symbol)


@router.post("/{number}/close")
def close(ask: Asking, symbol: SymbolAt, number: NumberAt) -> Done:
    """Close the meeting."""
    return ask.give(c.CloseMeeting(number), negotiation=symbol)


@router.post("/{number}/cancel")
def cancel(ask: Asking, symbol: SymbolAt, number: NumberAt, given: CancelGiven) -> Done:
    """Say that the meeting does not take place."""
    return ask.give(given.command(number), negotiation=symbol)


@router.post("/{number}/minutes", status_code=201)
def minutes(ask: Asking, symbol: SymbolAt, number: NumberAt, given: MinutesGiven) -> Done:
    """Publish the minutes."""
    return ask.give(given.command(number), negotiation=symbol)
