"""Who sits at one table: seating organisations, appointing people, ending a delegation.

An organisation or a person that is not registered yet is registered on the way, so that a
secretariat fills one form for one job.  Both steps carry keys made of the form's key: sent
twice, nothing happens twice.
"""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from pydantic import Field, field_validator

from placet.api.pages import frame, show
from placet.api.pages.delegation_forms import at_field, from_day, to_day
from placet.api.pages.negotiations import zones
from placet.api.session import SignedIn
from placet.engine import commands as c
from placet.engine.access import can
from placet.engine.decide.negotiations import HEAVIEST
from placet.engine.delegation_views import delegations, today
from placet.engine.errors import N_, BadInput, NotAllowed, PlacetError
from placet.engine.model import BallotState, Capacity, Objective, Participation, Role
from placet.engine.views import NegotiationView

router = APIRouter()
Typed = Annotated[dict[str, str], Depends(show.form)]

_MISSING = {
    "organisation": N_("Choose an organisation, or give the short name of a new one."),
    "weight": N_("Give the weight as a whole number; 1 if unsure."),
    "office": N_("Choose in what capacity the person acts."),
    "person": N_("Choose a person, or give the name and address of a new one."),
}
_ORDER = (
    Participation.SEATED,
    Participation.INVITED,
    Participation.DECLINED,
    Participation.LEFT,
)
_MAY_COME_BACK = (Participation.DECLINED, Participation.LEFT)
_BOTH = N_("One is chosen here and another is named below. Choose one here, or name a new one.")


class Seating(show.Form):
    """An organisation for the table: one that is registered, or a new one."""

    organisation: str = Field("", max_length=40)
    code: str = Field("", max_length=40)
    name: str = Field("", max_length=400)
    classes: str = Field("", max_length=200)
    weight: int = Field(1, ge=0, le=HEAVIEST)
    observer: str = Field("", max_length=3)
    to_accede: str = Field("", max_length=3)
    answer_by: str = Field("", max_length=10)

    @field_validator("weight", mode="before")
    @classmethod
    def _one(cls, value: str) -> str:
        return value or "1"


class Appointment(show.Form):
    """A person for the table: one that is registered, or a new one."""

    person: str = Field("", max_length=64)
    person_name: str = Field("", max_length=400)
    email: str = Field("", max_length=254)
    person_zone: str = Field("UTC", max_length=60)
    office: str = Field(min_length=1, pattern="^(" + "|".join([*Capacity, *Role]) + ")$")
    seat: str = Field("", max_length=40)
    begins: str = Field("", max_length=10)
    ends: str = Field("", max_length=10)


class Ending(show.Form):
    """A delegation that ends."""

    person: str = Field(min_length=1, max_length=64)
    organisation: str = Field(min_length=1, max_length=40)
    reason: str = Field("", max_length=4_000)


@router.get("/negotiations/{symbol}/people")
def people(request: Request, who: frame.Reader, symbol: str) -> Response:
    """Seats, delegates and officers, with the forms to change them."""
    return shown(request, who, symbol)


@router.post("/negotiations/{symbol}/organisations")
def seat(request: Request, who: frame.Reader, symbol: str, typed: Typed) -> Response:
    """Seat an organisation."""
    sent, errors = show.checked(Seating, typed, _MISSING)
    status = 422
    if sent is not None and not (sent.organisation or sent.code):
        errors = {"organisation": show.said(_MISSING["organisation"])}
    elif sent is not None and sent.organisation and (sent.code or sent.name):
        errors = {"organisation": show.said(_BOTH)}
    elif sent is not None:
        try:
            _seat(request, who, symbol, sent, typed.get("key", ""))
        except PlacetError as error:
            status, errors = show.refused(error, tuple(Seating.model_fields))
        else:
            return show.back(request, f"/negotiations/{symbol}/people", "organisation-invited")
    return shown(request, who, symbol, status, values=typed, errors=errors)


def _seat(request: Request, who: SignedIn, symbol: str, sent: Seating, key: str) -> None:
    cases, code = frame.cases(request), sent.organisation
    zone = cases.negotiation(who.actor, symbol).negotiation.zone
    answer_by = to_day(sent.answer_by, zone, "answer_by")
    if not code:
        made = c.RegisterOrganisation(sent.code, sent.name)
        code = cases.handle(who.actor, made, key=f"{key}-1").reference or sent.code
    classes = tuple(x.strip() for x in sent.classes.split(",") if x.strip())
    command = c.InviteOrganisation(
        code, classes, sent.weight, sent.observer == "yes", sent.to_accede == "yes", answer_by
    )
    cases.handle(who.actor, command, negotiation=symbol, key=f"{key}-2")


