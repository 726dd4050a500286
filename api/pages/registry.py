"""The organisations and people of the installation, for those who look after them."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from pydantic import Field

from placet.api.pages import frame, show
from placet.api.pages.negotiations import zones
from placet.api.session import SignedIn
from placet.engine import commands as c
from placet.engine.access import can
from placet.engine.errors import N_, NotAllowed, PlacetError
from placet.templates import languages

router = APIRouter()
Typed = Annotated[dict[str, str], Depends(show.form)]

_MISSING = {
    "code": N_("Give a short name, such as FAO."),
    "name": N_("Give the full name."),
    "email": N_("Give the e-mail address."),
}


class Registering(show.Form):
    """An organisation."""

    code: str = Field(min_length=1, max_length=40)
    name: str = Field(min_length=1, max_length=400)
    mandate: str = Field("", max_length=20_000)


class Inviting(show.Form):
    """A person."""

    name: str = Field(min_length=1, max_length=400)
    email: str = Field(min_length=1, max_length=254)
    zone: str = Field("UTC", max_length=60)
    language: str = Field("en", max_length=20)
    administrator: str = Field("", max_length=3)


@router.get("/organisations")
def organisations(request: Request, who: frame.Reader) -> Response:
    """All organisations, and the form for another one."""
    return _organisations(request, who)


@router.post("/organisations")
def register(request: Request, who: frame.Reader, typed: Typed) -> Response:
    """Register an organisation."""
    sent, errors = show.checked(Registering, typed, _MISSING)
    status = 422
    if sent is not None:
        command = c.RegisterOrganisation(sent.code, sent.name, sent.mandate)
        try:
            frame.cases(request).handle(who.actor, command, key=typed.get("key"))
        except PlacetError as error:
            status, errors = show.refused(error, tuple(Registering.model_fields))
        else:
            return show.back(request, "/organisations", "organisation-registered")
    return _organisations(request, who, status, values=typed, errors=errors)


@router.get("/people")
def people(request: Request, who: frame.Reader) -> Response:
    """All people this person may see, and the form to invite another one."""
    return _people(request, who)


@router.post("/people")
def invite(request: Request, who: frame.Reader, typed: Typed) -> Response:
    """Invite a person."""
    sent, errors = show.checked(Inviting, typed, _MISSING)
    status = 422
    if sent is not None:
        administrator = sent.administrator == "yes"
        command = c.InvitePerson(sent.name, sent.email, sent.zone, sent.language, administrator)
        try:
            frame.cases(request).handle(who.actor, command, key=typed.get("key"))
        except PlacetError as error:
            status, errors = show.refused(error, tuple(Inviting.model_fields))
        else:
            return show.back(request, "/people", "person-registered")
    return _people(request, who, status, values=typed, errors=errors)


def _allowed(request: Request, who: SignedIn, action: type) -> None:
    if not can(who.actor, action, None, None, frame.now(request)):
        raise NotAllowed(N_("look after people and organisations"))


def _organisations(
    request: Request, who: SignedIn, status: int = 200, **context: object
) -> Response:
    _allowed(request, who, c.RegisterOrganisation)
    known = frame.cases(request).organisations(who.actor)
    return show.page(request, "organisations", status, organisations=known, **context)


def _people(request: Request, who: SignedIn, status: int = 200, **context: object) -> Response:
    _allowed(request, who, c.InvitePerson)
    return show.page(
        request,
        "people",
        status,
        people=frame.cases(request).people(who.actor),
        zones=zones(),
        spoken=[(code, code) for code in languages()],
        **context,
    )
