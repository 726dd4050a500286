"""Signing in from a program, keys, and what waits for whoever has one."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Header, Request
from fastapi.responses import Response

from placet.api.session import (
    Caller,
    RootOf,
    begin_sign_in,
    caller,
    client_address,
    make_token,
    revoke_token,
    token_for_code,
    tokens_of,
)
from placet.api.v1.asking import After, Limit, Page, Shown, page_of, tagged
from placet.api.v1.given_house import SignInGiven, TokenGiven
from placet.api.v1.limits import HashAt
from placet.api.v1.shown import InboxShown
from placet.api.v1.shown_tables import PersonShown
from placet.engine.errors import N_, BadInput

router = APIRouter(tags=["accounts"])


class BegunShown(Shown):
    """A sign-in; if the address is known, a code is on its way to it."""

    signin: str


class TokenShown(Shown):
    """A key; `hash` names it, the secret itself is not kept."""

    hash: str
    name: str
    created_at: datetime
    last_used_at: datetime | None
    revoked_at: datetime | None


class NewTokenShown(TokenShown):
    """A new key; `token` is shown this once."""

    token: str


@router.post("/sign-in", status_code=202)
def sign_in(request: Request, root: RootOf, given: SignInGiven) -> BegunShown:
    """Ask for a code by mail.  The answer is the same whether the address is known or not."""
    return BegunShown(signin=begin_sign_in(root, given.email, "", client_address(request)))


@router.post("/tokens", status_code=201)
def new_token(
    request: Request,
    root: RootOf,
    given: TokenGiven,
    authorization: Annotated[str | None, Header(include_in_schema=False)] = None,
) -> NewTokenShown:
    """Make a key: with a sign-in and its code, or, without them, for whoever holds a key."""
    if given.signin is not None and given.code is not None:
        value, token, _ = token_for_code(
            root, given.signin, given.code, given.name, client_address(request)
        )
    elif given.signin is None and given.code is None:
        value, token = make_token(root, caller(request, root).person, given.name)
    else:
        raise BadInput("code", N_("A sign-in and its code belong together."))
    return NewTokenShown(token=value, **TokenShown.model_validate(token).model_dump())


@router.get("/tokens")
def keys(root: RootOf, who: Caller, after: After = None, limit: Limit = 50) -> Page[TokenShown]:
    """The asker's keys."""
    return page_of(
        tokens_of(root, who.person), lambda t: t.hash, TokenShown.model_validate, after, limit
    )


@router.delete("/tokens/{hash}", status_code=204)
def forget(root: RootOf, who: Caller, hash: HashAt) -> None:
    """Make a key worthless."""
    revoke_token(root, who.person, hash)


@router.get("/me")
def me(who: Caller) -> PersonShown:
    """Who the key belongs to."""
    return PersonShown.model_validate(who.person)


@router.get("/inbox", response_model=InboxShown)
def inbox(request: Request, root: RootOf, who: Caller) -> Response:
    """What needs the asker now, what waits for others, what was decided lately."""
    return tagged(request, InboxShown.of(root.cases.inbox(who.actor)), 0)
