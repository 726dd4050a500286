"""A hold takes nothing: time, bounds, reviews and a closed ballot are as they were."""

from __future__ import annotations

from dataclasses import replace

import pytest

from placet.engine import commands as c
from placet.engine.definition import Bounds, Stage, Step
from placet.engine.errors import BadInput
from placet.engine.model import BallotState, SubState
from placet.engine.workflow import Workflow, problems

from .silences import SILENCE
from .table import DAY, FIRST, HOUR, REASON, WEEK, Table, a_table
from .test_board import BOARD


def with_a_hold(workflow: Workflow, *stages: str) -> Workflow:
    """The procedure with a hold of these stages."""
    hold = Step("hold", stages, "held", ("chair",), effects=("suspend",), reason=True,
                title="Hold", consequence="It waits.")  # fmt: skip
    back = tuple(
        Step("resume", ("held",), stage, ("chair",), ("returns_to",), effects=("resume",),
             title="Resume", consequence="It goes on.")
        for stage in stages
    )  # fmt: skip
    held = {**workflow.stages, "held": Stage("held", "On hold", "on_hold")}
    changed = replace(workflow, stages=held, steps=(*workflow.steps, hold, *back))
    assert problems(changed) == ()
    return changed


def at(workflow: Workflow) -> Table:
    """UNEP has proposed under this procedure."""
    return a_table(workflow=workflow).do("unep", c.Propose("Share", "Warn earlier", FIRST, 3))


def begun() -> Table:
    """The intake of the board has begun: four weeks, one extension by two weeks at most."""
    return at(with_a_hold(BOARD, "intake", "consultation")).step("sec", "begin").wait(DAY)


def held(table: Table) -> Table:
    """It was held for a week and resumed."""
    return table.step("chair", "hold").wait(WEEK).step("chair", "resume", "")


def test_a_hold_gives_back_the_extensions_that_were_left_and_no_more() -> None:
    table = begun().do("chair", c.ChangeDeadline(begun().deadline + WEEK, REASON))
    first, extended = begun().deadline, table.deadline
    held(table)
    assert table.deadline == extended + WEEK
    assert table.o.course.extended == 1
    assert table.o.course.first == first + WEEK
    with pytest.raises(BadInput) as refusal:
        table.do("chair", c.ChangeDeadline(table.deadline + DAY, REASON))
    assert "allows 1" in str(refusal.value)


def test_reviews_that_were_asked_for_are_awaited_after_a_hold() -> None:
    table = begun().do("chair", c.NameReviewer("WHO"))
    asked = table.o.course.reviews
    held(table)
    assert table.o.course.reviews == asked


def test_a_ballot_that_was_closed_early_stays_closed_after_a_hold() -> None:
    stage = SILENCE.stages["silence"]
    assert stage.ballot is not None
    ballot = replace(stage.ballot, closes_when=("broken",))
    steps = tuple(s for s in SILENCE.steps if s.name != "broken" and s.circular != "broken")
    workflow = replace(
        SILENCE, stages={**SILENCE.stages, "silence": replace(stage, ballot=ballot)}, steps=steps
    )
    table = at(with_a_hold(workflow, "silence")).wait(HOUR).step("chair", "open_silence", "")
    table.wait(HOUR).holds("WHO", "object")
    assert (table.stage, table.o.run.state) == ("silence", SubState.CLOSED)
    held(table)
    assert (table.ballot.state, table.o.run.state) == (BallotState.CLOSED, SubState.CLOSED)


def test_a_hold_is_no_way_around_the_bounds_of_a_deadline() -> None:
    stage = SILENCE.stages["silence"]
    nobody = replace(stage, extension=Bounds(()), shortening=Bounds(()))
    workflow = replace(SILENCE, stages={**SILENCE.stages, "silence": nobody})
    table = at(with_a_hold(workflow, "silence")).wait(HOUR).step("chair", "open_silence", "")
    given = table.deadline + DAY
    table.step("chair", "hold").wait(DAY)
    for other in (given + HOUR, given - HOUR):
        with pytest.raises(BadInput):
            table.step("chair", "resume", "", other)
    table.step("chair", "resume", "")
    assert table.deadline == given
