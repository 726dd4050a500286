"""Support in principle is sought while the text is drafted."""

from __future__ import annotations

from dataclasses import replace

import pytest

from placet.engine import commands as c
from placet.engine.deadlines import ends, parse_period
from placet.engine.decide import facts
from placet.engine.errors import BadInput, NotAllowed, Refused, TooLate
from placet.engine.model import BallotState, Seat, StageRun, SubState
from placet.engine.workflow import possible

from .refusals import refused
from .table import (
    DAY,
    FIRST,
    MINUTE,
    ORGANISATIONS,
    START,
    WORKFLOW,
    Table,
    a_table,
    proposed,
    reworded,
)

OTHERS = tuple(o for o in ORGANISATIONS if o != "UNEP")


def permitted(table: Table) -> set[str]:
    """The steps that somebody may take now, but for those that are always there by role."""
    rows = possible(WORKFLOW, table.stage, facts(table.situation()))
    return {row.step for row in rows if row.allowed} - {"withdraw", "hold"}


def objected() -> Table:
    """WHO objects, FAO supports, the rest is silent, the time is over."""
    table = proposed().wait(DAY).holds("FAO", "support").holds("WHO", "object")
    return table.let_it_end()


def test_a_proposal_opens_a_ballot_with_everything_frozen_in_it() -> None:
    table = proposed()
    ballot = table.ballot
    stage = WORKFLOW.stages["proposal"]
    assert stage.ballot is not None
    assert table.o.leads == ("UNEP",)
    assert (table.o.round, table.o.rounds_allowed, table.o.text.number) == (1, 3, 1)
    assert table.o.run == StageRun(
        1, "proposal", 1, START, ends(START, parse_period("2 weeks"), "Europe/Paris")
    )
    assert ballot.number == 1
    assert ballot.text_hash == table.o.text.hash
    assert ballot.rule == stage.ballot.rule
    assert ballot.kinds == ("support", "support_with_comments", "stand_aside", "object")
    assert ballot.seats == tuple(Seat(o) for o in ORGANISATIONS)
    assert ballot.deadline == table.o.run.deadline
    assert (ballot.state, ballot.opened_at, ballot.positions) == (BallotState.OPEN, START, {})


def test_the_lead_can_be_shared_from_the_beginning() -> None:
    assert proposed(leads=("WHO", "UNEP")).o.leads == ("UNEP", "WHO")


def test_a_lead_must_be_at_the_table() -> None:
    with pytest.raises(BadInput):
        proposed(leads=("ITU",))


def test_a_deadline_in_the_past_is_refused() -> None:
    with pytest.raises(BadInput):
        proposed(deadline=START)


def test_a_deadline_that_is_given_is_kept() -> None:
    assert proposed(deadline=START + 3 * DAY).deadline == START + 3 * DAY


@pytest.mark.parametrize("who", ["chair", "admin", "fao.drafter", "fao.observer", "nobody"])
def test_only_who_binds_an_organisation_proposes(who: str) -> None:
    table = a_table()
    with pytest.raises(NotAllowed):
        table.do(who, c.Propose("Share", "Warn", FIRST, 3))
    assert table.held is None


def test_the_secretariat_enters_what_others_lead() -> None:
    table = a_table().do("sec", c.Propose("Share", "Warn", FIRST, 3, ("FAO", "WHO")))
    assert table.o.leads == ("FAO", "WHO")
    assert (table.o.text.by, table.o.text.organisation) == ("sec", None)


def test_it_says_who_leads() -> None:
    table = a_table()
    with pytest.raises(BadInput) as caught:
        table.do("sec", c.Propose("Share", "Warn", FIRST, 3))
    assert (caught.value.field, table.held) == ("leads", None)


def test_at_the_deadline_support_opens_the_comments_at_the_deadlines_own_instant() -> None:
    table = proposed().wait(DAY).holds("FAO", "support")
    deadline = table.deadline
    table.until(deadline + 5 * DAY).tick()
    assert table.stage == "comment"
    assert table.o.run.entered_at == deadline
    assert table.o.run.deadline == ends(deadline, parse_period("4 weeks"), "Europe/Paris")
    assert table.ballot.state is BallotState.CLOSED
    assert table.ballot.closed_at == deadline
    assert table.ballot.passed is True


def test_who_stays_silent_becomes_an_observer_and_the_lead_never() -> None:
    table = proposed(leads=("IMO",)).wait(DAY)
    table.holds("FAO", "support").holds("ILO", "support_with_comments").holds("WHO", "stand_aside")
    table.let_it_end()
    assert table.stage == "comment"
    assert table.o.observers == ("WMO",)
    assert table.o.leads == ("UNEP", "IMO")


def test_observers_hold_no_seat_in_later_ballots() -> None:
    table = proposed().wait(DAY).all_hold("support", "FAO", "ILO", "WHO").let_it_end()
    table.step("sec", "close_comments").step("sec", "put_forward")
    assert [s.organisation for s in table.ballot.seats] == ["UNEP", "FAO", "ILO", "WHO"]
    with refused(table, NotAllowed):
        table.holds("WMO", "endorse")


@pytest.mark.parametrize("kind", ["support", "support_with_comments"])
def test_either_kind_of_support_counts(kind: str) -> None:
    assert proposed().wait(DAY).holds("WHO", kind).let_it_end().stage == "comment"


def test_support_with_comments_needs_the_comments() -> None:
    table = proposed()
    command = c.RecordPosition(1, table.ballot.text_hash, "support_with_comments")
    with refused(table, BadInput):
        table.do("who", command)


