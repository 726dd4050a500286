"""By role, with reason: withdraw, hold and resume, reopen, lead, seats, deadlines."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from placet.engine import commands as c
from placet.engine.errors import BadInput, IllegalMove, NotAllowed, NotOpen, PlacetError
from placet.engine.model import BallotState, Qualifier, SubState
from placet.engine.owing import owing, timers

from .refusals import refused
from .table import (
    DAY,
    FIRST,
    HOUR,
    MINUTE,
    ORGANISATIONS,
    WORKFLOW,
    Table,
    adopted,
    in_comment,
    in_endorsement,
    in_revision,
    proposed,
    provisional,
    reworded,
)

Build = Callable[[], Table]
WORKING: dict[str, Build] = {
    "proposal": proposed,
    "comment": in_comment,
    "revision": in_revision,
    "endorsement": in_endorsement,
}
EVERYBODY = ["sec", "chair", "unep", "unep.head", "fao", "fao.drafter", "admin", "nobody"]
working = pytest.mark.parametrize("stage", WORKING)


# Withdraw


@working
@pytest.mark.parametrize("who", EVERYBODY)
def test_lead_and_secretariat_withdraw_with_a_reason(stage: str, who: str) -> None:
    table = WORKING[stage]()
    if who not in ("sec", "unep", "unep.head"):
        with refused(table, NotAllowed):
            table.step(who, "withdraw")
        return
    with refused(table, BadInput):
        table.step(who, "withdraw", "")
    table.step(who, "withdraw")
    assert (table.stage, table.o.came_from, table.o.run.deadline) == ("withdrawn", stage, None)
    assert timers(WORKFLOW, table.o) == ()
    assert owing(WORKFLOW, table.negotiation, table.o, table.now) == ()


@pytest.mark.parametrize("stage", ["proposal", "endorsement"])
def test_a_ballot_that_is_open_is_withdrawn_with_it_and_never_decides(stage: str) -> None:
    table = WORKING[stage]()
    table.all_hold(table.ballot.kinds[0], *ORGANISATIONS[:-1])
    deadline = table.deadline
    table.step("sec", "withdraw")
    assert (table.ballot.state, table.ballot.passed) == (BallotState.WITHDRAWN, None)
    table.until(deadline + DAY).tick()
    assert (table.stage, table.ballot.state) == ("withdrawn", BallotState.WITHDRAWN)
    with pytest.raises(PlacetError):
        table.holds("IMO", table.ballot.kinds[0])
    assert "IMO" not in table.kinds()


def test_what_is_on_hold_can_be_withdrawn_and_its_ballot_with_it() -> None:
    table = in_endorsement().step("sec", "hold").wait(DAY).step("unep", "withdraw")
    assert (table.stage, table.o.came_from) == ("withdrawn", "endorsement")
    assert table.ballot.state is BallotState.WITHDRAWN


def test_what_is_adopted_is_not_withdrawn() -> None:
    table = adopted()
    with refused(table, IllegalMove):
        table.step("sec", "withdraw")


# Hold and resume


@working
@pytest.mark.parametrize("who", EVERYBODY)
def test_secretariat_and_chair_hold_with_a_reason(stage: str, who: str) -> None:
    table = WORKING[stage]()
    if who not in ("sec", "chair"):
        with refused(table, NotAllowed):
            table.step(who, "hold")
        return
    with refused(table, BadInput):
        table.step(who, "hold", "")
    table.step(who, "hold")
    assert (table.stage, table.o.came_from) == ("on_hold", stage)


@working
def test_on_hold_the_clock_stands_and_nobody_owes_anything(stage: str) -> None:
    table = WORKING[stage]()
    deadline = table.deadline
    table.wait(HOUR).step("chair", "hold")
    assert owing(WORKFLOW, table.negotiation, table.o, table.now) == ()
    assert timers(WORKFLOW, table.o) == ()
    table.until(deadline + 100 * DAY).tick()
    assert table.stage == "on_hold"


@working
def test_work_goes_on_where_it_stopped_with_the_time_that_was_left(stage: str) -> None:
    table = WORKING[stage]().wait(HOUR)
    before = table.o
    left = table.deadline - table.now
    table.step("chair", "hold").wait(50 * DAY).step("sec", "resume", "")
    assert table.stage == stage
    assert table.deadline - table.now == left
    assert (table.o.round, table.o.comments, table.o.text) == (
        before.round,
        before.comments,
        before.text,
    )
    assert table.o.run.state is SubState.RUNNING
    assert table.o.run.paused_at is None
    if stage in ("proposal", "endorsement"):
        assert table.ballot.state is BallotState.OPEN
        assert table.ballot.deadline.at == table.deadline
        assert before.ballot is not None
        assert table.ballot.number == before.ballot.number


def test_positions_are_kept_while_on_hold_and_none_are_taken() -> None:
    table = in_endorsement().holds("FAO", "endorse").step("sec", "hold").wait(DAY)
    with refused(table, NotOpen):
        table.holds("WHO", "endorse")
    with refused(table, NotOpen):
        table.do("fao", c.WithdrawPosition(2))
    table.step("sec", "resume").holds("WHO", "endorse")
    assert table.kinds() == {"FAO": "endorse", "WHO": "endorse"}


def test_comments_and_text_wait_too() -> None:
    table = in_comment().step("sec", "hold")
    with refused(table, NotOpen):
        table.comments("FAO")
    table = in_revision().step("sec", "hold")
    for who in ("sec", "unep"):
        with pytest.raises((NotOpen, NotAllowed)):
            table.revises(who, reworded(FIRST, p1="Parties share all observations."))
    assert table.o.text.number == 1


@pytest.mark.parametrize("who", ["unep", "fao", "fao.drafter", "admin", "nobody"])
def test_only_secretariat_and_chair_resume(who: str) -> None:
    table = in_comment().step("sec", "hold")
    with refused(table, NotAllowed):
        table.step(who, "resume")


def test_a_second_hold_starts_from_the_deadline_as_it_was_moved() -> None:
    table = in_comment().wait(HOUR)
    left = table.deadline - table.now
    for _ in range(2):
        table.step("sec", "hold").wait(10 * DAY).step("sec", "resume").wait(HOUR)
    assert table.deadline - table.now == left - 2 * HOUR


def test_a_deadline_that_passed_unnoticed_comes_before_the_hold() -> None:
    table = in_comment()
    deadline = table.deadline
    table.until(deadline + HOUR).step("sec", "hold")
    assert (table.stage, table.o.came_from) == ("on_hold", "revision")


def test_the_deadline_does_not_move_while_on_hold() -> None:
    table = in_endorsement()
    deadline = table.deadline
    table.step("sec", "hold")
    with pytest.raises(PlacetError):
        table.do("sec", c.ChangeDeadline(deadline + DAY, "More time"))
    assert table.stage == "on_hold"
    assert table.ballot.deadline.at == deadline


# Reopen


def ended(stage: str) -> Table:
    """An objective that ended after a working stage."""
    match stage:
        case "proposal":
            return proposed().step("sec", "abandon")
        case "revision":
            return in_revision().step("sec", "lapse")
        case "endorsement":
            return in_endorsement().let_it_end().step("sec", "not_adopt")
        case _:
            return in_comment().step("sec", "withdraw")


@working
@pytest.mark.parametrize("who", EVERYBODY)
def test_secretariat_and_chair_reopen_the_last_stage_with_a_reason(stage: str, who: str) -> None:
    table = ended(stage).wait(10 * DAY)
    if who not in ("sec", "chair"):
        with refused(table, NotAllowed):
            table.step(who, "reopen")
        return
    with refused(table, BadInput):
        table.step(who, "reopen", "")
    table.step(who, "reopen")
    assert table.stage == stage
    assert table.o.run.entered_at == table.now
    assert table.deadline > table.now
    assert table.o.run.state is SubState.RUNNING
    if stage in ("proposal", "endorsement"):
        assert table.ballot.state is BallotState.OPEN
        assert table.ballot.opened_at == table.now
    else:
        assert table.ballot.state is not BallotState.OPEN


def test_reopening_what_was_adopted_undoes_the_adoption() -> None:
    table = adopted().wait(DAY).step("chair", "reopen")
    assert (table.stage, table.o.instrument) == ("endorsement", None)
    assert table.ballot.state is BallotState.OPEN
    assert table.ballot.number == 3
    assert table.deadline > table.now
    table.holds("FAO", "object")
    assert table.stage == "endorsement"


def test_a_provisional_adoption_that_is_reopened_is_asked_about_again() -> None:
    table = provisional("WHO").wait(DAY).step("chair", "reopen")
    assert (table.stage, table.o.instrument) == ("endorsement", None)
    assert table.ballot.state is BallotState.OPEN


def test_a_provisional_adoption_that_fell_can_be_reopened() -> None:
    table = in_endorsement()
    table.all_hold("endorse", "UNEP", "FAO", "ILO").all_hold("abstain", "WMO", "IMO")
    table.holds("WHO", "endorse", Qualifier.AD_REFERENDUM).let_it_end()
    assert table.stage == "not_adopted"
    table.wait(DAY).step("chair", "reopen")
    assert table.stage == "endorsement"
    assert table.ballot.state is BallotState.OPEN


def test_what_was_reviewed_can_still_be_reopened() -> None:
    table = adopted().step("sec", "start_review").step("sec", "conclude_review")
    assert table.step("chair", "reopen").stage == "endorsement"


def test_what_was_withdrawn_on_hold_reopens_in_the_stage_before_the_hold() -> None:
    table = in_endorsement().holds("FAO", "endorse").step("sec", "hold").wait(DAY)
    table.step("unep", "withdraw").wait(DAY).step("chair", "reopen")
    assert table.stage == "endorsement"
    assert table.ballot.state is BallotState.OPEN
    assert table.deadline > table.now


def test_a_reopened_revision_keeps_its_comments() -> None:
    table = in_revision().step("sec", "lapse").wait(DAY).step("chair", "reopen")
    assert set(table.o.comments) == {1}


# Lead


@pytest.mark.parametrize("who", ["sec", "unep", "unep.head"])
def test_the_lead_is_handed_over_and_shared(who: str) -> None:
    table = in_revision().do(who, c.HandOverLead(("FAO", "WHO"), "Capacity"))
    assert table.o.leads == ("FAO", "WHO")
    table.revises("who", reworded(FIRST, p1="Parties share all observations."))
    with refused(table, NotAllowed):
        table.revises("unep", reworded(table.text, p1="Parties share."))


@pytest.mark.parametrize("who", ["chair", "fao", "admin", "nobody"])
def test_nobody_else_hands_it_over(who: str) -> None:
    table = in_revision()
    with refused(table, NotAllowed):
        table.do(who, c.HandOverLead(("FAO",), "Capacity"))


@pytest.mark.parametrize("leads", [(), ("ITU",), ("FAO", "ITU")])
def test_somebody_at_the_table_always_leads(leads: tuple[str, ...]) -> None:
    table = in_revision()
    with refused(table, BadInput):
        table.do("sec", c.HandOverLead(leads, "Capacity"))


# Seats


def observed() -> Table:
    """WHO, WMO and IMO were silent and became observers."""
    return proposed().wait(DAY).all_hold("support", "FAO", "ILO").let_it_end()


@pytest.mark.parametrize("who", ["sec", "chair"])
def test_an_observer_is_given_its_seat_back(who: str) -> None:
    table = observed().do(who, c.AdmitOrganisation("WHO", "It came late"))
    assert table.o.observers == ("WMO", "IMO")
    table.step("sec", "close_comments").step("sec", "put_forward")
    assert [s.organisation for s in table.ballot.seats] == ["UNEP", "FAO", "ILO", "WHO"]


@pytest.mark.parametrize("who", ["unep", "who", "admin", "nobody"])
def test_nobody_else_gives_a_seat_back(who: str) -> None:
    table = observed()
    with refused(table, NotAllowed):
        table.do(who, c.AdmitOrganisation("WHO"))


@pytest.mark.parametrize("organisation", ["FAO", "ITU", ""])
def test_only_an_observer_is_admitted(organisation: str) -> None:
    table = observed()
    with refused(table, BadInput):
        table.do("sec", c.AdmitOrganisation(organisation))


def test_a_seat_given_back_during_a_ballot_begins_with_the_next() -> None:
    table = observed().step("sec", "close_comments").step("sec", "put_forward")
    before = table.ballot
    table.do("sec", c.AdmitOrganisation("WHO"))
    assert table.ballot == before
    with refused(table, NotAllowed):
        table.holds("WHO", "object")


# Deadlines


@pytest.mark.parametrize("stage", ["proposal", "comment", "revision", "endorsement"])
def test_every_working_stage_can_be_given_more_or_less_time(stage: str) -> None:
    for by in (7 * DAY, -3 * DAY):
        table = WORKING[stage]()
        wanted = table.deadline + by
        table.do("sec", c.ChangeDeadline(wanted, "Holidays"))
        assert table.deadline == wanted
        table.until(wanted - MINUTE).tick()
        assert table.stage == stage
        if stage in ("proposal", "endorsement"):
            assert table.ballot.deadline.at == wanted


def test_an_end_has_no_deadline_to_change() -> None:
    table = in_comment().step("sec", "withdraw")
    with pytest.raises(PlacetError):
        table.do("sec", c.ChangeDeadline(table.now + DAY, "More time"))
    assert table.o.run.deadline is None
