"""One installation as a web application."""

from __future__ import annotations

import importlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from fastapi import APIRouter, Depends, FastAPI
from fastapi.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

import placet.templates
from placet.api import live, problems, v1
from placet.api.guards import Guards
from placet.api.main import Root
from placet.api.rehearsal.places import Places
from placet.api.session import csrf_checked, identified
from placet.api.v1.described import describe

STATIC = Path(placet.templates.__file__).parent / "static"
FOR_A_YEAR = "public, max-age=31536000, immutable"


class Assets(StaticFiles):
    """Files of the package; kept for a year where the address names their version."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """The file, with how long it may be kept."""
        response = await super().get_response(path, scope)
        versioned = scope["query_string"].startswith(b"v=")
        response.headers["Cache-Control"] = FOR_A_YEAR if versioned else "public, no-cache"
        return response


def create_app(root: Root) -> FastAPI:
    """The application over one installation; starting the worker is not its business."""
    app = FastAPI(
        title="Placet",
        version="1",
        summary="Structured negotiation and consensus",
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        lifespan=_lifespan,
        redirect_slashes=False,
    )
    app.state.root = root
    app.state.live = live.Live(root)
    app.state.rehearsals = Places()
    app.add_middleware(Guards, settings=root.settings)
    problems.install(app)
    app.include_router(v1.router)
    describe(app)
    app.include_router(live.router)
    for router in page_routers():
        app.include_router(
            router,
            dependencies=[Depends(csrf_checked), Depends(identified)],
            include_in_schema=False,
        )
    app.mount("/static", Assets(directory=STATIC, check_dir=False), name="static")
    return app


def page_routers() -> tuple[APIRouter, ...]:
    """The routers of the pages."""
    pages = importlib.import_module("placet.api.pages")
    return tuple(getattr(pages, "ROUTERS", ()))


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[dict[str, Any]]:
    yield {}
    app.state.live.close()
