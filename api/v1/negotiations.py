"""Tables: opening them, who sits there, who serves."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from placet.api.session import Caller, RootOf
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
    NegotiationGiven,
    OfficerGiven,
    ParticipantGiven,
)
from placet.api.v1.limits import SymbolAt, Title
from placet.api.v1.shown_tables import NegotiationBrief, NegotiationShown, ObjectiveBrief
from placet.api.v1.shown_texts import AuditShown
from placet.api.v1.texts_given import ProposalGiven, file_text
from placet.engine import commands as c
from placet.engine.errors import N_, BadInput

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


async def file_body(request: Request) -> str:
    """The words of a file that was sent as it is."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind not in ("text/markdown", "text/plain"):
        raise HTTPException(415)
    try:
        return (await request.body()).decode("utf-8-sig")
    except UnicodeDecodeError as bad:
        raise BadInput(
            "body",
            N_("The file is not in UTF-8 (byte {at})."),
            N_("Save it as UTF-8 and send it again."),
            at=bad.start + 1,
        ) from None


@importing.post(
    "/{symbol}/objectives/import",
    status_code=201,
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {
                "text/markdown": {"schema": {"type": "string"}},
                "text/plain": {"schema": {"type": "string"}},
            },
        }
    },
)
def propose_file(
    ask: Asking,
    request: Request,
    symbol: SymbolAt,
    title: Annotated[Title, Query()],
    source: Annotated[str, Depends(file_body)],
    purpose: Annotated[Title, Query()] = "-",
) -> Done:
    """Propose an objective whose first text is a Markdown or plain text file."""
    plain = request.headers.get("content-type", "").startswith("text/plain")
    text, minted = file_text(source, plain)
    return ask.give(c.Propose(title, purpose, text, minted), negotiation=symbol)


@router.get("/{symbol}/audit")
def audit(
    root: RootOf, who: Caller, symbol: SymbolAt, before: Before = None, limit: Limit = 100
) -> AuditShown:
    """The ledger of one negotiation, newest first."""
    return AuditShown.of(root.cases.audit(who.actor, symbol, None, before, limit), limit)
