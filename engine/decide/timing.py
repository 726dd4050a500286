"""Until when a stage runs, and how far somebody may move that.

The workflow gives the term, its calendar and the bounds; the negotiation gives the zone; the
objective gives its meeting and how often its deadline was moved.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from placet.engine import deadlines
from placet.engine import events as e
from placet.engine.access import step_roles
from placet.engine.codec import instant
from placet.engine.deadlines import (
    Period,
    check_freezes,
    check_minimum,
    due,
    extended,
    in_time,
    needs_meeting,
    parse_period,
    parse_term,
    shortened,
)
from placet.engine.decide.situation import Situation
from placet.engine.definition import Bounds, Stage
from placet.engine.errors import N_, BadInput, NotAllowed
from placet.engine.model import Deadline, SubState

FURTHEST = timedelta(days=3_653)
"""How far a deadline may be set ahead: a mistyped year is refused."""

LAST_YEAR = 2200
"""The last year in which a deadline may lie."""


def stage_deadline(s: Situation, stage: Stage, *, waits: bool = False) -> Deadline | None:
    """When a run of the stage that begins now ends; None where the stage has no period.

    Raises BadInput where the term is counted from a meeting that is not set, or too near;
    but with `waits` (time itself enters the stage, and nobody can be asked) there is no
    deadline until the meeting is set.
    """
    if stage.period is None:
        return None
    term, zone, calendar = parse_term(stage.period), s.negotiation.zone, s.workflow.calendar
    least = parse_period(stage.minimum) if stage.minimum else None
    try:
        deadline = due(s.now, term, zone, calendar, s.objective.course.meeting)
        return check_minimum(s.now, deadline, least, zone, calendar)
    except BadInput:
        if waits and not isinstance(term, Period):
            return None
        raise


def awaits_meeting(s: Situation) -> bool:
    """Whether the present run has no deadline because its meeting is not set yet."""
    run, period = s.objective.run, s.stage.period
    if run.deadline is not None or run.paused_at is not None:
        return False
    return not s.stage.registered and needs_meeting(period)


def asked_deadline(s: Situation, stage: Stage, asked: datetime) -> Deadline:
    """The deadline that somebody sets for a run that begins now; never under the minimum."""
    deadline = future_deadline(s, asked)
    if stage.minimum:
        least = parse_period(stage.minimum)
        check_minimum(s.now, deadline, least, s.negotiation.zone, s.workflow.calendar)
    return check_freezes(deadline, s.workflow.calendar)


def moved_deadline(s: Situation, asked: datetime) -> Deadline:
    """The deadline that the present run is moved to, within the bounds of its stage.

    Raises NotAllowed for roles that the stage does not name, BadInput beyond the bounds.
    """
    run, stage, course = s.objective.run, s.stage, s.objective.course
    if run.deadline is None:
        raise ValueError("a run without a deadline has none to move")
    present, calendar = run.deadline, s.workflow.calendar
    wanted = future_deadline(s, asked)
    if wanted.at == present.at:
        raise BadInput("deadline", N_("This is the deadline already."), N_("Choose another."))
    later = wanted.at > present.at
    given = stage.extension if later else stage.shortening
    if not may_move(s, given):
        raise NotAllowed(N_("change a deadline"))
    bounds = _bounds(stage, given)
    if later:
        first = Deadline(course.first or present.at, present.zone)
        return extended(first, present, asked, s.now, bounds, course.extended, calendar)
    return shortened(run.entered_at, present, asked, s.now, bounds, calendar)


def may_move(s: Situation, bounds: Bounds | None) -> bool:
    """Whether the actor's roles may move the deadline in the direction of these bounds."""
    return bool(step_roles(s.who, s.objective) & set(bounds.by if bounds else _USUAL))


_USUAL = ("secretariat", "chair")


def _bounds(stage: Stage, given: Bounds | None) -> deadlines.Bounds:
    """The bounds as the arithmetic knows them; where none are written, none but the minimum."""
    return deadlines.Bounds(
        most=parse_period(given.most) if given and given.most else None,
        times=given.times if given and given.times else None,
        minimum=parse_period(stage.minimum) if stage.minimum else None,
        after_expiry=given is None,
    )


def restarted(s: Situation, cause: str) -> tuple[e.DeadlineChanged, ...]:
    """The period begins anew where the stage says that this makes it begin anew.

    `cause` is text, comment or position.  CA/B Forum Bylaws 2.3: a new version of a ballot
    begins its discussion again.  What was closed with its ballot does not run again without
    one, and nobody's act is refused because a meeting is too near.
    """
    run = s.objective.run
    if cause not in s.stage.restarts_on or run.deadline is None or run.paused_at is not None:
        return ()
    if run.state is not SubState.RUNNING and s.stage.ballot is not None:
        return ()
    deadline = stage_deadline(s, s.stage, waits=True)
    if deadline is None or deadline.at <= run.deadline.at:
        return ()
    return (e.DeadlineChanged(run.number, deadline, "restarted"),)


def future_deadline(s: Situation, asked: datetime, field: str = "deadline") -> Deadline:
    """A deadline that is still to come, in the negotiation's zone.

    The last years of the calendar cannot be told in every zone, so they are refused.
    """
    deadline = Deadline(asked, s.negotiation.zone)
    if asked.year > LAST_YEAR:
        raise BadInput(
            field, N_("{deadline} is too far away."), N_("Choose an earlier year."),
            deadline=instant(asked),
        )  # fmt: skip
    if not in_time(s.now, deadline):
        raise BadInput(
            field,
            N_("{deadline} is already past."),
            N_("Choose an instant after {now}."),
            deadline=instant(asked),
            now=instant(s.now),
        )
    if asked - s.now > FURTHEST:
        raise BadInput(
            field,
            N_("{deadline} is more than ten years away."),
            N_("Look at the year."),
            deadline=instant(asked),
        )
    return deadline
