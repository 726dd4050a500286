"""What stands around every page: who looks, for whom they act, which clock.

A page that needs somebody signed in declares `who: Reader`; visitors are sent to sign in
first and come back.  Everything the frame of a page shows is read here, once a request.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated

from fastapi import Depends, Request

from placet.api.session import (
    Browser,
    PageUser,
    SignedIn,
    browser_of,
    cookie_name,
    maybe_signed_in,
    root_of,
)
from placet.engine.access import Standing
from placet.engine.model import Person
from placet.engine.service import UseCases
from placet.engine.views import Inbox
from placet.templates import i18n

THEMES = ("system", "light", "dark")


def _reader(request: Request, who: PageUser) -> SignedIn:
    request.state.who = who
    return who


Reader = Annotated[SignedIn, Depends(_reader)]
"""Who looks at a page that visitors do not see."""


def cases(request: Request) -> UseCases:
    """Everything that can be asked."""
    return root_of(request).cases


def who_looks(request: Request) -> SignedIn | None:
    """Who is signed in, if anybody; asked once a request."""
    if not hasattr(request.state, "who"):
        request.state.who = maybe_signed_in(request, root_of(request))
    found: SignedIn | None = request.state.who
    return found


def now(request: Request) -> datetime:
    """The present instant of the installation's clock."""
    return root_of(request).clock.now()


def browser(request: Request) -> Browser:
    """The browser of a visitor; asked once, so that form and cookie agree."""
    if not hasattr(request.state, "browser"):
        request.state.browser = browser_of(request)
    found: Browser = request.state.browser
    return found


def language_of(request: Request) -> str:
    """The reader's language: their setting, else what the browser asks for."""
    who = who_looks(request)
    if who is not None:
        return who.person.language
    asked = request.headers.get("accept-language", "").split(",")[0].split(";")[0].strip()
    return i18n.known(asked or i18n.SOURCE)


def theme_of(request: Request) -> str:
    """The colours this browser is set to."""
    chosen = request.cookies.get(cookie_name(root_of(request).settings, "placet-theme"), "")
    return chosen if chosen in THEMES else "system"


def around(request: Request, context: Mapping[str, object]) -> dict[str, object]:
    """The values that the frame of a page names."""
    root, who = root_of(request), who_looks(request)
    inbox = context.get("inbox")
    if who is not None and not isinstance(inbox, Inbox):
        inbox = root.cases.inbox(who.actor)
    view = context.get("view")
    negotiation = getattr(view, "negotiation", None)
    return {
        "me": who.person if who else None,
        "path": request.url.path,
        "csrf": who.csrf if who else browser(request).csrf,
        "now": root.clock.now(),
        "zone": _zone(who, getattr(negotiation, "zone", "UTC")),
        "theme": theme_of(request),
        "still": root.still is not None,
        "embedded": root.settings.mailbox,
        "inbox_count": len(inbox.needs_you) if isinstance(inbox, Inbox) else 0,
        "standing": getattr(view, "standing", None) or _usual(inbox),
        "registry": _registry(who.person if who else None, inbox),
        "body_name": getattr(negotiation, "title", ""),
        "contact": getattr(negotiation, "contact", "") or _contact(inbox),
    }


def _zone(who: SignedIn | None, of_the_table: str) -> str:
    """The zone in which times are said first: the person's, else the negotiation's."""
    return who.person.zone if who is not None else of_the_table


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
