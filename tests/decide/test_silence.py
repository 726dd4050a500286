"""Silence to the letter: what breaks it, when, and what then becomes of the text."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from placet.engine import commands as c
from placet.engine import events as e
from placet.engine.decide import facts
from placet.engine.errors import BadInput, IllegalMove, NotOpen, Refused, TooLate
from placet.engine.model import BallotState, Deadline, RuleRef, Seat, SubState
from placet.engine.owing import owing, timers
from placet.engine.workflow import Workflow

from .refusals import refused
from .silences import SILENCE, consulting, partly_broken, silent, varied
from .table import DAY, HOUR, START, Table, reworded, text

MOMENT = timedelta(microseconds=1)


def stage_steps(table: Table) -> list[str]:
    """The steps that led from stage to stage, in order."""
    return [x.step for x in table.events if isinstance(x, e.StageEntered)]


def agreed_and_asked(table: Table) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What is agreed ad referendum, and what the latest ballot asks about."""
    return table.o.agreed, table.ballot.paragraphs


# Expiry


def test_seventy_two_hours_are_seventy_two_hours_across_a_change_of_clocks() -> None:
    spring = datetime(2027, 3, 26, 12, 0, tzinfo=UTC)  # clocks go on in the night of the 28th
    table = consulting().until(spring).step("chair", "open_silence", "")
    assert table.ballot.deadline == Deadline(spring + 72 * HOUR, "Europe/Paris")


def test_an_objection_the_moment_before_expiry_breaks_it() -> None:
    table = silent()
    table.until(table.deadline - MOMENT).holds("WHO", "object")
    assert (table.stage, table.ballot.closed_at) == ("consultation", table.now)


def test_an_objection_at_the_very_instant_of_expiry_is_too_late() -> None:
    table = silent()
    expiry = table.deadline
    table.until(expiry).tick()
    adopted = table.o
    with refused(table, TooLate):
        table.holds("WHO", "object")
    assert (table.o, table.stage) == (adopted, "adopted")


def test_at_expiry_the_text_is_adopted_at_the_instant_of_expiry_whoever_looks_later() -> None:
    table = silent()
    expiry = table.deadline
    table.until(expiry + 3 * DAY).tick()
    assert table.stage == "adopted"
    assert table.o.run.entered_at == expiry
    assert table.instrument.adopted_at == expiry
    assert (table.ballot.state, table.ballot.closed_at) == (BallotState.CLOSED, expiry)
    assert (table.o.outcomes, table.o.last_passed) == ({"silence": True}, True)


# Breaking


def test_one_objection_breaks_it_at_once_and_the_clock_takes_its_step_at_that_instant() -> None:
    table = silent().wait(5 * HOUR)
    table.holds("WHO", "object")
    assert table.stage == "consultation"
    assert table.o.run.entered_at == table.now
    assert table.ballot.state is BallotState.CLOSED
    assert (table.ballot.closed_at, table.ballot.passed) == (table.now, False)
    assert [type(x) for x in table.log[-1].events] == [
        e.PositionRecorded,
        e.BallotClosed,
        e.StageClosed,
        e.StageEntered,
    ]
    assert stage_steps(table) == ["", "open_silence", "break"]
    assert (table.o.outcomes, table.o.last_passed) == ({"silence": False}, False)


def test_once_broken_it_stays_broken() -> None:
    table = silent().wait(HOUR).holds("WHO", "object").wait(HOUR)
    number = table.ballot.number
    with refused(table, NotOpen):
        table.do("who", c.WithdrawPosition(number))
    with refused(table, NotOpen):
        table.holds("WHO", "support")
    assert table.wait(9 * DAY).tick().stage == "consultation"


def test_support_and_abstention_are_recorded_and_break_nothing() -> None:
    table = silent().wait(HOUR).holds("FAO", "support").holds("ILO", "abstain")
    assert table.stage == "silence"
    table.let_it_end()
    assert table.stage == "adopted"
    assert table.kinds() == {"FAO": "support", "ILO": "abstain"}
    assert table.instrument.not_bound == ("ILO",)


def test_a_silence_with_a_threshold_bears_fewer_objections() -> None:
    table = silent(varied(n=3)).wait(HOUR).all_hold("object", "WHO", "WMO")
    assert table.stage == "silence"
    adopted = replace_now(table).let_it_end()
    assert adopted.stage == "adopted"
    table.holds("IMO", "object")
    assert (table.stage, table.ballot.closed_at) == ("consultation", table.now)


def test_an_objection_that_is_withdrawn_in_time_does_not_count_where_several_are_borne() -> None:
    table = silent(varied(n=2)).wait(HOUR).holds("WHO", "object")
    table.do("who", c.WithdrawPosition(table.ballot.number)).holds("WMO", "object")
    assert table.stage == "silence"
    assert table.let_it_end().stage == "adopted"


def test_where_nothing_closes_it_early_a_broken_silence_is_told_at_expiry() -> None:
    table = silent(varied(closes_when=())).wait(HOUR).holds("WHO", "object")
    assert table.stage == "silence"
    expiry = table.deadline
    table.let_it_end()
    assert (table.stage, table.o.run.entered_at) == ("consultation", expiry)


