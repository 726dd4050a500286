"""The mailbox of an installation that keeps its mail to itself.

It exists only with the local transport on a loopback address (`Settings.mailbox`), where
whoever reaches it sits at the machine; everywhere else these addresses do not exist.  A mail
is shown as its reader would see it, in a frame that can run nothing and reach nothing.
"""

from __future__ import annotations

from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Request
from fastapi.responses import HTMLResponse, Response

from placet.api.guards import CSP
from placet.api.pages import show
from placet.api.session import root_of
from placet.engine.errors import NotFound
from placet.engine.store import LocalMail

IN_FRAME = "; ".join(
    (
        "sandbox allow-popups allow-top-navigation-by-user-activation",
        "default-src 'none'",
        "style-src 'unsafe-inline'",
        "frame-ancestors 'self'",
    )
)

Id = Annotated[int, Path(ge=0, le=2**31 - 1)]

OUTWARD = '<base target="_top">'
"""Links of a mail leave the frame."""


def _exists(request: Request) -> None:
    if not root_of(request).settings.mailbox:
        raise NotFound("page", request.url.path)


router = APIRouter(dependencies=[Depends(_exists)])


@router.get("/mailbox")
def mailbox(request: Request, recipient: str = "") -> Response:
    """Every mail that left, newest first."""
    with root_of(request).database.reading() as store:
        everything = store.mailbox(limit=500)
        mails = store.mailbox(recipient, limit=500) if recipient else everything
    recipients = sorted({mail.recipient for mail in everything} | ({recipient} - {""}))
    return show.page(request, "mailbox", mails=mails, recipients=recipients, recipient=recipient)


@router.get("/mailbox/{id}")
def mail(request: Request, id: Id) -> Response:
    """One mail: as it is read, as text, and its headers."""
    found, parsed = _mail(request, id)
    response = show.page(
        request,
        "mail",
        mail=found,
        sender=str(parsed.get("From", "")),
        has_html=parsed.get_body(("html",)) is not None,
        text=_content(parsed, "plain"),
        headers=[(name, str(value)) for name, value in parsed.items()],
        attachments=[a.get_filename() or a.get_content_type() for a in parsed.iter_attachments()],
    )
    response.headers["Content-Security-Policy"] = f"{CSP}; frame-src 'self'"
    return response


@router.get("/mailbox/{id}/html")
def mail_html(request: Request, id: Id) -> Response:
    """The HTML part alone, for the frame."""
    html = _content(_mail(request, id)[1], "html").replace("<head>", f"<head>{OUTWARD}", 1)
    return HTMLResponse(
        html, headers={"Content-Security-Policy": IN_FRAME, "X-Frame-Options": "SAMEORIGIN"}
    )


def _mail(request: Request, id: int) -> tuple[LocalMail, EmailMessage]:
    with root_of(request).database.reading() as store:
        found = store.mailbox_message(id)
    return found, message_from_bytes(found.bytes, policy=policy.default)


def _content(parsed: EmailMessage, kind: str) -> str:
    part = parsed.get_body((kind,))
    return str(part.get_content()) if part is not None else ""
