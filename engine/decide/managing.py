"""What the secretariat and the chair do around the text: dates, rounds, leads, the result."""

from __future__ import annotations

from datetime import date

from placet.engine import commands as c
from placet.engine import events as e
from placet.engine.codec import instant
from placet.engine.deadlines import needs_meeting, overdue_due, parse_period, reminders_due
from placet.engine.decide.situation import Situation
from placet.engine.decide.steps import meeting_set
from placet.engine.decide.texts import check_leads
from placet.engine.decide.timing import (
    awaits_meeting,
    future_deadline,
    moved_deadline,
    stage_deadline,
)
from placet.engine.decide.words import NAME, REMARK, line, words
from placet.engine.errors import N_, BadInput, NotOpen
from placet.engine.links import awaited
from placet.engine.model import Instrument, Signature, SubState
from placet.engine.owing import OVERDUE, owing
from placet.engine.parties import seated

Events = tuple[e.ObjectiveEvent, ...]


def change_deadline(s: Situation, command: c.ChangeDeadline) -> Events:
    """Move the deadline of the stage to a later or earlier instant still to come.

    A stage whose time is over runs again, unless a ballot was closed with it.
    """
    run = s.objective.run
    if run.deadline is None or run.paused_at is not None or s.stage.end:
        raise NotOpen(N_("A deadline"))
    if run.state is not SubState.RUNNING and s.stage.ballot is not None:
        raise NotOpen(N_("A deadline"))
    reason = words("reason", command.reason, REMARK, required=True)
    deadline = moved_deadline(s, command.deadline)
    return (e.DeadlineChanged(run.number, deadline, reason, moved=True),)


def schedule_meeting(s: Situation, command: c.ScheduleMeeting) -> Events:
    """Set the meeting; a deadline that is counted from it moves with it."""
    met: Events = (meeting_set(s, command.at, command.meeting),)
    course = s.objective.course
    if (command.at, command.meeting) == (course.meeting, course.follows):
        raise BadInput("at", N_("This is the meeting already."), N_("Choose another instant."))
    run, stage = s.objective.run, s.stage
    if (
        not needs_meeting(stage.period)
        or run.state is not SubState.RUNNING
        or run.paused_at is not None
    ):
        return met
    if run.deadline is None and not awaits_meeting(s):
        return met
    deadline = stage_deadline(s.after(met), stage)
    if deadline is None or deadline == run.deadline:
        return met
    return (*met, e.DeadlineChanged(run.number, deadline, "meeting"))


def extend_rounds(s: Situation, command: c.ExtendRounds) -> Events:
    """One round more than was allowed."""
    if s.stage.end:
        raise NotOpen(s.objective.ref)
    reason = words("reason", command.reason, REMARK, required=True)
    return (e.RoundsExtended(s.objective.rounds_allowed + 1, reason),)


def hand_over(s: Situation, command: c.HandOverLead) -> Events:
    """Other organisations lead from now on; the lead may be shared."""
    leads = check_leads(s.negotiation, command.leads)
    for organisation in leads:
        if organisation in s.objective.observers:
            raise BadInput(
                "leads",
                N_("{organisation} is an observer of this objective."),
                N_("Give its seat back first."),
                organisation=organisation,
            )
    if set(leads) == set(s.objective.leads):
        raise BadInput("leads", N_("These organisations lead already."), N_("Name others."))
    return (e.LeadsChanged(leads, words("reason", command.reason, REMARK)),)


def admit(s: Situation, command: c.AdmitOrganisation) -> Events:
    """An observer of this objective has a seat again in ballots opened from now on."""
    if command.organisation not in s.objective.observers:
        raise BadInput(
            "organisation",
            N_("{organisation} is not an observer of this objective."),
            N_("Choose one of the observers."),
            organisation=repr(command.organisation[:40]),
        )
    if s.objective.restricted_to and command.organisation not in s.objective.restricted_to:
        raise BadInput(
            "organisation",
            N_("{organisation} does not see {ref}."),
            N_("Say first that it does."),
            organisation=command.organisation,
            ref=s.objective.ref,
        )
    kept = tuple(x for x in s.objective.observers if x != command.organisation)
    return (e.ObserversChanged(kept, words("reason", command.reason, REMARK) or "admitted"),)


