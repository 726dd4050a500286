"""The procedure of an objective: its stages and steps, and the page before each step.

Theory.  A step moves many people at once, so between wanting and doing stands one page that
restates who acts, on what, and what follows, with the numbers: who is asked, how many mails
leave, which brackets are still open.  What it says is computed from the table that will be
asked again when the step is taken; nothing on it is a promise of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Path, Request
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
from placet.api.pages.moves import moves_of
from placet.api.pages.objective_parts import all_steps, answered, my_steps, this_round
from placet.api.pages.redlines import Compared, changes
from placet.engine import commands as c
from placet.engine.acting import submitters
from placet.engine.deadlines import due, parse_term
from placet.engine.decide.counting import holders
from placet.engine.decide.opening import seats_of
from placet.engine.errors import BadInput, IllegalMove
from placet.engine.model import Deadline, Seat
from placet.engine.parties import seated
from placet.engine.rules import rule_sentence_values
from placet.engine.text import Counts, Stats, labelled, stats
from placet.engine.views import ObjectiveView
from placet.engine.workflow import Possible, Stage, Step

router = APIRouter()

StepName = Annotated[str, Path(max_length=80)]


class StepForm(show.Form):
    """What the form of a step may hold."""

    expected: int = Field(ge=0, le=1_000_000_000)
    reason: str = ""
    deadline: str = Field("", max_length=20)
    deadline_at: str = Field("", max_length=10)
    meeting: str = Field("", max_length=20)
    meeting_at: str = Field("", max_length=10)


@dataclass(frozen=True, slots=True)
class Effect:
    """What a step would bring: stage, deadline, who is asked, and what is still bracketed."""

    stage: Stage
    deadline: Deadline | None
    seats: tuple[Seat, ...]
    people: int
    bracketed: tuple[tuple[str, str], ...]
    stats: Stats
    base: int
    counts: Counts | None
    rows: tuple[Compared, ...]


@router.get("/objectives/{ref}/step/{step}")
def ask_step(request: Request, ref: Ref, step: StepName) -> Response:
    """What the step would do, and what it still misses."""
    return _panel(request, view_of(request, ref), step)


@router.post("/objectives/{ref}/step/{step}")
def take_step(request: Request, ref: Ref, step: StepName, typed: Typed) -> Response:
    """Take the step, on the state that was shown."""
    view = view_of(request, ref)
    form = read(request, StepForm, typed)
    if isinstance(form, Refusal):
        return _panel(request, view, step, form, typed)
    try:
        at = instant(form.deadline, form.deadline_at, view.negotiation.zone, "deadline")
        meets = instant(form.meeting, form.meeting_at, view.negotiation.zone, "meeting")
    except BadInput as error:
        return _panel(request, view, step, refusal(request, error, ("deadline", "meeting")), typed)
    done = give(
        request,
        c.TakeStep(step, form.reason, at, meets),
        typed,
        objective=ref,
        expected=form.expected,
        fields=("reason", "deadline", "meeting"),
    )
    if isinstance(done, Refusal):
        return _panel(request, view_of(request, ref), step, done, typed)
    return show.back(request, f"/objectives/{ref}", "step-taken")


@router.get("/objectives/{ref}/workflow")
def procedure(request: Request, ref: Ref) -> Response:
    """Every stage and step, what each still misses, and the path taken so far."""
    view = view_of(request, ref)
    taken = [e for e in view.history if e.kind == "StageEntered"]
    return show.page(
        request,
        "objective/workflow",
        view=view,
        o=view.objective,
        ref=view.objective.ref,
        moves={
            name: moves_of(view.workflow, name, view.steps if name == view.objective.stage else ())
            for name in view.workflow.stages
        },
        mine={p.step for p in my_steps(view)},
        taken=sorted(taken, key=lambda e: e.seq),
    )


def _panel(
    request: Request,
    view: ObjectiveView,
    name: str,
    refused: Refusal | None = None,
    typed: dict[str, str] | None = None,
) -> Response:
    try:
        possible = _named(view, name)
    except IllegalMove:
        if all(row.name != name for row in view.workflow.steps):
            raise
        gone = {"view": view, "ref": view.objective.ref, "step": name, "values": typed or {}}
        return show.page(request, "objective/step_gone", 409, **gone)
    done, total = answered(this_round(view))
    row = possible.row
    effect = _effect(request, view, row) if row else None
    return show.page(
        request,
        "objective/step",
        refused.status if refused else 200,
        view=view,
        o=view.objective,
        ref=view.objective.ref,
        possible=possible,
        row=row,
        mine=any(p.step == name for p in view.mine),
        effect=effect,
        rule=_rule(view, effect) if effect else None,
        answered=done,
        comments=total,
        values=typed or {},
        errors=refused.errors if refused else {},
    )


def _named(view: ObjectiveView, name: str) -> Possible:
    """The step, as the reader's roles may take it if they may."""
    for steps in (my_steps(view), all_steps(view)):
        for possible in steps:
            if possible.step == name:
                return possible
    allowed = tuple(p.step for p in my_steps(view))
    raise IllegalMove(name[:80], view.objective.stage, allowed)


