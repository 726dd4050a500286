"""The words in which a negotiation often answers comments: kept by title, for its answerers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from pydantic import Field

from placet.api.pages import frame, show
from placet.api.pages.acting import Refusal, give, read
from placet.engine import commands as c
from placet.engine.errors import N_

router = APIRouter()
Typed = Annotated[dict[str, str], Depends(show.form)]


class TemplateForm(show.Form):
    """A template."""

    title: str = Field(min_length=1, max_length=100)
    words: str = Field(min_length=1, max_length=4_000)


class TitleForm(show.Form):
    """The title of a template."""

    title: str = Field(min_length=1, max_length=100)


@router.get("/negotiations/{symbol}/templates")
def templates(request: Request, who: frame.Reader, symbol: str) -> Response:
    """The templates, with the forms to keep and to remove them."""
    return _shown(request, who, symbol)


@router.post("/negotiations/{symbol}/templates")
def keep(request: Request, who: frame.Reader, symbol: str, typed: Typed) -> Response:
    """Keep a template."""
    missing = {"title": N_("Give the template a title."), "words": N_("Write the words.")}
    form = read(request, TemplateForm, typed, missing)
    if isinstance(form, Refusal):
        return _shown(request, who, symbol, form, typed)
    command = c.SaveTemplate(form.title, form.words)
    done = give(request, command, typed, negotiation=symbol, fields=("title", "words"))
    if isinstance(done, Refusal):
        return _shown(request, who, symbol, done, typed)
    return show.back(request, f"/negotiations/{symbol}/templates", "saved")


@router.post("/negotiations/{symbol}/templates/remove")
def remove(request: Request, who: frame.Reader, symbol: str, typed: Typed) -> Response:
    """Keep a template no longer."""
    form = read(request, TitleForm, typed)
    if not isinstance(form, Refusal):
        done = give(request, c.RemoveTemplate(form.title), typed, negotiation=symbol)
        if not isinstance(done, Refusal):
            return show.back(request, f"/negotiations/{symbol}/templates", "saved")
        form = done
    return _shown(request, who, symbol, form, {})


def _shown(
    request: Request,
    who: frame.Reader,
    symbol: str,
    refused: Refusal | None = None,
    typed: Mapping[str, str] | None = None,
) -> Response:
    view = frame.cases(request).negotiation(who.actor, symbol)
    return show.page(
        request,
        "answer_templates",
        refused.status if refused else 200,
        view=view,
        symbol=view.negotiation.symbol,
        templates=view.negotiation.answer_templates,
        may="SaveTemplate" in view.may,
        values=typed or {},
        errors=refused.errors if refused else {},
    )
