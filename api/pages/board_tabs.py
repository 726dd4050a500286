"""The other sides of a board: what blocks, what is due, what is late, who answered, how long."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Annotated, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response
from pydantic import Field

from placet.api.pages import frame, show
from placet.api.pages.acting import actor
from placet.api.pages.board import Symbol
from placet.api.pages.board_order import CROWDED, weeks
from placet.engine.board_views import BoardView, ParticipationView
from placet.engine.errors import N_
from placet.engine.model import SubState
from placet.engine.owing import at_rest
from placet.templates import language
from placet.templates.bars_picture import Bars, picture
from placet.templates.board_pictures import (
    forecast_picture,
    forecast_table,
    times_picture,
    times_table,
)
from placet.templates.csv_cells import Cell, csv_table
from placet.templates.participation_pictures import (
    duty_sentences,
    missed_table,
    participation_picture,
    participation_table,
)
from placet.templates.rounds_picture import rounds_picture, rounds_table

router = APIRouter()


Body = Annotated[str, Query(max_length=40)]
Always = Annotated[list[Annotated[str, Field(max_length=60)]] | None, Query(max_length=30)]
Report = Annotated[Literal["figures", "missed"], Query()]


@router.get("/board/participation")
def participation_everywhere(request: Request, body: Body = "", always: Always = None) -> Response:
    """Who answered, over all tables of this person or those of one standing body."""
    return _participation(request, _participating(request, None, body, always))


@router.get("/board/participation.csv")
def participation_everywhere_csv(
    request: Request, body: Body = "", always: Always = None, report: Report = "figures"
) -> Response:
    """The same as a table to take away, or who missed what."""
    return _figures(request, _participating(request, None, body, always), report)


@router.get("/board/{symbol}/blockers")
def blockers(request: Request, symbol: Symbol) -> Response:
    """What blocks each objective, nearest to adoption first."""
    found = frame.cases(request).blockers(actor(request), symbol)
    return _tab(request, "blockers", found.board, found=found)


@router.get("/board/{symbol}/timeline")
def timeline(request: Request, symbol: Symbol) -> Response:
    """What is due, week by week, with the crowded days."""
    view = frame.cases(request).board(actor(request), symbol)
    return _tab(request, "timeline", view, weeks=weeks(view), crowded=CROWDED)


@router.get("/board/{symbol}/late")
def late(request: Request, symbol: Symbol) -> Response:
    """What is overdue, which mail came back, who has nobody to answer."""
    view = frame.cases(request).board(actor(request), symbol)
    overdue = [
        c
        for c in view.columns
        if c.objective.run.state is SubState.CLOSED and not at_rest(c.stage, c.objective)
    ]
    bounced = sorted(key for key, last in view.contacts.items() if last.failed)
    return _tab(request, "late", view, overdue=overdue, bounced=bounced)


@router.get("/board/{symbol}/participation")
def participation(request: Request, symbol: Symbol, always: Always = None) -> Response:
    """Who answered in time, late or not at all, at one table."""
    return _participation(request, _participating(request, symbol, "", always))


@router.get("/board/{symbol}/participation.csv")
def participation_csv(
    request: Request, symbol: Symbol, always: Always = None, report: Report = "figures"
) -> Response:
    """The figures as a table, or who missed what."""
    return _figures(request, _participating(request, symbol, "", always), report)


@router.get("/board/{symbol}/participation.svg")
def participation_svg(request: Request, symbol: Symbol) -> Response:
    """The picture alone."""
    found = frame.cases(request).participating(actor(request), symbol)
    title = N_("Participation: {symbol}")
    return _svg(request, lambda: participation_picture(found), title, symbol, "participation")


@router.get("/board/{symbol}/time")
def times(request: Request, symbol: Symbol) -> Response:
    """How long each objective spent in which stage."""
    found = frame.cases(request).times(actor(request), symbol)
    with language(frame.language_of(request)):
        drawn, moved = times_picture(found), rounds_picture(found)
    return _tab(request, "time", found.board, found=found, bars=drawn, moved=moved)


@router.get("/board/{symbol}/time.csv")
def times_csv(request: Request, symbol: Symbol) -> Response:
    """Every passage through a stage as a table."""
    found = frame.cases(request).times(actor(request), symbol)
    return _csv(request, lambda: times_table(found), f"{symbol}-time.csv")


@router.get("/board/{symbol}/time.svg")
def times_svg(request: Request, symbol: Symbol) -> Response:
    """The picture alone."""
    found = frame.cases(request).times(actor(request), symbol)
    return _svg(
        request, lambda: times_picture(found), N_("Time in stages: {symbol}"), symbol, "time"
    )


@router.get("/board/{symbol}/rounds.csv")
def rounds_csv(request: Request, symbol: Symbol) -> Response:
    """How answers moved from ballot to ballot, as a table."""
    found = frame.cases(request).times(actor(request), symbol)
    return _csv(request, lambda: rounds_table(found), f"{symbol}-rounds.csv")


@router.get("/board/{symbol}/rounds.svg")
def rounds_svg(request: Request, symbol: Symbol) -> Response:
    """The picture alone."""
    found = frame.cases(request).times(actor(request), symbol)
    title = N_("Answers over the rounds: {symbol}")
    return _svg(request, lambda: rounds_picture(found), title, symbol, "rounds")


@router.get("/board/{symbol}/forecast")
def forecast(request: Request, symbol: Symbol) -> Response:
    """When each objective will probably be adopted, and how wrong such forecasts were."""
    found = frame.cases(request).forecasts(actor(request), symbol)
    with language(frame.language_of(request)):
        drawn = forecast_picture(found)
    used = sorted({r.column.objective.workflow for r in found.rows})
    return _tab(request, "forecast", found.board, found=found, bars=drawn, used=used)


@router.get("/board/{symbol}/forecast.csv")
def forecast_csv(request: Request, symbol: Symbol) -> Response:
    """The forecasts as a table."""
    found = frame.cases(request).forecasts(actor(request), symbol)
    return _csv(request, lambda: forecast_table(found), f"{symbol}-forecast.csv")


@router.get("/board/{symbol}/forecast.svg")
def forecast_svg(request: Request, symbol: Symbol) -> Response:
    """The picture alone."""
    found = frame.cases(request).forecasts(actor(request), symbol)
    title = N_("Forecast of adoption: {symbol}")
    return _svg(request, lambda: forecast_picture(found), title, symbol, "forecast")


def _participating(
    request: Request, symbol: str | None, body: str, always: list[str] | None
) -> ParticipationView:
    asked = tuple(always or ())
    return frame.cases(request).participating(actor(request), symbol, body, asked)


def _figures(request: Request, found: ParticipationView, report: str) -> Response:
    table, name = (
        (missed_table, "missed.csv")
        if report == "missed"
        else (participation_table, "participation.csv")
    )
    begins = found.board.negotiation.symbol if found.board else found.body
    return _csv(request, lambda: table(found), f"{begins}-{name}" if begins else name)


def _participation(request: Request, found: ParticipationView) -> Response:
    with language(frame.language_of(request)):
        drawn, duties = participation_picture(found), duty_sentences(found)
    shown = {"found": found, "bars": drawn, "duties": duties, "query": _query(found)}
    if found.board is None:
        return show.page(request, "board/participation", 200, tab="", n=None, **shown)
    return _tab(request, "participation", found.board, **shown)


def _query(found: ParticipationView) -> str:
    """What was asked, for the addresses of the files."""
    asked = [("body", found.body)] if found.body else []
    return urlencode(asked + [("always", stage) for stage in found.always])


def _tab(request: Request, tab: str, view: BoardView, **context: object) -> Response:
    return show.page(
        request, f"board/{tab}", 200, view=view, n=view.negotiation, tab=tab, **context
    )


def _csv(request: Request, table: Callable[[], list[Sequence[Cell]]], name: str) -> Response:
    with language(frame.language_of(request)):
        data = csv_table(table())
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(data, media_type="text/csv; charset=utf-8", headers=headers)


def _svg(
    request: Request, drawn: Callable[[], Bars], title: str, symbol: str, name: str
) -> Response:
    with language(frame.language_of(request)):
        data = picture(drawn(), show.said(title, symbol=symbol))
    headers = {"Content-Disposition": f'attachment; filename="{symbol}-{name}.svg"'}
    return Response(data, media_type="image/svg+xml", headers=headers)