def replace_now(table: Table) -> Table:
    """The same table once more, to look at another future."""
    return replace(table, texts=dict(table.texts), log=list(table.log))


# Moved, recalled, void


def test_the_period_is_extended_before_expiry_and_not_after() -> None:
    table = silent()
    later = table.deadline + DAY
    table.wait(HOUR).do("chair", c.ChangeDeadline(later, "At the request of one delegation"))
    assert table.ballot.deadline.at == later
    table.until(later - MOMENT).holds("WHO", "object")
    assert table.stage == "consultation"
    ended = silent().let_it_end()
    with refused(ended, NotOpen):
        ended.do("chair", c.ChangeDeadline(ended.now + DAY, "Too late"))


def test_a_recalled_silence_has_no_outcome() -> None:
    table = silent().wait(HOUR).holds("FAO", "support").step("chair", "recall")
    assert table.stage == "consultation"
    assert table.ballot.state is BallotState.WITHDRAWN
    assert (table.ballot.passed, table.ballot.closed_at) == (None, table.now)
    assert (table.o.outcomes, table.o.last_passed) == ({}, None)
    with refused(table, NotOpen):
        table.holds("WHO", "object")


def test_a_silence_on_a_text_that_changes_is_void_and_waits_for_a_new_period() -> None:
    table = silent().wait(HOUR).holds("FAO", "support")
    table.revises("unep", reworded(table.text, p1="Parties may share observations."))
    assert [type(x) for x in table.log[-1].events] == [
        e.TextRevised,
        e.BallotClosed,
        e.StageClosed,
    ]
    assert table.ballot.state is BallotState.SUPERSEDED
    assert (table.ballot.passed, table.o.run.state) == (None, SubState.CLOSED)
    with refused(table, NotOpen):
        table.holds("WHO", "object")
    table.until(table.deadline + DAY).tick()
    assert table.stage == "silence"
    assert not table.o.outcomes
    with refused(table, NotOpen):
        table.do("chair", c.ChangeDeadline(table.now + DAY, "It cannot be revived"))
    table.step("chair", "put_again", "")
    assert table.ballot.number == 2
    assert (table.ballot.text, table.ballot.positions) == (2, {})
    assert table.deadline == table.now + 72 * HOUR


def test_a_silence_that_is_not_void_cannot_be_put_again() -> None:
    table = silent().wait(HOUR)
    with refused(table, Refused):
        table.step("chair", "put_again", "")
    broken = silent().wait(HOUR).holds("WHO", "object")
    with refused(broken, IllegalMove):
        broken.step("chair", "put_again", "")


# Broken in part


def test_where_all_who_break_it_name_paragraphs_the_rest_is_agreed_ad_referendum() -> None:
    table = silent().wait(HOUR).holds("WHO", "object", paragraphs=("p2",))
    assert (table.stage, stage_steps(table)[-1]) == ("consultation", "break_in_part")
    assert not table.o.agreed
    table.wait(HOUR).step("chair", "open_silence", "")
    assert agreed_and_asked(table) == (("p1", "p3"), ("p2",))
    assert table.log[-1].events[0] == e.ParagraphsAgreed(1, ("p1", "p3"))
    assert table.deadline == table.now + 72 * HOUR


def test_one_who_names_nothing_breaks_the_whole() -> None:
    table = silent(varied(n=2)).wait(HOUR).holds("WHO", "object", paragraphs=("p2",))
    table.holds("WMO", "object")
    assert stage_steps(table)[-1] == "break"
    table.wait(HOUR).step("chair", "open_silence", "")
    assert agreed_and_asked(table) == ((), ())


def test_what_several_name_together_is_open() -> None:
    table = silent(varied(n=2)).wait(HOUR).holds("WHO", "object", paragraphs=("p2",))
    table.holds("WMO", "object", paragraphs=("p1", "p2"))
    assert stage_steps(table)[-1] == "break_in_part"
    table.wait(HOUR).step("chair", "open_silence", "")
    assert agreed_and_asked(table) == (("p3",), ("p1", "p2"))


def test_naming_every_paragraph_breaks_the_whole() -> None:
    table = silent().wait(HOUR).holds("WHO", "object", paragraphs=("p1", "p2", "p3"))
    assert stage_steps(table)[-1] == "break"


def test_without_partial_breaks_naming_paragraphs_makes_no_difference() -> None:
    table = silent(varied(partial=False)).wait(HOUR).holds("WHO", "object", paragraphs=("p2",))
    assert stage_steps(table)[-1] == "break"
    table.wait(HOUR).step("chair", "open_silence", "")
    assert agreed_and_asked(table) == ((), ())


def test_what_is_agreed_is_not_asked_about_again() -> None:
    table = partly_broken()
    assert agreed_and_asked(table) == (("p1", "p3"), ("p2",))
    with refused(table, BadInput) as told:
        table.holds("WMO", "object", paragraphs=("p2", "p3"))
    assert "3 is agreed already" in told.value.in_english()
    assert "Open are: 2." in told.value.in_english()
    table.holds("FAO", "support", paragraphs=("p3",)).holds("WMO", "object", paragraphs=("p2",))
    assert stage_steps(table)[-1] == "break"
    assert table.o.agreed == ("p1", "p3")


