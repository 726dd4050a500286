"""A table of comments brought to an objective: read, reported on, and only then entered.

Theory.  The report names every row that is not taken, with its place and what to do, says where
each of the others lands, and enters nothing.  What was read travels in the report's form, sealed,
so that the same rows are entered that were shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from pydantic import Field

from placet.api.filing.comment_entries import (
    Brought,
    SheetEntries,
    commands_for,
    may_enter,
    read_sheet,
    sheet_entries,
)
from placet.api.filing.sealing import opened, sealed
from placet.api.filing.sheet_answers import answers_for
from placet.api.pages import show
from placet.api.pages.acting import Ref, Refusal, actor, give, read, refusal, view_of
from placet.api.pages.importing import no_file
from placet.api.pages.reading import label_of
from placet.api.session import root_of
from placet.engine.documents.comment_tables import Spot
from placet.engine.errors import N_, BadInput
from placet.engine.views import ObjectiveView
from placet.templates import expose
from placet.templates.sheet_words import spot_said, trouble_remedy, trouble_said

router = APIRouter()

Carried = Annotated[show.Brought, Depends(show.form_with_document)]
MOST_SHOWN = 300
"""Rows of each kind that the report lists."""

expose(spot_said=spot_said, trouble_said=trouble_said, trouble_remedy=trouble_remedy)


class SheetForm(show.Form):
    """What the forms ask: whose a row is that does not say, and what is to happen."""

    organisation: str = Field("", max_length=40)
    do: str = Field("read", max_length=20)


@dataclass(frozen=True, slots=True)
class Landing:
    """A comment that can be entered: the label of its paragraph, empty for the whole text."""

    at: Spot
    organisation: str
    label: str
    kind: str
    body: str
    wording: str


@router.get("/objectives/{ref}/comments/import")
def ask_table(request: Request, ref: Ref) -> Response:
    """The form in which a table is chosen."""
    view = view_of(request, ref)
    may_enter(view)
    return _choose(request, view)


@router.post("/objectives/{ref}/comments/import")
def import_table(request: Request, ref: Ref, brought: Carried) -> Response:
    """Report on the table that was chosen, or enter what the report says."""
    view, typed = view_of(request, ref), brought.typed
    may_enter(view)
    names = ("organisation", "do")
    asked: dict[str, str] = {name: typed[name] for name in names if name in typed}
    form = read(request, SheetForm, asked)
    if isinstance(form, Refusal):
        return _choose(request, view, form)
    try:
        if "sealed" in typed:
            secret, person = root_of(request).secret, actor(request).person
            found = opened(Brought, typed["sealed"], secret, person)
        elif brought.name:
            found = read_sheet(brought.name, brought.data)
        else:
            raise no_file()
        if form.do not in ("enter", "answer"):
            return _report(request, view, found, form)
    except BadInput as error:
        return _choose(request, view, refusal(request, error, ("file",)))
    if form.do == "answer":
        return _answer(request, view, found, form, typed)
    return _enter(request, view, found, form, typed)


def _enter(
    request: Request,
    view: ObjectiveView,
    found: Brought,
    form: SheetForm,
    typed: Mapping[str, str],
) -> Response:
    """Enter what the report shows."""
    entries = _entries(view, found, form)
    if not entries.entries:
        nothing = BadInput("", N_("There is nothing to enter."), N_("Choose another file."))
        return _report(request, view, found, form, refusal(request, nothing))
    for n, command in enumerate(commands_for(entries, (found,), view)):
        keyed = {"key": f"{typed['key'][:180]}-{n}"} if typed.get("key") else {}
        done = give(request, command, keyed, objective=view.objective.ref)
        if isinstance(done, Refusal):
            return _report(request, view, found, form, done)
    return show.back(request, f"/objectives/{view.objective.ref}/comments", "entered")


def _answer(
    request: Request,
    view: ObjectiveView,
    found: Brought,
    form: SheetForm,
    typed: Mapping[str, str],
) -> Response:
    """Keep the answers in the table as drafts."""
    commands = answers_for(_entries(view, found, form).answers)
    if not commands:
        nothing = BadInput("", N_("There is no answer to save."), N_("Choose another file."))
        return _report(request, view, found, form, refusal(request, nothing))
    for command in commands:
        keyed = {"key": f"{typed['key'][:180]}/{command.numbers[0]}"} if typed.get("key") else {}
        done = give(request, command, keyed, objective=view.objective.ref)
        if isinstance(done, Refusal):
            return _report(request, view_of(request, view.objective.ref), found, form, done)
    return show.back(request, f"/objectives/{view.objective.ref}/dispositions", "answers-saved")


def _entries(view: ObjectiveView, found: Brought, form: SheetForm) -> SheetEntries:
    codes = may_enter(view)
    organisation = form.organisation if form.organisation in codes else ""
    return sheet_entries((found,), view, view.comments, codes, organisation)


def _report(
    request: Request,
    view: ObjectiveView,
    found: Brought,
    form: SheetForm,
    bad: Refusal | None = None,
) -> Response:
    entries, labels = _entries(view, found, form), label_of(view.text)
    landings = [
        Landing(
            entry.row.at,
            entry.comment.organisation,
            labels.get(entry.comment.paragraph or "", "")
            or ("·" if entry.comment.paragraph else ""),
            entry.comment.type.value,
            entry.comment.body,
            entry.comment.wording,
        )
        for entry in entries.entries[:MOST_SHOWN]
    ]
    return show.page(
        request,
        "objective/comment_report",
        bad.status if bad else 200,
        view=view,
        o=view.objective,
        ref=view.objective.ref,
        found=found,
        there=found.read,
        seal=sealed(found, root_of(request).secret, actor(request).person),
        entries=entries,
        landings=landings,
        most=MOST_SHOWN,
        codes=may_enter(view),
        enters="EnterProposals" in view.may,
        values={"organisation": form.organisation},
        errors=bad.errors if bad else {},
    )


def _choose(request: Request, view: ObjectiveView, bad: Refusal | None = None) -> Response:
    return show.page(
        request,
        "objective/comment_file",
        bad.status if bad else 200,
        view=view,
        o=view.objective,
        ref=view.objective.ref,
        codes=may_enter(view),
        enters="EnterProposals" in view.may,
        errors=bad.errors if bad else {},
    )
