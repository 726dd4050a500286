"""What a stage has to remember: whatever a guard may still ask about later.

Which round it is, whether comments wait for an answer, where it came from: all that matters
only as long as some step that can follow asks for it before it is set anew.  Forgetting it
sooner leaves out no situation that a guard could tell apart, and there are far fewer.
"""

from __future__ import annotations

from collections.abc import Callable

from placet.engine.definition import Step, Workflow, steps_aside
from placet.engine.soundness.circles import spread
from placet.engine.soundness.states import State


class Memory:
    """The stages that have to remember each thing."""

    def __init__(self, workflow: Workflow) -> None:
        self.workflow = workflow
        pairs = {(a, row.dest) for row in workflow.steps for a in row.sources}

        def sets_origin(source: str, step: Step) -> bool:
            stages = workflow.stages
            aside = steps_aside(stages[source], stages[step.dest])
            return aside and (step.dest, source) in pairs

        self.origin = self._where(_asks("returns_to"), sets_origin)
        self.round = self._where(_asks("rounds_left", "no_rounds_left"))
        self.comments = self._where(_asks("comments_answered"), lambda _a, row: row.new_round)
        self.last = self._where(_asks("last_passed", "last_failed"))
        self.asked = self._where(lambda row: "adopt" in row.effects)

    def kept(self, s: State) -> State:
        """The state without what its stage need not remember."""
        return s._replace(
            came_from=s.came_from if s.stage in self.origin else None,
            round=s.round if s.stage in self.round else 1,
            comments=s.comments and s.stage in self.comments,
            last=s.last if s.stage in self.last else None,
            asked=s.asked or s.stage not in self.asked,
        )

    def _where(
        self,
        asks: Callable[[Step], bool],
        sets: Callable[[str, Step], bool] = lambda _source, _row: False,
    ) -> set[str]:
        """The stages from which a step that asks can follow before one that sets it anew."""
        rows = [(a, row) for row in self.workflow.steps for a in row.sources]
        back = [(row.dest, a) for a, row in rows if not sets(a, row)]
        return spread({a for a, row in rows if asks(row)}, back)


def _asks(*guards: str) -> Callable[[Step], bool]:
    return lambda row: not set(guards).isdisjoint(row.guards)
