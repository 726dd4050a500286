"""A document brought to a negotiation as the first text of an objective.

The report is shown with the fields of the proposal; what organisations wrote into the file is
entered afterwards, on the report of the objective that was made of it.
"""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Request
from fastapi.responses import Response

from placet.api.filing.reading import placed, read_file
from placet.api.pages import drafting, frame, import_report, importing, proposing, seeing, show
from placet.api.pages.acting import Refusal, give, instant, refusal, view_of
from placet.engine import commands as c
from placet.engine.errors import N_, BadInput, NotAllowed

router = APIRouter()

Symbol = Annotated[str, Path(max_length=80)]
Brought = Annotated[show.Brought, Depends(show.form_with_document)]


@router.post("/negotiations/{symbol}/propose/import")
def import_proposal(
    request: Request, symbol: Symbol, brought: Brought, who: frame.Reader
) -> Response:
    """Read a file as the first text of a proposal, report on it, or propose it."""
    view = frame.cases(request).negotiation(who.actor, symbol)
    if "Propose" not in view.may:
        raise NotAllowed(N_("propose an objective"))
    typed = brought.typed
    draft, rest = drafting.sent(typed)
    try:
        if "sealed" in typed:
            found = importing.unsealed(request, typed["sealed"])
        elif brought.name:
            found = read_file(brought.name, brought.data)
        else:
            raise importing.no_file()
    except BadInput as error:
        bad = refusal(request, error, ("file",))
        return proposing.ask_again(request, view, draft, rest, bad)
    at = placed(found.document, (), 0)
    values = {"text": "left" if found.document.proposals else "made", **rest}
    if rest.get("do") != "save":
        return import_report.of_proposal(
            request, view, found, at, importing.seal(request, found), values
        )
    text = at.final if values["text"] == "made" else at.base
    try:
        title = rest.get("title", "")
        if not title.strip():
            raise BadInput("title", N_("Give the objective a title."))
        until = instant(
            rest.get("deadline", ""), rest.get("deadline_at", ""), view.negotiation.zone, "deadline"
        )
        command = c.Propose(
            title, rest.get("purpose", ""), text, at.minted,
            proposing.leads_of(rest.get("leads", "")), until, restricted_to=seeing.seen_by(rest),
        )  # fmt: skip
        done = give(request, command, typed, negotiation=symbol, fields=proposing.FIELDS)
    except BadInput as error:
        done = refusal(request, error, proposing.FIELDS)
    if isinstance(done, Refusal):
        seal = importing.seal(request, found)
        return import_report.of_proposal(request, view, found, at, seal, values, done)
    if found.document.proposals or found.document.remarks:
        made = importing.may_import(view_of(request, done.object))
        return importing.report(
            request, made, found, importing.placed_in(request, made, found), {}, proposed=True
        )
    return show.back(request, f"/objectives/{done.object}", "proposed")
