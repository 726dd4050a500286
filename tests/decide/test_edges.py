"""Where two rules of the procedure meet: holds, moved dates, carried positions, outages."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from placet.engine import commands as c
from placet.engine import events as e
from placet.engine.decide.seats import invite_organisation
from placet.engine.errors import BadInput, NotAllowed, PlacetError
from placet.engine.messages import Kind
from placet.engine.model import BallotState, Disposition, Qualifier
from placet.engine.owing import owing
from placet.engine.text import Kind as ParagraphKind
from placet.engine.text import Paragraph, Text

from .refusals import refused
from .table import (
    DAY,
    FIRST,
    HOUR,
    ORGANISATIONS,
    WORKFLOW,
    Table,
    adopted,
    in_endorsement,
    in_revision,
    proposed,
)

AD_REFERENDUM = Qualifier.AD_REFERENDUM


def test_the_counter_of_paragraph_ids_never_goes_down() -> None:
    table = in_revision()
    with refused(table, BadInput):
        table.revises("sec", Text(FIRST.paragraphs[:2]), 1)


def test_an_id_is_not_used_again_by_lowering_the_counter() -> None:
    table = in_revision()
    without = Text(FIRST.paragraphs[:2])
    again = Paragraph("p3", ParagraphKind.OPERATIVE, "Something else entirely.")
    table.revises("sec", without)
    try:
        table.revises("sec", Text((*without.paragraphs[:1],)), 2)
        table.revises("sec", Text((*without.paragraphs[:1], again)), 3)
    except PlacetError:
        pass
    assert "p3" not in {p.id for p in table.text.paragraphs}


@pytest.mark.parametrize("build", [proposed, in_endorsement])
def test_a_failed_ballot_is_not_opened_again_by_holding_and_resuming(
    build: Callable[[], Table],
) -> None:
    table = build().holds("FAO", "object").let_it_end().wait(DAY)
    number = table.ballot.number
    table.step("sec", "hold").wait(DAY).step("sec", "resume")
    assert table.ballot.number == number
    assert table.ballot.state is BallotState.CLOSED
    assert not [m for m in table.log[-1].messages if m.kind is Kind.POSITION_REQUESTED]


def test_a_carried_ad_referendum_position_can_still_be_confirmed_after_adoption() -> None:
    table = in_endorsement().holds("WHO", "endorse", AD_REFERENDUM).wait(DAY)
    table.step("sec", "revise").wait(50 * DAY).step("sec", "put_forward").wait(HOUR)
    assert table.kinds() == {"WHO": "endorse"}
    confirm_by = table.position("WHO").confirm_by
    assert confirm_by is not None
    assert confirm_by > table.ballot.deadline.at


def test_a_result_stays_provisional_until_somebody_had_the_time_to_confirm() -> None:
    table = in_endorsement().holds("WHO", "endorse", AD_REFERENDUM)
    table.all_hold("endorse", "UNEP", "FAO", "ILO").all_hold("abstain", "WMO")
    table.step("sec", "hold").wait(60 * DAY).step("sec", "resume").let_it_end()
    assert table.stage == "adopted"
    assert table.deadline > table.now


def test_a_later_deadline_leaves_the_time_to_confirm() -> None:
    table = in_endorsement().holds("WHO", "endorse", AD_REFERENDUM)
    table.all_hold("endorse", "UNEP", "FAO", "ILO").all_hold("abstain", "WMO")
    table.do("sec", c.ChangeDeadline(table.deadline + 60 * DAY, "Holidays")).let_it_end()
    assert table.stage == "adopted"
    assert table.deadline > table.now


def test_a_concluded_review_leaves_no_review_ahead_that_never_comes() -> None:
    table = adopted().wait(DAY)
    on = table.now + 365 * DAY
    table.do("sec", c.ScheduleReview(on)).wait(DAY)
    table.step("sec", "start_review").wait(DAY).step("sec", "conclude_review")
    planned = table.o.run.deadline.at if table.o.run.deadline else None
    assert table.instrument.review_on == planned


def test_a_concluded_review_is_no_longer_to_come() -> None:
    table = adopted().wait(DAY)
    table.do("sec", c.ScheduleReview(table.now + 365 * DAY)).let_it_end().wait(DAY)
    table.step("chair", "conclude_review", "It served its purpose")
    assert table.instrument.review_on is None


def test_who_takes_the_lead_is_no_observer() -> None:
    table = proposed().wait(DAY).all_hold("support", "FAO", "ILO").let_it_end()
    try:
        table.do("sec", c.HandOverLead(("WHO",), "Capacity"))
    except PlacetError:
        assert table.o.leads == ("UNEP",)
    else:
        assert "WHO" not in table.o.observers


def test_narrowing_seeks_support_again_from_everyone() -> None:
    table = proposed().wait(DAY).holds("FAO", "support").holds("WHO", "object").let_it_end()
    table.wait(DAY).step("unep", "narrow")
    assert set(owing(WORKFLOW, table.negotiation, table.o, table.now)) == set(ORGANISATIONS)


def test_everybody_is_told_when_an_adoption_is_undone_by_reopening() -> None:
    table = adopted().wait(DAY).step("chair", "reopen")
    told = {m.organisation for m in table.log[-1].messages if m.kind is not Kind.RECEIPT}
    assert told >= set(ORGANISATIONS)


def test_time_never_runs_backwards_through_a_review_date_before_the_confirmations() -> None:
    table = in_endorsement().all_hold("endorse", *ORGANISATIONS[:5])
    table.holds("IMO", "endorse", AD_REFERENDUM)
    confirm_by = table.deadline
    try:
        table.do("sec", c.ScheduleReview(table.now + 10 * DAY))
    except PlacetError:
        return
    table.until(confirm_by + DAY).tick()
    entered = [x.run.entered_at for x in table.events if isinstance(x, e.StageEntered)]
    assert entered == sorted(entered)
    assert entered[-1] >= confirm_by or table.stage == "adopted"


def test_an_endorsement_that_names_a_paragraph_is_not_carried_onto_another_text() -> None:
    table = in_endorsement().holds("FAO", "endorse", paragraphs=("p2",))
    table.wait(DAY).step("sec", "revise").revises("unep", Text(FIRST.paragraphs[1:2]))
    table.wait(DAY).step("sec", "put_forward")
    assert table.kinds() == {}


@pytest.mark.parametrize("step", ["hold", "withdraw", "lapse"])
def test_nobody_gets_the_answers_to_comments_that_were_not_answered(step: str) -> None:
    table = in_revision().step("sec", step)
    assert not [m for m in table.log[-1].messages if m.kind is Kind.ANSWERS]


def test_after_an_outage_over_both_deadlines_the_outcome_told_is_the_one_that_holds() -> None:
    table = in_endorsement().all_hold("endorse", "UNEP", "FAO", "ILO")
    table.all_hold("abstain", "WMO").holds("WHO", "endorse", AD_REFERENDUM)
    table.until(table.deadline + 60 * DAY).tick()
    assert table.stage == "not_adopted"
    said = [m.facts["outcome"] for c_ in table.log[-1:] for m in c_.messages if m.person == "fao"]
    assert said[-1:] == ["adoption_undone"]


def test_after_an_outage_over_two_deadlines_the_officers_learn_that_they_must_decide() -> None:
    table = in_revision().answers(1).step("sec", "another_round").wait(400 * DAY).tick()
    assert table.stage == "revision"
    told = {m.person for m in table.log[-1].messages if m.kind is Kind.DECISION_NEEDED}
    assert told == {"sec", "chair"}


def test_a_deadline_that_not_every_zone_can_tell_is_refused() -> None:
    table = in_endorsement()
    far = datetime(9999, 12, 31, 23, 59, tzinfo=UTC)
    with refused(table, BadInput):
        table.do("sec", c.ChangeDeadline(far, "No hurry"))
    table.step("sec", "revise")
    with refused(table, BadInput):
        table.step("sec", "put_forward", deadline=far)


def test_a_weight_is_one_that_every_database_can_hold() -> None:
    table = proposed()
    for weight in (-1, 2_000_000_001, 2**31):
        command = c.InviteOrganisation("OIE", (), weight)
        with pytest.raises(BadInput):
            invite_organisation(table.negotiation, command, table.now)


def test_an_organisation_withdraws_its_own_comment_and_nobody_elses() -> None:
    table = in_revision()
    command = c.WithdrawComment(1, "Settled between us")
    with refused(table, NotAllowed):
        table.do("who", command)
    table.do("fao", command)
    assert table.comment(1).disposition is Disposition.WITHDRAWN
    assert table.step("sec", "put_forward").stage == "endorsement"
