"""What stands beside the positions: entries on behalf, waits, late ones, statements, concerns."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from placet.api.v1.asking import Asking, Done
from placet.api.v1.deliberation import Holding
from placet.api.v1.given_beside import (
    AwaitingGiven,
    ConcernGiven,
    EndorserGiven,
    EntryGiven,
    LatePositionGiven,
    StatementGiven,
    WhyGiven,
)
from placet.api.v1.limits import MaybeCode, NumberAt, RefAt
from placet.engine import commands as c

router = APIRouter(prefix="/objectives/{ref}", tags=["beside the positions"])


@router.post("/positions/entered", status_code=201)
def enter(ask: Asking, ref: RefAt, given: EntryGiven) -> Done:
    """Enter positions on behalf of organisations, all or none; each of them is told."""
    return ask.give(given.command(), objective=ref)


@router.post("/positions/awaiting")
def wait(ask: Holding, ref: RefAt, given: AwaitingGiven) -> Done:
    """Say that an organisation waits for instructions: it has no position."""
    return ask.give(given.command(), objective=ref)


@router.post("/positions/late", status_code=201)
def late(ask: Holding, ref: RefAt, given: LatePositionGiven) -> Done:
    """Put a late position on record; it is never counted."""
    return ask.give(given.command(), objective=ref)


@router.post("/statements", status_code=201)
def state(ask: Asking, ref: RefAt, given: StatementGiven) -> Done:
    """Make a statement; `reference` is its number."""
    return ask.give(given.command(), objective=ref)


@router.post("/statements/{number}/lift")
def lift(ask: Asking, ref: RefAt, number: NumberAt, given: WhyGiven) -> Done:
    """Lift a scrutiny reserve of the asker's organisation."""
    return ask.give(c.LiftReserve(number, given.reason), objective=ref)


@router.post("/statements/{number}/override")
def override(ask: Asking, ref: RefAt, number: NumberAt, given: WhyGiven) -> Done:
    """Go on although a scrutiny reserve is held; needs the reason."""
    return ask.give(c.OverrideReserve(number, given.reason), objective=ref)


@router.post("/statements/{number}/withdraw")
def withdraw_statement(ask: Asking, ref: RefAt, number: NumberAt, given: WhyGiven) -> Done:
    """Take back a statement of the asker's organisation."""
    return ask.give(c.WithdrawStatement(number, given.reason), objective=ref)


@router.post("/concerns", status_code=201)
def raise_concern(ask: Asking, ref: RefAt, given: ConcernGiven) -> Done:
    """Raise a named concern; `reference` is its number."""
    return ask.give(given.command(), objective=ref)


@router.post("/concerns/{number}/resolve")
def resolve(ask: Asking, ref: RefAt, number: NumberAt, given: WhyGiven) -> Done:
    """Say that a concern is resolved; whoever is not its author gives the reason."""
    return ask.give(c.ResolveConcern(number, given.reason), objective=ref)


@router.post("/concerns/{number}/withdraw")
def withdraw_concern(ask: Asking, ref: RefAt, number: NumberAt, given: WhyGiven) -> Done:
    """Take back a concern of the asker's organisation."""
    return ask.give(c.WithdrawConcern(number, given.reason), objective=ref)


@router.post("/concerns/{number}/reopen")
def reopen(ask: Asking, ref: RefAt, number: NumberAt, given: WhyGiven) -> Done:
    """Open a concern of the asker's organisation again."""
    return ask.give(c.ReopenConcern(number, given.reason), objective=ref)


@router.post("/endorsers", status_code=201)
def endorse(ask: Asking, ref: RefAt, given: EndorserGiven) -> Done:
    """Endorse that the proposal goes on; this is no position."""
    return ask.give(c.EndorseProposal(given.organisation), objective=ref)


@router.delete("/endorsers")
def end_endorsement(
    ask: Asking, ref: RefAt, organisation: Annotated[MaybeCode, Query()] = ""
) -> Done:
    """Endorse it no longer."""
    return ask.give(c.EndEndorsement(organisation), objective=ref)
