"""The tables a person sits at: the list, a new one, one of them."""

from __future__ import annotations

from typing import Annotated
from zoneinfo import available_timezones

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from pydantic import Field

from placet.api.pages import frame, show
from placet.engine import commands as c
from placet.engine.access import can
from placet.engine.errors import N_, NotAllowed, PlacetError
from placet.engine.model import Capacity, Objective
from placet.engine.published import DefinitionKind
from placet.engine.views import NegotiationView

router = APIRouter()
Typed = Annotated[dict[str, str], Depends(show.form)]

_MISSING = {
    "symbol": N_("Give the negotiation a short symbol, such as EWCG-2027."),
    "title": N_("Give the negotiation a title."),
    "purpose": N_("Say in a sentence or two what the negotiation is for."),
}


class Opening(show.Form):
    """A table to be opened."""

    title: str = Field(min_length=1, max_length=400)
    symbol: str = Field(min_length=1, max_length=40)
    purpose: str = Field(min_length=1, max_length=20_000)
    zone: str = Field("", max_length=60)
    contact: str = Field("", max_length=400)
    workflow: str = Field("", max_length=60)
    body: str = Field("", max_length=40)
    observers: str = Field("", pattern="^(yes|no)?$")


def zones() -> list[tuple[str, str]]:
    """The zones to choose from: places, and UTC first."""
    places = sorted(z for z in available_timezones() if "/" in z and not z.startswith("Etc/"))
    return [("UTC", "UTC"), *((z, z.replace("_", " ")) for z in places)]


@router.get("/negotiations")
def negotiations(request: Request, who: frame.Reader) -> Response:
    """All tables that this person may see."""
    cases = frame.cases(request)
    inbox = cases.inbox(who.actor)
    views = [cases.negotiation(who.actor, n.symbol) for n in inbox.negotiations]
    may_open = can(who.actor, c.OpenNegotiation, None, None, inbox.now)
    return show.page(request, "negotiations", inbox=inbox, views=views, may_open=may_open)


@router.get("/negotiations/new")
def ask_opening(request: Request, who: frame.Reader) -> Response:
    """The form for a new table."""
    if not can(who.actor, c.OpenNegotiation, None, None, frame.now(request)):
        raise NotAllowed(N_("open a negotiation"))
    return _opening(request, who, of=request.query_params.get("body", ""))


@router.post("/negotiations/new")
def open_negotiation(request: Request, who: frame.Reader, typed: Typed) -> Response:
    """Open the table."""
    sent, errors = show.checked(Opening, typed, _MISSING)
    status = 422
    if sent is not None:
        command = c.OpenNegotiation(
            sent.symbol,
            sent.title,
            sent.purpose,
            sent.zone,
            sent.workflow,
            sent.contact,
            sent.body,
            sent.observers == "yes" if sent.observers else None,
        )
        try:
            answer = frame.cases(request).handle(who.actor, command, key=typed.get("key"))
        except PlacetError as error:
            status, errors = show.refused(error, tuple(Opening.model_fields))
        else:
            return show.back(request, f"/negotiations/{answer.object}/people", done="opened")
    of = typed.get("body", "")
    return _opening(request, who, status, of=of, values=typed, errors=errors)


def _opening(
    request: Request, who: frame.Reader, status: int = 200, of: str = "", **context: object
) -> Response:
    bodies = frame.cases(request).bodies(who.actor)
    found = frame.cases(request).definitions(who.actor, DefinitionKind.WORKFLOW)
    newest = {d.name: d for d in found}  # of one name the newest comes last
    return show.page(
        request,
        "negotiation-new",
        status,
        zones=zones(),
        bodies=bodies,
        of=next((b for b in bodies if b.code == of), None),
        procedures=sorted(newest.values(), key=lambda d: (d.name != "joint-objective", d.title)),
        **context,
    )


@router.get("/negotiations/{symbol}")
def negotiation(request: Request, who: frame.Reader, symbol: str) -> Response:
    """One table: its agenda, who sits at it, who serves it."""
    view = frame.cases(request).negotiation(who.actor, symbol)
    return show.page(
        request,
        "negotiation",
        view=view,
        ongoing=[o for o in _by_deadline(view) if not view.stages[o.ref].end],
        ended=[o for o in view.objectives if view.stages[o.ref].end],
        delegates=serving(view),
    )


def serving(view: NegotiationView) -> dict[str, list[tuple[str, Capacity]]]:
    """The people who act for each organisation now: (person, capacity)."""
    found: dict[str, list[tuple[str, Capacity]]] = {}
    for d in view.negotiation.delegates:
        if d.since <= view.now and (d.until is None or view.now < d.until):
            found.setdefault(d.organisation, []).append((d.person, d.capacity))
    return found


def _by_deadline(view: NegotiationView) -> list[Objective]:
    """What is due first comes first; what has no deadline last."""

    def order(o: Objective) -> tuple[bool, float, str]:
        due = o.run.deadline
        return (due is None, due.at.timestamp() if due else 0.0, o.ref)

    return sorted(view.objectives, key=order)
