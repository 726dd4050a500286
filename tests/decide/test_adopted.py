"""What was adopted: provisionally at first where positions wait to be confirmed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from placet.engine import commands as c
from placet.engine.deadlines import ends, parse_period
from placet.engine.errors import (
    BadInput,
    NotAllowed,
    NotOpen,
    PlacetError,
    Refused,
)
from placet.engine.model import BallotState, Instrument, Qualifier, Signature
from placet.engine.owing import owing, timers

from .refusals import refused
from .table import (
    DAY,
    HOUR,
    MINUTE,
    ORGANISATIONS,
    WORKFLOW,
    Table,
    adopted,
    in_endorsement,
    provisional,
)

AD_REFERENDUM = Qualifier.AD_REFERENDUM


def narrowly(*unconfirmed: str) -> Table:
    """Four of six endorse, these of them ad referendum, two abstain: it just passes."""
    table = in_endorsement()
    for organisation in ("UNEP", "FAO", "ILO", "WHO"):
        qualifiers = (AD_REFERENDUM,) if organisation in unconfirmed else ()
        table.holds(organisation, "endorse", *qualifiers)
    return table.all_hold("abstain", "WMO", "IMO")


def confirms(table: Table, organisation: str) -> Table:
    """The focal point confirms its organisation's position."""
    return table.do(organisation.lower(), c.ConfirmPosition(table.ballot.number))


def test_what_is_adopted_is_the_text_that_was_put_forward() -> None:
    table = adopted()
    assert table.stage == "adopted"
    assert table.instrument == Instrument(1, table.ballot.text_hash, 2, table.now)
    assert table.instrument.text_hash == table.o.text.hash
    assert table.o.run.deadline is None
    assert owing(WORKFLOW, table.negotiation, table.o, table.now) == ()
    assert timers(WORKFLOW, table.o) == ()


def test_at_the_deadline_it_is_adopted_at_the_deadlines_own_instant() -> None:
    table = in_endorsement().all_hold("endorse", *ORGANISATIONS[:4])
    deadline = table.deadline
    table.until(deadline + 3 * DAY).tick()
    assert table.instrument == Instrument(1, table.ballot.text_hash, 2, deadline)
    assert table.o.run.entered_at == deadline


def test_who_abstained_is_not_bound() -> None:
    assert set(narrowly().instrument.not_bound) == {"WMO", "IMO"}


def test_who_has_reservations_is_bound_and_the_reservation_is_kept() -> None:
    table = in_endorsement().all_hold("endorse", *ORGANISATIONS[:-1])
    table.holds("IMO", "no_objection", Qualifier.RESERVATION)
    assert table.instrument.not_bound == ()
    assert table.position("IMO").reservation == "We read it narrowly"


# Provisionally


def test_it_is_provisional_while_ad_referendum_positions_wait() -> None:
    table = provisional("WHO", "WMO")
    assert table.stage == "adopted"
    assert table.instrument.provisional is True
    expected = ends(table.ballot.deadline.at, parse_period("4 weeks"), "Europe/Paris").at
    assert table.deadline == expected
    assert set(owing(WORKFLOW, table.negotiation, table.o, table.now)) == {"WHO", "WMO"}


def test_it_waits_for_the_latest_date_by_which_somebody_confirms() -> None:
    table = in_endorsement().all_hold("endorse", *ORGANISATIONS[:4])
    early, late = table.deadline + 3 * DAY, table.deadline + 9 * DAY
    table.holds("WMO", "endorse", AD_REFERENDUM, confirm_by=early)
    table.holds("IMO", "endorse", AD_REFERENDUM, confirm_by=late)
    assert table.deadline == late


def test_the_last_confirmation_makes_it_final() -> None:
    table = provisional("WHO", "WMO").wait(DAY)
    confirms(table, "WHO")
    assert table.instrument.provisional is True
    assert table.position("WHO").confirmed_at == table.now
    confirms(table.wait(DAY), "WMO")
    assert table.instrument == Instrument(
        1, table.ballot.text_hash, 2, table.now - 2 * DAY, provisional=False
    )
    assert (table.stage, table.o.run.deadline) == ("adopted", None)


def test_a_position_confirmed_before_the_ballot_closes_leaves_nothing_to_wait_for() -> None:
    table = in_endorsement().holds("WHO", "endorse", AD_REFERENDUM)
    confirms(table.wait(HOUR), "WHO")
    assert table.position("WHO").confirmed_at == table.now
    table.all_hold("endorse", "UNEP", "FAO", "ILO", "WMO", "IMO")
    assert table.instrument.provisional is False
    assert table.o.run.deadline is None


