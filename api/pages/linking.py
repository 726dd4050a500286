"""Objectives that hang together: what is linked at a table, linking and unlinking."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Request
from fastapi.responses import Response

from placet.api.pages import frame, show
from placet.engine import commands as c
from placet.engine.errors import N_, BadInput
from placet.engine.links import LinkKind

router = APIRouter()
Typed = Annotated[dict[str, str], Depends(show.form)]
Number = Annotated[int, Path(ge=1, le=1_000_000)]
_FIELDS = ("kind", "title", "objectives", "reason")


@router.get("/negotiations/{symbol}/links")
def links(request: Request, who: frame.Reader, symbol: str) -> Response:
    """What is linked, and how it stands."""
    return _links(request, who, symbol)


@router.post("/negotiations/{symbol}/links")
def link(request: Request, who: frame.Reader, symbol: str, typed: Typed) -> Response:
    """Link the objectives that were ticked."""
    return _give(request, who, symbol, typed, "linked", _linking(typed))


@router.post("/negotiations/{symbol}/links/{number}/end")
def unlink(
    request: Request, who: frame.Reader, symbol: str, number: Number, typed: Typed
) -> Response:
    """Take a link away."""
    command = c.UnlinkObjectives(number, typed.get("reason", ""))
    return _give(request, who, symbol, typed, "unlinked", command, number)


def _linking(typed: dict[str, str]) -> c.LinkObjectives | BadInput:
    if typed.get("kind") not in set(LinkKind):
        return BadInput("kind", N_("Say how they hang together."), N_("Choose one of the two."))
    chosen = tuple(x for x in typed.get("objectives", "").split("\n") if x)
    return c.LinkObjectives(LinkKind(typed["kind"]), typed.get("title", ""), chosen)


def _give(
    request: Request,
    who: frame.Reader,
    symbol: str,
    typed: dict[str, str],
    notice: str,
    command: c.LinkCommand | BadInput,
    ending: int = 0,
) -> Response:
    cases = frame.cases(request)
    try:
        cases.negotiation(who.actor, symbol)
        if isinstance(command, BadInput):
            raise command
        cases.handle(who.actor, command, negotiation=symbol, key=typed.get("key"))
    except BadInput as error:
        status, errors = show.refused(error, _FIELDS)
        return _links(request, who, symbol, status, values=typed, errors=errors, ending=ending)
    return show.back(request, f"/negotiations/{symbol}/links", done=notice)


def _links(
    request: Request,
    who: frame.Reader,
    symbol: str,
    status: int = 200,
    values: Mapping[str, str] = MappingProxyType({}),
    errors: Mapping[str, str] = MappingProxyType({}),
    ending: int = 0,
) -> Response:
    return show.page(
        request,
        "negotiation-links",
        status,
        view=frame.cases(request).negotiation(who.actor, symbol),
        chosen=values.get("objectives", "").split("\n"),
        values=values,
        errors=errors,
        ending=ending,
    )
