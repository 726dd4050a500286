"""Delegations at a table: coming and going, seats, absences, credentials."""

from __future__ import annotations

from fastapi import APIRouter

from placet.api.session import Caller, RootOf
from placet.api.v1.asking import Asking, Done
from placet.api.v1.given_delegations import (
    AbsenceGiven,
    AnswerGiven,
    CredentialEndGiven,
    CredentialGiven,
    LeavingGiven,
    OfficeEndGiven,
    SeatChangeGiven,
)
from placet.api.v1.limits import NumberAt, SymbolAt
from placet.api.v1.shown_delegations import DelegationShown
from placet.engine import commands as c
from placet.engine.delegation_views import delegations

router = APIRouter(prefix="/negotiations/{symbol}", tags=["delegations"])


@router.get("/delegations")
def shown(root: RootOf, who: Caller, symbol: SymbolAt) -> list[DelegationShown]:
    """The organisations at a table with their people, in the order of the table."""
    view = root.cases.negotiation(who.actor, symbol)
    return [DelegationShown.of(d) for d in delegations(view)]


@router.post("/participants/accede")
def accede(ask: Asking, symbol: SymbolAt, given: AnswerGiven) -> Done:
    """Take the seat to which an organisation was invited."""
    return ask.give(given.acceding(), negotiation=symbol)


@router.post("/participants/decline")
def decline(ask: Asking, symbol: SymbolAt, given: AnswerGiven) -> Done:
    """Not take the seat to which an organisation was invited."""
    return ask.give(given.declining(), negotiation=symbol)


@router.post("/participants/leave")
def leave(ask: Asking, symbol: SymbolAt, given: LeavingGiven) -> Done:
    """Leave the table; the rosters of open ballots stay as they are."""
    return ask.give(given.command(), negotiation=symbol)


@router.post("/participants/seat")
def change_seat(ask: Asking, symbol: SymbolAt, given: SeatChangeGiven) -> Done:
    """Change what a seat carries, from the next ballot on."""
    return ask.give(given.command(), negotiation=symbol)


@router.post("/officers/end")
def end_office(ask: Asking, symbol: SymbolAt, given: OfficeEndGiven) -> Done:
    """Let a person no longer hold an office; never the last secretariat."""
    return ask.give(given.command(), negotiation=symbol)


@router.post("/absences", status_code=201)
def record_absence(ask: Asking, symbol: SymbolAt, given: AbsenceGiven) -> Done:
    """Somebody is away, and a colleague stands in."""
    return ask.give(given.command(), negotiation=symbol)


@router.post("/absences/{number}/cancel")
def cancel_absence(ask: Asking, symbol: SymbolAt, number: NumberAt) -> Done:
    """An absence does not take place, or is over now."""
    return ask.give(c.CancelAbsence(number), negotiation=symbol)


@router.post("/credentials", status_code=201)
def record_credential(ask: Asking, symbol: SymbolAt, given: CredentialGiven) -> Done:
    """Note credentials or full powers that were seen."""
    return ask.give(given.command(), negotiation=symbol)


@router.post("/credentials/{number}/end")
def end_credential(
    ask: Asking, symbol: SymbolAt, number: NumberAt, given: CredentialEndGiven
) -> Done:
    """Note that a paper no longer counts."""
    return ask.give(given.command(number), negotiation=symbol)
