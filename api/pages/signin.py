"""Signing in and out: an address, then the six digits of the mail.

The answer to an address is the same whether somebody has it or not.  The code page carries
the id of the sign-in in its address: it says nothing without the browser's cookie and the
digits.  A GET changes nothing; it only lets a new browser remember which one it is.
"""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response
from pydantic import Field

from placet.api.pages import frame, show
from placet.api.session import (
    begin_sign_in,
    client_address,
    cookie_name,
    finish_sign_in,
    keep_browser,
    keep_session,
    leave_session,
    root_of,
    safe_next,
)
from placet.engine.errors import N_, BadInput

router = APIRouter()
Typed = Annotated[dict[str, str], Depends(show.form)]

_MISSING = {
    "email": N_("Enter your e-mail address, such as name@organisation.org."),
    "code": N_("Enter the six digits of the mail."),
}


class Address(show.Form):
    """The first step."""

    email: str = Field(min_length=1, max_length=254)
    next: str = ""


class Digits(show.Form):
    """The second step."""

    code: str = Field(min_length=1, max_length=40)
    signin: str = Field(max_length=100)
    email: str = Field("", max_length=254)
    next: str = ""


@router.get("/")
def start(request: Request) -> Response:
    """To the inbox, or to sign in."""
    return RedirectResponse("/inbox" if frame.who_looks(request) else "/signin", 303)


@router.get("/signin")
def ask_address(request: Request, next: str = "") -> Response:
    """The form for the address."""
    if frame.who_looks(request) is not None:
        return RedirectResponse(safe_next(request, next), 303)
    return _shown(request, "signin", next=next)


@router.post("/signin")
def take_address(request: Request, typed: Typed) -> Response:
    """Send a code, if somebody has this address."""
    sent, errors = show.checked(Address, typed, _MISSING)
    if sent is not None:
        try:
            browser = frame.browser(request).value
            signin = begin_sign_in(root_of(request), sent.email, browser, client_address(request))
        except BadInput as bad:
            errors = show.refused(bad, ("email",))[1]
        else:
            asked = {"id": signin, "email": sent.email, "next": sent.next}
            where = urlencode({k: v for k, v in asked.items() if v})
            return RedirectResponse(f"/signin/code?{where}", 303)
    return _shown(request, "signin", 422, values=typed, errors=errors, next=typed.get("next", ""))


@router.get("/signin/code")
def ask_code(request: Request, id: str = "", email: str = "", next: str = "") -> Response:
    """The form for the digits."""
    if frame.who_looks(request) is not None:
        return RedirectResponse(safe_next(request, next), 303)
    if not id:
        return RedirectResponse("/signin", 303)
    return _shown(request, "code", signin=id, email=email[:254], next=next)


@router.post("/signin/code")
def take_code(request: Request, typed: Typed) -> Response:
    """Begin a session."""
    sent, errors = show.checked(Digits, typed, _MISSING)
    if sent is not None:
        try:
            browser = frame.browser(request).value
            begun = finish_sign_in(
                root_of(request), sent.signin, sent.code, browser, client_address(request)
            )
        except BadInput as bad:
            errors = show.refused(bad, ("code",))[1]
        else:
            response = RedirectResponse(safe_next(request, sent.next), 303)
            keep_session(request, response, begun)
            return response
    kept = {name: typed.get(name, "") for name in ("signin", "email", "next")}
    return _shown(request, "code", 422, values=typed, errors=errors, **kept)


@router.post("/signout")
def take_leave(request: Request) -> Response:
    """End this browser's session."""
    response = show.back(request, "/signin", done="signed-out")
    leave_session(request, response)
    return response


def _shown(request: Request, template: str, status: int = 200, **context: object) -> Response:
    """The page, and the cookie that its form is bound to."""
    settings = root_of(request).settings
    response = show.page(
        request, template, status, narrow=True, sender=settings.mail_sender, **context
    )
    if request.cookies.get(cookie_name(settings)):
        response.delete_cookie(cookie_name(settings), path="/", secure=settings.secure)
    keep_browser(request, response, frame.browser(request))
    return response
