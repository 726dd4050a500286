"""What stands around every page: who looks, for whom they act, which clock.

This is the one place where pages touch the request's session and the composition root.
"""

from __future__ import annotations

from collections.abc import Mapping

from fastapi import Request

from placet.api.main import Root
from placet.api.problems import Forged, NotSignedIn
from placet.engine.access import Actor, Standing
from placet.engine.model import Person
from placet.engine.service import UseCases
from placet.engine.views import Inbox
from placet.templates import i18n


def root(request: Request) -> Root:
    """The installation."""
    found: Root = request.app.state.root
    return found


def cases(request: Request) -> UseCases:
    """Everything that can be asked."""
    return root(request).cases


def person(request: Request) -> Person | None:
    """Who is signed in, if anybody."""
    return getattr(request.state, "me", None)


def me(request: Request) -> Person:
    """Who is signed in; NotSignedIn leads to the sign-in page."""
    found = person(request)
    if found is None:
        raise NotSignedIn
    return found


def actor(request: Request) -> Actor:
    """The actor that the signed-in person is."""
    return cases(request).actor(me(request))


def language_of(request: Request) -> str:
    """The reader's language: their setting, else what the browser asks for."""
    found = person(request)
    if found is not None:
        return found.language
    asked = request.headers.get("accept-language", "").split(",")[0].split(";")[0].strip()
    return i18n.known(asked or i18n.SOURCE)


def around(request: Request, context: Mapping[str, object]) -> dict[str, object]:
    """The values that the frame of a page names."""
    here, who = root(request), person(request)
    inbox = context.get("inbox")
    if who is not None and not isinstance(inbox, Inbox):
        inbox = cases(request).inbox(actor(request))
    view = context.get("view")
    negotiation = getattr(view, "negotiation", None)
    return {
        "me": who,
        "path": request.url.path,
        "csrf": getattr(request.state, "csrf", ""),
        "now": here.clock.now(),
        "zone": _zone(who, getattr(negotiation, "zone", None)),
        "theme": request.cookies.get("theme", "system"),
        "still": here.still is not None,
        "embedded": here.settings.mailbox,
        "inbox_count": len(inbox.needs_you) if isinstance(inbox, Inbox) else 0,
        "standing": getattr(view, "standing", None) or _usual(inbox),
        "registry": _registry(who, inbox),
        "body_name": getattr(negotiation, "title", ""),
        "contact": getattr(negotiation, "contact", "") or _contact(inbox),
    }


def _zone(who: Person | None, of_the_table: str | None) -> str:
    """The zone in which times are said first."""
    if who is not None and who.zone != "UTC":
        return who.zone
    return of_the_table if who is None and of_the_table else "UTC"


def _usual(inbox: object) -> Standing | None:
    """For whom the person acts where no negotiation is open: said only if it is always the same."""
    if not isinstance(inbox, Inbox) or not inbox.standings:
        return None
    found = {
        (s.organisation, s.capacity, s.secretariat, s.chair): s for s in inbox.standings.values()
    }
    return next(iter(found.values())) if len(found) == 1 else None


def _registry(who: Person | None, inbox: object) -> bool:
    """Whether the person looks after people and organisations."""
    if who is None:
        return False
    serves = isinstance(inbox, Inbox) and any(s.secretariat for s in inbox.standings.values())
    return who.administrator or serves


def _contact(inbox: object) -> str:
    """The secretariat's address where there is only one."""
    if not isinstance(inbox, Inbox):
        return ""
    found = {n.contact for n in inbox.negotiations if n.contact}
    return found.pop() if len(found) == 1 else ""


def check_token(request: Request, sent: str) -> None:
    """Refuse a form that this session did not show."""
    expected = getattr(request.state, "csrf", "")
    if person(request) is not None and sent != expected:
        raise Forged
