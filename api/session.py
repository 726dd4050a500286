"""Who is asking: cookies, bearer tokens, and the guard against forged forms.

A page declares `who: PageUser`, an API route `who: Caller`; nothing else in the application
looks at cookies.  Reading never writes, so a GET does not prolong a session: only what
changes something does (`docs/adr/0010-sessions.md`).

Every unsafe request to a page carries the field `csrf`, an HMAC of the cookie that the same
browser sends: of the session, or, before signing in, of a cookie without meaning that the
sign-in page set (`browser_of`, `keep_browser`).  The routers of the pages are included with
`csrf_checked`, so no page can forget it.  The API reads cookies on safe methods only.
"""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import quote, urlsplit

from fastapi import Depends, Request
from fastapi.responses import Response
from starlette.routing import Match

from placet.api.filing.sealing import LARGEST_SEALED
from placet.api.guards import SAFE_METHODS
from placet.api.main import Root
from placet.api.problems import Forged, NotSignedIn
from placet.api.settings import Settings
from placet.api.signing import (
    Begun,
    begin_sign_in,
    csrf_of,
    finish_sign_in,
    hashed,
    holder_of_token,
    make_token,
    prolong,
    revoke_token,
    session_of,
    sign_out,
    token_for_code,
    tokens_of,
)
from placet.engine.access import Actor
from placet.engine.model import Person

__all__ = [
    "Begun",
    "Browser",
    "Caller",
    "PageUser",
    "RootOf",
    "SignedIn",
    "begin_sign_in",
    "browser_of",
    "client_address",
    "cookie_hash",
    "csrf_checked",
    "finish_sign_in",
    "identified",
    "is_current",
    "keep_browser",
    "keep_session",
    "leave_session",
    "make_token",
    "maybe_signed_in",
    "revoke_token",
    "safe_next",
    "sign_out",
    "token_for_code",
    "tokens_of",
]

START = "/inbox"
MOST_FIELDS = 200
MOST_FILES = 2


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Who asks; `csrf` is what their forms must carry (empty for a program)."""

    person: Person
    actor: Actor
    csrf: str = ""


@dataclass(frozen=True, slots=True)
class Browser:
    """A browser that nobody has signed in with yet; `csrf` is what its forms must carry."""

    value: str
    csrf: str


def root_of(request: Request) -> Root:
    """The installation that answers this request."""
    root: Root = request.app.state.root
    return root


async def _root_of(request: Request) -> Root:
    """The same as a dependency: `async` only so that no thread is asked for it."""
    return root_of(request)


RootOf = Annotated[Root, Depends(_root_of)]


def cookie_name(settings: Settings, what: str = "placet") -> str:
    """The name of a cookie; `__Host-` binds it to https, this host and the whole site."""
    return f"__Host-{what}" if settings.secure else what


def client_address(request: Request) -> str:
    """Where the request came from."""
    return request.client.host if request.client else ""


def maybe_signed_in(request: Request, root: RootOf) -> SignedIn | None:
    """Who asks by cookie, if anybody; prolongs the session unless the method is safe."""
    value = request.cookies.get(cookie_name(root.settings))
    found = session_of(root, value) if value else None
    if value is None or found is None:
        return None
    session, person = found
    if request.method not in SAFE_METHODS:
        prolong(root, session)
    request.state.language = person.language
    return SignedIn(person, root.cases.actor(person), csrf_of(root, value))


def identified(request: Request, who: Annotated[SignedIn | None, Depends(maybe_signed_in)]) -> None:
    """Tell the frame of the pages who looks, so that it need not ask again."""
    request.state.who = who


def page_user(who: Annotated[SignedIn | None, Depends(maybe_signed_in)]) -> SignedIn:
    """Who asks for a page; sends anybody else to sign in first."""
    if who is None:
        raise NotSignedIn()
    return who


def caller(request: Request, root: RootOf) -> SignedIn:
    """Who calls the API: by bearer token, or on safe methods by cookie."""
    scheme, _, value = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        found = holder_of_token(root, value.strip())
        if found is None:
            raise NotSignedIn()
        person, actor = found
        request.state.language = person.language
        return SignedIn(person, actor)
    who = maybe_signed_in(request, root) if request.method in SAFE_METHODS else None
    if who is None:
        raise NotSignedIn()
    return who


PageUser = Annotated[SignedIn, Depends(page_user)]
Caller = Annotated[SignedIn, Depends(caller)]
MaybeSignedIn = Annotated[SignedIn | None, Depends(maybe_signed_in)]


async def csrf_checked(request: Request) -> None:
    """Refuse an unsafe request whose form does not carry its browser's token."""
    if request.method in SAFE_METHODS:
        return
    root = root_of(request)
    names = (cookie_name(root.settings, what) for what in ("placet", "placet-browser"))
    values = [request.cookies[name] for name in names if request.cookies.get(name)]
    if not values:
        raise NotSignedIn()
    form = await request.form(
        max_fields=MOST_FIELDS, max_files=MOST_FILES, max_part_size=LARGEST_SEALED
    )
    given = form.get("csrf")
    known = (csrf_of(root, value).encode() for value in values)
    if not isinstance(given, str) or not any(
        hmac.compare_digest(given.encode("utf-8", "replace"), right) for right in known
    ):
        raise Forged()


