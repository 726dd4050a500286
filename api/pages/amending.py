"""Proposing an amendment in place: choose, write, look at the redline, propose.

Theory.  An amendment is against the version that its author had before them.  When the text
moves on meanwhile the form does not: it goes on with that version's words and says what came.
Before anything is recorded one page shows what would change, what of it clashes with which
amendment on the table, and where the same is proposed already, so that one may join instead.
Where it fits the newer version it is proposed on that one; where it does not, the author reads
why, with the words kept, and may propose it on the old version all the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response
from pydantic import Field

from placet.api.pages import change_form as cf
from placet.api.pages import frame, show
from placet.api.pages.acting import Ref, Refusal, Typed, actor, give, read, refusal, view_of
from placet.api.pages.redlines import Compared, compared
from placet.api.pages.typing_along import prepares
from placet.engine import commands as c
from placet.engine.amendments import Amendment
from placet.engine.errors import N_, BadInput, NotAllowed, NotFound, PlacetError
from placet.engine.groups import spoken_for
from placet.engine.preparation import Preparation
from placet.engine.text import (
    Act,
    Change,
    Clash,
    Text,
    Unfit,
    applied,
    as_kept,
    clashes,
    compare,
    direction,
    find,
    labelled,
    rebased,
    spans,
)
from placet.engine.views import ObjectiveView

router = APIRouter()

Id = Annotated[str, Query(max_length=80)]


class AmendForm(show.Form):
    """What the form of an amendment may hold."""

    base: int = Field(ge=1, le=1_000_000)
    deed: str = Field("replace", max_length=20)
    paragraph: str = Field(min_length=1, max_length=80)
    words: str = Field("", max_length=20_000)
    new: str = Field("", max_length=20_000)
    cut: str = Field("", max_length=20_000)
    kind: str = Field("", max_length=40)
    place: str = Field("", max_length=200)
    reason: str = Field("", max_length=8_000)
    group: str = Field("", max_length=40)
    do: str = Field("preview", max_length=20)


@router.get("/objectives/{ref}/amend")
def ask_amendment(request: Request, ref: Ref, paragraph: Id = "", deed: Id = "replace") -> Response:
    """The form, for one paragraph; without one, a list to choose from."""
    view = view_of(request, ref)
    if "ProposeAmendment" not in view.may and not prepares(view):
        raise NotAllowed(N_("propose an amendment"))
    return _form(request, view, {"paragraph": paragraph, "deed": deed})


@router.post("/objectives/{ref}/amend")
def amend(request: Request, ref: Ref, typed: Typed) -> Response:
    """Choose what is done, look at the redline, or propose the amendment."""
    view = view_of(request, ref)
    button = typed.get("do", "preview")
    if button == "choose":
        return _form(request, view, typed)
    form = read(request, AmendForm, typed)
    if isinstance(form, Refusal):
        return _form(request, view, typed, form)
    try:
        base = _base(request, view, form.base)
        change = as_kept(base, cf.change_of(cf.given(typed), base))
        after = _made(base, change, view.objective.paragraphs_minted)
    except (BadInput, NotFound) as error:
        return _form(request, view, typed, _at_the_field(request, error, typed))
    if button == "edit":
        return _form(request, view, typed)
    unsaved: Refusal | None = None
    fitting = rebased(change, base, view.text) if form.base < view.shown.number else change
    if button in ("keep", "keep-ready"):
        return _kept(request, view, typed, made=(base, change, after), fitting=fitting)
    if button in ("propose", "propose-old"):
        command = None
        if button == "propose-old":
            command = c.ProposeAmendment(form.base, change, form.reason, form.group)
        elif isinstance(fitting, Change):
            number = view.objective.text.number
            command = c.ProposeAmendment(number, fitting, form.reason, form.group)
        if command is not None:
            done = give(request, command, typed, objective=ref, fields=cf.FIELDS)
            if not isinstance(done, Refusal):
                number = view_of(request, ref).objective.amendments_made
                path = f"/objectives/{ref}/amendments"
                return show.back(request, f"{path}?done=amendment-proposed#a{number}")
            unsaved, view = done, view_of(request, ref)
    return _check(request, view, typed, (base, change, after), fitting, unsaved)


def _kept(
    request: Request,
    view: ObjectiveView,
    typed: Mapping[str, str],
    made: tuple[Text, Change, Text],
    fitting: Change | Unfit,
) -> Response:
    """Keep the amendment inside the organisation; on the newer version where it fits that."""
    base, change = int(typed["base"]), made[1]
    if isinstance(fitting, Change):
        base, change = view.objective.text.number, fitting
    ref, ready = view.objective.ref, typed.get("do") == "keep-ready"
    command = c.ProposeAmendment(base, change, typed.get("reason", ""))
    try:
        Preparation(frame.cases(request)).keep(actor(request), ref, command, ready=ready)
    except NotFound:
        raise
    except PlacetError as error:
        bad = refusal(request, error, cf.FIELDS)
        return _check(request, view, typed, made, fitting, bad)
    return show.back(request, f"/objectives/{ref}/my-batch", "kept-ready" if ready else "kept")


def _at_the_field(request: Request, error: PlacetError, typed: Mapping[str, str]) -> Refusal:
    """The refusal, one about the words at the field into which they were written."""
    if isinstance(error, BadInput) and error.field == "words":
        error.field = cf.given(typed).field
    return refusal(request, error, cf.FIELDS)


def _base(request: Request, view: ObjectiveView, number: int) -> Text:
    """The words of the version that the author had before them."""
    if number == view.shown.number:
        return view.text
    return view_of(request, view.objective.ref, number).text


def _made(text: Text, change: Change, minted: int) -> Text:
    return text if change.act is Act.RETAIN else applied(text, change, minted).text


def _form(
    request: Request,
    view: ObjectiveView,
    typed: Mapping[str, str],
    bad: Refusal | None = None,
) -> Response:
    """The form about the version that it began with, its words kept whatever happened."""
    number = _number(typed.get("base", ""), view)
    text = _base(request, view, number)
    form = cf.given(typed)
    paragraph = find(text, form.paragraph)
    shared: dict[str, Any] = {
        "view": view,
        "o": view.objective,
        "ref": view.objective.ref,
        "rows": labelled(text),
        "text": text,
        "me_org": view.standing.organisation or "",
        "may": "ProposeAmendment" in view.may or prepares(view),
        "errors": bad.errors if bad else {},
        "values": typed if bad or "base" in typed else {},
        "base": number,
        "speaks": spoken_for(view.negotiation.groups, view.standing.organisation),
        "newer": view.objective.text.number if number != view.objective.text.number else 0,
        "text_direction": direction(text),
    }
    status = bad.status if bad else 200
    if paragraph is None:
        unknown = bool(form.paragraph)
        return show.page(
            request, "objective/amend_choose", status, unknown=unknown, form=form, **shared
        )
    deeds = cf.deeds_for(text, paragraph)
    deed = form.deed if form.deed in deeds else deeds[0]
    form = replace(form, deed=deed)
    return show.page(
        request,
        "objective/amend",
        status,
        form=form,
        deeds=deeds,
        paragraph=paragraph,
        tree=spans(paragraph.words),
        wording=cf.prefilled(form, paragraph),
        kinds=cf.ADDED,
        kind=cf.kind_of(form, paragraph),
        spots=cf.spots(text, paragraph.id) if deed == "move" else (),
        next=cf.around(text, paragraph.id).next,
        **shared,
    )


def _check(
    request: Request,
    view: ObjectiveView,
    typed: Mapping[str, str],
    made: tuple[Text, Change, Text],
    fitting: Change | Unfit,
    bad: Refusal | None,
) -> Response:
    """What would change, against whom it stands, and whose it is already."""
    base, change, after = made
    number = _number(typed.get("base", ""), view)
    newer = view.objective.text.number if number != view.objective.text.number else 0
    rows = compared(compare(base, after))
    brought: tuple[Compared, ...] = ()
    if newer and isinstance(fitting, Change):
        to = _made(view.text, fitting, view.objective.paragraphs_minted)
        brought = _changed(compared(compare(view.text, to), whole=True))
    against, equal = _others(request, view, fitting)
    return show.page(
        request,
        "objective/amend_check",
        bad.status if bad else 200,
        view=view,
        o=view.objective,
        ref=view.objective.ref,
        me_org=view.standing.organisation or "",
        values=typed,
        errors=bad.errors if bad else {},
        base=number,
        newer=newer,
        unfit=fitting if isinstance(fitting, Unfit) else None,
        change=change,
        text=base,
        changed=_changed(rows),
        brought=brought,
        against=against,
        equal=equal,
        may="ProposeAmendment" in view.may,
        prepares=prepares(view),
        text_direction=direction(base),
    )


def _changed(rows: tuple[object, ...]) -> tuple[Compared, ...]:
    return tuple(row for row in rows if isinstance(row, Compared) and row.number)


def _others(
    request: Request, view: ObjectiveView, change: Change | Unfit
) -> tuple[tuple[tuple[Amendment, tuple[Clash, ...]], ...], tuple[Amendment, ...]]:
    """The open amendments that clash with this change of the present text, and those equal."""
    if isinstance(change, Unfit):
        return (), ()
    against: list[tuple[Amendment, tuple[Clash, ...]]] = []
    equal: list[Amendment] = []
    for amendment, present in frame.cases(request).fitting(actor(request), view.objective.ref):
        if present == change:
            equal.append(amendment)
            continue
        try:
            met = clashes(view.text, change, present)
        except PlacetError:  # it was tried already; what it says belongs to its own page
            continue
        if met:
            against.append((amendment, met))
    return tuple(against), tuple(equal)


def _number(raw: str, view: ObjectiveView) -> int:
    """The version that a form began with; the present one where it says none."""
    known = {str(head.number) for head in view.heads}
    return int(raw) if raw in known else view.objective.text.number
