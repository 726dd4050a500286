"""The pages that people open in a browser.

Each module has one `router`; `ROUTERS` lists them all, in the order in which addresses are
tried.  What stands around a page is in `frame`, how it is shown in `show`, what it is made of
in `templates/pages`.
"""

from __future__ import annotations

from importlib import import_module

from fastapi import APIRouter

_MODULES = (
    "signin",
    "inbox",
    "negotiations",
    "people_of",
    "linking",
    "beginnings",
    "registry",
    "me",
    "mailbox",
    "outbox",
    "audit",
    "clock",
    "help",
    "importing",
    "proposing_files",
    "taking_over",
    "filing",
    "proposing",
    "texts",
    "objectives",
    "positions",
    "comparing",
    "paragraph_history",
    "convergence",
    "translating",
    "commenting",
    "comments",
    "withdrawing",
    "amending",
    "live_redlines",
    "amendments",
    "merging",
    "settling",
    "agreeing",
    "drafts",
    "secretariat",
    "workflow",
    "procedures",
    "publishing",
    "rehearsing",
)


def _router(name: str) -> APIRouter:
    router: APIRouter = import_module(f"placet.api.pages.{name}").router
    return router


ROUTERS = tuple(_router(name) for name in _MODULES)
