"""Where two rules differ, and that they do not: compared with trying every small room."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations_with_replacement

from hypothesis import given, settings

from placet.engine.model import Seat
from placet.engine.rules import Cell, Held, Terms, evaluate_names, sieve, tally
from placet.engine.rules.difference import difference
from placet.engine.rules.helping import (
    Turning,
    adding_an_objection_can_help,
    agreeing_instead_can_hurt,
)
from placet.workflows.rules import shipped_rules
from tests.rules.random_rules import CLASSES, KINDS, MARK, amended, random_terms

SMALL, HEAVIEST = 3, 2
RULES = [rule for (_name, _version), rule in shipped_rules().items()]

Said = tuple[Held, ...]
Counted = tuple[Cell | None, ...]


def everything_said() -> Iterator[Said]:
    yield ()
    for kind in KINDS:
        for reasons in (True, False):
            for marks in ((), (MARK,)):
                yield (Held("A", kind, reasons, marks),)
                yield (Held("A", kind, reasons, marks),) * 2


def seats_apart(*rules: Terms) -> list[tuple[Counted, bool]]:
    """Every seat that these rules can tell apart, and whether it says something."""
    found: dict[Counted, bool] = {}
    for classes in ((), ("P",), ("Q",), CLASSES):
        for said in everything_said():
            cells = tuple(sieve(rule, [Seat("A", classes)], said).cells.get("A") for rule in rules)
            found[cells] = found.get(cells, True) and bool(said)
    return list(found.items())


def passes(rule: Terms, counted: Sequence[tuple[Cell | None, int]]) -> bool:
    return rule.passes(tally((cell, weight) for cell, weight in counted if cell is not None))


def smallest_by_trial(a: Terms, b: Terms) -> tuple[int, int] | None:
    """The fewest seats, and of those the fewest positions, on which two rules differ."""
    weights = range(1, HEAVIEST + 1)
    seats = [(cells, said, w) for cells, said in seats_apart(a, b) for w in weights]
    for size in range(1, SMALL + 1):
        best: int | None = None
        for room in combinations_with_replacement(seats, size):
            first = passes(a, [(cells[0], weight) for cells, _said, weight in room])
            if first is not passes(b, [(cells[1], weight) for cells, _said, weight in room]):
                positions = sum(said for _cells, said, _weight in room)
                best = positions if best is None else min(best, positions)
        if best is not None:
            return size, best
    return None


@settings(deadline=None)
@given(amended())
def test_the_smallest_difference_is_the_one_that_trial_finds(both: tuple[Terms, Terms]) -> None:
    a, b = both
    found = difference(a, b, SMALL, HEAVIEST)
    assert found.exact
    least = smallest_by_trial(a, b)
    if found.difference is None:
        assert least is None
    else:
        seats, held = found.difference.seats, found.difference.held
        said = tuple(evaluate_names(rule, seats, held).passes for rule in both)
        assert said == found.difference.passes
        assert said[0] is not said[1]
        assert (len(seats), len({p.organisation for p in held})) == least
        assert all(1 <= seat.weight <= HEAVIEST for seat in seats)


def helped_by_trial(rule: Terms, before: Sequence[str], after: Sequence[str], wanted: bool) -> bool:
    """Whether a change of one seat from one kind to another turns any small room."""
    weights = range(1, HEAVIEST + 1)
    others = [(cells[0], weight) for cells, _said in seats_apart(rule) for weight in weights]
    for classes in ((), ("P",), ("Q",), CLASSES):
        seat = [Seat("A", classes)]
        for first in everything_said():
            for second in everything_said():
                if (first[0].kind if first else "") not in before or len(first) > 1:
                    continue
                if (second[0].kind if second else "") not in after or len(second) > 1:
                    continue
                if first and first[0].marks != second[0].marks:
                    continue
                if not all(held.reasons for held in (*first, *second)):
                    continue
                one, other = (sieve(rule, seat, said).cells.get("A") for said in (first, second))
                for size in range(SMALL):
                    for room in combinations_with_replacement(others, size):
                        for weight in weights:
                            now = passes(rule, [*room, (one, weight)])
                            then = passes(rule, [*room, (other, weight)])
                            if then is wanted and now is not wanted:
                                return True
    return False


def truly_turns(rule: Terms, found: Turning, wanted: bool) -> bool:
    assert found.turn is not None
    before, after = found.turn.before, found.turn.after
    others = [p for p in before if p.organisation != found.turn.organisation]
    assert others == [p for p in after if p.organisation != found.turn.organisation]
    return (
        evaluate_names(rule, found.turn.seats, before).passes is not wanted
        and evaluate_names(rule, found.turn.seats, after).passes is wanted
    )


@settings(deadline=None, max_examples=settings().max_examples // 4)
@given(random_terms)
def test_where_an_objection_helps_is_where_trial_finds_it(rule: Terms) -> None:
    helps = adding_an_objection_can_help(rule, SMALL, HEAVIEST)
    hurts = agreeing_instead_can_hurt(rule, SMALL, HEAVIEST)
    assert helps.exact
    assert hurts.exact
    assert bool(helps) is helped_by_trial(rule, ("",), ("no",), wanted=True)
    assert bool(hurts) is helped_by_trial(rule, ("no",), ("yes",), wanted=False)
    assert not helps or truly_turns(rule, helps, wanted=True)
    assert not hurts or truly_turns(rule, hurts, wanted=False)
