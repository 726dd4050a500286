"""Reminding many at once: choose, look at every mail that would leave, send.

What was chosen travels as pairs of objective and organisation in one field, since a form has
not room for a field for each of fifteen hundred cells.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from placet.api.pages import frame, show
from placet.api.pages.acting import Refusal, Typed, actor, give
from placet.api.pages.board import Symbol
from placet.engine import commands as c
from placet.engine.board_views import BoardView
from placet.engine.errors import N_, BadInput, NotAllowed

router = APIRouter()

FIELDS = frozenset({"key", "chosen", "objective", "organisation", "force", "preview"})


@router.get("/board/{symbol}/remind")
def choose(
    request: Request,
    symbol: Symbol,
    objective: Annotated[str, Query(max_length=80)] = "",
    organisation: Annotated[str, Query(max_length=40)] = "",
) -> Response:
    """Choose whom to remind of what; nothing is sent from here."""
    view = _board(request, symbol)
    given = {"objective": objective, "organisation": organisation}
    return _choose(request, view, given)


@router.post("/board/{symbol}/remind")
def remind(request: Request, symbol: Symbol, typed: Typed) -> Response:
    """Show every mail that would leave, or send them."""
    view = _board(request, symbol)
    if unknown := set(typed) - FIELDS:
        raise BadInput("", N_("This form does not have: {names}."), names=", ".join(unknown)[:80])
    command = c.SendDigests(_chosen(view, typed), typed.get("force", ""))
    if not command.chosen:
        nothing = show.said(N_("Nobody who was chosen owes an answer. Choose others."))
        return _choose(request, view, typed, Refusal(422, {"": nothing}))
    if typed.get("preview"):
        return _preview(request, symbol, command, typed)
    done = give(request, command, typed, negotiation=symbol, fields=("force",))
    if isinstance(done, Refusal):
        return _preview(request, symbol, command, typed, done)
    return show.back(request, f"/board/{symbol}", "reminded-many")


def _board(request: Request, symbol: str) -> BoardView:
    view = frame.cases(request).board(actor(request), symbol)
    if not view.reminds:
        raise NotAllowed(N_("send reminders"))
    return view


def _lines(given: Mapping[str, str], name: str) -> set[str]:
    return {line for line in given.get(name, "").split("\n") if line}


def _chosen(view: BoardView, typed: Mapping[str, str]) -> tuple[c.OwedAnswer, ...]:
    """The owed answers that were meant: single cells, or all of the objectives and organisations.

    Of objectives and organisations none means all.
    """
    cells = {
        tuple(x.split(":", 1))
        for x in _lines({"x": typed.get("chosen", "").replace(" ", "\n")}, "x")
    }
    objectives, organisations = _lines(typed, "objective"), _lines(typed, "organisation")
    return tuple(
        c.OwedAnswer(column.objective.ref, code)
        for column in view.columns
        for code in column.owing
        if (
            (column.objective.ref, code) in cells
            if cells
            else (not objectives or column.objective.ref in objectives)
            and (not organisations or code in organisations)
        )
    )


def _choose(
    request: Request,
    view: BoardView,
    given: Mapping[str, str],
    refused: Refusal | None = None,
) -> Response:
    owing = [x for x in view.columns if x.owing]
    count: dict[str, int] = {}
    for column in owing:
        for code in column.owing:
            count[code] = count.get(code, 0) + 1
    return show.page(
        request,
        "board/remind",
        refused.status if refused else 200,
        narrow=True,
        view=view,
        n=view.negotiation,
        owing=owing,
        count=count,
        objectives=_lines(given, "objective"),
        chosen_organisations=_lines(given, "organisation"),
        errors=refused.errors if refused else {},
    )


def _preview(
    request: Request,
    symbol: str,
    command: c.SendDigests,
    typed: Mapping[str, str],
    refused: Refusal | None = None,
) -> Response:
    found = frame.cases(request).reminding(actor(request), symbol, command)
    return show.page(
        request,
        "board/remind_check",
        refused.status if refused else 200,
        narrow=True,
        view=found.board,
        n=found.board.negotiation,
        plan=found.plan,
        people=found.people,
        chosen=" ".join(f"{x.objective}:{x.organisation}" for x in command.chosen),
        values=typed,
        errors=refused.errors if refused else {},
    )