def record_signature(s: Situation, command: c.RecordSignature) -> Events:
    """Note a signature of the adopted text."""
    instrument = _whole(s)
    if command.organisation not in seated(s.negotiation):
        raise BadInput(
            "organisation",
            N_("{organisation} is not at this table."),
            N_("Choose among the organisations that were invited."),
            organisation=repr(command.organisation[:40]),
        )
    if any(x.organisation == command.organisation for x in instrument.signatures):
        raise BadInput(
            "organisation",
            N_("{organisation} has signed already."),
            organisation=command.organisation,
        )
    signature = Signature(command.organisation, _day("signed_on", command.signed_on))
    return (e.SignatureRecorded(signature),)


def set_entry_into_force(s: Situation, command: c.SetEntryIntoForce) -> Events:
    """Note the day on which the adopted text takes effect."""
    _whole(s)
    return (e.EntryIntoForceSet(_day("on", command.on)),)


def schedule_review(s: Situation, command: c.ScheduleReview) -> Events:
    """Set the instant at which the clock opens the review."""
    instrument = _instrument(s)
    if not s.stage.end:
        raise NotOpen(N_("Scheduling another review"))
    deadline = future_deadline(s, command.at)
    waits = s.objective.run.deadline
    if instrument.provisional and waits is not None and deadline.at <= waits.at:
        raise BadInput(
            "at",
            N_("The adoption is provisional until {until}."),
            N_("Choose an instant after that."),
            until=instant(waits.at),
        )
    scheduled: Events = (e.ReviewScheduled(deadline.at),)
    if instrument.provisional or s.objective.run.state is not SubState.RUNNING:
        return scheduled
    return (*scheduled, e.DeadlineChanged(s.objective.run.number, deadline, "review"))


def send_reminders(s: Situation, command: c.SendReminders) -> Events:
    """Remind those who still owe an answer; nobody else, and nothing when nobody does."""
    run = s.objective.run
    if command.step.startswith(OVERDUE):
        return _overdue(s, command)
    if run.state is not SubState.RUNNING or run.paused_at is not None:
        raise NotOpen(s.objective.ref)
    if s.actor.is_clock and not _is_due(s, command):
        raise NotOpen(s.objective.ref)
    owed = owing(s.workflow, s.negotiation, s.objective, s.now)
    asked = tuple(x for x in owed if not command.only or x in command.only)
    if not asked:
        raise BadInput(
            "organisations", N_("Nobody owes an answer."), N_("There is nothing to send.")
        )
    return (e.RemindersSent(run.number, line("step", command.step, NAME), asked),)


def _overdue(s: Situation, command: c.SendReminders) -> Events:
    """Whoever must decide is reminded that the time of the stage is over."""
    run, overdue = s.objective.run, s.stage.overdue
    if overdue is None or run.state is not SubState.CLOSED or run.deadline is None:
        raise NotOpen(s.objective.ref)
    every, calendar = parse_period(overdue.every), s.workflow.calendar
    newest = overdue_due(run.deadline, every, overdue.most, s.now, calendar)
    if run.number != command.run or newest != command.step:
        raise NotOpen(s.objective.ref)
    return (e.RemindersSent(run.number, command.step, ()),)


def _is_due(s: Situation, command: c.SendReminders) -> bool:
    """Whether this is the newest reminder of the present run whose time has come."""
    run = s.objective.run
    if run.number != command.run or run.deadline is None:
        return False
    calendar = s.workflow.calendar
    newest = reminders_due(run.entered_at, run.deadline, s.stage.reminders, s.now, calendar)
    return newest == command.step


def _instrument(s: Situation) -> Instrument:
    if s.objective.instrument is None or not s.stage.instrument:
        raise NotOpen(N_("An adopted text"))
    return s.objective.instrument


def _whole(s: Situation) -> Instrument:
    """The adopted text; of a package nothing is agreed until everything is."""
    instrument = _instrument(s)
    waits = awaited(s.negotiation.links, s.objective.ref, s.others)
    if waits:
        raise BadInput(
            "",
            N_("The adoption is subject to a package: {others} must be adopted too."),
            N_("Wait for them, or take the link away."),
            others=", ".join(waits),
        )
    return instrument


def _day(field: str, text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise BadInput(
            field, N_("{text} is not a date."), N_("Write it as 2027-03-14."), text=repr(text[:40])
        ) from None
