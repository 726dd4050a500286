"""Recording a position: the options, the second step where words are needed, the receipt.

Theory.  Nothing is preselected and every option weighs the same: each is one press, and
those that need words lead to a second step, which is a plain GET.  The form carries the
ballot and the hash of the text that was shown, so what is recorded is an answer to that
text and to no other.  Whatever refuses it (too late, another text, a missing reason), the
words typed come back, and the page says first that nothing was recorded.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response
from pydantic import Field

from placet.api.pages import frame, show
from placet.api.pages.acting import (
    Ref,
    Refusal,
    Typed,
    actor,
    give,
    instant,
    read,
    refusal,
    view_of,
)
from placet.api.pages.objective_parts import open_ballot, roll
from placet.api.pages.reading import label_of
from placet.api.pages.redlines import Compared, changes
from placet.api.pages.typing_along import prepares
from placet.engine import commands as c
from placet.engine.deadlines import ends, parse_period
from placet.engine.errors import N_, BadInput, NotFound, PlacetError, Superseded, TooLate
from placet.engine.model import Ballot, Position, Qualifier
from placet.engine.preparation import Preparation
from placet.engine.rules import Effects
from placet.engine.text import Labelled, labelled, names_of
from placet.engine.views import ObjectiveView
from placet.engine.workflow import offered

router = APIRouter()

FIELDS = (
    "kind", "reasons", "paragraphs", "wording", "resolve", "reservation", "confirm_by", "marks",
    "organisation",
    "pending", "expected",
)  # fmt: skip
Kind = Annotated[str, Query(max_length=40)]


class PositionForm(show.Form):
    """What a position's form may hold."""

    ballot: int = Field(ge=1, le=1_000_000)
    text_hash: str = Field(max_length=128)
    kind: str = Field(min_length=1, max_length=40)
    reasons: str = ""
    paragraphs: str = ""
    wording: str = ""
    no_wording: str = ""
    resolve: str = ""
    qualifiers: str = Field("", max_length=100)
    reservation: str = ""
    confirm_by: str = Field("", max_length=20)
    confirm_at: str = Field("", max_length=10)
    marks: str = Field("", max_length=400)
    organisation: str = Field("", max_length=40)
    pending: str = Field("", max_length=400)
    seen: str = Field("", max_length=8)


class WithdrawForm(show.Form):
    """What the button that withdraws a position sends."""

    ballot: int = Field(ge=1, le=1_000_000)
    organisation: str = Field("", max_length=40)


@router.get("/objectives/{ref}/position")
def options(
    request: Request,
    ref: Ref,
    kind: Kind = "",
    qualifier: Annotated[str, Query(alias="with", max_length=40)] = "",
    whom: Annotated[str, Query(alias="for", max_length=40)] = "",
) -> Response:
    """The options; or, for a kind or a qualifier that needs words, its second step."""
    view = view_of(request, ref)
    if not whom and open_ballot(view) is not None and len(view.answers_for) > 1:
        return _whom(request, view)
    return shown(request, view, kind, qualifier, whom=whom)


@router.post("/objectives/{ref}/position")
def record(request: Request, ref: Ref, typed: Typed) -> Response:
    """Record a position on the ballot that the form showed."""
    form = read(request, PositionForm, typed, {"kind": N_("Choose a position.")})
    if isinstance(form, Refusal):
        return shown(request, view_of(request, ref), refused=form, typed=typed)
    view = view_of(request, ref)
    try:
        command = _command(form, view.negotiation.zone)
    except BadInput as error:
        return shown(request, view, refused=refusal(request, error, FIELDS), typed=typed)
    if held := _the_same(view, command):
        return show.back(request, f"/receipts/{held.reference}")
    if overtaken := _overtaken(view, form):
        return shown(request, view, typed=typed, overtaken=overtaken)
    done = give(request, command, typed, objective=ref, fields=FIELDS)
    if isinstance(done, Refusal):
        return shown(request, view_of(request, ref), refused=done, typed=typed)
    return show.back(request, f"/receipts/{done.reference}")


