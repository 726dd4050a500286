"""Rehearsing a procedure: a scenario in, all that would happen out, and nothing kept.

Theory.  The form holds the scenario and the server keeps nothing, so what is shown is always
what stands in the form: the list and the picture to take away are made anew from the same
words.  A first scenario need not be written by hand: it is one of those that come with Placet,
or one that is sketched for the table.
"""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response
from pydantic import Field

from placet.api.pages import frame, show
from placet.api.pages.acting import Refusal, refusal
from placet.api.pages.procedures import WORKFLOW, Name, Version
from placet.api.pages.publishing import excerpt
from placet.api.pages.vocabulary import stages_of, verbs
from placet.api.rates import REHEARSALS_PER_PERSON
from placet.api.rehearsal import Rehearsal
from placet.api.rehearsal.places import LONGEST, Places
from placet.api.rehearsal.sketch import first_scenario, start_of
from placet.api.session import root_of
from placet.engine.access import REHEARSE
from placet.engine.errors import N_, BadDefinition, BadInput, NotAllowed, NotFound, PlacetError
from placet.engine.model import Negotiation
from placet.engine.views import DefinitionView
from placet.engine.workflow import Workflow
from placet.templates import expose, language
from placet.templates.dates import number
from placet.templates.i18n import filled, ngettext
from placet.templates.rehearsal_list import sum_sentence
from placet.templates.rehearsal_page import recipients, shown
from placet.templates.rehearsal_picture import picture
from placet.workflows import scenario

router = APIRouter()
expose(recipients=recipients)

ADDRESS = "/procedures/workflows/{name}/{version}/rehearse"
INVENTED, TABLE, SHIPPED = "invented", "table:", "scenario:"
"""What a scenario may begin with: an invented table, one of this house, a shipped scenario."""

Typed = Annotated[dict[str, str], Depends(show.form_with_file)]
Start = Annotated[str, Query(max_length=80)]
Day = Annotated[str, Query(max_length=20)]


class RehearsalForm(show.Form):
    """What the form may hold; `do` says whether the page, the list or the picture is wanted."""

    text: str = ""
    start: str = Field("", max_length=80)
    day: str = Field("", max_length=20)
    do: str = Field("rehearse", max_length=20)


@dataclass(frozen=True, slots=True)
class Asked:
    """The procedure that is rehearsed, and the tables for which this person may do so."""

    d: DefinitionView
    workflow: Workflow
    tables: tuple[Negotiation, ...]


@router.get(ADDRESS)
def ask_rehearsal(
    request: Request, who: frame.Reader, name: Name, version: Version, start: Start = "",
    day: Day = "",
) -> Response:  # fmt: skip
    """The form with a first scenario."""
    asked = _asked(request, who, name, version)
    values = {"start": start or INVENTED, "day": day}
    try:
        with language(frame.language_of(request)):
            values["text"] = _begun(request, who, asked, values["start"], day)
    except BadInput as error:
        return _form(request, asked, values, refusal(request, error, ("day",)))
    return _form(request, asked, values)


@router.post(ADDRESS)
def rehearse(
    request: Request, who: frame.Reader, name: Name, version: Version, typed: Typed
) -> Response:
    """Live the scenario and show what would happen, or give the list or the picture of it."""
    asked = _asked(request, who, name, version)
    if typed.pop("unreadable", ""):
        said = N_("The file is not in UTF-8. Save it as UTF-8 and choose it again.")
        return _form(request, asked, typed, _at_the_text(request, said))
    form, errors = show.checked(RehearsalForm, typed)
    if form is None:
        return _form(request, asked, typed, Refusal(422, errors))
    text = typed.get("text", "")
    if not text.strip():
        said = N_("Write a scenario, or begin with one of those that are offered.")
        return _form(request, asked, typed, _at_the_text(request, said))
    places: Places = request.app.state.rehearsals
    try:
        root_of(request).rates.spend(REHEARSALS_PER_PERSON, "rehearsals", who.person.id)
        with language(frame.language_of(request)):
            rehearsal = places.live(asked.workflow, text)
    except PlacetError as error:
        return _form(request, asked, typed, refusal(request, error))
    if form.do in ("json", "svg"):
        with language(frame.language_of(request)):
            return _file(rehearsal, form.do)
    return _form(request, asked, typed, rehearsal=rehearsal)


