"""Every scenario with its first, second, third ... statement failing, until none fails.

Whatever breaks: nothing is half done, and the client who asks again with the same key gets
one effect and the answer of an undisturbed run.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import count

import pytest

from placet.engine.errors import PlacetError
from tests.invariants.checks import TIMELY, changed, check_all, fingerprint
from tests.reliability.copies import Copies, RowCopies
from tests.reliability.faults import Cut
from tests.reliability.scenarios import Scenario, all_scenarios
from tests.reliability.world import Acknowledged, World

Prints = Mapping[str, str]


class Undisturbed:
    """A run in which nothing fails: what was answered, and what stood there after each step."""

    def __init__(self, copies: Copies, scenario: Scenario) -> None:
        self.steps: list[Prints] = []
        self._sound: set[tuple[str, ...]] = set()
        self.without = TIMELY if scenario.clockwork else ()
        with copies.at(scenario.stage) as world:
            assert check_all(world.database) == []
            self.steps.append(self.prints(world))
            world.watch = lambda w: self.steps.append(self.prints(w))
            cut = Cut(world.database)
            world.exposed = lambda: cut
            scenario.act(world)
            self.points = cut.points
            self.end = self.prints(world)
            self.answers: list[Acknowledged] = list(world.answers)
            assert check_all(world.database) == []

    def prints(self, world: World) -> Prints:
        return fingerprint(world.database, self.without)

    def sound(self, world: World, where: str) -> None:
        """Every invariant holds; what was found sound before is not asked again."""
        stands = tuple(fingerprint(world.database).values())
        if stands not in self._sound:
            assert check_all(world.database) == [], where
            self._sound.add(stands)


def nothing_half_done(world: World, known: Undisturbed, where: str) -> None:
    """Either nothing of the step was done, or all of it."""
    done = len(world.answers)
    stands = known.prints(world)
    possible = known.steps[done : done + 2]
    if stands not in possible:
        pytest.fail(f"{where}: half done in {[changed(p, stands) for p in possible]}")


def fails_at(copies: Copies, scenario: Scenario, known: Undisturbed, point: int) -> bool:
    """Live the scenario with one failure; False when it has no such point."""
    with copies.at(scenario.stage) as world:
        cut = Cut(world.database, at=point)

        def broken(w: World) -> None:
            if scenario.clockwork:
                known.sound(w, cut.where)
            else:
                nothing_half_done(w, known, cut.where)

        world.broken, world.exposed = broken, lambda: cut
        scenario.act(world)
        if not cut.happened:
            return False
        assert world.answers == known.answers, cut.where
        assert changed(known.end, known.prints(world)) == [], cut.where
        if scenario.clockwork:
            known.sound(world, cut.where)
        return True


EVERY = [
    pytest.param(0, id="some"),
    pytest.param(1, id="every", marks=pytest.mark.soak),
]
"""On SQLite every point is tried; on PostgreSQL ordinarily every third, all of them in the soak."""


@pytest.mark.parametrize("stride", EVERY)
@pytest.mark.parametrize("name", list(all_scenarios()))
def test_a_failing_statement_leaves_nothing_half_done_and_can_be_asked_again(
    copies: Copies, name: str, stride: int
) -> None:
    scenario = all_scenarios()[name]
    known = Undisturbed(copies, scenario)
    stride = stride or (3 if isinstance(copies, RowCopies) else 1)
    for point in count(1, stride):
        if not fails_at(copies, scenario, known, point):
            break
    assert point > known.points > 0


def test_a_scenario_that_stands_for_nothing_is_noticed(copies: Copies) -> None:
    """The judge itself: a half-done step, made by hand, is seen."""
    scenario = all_scenarios()["an_organisation_supports"]
    known = Undisturbed(copies, scenario)
    with copies.at(scenario.stage) as world:
        nothing_half_done(world, known, "untouched")
        with world.database.writing() as store:
            store.next_reference()
        with pytest.raises(pytest.fail.Exception, match="half done"):
            nothing_half_done(world, known, "by hand")


def test_an_impatient_client_is_told_that_the_connection_broke(copies: Copies) -> None:
    with copies.at("proposed") as world:
        before = fingerprint(world.database)
        world.patient = False
        cut = Cut(world.database, at=3)
        world.exposed = lambda: cut
        with pytest.raises(Exception, match="was cut") as told:
            world.take("bor", "support")
        assert not isinstance(told.value, PlacetError)
        assert changed(before, fingerprint(world.database)) == []
