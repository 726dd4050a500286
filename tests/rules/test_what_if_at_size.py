"""Rooms of real size, against counts made by hand."""

from __future__ import annotations

from itertools import product
from random import Random

import pytest

from placet.engine.model import Seat
from placet.engine.rules import Held, terms
from placet.engine.rules.pivot import Change, settled, smallest_changes, what_if
from placet.workflows.rules import parse_rule
from tests.rules.library import majority, of


def populations(number: int) -> list[Seat]:
    """Sixty members, from 300,000 to 84 million people, no two alike."""
    random = Random(number)
    return [Seat(f"M{n}", (), random.randint(300_000, 84_000_000)) for n in range(60)]


@pytest.mark.parametrize("number", range(5))
def test_sixty_members_of_any_size_pass_a_qualified_majority_by_the_fewest(number: int) -> None:
    seats = populations(number)
    found = smallest_changes(of("eu_qmv"), seats, (), passes=True)
    weights = sorted((seat.weight for seat in seats), reverse=True)
    heaviest = next(n for n in range(61) if 100 * sum(weights[:n]) >= 65 * sum(weights))
    assert found.exact
    assert found.changes is not None
    assert len(found.changes) == max(33, heaviest)
    assert what_if(of("eu_qmv"), seats, (), found.changes).passes


@pytest.mark.parametrize("number", range(5))
def test_a_blocking_minority_of_sixty_is_the_smallest_one(number: int) -> None:
    seats = populations(number)
    held = tuple(Held(seat.organisation, "yes") for seat in seats)
    found = smallest_changes(of("eu_qmv"), seats, held, passes=False)
    weights = sorted((seat.weight for seat in seats), reverse=True)
    enough = next(n for n in range(61) if 100 * sum(weights[n:]) < 65 * sum(weights))
    assert found.exact
    assert found.changes is not None
    assert len(found.changes) == min(max(enough, 4), 28)
    assert not what_if(of("eu_qmv"), seats, held, found.changes).passes


@pytest.mark.parametrize("number", range(5))
def test_sixty_members_in_two_classes_pass_an_enquiry_by_the_fewest(number: int) -> None:
    random = Random(number)
    seats = [Seat(f"M{n}", ("P",) if random.random() < 0.6 else ()) for n in range(60)]
    kinds = random.choices(["approve", "disapprove", "abstain", ""], [2, 5, 1, 2], k=60)
    held = tuple(
        Held(seat.organisation, kind) for seat, kind in zip(seats, kinds, strict=True) if kind
    )
    room = {
        (cls, kind): sum(
            (("P" if s.classes else "O"), k) == (cls, kind)
            for s, k in zip(seats, kinds, strict=True)
        )
        for cls, kind in product("PO", ("approve", "disapprove", "abstain", ""))
    }
    least = 61
    against = [range(room[cls, "disapprove"] + 1) for cls in "PO"]
    others = [range(room[cls, "abstain"] + room[cls, ""] + 1) for cls in "PO"]
    for p_turned, o_turned, p_new, o_new in product(*against, *others):
        yes_p = room["P", "approve"] + p_turned + p_new
        no_p = room["P", "disapprove"] - p_turned
        yes = yes_p + room["O", "approve"] + o_turned + o_new
        no = no_p + room["O", "disapprove"] - o_turned
        if yes_p and yes_p >= 2 * no_p and 3 * no <= yes:
            least = min(least, p_turned + o_turned + p_new + o_new)
    found = smallest_changes(of("iso_dis"), seats, held, passes=True)
    assert found.exact
    assert found.changes is not None
    assert len(found.changes) == least
    assert what_if(of("iso_dis"), seats, held, found.changes).passes


def test_where_nothing_that_anybody_does_would_pass_it_that_is_the_answer() -> None:
    eight = [Seat(f"S{n}") for n in range(8)]
    found = smallest_changes(of("un_sc"), eight, (), passes=True)
    assert (found.changes, found.exact) == (None, True)
    assert not settled(of("un_sc"), eight, ()).by_anybody


def test_what_is_so_already_needs_no_change() -> None:
    seats = [Seat("A"), Seat("B")]
    found = smallest_changes(of("silence"), seats, (), passes=True)
    assert (found.changes, found.at_least, found.exact) == ((), 0, True)


HALF = """
schema_version: 1
name: half
version: 1
title: Half of all weights, to the unit
source: nobody's rule
positions: {"yes": {effects: [affirmative]}, "no": {effects: [negative]}}
criteria:
  - name: half
    share: {positions: ["yes"], weighted: true}
    of: {seats: all, weighted: true}
    equals: 1/2
"""


def test_where_the_work_runs_out_the_answer_is_a_bound() -> None:
    """Contrived, and as hard as it gets: the fewest of sixty weights that are half of all."""
    seats = populations(1)
    seats[0] = Seat("M0", (), seats[0].weight + sum(seat.weight for seat in seats) % 2)
    half = terms(parse_rule(HALF), {})
    found = smallest_changes(half, seats, (), passes=True, work=100_000)
    weights = sorted((seat.weight for seat in seats), reverse=True)
    least = next(n for n in range(61) if 2 * sum(weights[:n]) >= sum(weights))
    assert not found.exact
    assert found.at_least >= least
    possible = settled(half, seats, ())
    assert possible.by_the_silent
    assert (found.changes is None) or what_if(half, seats, (), found.changes).passes


def test_those_who_have_not_answered_are_asked_first() -> None:
    seats = [Seat(name) for name in "ABCD"]
    held = (Held("A", "object"), Held("B", "endorse"), Held("C", "abstain"))
    found = smallest_changes(majority("2/3"), seats, held, passes=True)
    assert found.changes == (Change("D", "endorse"),)
    assert [(move.among, move.count) for move in found.moves] == [(("D",), 1)]


def test_marks_that_a_rule_asks_for_belong_to_the_change() -> None:
    seats = [Seat(name, ("P",)) for name in "ABCDE"]
    held = tuple(Held(name, "approve", marks=("expert",)) for name in "ABC")
    found = smallest_changes(of("iso_np"), seats, held, passes=True)
    assert found.changes == (Change("D", "approve", ("expert",)),)


def test_a_ballot_is_settled_once_the_silent_cannot_turn_it() -> None:
    seats = [Seat(name) for name in "ABCDE"]
    two = tuple(Held(name, "yes") for name in "AB")
    open_ = settled(of("ags_absolute"), seats, two)
    assert (open_.passes, open_.by_the_silent, open_.by_anybody) == (True, True, True)
    over = settled(of("ags_absolute"), seats, (*two, Held("C", "yes")))
    assert (over.passes, over.by_the_silent, over.by_anybody) == (True, False, True)


def test_the_silent_may_differ_among_themselves() -> None:
    """No kind that all of them take would pass it; one Yes of each would."""
    seats = [Seat("A", ("I",)), Seat("B", ("C",)), Seat("C", ("C",)), Seat("D", ("C",))]
    held = (Held("B", "no"), Held("C", "yes"))
    said = settled(of("cabf"), seats, held)
    assert not said.passes
    assert said.by_the_silent
