"""A list of organisations brought as a file: read, reported on, and only then done; and taken out.

What was read travels in the report's form, sealed for the person who brought it.
"""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Request
from fastapi.responses import Response

from placet.api.filing.organisations import MEDIA_TYPES, enter, rows_out, written
from placet.api.filing.sealing import opened, sealed
from placet.api.pages import frame, show
from placet.api.pages.acting import refusal
from placet.api.session import SignedIn, root_of
from placet.engine import commands as c
from placet.engine.access import can
from placet.engine.documents.organisation_lists import OrganisationList, read_organisations
from placet.engine.errors import N_, BadInput, NotAllowed, NotFound
from placet.templates import expose
from placet.templates.delegation_words import deed_label

router = APIRouter()
Brought = Annotated[show.Brought, Depends(show.form_with_document)]
Symbol = Annotated[str, Path(max_length=80)]
Name = Annotated[str, Path(max_length=40)]

expose(deed_label=deed_label)


@router.get("/organisations/import")
def ask(request: Request, who: frame.Reader) -> Response:
    """The form in which a list is chosen."""
    return _choose(request, who, None)


@router.post("/organisations/import")
def bring(request: Request, who: frame.Reader, brought: Brought) -> Response:
    """Report on the list that was chosen, or do what the report says."""
    return _bring(request, who, None, brought)


@router.get("/negotiations/{symbol}/organisations/import")
def ask_for_table(request: Request, who: frame.Reader, symbol: Symbol) -> Response:
    """The form in which a list for a table is chosen."""
    return _choose(request, who, symbol)


@router.post("/negotiations/{symbol}/organisations/import")
def bring_to_table(
    request: Request, who: frame.Reader, symbol: Symbol, brought: Brought
) -> Response:
    """Report on the list that was chosen for a table, or do what the report says."""
    return _bring(request, who, symbol, brought)


@router.get("/organisations/files/{name}")
def file(request: Request, who: frame.Reader, name: Name) -> Response:
    """All organisations as a file."""
    return _file(request, who, None, name)


@router.get("/negotiations/{symbol}/organisations/files/{name}")
def file_of_table(request: Request, who: frame.Reader, symbol: Symbol, name: Name) -> Response:
    """The organisations of a table as a file."""
    return _file(request, who, symbol, name)


def _bring(request: Request, who: SignedIn, symbol: str | None, brought: show.Brought) -> Response:
    _may(request, who, symbol)
    root, typed = root_of(request), brought.typed
    try:
        if "sealed" in typed:
            listed = opened(OrganisationList, typed["sealed"], root.secret, who.actor.person)
        elif not brought.name:
            raise BadInput("file", N_("No file was chosen."), N_("Choose a file first."))
        else:
            listed = read_organisations(brought.name, brought.data)
        packed = sealed(listed, root.secret, who.actor.person)
    except BadInput as error:
        bad = refusal(request, error, ("file",))
        return _choose(request, who, symbol, bad.status, errors=dict(bad.errors))
    dry = typed.get("do") != "import"
    outcomes = enter(root.cases, who.actor, listed, symbol, dry)
    return _page(
        request, who, symbol, "organisations-report", 200,
        listed=listed, outcomes=outcomes, dry=dry, packed=packed,
        todo=sum(bool(x.deeds) for x in outcomes),
    )  # fmt: skip


def _choose(
    request: Request, who: SignedIn, symbol: str | None, status: int = 200, **context: object
) -> Response:
    _may(request, who, symbol)
    return _page(request, who, symbol, "organisations-import", status, **context)


def _page(
    request: Request,
    who: SignedIn,
    symbol: str | None,
    template: str,
    status: int,
    **context: object,
) -> Response:
    if symbol is None:
        return show.page(request, template, status, home="/organisations", symbol="", **context)
    view = frame.cases(request).negotiation(who.actor, symbol)
    home = f"/negotiations/{view.negotiation.symbol}/organisations"
    return show.page(
        request, template, status, home=home, symbol=view.negotiation.symbol, view=view, **context
    )


def _may(request: Request, who: SignedIn, symbol: str | None) -> None:
    """NotAllowed for whoever may not do it by hand."""
    if symbol is None:
        if not can(who.actor, c.RegisterOrganisation, None, None, frame.now(request)):
            raise NotAllowed(N_("look after people and organisations"))
        return
    if "InviteOrganisation" not in frame.cases(request).negotiation(who.actor, symbol).may:
        raise NotAllowed(N_("invite an organisation"))


def _file(request: Request, who: SignedIn, symbol: str | None, name: str) -> Response:
    stem, _, ending = name.rpartition(".")
    if stem != "organisations" or ending not in MEDIA_TYPES:
        raise NotFound("file", name)
    if symbol is None:
        _may(request, who, None)
    data, media_type = written(rows_out(frame.cases(request), who.actor, symbol), ending)
    kept = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Response(data, media_type=media_type, headers=kept)
