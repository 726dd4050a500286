"""The house itself: what it is called, its clock, and, on a laptop, its mailbox."""

from __future__ import annotations

from datetime import datetime, timedelta
from email import message_from_bytes, policy

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response

from placet.api.main import Root
from placet.api.session import Caller, RootOf
from placet.api.v1.asking import After, Limit, Page, Shown, cursor
from placet.api.v1.given_house import ClockGiven
from placet.api.v1.limits import NumberAt
from placet.engine.errors import N_, BadInput, NotAllowed, NotFound
from placet.engine.store import LocalMail

router = APIRouter(tags=["house"])


class ClockShown(Shown):
    """What time it is here; `done` is how much the clock had to do after it was moved."""

    now: datetime
    still: bool
    done: int = 0


class MailShown(Shown):
    """A mail in the local mailbox."""

    id: int
    recipient: str
    subject: str
    delivered_at: datetime


class WholeMailShown(MailShown):
    """A mail with its plain words."""

    text: str


@router.get("/openapi.json", include_in_schema=False)
def description(request: Request) -> Response:
    """The description of this interface."""
    return JSONResponse(request.app.openapi())


@router.get("/clock")
def clock(root: RootOf) -> ClockShown:
    """What time it is here."""
    return ClockShown(now=root.clock.now(), still=root.still is not None)


@router.post("/clock")
def move_clock(root: RootOf, who: Caller, given: ClockGiven) -> ClockShown:
    """Move the clock of a demonstration, and let it do what is due then."""
    still = root.still
    if still is None:
        raise NotAllowed(N_("move the clock of an installation that is no demonstration"))
    if (given.at is None) == (given.advance is None):
        raise BadInput("at", N_("Give either an instant or a number of seconds."))
    if given.at is not None:
        still.set(given.at)
    else:
        still.advance(timedelta(seconds=given.advance or 0))
    done = root.cases.tick()
    return ClockShown(now=root.clock.now(), still=True, done=done)


@router.get("/mailbox")
def mailbox(root: RootOf, after: After = None, limit: Limit = 50) -> Page[MailShown]:
    """The local mailbox, newest first; it exists on a loopback address only."""
    _local(root)
    with root.database.reading() as store:
        mails = store.mailbox(limit=1000)
    part = [m for m in mails if after is None or m.id < cursor(after)]
    items = [MailShown.model_validate(m) for m in part[:limit]]
    return Page(items=items, next=str(items[-1].id) if len(part) > limit else None)


@router.get("/mailbox/{number}")
def mail(root: RootOf, number: NumberAt) -> WholeMailShown:
    """One mail of the local mailbox."""
    _local(root)
    with root.database.reading() as store:
        found = store.mailbox_message(number)
    return WholeMailShown(**MailShown.model_validate(found).model_dump(), text=_plain(found))


def _local(root: Root) -> None:
    if not root.settings.mailbox:
        raise NotFound(N_("page"), "mailbox")


def _plain(mail: LocalMail) -> str:
    """The plain part of a mail."""
    parsed = message_from_bytes(mail.bytes, policy=policy.default)
    part = parsed.get_body(("plain",))
    return str(part.get_content()) if part is not None else ""
