"""The minutes of a meeting: written by whoever serves it, published once, then read by everybody.

Attendance, quorum and decisions are read from the record and cannot be edited; the words around
them can, until they are published.
"""

from __future__ import annotations

import re

from fastapi import APIRouter, Request
from fastapi.responses import Response

from placet.api.pages import frame, show
from placet.api.pages.acting import Refusal, Typed, actor, refusal
from placet.api.pages.meetings import Number, Symbol, given, meeting_view
from placet.api.rates import RENDERINGS_PER_PERSON
from placet.api.session import root_of
from placet.engine import commands as c
from placet.engine.access import ACTIONS
from placet.engine.errors import N_, NotAllowed, NotOpen, PlacetError
from placet.engine.meeting_views import MeetingView
from placet.engine.meetings import ItemMinutes, MeetingState
from placet.templates import language
from placet.templates.minutes import drafted, minutes_docx, minutes_pdf, minutes_sheet, unwritten

router = APIRouter()

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@router.get("/negotiations/{symbol}/meetings/{number}/minutes")
def minutes(request: Request, who: frame.Reader, symbol: Symbol, number: Number) -> Response:
    """The minutes, or the form in which they are written."""
    return _page(request, readable(request, symbol, number))


@router.post("/negotiations/{symbol}/meetings/{number}/minutes")
def write(
    request: Request, who: frame.Reader, symbol: Symbol, number: Number, typed: Typed
) -> Response:
    """Keep what was written, or publish it."""
    found = readable(request, symbol, number)
    opening = typed.get("opening", "")
    items = tuple(
        ItemMinutes(item.number, typed.get(f"item.{item.number}", ""))
        for item in found.meeting.agenda
    )
    bad: Refusal | None = None
    if typed.get("do") == "publish":
        bad = given(request, c.PublishMinutes(number, opening, items), typed, symbol)
        done = "minutes-published"
    else:
        done = "minutes-kept"
        try:
            frame.cases(request).keep_minutes(who.actor, symbol, number, opening, items)
        except PlacetError as error:
            bad = refusal(request, error, ("opening", "items"))
    if bad is not None:
        return _page(request, found, bad, typed)
    return show.back(request, f"/negotiations/{symbol}/meetings/{number}/minutes", done)


@router.get("/negotiations/{symbol}/meetings/{number}/minutes.pdf")
def minutes_as_pdf(request: Request, who: frame.Reader, symbol: Symbol, number: Number) -> Response:
    """The minutes as a tagged PDF."""
    found = readable(request, symbol, number)
    root_of(request).rates.spend(RENDERINGS_PER_PERSON, "drafts", actor(request).person)
    with language(frame.language_of(request)):
        made = minutes_pdf(minutes_sheet(found), found.view.now)
    return _file(made, "application/pdf", f"{symbol}-minutes-{number}.pdf")


@router.get("/negotiations/{symbol}/meetings/{number}/minutes.docx")
def minutes_as_docx(
    request: Request, who: frame.Reader, symbol: Symbol, number: Number
) -> Response:
    """The minutes as a Word document."""
    found = readable(request, symbol, number)
    root_of(request).rates.spend(RENDERINGS_PER_PERSON, "drafts", actor(request).person)
    with language(frame.language_of(request)):
        made = minutes_docx(minutes_sheet(found), found.view.now)
    return _file(made, _WORD, f"{symbol}-minutes-{number}.docx")


def readable(request: Request, symbol: str, number: int) -> MeetingView:
    """The meeting, if this reader may read its minutes already: once published, or at the desk."""
    found = meeting_view(request, symbol, number)
    if found.meeting.minutes is None and not found.serves:
        raise NotAllowed(ACTIONS[c.PublishMinutes])
    if found.meeting.state in (MeetingState.PLANNED, MeetingState.CANCELLED):
        raise NotOpen(N_("The meeting"))
    return found


def _file(made: bytes, kind: str, name: str) -> Response:
    safe = re.sub(r"[^A-Za-z0-9._-]", "-", name)
    headers = {"Content-Disposition": f'attachment; filename="{safe}"', "Cache-Control": "no-store"}
    return Response(made, media_type=kind, headers=headers)


def _page(
    request: Request,
    found: MeetingView,
    bad: Refusal | None = None,
    typed: dict[str, str] | None = None,
) -> Response:
    with language(frame.language_of(request)):
        opening, items = drafted(found)
        sheet = minutes_sheet(found)
    if typed is not None:
        opening = typed.get("opening", "")
        items = {number: typed.get(f"item.{number}", "") for number in items}
    with language(frame.language_of(request)):
        missing = {number: unwritten(found, number, words) for number, words in items.items()}
    return show.page(
        request,
        "meetings/minutes",
        bad.status if bad else 200,
        view=found.view,
        m=found.meeting,
        found=found,
        sheet=sheet,
        opening=opening,
        items=items,
        missing=missing,
        writing=found.serves and found.meeting.minutes is None,
        values={},
        errors=bad.errors if bad else {},
    )
