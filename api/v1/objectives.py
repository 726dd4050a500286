"""One objective, read: whole, in an earlier version, compared, its record, its draft."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from placet.api.session import Caller, RootOf
from placet.api.v1.asking import After, Limit, Page, page_of, tagged
from placet.api.v1.limits import IdAt, NumberAt, RefAt
from placet.api.v1.negotiations import Before
from placet.api.v1.shown import ObjectiveShown
from placet.api.v1.shown_ballots import BallotShown, ReceiptShown
from placet.api.v1.shown_definitions import MovingShown
from placet.api.v1.shown_texts import (
    AuditShown,
    CommentShown,
    CompareShown,
    MissingShown,
    TextShown,
)
from placet.templates import i18n

router = APIRouter(tags=["objectives"])

Version = Annotated[int, Query(ge=1, le=1_000_000)]


@router.get("/objectives/{ref}", response_model=ObjectiveShown)
def objective(request: Request, root: RootOf, who: Caller, ref: RefAt) -> Response:
    """One objective with its newest text."""
    view = root.cases.objective(who.actor, ref)
    with i18n.language(who.person.language):
        return tagged(request, ObjectiveShown.seen(view), view.objective.version)


@router.get("/objectives/{ref}/texts/{number}", response_model=TextShown)
def text(request: Request, root: RootOf, who: Caller, ref: RefAt, number: NumberAt) -> Response:
    """One version of the text; it never changes."""
    view = root.cases.objective(who.actor, ref, number)
    return tagged(request, TextShown.of(view.shown, view.text), number)


@router.get("/objectives/{ref}/ballots")
def ballots(
    root: RootOf, who: Caller, ref: RefAt, after: After = None, limit: Limit = 50
) -> Page[BallotShown]:
    """Every ballot that was opened, with the positions that count."""
    found = root.cases.objective(who.actor, ref).ballots
    return page_of(found, lambda b: b.number, BallotShown.of, after, limit)


@router.get("/objectives/{ref}/comments")
def comments(
    root: RootOf, who: Caller, ref: RefAt, after: After = None, limit: Limit = 100
) -> Page[CommentShown]:
    """The comments of all rounds."""
    found = root.cases.objective(who.actor, ref).comments
    return page_of(found, lambda c: c.number, CommentShown.model_validate, after, limit)


@router.get("/objectives/{ref}/compare")
def compare(
    root: RootOf,
    who: Caller,
    ref: RefAt,
    old: Annotated[Version, Query(alias="from")],
    new: Annotated[Version, Query(alias="to")],
) -> CompareShown:
    """What changed between two versions."""
    return CompareShown.of(root.cases.compare(who.actor, ref, old, new))


@router.get("/objectives/{ref}/workflow")
def moving(root: RootOf, who: Caller, ref: RefAt) -> MovingShown:
    """The later versions of the procedure, and what keeps the objective from moving to them."""
    with i18n.language(who.person.language):
        return MovingShown.of(root.cases.moving(who.actor, ref))


@router.get("/objectives/{ref}/missing")
def missing(root: RootOf, who: Caller, ref: RefAt) -> Page[MissingShown]:
    """Who still owes an answer, for those who may remind them."""
    _, found = root.cases.missing(who.actor, ref)
    return Page(items=[MissingShown.of(m) for m in found])


@router.get("/objectives/{ref}/audit")
def audit(
    root: RootOf, who: Caller, ref: RefAt, before: Before = None, limit: Limit = 100
) -> AuditShown:
    """The ledger of one objective, newest first."""
    symbol = root.cases.objective(who.actor, ref).negotiation.symbol
    return AuditShown.of(root.cases.audit(who.actor, symbol, ref, before, limit), limit)


@router.get("/receipts/{reference}")
def receipt(root: RootOf, who: Caller, reference: IdAt) -> ReceiptShown:
    """A recorded position by its reference."""
    return ReceiptShown.of(root.cases.receipt(who.actor, reference))
