"""A ballot closes before its deadline only for the reasons that its stage gives."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from placet.engine import commands as c
from placet.engine.definition import BallotSpec, RuleBy
from placet.engine.model import BallotState, RuleRef
from placet.engine.owing import timers
from placet.engine.workflow import Workflow

from .silences import SILENCE, consulting
from .table import DAY, HOUR, ORGANISATIONS, Table

MOMENT = timedelta(microseconds=1)
MAJORITY = RuleRef("majority", 1)
KINDS = ("endorse", "abstain", "object")


def ballot_stage(rule: RuleRef, *closes_when: str, **more: object) -> Workflow:
    """The procedure of the silence with another call for positions, open for four weeks."""
    stage = SILENCE.stages["silence"]
    spec = BallotSpec(KINDS, rule, closes_when=closes_when)
    spec = replace(spec, **more)  # type: ignore[arg-type]
    stages = {**SILENCE.stages, "silence": replace(stage, ballot=spec, period="4 weeks")}
    return replace(SILENCE, stages=stages)


def opened(rule: RuleRef, *closes_when: str, **more: object) -> Table:
    """The call was made a moment ago."""
    table = consulting(ballot_stage(rule, *closes_when, **more)).wait(HOUR)
    return table.step("chair", "open_silence", "").wait(HOUR)


def is_open(table: Table) -> bool:
    return table.ballot.state is BallotState.OPEN


def test_passes_closes_it_with_the_answer_that_meets_the_rule() -> None:
    rule = RuleRef("majority", 1, {"of": "seats"})
    table = opened(rule, "passes").all_hold("endorse", "UNEP", "FAO", "ILO")
    assert is_open(table)
    table.wait(HOUR).holds("WHO", "endorse")
    assert (table.ballot.passed, table.ballot.closed_at) == (True, table.now)
    assert table.stage == "adopted"


def test_passes_is_seen_when_a_withdrawal_meets_the_rule() -> None:
    rule = RuleRef("no_objection", 1, {"minimum": 1})
    table = opened(rule, "passes").holds("WHO", "object").holds("FAO", "endorse")
    assert is_open(table)
    table.do("who", c.WithdrawPosition(table.ballot.number))
    assert table.ballot.passed is True


def test_settled_closes_it_when_nobody_who_is_silent_can_change_the_outcome() -> None:
    rule = RuleRef("majority", 1, {"of": "seats"})
    failing = opened(rule, "settled").all_hold("object", "UNEP", "FAO")
    assert is_open(failing)
    failing.holds("WHO", "abstain")
    assert (failing.ballot.passed, failing.stage) == (False, "silence")
    passing = opened(rule, "settled").all_hold("endorse", "UNEP", "FAO", "ILO")
    assert is_open(passing)
    passing.holds("WHO", "endorse")
    assert (passing.ballot.passed, passing.stage) == (True, "adopted")


def test_all_answered_waits_for_every_seat_and_for_the_rule() -> None:
    table = opened(MAJORITY, "all_answered").all_hold("endorse", *ORGANISATIONS[:-1])
    assert is_open(table)
    table.holds("IMO", "object")
    assert table.ballot.passed is True
    failing = opened(MAJORITY, "all_answered").all_hold("object", *ORGANISATIONS)
    assert is_open(failing)


def test_broken_is_not_said_of_a_majority_that_merely_fails() -> None:
    table = opened(MAJORITY, "broken").all_hold("object", *ORGANISATIONS)
    assert is_open(table)


def test_broken_ends_a_call_where_nobody_may_object() -> None:
    rule = RuleRef("no_objection", 1, {"minimum": 2})
    table = opened(rule, "broken").holds("WHO", "object")
    assert (table.ballot.passed, table.stage) == (False, "consultation")


@pytest.mark.parametrize("reason", ["all_answered", "passes", "settled"])
def test_nothing_closes_it_before_the_least_time_is_over(reason: str) -> None:
    table = opened(MAJORITY, reason, not_before="2 weeks")
    ripe = table.ballot.opened_at
    early = [t.due_at for t in timers(table.workflow, table.o) if t.step == "early"]
    assert len(early) == 1
    assert early[0] > ripe + 13 * DAY
    table.all_hold("endorse", *ORGANISATIONS)
    assert is_open(table)
    table.until(early[0] - MOMENT).tick()
    assert is_open(table)
    table.until(early[0] + DAY).tick()
    assert (table.ballot.passed, table.ballot.closed_at) == (True, early[0])
    assert (table.stage, table.o.run.entered_at) == ("adopted", early[0])


def test_after_the_least_time_an_answer_closes_it_at_once() -> None:
    table = opened(MAJORITY, "passes", not_before="2 weeks").wait(15 * DAY).tick()
    assert is_open(table)
    table.holds("WHO", "endorse")
    assert (table.ballot.passed, table.ballot.closed_at) == (True, table.now)


def test_a_hold_that_outlasts_the_least_time_closes_it_when_work_resumes() -> None:
    """What was held is looked at again; the instant is that of resuming, not an earlier one."""
    table = opened(MAJORITY, "passes", not_before="2 weeks").holds("WHO", "endorse")
    held = replace(table.o, run=replace(table.o.run, entered_at=table.now + 20 * DAY))
    table.held = held
    table.wait(21 * DAY).tick()
    assert table.ballot.closed_at == held.run.entered_at


def test_an_earlier_ballot_fixes_the_rule_of_a_later_one() -> None:
    """UN practice: whether two thirds are needed is itself decided first."""
    two_thirds = RuleRef("majority", 1, {"share": "2/3", "strict": 0})
    fixed = RuleBy("silence", two_thirds, MAJORITY)
    table = opened(MAJORITY, "passes", rule_by=fixed)
    assert table.ballot.rule == MAJORITY
    for passed, rule in ((True, two_thirds), (False, MAJORITY)):
        again = consulting(ballot_stage(RuleRef("unanimity", 1), rule_by=fixed))
        again.held = replace(again.o, outcomes={"silence": passed})
        again.wait(HOUR).step("chair", "open_silence", "")
        assert again.ballot.rule == rule