def _asked(request: Request, who: frame.Reader, name: str, version: int) -> Asked:
    cases = frame.cases(request)
    tables = cases.rehearsed_for(who.actor)
    d = cases.definition(who.actor, WORKFLOW, name, version).definition
    if d.workflow is None:
        raise NotFound("workflow", name)
    return Asked(d, d.workflow, tables)


def _begun(request: Request, who: frame.Reader, asked: Asked, start: str, day: str) -> str:
    """The scenario to begin with; BadInput where the day is none."""
    kind, _, rest = start.partition(":")
    if start.startswith(SHIPPED):
        if rest not in scenario.shipped_for(asked.workflow.name):
            raise NotFound("scenario", rest)
        return scenario.shipped_text(rest)
    if start.startswith(TABLE):
        n = _table(request, who, rest)
        starts = _starts(request, day, n.zone)
        return first_scenario(asked.workflow, n.zone, starts, n.participants, n.title).text
    if kind != INVENTED:
        raise NotFound("scenario", start)
    zone = who.person.zone
    return first_scenario(asked.workflow, zone, _starts(request, day, zone)).text


def _starts(request: Request, day: str, zone: str) -> datetime:
    try:
        return start_of(day, zone, frame.now(request))
    except ValueError:
        said, remedy = N_("This is not a date."), N_("Write it as 2027-03-14.")
        raise BadInput("day", said, remedy) from None


def _table(request: Request, who: frame.Reader, symbol: str) -> Negotiation:
    """The table of that symbol; NotFound or NotAllowed."""
    view = frame.cases(request).negotiation(who.actor, symbol)
    if REHEARSE not in view.may:
        raise NotAllowed(N_("rehearse a procedure"))
    return view.negotiation


def _at_the_text(request: Request, sentence: str) -> Refusal:
    with language(frame.language_of(request)):
        return Refusal(422, {"text": show.said(sentence)})


def _form(
    request: Request,
    asked: Asked,
    values: Mapping[str, str],
    refused: Refusal | None = None,
    rehearsal: Rehearsal | None = None,
) -> Response:
    """The form, with what was found in the scenario or what came of it."""
    error = refused.error if refused else None
    problems = error.problems if isinstance(error, BadDefinition) else ()
    failures = tuple(str(failure) for failure in rehearsal.failures) if rehearsal else ()
    with language(frame.language_of(request)):
        came = _came(rehearsal) if rehearsal else {}
        return show.page(
            request,
            "procedures/rehearse",
            refused.status if refused else 200,
            d=asked.d,
            w=asked.workflow,
            values=dict(values),
            errors=_errors(refused, problems),
            lines=excerpt(values.get("text", ""), problems or failures),
            rehearsal=rehearsal,
            tables=[n for n in asked.tables if n.participants],
            scenarios=scenario.shipped_for(asked.workflow.name),
            stages=stages_of(asked.workflow),
            verbs=verbs(),
            longest=LONGEST,
            **came,
        )


def _came(rehearsal: Rehearsal) -> dict[str, object]:
    """What came of it, for the template."""
    svg = picture(rehearsal)
    return {
        "shown": shown(rehearsal),
        "sum": sum_sentence(rehearsal),
        "image": f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}",
    }


def _errors(refused: Refusal | None, problems: tuple[str, ...]) -> Mapping[str, str]:
    if refused is None:
        return {}
    if not problems:
        return refused.errors
    n = len(problems)
    said = ngettext(
        "There is {n} thing to correct in the scenario; nothing was rehearsed.",
        "There are {n} things to correct in the scenario; nothing was rehearsed.",
        n,
    )
    return {"findings": filled(said, {"n": number(n)})}


def _file(rehearsal: Rehearsal, wanted: str) -> Response:
    """The list or the picture, to be kept."""
    name = f"{rehearsal.workflow}-{rehearsal.version}-rehearsal.{wanted}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    if wanted == "svg":
        return Response(picture(rehearsal), media_type="image/svg+xml", headers=headers)
    data = json.dumps(rehearsal.data(), indent=2, ensure_ascii=False)
    return Response(data, media_type="application/json", headers=headers)
