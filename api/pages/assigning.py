"""Work inside an organisation: its own deadline, who looks after what, passing it on."""

from __future__ import annotations

from collections.abc import Mapping

from fastapi import APIRouter, Request
from fastapi.responses import Response
from pydantic import Field

from placet.api.pages import show
from placet.api.pages.acting import Ref, Refusal, Typed, actor, instant, read, refusal, view_of
from placet.api.pages.preparing import Id, colleagues_of, listed, preparation
from placet.engine import assigning
from placet.engine.errors import N_, NotFound, PlacetError
from placet.engine.views import ObjectiveView

router = APIRouter()


class InternalForm(show.Form):
    """The organisation's own deadline; without a day there is none."""

    internal: str = Field("", max_length=20)
    internal_at: str = Field("", max_length=10)


class AssignForm(show.Form):
    """Who looks after what, by when."""

    about: str = Field(max_length=20)
    key_of: str = Field("", max_length=80)
    to: str = Field("", max_length=80)
    note: str = Field("", max_length=20_000)
    due: str = Field("", max_length=20)
    back: str = Field("", max_length=20)


@router.post("/objectives/{ref}/internal-deadline")
def internal(request: Request, ref: Ref, typed: Typed) -> Response:
    """Set the organisation's own deadline, or have none."""
    view = view_of(request, ref)
    form = read(request, InternalForm, typed)
    if isinstance(form, Refusal):
        return listed(request, view, form, typed)
    zone = view.negotiation.zone
    try:
        wanted = instant(form.internal, form.internal_at, zone, "internal")
        assigning.set_internal(preparation(request), actor(request), ref, wanted)
    except NotFound:
        raise
    except PlacetError as error:
        return listed(request, view, refusal(request, error, ("internal",)), typed)
    return show.back(request, f"/objectives/{ref}/my-batch", "saved")


@router.post("/objectives/{ref}/assignments")
def assign(request: Request, ref: Ref, typed: Typed) -> Response:
    """Ask a colleague to look after something, or pass the objective on."""
    view = view_of(request, ref)
    form = read(request, AssignForm, typed, {"about": N_("Choose what it is about.")})
    passing = typed.get("back") == "inbox"
    shown = _pass if passing else listed
    if isinstance(form, Refusal):
        return shown(request, view, form, typed)
    try:
        due = instant(form.due, "", view.negotiation.zone, "due")
        about, _, key = form.about.partition(":")
        key = key or form.key_of
        assigning.assign(
            preparation(request), actor(request), ref, about, key, form.to, form.note, due
        )
    except NotFound:
        raise
    except PlacetError as error:
        return shown(request, view, refusal(request, error, ("to", "note", "due")), typed)
    return show.back(request, "/inbox" if passing else f"/objectives/{ref}/my-batch", "assigned")


@router.post("/objectives/{ref}/assignments/{id}")
def finish(request: Request, ref: Ref, id: Id, typed: Typed) -> Response:
    """What was asked is done."""
    assigning.finish(preparation(request), actor(request), ref, id)
    return show.back(request, f"/objectives/{ref}/my-batch", "saved")


@router.get("/objectives/{ref}/pass")
def ask_pass(request: Request, ref: Ref) -> Response:
    """To whom what is asked here is passed on."""
    return _pass(request, view_of(request, ref))


def _pass(
    request: Request,
    view: ObjectiveView,
    bad: Refusal | None = None,
    typed: Mapping[str, str] | None = None,
) -> Response:
    found = preparation(request).batch(actor(request), view.objective.ref)
    return show.page(
        request,
        "objective/pass_on",
        bad.status if bad else 200,
        narrow=True,
        view=view,
        o=view.objective,
        ref=view.objective.ref,
        colleagues=colleagues_of(view, found),
        values=typed or {},
        errors=bad.errors if bad else {},
    )
