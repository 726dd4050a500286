"""Drafting spaces of an objective: those that a reader may know of, and one of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated, Any

from fastapi import APIRouter, Path, Request
from fastapi.responses import Response
from pydantic import Field

from placet.api.pages import frame, show
from placet.api.pages.acting import Ref, Refusal, Typed, actor, read, refusal, view_of
from placet.api.pages.reading import label_of
from placet.api.pages.redlines import redline
from placet.api.pages.remarked import words_of
from placet.engine import commands as c
from placet.engine.errors import N_, BadInput, Conflict, NotFound, PlacetError
from placet.engine.parties import at_the_table
from placet.engine.preparation import Preparation
from placet.engine.prepared import Content, Note, Prepared
from placet.engine.sharing import Membership
from placet.engine.spaces import Spaces, asked_to_sponsor
from placet.engine.text import Act, Change, as_kept, labelled
from placet.engine.views import ObjectiveView

router = APIRouter()

Id = Annotated[str, Path(pattern=r"^[A-Za-z0-9_-]{1,64}$")]
ANSWERS = {
    "join": (Membership.JOINED, "space-joined"),
    "decline": (Membership.DECLINED, "space-declined"),
    "leave": (Membership.LEFT, "space-left"),
}


class OpeningForm(show.Form):
    """A new space: its title, and who is invited."""

    title: str = ""
    organisations: str = Field("", max_length=10_000)


class SpaceForm(show.Form):
    """What the buttons of a space send."""

    do: str = Field("note", max_length=20)
    item: str = Field("", max_length=64)
    version: int = Field(0, ge=0, le=1_000_000)
    base: int = Field(0, ge=0, le=1_000_000)
    paragraph: str = Field("", max_length=80)
    body: str = Field("", max_length=20_000)
    words: str = Field("", max_length=40_000)
    reason: str = Field("", max_length=20_000)
    organisations: str = Field("", max_length=10_000)


def _spaces(request: Request) -> Spaces:
    return Spaces(Preparation(frame.cases(request)))


@router.get("/objectives/{ref}/spaces")
def spaces(request: Request, ref: Ref) -> Response:
    """The spaces that the reader's organisation is in or was invited to."""
    return _list(request, view_of(request, ref))


@router.post("/objectives/{ref}/spaces")
def open_space(request: Request, ref: Ref, typed: Typed) -> Response:
    """Open a space."""
    form = read(request, OpeningForm, typed)
    if isinstance(form, Refusal):
        return _list(request, view_of(request, ref), form, typed)
    invited = tuple(form.organisations.split("\n")) if form.organisations else ()
    try:
        made = _spaces(request).open(actor(request), ref, form.title, invited)
    except NotFound:
        raise
    except PlacetError as error:
        bad = refusal(request, error, ("title", "organisations"))
        return _list(request, view_of(request, ref), bad, typed)
    return show.back(request, f"/objectives/{ref}/spaces/{made.id}", "space-opened")


@router.get("/objectives/{ref}/spaces/{id}")
def space(request: Request, ref: Ref, id: Id) -> Response:
    """One space: its members, notes and draft wordings."""
    return _one(request, view_of(request, ref), id)


@router.post("/objectives/{ref}/spaces/{id}")
def act(request: Request, ref: Ref, id: Id, typed: Typed) -> Response:
    """Join, leave, write, throw away, invite, or propose a draft as an amendment."""
    view = view_of(request, ref)
    form = read(request, SpaceForm, typed)
    if isinstance(form, Refusal):
        return _one(request, view, id, form, typed)
    try:
        return _done(request, view, id, form)
    except NotFound:
        raise
    except PlacetError as error:
        fields = () if isinstance(error, Conflict) else ("body", "words", "organisations")
        return _one(request, view_of(request, ref), id, refusal(request, error, fields), typed)


