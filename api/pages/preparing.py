"""What an organisation has prepared: the list, one of them, clearance, submitting.

Theory.  Nothing here leaves the organisation but by "Submit", which shows first what goes.
Two people who write the same thing see both wordings: what was typed stays in the form, what
the other wrote stands beside it, and the next save is made on that.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Path, Request
from fastapi.responses import Response
from pydantic import Field

from placet.api.pages import frame, show
from placet.api.pages.acting import Ref, Refusal, Typed, actor, read, refusal, view_of
from placet.api.pages.prepared_forms import FIELDS, changed, fields_of
from placet.api.pages.reading import label_of
from placet.engine.errors import N_, BadInput, Conflict, NotFound, PlacetError
from placet.engine.model import CommentType
from placet.engine.preparation import Batch, Preparation
from placet.engine.prepared import Note, Prepared, PreparedKind, PreparedState
from placet.engine.submitting import Submission, submit
from placet.engine.views import ObjectiveView
from placet.templates import expose
from placet.templates import preparing_words as said
from placet.templates.refusals import error_in_full

router = APIRouter()

Id = Annotated[str, Path(pattern=r"^[A-Za-z0-9_-]{1,64}$")]


class BatchForm(show.Form):
    """What the buttons of the list send; `chosen` has ids with versions."""

    do: str = Field("check", max_length=20)
    chosen: str = Field("", max_length=400_000)
    body: str = Field("", max_length=20_000)
    paragraph: str = Field("", max_length=80)


class ItemForm(show.Form):
    """What the buttons of one prepared thing send."""

    do: str = Field("save", max_length=20)
    version: int = Field(ge=1, le=1_000_000)
    note: str = Field("", max_length=20_000)
    type: str = Field("", max_length=40)
    body: str = Field("", max_length=20_000)
    wording: str = Field("", max_length=40_000)
    quotation: str = Field("", max_length=20_000)
    words: str = Field("", max_length=40_000)
    reason: str = Field("", max_length=20_000)
    reasons: str = Field("", max_length=20_000)
    resolve: str = Field("", max_length=20_000)
    reservation: str = Field("", max_length=20_000)


expose(
    prepared_label=said.prepared_label,
    prepared_state_label=said.prepared_state_label,
    deed_sentence=said.deed_sentence,
    membership_label=said.membership_label,
    act_label=said.act_label,
    people_names=said.people_names,
)


def preparation(request: Request) -> Preparation:
    """Everything that is done inside an organisation."""
    return Preparation(frame.cases(request))


@router.get("/objectives/{ref}/my-batch")
def batch(request: Request, ref: Ref) -> Response:
    """What the organisation has prepared, by paragraph."""
    return listed(request, view_of(request, ref))


@router.post("/objectives/{ref}/my-batch")
def act(request: Request, ref: Ref, typed: Typed) -> Response:
    """Look at what is submitted, submit it, or leave a note for colleagues."""
    form = read(request, BatchForm, typed)
    if isinstance(form, Refusal):
        return listed(request, view_of(request, ref), form)
    here = f"/objectives/{ref}/my-batch"
    try:
        if form.do == "note":
            note = Note(form.body, form.paragraph or None)
            preparation(request).keep(actor(request), ref, note)
            return show.back(request, here, "note-kept")
        chosen = _chosen(form.chosen)
        if form.do == "submit":
            made = submit(preparation(request), actor(request), ref, chosen)
            if made.kept:
                return listed(request, view_of(request, ref), made=made)
            return show.back(request, here, "submitted")
        return _check(request, ref, chosen)
    except NotFound:
        raise
    except PlacetError as error:
        refused = refusal(request, error, ("body",))
        return listed(request, view_of(request, ref), refused, typed)


@router.get("/objectives/{ref}/my-batch/{id}")
def one(request: Request, ref: Ref, id: Id) -> Response:
    """One prepared thing, to be changed, cleared or returned."""
    view = view_of(request, ref)
    return _item(request, view, preparation(request).one(actor(request), ref, id))


@router.post("/objectives/{ref}/my-batch/{id}")
def change(request: Request, ref: Ref, id: Id, typed: Typed) -> Response:
    """Save it, say that it is ready, clear it, return it, or throw it away."""
    own, who = preparation(request), actor(request)
    item = own.one(who, ref, id)
    form = read(request, ItemForm, typed)
    if isinstance(form, Refusal):
        return _item(request, view_of(request, ref), item, form, typed)
    here = f"/objectives/{ref}/my-batch"
    try:
        if form.do == "discard":
            own.discard(who, ref, id, form.version)
            return show.back(request, here, "discarded")
        if form.do in ("save", "save-ready"):
            content = changed(item.content, typed)
            ready = form.do == "save-ready"
            own.keep(who, ref, content, id=id, version=form.version, ready=ready)
            return show.back(request, here, "kept-ready" if ready else "kept")
        own.do(who, ref, id, form.version, form.do, form.note)
        return show.back(request, here, _DONE.get(form.do, "saved"))
    except Conflict as error:
        now = own.one(who, ref, id)
        bad = refusal(request, error)
        return _item(request, view_of(request, ref), now, bad, typed, theirs=now)
    except NotFound:
        raise
    except PlacetError as error:
        bad = refusal(request, error, (*FIELDS, "note"))
        return _item(request, view_of(request, ref), item, bad, typed)


_DONE = {"ready": "kept-ready", "clear": "cleared", "return": "returned"}


def colleagues_of(view: ObjectiveView, batch: Batch) -> list[tuple[str, str]]:
    """Those to whom something can be assigned: ids and names."""
    names = [(p, view.people[p].name) for p in batch.colleagues if p in view.people]
    return [(p, name) for p, name in names if p != view.actor.person]


def _chosen(raw: str) -> list[tuple[str, int]]:
    """Ids with the versions that were seen; BadInput where something else was sent."""
    found = []
    for line in raw.split():
        id, _, version = line.partition(":")
        if not (version.isascii() and version.isdigit() and len(version) < 9):
            raise BadInput("", N_("The form held something that is not asked for here."))
        found.append((id, int(version)))
    return found


def _check(request: Request, ref: str, chosen: list[tuple[str, int]]) -> Response:
    """What would leave the organisation, before it does."""
    view = view_of(request, ref)
    found = preparation(request).batch(actor(request), ref)
    ids = {id for id, _ in chosen}
    items = tuple(i for i in found.open if i.id in ids)
    if not items:
        raise BadInput("chosen", N_("Nothing was chosen."), N_("Choose what is to be submitted."))
    context = _shared(view, found)
    fit = [i for i in items if i.id not in found.unfit]
    return show.page(request, "objective/batch_check", narrow=True, fit=fit, items=items, **context)


def listed(
    request: Request,
    view: ObjectiveView,
    bad: Refusal | None = None,
    typed: Mapping[str, str] | None = None,
    made: Submission | None = None,
) -> Response:
    """The list, with what was refused above it, or with what could not be submitted."""
    found = preparation(request).batch(actor(request), view.objective.ref)
    order = {id: place for place, id in enumerate(label_of(view.text))}
    items = sorted(found.open, key=lambda i: order.get(i.paragraph or "", -1))
    return show.page(
        request,
        "objective/batch",
        bad.status if bad else 200,
        items=items,
        gone=tuple(i for i in found.items if not i.open),
        made=made,
        kept=[(i, error_in_full(e)) for i, e in made.kept] if made else [],
        ready=found.in_state(PreparedState.CLEARED),
        values=typed or {},
        errors=bad.errors if bad else {},
        **_shared(view, found),
    )


def _shared(view: ObjectiveView, found: Batch) -> dict[str, Any]:
    return {
        "view": view,
        "o": view.objective,
        "ref": view.objective.ref,
        "me_org": found.organisation,
        "labels": label_of(view.text),
        "batch": found,
        "clears": found.clears,
        "unfit": {id: error_in_full(e) for id, e in found.unfit.items()},
        "colleagues": colleagues_of(view, found),
        "kinds": PreparedKind,
        "mine": [a for a in found.assignments if a.done_at is None],
    }


def _item(
    request: Request,
    view: ObjectiveView,
    item: Prepared,
    bad: Refusal | None = None,
    typed: Mapping[str, str] | None = None,
    theirs: Prepared | None = None,
) -> Response:
    if item.space:
        raise NotFound("prepared", item.id)
    found = preparation(request).batch(actor(request), view.objective.ref)
    return show.page(
        request,
        "objective/prepared",
        bad.status if bad else 200,
        narrow=True,
        item=item,
        given=fields_of(item.content),
        theirs=fields_of(theirs.content) if theirs else {},
        types=tuple(CommentType),
        values=typed or {},
        errors=bad.errors if bad else {},
        **_shared(view, found),
    )