@router.post("/objectives/{ref}/position/prepare")
def prepare(request: Request, ref: Ref, typed: Typed) -> Response:
    """Propose a position to whoever records it for the organisation; nothing is recorded."""
    view = view_of(request, ref)
    form = read(request, PositionForm, typed, {"kind": N_("Choose a position.")})
    if isinstance(form, Refusal):
        return shown(request, view, refused=form, typed=typed)
    try:
        command = _command(form, view.negotiation.zone)
        kept = Preparation(frame.cases(request))
        kept.keep(actor(request), ref, command, ready=True)
    except NotFound:
        raise
    except PlacetError as error:
        return shown(request, view, refused=refusal(request, error, FIELDS), typed=typed)
    return show.back(request, f"/objectives/{ref}/my-batch", "kept-ready")


def _the_same(view: ObjectiveView, asked: c.RecordPosition) -> Position | None:
    """The position that is held already, word for word, on the ballot that is still open."""
    ballot = open_ballot(view)
    mine = asked.organisation or view.standing.organisation or ""
    held = ballot.positions.get(mine) if ballot else None
    if ballot is None or held is None or "RecordPosition" not in view.may:
        return None
    if (asked.ballot, asked.text_hash) != (ballot.number, ballot.text_hash) or held.qualifiers:
        return None
    was = (held.kind, held.reasons, held.paragraphs, held.wording, held.resolve, held.marks)
    now = (
        asked.kind, asked.reasons, asked.paragraphs, asked.wording, asked.resolve, asked.marks,
    )  # fmt: skip
    given = asked.qualifiers or held.carried_from
    cast = held.cast_by and mine == view.standing.organisation
    return held if was == now and not given and not cast else None


def _overtaken(view: ObjectiveView, form: PositionForm) -> Position | None:
    """What a colleague recorded while this form was open, and which nobody has seen on it."""
    ballot = open_ballot(view)
    whom = form.organisation or view.standing.organisation or ""
    held = ballot.positions.get(whom) if ballot else None
    if ballot is None or held is None or form.ballot != ballot.number or not form.seen:
        return None
    return held if form.seen != str(held.number) else None


@router.post("/objectives/{ref}/position/withdraw")
def withdraw(request: Request, ref: Ref, typed: Typed) -> Response:
    """Take the position back."""
    form = read(request, WithdrawForm, typed)
    if isinstance(form, Refusal):
        return shown(request, view_of(request, ref), refused=form)
    whom = form.organisation
    command = c.WithdrawPosition(form.ballot, whom)
    done = give(request, command, typed, objective=ref)
    if isinstance(done, Refusal):
        return shown(request, view_of(request, ref), refused=done, whom=whom)
    where = f"?for={quote(whom)}" if whom else ""
    return show.back(request, f"/objectives/{ref}/position{where}", "withdrawn")


def _command(form: PositionForm, zone: str) -> c.RecordPosition:
    """The command that the form means."""
    try:
        qualifiers = tuple(Qualifier(q) for q in form.qualifiers.split())
    except ValueError:
        raise BadInput(
            "kind", N_("A position cannot be given in this way."), N_("Choose again.")
        ) from None
    return c.RecordPosition(
        ballot=form.ballot,
        text_hash=form.text_hash,
        kind=form.kind,
        reasons=form.reasons,
        paragraphs=tuple(form.paragraphs.split()),
        wording=form.wording,
        no_wording=form.no_wording == "yes",
        resolve=form.resolve,
        qualifiers=qualifiers,
        reservation=form.reservation,
        confirm_by=instant(form.confirm_by, form.confirm_at, zone, "confirm_by"),
        marks=tuple(form.marks.split()),
        organisation=form.organisation,
        pending=form.pending,
    )


