"""The board of a negotiation: positions, what blocks, participation, times, forecasts."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import Field

from placet.api.session import Caller, RootOf
from placet.api.v1.asking import Asking, Done
from placet.api.v1.given_board import DigestsGiven
from placet.api.v1.limits import SymbolAt
from placet.api.v1.shown_blockers import BlockersShown
from placet.api.v1.shown_board import BoardShown
from placet.api.v1.shown_figures import ForecastShown, ParticipationShown, TimesShown
from placet.templates import i18n

router = APIRouter(tags=["board"])

Body = Annotated[str, Query(max_length=40)]
Always = Annotated[list[Annotated[str, Field(max_length=60)]] | None, Query(max_length=30)]


@router.get("/participation")
def participation_everywhere(
    root: RootOf, who: Caller, body: Body = "", always: Always = None
) -> ParticipationShown:
    """Who answered in time, late or not at all, over all negotiations of the asker.

    `body` leaves those of one standing body; `always` names stages at which a single ballot that
    is missed raises the flag.
    """
    found = root.cases.participating(who.actor, None, body, tuple(always or ()))
    return ParticipationShown.of(found)


@router.get("/negotiations/{symbol}/board")
def board(root: RootOf, who: Caller, symbol: SymbolAt) -> BoardShown:
    """Where every organisation stands on every objective, as far as the asker may know."""
    with i18n.language(who.person.language):
        return BoardShown.of(root.cases.board(who.actor, symbol))


@router.get("/negotiations/{symbol}/blockers")
def blockers(root: RootOf, who: Caller, symbol: SymbolAt) -> BlockersShown:
    """What stands in the way of each objective, nearest to adoption first."""
    with i18n.language(who.person.language):
        return BlockersShown.of(root.cases.blockers(who.actor, symbol))


@router.get("/negotiations/{symbol}/participation")
def participation(
    root: RootOf, who: Caller, symbol: SymbolAt, always: Always = None
) -> ParticipationShown:
    """Who answered in time, late or not at all."""
    found = root.cases.participating(who.actor, symbol, "", tuple(always or ()))
    return ParticipationShown.of(found)


@router.get("/negotiations/{symbol}/times")
def times(root: RootOf, who: Caller, symbol: SymbolAt) -> TimesShown:
    """How long each objective spent in which stage."""
    return TimesShown.of(root.cases.times(who.actor, symbol))


@router.get("/negotiations/{symbol}/forecast")
def forecast(root: RootOf, who: Caller, symbol: SymbolAt) -> ForecastShown:
    """When each objective will probably be adopted, and how wrong such forecasts were."""
    with i18n.language(who.person.language):
        return ForecastShown.of(root.cases.forecasts(who.actor, symbol))


@router.post("/negotiations/{symbol}/reminders", status_code=201)
def remind(ask: Asking, symbol: SymbolAt, given: DigestsGiven) -> Done:
    """Remind many at once, one mail a person; nobody twice within a day but for a reason."""
    return ask.give(given.command(), negotiation=symbol)