def browser_of(request: Request) -> Browser:
    """The browser that asks, before anybody signed in with it."""
    root = root_of(request)
    value = request.cookies.get(cookie_name(root.settings, "placet-browser"), "")
    if not 40 <= len(value) <= 60:
        value = secrets.token_urlsafe(32)
    return Browser(value, csrf_of(root, value))


def keep_browser(request: Request, response: Response, browser: Browser) -> None:
    """Let the browser remember which one it is, for the sign-in form that it shows."""
    _set(response, root_of(request).settings, "placet-browser", browser.value, 3600)


def keep_session(request: Request, response: Response, begun: Begun) -> None:
    """Put a session that was just begun into the browser."""
    settings = root_of(request).settings
    _set(response, settings, "placet", begun.value, int(settings.session_longest.total_seconds()))
    _unset(response, settings, "placet-browser")


def leave_session(request: Request, response: Response, everywhere: bool = False) -> None:
    """End the session of this browser (or all sessions of its person)."""
    root = root_of(request)
    if value := request.cookies.get(cookie_name(root.settings)):
        sign_out(root, value, everywhere)
    _unset(response, root.settings, "placet")
    response.headers["Clear-Site-Data"] = '"cache", "storage"'


def _set(response: Response, settings: Settings, what: str, value: str, age: int) -> None:
    response.set_cookie(
        cookie_name(settings, what),
        value,
        max_age=age,
        path="/",
        secure=settings.secure,
        httponly=True,
        samesite="lax",
    )


def _unset(response: Response, settings: Settings, what: str) -> None:
    response.delete_cookie(
        cookie_name(settings, what),
        path="/",
        secure=settings.secure,
        httponly=True,
        samesite="lax",
    )


def safe_next(request: Request, given: str | None) -> str:
    """Where to go after signing in: the path of a page that exists here, or the inbox."""
    if not given or len(given) > 1000 or not given.startswith("/"):
        return START
    if (
        given[1:2] in ("/", "\\")
        or "\\" in given
        or any(ord(c) < 33 or ord(c) == 127 for c in given)
    ):
        return START
    parts = urlsplit(given)
    if parts.scheme or parts.netloc or "%2f" in parts.path.lower() or "%5c" in parts.path.lower():
        return START
    scope = {"type": "http", "method": "GET", "path": parts.path, "root_path": "", "headers": []}
    for route in request.app.router.routes:
        if route.matches(scope)[0] is Match.FULL and not parts.path.startswith(("/api", "/static")):
            query = f"?{quote(parts.query, safe='=&%+-._~:,/')}" if parts.query else ""
            return quote(parts.path, safe="/%-._~:,@") + query
    return START


def is_current(root: Root, value: str) -> bool:
    """Whether this cookie value still is a session (for streams that last)."""
    return session_of(root, value) is not None


def cookie_hash(request: Request) -> str:
    """The hash under which this browser's session is kept; empty without one."""
    value = request.cookies.get(cookie_name(root_of(request).settings))
    return hashed(value) if value else ""
