"""The board: organisations below each other, objectives side by side, and one cell of it.

Theory.  The board is looked at all day, so its first paint is the whole table, and script only
moves within it: arrow keys, a panel beside it, and every minute the same table again, which
holds no form.  How it is looked at stands in the address; a person may keep addresses under
names.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import RedirectResponse, Response
from pydantic import Field

from placet.api.pages import frame, show
from placet.api.pages.acting import Refusal, Typed, actor, read, refusal
from placet.api.pages.board_order import Look, Looking, heat_of, matrix
from placet.engine.board import Cell, Column
from placet.engine.board_views import BoardView
from placet.engine.errors import PlacetError
from placet.engine.text import names_of
from placet.templates import expose, language
from placet.templates.blocker_words import (
    blocked_phrases,
    blocked_sentence,
    reach_sentence,
    what_if_phrases,
)
from placet.templates.board_sheets import board_csv, board_xlsx
from placet.templates.board_words import (
    cell_label,
    cell_mark,
    cell_words,
    column_needs,
    days_words,
    error_sentence,
    forecast_sentence,
    since_contact,
)
from placet.templates.rehearsal_labels import mail_label
from placet.templates.rounds_picture import ended_label

router = APIRouter()
expose(
    blocked_phrases=blocked_phrases,
    blocked_sentence=blocked_sentence,
    cell_label=cell_label,
    cell_mark=cell_mark,
    cell_words=cell_words,
    column_needs=column_needs,
    days_words=days_words,
    ended_label=ended_label,
    error_sentence=error_sentence,
    forecast_sentence=forecast_sentence,
    mail_label=mail_label,
    reach_sentence=reach_sentence,
    since_contact=since_contact,
    what_if_phrases=what_if_phrases,
)

Symbol = Annotated[str, Path(max_length=40)]
Part = Annotated[str, Query(max_length=10)]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@router.get("/board")
def boards(request: Request) -> Response:
    """Every table of this person with what blocks consensus there; the only one at once."""
    found = frame.cases(request).boards(actor(request))
    if len(found) == 1:
        return RedirectResponse(f"/board/{found[0].board.negotiation.symbol}", 303)
    return show.page(request, "board/list", boards=found)


@router.get("/board/{symbol}")
def board(request: Request, symbol: Symbol, look: Look, part: Part = "") -> Response:
    """One board; `part` asks for the table alone, which script puts in the place of the old one."""
    view = frame.cases(request).board(actor(request), symbol)
    return _shown(request, view, look, alone=part == "matrix")


@router.get("/board/{symbol}/board.csv")
def board_as_csv(request: Request, symbol: Symbol, look: Look) -> Response:
    """The board in words, as a table that a spreadsheet opens."""
    view = frame.cases(request).board(actor(request), symbol)
    with language(frame.language_of(request)):
        data = board_csv(view, matrix(view, look).columns)
    return Response(data, media_type="text/csv; charset=utf-8", headers=to_keep(view, "board.csv"))


@router.get("/board/{symbol}/board.xlsx")
def board_as_xlsx(request: Request, symbol: Symbol, look: Look) -> Response:
    """The board in words, as an Excel file."""
    view = frame.cases(request).board(actor(request), symbol)
    with language(frame.language_of(request)):
        data = board_xlsx(view, matrix(view, look).columns)
    return Response(data, media_type=XLSX, headers=to_keep(view, "board.xlsx"))


@router.get("/board/{symbol}/cell/{ref}/{organisation}")
def one_cell(
    request: Request,
    symbol: Symbol,
    ref: Annotated[str, Path(max_length=80)],
    organisation: Annotated[str, Path(max_length=40)],
    part: Part = "",
) -> Response:
    """One organisation on one objective; `part` asks for the panel without the page around it."""
    found = frame.cases(request).cell(actor(request), symbol, ref, organisation)
    held = found.cell.position
    places: tuple[str, ...] = ()
    if held is not None and held.paragraphs:
        seen = frame.cases(request).objective(actor(request), ref, found.cell.version)
        places = names_of(seen.text, held.paragraphs)
    return show.page(
        request,
        "board/panel" if part == "panel" else "board/cell",
        narrow=True,
        view=found.board,
        seen=found,
        cell=found.cell,
        column=found.column,
        held=held,
        places=places,
        last=found.board.contacts.get((ref, organisation)),
    )


class Naming(show.Form):
    """A view to be kept, or to be forgotten."""

    name: str = Field(min_length=1, max_length=60)
    query: str = Field("", max_length=500)


@router.post("/board/{symbol}/views")
def keep_view(request: Request, symbol: Symbol, typed: Typed, look: Look) -> Response:
    """Keep the present way of looking under a name."""
    return _about_views(request, symbol, typed, look, keep=True)


@router.post("/board/{symbol}/views/remove")
def forget_view(request: Request, symbol: Symbol, typed: Typed, look: Look) -> Response:
    """Forget a way of looking."""
    return _about_views(request, symbol, typed, look, keep=False)


def _about_views(
    request: Request, symbol: str, typed: Typed, look: Looking, *, keep: bool
) -> Response:
    cases, who = frame.cases(request), actor(request)
    view = cases.board(who, symbol)
    form = read(request, Naming, typed)
    if not isinstance(form, Refusal):
        query = form.query if form.query.startswith("?") else ""
        try:
            if keep:
                cases.save_view(who, symbol, form.name, query)
            else:
                cases.remove_view(who, symbol, form.name)
        except PlacetError as error:
            form = refusal(request, error, ("name",))
        else:
            done = "view-kept" if keep else "view-forgotten"
            return show.back(request, f"/board/{symbol}{query}", done)
    return _shown(request, view, look, refused=form, values=typed)


def _shown(
    request: Request,
    view: BoardView,
    look: Looking,
    *,
    alone: bool = False,
    refused: Refusal | None = None,
    values: Typed | None = None,
) -> Response:
    symbol = view.negotiation.symbol
    found = matrix(view, look)
    return show.page(
        request,
        "board/_matrix" if alone else "board/show",
        refused.status if refused else 200,
        view=view,
        n=view.negotiation,
        look=look,
        m=found,
        drawn=_drawn(view, look, found.columns),
        views=frame.cases(request).saved_views(view.actor, symbol),
        stage_titles={c.stage.name: c.stage.title for c in view.columns},
        errors=refused.errors if refused else {},
        values=values or {},
        tab="board",
    )


def _drawn(
    view: BoardView, look: Looking, columns: tuple[Column, ...]
) -> Callable[[Cell, int], tuple[str, str, str]]:
    """The marks, made where the language of the reader is spoken, when the template asks."""

    def of(cell: Cell, at: int) -> tuple[str, str, str]:
        column = columns[at]
        name = cell_label(cell)
        if look.heat == "position":
            code, letter = cell_mark(cell, column)
            return code, letter, name
        level, figure = heat_of(view, cell, column, look.heat)
        if look.heat == "contact":
            last = view.contacts.get((cell.objective, cell.organisation))
            said = since_contact(last.at if last else None, view.now)
            name = f"{cell.organisation}, {cell.objective}: {said}"
        return f"h{level}", figure, name

    return of


def to_keep(view: BoardView, name: str) -> dict[str, str]:
    """The header that names a file of a board."""
    return {"Content-Disposition": f'attachment; filename="{view.negotiation.symbol}-{name}"'}