def test_what_is_agreed_is_not_objected_to_again_where_no_single_objection_blocks() -> None:
    table = silent(tacit()).wait(HOUR)
    for organisation in ("FAO", "WHO", "WMO"):
        table.holds(organisation, "object", paragraphs=("p2",))
    table.wait(HOUR).step("chair", "open_silence", "")
    assert agreed_and_asked(table) == (("p1", "p3"), ("p2",))
    with refused(table, BadInput):
        table.holds("WMO", "object", paragraphs=("p3",))


def tacit() -> Workflow:
    """The procedure with a rule that more than a third of the parties break."""
    stage = SILENCE.stages["silence"]
    assert stage.ballot is not None
    ballot = replace(stage.ballot, kinds=("object",), rule=RuleRef("tacit_imo", 1))
    return replace(SILENCE, stages={**SILENCE.stages, "silence": replace(stage, ballot=ballot)})


def test_silence_on_the_remainder_adopts_the_whole() -> None:
    table = partly_broken().let_it_end()
    assert (table.stage, table.o.agreed) == ("adopted", ())
    assert table.instrument.text == 2
    assert table.o.outcomes == {"silence": True}


def test_changing_an_agreed_paragraph_opens_it_again() -> None:
    table = partly_broken().wait(HOUR).step("chair", "recall").wait(HOUR)
    assert agreed_and_asked(table) == (("p1", "p3"), ("p2",))
    table.revises("unep", reworded(table.text, p1="Parties may share.", p2="Parties report."))
    assert table.log[-1].events[1:] == (e.ParagraphsReopened(("p1",), text=3),)
    table.wait(HOUR).step("chair", "open_silence", "")
    assert agreed_and_asked(table) == (("p3",), ("p1", "p2"))


def test_a_paragraph_that_is_new_is_asked_about() -> None:
    table = partly_broken().wait(HOUR).step("chair", "recall").wait(HOUR)
    longer = text(*(p.words for p in table.text.paragraphs), "It enters into force at once.")
    table.revises("unep", longer, 4).wait(HOUR).step("chair", "open_silence", "")
    assert agreed_and_asked(table) == (("p1", "p3"), ("p2", "p4"))


def test_what_was_changed_after_the_break_is_not_agreed() -> None:
    table = silent().wait(HOUR).holds("WHO", "object", paragraphs=("p2",)).wait(HOUR)
    table.revises("unep", reworded(table.text, p1="Parties may share observations."))
    table.wait(HOUR).step("chair", "open_silence", "")
    assert agreed_and_asked(table) == (("p3",), ("p1", "p2"))


def test_the_remainder_can_be_broken_in_part_again() -> None:
    table = silent().wait(HOUR).holds("WHO", "object", paragraphs=("p2", "p3")).wait(HOUR)
    table.step("chair", "open_silence", "").holds("WMO", "object", paragraphs=("p3",))
    assert stage_steps(table)[-1] == "break_in_part"
    table.wait(HOUR).step("chair", "open_silence", "")
    assert agreed_and_asked(table) == (("p1", "p2"), ("p3",))


# The rest of a ballot


def test_only_seats_of_the_class_are_in_the_roster() -> None:
    table = consulting(varied(cls="P"))
    seats = tuple(
        replace(p, classes=("P",) if p.organisation in ("FAO", "WHO") else ("O",))
        for p in table.negotiation.participants
    )
    table.negotiation = replace(table.negotiation, participants=seats)
    table.wait(HOUR).step("chair", "open_silence", "")
    assert table.ballot.seats == (Seat("FAO", ("P",)), Seat("WHO", ("P",)))
    assert owing(table.workflow, table.negotiation, table.o, table.now) == ("FAO", "WHO")


def test_nobody_of_the_class_is_a_plain_refusal() -> None:
    table = consulting(varied(cls="P"))
    with refused(table, BadInput):
        table.step("chair", "open_silence", "")


def test_guards_know_how_it_stands() -> None:
    table = silent().wait(HOUR)
    known = facts(table.situation())
    assert (known.broken, known.partly_broken, known.ballot_void) == (False, False, False)
    assert known.last_passed is None
    open_and_hopeless = silent(varied(closes_when=())).wait(HOUR)
    open_and_hopeless.holds("WHO", "object", paragraphs=("p2",))
    known = facts(open_and_hopeless.situation())
    assert (known.broken, known.ballot_open) == (True, True)
    broken = silent().wait(HOUR).holds("WHO", "object")
    known = facts(broken.situation())
    assert (known.broken, known.last_passed) == (False, False)


def test_the_clock_is_set_for_the_expiry_alone() -> None:
    table = silent()
    assert [(t.step, t.due_at) for t in timers(SILENCE, table.o)] == [("close", table.deadline)]
    assert table.deadline == START + 73 * HOUR
