"""The room view of a meeting: one paragraph, large enough to be read from ten metres.

Theory.  What is on the wall follows the desk, unless the address says where to look.  The page
has no form and says nothing of positions, so it may hang in front of everybody.  It asks every
other second whether anything changed; the answer is empty while nothing has.  Without script
it loads itself anew, and previous and next are links.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, Response

from placet.api.pages import frame, show
from placet.api.pages.acting import actor
from placet.api.pages.meetings import Number, Symbol
from placet.api.pages.reading import Shown, paragraphs
from placet.api.pages.text_view import Beside, about, beside, supported
from placet.engine.amendments import Amendment, AmendmentState
from placet.engine.meeting_views import RoomView
from placet.engine.meetings import AgendaItem, Meeting
from placet.engine.text import Text, direction, find
from placet.engine.views import ObjectiveView

router = APIRouter()

Item = Annotated[int | None, Query(ge=0, le=1_000_000)]
Paragraph = Annotated[str, Query(max_length=80)]
Seen = Annotated[str, Query(max_length=80)]


@dataclass(frozen=True, slots=True)
class Place:
    """An item and a paragraph to go to; `label` is what it is called."""

    item: int
    paragraph: str
    label: str = ""

    @property
    def query(self) -> str:
        """The query of its address."""
        return urlencode({"item": self.item, "paragraph": self.paragraph})


@dataclass(frozen=True, slots=True)
class OpenAmendment:
    """An open amendment on the paragraph, with the version that it was written on."""

    amendment: Amendment
    base: Text | None


@dataclass(frozen=True, slots=True)
class Wall:
    """Everything that the wall shows."""

    room: RoomView
    paragraphs: tuple[Shown, ...]
    at: int
    beside: Beside | None
    amendments: tuple[OpenAmendment, ...]
    before: Place | None
    after: Place | None

    @property
    def shown(self) -> Shown | None:
        """The paragraph."""
        return self.paragraphs[self.at] if self.paragraphs else None

    @property
    def objective(self) -> ObjectiveView | None:
        """The objective that the item is about."""
        return self.room.objective


def wall(request: Request, symbol: str, number: int, item: int | None, paragraph: str) -> Wall:
    """What the wall shows, following the desk where no item is asked for."""
    cases, who = frame.cases(request), actor(request)
    room = cases.room(who, symbol, number, item, paragraph)
    view, shown = room.objective, room.item
    if view is None or shown is None:
        return Wall(room, (), 0, None, (), *_around(room.meeting, shown, (), 0))
    o = view.objective
    found = paragraphs(view.text)
    if any(a.state is AmendmentState.OPEN for a in o.amendments.values()):
        found = supported(found, cases.fitting(who, o.ref))
    found = _about_item(found, shown)
    at = next((n for n, p in enumerate(found) if p.id == room.paragraph), 0)
    here = found[at] if found else None
    ids = {here.id, *(cell.id for row in here.grid for cell in row.cells)} if here else set()
    amendments = tuple(
        OpenAmendment(a, view.text if a.base == o.text.number else None)
        for a in o.amendments.values()
        if a.state is AmendmentState.OPEN and ids & set(about(a.change))
    )
    known = beside(o).get(here.id) if here else None
    return Wall(room, found, at, known, amendments, *_around(room.meeting, shown, found, at))


def _about_item(found: tuple[Shown, ...], item: AgendaItem) -> tuple[Shown, ...]:
    """The paragraphs that the item names, where it names any that are there."""
    named = tuple(p for p in found if p.id in item.paragraphs)
    return named or tuple(p for p in found if p.tree or p.grid)


def _around(
    meeting: Meeting, item: AgendaItem | None, found: tuple[Shown, ...], at: int
) -> tuple[Place | None, Place | None]:
    """Where previous and next lead: the paragraphs of the item, then the items beside it."""
    numbers = [i.number for i in meeting.agenda]
    place = numbers.index(item.number) if item else -1
    before = after = None
    if item is not None and at > 0:
        before = Place(item.number, found[at - 1].id, found[at - 1].label)
    elif place > 0:
        before = Place(numbers[place - 1], "")
    if item is not None and at + 1 < len(found):
        after = Place(item.number, found[at + 1].id, found[at + 1].label)
    elif place + 1 < len(numbers):
        after = Place(numbers[place + 1], "")
    return before, after


@router.get("/negotiations/{symbol}/meetings/{number}/room")
def room(
    request: Request,
    who: frame.Reader,
    symbol: Symbol,
    number: Number,
    item: Item = None,
    paragraph: Paragraph = "",
) -> Response:
    """The wall."""
    return _page(request, "meetings/room", wall(request, symbol, number, item, paragraph), item)


@router.get("/negotiations/{symbol}/meetings/{number}/room/shown")
def shown(
    request: Request,
    who: frame.Reader,
    symbol: Symbol,
    number: Number,
    item: Item = None,
    paragraph: Paragraph = "",
    seen: Seen = "",
) -> Response:
    """What stands on the wall now; empty (204) where the page has shown just that."""
    if frame.cases(request).room_mark(who.actor, symbol, number, item) == seen:
        return Response(status_code=204)
    found = wall(request, symbol, number, item, paragraph)
    return _page(request, "meetings/_room", found, item)


def _page(request: Request, template: str, found: Wall, item: int | None) -> HTMLResponse:
    view = found.objective
    present = found.shown
    return show.page(
        request,
        template,
        wall=found,
        room=found.room,
        m=found.room.meeting,
        o=view.objective if view else None,
        ref=view.objective.ref if view else "",
        following=item is None,
        text_lang=view.text.language if view else "en",
        text_direction=direction(view.text) if view else "ltr",
        size=_size(view.text, present) if view and present else "short",
        inbox=None,
    )


def _size(text: Text, shown: Shown) -> str:
    """How large the letters may be for the paragraph to stand on the wall as a whole."""
    found = find(text, shown.id)
    length = len(found.words) if found else 0
    if shown.grid or length > 420:
        return "long"
    return "short" if length < 180 else ""
