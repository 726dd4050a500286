"""Who still owes an answer, and what the clock still has to do.

One function decides who is asked, reminded, listed as missing and shown a task; so they
never disagree.  Timers are derived from the objective, never kept in mind: whatever changes
it, the set of pending timers is computed again.
"""

from __future__ import annotations

from datetime import datetime

from placet.engine.deadlines import ends, overdue_times, parse_period, reminder_times
from placet.engine.messages import Timer, TimerKind
from placet.engine.model import (
    Ballot,
    BallotState,
    Negotiation,
    Objective,
    SubState,
)
from placet.engine.parties import outside, seated
from placet.engine.workflow import BallotSpec, Stage, Workflow

OVERDUE = "overdue"
"""With this begin the names of reminders after a deadline."""


def owing(
    workflow: Workflow, negotiation: Negotiation, o: Objective, now: datetime
) -> tuple[str, ...]:
    """Organisations that may and should still answer in the present run, in seat order.

    A ballot is owed a position, a call for comments a comment or the word that there is
    none, a provisional adoption the confirmation of what was given ad referendum.  Who has left
    the table owes nothing any more, though a roster that was frozen before keeps its seat.
    """
    run = o.run
    if run.state is not SubState.RUNNING or run.paused_at is not None:
        return ()
    if run.deadline is not None and now >= run.deadline.at:
        return ()
    stage, away = workflow.stages[o.stage], outside(negotiation)
    if stage.ballot is not None and o.ballot is not None and o.ballot.stage == o.stage:
        if o.ballot.state is not BallotState.OPEN:
            return ()
        held = o.ballot.positions
        seats = (s.organisation for s in o.ballot.seats)
        return tuple(x for x in seats if x not in held and x not in away)
    if stage.collects_comments and run.deadline is not None:
        spoken = {c.organisation for c in o.comments.values()} | set(o.no_comments)
        return tuple(x for x in seated(negotiation) if x not in spoken and x not in o.observers)
    if o.instrument is not None and o.instrument.provisional and o.ballot is not None:
        unconfirmed = (p.organisation for p in o.ballot.positions.values() if p.unconfirmed)
        return tuple(x for x in unconfirmed if x not in away)
    return ()


def at_rest(stage: Stage, o: Objective) -> bool:
    """Whether nobody has to decide although the time of the stage is over.

    The time of an end is that for an appeal; a provisional result waits for somebody.
    """
    return stage.end and not (o.instrument is not None and o.instrument.provisional)


def timers(workflow: Workflow, o: Objective) -> tuple[Timer, ...]:
    """Everything the clock has to do for the present run."""
    run, stage = o.run, workflow.stages[o.stage]
    if run.deadline is None or run.paused_at is not None:
        return ()
    if run.state is SubState.CLOSED and stage.overdue is not None:
        every, most = parse_period(stage.overdue.every), stage.overdue.most
        times = overdue_times(run.deadline, every, most, workflow.calendar)
        return tuple(Timer(o.ref, run.number, TimerKind.REMIND, step, at) for step, at in times)
    if run.state is not SubState.RUNNING:
        return ()
    close = Timer(o.ref, run.number, TimerKind.CLOSE, "close", run.deadline.at)
    early = ripens_at(workflow, o)
    if early is not None and early < run.deadline.at:
        close_early = Timer(o.ref, run.number, TimerKind.CLOSE, "early", early)
        return (close_early, *_reminders(workflow, o), close)
    return (*_reminders(workflow, o), close)


def ripens_at(workflow: Workflow, o: Objective) -> datetime | None:
    """From when the clock has to look whether the open ballot closes early; None: never.

    A ballot is looked at when somebody answers.  Beyond that only the end of a wait counts,
    and a beginning with positions that were carried over.
    """
    ballot, spec = o.ballot, workflow.stages[o.stage].ballot
    if ballot is None or spec is None or ballot.stage != o.stage:
        return None
    if ballot.state is not BallotState.OPEN or not spec.closes_when:
        return None
    if spec.not_before:
        return may_close_from(workflow, spec, ballot)
    if spec.closes_when == ("all_answered",):
        return None
    carried = any(p.carried_from is not None for p in ballot.positions.values())
    return ballot.opened_at if carried else None


def may_close_from(workflow: Workflow, spec: BallotSpec, ballot: Ballot) -> datetime:
    """The first instant at which the ballot may be closed early."""
    if not spec.not_before:
        return ballot.opened_at
    wait, zone = parse_period(spec.not_before), ballot.deadline.zone
    return ends(ballot.opened_at, wait, zone, workflow.calendar).at


def _reminders(workflow: Workflow, o: Objective) -> tuple[Timer, ...]:
    run, stage = o.run, workflow.stages[o.stage]
    if run.deadline is None:
        return ()
    remind = (
        Timer(o.ref, run.number, TimerKind.REMIND, step, at)
        for step, at in reminder_times(
            run.entered_at, run.deadline, stage.reminders, workflow.calendar
        )
    )
    return tuple(remind)
