"""What time decides: a stage that is over is closed, and the clock takes its step.

A stage ends in one of two ways.  Somebody takes a step; or its time is over (or every seat
has answered and the rule is met), and then the ballot is closed at that very instant, the
rule is evaluated, and the clock takes the first step that is open to it.  Where none is,
the run is closed and waits for a decision among those the verdict permits.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from placet.engine import events as e
from placet.engine.codec import encode
from placet.engine.decide.situation import (
    Situation,
    counted,
    deadline_passed,
    facts,
    open_ballot,
    unconfirmed,
)
from placet.engine.decide.steps import Events, move
from placet.engine.model import BallotState, Deadline, Objective, SubState
from placet.engine.workflow import clock_step


def due(o: Objective, now: datetime) -> datetime | None:
    """The instant at which time closed the present run, if nobody has noted it yet."""
    if o.run.state is not SubState.RUNNING or o.run.deadline is None:
        return None
    return o.run.deadline.at if deadline_passed(o, now) else None


def settle(s: Situation) -> Events:
    """What time has decided by now, at the instants at which it did; often nothing."""
    done: Events = ()
    while step := settle_once(s):
        done, s = done + step, s.after(step)
    return done


def settle_once(s: Situation) -> Events:
    """The first thing that time has decided by now: one closing with what follows from it."""
    at = due(s.objective, s.now)
    return () if at is None else close(replace(s, now=at))


def close(s: Situation) -> Events:
    """The present run is over at `s.now`: close it, then let the clock take its step."""
    if confirmed := _confirmed(s):
        return confirmed
    closed = _closing(s)
    after = s.after(closed)
    step = clock_step(after.workflow, after.objective.stage, facts(after))
    return closed if step is None else closed + move(after, step, "", None)


def close_when_answered(s: Situation) -> Events:
    """Close at once where the workflow says so, every seat has answered and the rule is met."""
    ballot = open_ballot(s.objective)
    spec = s.stage.ballot
    if ballot is None or spec is None or not spec.closes_when_all_answered:
        return ()
    if len(ballot.positions) < len(ballot.seats) or not counted(s.workflow, ballot).passes:
        return ()
    return close(s)


def close_when_confirmed(s: Situation) -> Events:
    """Make a provisional adoption final once nothing is waited for any longer."""
    instrument = s.objective.instrument
    if instrument is None or not instrument.provisional or unconfirmed(s.objective):
        return ()
    return _confirmed(s)


def _closing(s: Situation) -> Events:
    ballot = open_ballot(s.objective)
    ended = e.StageClosed(s.objective.run.number)
    if ballot is None:
        return (ended,)
    verdict = counted(s.workflow, ballot)
    return (
        e.BallotClosed(ballot.number, BallotState.CLOSED, s.now, verdict.passes, encode(verdict)),
        ended,
    )


def _confirmed(s: Situation) -> Events:
    """A provisional adoption whose rule holds without what was not confirmed is final."""
    o = s.objective
    if o.instrument is None or not o.instrument.provisional or o.ballot is None:
        return ()
    if not counted(s.workflow, o.ballot, final=True).passes:
        return ()
    review = o.instrument.review_on
    next_deadline = Deadline(review, s.negotiation.zone) if review else None
    never = tuple(x for x in unconfirmed(o) if x not in o.instrument.not_bound)
    final = replace(o.instrument, provisional=False, not_bound=(*o.instrument.not_bound, *never))
    return (
        e.Adopted(final),
        e.DeadlineChanged(o.run.number, next_deadline, "confirmed"),
    )
