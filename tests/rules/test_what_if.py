"""What would turn a verdict, and whether anything can."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, product

from hypothesis import given, settings
from hypothesis import strategies as st

from placet.engine.rules import Cell, Terms, evaluate_names, sieve, tally
from placet.engine.rules import terms as terms_of
from placet.engine.rules.inequalities import formula, holds, negated
from placet.engine.rules.normal_form import normal_form
from placet.engine.rules.options import options
from placet.engine.rules.pivot import settled, smallest_changes, what_if
from placet.workflows.rules import shipped_rules
from tests.rules.random_rules import Table, random_terms, tables

shipped = st.sampled_from([terms_of(rule, {}) for rule in shipped_rules().values()])


def passes(terms: Terms, table: Table) -> bool:
    seats, held = table
    return evaluate_names(terms, seats, held).passes


def cells_of(terms: Terms, table: Table) -> tuple[dict[str, Cell], dict[str, int]]:
    counted = sieve(terms, *table)
    return dict(counted.cells), {s.organisation: s.weight for s in counted.seats}


def every_outcome(terms: Terms, table: Table, movers: Sequence[str]) -> Iterator[bool]:
    """What comes out when these organisations do whatever they can, all of it tried."""
    cells, weights = cells_of(terms, table)
    choices = options(terms)
    for chosen in product(choices, repeat=len(movers)):
        moved = dict(cells)
        for who, option in zip(movers, chosen, strict=True):
            moved[who] = Cell(cells[who].classes, option.kind, option.marks)
        yield terms.passes(tally((cell, weights[who]) for who, cell in moved.items()))


def fewest(terms: Terms, table: Table, wanted: bool) -> int | None:
    cells, _ = cells_of(terms, table)
    for count in range(len(cells) + 1):
        for movers in combinations(cells, count):
            if wanted in every_outcome(terms, table, movers):
                return count
    return None


@given(random_terms, tables(6))
def test_a_rule_its_formula_and_the_normal_form_say_the_same(terms: Terms, table: Table) -> None:
    cells, weights = cells_of(terms, table)
    sums = tally((cell, weights[who]) for who, cell in cells.items())
    passed = passes(terms, table)
    for wanted in (True, False):
        said = formula(terms.criteria, wanted)
        assert holds(said, sums) is (passed is wanted)
        assert holds(negated(said), sums) is (passed is not wanted)
        form = normal_form(said)
        assert form.complete
        met = (all(i.slack(sums) >= 0 for i in c) for c in form.conjunctions)
        assert any(met) is (passed is wanted)


@settings(deadline=None)
@given(random_terms, tables(4), st.booleans())
def test_no_smaller_change_turns_a_verdict(terms: Terms, table: Table, wanted: bool) -> None:
    no_smaller_change(terms, table, wanted)


@settings(deadline=None)
@given(st.data(), shipped, st.booleans())
def test_no_smaller_change_turns_a_shipped_rule(
    data: st.DataObject, terms: Terms, wanted: bool
) -> None:
    no_smaller_change(terms, data.draw(tables(3, terms)), wanted)


def no_smaller_change(terms: Terms, table: Table, wanted: bool) -> None:
    seats, held = table
    found = smallest_changes(terms, seats, held, wanted)
    assert found.exact
    least = fewest(terms, table, wanted)
    if found.changes is None:
        assert least is None
    else:
        assert what_if(terms, seats, held, found.changes).passes is wanted
        assert len({c.organisation for c in found.changes}) == len(found.changes)
        assert len(found.changes) == least == found.at_least
        assert sum(move.count for move in found.moves) == least


@settings(deadline=None)
@given(random_terms, tables(4))
def test_settled_means_that_nothing_else_can_come_out(terms: Terms, table: Table) -> None:
    nothing_else_can_come_out(terms, table)


@settings(deadline=None)
@given(st.data(), shipped)
def test_settled_holds_for_shipped_rules(data: st.DataObject, terms: Terms) -> None:
    nothing_else_can_come_out(terms, data.draw(tables(3, terms)))


def nothing_else_can_come_out(terms: Terms, table: Table) -> None:
    seats, held = table
    said = settled(terms, seats, held)
    assert said.exact
    assert said.passes is passes(terms, table)
    cells, _ = cells_of(terms, table)
    answered = {position.organisation for position in held}
    silent = [who for who in cells if who not in answered]
    other = not said.passes
    assert said.by_the_silent is (other in every_outcome(terms, table, silent))
    assert said.by_anybody is (other in every_outcome(terms, table, list(cells)))
