"""Registration, meetings, bounds, reviews, judgements and appeals, by a made-up procedure."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from placet.engine import commands as c
from placet.engine import events as e
from placet.engine.decide.situation import facts, waits_to_start
from placet.engine.decide.timing import awaits_meeting
from placet.engine.definition import Step
from placet.engine.errors import BadInput, NotAllowed, NotOpen, Refused
from placet.engine.messages import Kind, TimerKind
from placet.engine.model import BallotState, Course, Determination, Review
from placet.engine.owing import owing, timers
from placet.workflows import load

from .table import DAY, FIRST, HOUR, REASON, START, WEEK, WORKFLOW, Table, a_table, reworded

BOARD = load(Path(__file__).with_name("board.yaml"))
MEETING = datetime(2027, 6, 1, 8, 0, tzinfo=UTC)


def registered() -> Table:
    """UNEP has proposed; the secretariat has not begun."""
    command = c.Propose("Share", "Warn earlier", FIRST, len(FIRST.paragraphs))
    return a_table(workflow=BOARD).do("unep", command)


def begun() -> Table:
    return registered().wait(DAY).step("sec", "begin")


def consulted() -> Table:
    table = begun().wait(4 * DAY)
    return table.do("sec", c.TakeStep("consult", meeting=MEETING)).wait(HOUR)


def unchanged(table: Table, error: type[Exception], by: str, command: c.ObjectiveCommand) -> str:
    """The command is refused and changes nothing; what was said."""
    before = table.o
    with pytest.raises(error) as refusal:
        table.do(by, command)
    assert table.o == before
    return str(refusal.value)


def test_a_registered_stage_waits_to_be_begun_without_a_deadline() -> None:
    table = registered()
    assert (table.o.run.number, table.o.run.deadline) == (1, None)
    assert waits_to_start(BOARD.stages["intake"], table.o)
    assert owing(BOARD, table.negotiation, table.o, table.now) == ()
    assert timers(BOARD, table.o) == ()
    table.wait(900 * DAY).tick()
    assert table.stage == "intake"


def test_beginning_sets_the_period_from_that_moment() -> None:
    table = begun()
    assert (table.o.run.number, table.o.run.entered_at) == (2, START + DAY)
    assert table.deadline == datetime(2027, 3, 30, 21, 59, tzinfo=UTC)
    assert not waits_to_start(BOARD.stages["intake"], table.o)
    unchanged(table, Refused, "sec", c.TakeStep("begin"))


def test_a_stage_lasts_at_least_its_minimum() -> None:
    table = begun().wait(72 * HOUR - timedelta(seconds=1))
    unchanged(table, Refused, "sec", c.TakeStep("consult", meeting=MEETING))
    table.wait(timedelta(seconds=1)).do("sec", c.TakeStep("consult", meeting=MEETING))
    assert table.stage == "consultation"


def test_a_deadline_is_extended_within_its_bounds_by_whom_the_stage_names() -> None:
    table = begun().wait(DAY)
    first = table.deadline
    unchanged(table, NotAllowed, "sec", c.ChangeDeadline(first + DAY, REASON))
    said = unchanged(table, BadInput, "chair", c.ChangeDeadline(first + 15 * DAY, REASON))
    assert "at most 2 weeks beyond the first deadline" in said
    table.do("unep", c.ChangeDeadline(first + 7 * DAY, REASON))
    assert table.o.course == Course(first=first, extended=1)
    said = unchanged(table, BadInput, "chair", c.ChangeDeadline(first + 8 * DAY, REASON))
    assert "the procedure allows 1" in said


def test_a_deadline_is_shortened_never_below_the_minimum() -> None:
    table = begun().wait(DAY)
    entered = table.o.run.entered_at
    unchanged(table, NotAllowed, "unep", c.ChangeDeadline(entered + 80 * HOUR, REASON))
    said = unchanged(table, BadInput, "chair", c.ChangeDeadline(entered + 71 * HOUR, REASON))
    assert "there are at least 72 hours" in said
    table.do("chair", c.ChangeDeadline(entered + 72 * HOUR, REASON))
    assert table.deadline == entered + 72 * HOUR


def test_a_new_text_makes_the_period_begin_anew() -> None:
    table = begun().wait(WEEK)
    table.revises("unep", reworded(FIRST, p1="Parties share all observations."))
    assert table.deadline == datetime(2027, 4, 6, 21, 59, tzinfo=UTC)
    assert table.log[-1].events[-1] == e.DeadlineChanged(2, table.o.run.deadline, "restarted")


def test_no_deadline_is_set_inside_a_freeze() -> None:
    table = begun().wait(4 * DAY)
    said = unchanged(
        table, BadInput, "sec", c.TakeStep("consult", "", datetime(2027, 7, 28, 12, 0, tzinfo=UTC))
    )
    assert "Summer" in said


def test_a_deadline_before_a_meeting_needs_the_meeting() -> None:
    table = begun().wait(4 * DAY)
    said = unchanged(table, BadInput, "sec", c.TakeStep("consult"))
    assert "no meeting is set" in said
    table.do("sec", c.TakeStep("consult", meeting=MEETING))
    assert table.o.course.meeting == MEETING
    assert table.deadline == datetime(2027, 5, 21, 21, 59, tzinfo=UTC)
    assert table.ballot.deadline == table.o.run.deadline


def test_moving_the_meeting_moves_what_is_counted_from_it() -> None:
    table = consulted()
    table.do("sec", c.ScheduleMeeting(MEETING + WEEK))
    assert table.deadline == datetime(2027, 5, 28, 21, 59, tzinfo=UTC)
    assert table.ballot.deadline == table.o.run.deadline
    unchanged(table, BadInput, "sec", c.ScheduleMeeting(MEETING + WEEK))
    unchanged(table, NotAllowed, "unep", c.ScheduleMeeting(MEETING))


def test_a_meeting_that_is_already_too_near_is_refused() -> None:
    table = begun().wait(4 * DAY)
    said = unchanged(table, BadInput, "sec", c.TakeStep("consult", meeting=table.now + 3 * DAY))
    assert "which is past" in said


def test_reviews_that_were_asked_for_are_waited_for() -> None:
    table = begun().wait(DAY)
    unchanged(table, NotAllowed, "sec", c.NameReviewer("WHO"))
    unchanged(table, BadInput, "chair", c.NameReviewer("UNKNOWN"))
    table.do("chair", c.NameReviewer("WHO"))
    assert table.o.course.reviews == (Review("WHO", datetime(2027, 3, 18, 22, 59, tzinfo=UTC)),)
    table.wait(4 * DAY)
    unchanged(table, Refused, "sec", c.TakeStep("consult", meeting=MEETING))
    unchanged(table, NotOpen, "fao", c.GiveReview("Sound"))
    table.do("who", c.GiveReview("Sound"))
    assert table.o.course.reviews[0].given_at == table.now
    table.do("sec", c.TakeStep("consult", meeting=MEETING))
    assert table.stage == "consultation"
    assert table.o.course == Course(meeting=MEETING)


def test_a_step_against_the_count_is_a_recorded_judgement() -> None:
    table = consulted().holds("WHO", "object").let_it_end()
    assert table.ballot.passed is False
    unchanged(table, BadInput, "chair", c.TakeStep("adopt"))
    table.step("chair", "adopt", "One objection, heard and answered")
    judged = Determination(
        "consultation", 3, "chair", table.now, "One objection, heard and answered", ("WHO",)
    )
    assert table.o.course.determinations == (judged,)
    entered = next(x for x in table.log[-1].events if isinstance(x, e.StageEntered))
    assert (entered.override, entered.decides, entered.step) == (True, "proceed", "adopt")
    assert table.instrument.ballot == table.ballot.number


def test_whoever_must_decide_is_reminded_after_the_deadline() -> None:
    table = consulted().holds("UNEP", "endorse").let_it_end()
    due = table.deadline
    assert [(t.kind, t.step, t.due_at) for t in timers(BOARD, table.o)] == [
        (TimerKind.REMIND, f"overdue{n}", due + 2 * n * DAY) for n in (1, 2, 3)
    ]
    table.until(due + 2 * DAY).do("clock", c.SendReminders("overdue1", run=table.o.run.number))
    sent = table.log[-1].messages
    assert {(m.kind, m.person) for m in sent} == {
        (Kind.DECISION_NEEDED, "sec"),
        (Kind.DECISION_NEEDED, "chair"),
    }
    unchanged(table, NotOpen, "clock", c.SendReminders("overdue2", run=table.o.run.number))


def test_a_reminder_goes_to_the_capacities_that_the_stage_names() -> None:
    table = consulted()
    run = table.o.run.number
    table.until(table.deadline - 7 * DAY).do("clock", c.SendReminders("7d", run=run))
    assert {m.person for m in table.log[-1].messages if m.organisation == "UNEP"} == {
        "unep", "unep.head",
    }  # fmt: skip
    table.until(table.deadline - DAY).do("clock", c.SendReminders("24h", run=run))
    sent = table.log[-1].messages
    assert {m.person for m in sent if m.organisation == "UNEP"} == {"unep.head"}
    assert {m.person for m in sent if m.organisation == "ILO"} == {"ilo"}


def test_any_organisation_with_a_seat_may_appeal_and_nobody_else() -> None:
    table = begun().step("sec", "drop")
    unchanged(table, NotAllowed, "sec", c.TakeStep("appeal", REASON))
    unchanged(table, NotAllowed, "fao.observer", c.TakeStep("appeal", REASON))
    table.step("who", "appeal")
    assert (table.stage, table.o.came_from) == ("appeal", "dropped")
    table.step("chair", "uphold", "")
    assert table.stage == "intake"
    assert waits_to_start(BOARD.stages["intake"], table.o)


def test_leaving_a_stage_ends_its_ballot() -> None:
    table = consulted().step("sec", "discuss", "")
    assert (table.stage, table.deadline) == ("meeting", MEETING)
    assert table.ballot.state is BallotState.SUPERSEDED


def test_where_time_itself_enters_a_stage_the_deadline_waits_for_the_meeting() -> None:
    table = consulted().holds("WHO", "object").let_it_end()
    table.until(table.deadline + 12 * DAY).tick()
    assert table.stage == "consultation"
    old = BOARD.steps.index(next(x for x in BOARD.steps if x.name == "discuss"))
    by_clock = replace(BOARD.steps[old], by=("clock",), guards=("ballot_closed", "verdict_fails"))
    steps = (*BOARD.steps[:old], by_clock, *BOARD.steps[old + 1 :])
    table = replace(consulted(), workflow=replace(BOARD, steps=steps))
    table.do("sec", c.ScheduleMeeting(MEETING + WEEK)).holds("WHO", "object")
    table.do("sec", c.ChangeDeadline(MEETING + 2 * WEEK, REASON)).let_it_end()
    assert (table.stage, table.o.run.deadline) == ("meeting", None)
    assert awaits_meeting(table.situation("sec"))
    assert timers(table.workflow, table.o) == ()
    table.do("sec", c.ScheduleMeeting(MEETING + 4 * WEEK))
    assert table.deadline == MEETING + 4 * WEEK
    assert not awaits_meeting(table.situation("sec"))


def test_a_stage_that_waits_to_begin_again_knows_no_count_of_the_time_before() -> None:
    """The old ballot failed; what follows asks about the one that is still to be opened."""
    ballot = Step("begin", ("endorsement",), "endorsement", ("chair",), effects=("start",))
    stages = dict(WORKFLOW.stages)
    stages["endorsement"] = replace(stages["endorsement"], registered=True)
    waiting = replace(WORKFLOW, stages=stages, steps=(*WORKFLOW.steps, ballot))
    table = a_table(workflow=waiting)
    table.do("unep", c.Propose("Share", "Warn earlier", FIRST, len(FIRST.paragraphs)))
    table.wait(DAY).all_hold("support", "FAO", "WHO").let_it_end().let_it_end()
    table.step("sec", "put_forward").step("chair", "begin").wait(DAY).holds("WHO", "object")
    table.let_it_end()
    assert facts(table.situation()).verdict_passes is False
    table.step("sec", "revise").step("sec", "put_forward")
    known = facts(table.situation())
    assert (known.waits_to_start, known.verdict_passes, known.ballot_void) == (True, None, False)
    with pytest.raises(Refused):
        table.step("sec", "not_adopt")
