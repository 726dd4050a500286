"""Help: one short page for each job."""

from __future__ import annotations

from collections.abc import Mapping

from fastapi import APIRouter, Request
from fastapi.responses import Response

from placet.api.pages import show
from placet.engine.errors import N_, NotFound

router = APIRouter()

TOPICS: Mapping[str, str] = {
    "position": N_("Record, change or withdraw a position"),
    "text": N_("Read the text, its brackets and what changed"),
    "comments": N_("Comment and propose wording"),
    "answers": N_("Answers to comments, and tables of comments"),
    "clearance": N_("Draft, clear and submit inside your organisation"),
    "delegation": N_("Your delegation, and who stands in"),
    "proxies": N_("Answer for another organisation, speak as a group"),
    "beside": N_("Statements, reserves and concerns beside a position"),
    "propose": N_("Propose an objective"),
    "rules": N_("What the rules ask for, and what silence means"),
    "deadlines": N_("Deadlines and time zones"),
    "messages": N_("Messages: which ones, and when none arrives"),
    "board": N_("See where everybody stands on everything"),
    "meetings": N_("Meetings, their desk and their minutes"),
    "secretariat": N_("Run a negotiation: invite, put forward, remind"),
    "chair": N_("Judge a result and decide how to go on"),
    "proof": N_("Prove who agreed to which words"),
}


@router.get("/help")
def contents(request: Request) -> Response:
    """All topics."""
    return show.page(request, "help", topics=TOPICS, narrow=True)


@router.get("/help/{topic}")
def topic(request: Request, topic: str) -> Response:
    """One topic."""
    if topic not in TOPICS:
        raise NotFound("page", topic)
    return show.page(
        request, f"help/{topic}", topics=TOPICS, topic=topic, heading=TOPICS[topic], narrow=True
    )