def shown(
    request: Request,
    view: ObjectiveView,
    kind: str = "",
    qualifier: str = "",
    refused: Refusal | None = None,
    typed: Mapping[str, str] | None = None,
    whom: str = "",
    late: bool = False,
    overtaken: Position | None = None,
) -> Response:
    """The options or the second step; with what was typed where something was refused."""
    values = typed or {}
    kind = kind or values.get("kind", "")
    qualifier = qualifier or values.get("qualifiers", "")
    own = view.standing.organisation or ""
    acting = whom or values.get("organisation", "") or own
    ballot = open_ballot(view)
    spec = view.workflow.stages[ballot.stage].ballot if ballot else None
    qualifiers = offered(spec) if spec else ()
    kinds = ballot.kinds if ballot else ()
    effects = view.terms.effects if view.terms else {}
    marks = view.terms.rule.marks if view.terms else ()
    wordy = [k for k in kinds if _needs_words(effects[k], bool(marks))]
    second = (kind in wordy and not qualifier) or qualifier in qualifiers
    held = ballot.positions.get(acting) if ballot else None
    error = refused.error if refused else None
    return show.page(
        request,
        "objective/position_words" if second else "objective/position",
        refused.status if refused else 200,
        narrow=True,
        view=view,
        o=view.objective,
        ref=view.objective.ref,
        me_org=acting,
        own=own,
        ballot=ballot,
        held=held,
        seated=view.seat is not None if acting == own else acting in view.answers_for,
        also=tuple(x for x in view.answers_for if x != acting),
        may="RecordPosition" in view.may,
        prepares=prepares(view),
        kind=kind if kind in kinds else "",
        wordy=wordy,
        does=effects.get(kind),
        marks=marks,
        marked=frozenset(values.get("marks", "").split() or (held.marks if held else ())),
        affirmative=[k for k in kinds if effects[k].affirmative and not effects[k].needs_reasons],
        qualifiers=qualifiers,
        qualifier=qualifier if second else "",
        confirm_latest=_latest_confirmation(ballot, spec.confirm_within if spec else ""),
        changes=_changes(request, view, ballot, acting),
        rule=view.rule,
        open_names=names_of(view.text, ballot.paragraphs) if ballot else (),
        agreed_names=names_of(view.text, view.objective.agreed),
        rows=_choices(view, ballot, effects.get(kind)),
        labels=label_of(view.text),
        checked=frozenset(values.get("paragraphs", "").split()),
        late=not late and (isinstance(error, TooLate) or (bool(values) and ballot is None)),
        may_be_late="RecordLatePosition" in view.may and ballot is None,
        may_await="AwaitInstructions" in view.may and held is None,
        waits=ballot.awaiting.get(view.standing.organisation or "") if ballot else None,
        overtaken=overtaken,
        overtaken_by=view.people.get(overtaken.by) if overtaken else None,
        superseded=error if isinstance(error, Superseded) else None,
        values=values,
        errors={}
        if error and not late and not isinstance(error, BadInput) and not ballot
        else _said(refused),
    )


def _whom(request: Request, view: ObjectiveView) -> Response:
    """For whom one answers, where that may be more than one organisation."""
    ballot = open_ballot(view)
    return show.page(
        request,
        "objective/position_whom",
        narrow=True,
        view=view,
        o=view.objective,
        ref=view.objective.ref,
        ballot=ballot,
        choices=view.answers_for,
        late=False,
        superseded=None,
        changes=None,
        own=view.standing.organisation or "",
        rule=view.rule,
        open_names=names_of(view.text, ballot.paragraphs) if ballot else (),
        agreed_names=names_of(view.text, view.objective.agreed),
    )


def _needs_words(effects: Effects, marks: bool) -> bool:
    """Whether a kind leads to a second step: reasons, wording, or what the rule asks beside."""
    return effects.needs_reasons or effects.blocking or (marks and effects.affirmative)


def _choices(
    view: ObjectiveView, ballot: Ballot | None, effects: Effects | None
) -> tuple[Labelled, ...]:
    """The paragraphs that a position may name; what stands in the way, only those asked about."""
    rows = labelled(view.text)
    asked = ballot.paragraphs if ballot and effects and effects.blocking else ()
    return tuple(row for row in rows if row.id in asked) if asked else rows


def _said(refused: Refusal | None) -> Mapping[str, str]:
    return refused.errors if refused else {}


def _latest_confirmation(ballot: Ballot | None, within: str) -> object:
    if ballot is None or not within:
        return None
    return ends(ballot.deadline.at, parse_period(within), ballot.deadline.zone)


def _changes(
    request: Request, view: ObjectiveView, ballot: Ballot | None, acting: str
) -> tuple[int, tuple[Compared, ...]] | None:
    """The version the organisation last acted on, and the paragraphs changed since."""
    if ballot is None or not acting:
        return None
    last = roll(view, ballot).earlier.get(acting)
    if last is None or last.text >= ballot.text:
        return None
    found = frame.cases(request).compare(actor(request), view.objective.ref, last.text, ballot.text)
    return last.text, changes(found.redline)
