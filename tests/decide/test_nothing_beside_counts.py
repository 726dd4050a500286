"""The law: no statement, concern, endorsement, wait or late position ever changes a verdict."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from placet.engine import commands as c
from placet.engine.decide import counted
from placet.engine.errors import PlacetError
from placet.engine.model import Qualifier
from placet.engine.owing import owing
from placet.engine.statements import StatementKind

from .table import DAY, HOUR, ORGANISATIONS, Table, focal, in_endorsement

KINDS = st.sampled_from(["endorse", "no_objection", "abstain", "object", "", ""])
HOLDING = st.fixed_dictionaries({o: KINDS for o in ORGANISATIONS})


def beside(number: int) -> st.SearchStrategy[tuple[str, c.ObjectiveCommand]]:
    """Anything that is said beside the positions, by anybody."""
    who = st.sampled_from([*map(focal, ORGANISATIONS), "sec", "chair"])
    several = st.integers(1, 3)
    said: st.SearchStrategy[c.ObjectiveCommand] = st.one_of(
        st.builds(c.MakeStatement, st.sampled_from(StatementKind), st.just("As we said")),
        st.builds(c.LiftReserve, several),
        st.builds(c.OverrideReserve, several, st.just("The season begins")),
        st.builds(c.WithdrawStatement, several),
        st.builds(c.RaiseConcern, st.just("Costs"), st.just("Who pays?")),
        st.builds(c.ResolveConcern, several, st.just("Settled")),
        st.builds(c.WithdrawConcern, several),
        st.builds(c.ReopenConcern, several),
        st.just(c.AwaitInstructions(number, "2027-05-01")),
        st.just(c.RecordLatePosition(number, "object", "Too late")),
    )
    return st.tuples(who, said)


def held(holding: dict[str, str], pending: frozenset[str]) -> Table:
    """A call for positions in which these are held, some of them pending."""
    table = in_endorsement().wait(HOUR)
    number, text_hash = table.ballot.number, table.ballot.text_hash
    for organisation, kind in holding.items():
        if not kind or table.stage != "endorsement":
            continue
        if organisation in pending and kind in ("endorse", "no_objection"):
            waits = c.RecordPosition(
                number, text_hash, kind, qualifiers=(Qualifier.PENDING,), pending="The ministry"
            )
            table.do(focal(organisation), waits)
        else:
            table.holds(organisation, kind)
    return table


def say(table: Table, by: str, command: c.ObjectiveCommand) -> None:
    """Say it, if it may be said."""
    try:
        table.do(by, command)
    except PlacetError:
        return


@settings(max_examples=60, deadline=None)
@given(st.data(), HOLDING, st.frozensets(st.sampled_from(ORGANISATIONS)))
def test_nothing_that_is_said_beside_the_positions_changes_a_verdict_or_who_owes_one(
    data: st.DataObject, holding: dict[str, str], pending: frozenset[str]
) -> None:
    table, quiet = held(holding, pending), held(holding, pending)
    things = data.draw(st.lists(beside(table.ballot.number), max_size=6))
    for by, command in things:
        say(table, by, command)
    same(table, quiet)
    for each in (table, quiet):
        each.let_it_end() if each.o.run.deadline else each.wait(DAY)
    for by, command in data.draw(st.lists(beside(table.ballot.number), max_size=6)):
        say(table, by, command)
    same(table, quiet)
    assert table.ballot.passed == quiet.ballot.passed


def same(table: Table, quiet: Table) -> None:
    """The verdict, the stage and who still owes an answer are as if nothing had been said."""
    assert counted(table.workflow, table.ballot) == counted(quiet.workflow, quiet.ballot)
    assert table.stage == quiet.stage
    assert table.ballot.positions == quiet.ballot.positions
    assert table.o.run == quiet.o.run
    asked = [owing(each.workflow, each.negotiation, each.o, each.now) for each in (table, quiet)]
    assert asked[0] == asked[1]
