"""A tally is a sum: seats may be added, taken and moved, and nothing is counted again."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from placet.engine.rules import (
    SILENT,
    Cell,
    Tally,
    Terms,
    atoms,
    evaluate_case,
    judge,
    tally,
    terms,
)
from placet.workflows.rules import shipped_rules

RULES = [shipped_rules()[name, 1] for name in ("iso_np", "eu_qmv", "iesg", "w3c_appeal", "cabf")]


@dataclass(frozen=True, slots=True)
class Chair:
    """A seat with what it holds; `kind` "" is nothing."""

    classes: tuple[str, ...]
    weight: int
    kind: str
    marks: tuple[str, ...]

    def cell(self, made: Terms) -> Cell:
        return made.cell(self.classes, self.kind, self.marks if self.kind else ())


@st.composite
def rooms(draw: st.DrawFn, least: int = 0) -> tuple[Terms, list[Chair]]:
    made = terms(draw(st.sampled_from(RULES)), {})
    chairs = st.builds(
        Chair,
        st.sets(st.sampled_from(["P", "I", "C", "other"])).map(lambda c: tuple(sorted(c))),
        st.integers(0, 90_000_000),
        st.sampled_from([SILENT, *made.effects]),
        st.sets(st.sampled_from(["expert", "other"])).map(lambda m: tuple(sorted(m))),
    )
    return made, draw(st.lists(chairs, min_size=least, max_size=20))


def counted(made: Terms, chairs: list[Chair]) -> Tally:
    return tally((chair.cell(made), chair.weight) for chair in chairs)


@given(rooms())
def test_adding_one_by_one_is_counting_at_once(room: tuple[Terms, list[Chair]]) -> None:
    made, chairs = room
    grown = Tally()
    for chair in chairs:
        grown = grown.plus(chair.cell(made), chair.weight)
    assert grown == counted(made, chairs)
    assert grown.seats == len(chairs)
    for chair in reversed(chairs):
        grown = grown.minus(chair.cell(made), chair.weight)
    assert grown == Tally()


@given(rooms(least=1), st.data())
def test_a_position_that_is_taken_moves_one_seat(
    room: tuple[Terms, list[Chair]], data: st.DataObject
) -> None:
    made, chairs = room
    at = data.draw(st.integers(0, len(chairs) - 1))
    old = chairs[at]
    new = Chair(old.classes, old.weight, data.draw(st.sampled_from([*made.effects])), ("expert",))
    moved = counted(made, chairs).moved(old.cell(made), new.cell(made), old.weight)
    recounted = counted(made, [*chairs[:at], new, *chairs[at + 1 :]])
    assert moved == recounted
    assert judge(made, moved) == judge(made, recounted)
    assert judge(made, moved).passes is made.passes(recounted)


@given(rooms())
def test_an_atom_is_the_sum_of_what_each_seat_adds(room: tuple[Terms, list[Chair]]) -> None:
    made, chairs = room
    empty, full = Tally(), counted(made, chairs)
    for atom in (a for criterion in made.criteria for a in atoms(criterion)):
        added = sum(atom.gain(chair.cell(made), chair.weight) for chair in chairs)
        assert atom.excess(full) == atom.excess(empty) + added


@given(rooms())
def test_names_and_totals_agree(room: tuple[Terms, list[Chair]]) -> None:
    made, chairs = room
    rule = made.rule
    named = evaluate_case(
        rule,
        {
            "roster": [
                {"organisation": f"O{n}", "classes": list(c.classes), "weight": c.weight}
                for n, c in enumerate(chairs)
            ],
            "positions": [
                {"organisation": f"O{n}", "position": c.kind, "reasons": "Because."}
                | dict.fromkeys(c.marks, True)
                for n, c in enumerate(chairs)
                if c.kind
            ],
        },
    )
    totals = evaluate_case(
        rule,
        {
            "tally": [
                {"classes": list(c.classes), "position": c.kind, "count": 1, "weight": c.weight}
                | dict.fromkeys(c.marks, True)
                for c in chairs
                if c.kind
            ],
            "eligible": [
                {"classes": list(c.classes), "count": 1, "weight": c.weight} for c in chairs
            ],
        },
    )
    assert totals.findings == named.findings
    assert (totals.passes, totals.permitted) == (named.passes, named.permitted)
    assert [type(n) for n in totals.needed] == [type(n) for n in named.needed]


def test_there_are_as_many_cells_as_a_rule_can_tell_apart_however_many_seats() -> None:
    made = terms(shipped_rules()["iso_np", 1], {})

    def cells(seats: int) -> int:
        kinds = ["", *made.effects]
        chairs = [
            Chair(("P", "x") if n % 2 else (), 1, kinds[n % len(kinds)], ("expert",) * (n % 3))
            for n in range(seats)
        ]
        return len(counted(made, chairs).cells)

    assert cells(60) == cells(600) == cells(6000)


def test_a_seat_that_is_not_there_cannot_be_taken() -> None:
    with pytest.raises(ValueError, match="no such seat"):
        Tally().minus(Cell())
