"""The bench shows what the rule counts: who agrees, who is still needed, everybody else."""

from __future__ import annotations

from dataclasses import replace

from placet.api.pages.marks import bench
from placet.engine.model import Ballot, Qualifier, RuleRef, Seat
from placet.engine.rules import evaluate
from tests.builders import a_ballot, a_position

CODES = ("A", "B", "C", "D", "E", "F")
RULE = RuleRef("no_objection", 1, {"share": "2/3", "minimum": 2})


def a_drawn_ballot(**held: str) -> Ballot:
    positions = {o: a_position(o, kind=kind) for o, kind in held.items()}
    return a_ballot(codes=CODES, rule=RULE, positions=positions)


def test_agreeing_seats_come_first_then_those_still_needed() -> None:
    ballot = a_drawn_ballot(A="object", B="no_objection", C="endorse", D="abstain")
    drawn = bench(ballot, evaluate(ballot.rule, ballot.seats, ballot.positions, ballot.kinds))
    assert drawn.above == ("E", "N", "G", "G")
    assert drawn.below == ("A", "O", "", "")
    assert (drawn.needed, drawn.agreeing, drawn.reached) == (4, 2, False)
    assert drawn.counts == (("endorse", 1), ("no_objection", 1), ("abstain", 1), ("object", 1))
    assert (drawn.silent, drawn.seats) == (2, 6)


def test_the_line_is_reached_when_enough_agree() -> None:
    ballot = a_drawn_ballot(A="endorse", B="endorse", C="endorse", D="no_objection")
    drawn = bench(ballot, evaluate(ballot.rule, ballot.seats, ballot.positions, ballot.kinds))
    assert drawn.reached
    assert "G" not in drawn.above


def test_an_endorsement_with_something_attached_is_ringed() -> None:
    ballot = a_drawn_ballot(A="endorse")
    given = replace(ballot.positions["A"], qualifiers=(Qualifier.AD_REFERENDUM,))
    ballot = replace(ballot, positions={"A": given})
    drawn = bench(ballot, evaluate(ballot.rule, ballot.seats, ballot.positions, ballot.kinds))
    assert drawn.above[0] == "Ec"


def test_what_is_held_but_not_counted_is_stale() -> None:
    ballot = a_drawn_ballot(A="endorse", B="endorse")
    counted = {"A": ballot.positions["A"]}
    drawn = bench(ballot, evaluate(ballot.rule, ballot.seats, counted, ballot.kinds))
    assert drawn.below == ("S", "", "", "", "")


def test_weighted_seats_have_no_line() -> None:
    ballot = replace(a_drawn_ballot(A="endorse"), seats=(Seat("A", weight=3), Seat("B")))
    drawn = bench(ballot, evaluate(ballot.rule, ballot.seats, ballot.positions, ballot.kinds))
    assert drawn.needed is None
    assert "G" not in drawn.above
