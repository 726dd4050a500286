"""The differences a legal officer asks for, and where an objection helps what it is against."""

from __future__ import annotations

import pytest

from placet.engine.rules import Terms, evaluate_case, evaluate_names
from placet.engine.rules.difference import difference
from placet.engine.rules.helping import adding_an_objection_can_help, agreeing_instead_can_hurt
from tests.rules.library import RULES, majority, of

every_rule = pytest.mark.parametrize("name", RULES)


@pytest.mark.parametrize(
    ("a", "b", "seats"),
    [
        (majority("2/3"), majority("5/8"), 8),
        (majority("2/3"), majority("66/100"), 50),
        (majority("2/3"), majority("2/3", strict=1), 3),
        (majority("1/2", of="seats"), majority("1/2", of="cast"), 3),
        (majority("2/3", quorum="1/2"), majority("2/3", quorum="1/3"), 3),
        (majority("2/3", class_="P"), majority("2/3"), 1),
        (majority("1/2", minimum=3), majority("1/2", minimum=4), 3),
        (of("eu_qmv"), of("eu_qmv_reinforced"), 3),
        (of("iso_dis"), of("iso_ts"), 2),
    ],
)
def test_two_rules_differ_first_where_a_legal_officer_would_say(
    a: Terms, b: Terms, seats: int
) -> None:
    found = difference(a, b)
    assert found.exact
    assert found.difference is not None
    assert len(found.difference.seats) == seats
    said = tuple(
        evaluate_names(rule, found.difference.seats, found.difference.held).passes
        for rule in (a, b)
    )
    assert said == found.difference.passes
    assert said[0] is not said[1]


def test_two_thirds_and_a_close_fraction_are_the_same_until_a_room_is_large_enough() -> None:
    a, b = majority("2/3"), majority("66/100")
    smaller = difference(a, b, up_to=49)
    assert (smaller.difference, smaller.exact, smaller.up_to) == (None, True, 49)


def test_weights_are_searched_and_said() -> None:
    found = difference(of("tacit_imo"), of("tacit_imo", tonnage="49/100"))
    assert found.weights == (1, 1000)
    assert found.difference is not None
    assert difference(of("un_simple"), of("un_important")).weights is None


@every_rule
def test_no_rule_differs_from_itself(name: str) -> None:
    found = difference(of(name), of(name))
    assert (found.difference, found.exact) == (None, True)


@every_rule
def test_where_an_objection_helps_the_verdicts_say_so(name: str) -> None:
    found = adding_an_objection_can_help(of(name))
    assert found.exact
    assert bool(found) is (name in HELPED)
    if found.turn is not None:
        roster = [
            {"organisation": s.organisation, "classes": list(s.classes)} for s in found.turn.seats
        ]
        said = [
            evaluate_case(
                RULES[name],
                {
                    "roster": roster,
                    "positions": [
                        {
                            "organisation": p.organisation,
                            "position": p.kind,
                            "reasons": "Because.",
                            **dict.fromkeys(p.marks, True),
                        }
                        for p in held
                    ],
                },
            ).passes
            for held in (found.turn.before, found.turn.after)
        ]
        assert said == [False, True]


HELPED = (
    "cabf",
    "codex_vote",
    "ieee_sa",
    "iso_review_confirm",
    "itu_question",
    "w3c_appeal",
)
"""Those that ask for a quorum, or for a number of replies, or where participation counts."""


def test_a_quorum_makes_an_objection_help() -> None:
    assert not adding_an_objection_can_help(majority("1/2"))
    assert adding_an_objection_can_help(majority("1/2", quorum="1/2"))


@every_rule
def test_whoever_agrees_instead_of_objecting_never_hurts(name: str) -> None:
    found = agreeing_instead_can_hurt(of(name))
    assert (found.turn, found.exact) == (None, True)
