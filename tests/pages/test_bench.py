"""The bench shows what the rule counts: who agrees, who is still needed, everybody else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from placet.api.pages.marks import Bench, bench
from placet.engine.model import Ballot, Position, Qualifier, RuleRef, Seat
from placet.engine.rules import evaluate, terms_of
from placet.workflows.rules import shipped_rules
from tests.builders import a_ballot, a_position

CODES = ("A", "B", "C", "D", "E", "F")
RULE = RuleRef("no_objection", 1, {"share": "2/3", "minimum": 2})


def a_drawn_ballot(**held: str) -> Ballot:
    positions = {o: a_position(o, kind=kind) for o, kind in held.items()}
    return a_ballot(codes=CODES, rule=RULE, positions=positions)


def drawn_of(ballot: Ballot, counted: Mapping[str, Position]) -> Bench:
    terms = terms_of(shipped_rules(), ballot.rule, ballot.kinds)
    return bench(ballot, evaluate(terms, ballot.seats, counted), terms)


def test_agreeing_seats_come_first_then_those_still_needed() -> None:
    ballot = a_drawn_ballot(A="object", B="no_objection", C="endorse", D="abstain")
    drawn = drawn_of(ballot, ballot.positions)
    assert drawn.above == ("E", "N", "G", "G")
    assert drawn.below == ("A", "O", "", "")
    assert (drawn.needed, drawn.agreeing, drawn.reached) == (4, 2, False)
    assert drawn.counts == (("endorse", 1), ("no_objection", 1), ("abstain", 1), ("object", 1))
    assert (drawn.silent, drawn.seats) == (2, 6)


def test_the_line_is_reached_when_enough_agree() -> None:
    ballot = a_drawn_ballot(A="endorse", B="endorse", C="endorse", D="no_objection")
    drawn = drawn_of(ballot, ballot.positions)
    assert drawn.reached
    assert "G" not in drawn.above


def test_an_endorsement_with_something_attached_is_ringed() -> None:
    ballot = a_drawn_ballot(A="endorse")
    given = replace(ballot.positions["A"], qualifiers=(Qualifier.AD_REFERENDUM,))
    ballot = replace(ballot, positions={"A": given})
    drawn = drawn_of(ballot, ballot.positions)
    assert drawn.above[0] == "Ec"


def test_what_is_held_but_not_counted_is_stale() -> None:
    ballot = a_drawn_ballot(A="endorse", B="endorse")
    counted = {"A": ballot.positions["A"]}
    drawn = drawn_of(ballot, counted)
    assert drawn.below == ("S", "", "", "", "")


def test_weighted_seats_have_no_line() -> None:
    ballot = replace(a_drawn_ballot(A="endorse"), seats=(Seat("A", weight=3), Seat("B")))
    drawn = drawn_of(ballot, ballot.positions)
    assert drawn.needed is None
    assert "G" not in drawn.above
