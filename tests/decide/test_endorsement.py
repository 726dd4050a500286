"""The text is frozen, and every organisation is asked for its position by the deadline."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from placet.engine import commands as c
from placet.engine import events as e
from placet.engine.deadlines import ends, parse_period
from placet.engine.decide import decide, facts
from placet.engine.errors import (
    BadInput,
    IllegalMove,
    NotAllowed,
    NotOpen,
    PlacetError,
    Refused,
    Superseded,
    TooLate,
)
from placet.engine.model import BallotState, Qualifier, RuleRef, Seat, SubState
from placet.engine.text import Kind, Paragraph
from placet.engine.workflow import possible

from .refusals import refused
from .table import (
    DAY,
    FIRST,
    HOUR,
    MINUTE,
    ORGANISATIONS,
    WORKFLOW,
    Table,
    in_endorsement,
    in_revision,
    proposed,
    reworded,
)

SECOND = "Parties share all observations."


def answer(table: Table, kind: str, **more: object) -> c.RecordPosition:
    """A position on the open ballot, with nothing filled in."""
    plain = c.RecordPosition(table.ballot.number, table.ballot.text_hash, kind)
    return replace(plain, **more)  # type: ignore[arg-type]  # names of fields, values of theirs


def permitted(table: Table) -> set[str]:
    """The steps that somebody may take now, but for those that are always there by role."""
    rows = possible(WORKFLOW, table.stage, facts(table.situation()))
    return {row.step for row in rows if row.allowed} - {"withdraw", "hold"}


def put_forward_again(table: Table, **words: str) -> Table:
    """Back to revision, the paragraphs reworded, and put forward again."""
    table.wait(DAY).step("sec", "revise")
    if words:
        table.wait(DAY).revises("unep", reworded(table.text, **words))
    return table.wait(DAY).step("chair", "put_forward").wait(HOUR)


# What is frozen


def test_putting_forward_freezes_text_rule_roster_and_deadline() -> None:
    table = in_revision(comments=False).wait(DAY).revises("unep", reworded(FIRST, p1=SECOND))
    table.wait(DAY).step("sec", "put_forward")
    ballot = table.ballot
    assert (table.stage, ballot.number, ballot.round, ballot.stage) == (
        "endorsement",
        2,
        1,
        "endorsement",
    )
    assert (ballot.text, ballot.text_hash) == (2, table.o.text.hash)
    assert ballot.rule == RuleRef("no_objection", 1, {"share": "2/3", "minimum": 2})
    assert ballot.kinds == ("endorse", "no_objection", "abstain", "object")
    assert ballot.seats == tuple(Seat(o) for o in ORGANISATIONS)
    assert ballot.deadline == ends(table.now, parse_period("4 weeks"), "Europe/Paris")
    assert ballot.deadline == table.o.run.deadline
    assert (ballot.state, ballot.opened_at) == (BallotState.OPEN, table.now)
    assert (ballot.positions, ballot.passed) == ({}, None)


def test_an_organisation_invited_meanwhile_has_no_seat_before_the_next_ballot() -> None:
    table = in_endorsement()
    before = table.ballot
    table.invites("ITU", "itu")
    assert table.ballot == before
    with refused(table, NotAllowed):
        table.holds("ITU", "object")
    assert table.ballot == before
    put_forward_again(table)
    assert [s.organisation for s in table.ballot.seats] == [*ORGANISATIONS, "ITU"]


def test_classes_and_weights_are_those_of_the_opening() -> None:
    table = in_endorsement()
    heavier = tuple(replace(p, weight=9, classes=("P",)) for p in table.negotiation.participants)
    table.negotiation = replace(table.negotiation, participants=heavier)
    table.holds("FAO", "endorse")
    assert set(table.ballot.seats) == {Seat(o) for o in ORGANISATIONS}
    put_forward_again(table)
    assert set(table.ballot.seats) == {Seat(o, ("P",), 9) for o in ORGANISATIONS}


def test_a_deadline_asked_for_is_kept_and_one_in_the_past_refused() -> None:
    table = in_revision(comments=False)
    with refused(table, BadInput):
        table.step("sec", "put_forward", deadline=table.now)
    table.step("sec", "put_forward", deadline=table.now + 3 * DAY)
    assert table.ballot.deadline.at == table.deadline == table.now + 3 * DAY


# Positions


@pytest.mark.parametrize("kind", ["endorse", "no_objection", "abstain"])
def test_a_position_is_recorded_with_who_when_and_on_what(kind: str) -> None:
    table = in_endorsement().holds("FAO", kind)
    held = table.position("FAO")
    assert (held.organisation, held.kind, held.by, held.at) == ("FAO", kind, "fao", table.now)
    assert held.number == table.ballot.recorded == 1
    assert held.reference
    assert (held.reasons, held.wording, held.qualifiers, held.confirm_by) == ("", "", (), None)
    assert table.kinds() == {"FAO": kind}


def test_receipts_have_references_of_their_own() -> None:
    table = in_endorsement().holds("FAO", "endorse")
    first = table.position("FAO").reference
    table.holds("WHO", "endorse").holds("FAO", "abstain")
    assert len({first, table.position("WHO").reference, table.position("FAO").reference}) == 3


def test_an_objection_needs_reasons_and_wording_or_the_word_that_there_is_none() -> None:
    table = in_endorsement()
    for command in (
        answer(table, "object"),
        answer(table, "object", reasons="Too costly"),
        answer(table, "object", no_wording=True),
        answer(table, "object", reasons="  \n", no_wording=True),
        answer(table, "object", reasons="Too costly", wording="  "),
        answer(table, "object", wording="Parties may share."),
    ):
        with refused(table, BadInput):
            table.do("fao", command)
    table.do("fao", answer(table, "object", reasons="Too costly", no_wording=True))
    table.do("who", answer(table, "object", reasons="Too costly", wording="Parties may share."))
    assert table.position("FAO").reasons == "Too costly"
    assert table.position("WHO").wording == "Parties may share."


@pytest.mark.parametrize("kind", ["", "support", "stand_aside", "yes", "ENDORSE"])
def test_a_kind_that_is_not_on_offer_is_refused(kind: str) -> None:
    table = in_endorsement()
    with refused(table, BadInput):
        table.do("fao", answer(table, kind))


def test_a_position_on_paragraphs_that_are_not_there_is_refused() -> None:
    table = in_endorsement()
    with refused(table, BadInput):
        table.holds("FAO", "object", paragraphs=("p9",))


def test_a_reservation_needs_its_words_and_a_kind_that_agrees() -> None:
    table = in_endorsement()
    with_reservation = (Qualifier.RESERVATION,)
    with refused(table, BadInput):
        table.do("fao", answer(table, "endorse", qualifiers=with_reservation))
    for kind in ("abstain", "object"):
        with refused(table, BadInput):
            table.holds("FAO", kind, Qualifier.RESERVATION)
    for kind in ("endorse", "no_objection"):
        table.holds("FAO", kind, Qualifier.RESERVATION)
        assert table.position("FAO").qualifiers == with_reservation
        assert table.position("FAO").reservation == "We read it narrowly"


def test_ad_referendum_is_confirmed_within_four_weeks_after_the_deadline() -> None:
    table = in_endorsement().holds("FAO", "endorse", Qualifier.AD_REFERENDUM)
    expected = ends(table.ballot.deadline.at, parse_period("4 weeks"), "Europe/Paris").at
    assert table.position("FAO").confirm_by == expected


def test_a_date_by_which_to_confirm_is_kept_unless_it_is_past_or_too_late() -> None:
    table = in_endorsement()
    wanted = table.deadline + 7 * DAY
    table.holds("FAO", "endorse", Qualifier.AD_REFERENDUM, confirm_by=wanted)
    assert table.position("FAO").confirm_by == wanted
    for at in (table.now, table.now - DAY, table.deadline + 90 * DAY):
        with refused(table, BadInput):
            table.holds("WHO", "endorse", Qualifier.AD_REFERENDUM, confirm_by=at)


@pytest.mark.parametrize("kind", ["abstain", "object"])
def test_who_does_not_agree_has_nothing_to_confirm(kind: str) -> None:
    table = in_endorsement()
    with refused(table, BadInput):
        table.holds("FAO", kind, Qualifier.AD_REFERENDUM)


def test_qualifiers_belong_to_the_endorsement_only() -> None:
    table = proposed()
    with refused(table, BadInput):
        table.holds("FAO", "support", Qualifier.AD_REFERENDUM)


@pytest.mark.parametrize("who", ["fao", "fao.alternate", "unep.head"])
def test_focal_point_alternate_and_head_bind_their_organisation(who: str) -> None:
    table = in_endorsement()
    table.do(who, answer(table, "endorse"))
    assert list(table.kinds()) == [who.split(".")[0].upper()]


@pytest.mark.parametrize("who", ["fao.drafter", "fao.observer", "sec", "chair", "admin", "nobody"])
def test_nobody_else_records_withdraws_or_confirms(who: str) -> None:
    table = in_endorsement().holds("FAO", "endorse", Qualifier.AD_REFERENDUM)
    for organisation in ("", "FAO"):
        for command in (
            answer(table, "endorse", organisation=organisation),
            c.WithdrawPosition(2, organisation),
            c.ConfirmPosition(2, organisation),
        ):
            with refused(table, NotAllowed):
                table.do(who, command)


def test_nobody_acts_for_another_organisation() -> None:
    table = in_endorsement().holds("WHO", "endorse", Qualifier.AD_REFERENDUM)
    for command in (
        answer(table, "endorse", organisation="WHO"),
        c.WithdrawPosition(2, "WHO"),
        c.ConfirmPosition(2, "WHO"),
    ):
        with refused(table, NotAllowed):
            table.do("fao", command)


def test_an_ended_delegation_records_nothing() -> None:
    table = in_endorsement().holds("FAO", "endorse").wait(DAY).ends("fao", "FAO")
    with refused(table, NotAllowed):
        table.holds("FAO", "object")
    assert table.kinds() == {"FAO": "endorse"}


def test_another_ballot_than_the_open_one_is_refused() -> None:
    table = in_endorsement()
    for number, error in ((0, Superseded), (1, Superseded), (3, NotOpen)):
        with refused(table, error):
            table.do("fao", answer(table, "endorse", ballot=number))


def test_another_text_than_the_one_put_forward_is_refused() -> None:
    table = in_endorsement()
    for shown in ("", "0" * 64, table.ballot.text_hash.upper()):
        with refused(table, Superseded):
            table.do("fao", answer(table, "endorse", text_hash=shown))


def test_the_form_of_a_superseded_ballot_is_refused() -> None:
    table = in_endorsement()
    shown = answer(table, "endorse")
    put_forward_again(table, p1=SECOND)
    with refused(table, Superseded):
        table.do("fao", shown)
    with refused(table, Superseded):
        table.do("fao", replace(shown, ballot=table.ballot.number))


def test_a_position_between_two_ballots_is_refused() -> None:
    table = in_endorsement()
    shown = answer(table, "endorse")
    table.step("sec", "revise")
    with pytest.raises((NotOpen, Superseded)):
        table.do("fao", shown)
    assert table.ballot.positions == {}


def test_a_position_can_be_changed_and_the_last_one_counts() -> None:
    table = in_endorsement().holds("FAO", "object").wait(HOUR).holds("FAO", "no_objection")
    assert table.kinds() == {"FAO": "no_objection"}
    assert (table.position("FAO").number, table.ballot.recorded) == (2, 2)
    recorded = [x.position.kind for x in table.events if isinstance(x, e.PositionRecorded)]
    assert recorded[-2:] == ["object", "no_objection"]


def test_a_position_can_be_withdrawn_and_then_there_is_none() -> None:
    table = in_endorsement().holds("FAO", "object").do("fao", c.WithdrawPosition(2))
    assert table.kinds() == {}
    table.holds("FAO", "endorse")
    assert table.kinds() == {"FAO": "endorse"}
    assert table.position("FAO").number == 3


def test_who_holds_nothing_has_nothing_to_withdraw() -> None:
    table = in_endorsement()
    with refused(table, BadInput):
        table.do("fao", c.WithdrawPosition(2))


@pytest.mark.parametrize("after", [timedelta(0), timedelta(microseconds=1), DAY])
def test_at_the_very_instant_of_the_deadline_it_is_late(after: timedelta) -> None:
    table = in_endorsement().holds("WHO", "endorse", Qualifier.AD_REFERENDUM)
    late = answer(table, "object", reasons="Too costly", no_wording=True)
    table.until(table.deadline + after)
    before = table.held
    for command in (late, c.WithdrawPosition(2)):
        with pytest.raises(TooLate):
            decide(table.situation("who"), command)
    assert table.held == before
    table.tick()
    with refused(table, TooLate):
        table.do("who", late)


def test_a_late_position_is_late_also_when_the_text_was_adopted_at_the_deadline() -> None:
    table = in_endorsement().all_hold("endorse", "UNEP", "FAO", "ILO", "WMO")
    late = answer(table, "object", reasons="Too costly", no_wording=True)
    deadline = table.deadline
    table.until(deadline + MINUTE)
    with pytest.raises(TooLate):
        table.do("who", late)
    assert table.stage == "adopted"
    assert table.ballot.closed_at == deadline
    assert "WHO" not in table.kinds()


def test_a_microsecond_before_the_deadline_is_in_time() -> None:
    table = in_endorsement()
    table.until(table.deadline - timedelta(microseconds=1)).holds("FAO", "endorse")
    assert table.kinds() == {"FAO": "endorse"}


# The verdict


def test_it_closes_at_once_when_all_have_answered_and_the_rule_is_met() -> None:
    table = in_endorsement().all_hold("endorse", *ORGANISATIONS[:-1])
    assert (table.stage, table.ballot.state) == ("endorsement", BallotState.OPEN)
    table.wait(HOUR).holds("IMO", "no_objection")
    assert (table.stage, table.ballot.state) == ("adopted", BallotState.CLOSED)
    assert table.ballot.closed_at == table.instrument.adopted_at == table.now
    assert table.instrument.not_bound == ()


def test_it_stays_open_when_all_have_answered_and_the_rule_is_not_met() -> None:
    table = in_endorsement().all_hold("endorse", *ORGANISATIONS[:-1]).holds("IMO", "object")
    assert (table.stage, table.ballot.state) == ("endorsement", BallotState.OPEN)
    table.wait(DAY).holds("IMO", "abstain")
    assert (table.stage, table.ballot.passed) == ("adopted", True)


@pytest.mark.parametrize(
    ("held", "stage"),
    [
        ({}, "endorsement"),
        ({"endorse": 4}, "adopted"),
        ({"endorse": 3}, "endorsement"),
        ({"endorse": 2, "no_objection": 2}, "adopted"),
        ({"endorse": 1, "no_objection": 4}, "endorsement"),
        ({"no_objection": 6}, "endorsement"),
        ({"endorse": 2, "no_objection": 1, "abstain": 3}, "endorsement"),
        ({"endorse": 4, "abstain": 2}, "adopted"),
        ({"endorse": 5, "object": 1}, "endorsement"),
        ({"abstain": 6}, "endorsement"),
    ],
)
def test_at_the_deadline_the_rule_decides(held: dict[str, int], stage: str) -> None:
    """No object; endorse or no objection from two thirds of six seats; two of them endorse."""
    table = in_endorsement()
    waiting = list(ORGANISATIONS)
    for kind, count in held.items():
        for _ in range(count):
            table.holds(waiting.pop(0), kind)
    if table.stage == "endorsement":
        deadline = table.deadline
        table.until(deadline + HOUR).tick()
        assert table.ballot.closed_at == deadline
    assert table.stage == stage
    assert (table.ballot.state, table.ballot.passed) == (BallotState.CLOSED, stage == "adopted")


def test_two_thirds_of_seven_seats_are_five() -> None:
    seven = ("UNEP", "FAO", "ILO", "WHO", "WMO", "IMO", "ITU")
    assert in_endorsement(*seven).all_hold("endorse", *seven[:4]).let_it_end().stage == (
        "endorsement"
    )
    assert in_endorsement(*seven).all_hold("endorse", *seven[:5]).let_it_end().stage == "adopted"


def test_failing_leaves_a_decision_to_people() -> None:
    table = in_endorsement().holds("FAO", "object").let_it_end()
    assert (table.stage, table.o.run.state) == ("endorsement", SubState.CLOSED)
    assert permitted(table) == {"revise", "not_adopt"}
    with refused(table, Refused):
        table.step("chair", "adopt")
    table.wait(400 * DAY).tick()
    assert table.stage == "endorsement"
    assert table.step("chair", "not_adopt").stage == "not_adopted"
    assert table.kinds() == {"FAO": "object"}
    assert table.o.instrument is None


@pytest.mark.parametrize("step", ["revise", "not_adopt"])
def test_the_decision_is_the_secretariats_or_the_chairs_with_a_reason(step: str) -> None:
    for who in ("unep", "fao", "fao.drafter", "admin", "nobody"):
        table = in_endorsement().let_it_end()
        with refused(table, NotAllowed):
            table.step(who, step)
    for who in ("sec", "chair"):
        table = in_endorsement().let_it_end()
        with refused(table, BadInput):
            table.step(who, step, "")
        assert table.step(who, step).stage in ("revision", "not_adopted")


def test_nobody_adopts_or_refuses_it_before_the_deadline() -> None:
    table = in_endorsement().all_hold("endorse", *ORGANISATIONS[:-1])
    for step in ("adopt", "not_adopt"):
        for who in ("sec", "chair"):
            with refused(table, Refused):
                table.step(who, step)
    with refused(table, IllegalMove):
        table.step("sec", "close_comments")


def test_a_passed_ballot_cannot_be_revised_away() -> None:
    table = in_endorsement().all_hold("endorse", *ORGANISATIONS).wait(DAY)
    with refused(table, IllegalMove):
        table.step("sec", "revise")


# Revised, and put forward again


def test_returning_to_revision_supersedes_the_open_ballot() -> None:
    table = in_endorsement().all_hold("endorse", *ORGANISATIONS[:-1])
    deadline = table.deadline
    table.wait(DAY).step("chair", "revise")
    assert (table.stage, table.o.round) == ("revision", 2)
    assert (table.ballot.state, table.ballot.passed) == (BallotState.SUPERSEDED, None)
    table.until(deadline + HOUR).tick()
    assert (table.stage, table.o.instrument) == ("revision", None)
    assert table.ballot.state is BallotState.SUPERSEDED


def test_a_failed_ballot_stays_closed_when_the_text_returns_to_revision() -> None:
    table = in_endorsement().let_it_end().wait(DAY).step("sec", "revise")
    assert (table.stage, table.o.round) == ("revision", 2)
    assert table.ballot.passed is False
    assert table.ballot.state is not BallotState.OPEN


def test_there_is_no_return_to_revision_after_the_last_round() -> None:
    table = in_endorsement()
    put_forward_again(put_forward_again(table))
    assert table.o.round == 3
    with refused(table, Refused) as caught:
        table.step("sec", "revise")
    assert caught.value.missing == ("rounds_left",)
    table.do("chair", c.ExtendRounds("Nearly there")).step("sec", "revise")
    assert (table.stage, table.o.round) == ("revision", 4)


def test_positions_are_carried_over_when_their_paragraphs_are_untouched() -> None:
    table = in_endorsement()
    table.holds("FAO", "object", paragraphs=("p2",))
    table.holds("WHO", "object", paragraphs=("p1", "p2"))
    table.holds("ILO", "endorse")
    put_forward_again(table, p1=SECOND)
    assert table.ballot.number == 3
    assert table.kinds() == {"FAO": "object"}
    assert table.position("FAO").carried_from == 2
    assert table.position("FAO").paragraphs == ("p2",)


def test_an_objection_to_a_paragraph_is_to_what_is_under_it_too() -> None:
    under = Paragraph("p4", Kind.SUBPARAGRAPH, "in writing,")
    nested = replace(FIRST, paragraphs=(replace(FIRST.paragraphs[0], children=(under,)),
                                        *FIRST.paragraphs[1:]))  # fmt: skip
    table = in_revision().wait(DAY).answers(1).revises("unep", nested, 4)
    table.step("sec", "put_forward").wait(HOUR)
    table.holds("FAO", "object", paragraphs=("p1",)).holds("WHO", "object", paragraphs=("p2",))
    table.step("sec", "revise").wait(DAY)
    reworded = replace(nested.paragraphs[0], children=(replace(under, words="by radio,"),))
    table.revises("unep", replace(nested, paragraphs=(reworded, *nested.paragraphs[1:])))
    table.step("sec", "put_forward")
    assert table.kinds() == {"WHO": "object"}


def test_an_unchanged_text_carries_every_position_over() -> None:
    table = in_endorsement().holds("FAO", "object").holds("ILO", "endorse")
    put_forward_again(table)
    assert table.kinds() == {"FAO": "object", "ILO": "endorse"}
    assert {p.carried_from for p in table.ballot.positions.values()} == {2}


def test_positions_on_the_proposal_are_none_on_the_text_put_forward() -> None:
    assert in_endorsement().kinds() == {}


def test_a_carried_position_can_be_changed_and_withdrawn() -> None:
    table = in_endorsement().holds("FAO", "object", paragraphs=("p2",)).holds("ILO", "endorse")
    put_forward_again(table).holds("FAO", "endorse").do("ilo", c.WithdrawPosition(3))
    assert table.kinds() == {"FAO": "endorse"}
    assert table.position("FAO").carried_from is None


def test_a_stale_position_does_not_count() -> None:
    table = in_endorsement().all_hold("endorse", *ORGANISATIONS[:-1])
    put_forward_again(table, p1=SECOND).let_it_end()
    assert (table.stage, table.ballot.passed) == ("endorsement", False)


def test_the_way_from_one_ballot_to_the_next_leaves_one_open_at_a_time() -> None:
    table = in_endorsement()
    put_forward_again(put_forward_again(table, p1=SECOND), p2="Parties report.")
    opened = [x.ballot.number for x in table.events if isinstance(x, e.BallotOpened)]
    closed = [x.ballot for x in table.events if isinstance(x, e.BallotClosed)]
    assert opened == [1, 2, 3, 4]
    assert closed == [1, 2, 3]


# Deadlines


def test_a_moved_deadline_moves_ballot_and_run_together() -> None:
    table = in_endorsement()
    later = table.deadline + 7 * DAY
    table.do("chair", c.ChangeDeadline(later, "Holidays"))
    assert table.deadline == table.ballot.deadline.at == later
    assert table.until(later - MINUTE).tick().stage == "endorsement"
    table.holds("FAO", "endorse")
    table.until(later).tick()
    assert table.ballot.closed_at == later


def test_a_deadline_needs_a_reason_and_the_future() -> None:
    table = in_endorsement()
    with refused(table, BadInput):
        table.do("sec", c.ChangeDeadline(table.deadline + DAY, " "))
    with refused(table, BadInput):
        table.do("sec", c.ChangeDeadline(table.now, "Sooner"))


@pytest.mark.parametrize("who", ["unep", "fao", "fao.drafter", "admin", "nobody"])
def test_only_secretariat_and_chair_move_a_deadline(who: str) -> None:
    table = in_endorsement()
    with refused(table, NotAllowed):
        table.do(who, c.ChangeDeadline(table.deadline + DAY, "Holidays"))


def test_a_deadline_that_has_passed_is_not_moved() -> None:
    table = in_endorsement().let_it_end().wait(DAY)
    with pytest.raises(PlacetError):
        table.do("sec", c.ChangeDeadline(table.now + 7 * DAY, "Give them more time"))
    assert table.ballot.state is BallotState.CLOSED
    assert table.o.run.state is SubState.CLOSED
