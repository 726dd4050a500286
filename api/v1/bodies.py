"""Standing bodies of the installation."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from placet.api.session import Caller, RootOf
from placet.api.v1.asking import After, Asking, Done, Limit, Page, page_of, tagged
from placet.api.v1.given_delegations import BodyChangeGiven, BodyGiven
from placet.api.v1.limits import CodeAt
from placet.api.v1.shown_delegations import BodyShown
from placet.engine import commands as c

router = APIRouter(prefix="/bodies", tags=["registry"])


@router.get("")
def bodies(root: RootOf, who: Caller, after: After = None, limit: Limit = 100) -> Page[BodyShown]:
    """The standing bodies, by code."""
    found = root.cases.bodies(who.actor)
    return page_of(found, lambda b: b.code, BodyShown.model_validate, after, limit)


@router.post("", status_code=201)
def establish(ask: Asking, given: BodyGiven) -> Done:
    """Add a standing body."""
    return ask.give(c.EstablishBody(given.body(given.code)))


@router.get("/{code}", response_model=BodyShown)
def body(request: Request, root: RootOf, who: Caller, code: CodeAt) -> Response:
    """One standing body."""
    found = root.cases.body(who.actor, code)
    return tagged(request, BodyShown.model_validate(found), found.version)


@router.post("/{code}")
def change(ask: Asking, code: CodeAt, given: BodyChangeGiven) -> Done:
    """Put this in the place of what was known of the body; open tables stay as they are."""
    return ask.give(c.ChangeBody(given.body(code), given.reason))
