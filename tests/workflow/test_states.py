"""The states that the proof walks through are those that negotiations come to."""

from __future__ import annotations

from hypothesis import settings
from hypothesis.stateful import invariant

from placet.engine.decide import settle
from placet.engine.decide.situation import facts
from placet.engine.guards import GUARDS, Facts
from placet.engine.soundness.explore import explore
from tests.decide.table import WORKFLOW
from tests.decide.test_machine import AnyoneAnytime

Seen = tuple[str, tuple[tuple[str, bool], ...]]


def seen(stage: str, known: Facts) -> Seen:
    """Everything that the guards tell apart in a stage."""
    answers = (
        (f"{row.name} to {row.dest}: {guard}", GUARDS[guard](known, row.dest))
        for row in WORKFLOW.steps
        if stage in row.sources
        for guard in row.guards
    )
    return stage, tuple(answers)


EXPLORED = explore(WORKFLOW)
KNOWN = {seen(s.stage, EXPLORED.run.facts(s)) for s in EXPLORED.moves}


class NothingUnforeseen(AnyoneAnytime):
    """Anybody asks for anything at any time, and the walk has been there before."""

    @invariant()
    def the_walk_was_here(self) -> None:
        s = self.table.situation()
        s = s.after(settle(s))
        assert seen(s.objective.stage, facts(s)) in KNOWN


NothingUnforeseen.TestCase.settings = settings(
    max_examples=settings().max_examples // 3, stateful_step_count=40
)
TestNothingUnforeseen = NothingUnforeseen.TestCase