def _effect(request: Request, view: ObjectiveView, row: Step) -> Effect:
    stage = view.workflow.stages[row.dest]
    open_brackets = [
        (line.id, line.label or "·")
        for line in labelled(view.text)
        if "[" in line.paragraph.words or "]" in line.paragraph.words
    ]
    base = max((b.text for b in view.ballots if b.text < view.objective.text.number), default=0)
    found = None
    if stage.ballot is not None and base:
        found = (
            frame.cases(request)
            .compare(actor(request), view.objective.ref, base, view.objective.text.number)
            .redline
        )
    seats = _seats(view, row) if stage.ballot is not None or stage.collects_comments else ()
    return Effect(
        stage=stage,
        deadline=_deadline(stage, view),
        seats=seats,
        people=_people(view, seats, view.now),
        bracketed=tuple(open_brackets),
        stats=stats(view.text),
        base=base,
        counts=found.counts if found else None,
        rows=changes(found) if found else (),
    )


def _deadline(stage: Stage, view: ObjectiveView) -> Deadline | None:
    """The deadline the stage would have if nobody chose another."""
    if stage.period is None or stage.registered:
        return None
    term, meeting = parse_term(stage.period), view.objective.course.meeting
    try:
        return due(view.now, term, view.negotiation.zone, view.workflow.calendar, meeting)
    except BadInput:
        return None


def _seats(view: ObjectiveView, row: Step) -> tuple[Seat, ...]:
    """Who would be asked: all but observers, and those whom the step makes observers."""
    leaving: set[str] = set()
    if "silent_become_observers" in row.effects and view.verdict is not None:
        leaving |= set(view.verdict.silent) - set(view.objective.leads)
    if "objectors_become_observers" in row.effects and view.verdict is not None:
        leaving |= set(_objectors(view)) - set(view.objective.leads)
    ballot = view.workflow.stages[row.dest].ballot
    if ballot is not None:
        seats = seats_of(view.negotiation, view.objective, view.now, ballot.cls)
    else:
        there = set(seated(view.negotiation)) - set(view.objective.observers)
        seats = tuple(
            Seat(p.organisation, p.classes, p.weight)
            for p in view.negotiation.participants
            if p.organisation in there
        )
    return tuple(seat for seat in seats if seat.organisation not in leaving)


def _objectors(view: ObjectiveView) -> tuple[str, ...]:
    return holders(view.workflow, view.ballot, "negative") if view.ballot else ()


def _people(view: ObjectiveView, seats: tuple[Seat, ...], now: datetime) -> int:
    """How many people who bind these organisations would get a mail."""
    asked = (submitters(view.negotiation, seat.organisation, now) for seat in seats)
    return len({person for people in asked for person in people})


def _rule(view: ObjectiveView, effect: Effect) -> object:
    """What the rule of the next stage's ballot asks for, for the seats that would be asked."""
    ballot = effect.stage.ballot
    if ballot is None:
        return None
    return rule_sentence_values(view.workflow.terms(ballot.rule, ballot.kinds), effect.seats)
