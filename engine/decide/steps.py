"""Moving along the table: the step that was taken, and everything that it brings about."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from placet.engine import events as e
from placet.engine.access import step_roles
from placet.engine.commands import TakeStep
from placet.engine.deadlines import ends, parse_period, resumed
from placet.engine.decide.counting import holders
from placet.engine.decide.dispositions import published_on_leaving
from placet.engine.decide.opening import open_for_positions
from placet.engine.decide.remainder import rest_agreed
from placet.engine.decide.situation import (
    Situation,
    facts,
    open_ballot,
    unconfirmed,
    waits_to_start,
)
from placet.engine.decide.timing import asked_deadline, future_deadline, stage_deadline
from placet.engine.decide.words import REMARK, words
from placet.engine.definition import CLOCK, steps_aside
from placet.engine.disclosure import NOBODY, sees_everybody
from placet.engine.errors import N_, BadInput, NotAllowed, PlacetError, Refused
from placet.engine.model import (
    BallotState,
    Deadline,
    Determination,
    Instrument,
    Objective,
    Position,
    StageRun,
    SubState,
)
from placet.engine.workflow import Stage, Step, legal_moves, possible, take

Events = tuple[e.ObjectiveEvent, ...]


def take_step(s: Situation, command: TakeStep) -> Events:
    """The step a person asked for.

    Raises IllegalMove where the stage has no such step, NotAllowed where the actor's roles
    may not take it (or may not set its meeting), Refused with what is missing, BadInput
    without a needed reason.
    """
    roles = step_roles(s.who, s.objective)
    step = _row(s, command.step, roles)
    reason = words("reason", command.reason, REMARK, required=step.reason or step.override)
    met: Events = ()
    if command.meeting is not None:
        if not (s.who.secretariat or s.who.chair):
            raise NotAllowed(N_("schedule the meeting"))
        met = (meeting_set(s, command.meeting),)
        s = s.after(met)
    deadline = _asked_deadline(s, step, command.deadline)
    return met + move(s, step, reason, deadline)


def meeting_set(s: Situation, at: datetime, number: int | None = None) -> e.MeetingScheduled:
    """The meeting from which deadlines are counted; it is still to come."""
    if number is not None:
        _check_meeting(s, at, number)
    return e.MeetingScheduled(future_deadline(s, at, "meeting").at, number)


def _check_meeting(s: Situation, at: datetime, number: int) -> None:
    """The negotiation has a meeting of that number, and it begins at that instant."""
    begins = {m.number: m.begins for m in s.negotiation.meetings if m.running}
    if begins.get(number) != at:
        raise BadInput(
            "meeting",
            N_("No meeting {number} is called for that instant."),
            N_("Look at the meetings of the negotiation."),
            number=number,
        )


def _row(s: Situation, name: str, roles: frozenset[str]) -> Step:
    """The row that one of the roles may take; the plainest refusal otherwise."""
    known = facts(s)
    take_any = [p for p in possible(s.workflow, s.objective.stage, known) if p.step == name]
    if take_any and not any(roles & set(p.by) for p in take_any):
        raise NotAllowed(name)
    refusal: PlacetError | None = None
    for role in sorted(roles):
        try:
            return take(s.workflow, s.objective.stage, name, known, by=role)
        except Refused as refused:
            refusal = refused
        except PlacetError as other:
            refusal = refusal or other
    raise refusal or NotAllowed(name)


def _asked_deadline(s: Situation, step: Step, asked: datetime | None) -> Deadline | None:
    if asked is None:
        return None
    dest = s.workflow.stages[step.dest]
    if "resume" in step.effects:
        _check_resumed(s.objective, dest)
    if dest.period is None:
        raise BadInput(
            "deadline", N_("The stage {stage} has no deadline."), N_("Leave it empty."),
            stage=step.dest,
        )  # fmt: skip
    return asked_deadline(s, dest, asked)


def _check_resumed(o: Objective, dest: Stage) -> None:
    """Refuse a deadline for what goes on after a hold, where it is not for the asker to set."""
    run = o.run
    if run.deadline is None or run.paused_at is None:
        return
    over = run.deadline.at <= run.paused_at or _was_closed(o, dest)
    if over and dest.ballot is not None:
        raise BadInput(
            "deadline",
            N_("The time of this stage was over before it was put on hold."),
            N_("Leave it empty; the decision is still to be taken."),
        )
    if dest.extension is not None or dest.shortening is not None:
        raise BadInput(
            "deadline",
            N_("The stage {stage} says how far its deadline may be moved."),
            N_("Leave it empty, and move the deadline once it goes on."),
            stage=dest.name,
        )


def _was_closed(o: Objective, stage: Stage) -> bool:
    """Whether the ballot of the run that a hold interrupted had ended before its time."""
    ballot = o.ballot
    if stage.ballot is None or ballot is None or ballot.stage != stage.name:
        return False
    return ballot.state is not BallotState.OPEN


def move(s: Situation, step: Step, reason: str, deadline: Deadline | None) -> Events:
    """Everything that one row of the table brings about, in order."""
    o, dest = s.objective, s.workflow.stages[step.dest]
    ended = _ended_ballot(s, step, dest)
    observers = _new_observers(s, step)
    run = _run(s, step, dest, deadline)
    came_from = _came_from(s, dest)
    entered = e.StageEntered(run, step.name, reason, came_from, step.decides, step.override)
    before: Events = (
        *published_on_leaving(s, step),
        *ended,
        *observers,
        *_agreed(s, step),
        *_determined(s, step, reason),
    )
    done: Events = (*before, entered)
    if "adopt" in step.effects:
        done += _adopted(s.after(done))
    if "unadopt" in step.effects:
        done += (e.AdoptionUndone(reason),)
    if "close_review" in step.effects and o.instrument is not None:
        done += (e.Adopted(replace(o.instrument, review_on=None)),)
    if "resume" in step.effects:
        return done + _resumed_ballot(s.after(done))
    if dest.ballot is not None and not waits_to_start(dest, s.after(done).objective):
        done += open_for_positions(s.after(done), dest.ballot)
    return done


def _resumed_ballot(s: Situation) -> Events:
    """A ballot that was open goes on until the new deadline; a closed one stays closed."""
    run = s.objective.run
    if run.deadline is None or run.state is not SubState.RUNNING:
        return ()
    if open_ballot(s.objective) is None:
        return ()
    return (e.DeadlineChanged(run.number, run.deadline, "resumed"),)


def _ended_ballot(s: Situation, step: Step, dest: Stage) -> Events:
    """An open ballot does not outlive its stage, except under a hold."""
    ballot = s.objective.ballot
    if ballot is None or ballot.state is not BallotState.OPEN:
        return ()
    if "suspend" in step.effects or "resume" in step.effects:
        return ()
    recalled = dest.end or "recall" in step.effects
    gone = BallotState.WITHDRAWN if recalled else BallotState.SUPERSEDED
    return (e.BallotClosed(ballot.number, gone, s.now, None, {}),)


def _agreed(s: Situation, step: Step) -> Events:
    """What was not named where a silence was broken in part stands ad referendum."""
    return rest_agreed(s.workflow, s.objective, s.text) if "agree_rest" in step.effects else ()


def _new_observers(s: Situation, step: Step) -> Events:
    o = s.objective
    if o.ballot is None:
        return ()
    leaving: list[str] = []
    against = holders(s.workflow, o.ballot, "negative")
    for seat in o.ballot.seats:
        held = o.ballot.positions.get(seat.organisation)
        silent = held is None and "silent_become_observers" in step.effects
        objects = seat.organisation in against
        if silent or (objects and "objectors_become_observers" in step.effects):
            leaving.append(seat.organisation)
    new = tuple(x for x in leaving if x not in o.leads and x not in o.observers)
    return (e.ObserversChanged((*o.observers, *new), step.name),) if new else ()


def _run(s: Situation, step: Step, dest: Stage, deadline: Deadline | None) -> StageRun:
    o = s.objective
    state = SubState.RUNNING
    paused = s.now if "suspend" in step.effects else None
    if paused is not None:
        deadline = o.run.deadline
    elif "resume" in step.effects and deadline is None and o.run.deadline and o.run.paused_at:
        rest = resumed(o.run.deadline, o.run.paused_at, s.now, s.workflow.calendar)
        over = rest is None or _was_closed(o, dest)
        deadline, state = (o.run.deadline, SubState.CLOSED) if over else (rest, state)
    elif dest.registered and "start" not in step.effects:
        deadline = None
    elif deadline is None:
        waits = CLOCK in step.by and dest.ballot is None
        deadline = stage_deadline(s, dest, waits=waits)
    return StageRun(
        number=o.run.number + 1,
        stage=dest.name,
        round=o.round + (1 if step.new_round else 0),
        entered_at=s.now,
        deadline=deadline,
        state=state,
        paused_at=paused,
    )


def _came_from(s: Situation, dest: Stage) -> str | None:
    """The stage to return to from here, where the table has a way back to it."""
    o = s.objective
    if steps_aside(s.stage, dest) and (dest.name, o.stage) in legal_moves(s.workflow):
        return o.stage
    return o.came_from


def _determined(s: Situation, step: Step, reason: str) -> Events:
    """The judgement that consensus exists, with the opposition that was sustained.

    Where positions are not shown to everybody the opposition is not named: everybody reads this.
    """
    if "determine" not in step.effects:
        return ()
    o = s.objective
    opposed: tuple[str, ...] = ()
    asked = o.ballot is not None and o.ballot.stage == o.stage
    if o.ballot is not None and asked and sees_everybody(o.ballot, NOBODY):
        opposed = holders(s.workflow, o.ballot, "negative")
    judged = Determination(o.stage, o.run.number, s.actor.person, s.now, reason, opposed)
    return (e.DeterminationMade(judged),)


def _adopted(s: Situation) -> Events:
    """The instrument; provisional while ad referendum positions wait to be confirmed."""
    o = s.objective
    if o.ballot is None:
        raise ValueError("nothing was put forward")
    waiting = unconfirmed(o)
    last = max((_confirm_by(s, o.ballot.positions[x]) for x in waiting), default=None)
    instrument = Instrument(
        text=o.ballot.text,
        text_hash=o.ballot.text_hash,
        ballot=o.ballot.number,
        adopted_at=s.now,
        provisional=bool(waiting),
        not_bound=holders(s.workflow, o.ballot, "not_bound"),
    )
    if last is None:
        return (e.Adopted(instrument),)
    wait = Deadline(last, s.negotiation.zone)
    return (e.Adopted(instrument), e.DeadlineChanged(o.run.number, wait, "ad_referendum"))


def _confirm_by(s: Situation, position: Position) -> datetime:
    """Until when it may be confirmed: its own date, or the workflow's period if that is past.

    A deadline that was moved, or a hold, may have overtaken the date that was given.
    """
    if position.confirm_by is not None and position.confirm_by > s.now:
        return position.confirm_by
    ballot = s.objective.ballot
    spec = s.workflow.stages[ballot.stage].ballot if ballot else None
    within = spec.confirm_within if spec else ""
    period, calendar = parse_period(within or "4 weeks"), s.workflow.calendar
    return ends(s.now, period, s.negotiation.zone, calendar).at
