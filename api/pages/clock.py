"""The clock of a demonstration: it stands still until somebody moves it.

These addresses exist only where the installation runs on a still clock.  Moving it does what
the worker would have done in that time: stages close, reminders are written, mails leave.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from pydantic import Field

from placet.api.main import Root
from placet.api.pages import frame, show
from placet.api.serving import schedule_of
from placet.api.session import SignedIn, root_of
from placet.engine.clock import StillClock
from placet.engine.errors import N_, BadInput, NotFound, PlacetError
from placet.engine.model import Objective
from placet.engine.views import Inbox
from placet.templates.refusals import error_in_full

router = APIRouter()
Typed = Annotated[dict[str, str], Depends(show.form)]

FARTHEST = timedelta(days=366)
STEPS = {"hour": timedelta(hours=1), "day": timedelta(days=1), "week": timedelta(days=7)}


class Moving(show.Form):
    """How far."""

    to: Literal["deadline", "hour", "day", "week", "set"]
    at: str = Field("", max_length=40)


def _still(request: Request) -> StillClock:
    clock = root_of(request).still
    if clock is None:
        raise NotFound("page", "/clock")
    return clock


@router.get("/clock")
def clock(request: Request, who: frame.Reader) -> Response:
    """What the clock shows, what comes next, and the ways to move it."""
    _still(request)
    return _shown(request, who)


@router.post("/clock")
def move(request: Request, who: frame.Reader, typed: Typed) -> Response:
    """Move the clock and do what fell due."""
    still = _still(request)
    sent, errors = show.checked(Moving, typed)
    if sent is not None:
        at = _wanted(sent, still.now(), _next(frame.cases(request).inbox(who.actor)))
        if at is None:
            errors = {"at": show.said(N_("Write day and time in UTC, such as 2027-03-14 21:00."))}
        else:
            try:
                let_pass(root_of(request), still, at)
            except PlacetError as error:
                errors = {"at": error_in_full(error)}
            else:
                return show.back(request, "/clock", "clock-moved")
    return _shown(request, who, 422, values=typed, errors=errors)


def let_pass(root: Root, still: StillClock, until: datetime) -> None:
    """Let time pass day by day, so that each thing happens when it was due."""
    now = still.now()
    if until - now > FARTHEST:
        raise BadInput(
            "at", N_("This is more than a year ahead."), N_("Go there in several steps.")
        )
    worker = schedule_of(root)
    still.set(min(until, now + STEPS["day"]))
    while worker.run_once() or still.now() < until:
        still.set(min(until, still.now() + STEPS["day"]))


def _wanted(sent: Moving, now: datetime, nearest: Objective | None) -> datetime | None:
    if sent.to in STEPS:
        return now + STEPS[sent.to]
    if sent.to == "deadline":
        due = nearest.run.deadline if nearest else None
        return due.at if due else None
    try:
        given = datetime.fromisoformat(sent.at.strip())
        return given.replace(tzinfo=UTC) if given.tzinfo is None else given.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _next(inbox: Inbox) -> Objective | None:
    """The objective whose deadline comes first, of those that this person sees."""
    seen = (t.objective for t in (*inbox.needs_you, *inbox.waiting))
    open_ = [o for o in seen if o.run.deadline is not None and o.run.deadline.at > inbox.now]
    return min(
        open_,
        key=lambda o: (o.run.deadline.at if o.run.deadline else inbox.now, o.ref),
        default=None,
    )


def _shown(request: Request, who: SignedIn, status: int = 200, **context: object) -> Response:
    inbox = frame.cases(request).inbox(who.actor)
    return show.page(
        request, "clock", status, inbox=inbox, nearest=_next(inbox), narrow=True, **context
    )
