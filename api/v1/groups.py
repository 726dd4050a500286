"""Groups, proxies, and bodies that cast for their members."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path

from placet.api.session import Caller, RootOf
from placet.api.v1.asking import Asking, Done
from placet.api.v1.deliberation import Holding
from placet.api.v1.given_groups import (
    CastGiven,
    CastingGiven,
    EndCastingGiven,
    EndGiven,
    GroupChangeGiven,
    GroupGiven,
    ProxyGiven,
    StatementGiven,
    WhyGiven,
)
from placet.api.v1.limits import NumberAt, RefAt, SymbolAt
from placet.api.v1.shown_groups import GroupsShown, ProxiesShown
from placet.engine import commands as c

router = APIRouter(tags=["groups and proxies"])

CodeAt = Annotated[str, Path(max_length=40)]


@router.get("/negotiations/{symbol}/groups")
def groups(root: RootOf, who: Caller, symbol: SymbolAt) -> GroupsShown:
    """The groups of a table."""
    return GroupsShown.of(root.cases.negotiation(who.actor, symbol).negotiation)


@router.post("/negotiations/{symbol}/groups", status_code=201)
def form(ask: Asking, symbol: SymbolAt, given: GroupGiven) -> Done:
    """Note that organisations are a group."""
    return ask.give(given.command(), negotiation=symbol)


@router.post("/negotiations/{symbol}/groups/{code}")
def change(ask: Asking, symbol: SymbolAt, code: CodeAt, given: GroupChangeGiven) -> Done:
    """Give a group another title, kind, membership or speaker."""
    return ask.give(given.command(code), negotiation=symbol)


@router.post("/negotiations/{symbol}/groups/{code}/leave")
def leave(ask: Asking, symbol: SymbolAt, code: CodeAt) -> Done:
    """Take the asker's organisation out of a group."""
    return ask.give(c.LeaveGroup(code), negotiation=symbol)


@router.post("/negotiations/{symbol}/groups/{code}/dissolve")
def dissolve(ask: Asking, symbol: SymbolAt, code: CodeAt, given: WhyGiven) -> Done:
    """Let a group be no more; what it said stays."""
    return ask.give(c.DissolveGroup(code, given.reason), negotiation=symbol)


@router.get("/negotiations/{symbol}/proxies")
def proxies(root: RootOf, who: Caller, symbol: SymbolAt) -> ProxiesShown:
    """All proxies that were ever offered, and whether they are in force now."""
    view = root.cases.negotiation(who.actor, symbol)
    return ProxiesShown.of(view.negotiation, view.now)


@router.post("/negotiations/{symbol}/proxies", status_code=201)
def offer(ask: Asking, symbol: SymbolAt, given: ProxyGiven) -> Done:
    """Offer another organisation to answer for the asker's own."""
    return ask.give(given.command(), negotiation=symbol)


@router.post("/negotiations/{symbol}/proxies/{number}/accept")
def accept(ask: Asking, symbol: SymbolAt, number: NumberAt) -> Done:
    """Accept to answer for the organisation that offered it."""
    return ask.give(c.AcceptProxy(number), negotiation=symbol)


@router.post("/negotiations/{symbol}/proxies/{number}/decline")
def decline(ask: Asking, symbol: SymbolAt, number: NumberAt, given: WhyGiven) -> Done:
    """Decline what was offered."""
    return ask.give(c.DeclineProxy(number, given.reason), negotiation=symbol)


@router.post("/negotiations/{symbol}/proxies/{number}/end")
def end(ask: Asking, symbol: SymbolAt, number: NumberAt, given: EndGiven) -> Done:
    """End a proxy, or take an offer back; what was recorded under it stays."""
    return ask.give(c.EndProxy(number, given.reason), negotiation=symbol)


@router.post("/negotiations/{symbol}/casting", status_code=201)
def declare(ask: Asking, symbol: SymbolAt, given: CastingGiven) -> Done:
    """Note that a body casts for its members."""
    return ask.give(given.command(), negotiation=symbol)


@router.post("/negotiations/{symbol}/casting/end")
def end_casting(ask: Asking, symbol: SymbolAt, given: EndCastingGiven) -> Done:
    """Let a body no longer cast for any of its members."""
    return ask.give(given.command(), negotiation=symbol)


@router.post("/objectives/{ref}/positions/for-members", status_code=201)
def cast(ask: Holding, ref: RefAt, given: CastGiven) -> Done:
    """Record one position for each member that is present and has not answered itself."""
    return ask.give(given.cast(), objective=ref)


@router.post("/objectives/{ref}/group-statements", status_code=201)
def speak(ask: Asking, ref: RefAt, given: StatementGiven) -> Done:
    """Say on a ballot what a group holds; a later statement replaces an earlier one."""
    return ask.give(given.command(), objective=ref)


@router.post("/objectives/{ref}/amendments/{number}/dissociate")
def dissociate(ask: Asking, ref: RefAt, number: NumberAt) -> Done:
    """Say that the asker's organisation does not share an amendment of its group."""
    return ask.give(c.DissociateFromAmendment(number), objective=ref)
