"""What belongs to the person who is signed in: colours, keys for the API, sessions."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response
from pydantic import Field

from placet.api.pages import frame, show
from placet.api.session import (
    SignedIn,
    cookie_name,
    leave_session,
    make_token,
    revoke_token,
    root_of,
    tokens_of,
)
from placet.engine.errors import N_, PlacetError

router = APIRouter()
Typed = Annotated[dict[str, str], Depends(show.form)]

A_YEAR = 31_536_000
_MISSING = {"name": N_("Give the token a name, so that you know later what it is for.")}


class Theme(show.Form):
    """The colours of this browser."""

    theme: Literal["system", "light", "dark"]


class Naming(show.Form):
    """A new token."""

    name: str = Field(min_length=1, max_length=100)


class Which(show.Form):
    """A token to be revoked."""

    hash: str = Field(min_length=64, max_length=64)


@router.get("/me")
def me(request: Request, who: frame.Reader) -> Response:
    """The person's own page."""
    return _shown(request, who)


@router.post("/me/theme")
def choose_theme(request: Request, who: frame.Reader, typed: Typed) -> Response:
    """Keep the colours in this browser."""
    sent, errors = show.checked(Theme, typed)
    if sent is None:
        return _shown(request, who, 422, values=typed, errors=errors)
    response: Response = show.back(request, "/me", "saved")
    settings = root_of(request).settings
    response.set_cookie(
        cookie_name(settings, "placet-theme"),
        sent.theme,
        max_age=A_YEAR,
        path="/",
        secure=settings.secure,
        httponly=True,
        samesite="lax",
    )
    return response


@router.post("/me/tokens")
def make(request: Request, who: frame.Reader, typed: Typed) -> Response:
    """Make a token and show it, once."""
    sent, errors = show.checked(Naming, typed, _MISSING)
    status = 422
    if sent is not None:
        try:
            value, token = make_token(root_of(request), who.person, sent.name)
        except PlacetError as error:
            status, errors = show.refused(error, ("name",))
        else:
            return _shown(request, who, 201, made=value, made_name=token.name)
    return _shown(request, who, status, values=typed, errors=errors)


@router.post("/me/tokens/revoke")
def revoke(request: Request, who: frame.Reader, typed: Typed) -> Response:
    """Make a token worthless."""
    sent, errors = show.checked(Which, typed)
    if sent is None:
        return _shown(request, who, 422, errors=errors)
    revoke_token(root_of(request), who.person, sent.hash)
    return show.back(request, "/me", "revoked")


@router.post("/signout/everywhere")
def leave_everywhere(request: Request, who: frame.Reader) -> RedirectResponse:
    """End every session of this person."""
    response = show.back(request, "/signin", "everywhere")
    leave_session(request, response, everywhere=True)
    return response


def _shown(request: Request, who: SignedIn, status: int = 200, **context: object) -> Response:
    given = {"made": "", "made_name": "", **context}
    tokens = tokens_of(root_of(request), who.person)
    return show.page(request, "me", status, tokens=tokens, narrow=True, **given)
