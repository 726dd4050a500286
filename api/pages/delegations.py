"""Delegations of a table: one's own page, and every small form about them.

A form is about one thing and names it (`deed`).  It leads back to the page it stands on: that of
the secretariat, which has all delegations, or the own one of an organisation.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Path, Request
from fastapi.responses import Response

from placet.api.pages import frame, people_of, show
from placet.api.pages.acting import Refusal, Typed, give, refusal
from placet.api.pages.delegation_forms import (
    FORMS,
    MISSING,
    OwnPerson,
    at_field,
    from_day,
    to_day,
)
from placet.api.pages.negotiations import zones
from placet.engine import commands as c
from placet.engine.decide.delegations import OWN
from placet.engine.delegation_views import delegations, today
from placet.engine.errors import N_, AlreadyExists, BadInput, NotAllowed, NotFound, PlacetError
from placet.engine.views import NegotiationView
from placet.templates import expose
from placet.templates.delegation_words import (
    credential_label,
    may_sentence,
    participation_label,
    validity_label,
)

router = APIRouter()
Symbol = Annotated[str, Path(max_length=80)]

expose(
    credential_label=credential_label,
    may_sentence=may_sentence,
    participation_label=participation_label,
    validity_label=validity_label,
)


@router.get("/negotiations/{symbol}/delegation")
def own(request: Request, who: frame.Reader, symbol: Symbol) -> Response:
    """One's own delegation at this table."""
    return _own(request, frame.cases(request).negotiation(who.actor, symbol))


@router.post("/negotiations/{symbol}/delegation/{deed}")
def do(
    request: Request,
    who: frame.Reader,
    symbol: Symbol,
    deed: Annotated[str, Path(max_length=40)],
    typed: Typed,
) -> Response:
    """Do one thing about a delegation."""
    view = frame.cases(request).negotiation(who.actor, symbol)
    page = typed.pop("page", "")
    if deed == "appoint":
        bad = _appoint(request, view, typed)
    elif deed in FORMS:
        bad = _done(request, view, deed, typed)
    else:
        raise NotFound(N_("page"), deed)
    if bad is None:
        where = "people" if page == "people" else "delegation"
        return show.back(request, f"/negotiations/{symbol}/{where}", f"delegation-{deed}")
    context = {"values": typed, "errors": dict(bad.errors), "failed": deed}
    if page == "people":
        return people_of.shown(request, who, symbol, bad.status, **context)
    return _own(request, view, bad.status, **context)


def _done(
    request: Request, view: NegotiationView, deed: str, typed: Mapping[str, str]
) -> Refusal | None:
    """None where it was done, else the refusal with the fields of this form."""
    sent, errors = show.checked(FORMS[deed], dict(typed), MISSING)
    if sent is None:
        return Refusal(422, errors)
    fields = tuple(type(sent).model_fields)
    try:
        command = sent.command()
    except BadInput as error:
        return refusal(request, error, fields)
    answer = give(request, command, typed, negotiation=view.negotiation.symbol, fields=fields)
    if not isinstance(answer, Refusal):
        return None
    if isinstance(answer.error, BadInput):
        return refusal(request, at_field(deed, answer.error), fields)
    return answer


def _appoint(request: Request, view: NegotiationView, typed: Mapping[str, str]) -> Refusal | None:
    """Register the person, if nobody has the address yet, and appoint them."""
    sent, errors = show.checked(OwnPerson, dict(typed), MISSING)
    if sent is None:
        return Refusal(422, errors)
    organisation, n, key = view.standing.organisation, view.negotiation, typed.get("key", "")
    cases, fields = frame.cases(request), tuple(OwnPerson.model_fields)
    try:
        if organisation is None or "AppointDelegate" not in view.may:
            raise NotAllowed(N_("appoint a delegate"))
        if sent.capacity not in OWN and not view.standing.secretariat:
            raise BadInput(
                "capacity",
                N_("Heads of delegation and focal points are appointed by the secretariat."),
                N_("Choose another capacity, or write to the secretariat."),
            )
        since = from_day(sent.begins, n.zone, "begins")
        until = to_day(sent.ends, n.zone, "ends")
        if sent.person_name:
            _known(request, sent, f"{key}-1" if key else None)
        command = c.AppointDelegate("", organisation, sent.capacity, since, until, sent.email)
        cases.handle(view.actor, command, negotiation=n.symbol, key=f"{key}-2" if key else None)
    except NotFound:
        raise
    except BadInput as error:
        return refusal(request, at_field("appoint", error), fields)
    except PlacetError as error:
        return refusal(request, error, fields)
    return None


def _known(request: Request, sent: OwnPerson, key: str | None) -> None:
    """Register the person; whoever has the address already is appointed as they are known."""
    made = c.InvitePerson(sent.person_name, sent.email, sent.person_zone)
    who = frame.who_looks(request)
    if who is None:
        return
    try:
        frame.cases(request).handle(who.actor, made, key=key)
    except AlreadyExists:
        return


def _own(request: Request, view: NegotiationView, status: int = 200, **context: object) -> Response:
    mine = view.standing.organisation
    if mine is None:
        raise NotAllowed(N_("see a delegation: you act for no organisation here"))
    found = next(d for d in delegations(view) if d.organisation == mine)
    people = [(f"{mine}/{m.person}", m.name) for m in found.members]
    self_only = [x for x in people if x[0] == f"{mine}/{view.me.id}"]
    return show.page(
        request,
        "delegation",
        status,
        view=view,
        d=found,
        people=people,
        excusable=people if view.standing.leads_delegation else self_only,
        zones=zones(),
        today=today(view).isoformat(),
        own_capacities=[x for x in ("alternate", "drafter", "observer") if x in OWN],
        **context,
    )
