"""Statements, reserves, concerns and endorsers: who may, when, and what they never change."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from placet.engine import commands as c
from placet.engine import events as e
from placet.engine.concerns import Concern, ConcernState
from placet.engine.decide.situation import facts
from placet.engine.errors import BadInput, NotAllowed, NotFound, NotOpen, Refused
from placet.engine.evolve import evolve_negotiation
from placet.engine.messages import Kind
from placet.engine.model import Objective
from placet.engine.offers import fitting
from placet.engine.statements import Statement, StatementKind, StatementState

from .concerned import asked, concerned, taken_in
from .delegating import gives
from .table import DAY, HOUR, Table, adopted, in_endorsement, proposed

RESERVE = c.MakeStatement(StatementKind.SCRUTINY, "Parliament sits in May")


def but(before: Objective, **changes: object) -> Objective:
    """The objective with these changes and nothing else."""
    return replace(before, version=before.version + 1, **changes)  # type: ignore[arg-type]


def unchanged(table: Table, refused: type[Exception], by: str, command: c.ObjectiveCommand) -> None:
    """The command is refused in this way and nothing is changed."""
    before = table.o
    with pytest.raises(refused):
        table.do(by, command)
    assert table.o == before


def test_a_statement_stands_beside_the_position_and_changes_nothing_else() -> None:
    table = in_endorsement().holds("FAO", "endorse").wait(HOUR)
    before = table.o
    table.do("fao", c.MakeStatement(StatementKind.RESERVATION, "But for p1", ("p1", "p1")))
    made = Statement(
        1, "FAO", StatementKind.RESERVATION, "But for p1", table.o.text.number, table.now, "fao",
        paragraphs=("p1",),
    )  # fmt: skip
    assert table.o == but(before, statements={1: made})


def test_a_reserve_is_held_until_its_own_organisation_lifts_it() -> None:
    table = in_endorsement().do("fao", RESERVE).wait(HOUR)
    unchanged(table, NotAllowed, "who", c.LiftReserve(1))
    unchanged(table, BadInput, "fao", c.WithdrawStatement(1))
    before = table.o
    table.do("fao.alternate", c.LiftReserve(1, "It passed"))
    lifted = replace(
        before.statements[1], state=StatementState.LIFTED, ended_by="fao.alternate",
        ended_at=table.now, reason="It passed",
    )  # fmt: skip
    assert table.o == but(before, statements={1: lifted})
    unchanged(table, NotOpen, "fao", c.LiftReserve(1))


def test_a_reserve_is_overridden_with_a_reason_that_its_holder_is_told() -> None:
    table = in_endorsement().do("fao", RESERVE).wait(HOUR)
    unchanged(table, BadInput, "chair", c.OverrideReserve(1, " "))
    unchanged(table, NotAllowed, "who", c.OverrideReserve(1, "We want to go on"))
    table.do("chair", c.OverrideReserve(1, "The season begins"))
    ended = table.o.statements[1]
    assert (ended.state, ended.reason) == (StatementState.OVERRIDDEN, "The season begins")
    told = table.log[-1].messages
    assert {m.kind for m in told} == {Kind.STATEMENT_ENDED}
    assert {m.person for m in told} == {
        f"fao{x}" for x in ("", ".drafter", ".alternate", ".observer")
    }


def test_only_a_reserve_is_lifted_or_overridden() -> None:
    table = in_endorsement().do("fao", c.MakeStatement(StatementKind.DISSOCIATION, "Not us"))
    unchanged(table, BadInput, "fao", c.LiftReserve(1))
    unchanged(table, BadInput, "sec", c.OverrideReserve(1, "Because"))
    unchanged(table, NotFound, "fao", c.LiftReserve(2))


def test_a_statement_may_be_made_beside_the_adopted_text_and_not_when_that_is_left() -> None:
    table = adopted().wait(DAY).do("fao", c.MakeStatement(StatementKind.INTERPRETATION, "Freely"))
    assert table.o.statements[1].words == "Freely"
    table.do("chair", c.ScheduleReview(table.now + 30 * DAY)).wait(31 * DAY).tick()
    assert table.stage == "review"
    command = c.MakeStatement(StatementKind.INTERPRETATION, "Freely")
    unchanged(table, NotOpen, "fao", command)
    unchanged(table, NotOpen, "fao", c.WithdrawStatement(1))


def test_where_there_is_no_result_nothing_is_stated_any_more() -> None:
    table = proposed().wait(DAY).step("unep", "withdraw")
    unchanged(table, NotOpen, "fao", c.MakeStatement(StatementKind.EXPLANATION, "Why"))
    unchanged(table, NotOpen, "fao", c.RaiseConcern("Costs", "Who pays?"))


@pytest.mark.parametrize(
    "command",
    [
        c.MakeStatement(StatementKind.RESERVATION, "  "),
        c.MakeStatement(StatementKind.RESERVATION, "Words", ("p9",)),
        c.RaiseConcern("", "Words"),
        c.RaiseConcern("Two\nlines", "Words"),
        c.RaiseConcern("Title", ""),
        c.RaiseConcern("Title", "Words", ("nonsense",)),
    ],
)
def test_what_says_nothing_or_speaks_of_no_paragraph_is_refused(
    command: c.ObjectiveCommand,
) -> None:
    unchanged(in_endorsement(), BadInput, "fao", command)


def test_nobody_speaks_for_another_organisation() -> None:
    table = in_endorsement()
    for command in (
        c.MakeStatement(StatementKind.RESERVATION, "Words", organisation="WHO"),
        c.RaiseConcern("Costs", "Who pays?", organisation="WHO"),
        c.AwaitInstructions(table.ballot.number, organisation="WHO"),
    ):
        unchanged(table, NotAllowed, "fao", command)


def test_a_concern_has_a_name_and_what_would_resolve_it() -> None:
    table = in_endorsement().wait(HOUR)
    before = table.o
    table.do("fao", c.RaiseConcern("Costs", "Who pays?", ("p2",), "Parties pay.", "Say who"))
    raised = Concern(
        1, "FAO", "Costs", "Who pays?", table.o.text.number, table.now, "fao",
        paragraphs=("p2",), wording="Parties pay.", resolve="Say who",
    )  # fmt: skip
    assert table.o == but(before, concerns={1: raised})


def test_its_author_resolves_a_concern_without_a_word_an_office_only_with_a_reason() -> None:
    table = in_endorsement().do("fao", c.RaiseConcern("Costs", "Who pays?")).wait(HOUR)
    unchanged(table, NotAllowed, "who", c.ResolveConcern(1, "We say so"))
    unchanged(table, BadInput, "sec", c.ResolveConcern(1))
    table.do("sec", c.ResolveConcern(1, "Paragraph 2 says who"))
    ended = table.o.concerns[1]
    assert (ended.state, ended.ended_by_office) == (ConcernState.RESOLVED, True)
    assert {m.kind for m in table.log[-1].messages} == {Kind.CONCERN_ENDED}
    assert "fao" in {m.person for m in table.log[-1].messages}
    unchanged(table, NotAllowed, "who", c.ReopenConcern(1))
    table.wait(HOUR).do("fao", c.ReopenConcern(1, "It does not"))
    assert table.o.concerns[1].is_open
    table.do("fao", c.ResolveConcern(1))
    assert not table.o.concerns[1].ended_by_office
    assert table.log[-1].messages == ()


def test_a_procedure_may_ask_that_no_concern_is_open() -> None:
    table = asked().do("who", c.RaiseConcern("Costs", "Who pays?"))
    for organisation in ("UNEP", "FAO", "ILO", "WHO"):
        table.holds(organisation, "endorse")
    table.let_it_end()
    unchanged(table, Refused, "chair", c.TakeStep("adopt", "As agreed"))
    table.do("who", c.ResolveConcern(1)).step("chair", "adopt")
    assert table.stage == "adopted"


def test_a_proposal_goes_on_with_endorsers_other_than_its_proposer() -> None:
    table = taken_in()
    unchanged(table, BadInput, "unep", c.EndorseProposal())
    table.do("fao", c.EndorseProposal())
    assert facts(table.situation()).endorsers_missing == 1
    unchanged(table, BadInput, "fao.alternate", c.EndorseProposal())
    unchanged(table, BadInput, "who", c.EndEndorsement())
    unchanged(table, Refused, "sec", c.TakeStep("consult", meeting=table.now + 60 * DAY))
    table.do("who", c.EndorseProposal())
    table.do("sec", c.TakeStep("consult", meeting=table.now + 60 * DAY))
    assert table.stage == "consultation"
    unchanged(table, NotOpen, "ilo", c.EndorseProposal())


def test_an_endorser_who_takes_over_the_lead_does_not_endorse_its_own_proposal() -> None:
    table = taken_in().do("fao", c.EndorseProposal()).do("who", c.EndorseProposal())
    table.do("sec", c.HandOverLead(("FAO",), "UNEP has no time"))
    assert facts(table.situation()).endorsers_missing == 1


def test_an_endorser_that_left_the_table_is_one_less() -> None:
    table = taken_in().do("fao", c.EndorseProposal()).do("who", c.EndorseProposal())
    assert facts(table.situation()).endorsers_missing == 0
    left = e.OrganisationLeft("WHO", table.now, "Its mandate has ended.")
    table.negotiation = evolve_negotiation(table.negotiation, left)
    assert facts(table.situation()).endorsers_missing == 1


def test_the_default_procedure_asks_for_no_endorsers() -> None:
    unchanged(proposed(), NotOpen, "fao", c.EndorseProposal())


@pytest.mark.parametrize(
    ("table", "by", "offered", "withheld"),
    [
        (in_endorsement, "fao", "AwaitInstructions MakeStatement RaiseConcern",
         "RecordLatePosition LiftReserve ReopenConcern EndorseProposal"),
        (taken_in, "fao", "EndorseProposal", "EndEndorsement AwaitInstructions"),
        (taken_in, "unep", "MakeStatement", "EndorseProposal"),
        (concerned, "fao", "MakeStatement RecordLatePosition", "RaiseConcern AwaitInstructions"),
        (in_endorsement, "sec", "EnterPositions", "OverrideReserve RecordLatePosition"),
    ],
)  # fmt: skip
def test_what_is_offered_is_what_would_not_be_refused(
    table: Callable[[], Table], by: str, offered: str, withheld: str
) -> None:
    names = fitting(table().situation(by))
    assert set(offered.split()) <= names
    assert not set(withheld.split()) & names


def test_awaiting_instructions_is_no_position_and_ends_with_one() -> None:
    table = in_endorsement().wait(HOUR)
    before, number = table.o, table.ballot.number
    table.do("fao", c.AwaitInstructions(number, "2027-05-01"))
    waiting = table.ballot.awaiting["FAO"]
    assert (waiting.by, waiting.at, waiting.expected) == ("fao", table.now, "2027-05-01")
    assert before.ballot is not None
    assert table.o == but(before, ballot=replace(before.ballot, awaiting={"FAO": waiting}))
    table.wait(HOUR).holds("FAO", "endorse")
    assert table.ballot.awaiting == {}
    unchanged(table, BadInput, "fao", c.AwaitInstructions(number))


@pytest.mark.parametrize("expected", ["soon", "2027-02-30", "1 May"])
def test_instructions_are_expected_on_a_day(expected: str) -> None:
    table = in_endorsement()
    unchanged(table, BadInput, "fao", c.AwaitInstructions(table.ballot.number, expected))


def test_a_late_position_is_put_on_record_once_the_ballot_is_closed() -> None:
    table = in_endorsement().all_hold("endorse", "UNEP", "FAO", "ILO", "WMO")
    number = table.ballot.number
    unchanged(table, NotOpen, "who", c.RecordLatePosition(number, "object", "No"))
    table.let_it_end().wait(DAY)
    before = table.o
    table.do("who", c.RecordLatePosition(number, "object", "It goes too far"))
    [late] = table.ballot.late
    assert (late.organisation, late.kind, late.at) == ("WHO", "object", table.now)
    assert before.ballot is not None
    assert table.o == but(before, ballot=replace(before.ballot, late=(late,)))
    told = table.log[-1].messages
    assert {(m.kind, m.person, m.facts["late"]) for m in told} == {(Kind.RECEIPT, "who", True)}
    unchanged(table, BadInput, "who", c.RecordLatePosition(number, "object"))
    unchanged(table, BadInput, "who", c.RecordLatePosition(number, "approve"))
    unchanged(table, NotOpen, "who", c.RecordLatePosition(number - 1, "abstain"))


def test_only_the_organisation_itself_says_that_it_waits_whoever_holds_its_proxy() -> None:
    table = gives(in_endorsement(), "WHO", "FAO")
    number, text_hash = table.ballot.number, table.ballot.text_hash
    unchanged(table, NotAllowed, "fao", c.AwaitInstructions(number, organisation="WHO"))
    table.do("fao", c.RecordPosition(number, text_hash, "endorse", organisation="WHO"))
    assert table.position("WHO").cast_by == "FAO"
