"""What every request passes before anything of ours reads it: plain ASGI middlewares.

Theory.  A browser sends cookies with requests that other sites cause, proxies pass on hosts
that nobody configured, and a body may be endless.  So the outermost layers refuse, in this
order: an unknown Host (421), an address or headers that are too long (414, 431), an unsafe
method that another site caused (403), a body above the cap (413).  Every answer, refusals
included, gets the headers that keep a browser strict.

A page with `Referrer-Policy: no-referrer` makes browsers send `Origin: null` with its own
forms; such a request is ours only if `Sec-Fetch-Site` says so, which scripts cannot forge.
"""

from __future__ import annotations

from collections.abc import Mapping

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from placet.api.problems import (
    Forged,
    Problem,
    TooLarge,
    answer,
    plain_problem,
    problem_of,
    unexpected,
)
from placet.api.settings import Settings

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
LONGEST_URL = 2_048
LONGEST_HEADERS = 16_384
LARGEST_BODY = 1_000_000
LARGEST_IMPORT = 10_000_000
LARGEST_FORM = 16_000_000
"""A document with the form around it, which may carry what was read from others before."""
IMPORTS = ("/import", "/take-over", "/revisions/file")

CSP = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "object-src 'none'",
    )
)

STRICT: Mapping[str, str] = {
    "Content-Security-Policy": CSP,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


class Guards:
    """All guards around one application."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app = app
        self.hosts = settings.host_names
        self.origin = settings.base_url
        self.scheme = "https" if settings.secure else "http"
        self.headers = dict(STRICT)
        if settings.secure:
            self.headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse, or pass on with a capped body and strict headers."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        strict = self._strict(scope, send)
        headers = Headers(scope=scope)
        refusal = self._refusal(scope, headers)
        if refusal is not None:
            await answer(Request(scope, receive), refusal)(scope, receive, strict)
            return
        if scope["method"] == "HEAD" and not scope["path"].startswith(("/live/", "/static/")):
            scope = {**scope, "method": "GET"}  # the server leaves the body out by itself
        capped = _capped(receive, body_limit(scope["path"]))
        started = False

        async def noted(message: Message) -> None:
            nonlocal started
            started = True
            await strict(message)

        try:
            await self.app(scope, capped, noted)
        except Exception as bug:
            refusal = unexpected(scope["path"], bug)
            if started:
                raise
            await answer(Request(scope, receive), refusal)(scope, receive, strict)

    def _refusal(self, scope: Scope, headers: Headers) -> Problem | None:
        """Why this request goes no further, if it does not."""
        hosts = headers.getlist("host")
        if len(hosts) != 1 or hosts[0].lower() not in self.hosts:
            return plain_problem(421)
        if len(scope.get("raw_path", b"")) + len(scope["query_string"]) > LONGEST_URL:
            return plain_problem(414)
        if sum(len(name) + len(value) for name, value in scope["headers"]) > LONGEST_HEADERS:
            return plain_problem(431)
        if scope["method"] not in SAFE_METHODS and not self._ours(headers, hosts[0]):
            return problem_of(Forged())
        limit = body_limit(scope["path"])
        length = headers.get("content-length", "0")
        if not length.isascii() or not length.isdigit():
            return plain_problem(400)
        return problem_of(TooLarge(limit)) if int(length) > limit else None

    def _ours(self, headers: Headers, host: str) -> bool:
        """Whether no other site caused this request."""
        site = headers.get("sec-fetch-site")
        if site not in (None, "same-origin", "none"):
            return False
        origin = headers.get("origin")
        if origin == "null":
            return site == "same-origin"
        return origin is None or origin.lower() in (self.origin, f"{self.scheme}://{host.lower()}")

    def _strict(self, scope: Scope, send: Send) -> Send:
        """Send with the headers that every answer has."""

        async def strict(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self.headers.items():
                    headers.setdefault(name, value)
                if not scope["path"].startswith("/static/"):
                    headers.setdefault("Cache-Control", "no-store")
                    headers.add_vary_header("Cookie")
            await send(message)

        return strict


def body_limit(path: str) -> int:
    """How many bytes a body may have."""
    if not path.rstrip("/").endswith(IMPORTS):
        return LARGEST_BODY
    return LARGEST_IMPORT if path.startswith("/api/") else LARGEST_FORM


def _capped(receive: Receive, limit: int) -> Receive:
    """Receive that stops at the limit, whatever Content-Length said."""
    seen = 0

    async def capped() -> Message:
        nonlocal seen
        message = await receive()
        if message["type"] == "http.request":
            seen += len(message.get("body", b""))
            if seen > limit:
                raise HTTPException(413)
        return message

    return capped