@router.post("/negotiations/{symbol}/appointments")
def appoint(request: Request, who: frame.Reader, symbol: str, typed: Typed) -> Response:
    """Appoint a delegate or an officer."""
    sent, errors = show.checked(Appointment, typed, _MISSING)
    status = 422
    if sent is not None:
        errors = _lacking(sent)
    if sent is not None and not errors:
        try:
            _appoint(request, who, symbol, sent, typed.get("key", ""))
        except PlacetError as error:
            if isinstance(error, BadInput):
                error = at_field("appoint", error)
            status, errors = show.refused(error, ("email", "person", "begins", "ends"))
        else:
            return show.back(request, f"/negotiations/{symbol}/people", "appointed")
    return shown(request, who, symbol, status, values=typed, errors=errors)


def _lacking(sent: Appointment) -> dict[str, str]:
    if not sent.person and not sent.email:
        return {"person": show.said(_MISSING["person"])}
    if sent.person and (sent.email or sent.person_name):
        return {"person": show.said(_BOTH)}
    if not sent.person and not sent.person_name:
        return {"person_name": show.said(N_("Give the name of the new person."))}
    if sent.office in tuple(Capacity) and not sent.seat:
        return {"seat": show.said(N_("Choose the organisation the person acts for."))}
    return {}


def _appoint(request: Request, who: SignedIn, symbol: str, sent: Appointment, key: str) -> None:
    cases, person = frame.cases(request), sent.person
    zone = cases.negotiation(who.actor, symbol).negotiation.zone
    since, until = from_day(sent.begins, zone, "begins"), to_day(sent.ends, zone, "ends")
    if not person:
        made = c.InvitePerson(sent.person_name, sent.email, sent.person_zone)
        person = cases.handle(who.actor, made, key=f"{key}-1").reference
    command: c.AppointDelegate | c.AppointOfficer
    if sent.office in tuple(Role):
        command = c.AppointOfficer(person, Role(sent.office))
    else:
        command = c.AppointDelegate(person, sent.seat, Capacity(sent.office), since, until)
    cases.handle(who.actor, command, negotiation=symbol, key=f"{key}-2")


@router.post("/negotiations/{symbol}/delegates/end")
def end(request: Request, who: frame.Reader, symbol: str, typed: Typed) -> Response:
    """End a delegation."""
    sent, errors = show.checked(Ending, typed)
    status = 422
    if sent is not None:
        command = c.EndDelegate(sent.person, sent.organisation, sent.reason)
        try:
            frame.cases(request).handle(
                who.actor, command, negotiation=symbol, key=typed.get("key")
            )
        except PlacetError as error:
            status, errors = show.refused(error)
        else:
            return show.back(request, f"/negotiations/{symbol}/people", "ended")
    return shown(request, who, symbol, status, errors=errors)


def shown(
    request: Request, who: SignedIn, symbol: str, status: int = 200, **context: object
) -> Response:
    """The page of all delegations, with the forms; what was typed wrong is shown again."""
    cases = frame.cases(request)
    view = cases.negotiation(who.actor, symbol)
    if not can(who.actor, "see_people", view.negotiation, None, view.now):
        raise NotAllowed(N_("see the people of this negotiation"))
    found = delegations(view)
    there = {d.organisation for d in found if d.participant.state not in _MAY_COME_BACK}
    seats = [d.organisation for d in found]
    known = cases.organisations(who.actor)
    everybody = cases.people(who.actor)
    return show.page(
        request,
        "negotiation-people",
        status,
        view=view,
        by_state=[(state, [d for d in found if d.participant.state is state]) for state in _ORDER],
        people=[
            (f"{d.organisation}/{m.person}", f"{d.organisation} · {m.name}")
            for d in found
            for m in d.members
        ],
        today=today(view).isoformat(),
        open_ballots=_open_ballots(view),
        to_invite=[(o.code, f"{o.code} · {o.name}") for o in known if o.code not in there],
        to_appoint=[(p.id, f"{p.name} · {p.email}") for p in everybody],
        seats=[(code, code) for code in sorted(seats)],
        zones=zones(),
        **context,
    )


def _open_ballots(view: NegotiationView) -> list[Objective]:
    """The objectives whose ballot is open: their rosters are frozen."""
    return [o for o in view.objectives if o.ballot and o.ballot.state is BallotState.OPEN]
