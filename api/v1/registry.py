"""Organisations and people of the installation."""

from __future__ import annotations

from fastapi import APIRouter, Response

from placet.api.session import Caller, RootOf
from placet.api.v1.asking import After, Asking, Done, Limit, Page, page_of
from placet.api.v1.given_house import OrganisationGiven, PersonGiven
from placet.api.v1.shown_tables import OrganisationShown, PersonShown

router = APIRouter(tags=["registry"])


@router.get("/organisations")
def organisations(
    root: RootOf, who: Caller, after: After = None, limit: Limit = 100
) -> Page[OrganisationShown]:
    """The organisations, by code."""
    found = root.cases.organisations(who.actor)
    return page_of(found, lambda o: o.code, OrganisationShown.model_validate, after, limit)


@router.post("/organisations", status_code=201)
def register(ask: Asking, given: OrganisationGiven, response: Response) -> Done:
    """Add an organisation."""
    return ask.give(given.command())


@router.get("/people")
def people(root: RootOf, who: Caller, after: After = None, limit: Limit = 100) -> Page[PersonShown]:
    """The people the asker may see with their addresses."""
    found = root.cases.people(who.actor)
    return page_of(found, lambda p: p.id, PersonShown.model_validate, after, limit)


@router.post("/people", status_code=201)
def invite(ask: Asking, given: PersonGiven) -> Done:
    """Add a person who may sign in; `reference` is their id."""
    return ask.give(given.command())
