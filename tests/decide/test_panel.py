"""A ballot that goes on in another stage, a deadline that nobody moves, an appeal in time."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from placet.engine import commands as c
from placet.engine.errors import NotAllowed, NotOpen, Refused
from placet.engine.messages import Kind
from placet.engine.model import Disposition, SubState
from placet.workflows import load

from .table import DAY, FIRST, ORGANISATIONS, REASON, Table, a_table, reworded

PANEL = load(Path(__file__).with_name("panel.yaml"))
MEETING = datetime(2027, 3, 18, 14, 0, tzinfo=UTC)


def evaluated() -> Table:
    """UNEP's text is evaluated until the meeting of 18 March."""
    table = a_table(workflow=PANEL).do("unep", c.Propose("Share", "More", FIRST, 3)).wait(DAY)
    return table.do("sec", c.TakeStep("evaluate", meeting=MEETING)).wait(DAY)


def deferred() -> Table:
    """Two have a position when the ILO defers."""
    table = evaluated().holds("WHO", "endorse").holds("FAO", "object").wait(DAY)
    return table.step("ilo", "defer", "")


def test_whoever_has_a_seat_defers_and_the_time_is_counted_on_from_the_meeting() -> None:
    table = evaluated()
    with pytest.raises(NotAllowed):
        table.step("sec", "defer", "")
    table.step("ilo", "defer", "")
    assert table.stage == "deferred"
    assert table.deadline == datetime(2027, 4, 1, 21, 59, tzinfo=UTC)


def test_positions_go_with_the_ballot_into_the_stage_that_it_goes_on_in() -> None:
    table = deferred()
    assert {o: p.kind for o, p in table.ballot.positions.items()} == {
        "WHO": "endorse",
        "FAO": "object",
    }
    assert {p.carried_from for p in table.ballot.positions.values()} == {1}
    table.holds("FAO", "endorse").let_it_end().step("chair", "adopt", "")
    assert table.instrument.ballot == 2


def test_a_position_that_the_new_stage_does_not_offer_stays_behind() -> None:
    table = evaluated().holds("WHO", "no_objection").holds("FAO", "endorse")
    table.step("ilo", "defer", "")
    assert set(table.ballot.positions) == {"FAO"}


def test_positions_come_back_with_the_revised_text() -> None:
    table = deferred().step("chair", "revise").wait(DAY)
    table.revises("unep", reworded(FIRST, p2="Parties report every second year."))
    later = datetime(2027, 4, 15, 14, 0, tzinfo=UTC)
    table.do("sec", c.TakeStep("evaluate", meeting=later))
    assert table.position("FAO").carried_from == 2
    assert table.ballot.text == 2


@pytest.mark.parametrize("days", [-1, 1])
def test_a_deadline_that_nobody_may_move_stays(days: int) -> None:
    table = deferred().wait(DAY)
    for who in ("sec", "chair", "unep"):
        with pytest.raises(NotAllowed):
            table.do(who, c.ChangeDeadline(table.deadline + days * DAY, REASON))


def test_an_appeal_has_to_come_in_time() -> None:
    table = evaluated().step("sec", "drop")
    dropped, end = table.stage, table.deadline
    table.until(end - DAY).step("who", "appeal").step("chair", "reject")
    assert table.stage == dropped
    table.let_it_end()
    assert table.log[-1].messages == ()
    with pytest.raises(Refused) as refusal:
        table.step("who", "appeal")
    assert refusal.value.missing == ("in_time",)


def test_an_appeal_that_is_rejected_leads_back_to_the_result_that_it_was_made_about() -> None:
    table = evaluated().holds("WHO", "endorse").let_it_end().step("chair", "adopt", "")
    adopted = table.instrument
    table.step("fao", "appeal").wait(DAY).step("chair", "reject")
    assert (table.stage, table.instrument) == ("adopted", adopted)


def test_comments_made_beside_a_ballot_are_answered_once_it_is_closed() -> None:
    table = evaluated().holds("WHO", "object").comments("WHO", "Say how often.")
    with pytest.raises(NotOpen):
        table.answers(1)
    table.let_it_end().answers(1)
    assert table.comment(1).disposition is Disposition.ACCEPTED


def answers(table: Table) -> list[tuple[str, int]]:
    """Who was told answers by the last change, and how many."""
    sent = [m for m in table.log[-1].messages if m.kind is Kind.ANSWERS]
    return [(m.person, int(str(m.facts["count"]))) for m in sent]


def test_authors_learn_an_answer_once_and_nothing_of_what_is_not_answered() -> None:
    table = evaluated().holds("WHO", "object").comments("WHO").comments("WHO").let_it_end()
    table.answers(1)
    assert answers(table) == []
    table.step("chair", "revise")
    assert answers(table) == [("who", 1)]
    before = table.o
    assert table.answers(1).o == before
    later = datetime(2027, 4, 15, 14, 0, tzinfo=UTC)
    table.do("sec", c.TakeStep("evaluate", meeting=later)).step("chair", "revise")
    keys = [m.key for change in table.log for m in change.messages if m.kind is Kind.ANSWERS]
    assert len(keys) == 1


def test_whoever_takes_a_step_does_not_set_the_meeting_of_others() -> None:
    table = evaluated()
    before = table.o
    with pytest.raises(NotAllowed) as refusal:
        table.do("ilo", c.TakeStep("defer", meeting=MEETING + 30 * DAY))
    assert "schedule the meeting" in str(refusal.value)
    assert table.o == before


def test_a_comment_does_not_set_a_stage_going_again_whose_ballot_is_closed() -> None:
    stage = PANEL.stages["evaluation"]
    assert stage.ballot is not None
    again = replace(
        stage,
        period="4 weeks",
        restarts_on=("comment",),
        ballot=replace(stage.ballot, closes_when=("all_answered",)),
    )
    workflow = replace(PANEL, stages={**PANEL.stages, "evaluation": again})
    table = a_table(workflow=workflow).do("unep", c.Propose("Share", "More", FIRST, 3))
    table.step("sec", "evaluate", "").wait(DAY).all_hold("endorse", *ORGANISATIONS)
    assert (table.stage, table.o.run.state) == ("evaluation", SubState.CLOSED)
    table.wait(DAY).comments("WHO", "Say how often.")
    assert table.o.run.state is SubState.CLOSED


def test_a_comment_is_taken_although_the_meeting_is_too_near_for_another_period() -> None:
    stage = PANEL.stages["evaluation"]
    again = replace(stage, minimum="72 hours", restarts_on=("comment",))
    workflow = replace(PANEL, stages={**PANEL.stages, "evaluation": again})
    table = a_table(workflow=workflow).do("unep", c.Propose("Share", "More", FIRST, 3))
    table.do("sec", c.TakeStep("evaluate", meeting=MEETING))
    table.until(MEETING - DAY).comments("WHO", "Say how often.")
    assert table.deadline == MEETING