def test_nobody_supporting_awaits_a_decision_and_nothing_moves_by_itself() -> None:
    table = proposed().wait(DAY).holds("WHO", "stand_aside").let_it_end()
    deadline = table.deadline
    assert table.stage == "proposal"
    assert table.o.run.state is SubState.CLOSED
    assert (table.ballot.state, table.ballot.passed) == (BallotState.CLOSED, False)
    assert table.ballot.closed_at == deadline
    assert table.o.observers == ()
    assert permitted(table) == {"narrow", "proceed_without", "abandon"}
    assert table.wait(400 * DAY).tick().stage == "proposal"


def test_an_objection_permits_to_narrow_to_proceed_without_or_to_abandon() -> None:
    table = objected()
    assert (table.stage, table.ballot.passed) == ("proposal", False)
    assert permitted(table) == {"narrow", "proceed_without", "abandon"}
    with refused(table, Refused):
        table.step("sec", "proceed")


def test_nothing_is_decided_while_the_ballot_is_open() -> None:
    table = proposed().wait(DAY).holds("FAO", "support")
    with refused(table, Refused) as caught:
        table.step("sec", "proceed")
    assert caught.value.missing == ("ballot_closed",)
    for step in ("narrow", "proceed_without"):
        with refused(table, Refused):
            table.step("sec", step)


def test_proceeding_without_makes_observers_of_who_objects_and_who_was_silent() -> None:
    table = proposed().wait(DAY).holds("FAO", "support").holds("WHO", "object")
    table.holds("ILO", "stand_aside").let_it_end().wait(DAY).step("chair", "proceed_without")
    assert table.stage == "comment"
    assert set(table.o.observers) == {"WHO", "WMO", "IMO"}
    assert table.o.run.entered_at == table.now


def test_a_lead_that_objects_to_its_own_proposal_is_no_observer() -> None:
    table = proposed().wait(DAY).holds("FAO", "support").holds("UNEP", "object").let_it_end()
    table.step("sec", "proceed_without")
    assert "UNEP" not in table.o.observers


@pytest.mark.parametrize(
    ("step", "may"),
    [
        ("narrow", {"sec", "unep", "unep.head"}),
        ("proceed_without", {"sec", "chair"}),
        ("abandon", {"sec", "unep", "unep.head"}),
    ],
)
def test_each_decision_is_taken_by_its_roles_with_a_reason(step: str, may: set[str]) -> None:
    everybody = ["sec", "chair", "unep", "unep.head", "fao", "fao.drafter", "admin", "nobody"]
    for who in everybody:
        table = objected()
        if who in may:
            with refused(table, BadInput):
                table.step(who, step, "  ")
            table.step(who, step)
            assert table.stage != "proposal" or table.ballot.number == 2
        else:
            with refused(table, NotAllowed):
                table.step(who, step)


def test_abandoning_ends_it_and_keeps_every_position() -> None:
    table = objected()
    held = table.kinds()
    table.step("unep", "abandon")
    assert (table.stage, table.o.instrument) == ("not_adopted", None)
    assert table.kinds() == held == {"FAO": "support", "WHO": "object"}
    assert table.o.came_from == "proposal"


def test_abandoning_while_the_ballot_is_open_withdraws_the_ballot() -> None:
    table = proposed().wait(DAY).holds("FAO", "support").step("unep", "abandon")
    assert table.stage == "not_adopted"
    assert (table.ballot.state, table.ballot.passed) == (BallotState.WITHDRAWN, None)


def test_narrowing_seeks_support_again_in_a_new_ballot() -> None:
    table = objected().wait(DAY).step("unep", "narrow")
    assert (table.stage, table.o.round) == ("proposal", 1)
    assert table.o.run.entered_at == table.now
    assert table.o.run.state is SubState.RUNNING
    assert table.ballot.number == 2
    assert table.ballot.state is BallotState.OPEN
    assert [s.organisation for s in table.ballot.seats] == list(ORGANISATIONS)
    assert table.ballot.deadline == table.o.run.deadline


def test_the_lead_drafts_while_support_is_sought_and_positions_stay() -> None:
    table = proposed().wait(DAY).holds("FAO", "support")
    table.wait(DAY).revises("unep", reworded(FIRST, p1="Parties share all observations."))
    assert table.o.text.number == 2
    assert table.kinds() == {"FAO": "support"}
    assert table.let_it_end().stage == "comment"


@pytest.mark.parametrize("who", ["sec", "chair", "fao", "fao.drafter", "admin"])
def test_nobody_but_the_lead_changes_the_text_of_a_proposal(who: str) -> None:
    table = proposed().wait(DAY)
    with refused(table, NotAllowed):
        table.revises(who, reworded(FIRST, p1="Something else."))


def test_a_position_after_the_text_was_redrafted_names_the_text_that_was_shown() -> None:
    table = proposed().wait(DAY)
    table.revises("unep", reworded(FIRST, p1="Parties share all observations."))
    shown = table.ballot
    table.do("fao", c.RecordPosition(shown.number, shown.text_hash, "support"))
    assert table.kinds() == {"FAO": "support"}


def test_who_answers_everything_early_still_waits_for_the_deadline() -> None:
    table = proposed().wait(DAY).all_hold("support", *ORGANISATIONS)
    assert (table.stage, table.ballot.state) == ("proposal", BallotState.OPEN)


def test_a_minute_before_the_deadline_is_in_time_and_its_instant_is_not() -> None:
    table = proposed()
    table.until(table.deadline - MINUTE).holds("FAO", "support")
    late = replace(table.situation("who"), now=table.deadline)
    assert table.position("FAO").at == table.deadline - MINUTE
    table.until(late.now).tick()
    with refused(table, TooLate):
        table.holds("WHO", "object")
