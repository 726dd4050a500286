"""Asking as somebody: the headers of their browser or program, and what the answer means."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from fastapi import FastAPI
from fastapi.routing import iter_route_contexts
from httpx2 import Response
from starlette.routing import Mount
from starlette.testclient import TestClient

from placet.api.signing import csrf_of
from tests.matrix.requests import Asked
from tests.matrix.world import BASE, World, bearer, cookie, hashed

SAFE = ("GET", "HEAD", "OPTIONS")


def routes_of(app: FastAPI) -> set[str]:
    """Every route of the application as `METHOD path`."""
    found = set()
    for route in iter_route_contexts(app.routes):
        if isinstance(route.original_route, Mount):
            found.add(f"GET {route.path}/…")
        found |= {f"{method} {route.path}" for method in route.methods or ()}
    return found


def ask(
    client: TestClient,
    world: World,
    role: str,
    method: str,
    asked: Asked,
    *,
    csrf: str | None = "",
    headers: Mapping[str, str] | None = None,
) -> Response:
    """Ask as this role; `csrf` None sends none, "" the right one."""
    client.cookies.clear()
    sent = {**_who(role, asked.path), **asked.headers, **(headers or {})}
    more: dict[str, Any] = {}
    if asked.path.startswith("/api/"):
        if asked.content is not None:
            more["content"] = asked.content
        elif asked.json is not None and method not in SAFE:
            more["json"] = asked.json
    elif method not in SAFE:
        right = csrf_of(world.root, _browser(role))
        token = {} if csrf is None else {"csrf": csrf or right}
        more["data"] = {"key": hashed(asked.path), **asked.form, **token}
    answer = client.request(method, asked.path, headers=sent, **more)
    client.cookies.clear()
    return answer


def _browser(role: str) -> str:
    return cookie("nobody" if role == "anonymous" else role)


def _who(role: str, path: str) -> dict[str, str]:
    if path.startswith("/api/"):
        return {} if role == "anonymous" else {"Authorization": f"Bearer {bearer(role)}"}
    name = "placet-browser" if role == "anonymous" else "placet"
    return {"Accept": "text/html", "Cookie": f"{name}={_browser(role)}"}


def meaning(answer: Response) -> str:
    """yes, sign-in, 403, 404; any other status says that the request itself was wrong."""
    status = answer.status_code
    where = answer.headers.get("location", "")
    if status == 401 or where.startswith("/signin?next"):
        return "sign-in"
    return "yes" if 200 <= status < 400 else str(status)


def client_of(app: FastAPI) -> TestClient:
    """A browser that follows nothing."""
    return TestClient(app, base_url=BASE, follow_redirects=False, raise_server_exceptions=True)


def without_chance(body: str) -> str:
    """A page without what is drawn afresh for every answer."""
    return re.sub(r'(name="(?:key|csrf)" value=)"[^"]*"', r"\1", body)
