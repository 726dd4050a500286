"""The description of the interface (OpenAPI): every refusal is a problem of RFC 9457."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from placet.api.problems import MEDIA_TYPE
from placet.api.v1.asking import JSON, Shown


class FieldShown(Shown):
    """What is wrong with one field of a request."""

    field: str
    what: str
    remedy: str | None = None


class ProblemShown(Shown):
    """A refusal: what is wrong, where, and what to do now."""

    type: str
    title: str
    status: int
    detail: str
    instance: str
    remedy: str | None = None
    errors: list[FieldShown] | None = None


REFUSALS: dict[int | str, dict[str, Any]] = {
    "4XX": {"model": ProblemShown, "description": "Refused; nothing was changed."},
    "5XX": {"model": ProblemShown, "description": "A fault here, with its reference."},
}


def describe(app: FastAPI) -> None:
    """Let the application describe its interface, refusals under their own media type."""

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            found = get_openapi(
                title=app.title, version=app.version, summary=app.summary, routes=app.routes
            )
            for path in found["paths"].values():
                for operation in path.values():
                    _as_problems(operation["responses"])
            app.openapi_schema = found
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]


def _as_problems(responses: dict[str, Any]) -> None:
    for status in REFUSALS:
        content = responses.get(str(status), {}).get("content", {})
        if JSON in content:
            content[MEDIA_TYPE] = content.pop(JSON)
