"""What needs this person, what waits for others, what was decided lately.

Nothing here is stored: the inbox follows from the state of every objective at this instant,
so it holds only what this person can act on now.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from urllib.parse import quote

from fastapi import APIRouter, Request
from fastapi.responses import Response

from placet.api.pages import frame, show
from placet.engine.views import Inbox, Task
from placet.templates import expose
from placet.templates.preparing_words import prepared_counted

router = APIRouter()

expose(prepared_counted=prepared_counted)

SOON = timedelta(hours=48)

_WHERE = {
    "position": "/position",
    "confirm": "#asked",
    "comment": "/comment",
    "revise": "/revise",
    "answer": "/comments",
    "decide": "",
    "review": "",
    "begin": "",
    "meeting": "/manage#form-meeting",
    "finding": "/manage#form-finding",
    "treatment": "/amendments",
    "treat": "/amendments",
    "agree": "/agreed",
}


@router.get("/inbox")
def inbox(request: Request, who: frame.Reader) -> Response:
    """The order of the day."""
    found = frame.cases(request).inbox(who.actor)
    soon, later = _by_deadline(found)
    return show.page(
        request,
        "inbox",
        inbox=found,
        organisations=tuple(
            dict.fromkeys(s.organisation for s in found.standings.values() if s.organisation)
        ),
        soon=soon,
        later=later,
        overdue=any(task.due is not None and task.due.at <= found.now for task in soon),
        expected=_expected(found),
        action_path=action_path,
    )


def action_path(task: Task) -> str:
    """Where the task is done."""
    if task.path:
        return task.path
    if task.ask == "treatment" and len(task.amendments) == 1:
        return f"/objectives/{task.objective.ref}/amendments#a{task.amendments[0]}"
    if task.by_proxy:
        return f"/objectives/{task.objective.ref}/position?for={quote(task.organisation or '')}"
    return f"/objectives/{task.objective.ref}{_WHERE.get(task.ask, '')}"


def _by_deadline(inbox: Inbox) -> tuple[list[Task], list[Task]]:
    """What is due within two days, and the rest; each in the order of its deadlines."""
    tasks = sorted(inbox.needs_you, key=lambda task: _when(task, inbox.now))
    soon = [t for t in tasks if t.due is not None and t.due.at - inbox.now < SOON]
    return soon, [t for t in tasks if t not in soon]


def _when(task: Task, now: datetime) -> tuple[datetime, str]:
    """Tasks without a deadline come last."""
    return (task.due.at if task.due else now + timedelta(days=36500), task.objective.ref)


def _expected(inbox: Inbox) -> Task | None:
    """What will probably need this person next."""
    waiting = [t for t in inbox.waiting if t.due is not None]
    return min(waiting, key=lambda task: _when(task, inbox.now), default=None)
