"""The amendments on the table: what each would change, who is behind it, what becomes of it.

Theory.  They stand in the order in which they would be put, the furthest removed first, or by
paragraph; what is decided stands below.  Each is shown against the version on which it was
written, says whether it still fits the present one, and whom it meets there.  Every button is a
form of its own; one that is refused stands open again with what was typed in it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import Response

from placet.api.pages import frame, show
from placet.api.pages.acting import Ref, Refusal, Typed, actor, give, read, refusal, view_of
from placet.api.pages.amendment_forms import DEEDS, command_of
from placet.api.pages.objective_text import taken_in
from placet.api.pages.redlines import Compared, compared
from placet.api.pages.text_view import about
from placet.engine.amendments import Amendment, AmendmentState, Treating
from placet.engine.decide.amendments import may_reopen
from placet.engine.errors import N_, BadInput, NotFound
from placet.engine.groups import groups_of
from placet.engine.text import Act, Redline, Unfit, direction, find, paragraph_ids
from placet.engine.views import ObjectiveView
from placet.engine.wording_views import AmendmentShown, AmendmentsView

router = APIRouter()

Filter = Annotated[str, Query(max_length=80)]
Number = Annotated[int, Path(ge=1, le=1_000_000)]
FIELDS = ("reason", "treating", "words")


@dataclass(frozen=True, slots=True)
class Listed:
    """One amendment as the page shows it; `deeds` are those that this reader may do."""

    shown: AmendmentShown
    changed: tuple[Compared, ...]
    modified: tuple[Compared, ...]
    deeds: frozenset[str]
    wording: str

    @property
    def amendment(self) -> Amendment:
        """The amendment itself."""
        return self.shown.amendment

    @property
    def buttons(self) -> bool:
        """Whether anything but the answer to a treatment is offered."""
        return bool(self.deeds - {"answer"})

    @property
    def unfit(self) -> Unfit | None:
        """Why it does not fit the present text, if it does not."""
        return self.shown.present if isinstance(self.shown.present, Unfit) else None


@router.get("/objectives/{ref}/amendments")
def amendments(
    request: Request,
    ref: Ref,
    organisation: Filter = "",
    paragraph: Filter = "",
    state: Filter = "",
    order: Filter = "",
) -> Response:
    """The amendments, all or those asked for."""
    chosen = {"organisation": organisation, "paragraph": paragraph, "state": state, "order": order}
    return page(request, ref, chosen)


@router.post("/objectives/{ref}/amendments/{number}/{deed}")
def act(request: Request, ref: Ref, number: Number, deed: str, typed: Typed) -> Response:
    """Do one thing with one amendment."""
    if deed not in DEEDS:
        raise NotFound("page", deed[:40])
    model, done = DEEDS[deed]
    missing = {"treating": N_("Choose how it is to be treated."), "answer": N_("Choose one.")}
    form = read(request, model, typed, missing)
    if not isinstance(form, Refusal):
        try:
            command = command_of(view_of(request, ref), number, deed, form)
        except BadInput as error:
            form = refusal(request, error, FIELDS)
        else:
            answer = give(request, command, typed, objective=ref, fields=FIELDS)
            if not isinstance(answer, Refusal):
                return show.back(request, f"/objectives/{ref}/amendments?done={done}#a{number}")
            form = answer
    return page(request, ref, {}, (number, deed, form, typed))


def page(
    request: Request,
    ref: str,
    chosen: Mapping[str, str],
    refused: tuple[int, str, Refusal, Mapping[str, str]] | None = None,
) -> Response:
    """The page, with what was refused where it was asked."""
    found = frame.cases(request).amendments(actor(request), ref)
    view = found.view
    o = view.objective
    shown = [one for one in _in_order(found, chosen) if _is(one.amendment, chosen)]
    number, deed, bad, typed = refused or (0, "", None, {})
    return show.page(
        request,
        "objective/amendments",
        bad.status if bad else 200,
        view=view,
        o=o,
        ref=ref,
        rows=[_listed(view, one) for one in shown],
        total=len(o.amendments),
        on_table=sum(a.state is AmendmentState.OPEN for a in o.amendments.values()),
        chosen=chosen,
        organisations=sorted({x for a in o.amendments.values() for x in a.supporters}),
        paragraphs=_paragraphs(found),
        states=tuple(AmendmentState),
        treatings=tuple(Treating),
        me_org=view.standing.organisation or "",
        may_merge="MergeAmendments" in view.may,
        may_amend="ProposeAmendment" in view.may,
        undo=taken_in(view) if "UndoMerge" in view.may else (),
        failed=(number, deed),
        values=typed,
        errors=bad.errors if bad else {},
        text_direction=direction(view.text),
    )


def _listed(view: ObjectiveView, one: AmendmentShown) -> Listed:
    amendment, base = one.amendment, one.base
    found = find(base, amendment.change.paragraph)
    wording = amendment.change.words
    if amendment.change.act not in (Act.ADD, Act.REPLACE, Act.ALTERNATIVE):
        wording = found.words if found else ""
    if amendment.treatment and amendment.treatment.change:
        wording = amendment.treatment.change.words
    return Listed(
        one,
        _rows(one.redline),
        _rows(one.modified) if one.modified else (),
        _deeds(view, amendment),
        wording,
    )


def _rows(redline: Redline) -> tuple[Compared, ...]:
    """The paragraphs that change."""
    rows = compared(redline, whole=True)
    return tuple(row for row in rows if isinstance(row, Compared) and row.number)


def _deeds(view: ObjectiveView, a: Amendment) -> frozenset[str]:
    """What this reader may do with this amendment, where it is of any use."""
    mine, may = view.standing.organisation, view.may
    if a.state is AmendmentState.OPEN:
        own = mine == a.sponsor
        known = {
            "cosponsor": "CosponsorAmendment" in may and mine not in a.supporters,
            "leave": "EndCosponsorship" in may and mine in a.cosponsors,
            "dissociate": "DissociateFromAmendment" in may
            and a.group in {g.code for g in groups_of(view.negotiation.groups, mine)}
            and not own
            and mine not in a.dissociated,
            "withdraw": "WithdrawAmendment" in may and own,
            "treat": "ProposeTreatment" in may,
            "answer": "AnswerTreatment" in may and own and a.treatment is not None,
            "refuse": "RefuseAmendment" in may,
        }
        return frozenset(deed for deed, can in known.items() if can)
    reopens = may_reopen(a) and "ReopenAmendment" in may
    return frozenset({"reopen"} if reopens else ())


def _in_order(found: AmendmentsView, chosen: Mapping[str, str]) -> list[AmendmentShown]:
    """The open ones as they are put (or by paragraph), then those decided, the latest first."""
    ids = {id: place for place, id in enumerate(paragraph_ids(found.view.text))}
    places = {number: place for place, number in enumerate(found.order)}

    def place(one: AmendmentShown) -> tuple[int, int, int]:
        a = one.amendment
        if a.state is not AmendmentState.OPEN:
            return 1, 0, -a.number
        if chosen.get("order") != "paragraph":
            return 0, places.get(a.number, len(places)), a.number
        stands = [ids[p] for p in about(a.change) if p in ids]
        return 0, min(stands, default=len(ids)), a.number

    return sorted(found.shown, key=place)


def _is(a: Amendment, chosen: Mapping[str, str]) -> bool:
    """Whether an amendment is one of those asked for."""
    return (
        (not chosen.get("organisation") or chosen["organisation"] in a.supporters)
        and (not chosen.get("paragraph") or chosen["paragraph"] in about(a.change))
        and (not chosen.get("state") or chosen["state"] == a.state.value)
    )


def _paragraphs(found: AmendmentsView) -> list[str]:
    """The paragraphs of the present text that amendments are about, in its order."""
    met = {p for one in found.shown for p in about(one.amendment.change)}
    return [id for id in paragraph_ids(found.view.text) if id in met]