def test_without_the_unconfirmed_the_rule_is_evaluated_again_and_fails() -> None:
    table = narrowly("WHO")
    assert table.instrument.provisional is True
    deadline = table.deadline
    table.until(deadline - MINUTE).tick()
    assert table.stage == "adopted"
    table.until(deadline + 5 * DAY).tick()
    assert (table.stage, table.o.instrument) == ("not_adopted", None)
    assert table.o.run.entered_at == deadline


def test_without_the_unconfirmed_the_rule_may_still_be_met() -> None:
    table = provisional("WHO", "WMO")
    deadline = table.deadline
    table.until(deadline + 5 * DAY).tick()
    assert table.stage == "adopted"
    assert table.instrument.provisional is False
    assert table.o.run.deadline is None
    assert table.instrument.text_hash == table.ballot.text_hash


def test_a_confirmation_at_the_instant_of_its_date_is_late() -> None:
    table = narrowly("WHO")
    table.until(table.deadline)
    with pytest.raises(PlacetError):
        confirms(table, "WHO")
    assert table.stage == "not_adopted"
    assert table.position("WHO").confirmed_at is None


def test_a_confirmation_a_microsecond_before_is_in_time() -> None:
    table = narrowly("WHO")
    confirms(table.until(table.deadline - timedelta(microseconds=1)), "WHO")
    assert (table.stage, table.instrument.provisional) == ("adopted", False)


def test_nobody_confirms_for_another_nor_what_was_not_ad_referendum() -> None:
    table = provisional("WHO")
    with refused(table, NotAllowed):
        table.do("fao", c.ConfirmPosition(2, "WHO"))
    with refused(table, BadInput):
        confirms(table, "FAO")
    confirms(table, "WHO")
    with refused(table, BadInput):
        confirms(table, "WHO")


def test_a_provisional_result_is_not_reviewed() -> None:
    table = provisional("WHO")
    with refused(table, Refused) as caught:
        table.step("sec", "start_review")
    assert caught.value.missing == ("not_provisional",)


def test_positions_do_not_change_after_adoption() -> None:
    table = provisional("WHO")
    with refused(table, NotOpen):
        table.holds("FAO", "object")
    with refused(table, NotOpen):
        table.do("who", c.WithdrawPosition(2))


# Signatures, entry into force


def test_signatures_are_recorded_once_each() -> None:
    table = adopted().do("sec", c.RecordSignature("FAO", "2027-05-01"))
    table.do("sec", c.RecordSignature("WHO", "2027-05-02"))
    assert table.instrument.signatures == (
        Signature("FAO", "2027-05-01"),
        Signature("WHO", "2027-05-02"),
    )
    with refused(table, BadInput):
        table.do("sec", c.RecordSignature("FAO", "2027-05-03"))


@pytest.mark.parametrize("day", ["", "yesterday", "2027-02-30", "2027-5-1", "01/05/2027"])
def test_a_day_is_a_day_of_the_calendar(day: str) -> None:
    table = adopted()
    with refused(table, BadInput):
        table.do("sec", c.RecordSignature("FAO", day))
    with refused(table, BadInput):
        table.do("sec", c.SetEntryIntoForce(day))


def test_only_who_sits_at_the_table_signs() -> None:
    table = adopted()
    with refused(table, BadInput):
        table.do("sec", c.RecordSignature("ITU", "2027-05-01"))


def test_the_entry_into_force_is_recorded_and_can_be_corrected() -> None:
    table = adopted().do("sec", c.SetEntryIntoForce("2027-06-01"))
    assert table.instrument.entry_into_force == "2027-06-01"
    table.do("sec", c.SetEntryIntoForce("2027-07-01"))
    assert table.instrument.entry_into_force == "2027-07-01"


def test_nothing_is_signed_or_reviewed_before_it_is_adopted() -> None:
    table = in_endorsement()
    for command in (
        c.RecordSignature("FAO", "2027-05-01"),
        c.SetEntryIntoForce("2027-05-01"),
        c.ScheduleReview(table.now + 90 * DAY),
    ):
        with refused(table, NotOpen):
            table.do("sec", command)


@pytest.mark.parametrize("who", ["chair", "unep", "fao", "admin", "nobody"])
def test_only_the_secretariat_records_signatures_and_dates(who: str) -> None:
    table = adopted()
    for command in (c.RecordSignature("FAO", "2027-05-01"), c.SetEntryIntoForce("2027-05-01")):
        with refused(table, NotAllowed):
            table.do(who, command)


