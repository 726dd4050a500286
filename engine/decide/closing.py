"""What time decides: a stage that is over is closed, and the clock takes its step.

A stage ends in one of two ways.  Somebody takes a step; or its time is over (or the ballot
closes early: everybody has answered, a silence is broken, nothing can change any more), and
then the ballot is closed at that very instant, the rule is evaluated, and the clock takes
the first step that is open to it.  Where none is, the run is closed and waits for a decision
among those the verdict permits.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from placet.engine import events as e
from placet.engine.codec import encode
from placet.engine.decide.counting import breakers, counted, settled
from placet.engine.decide.situation import (
    Situation,
    deadline_passed,
    facts,
    open_ballot,
    unconfirmed,
)
from placet.engine.decide.steps import Events, move
from placet.engine.model import Ballot, BallotState, Deadline, SubState
from placet.engine.owing import may_close_from, ripens_at
from placet.engine.workflow import BallotSpec, clock_step


def due(s: Situation) -> datetime | None:
    """The instant at which time closed the present run, if nobody has noted it yet.

    That is its deadline, or sooner the instant from which its ballot may be closed early.
    """
    run = s.objective.run
    if run.state is not SubState.RUNNING or run.deadline is None or run.paused_at is not None:
        return None
    early = _ripened(s)
    if early is not None:
        return early
    return run.deadline.at if deadline_passed(s.objective, s.now) else None


def _ripened(s: Situation) -> datetime | None:
    """When an open ballot could first be closed early, by what was held then.

    What is recorded later closes it in its own right; a wait that has just ended, a hold or
    positions that were carried over do not.
    """
    ballot, spec, run = open_ballot(s.objective), s.stage.ballot, s.objective.run
    since = ripens_at(s.workflow, s.objective)
    if ballot is None or spec is None or since is None or run.deadline is None:
        return None
    at = max(since, run.entered_at, *(p.at for p in ballot.positions.values()))
    if s.now < at or at >= run.deadline.at:
        return None
    return at if _is_over(s, spec, ballot) else None


def settle(s: Situation) -> Events:
    """What time has decided by now, at the instants at which it did; often nothing."""
    done: Events = ()
    while step := settle_once(s):
        done, s = done + step, s.after(step)
    return done


def settle_once(s: Situation) -> Events:
    """The first thing that time has decided by now: one closing with what follows from it."""
    at = due(s)
    return () if at is None else close(replace(s, now=at))


def close(s: Situation) -> Events:
    """The present run is over at `s.now`: close it, then let the clock take its step."""
    if confirmed := _confirmed(s):
        return confirmed
    closed = _closing(s)
    after = s.after(closed)
    step = clock_step(after.workflow, after.objective.stage, facts(after))
    return closed if step is None else closed + move(after, step, "", None)


def close_early(s: Situation) -> Events:
    """Close at once where the workflow says so and what it waits for has happened."""
    ballot, spec = open_ballot(s.objective), s.stage.ballot
    if ballot is None or spec is None or not spec.closes_when:
        return ()
    ripe = may_close_from(s.workflow, spec, ballot)
    if s.now < ripe or not _is_over(s, spec, ballot):
        return ()
    return close(s)


def _is_over(s: Situation, spec: BallotSpec, ballot: Ballot) -> bool:
    """Whether one of the things that close the ballot early has happened.

    Nothing is counted where all that is waited for is an answer that is still out.
    """
    complete = len(ballot.positions) == len(ballot.seats)
    reasons = [r for r in spec.closes_when if complete or r != "all_answered"]
    if not reasons:
        return False
    verdict = counted(s.workflow, ballot)
    for reason in reasons:
        match reason:
            case "all_answered" | "passes":
                over = verdict.passes
            case "broken":
                over = bool(breakers(s.workflow, ballot, verdict))
            case _:
                over = settled(s.workflow, ballot)
        if over:
            return True
    return False


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
