"""What stands beside the positions is stored as it was said, and comes late to a closed ballot."""

from __future__ import annotations

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from placet.engine import commands as c
from placet.engine.errors import NotFound
from placet.engine.model import Awaiting, Qualifier
from placet.engine.replay import differences, replay
from placet.engine.statements import StatementKind, StatementState
from placet.engine.store import Database
from tests.disclosure.tables import TABLE, Sea, procedure
from tests.invariants.queries import QUERIES


@pytest.fixture
def sea(database: Database) -> Sea:
    """AUR endorses, BOR objects, CYG waits for instructions."""
    table = Sea(database, procedure(qualifiers=("ad_referendum",), confirm_within="4 weeks"))
    table.do("cyg", c.AwaitInstructions(1, "2027-05-01"), objective=table.ref)
    return table


def test_everything_beside_the_positions_comes_back(sea: Sea) -> None:
    def do(who: str, command: c.ObjectiveCommand) -> str:
        return sea.do(who, command, objective=sea.ref).reference

    ballot = sea.cases.objective(sea.people["sec"], sea.ref).ballot
    assert ballot is not None
    waits = ballot.awaiting["CYG"]
    assert waits == Awaiting(sea.people["cyg"].person, waits.at, "2027-05-01")
    entered = c.EnteredPosition(
        "AUR", "endorse", qualifiers=(Qualifier.PENDING,), pending="The ministry"
    )
    do("sec", c.EnterPositions(1, ballot.text_hash, "Minutes, item 4", (entered,)))
    assert do("bor", c.MakeStatement(StatementKind.SCRUTINY, "Parliament sits", ("p1",))) == "1"
    assert do("bor", c.RaiseConcern("Costs", "Who pays?", ("p2",), "We pay", "Say so")) == "1"
    do("chair", c.OverrideReserve(1, "The season begins"))
    do("chair", c.ResolveConcern(1, "Paragraph 2 says who"))
    before = sea.cases.objective(sea.people["sec"], sea.ref)
    held = before.objective.ballot
    assert held is not None
    assert (held.positions["AUR"].evidence, held.positions["AUR"].pending) == (
        "Minutes, item 4",
        "The ministry",
    )
    assert before.objective.statements[1].state is StatementState.OVERRIDDEN
    assert before.objective.concerns[1].ended_by_office
    do("cyg", c.RecordPosition(1, ballot.text_hash, "abstain"))
    after = sea.cases.objective(sea.people["sec"], sea.ref).objective.ballot
    assert after is not None
    assert after.awaiting == {}
    sound(sea)


def test_a_late_position_is_found_by_its_reference(sea: Sea) -> None:
    sea.close()
    late = c.RecordLatePosition(1, "endorse", "It came on Monday")
    reference = sea.do("cyg", late, objective=sea.ref).reference
    receipt = sea.cases.receipt(sea.people["cyg"], reference)
    assert (receipt.position.organisation, receipt.position.kind) == ("CYG", "endorse")
    assert (receipt.ballot.number, receipt.current) == (1, False)
    with pytest.raises(NotFound):
        sea.cases.receipt(sea.people["cyg"], reference[:-1])


def test_a_closed_ballot_takes_late_positions_and_nothing_else(sea: Sea) -> None:
    sea.close()
    late = c.RecordLatePosition(1, "endorse", "It came on Monday")
    for _ in range(2):
        sea.do("cyg", late, objective=sea.ref)
    ballot = sea.cases.objective(sea.people["cyg"], sea.ref).ballot
    assert ballot is not None
    assert [(p.organisation, p.kind, p.reasons) for p in ballot.late] == [
        ("CYG", "endorse", "It came on Monday")
    ] * 2
    assert set(ballot.positions) == {"AUR", "BOR"}
    for change in ("passed = NULL", "awaiting = NULL", "state = 'withdrawn'"):
        with (
            pytest.raises(DBAPIError, match="a ballot ends once"),
            sea.database.engine.begin() as connection,
        ):
            connection.execute(text(f"UPDATE ballot SET {change}"))  # noqa: S608 - from above
    sound(sea)


def sound(sea: Sea) -> None:
    """The record gives the same state, and no query finds a violation."""
    with sea.database.reading() as store:
        told = replay(store.ledger_entries(TABLE, limit=9_999))
        assert differences(told, store.negotiation(TABLE), store.objectives(TABLE)) == ()
    with sea.database.engine.connect() as connection:
        for name, queries in QUERIES.items():
            for query in queries:
                assert connection.execute(text(query)).all() == [], name
