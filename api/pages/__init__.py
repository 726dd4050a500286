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
    "organisation_files",
    "people_of",
    "delegations",
    "bodies",
    "groups",
    "proxies",
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
    "receipts",
    "positions_beside",
    "beside",
    "comparing",
    "paragraph_history",
    "convergence",
    "translating",
    "preparing",
    "assigning",
    "spaces",
    "typing_along",
    "comment_files",
    "commenting",
    "comments",
    "withdrawing",
    "dispositions",
    "disposition",
    "answer_templates",
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
    "meetings",
    "meeting_changes",
    "meeting_room",
    "meeting_desk",
    "meeting_positions",
    "minutes",
    "board_tabs",
    "board_reminding",
    "board",
)


def _router(name: str) -> APIRouter:
    router: APIRouter = import_module(f"placet.api.pages.{name}").router
    return router


ROUTERS = tuple(_router(name) for name in _MODULES)