def _done(request: Request, view: ObjectiveView, id: str, form: SpaceForm) -> Response:
    shared, who, ref = _spaces(request), actor(request), view.objective.ref
    here = f"/objectives/{ref}/spaces/{id}"
    if form.do in ANSWERS:
        answer, notice = ANSWERS[form.do]
        shared.answer(who, ref, id, answer)
        inside = answer is Membership.JOINED
        return show.back(request, here if inside else f"/objectives/{ref}/spaces", notice)
    if form.do == "invite":
        invited = tuple(form.organisations.split("\n")) if form.organisations else ()
        shared.invite(who, ref, id, invited)
        return show.back(request, here, "saved")
    if form.do == "discard":
        shared.discard(who, ref, id, form.item, form.version)
        return show.back(request, here, "discarded")
    if form.do == "propose":
        number = shared.propose(who, ref, id, form.item, form.version).reference
        path = f"/objectives/{ref}/amendments"
        return show.back(request, f"{path}?done=amendment-proposed#a{number}")
    if form.do not in ("note", "wording"):
        raise BadInput("", N_("There is no such button here."))
    content = _content(request, view, id, form)
    shared.keep(who, ref, id, content, form.item, form.version)
    return show.back(request, here, "saved")


def _content(request: Request, view: ObjectiveView, id: str, form: SpaceForm) -> Content:
    """The note, or the wording as a change of the version that its author had before them."""
    if form.do == "note":
        return Note(form.body, form.paragraph or None)
    if form.item:
        was = _held(request, view.objective.ref, id, form.item).content
        if isinstance(was, c.ProposeAmendment):
            return replace(was, change=replace(was.change, words=form.words), reason=form.reason)
    base = form.base or view.objective.text.number
    text = (
        view.text if base == view.shown.number else view_of(request, view.objective.ref, base).text
    )
    change = as_kept(text, Change(Act.REPLACE, form.paragraph, form.words))
    return c.ProposeAmendment(base, change, form.reason)


def _held(request: Request, ref: str, id: str, item: str) -> Prepared:
    found = _spaces(request).one(actor(request), ref, id)
    for held in found.items:
        if held.id == item:
            return held
    raise NotFound("prepared", item)


def _list(
    request: Request,
    view: ObjectiveView,
    bad: Refusal | None = None,
    typed: Mapping[str, str] | None = None,
) -> Response:
    found = _spaces(request).listed(actor(request), view.objective.ref)
    return show.page(
        request,
        "objective/spaces",
        bad.status if bad else 200,
        narrow=True,
        view=view,
        o=view.objective,
        ref=view.objective.ref,
        me_org=view.standing.organisation or "",
        spaces=found,
        others=_others(view),
        opens=view.standing.submits,
        asked=frozenset((typed or {}).get("organisations", "").split("\n")),
        values=typed or {},
        errors=bad.errors if bad else {},
    )


def _others(view: ObjectiveView) -> list[str]:
    own = view.standing.organisation
    return [code for code in at_the_table(view.negotiation) if code != own]


def _one(
    request: Request,
    view: ObjectiveView,
    id: str,
    bad: Refusal | None = None,
    typed: Mapping[str, str] | None = None,
) -> Response:
    found = _spaces(request).one(actor(request), view.objective.ref, id)
    context: dict[str, Any] = {
        "view": view,
        "o": view.objective,
        "ref": view.objective.ref,
        "me_org": found.organisation,
        "space": found.space,
        "found": found,
        "notes": [i for i in found.items if isinstance(i.content, Note)],
        "drafts": [i for i in found.items if isinstance(i.content, c.ProposeAmendment)],
        "redlines": {i.id: _redline(view, i) for i in found.items},
        "sponsor": asked_to_sponsor(found.items, view.objective, found.organisation),
        "rows": labelled(view.text),
        "labels": label_of(view.text),
        "others": [o for o in _others(view) if found.space.members.get(o) != Membership.JOINED],
        "asked": frozenset((typed or {}).get("organisations", "").split("\n")),
        "values": typed or {},
        "errors": bad.errors if bad else {},
    }
    return show.page(request, "objective/space", bad.status if bad else 200, **context)


def _redline(view: ObjectiveView, item: Prepared) -> object:
    """The wording against the paragraph of the present version, where that is still there."""
    if not isinstance(item.content, c.ProposeAmendment):
        return ()
    words = words_of(view.text, item.content.change.paragraph)
    return redline(words, item.content.change.words) if words else ()
