"""Small integer programmes are solved exactly, or what is known about them is said."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from placet.engine.rules.programme import Programme, minimise


def satisfies(programme: Programme, values: Sequence[int]) -> bool:
    return all(
        sum(a * x for a, x in zip(row, values, strict=True)) + constant >= 0
        for row, constant in programme.rows
    )


def cost_of(programme: Programme, values: Sequence[int]) -> int:
    return sum(a * x for a, x in zip(programme.cost, values, strict=True))


@st.composite
def programmes(draw: st.DrawFn) -> Programme:
    size = draw(st.integers(1, 4))

    def row(least: int, most: int) -> tuple[int, ...]:
        number = st.integers(least, most)
        return tuple(draw(st.lists(number, min_size=size, max_size=size)))

    rows = draw(st.integers(0, 5))
    return Programme(
        row(0, 3), row(0, 5), tuple((row(-7, 7), draw(st.integers(-20, 6))) for _ in range(rows))
    )


@given(programmes())
def test_nothing_costs_less_than_the_answer(programme: Programme) -> None:
    answer = minimise(programme)
    tried = product(*(range((most or 0) + 1) for most in programme.most))
    costs = [cost_of(programme, v) for v in tried if satisfies(programme, v)]
    assert answer.exact
    assert answer.cost == answer.bound == min(costs, default=None)
    if answer.values is not None:
        assert satisfies(programme, answer.values)
        assert cost_of(programme, answer.values) == answer.cost


@given(programmes(), st.integers(0, 10))
def test_only_what_costs_less_than_asked_is_an_answer(programme: Programme, below: int) -> None:
    best, asked = minimise(programme), minimise(programme, below)
    assert asked.exact
    if best.cost is not None and best.cost < below:
        assert asked.cost == best.cost
    else:
        assert asked.values is None


@given(programmes(), st.integers(0, 60))
def test_where_the_work_runs_out_a_bound_is_told(programme: Programme, work: int) -> None:
    best, asked = minimise(programme), minimise(programme, work=work)
    if asked.exact:
        assert asked.cost == best.cost
        return
    if best.cost is not None:
        assert asked.bound is not None
        assert asked.bound <= best.cost
    if asked.values is not None:
        assert satisfies(programme, asked.values)


def test_an_unbounded_variable_goes_as_far_as_it_must() -> None:
    answer = minimise(Programme((2, 3), (None, None), (((3, 5), -31),)))
    assert (answer.values, answer.cost) == ((2, 5), 19)