# Review


def reviewing() -> Table:
    """The review began by the clock."""
    table = adopted().wait(DAY)
    return table.do("sec", c.ScheduleReview(table.now + 365 * DAY)).let_it_end()


def test_on_its_date_the_review_starts_by_the_clock() -> None:
    table = adopted().wait(DAY)
    on = table.now + 365 * DAY
    table.do("chair", c.ScheduleReview(on))
    assert (table.instrument.review_on, table.deadline) == (on, on)
    table.until(on - MINUTE).tick()
    assert table.stage == "adopted"
    table.until(on + 3 * DAY).tick()
    assert (table.stage, table.o.run.entered_at) == ("review", on)
    assert table.o.run.deadline == ends(on, parse_period("4 weeks"), "Europe/Paris")


def test_the_date_of_a_review_lies_ahead_and_can_be_moved() -> None:
    table = adopted()
    for at in (table.now, table.now - DAY):
        with refused(table, BadInput):
            table.do("sec", c.ScheduleReview(at))
    table.do("sec", c.ScheduleReview(table.now + 10 * DAY))
    table.do("sec", c.ScheduleReview(table.now + 20 * DAY))
    assert table.instrument.review_on == table.deadline == table.now + 20 * DAY


def test_the_secretariat_starts_a_review_at_any_time() -> None:
    table = adopted().wait(DAY)
    with refused(table, NotAllowed):
        table.step("chair", "start_review")
    table.step("sec", "start_review", "")
    assert (table.stage, table.o.run.entered_at) == ("review", table.now)


def test_a_review_ends_with_what_came_of_it_and_the_text_stays_adopted() -> None:
    table = reviewing().wait(DAY)
    before = table.instrument
    with refused(table, BadInput):
        table.step("sec", "conclude_review", "")
    table.step("chair", "conclude_review", "It served its purpose")
    assert table.stage == "adopted"
    assert table.instrument.text_hash == before.text_hash
    assert table.instrument.adopted_at == before.adopted_at
    assert table.o.run.deadline is None
    assert table.wait(2000 * DAY).tick().stage == "adopted"


def test_the_deadline_of_a_review_ends_nothing_by_itself() -> None:
    table = reviewing().let_it_end().wait(30 * DAY).tick()
    assert table.stage == "review"
    assert table.step("sec", "conclude_review").stage == "adopted"


def test_what_was_reviewed_can_be_reviewed_again() -> None:
    table = reviewing().step("sec", "conclude_review").wait(DAY)
    table.do("sec", c.ScheduleReview(table.now + 365 * DAY)).let_it_end()
    assert table.stage == "review"


def test_a_review_date_set_while_confirmations_are_awaited_does_not_lose_them() -> None:
    table = narrowly("WHO")
    confirm_by = table.deadline
    try:
        table.do("sec", c.ScheduleReview(confirm_by + 365 * DAY))
    except PlacetError:
        pass
    assert table.deadline == confirm_by
    table.until(confirm_by).tick()
    assert table.stage == "not_adopted"


def test_a_review_date_set_while_confirmations_are_awaited_is_kept_when_they_come() -> None:
    table = narrowly("WHO")
    on = table.deadline + 365 * DAY
    try:
        table.do("sec", c.ScheduleReview(on))
    except PlacetError:
        return
    confirms(table, "WHO")
    assert table.instrument.review_on == table.deadline == on
    assert table.let_it_end().stage == "review"


def test_the_ballot_that_adopted_stays_closed() -> None:
    table = reviewing().step("sec", "conclude_review")
    assert (table.ballot.state, table.ballot.passed) == (BallotState.CLOSED, True)


def test_business_days_in_which_to_confirm_are_those_of_the_procedure() -> None:
    stage, table = WORKFLOW.stages["endorsement"], in_endorsement()
    assert stage.ballot is not None
    asked = replace(stage, ballot=replace(stage.ballot, confirm_within="2 business days"))
    holidays = tuple((table.deadline + n * DAY).date().isoformat() for n in range(1, 6))
    stages = {**WORKFLOW.stages, "endorsement": asked}
    table.workflow = replace(WORKFLOW, stages=stages, holidays=holidays)
    table.holds("WHO", "endorse", AD_REFERENDUM)
    until = table.position("WHO").confirm_by
    assert until is not None
    assert until > table.deadline + 6 * DAY
