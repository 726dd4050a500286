"""Tables: opening them, who sits there, who serves."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from placet.api.session import Caller, RootOf
from placet.api.v1 import files
from placet.api.v1.asking import (
    After,
    Asking,
    Done,
    Limit,
    Page,
    page_of,
    tagged,
)
from placet.api.v1.given_house import (
    DelegateGiven,
    EndDelegateGiven,
    EndLinkGiven,
    LinkGiven,
    NegotiationGiven,
    OfficerGiven,
    ParticipantGiven,
)
from placet.api.v1.limits import NumberAt, SymbolAt, Title
from placet.api.v1.shown_tables import NegotiationBrief, NegotiationShown, ObjectiveBrief
from placet.api.v1.shown_texts import AuditShown
from placet.api.v1.texts_given import ProposalGiven
from placet.engine import commands as c

router = APIRouter(prefix="/negotiations", tags=["negotiations"])
importing = APIRouter(prefix="/negotiations", tags=["negotiations"])

Before = Annotated[int | None, Query(ge=1, le=1_000_000_000, description="Entries before this.")]


@router.get("")
def negotiations(
    root: RootOf, who: Caller, after: After = None, limit: Limit = 50
) -> Page[NegotiationBrief]:
    """The negotiations that the asker has a part in, by symbol."""
    found = root.cases.inbox(who.actor).negotiations
    return page_of(found, lambda n: n.symbol, NegotiationBrief.model_validate, after, limit)


@router.post("", status_code=201)
def open_table(ask: Asking, given: NegotiationGiven) -> Done:
    """Open a table; the asker becomes its first secretariat."""
    return ask.give(given.command())


@router.get("/{symbol}", response_model=NegotiationShown)
def negotiation(request: Request, root: RootOf, who: Caller, symbol: SymbolAt) -> Response:
    """One table."""
    view = root.cases.negotiation(who.actor, symbol)
    return tagged(request, NegotiationShown.seen(view), view.negotiation.version)


@router.post("/{symbol}/participants", status_code=201)
def seat(ask: Asking, symbol: SymbolAt, given: ParticipantGiven) -> Done:
    """Seat an organisation."""
    return ask.give(given.command(), negotiation=symbol)


@router.post("/{symbol}/delegates", status_code=201)
def appoint(ask: Asking, symbol: SymbolAt, given: DelegateGiven) -> Done:
    """Let a person act for an organisation."""
    return ask.give(given.command(), negotiation=symbol)


@router.post("/{symbol}/delegates/end")
def end(ask: Asking, symbol: SymbolAt, given: EndDelegateGiven) -> Done:
    """Let a person no longer act for an organisation."""
    return ask.give(given.command(), negotiation=symbol)


@router.post("/{symbol}/officers", status_code=201)
def office(ask: Asking, symbol: SymbolAt, given: OfficerGiven) -> Done:
    """Give a person an office."""
    return ask.give(given.command(), negotiation=symbol)


@router.post("/{symbol}/links", status_code=201)
def link(ask: Asking, symbol: SymbolAt, given: LinkGiven) -> Done:
    """Link objectives as a package, or as alternatives."""
    return ask.give(given.command(), negotiation=symbol)


@router.post("/{symbol}/links/{number}/end")
def unlink(ask: Asking, symbol: SymbolAt, number: NumberAt, given: EndLinkGiven) -> Done:
    """Take a link away."""
    return ask.give(c.UnlinkObjectives(number, given.reason), negotiation=symbol)


@router.get("/{symbol}/objectives")
def objectives(
    root: RootOf, who: Caller, symbol: SymbolAt, after: After = None, limit: Limit = 100
) -> Page[ObjectiveBrief]:
    """The objectives of one table."""
    found = root.cases.negotiation(who.actor, symbol).objectives
    return page_of(found, lambda o: o.ref, ObjectiveBrief.of, after, limit)


@router.post("/{symbol}/objectives", status_code=201)
def propose(ask: Asking, symbol: SymbolAt, given: ProposalGiven) -> Done:
    """Propose an objective with its first text."""
    return ask.give(given.command(), negotiation=symbol)


@importing.post("/{symbol}/objectives/import", status_code=201, openapi_extra=files.BODY)
def propose_file(
    ask: Asking,
    symbol: SymbolAt,
    title: Annotated[Title, Query()],
    document: files.Document,
    purpose: Annotated[Title, Query()] = "-",
    name: files.Named = "",
    check: files.Check = False,
    changes: files.Made = True,
) -> files.FileReport:
    """Propose an objective whose first text is a document, or with `check` only report on it."""
    return files.propose(ask, symbol, title, purpose, document, name, check, changes)


@router.get("/{symbol}/audit")
def audit(
    root: RootOf, who: Caller, symbol: SymbolAt, before: Before = None, limit: Limit = 100
) -> AuditShown:
    """The ledger of one negotiation, newest first."""
    return AuditShown.of(root.cases.audit(who.actor, symbol, None, before, limit), limit)
