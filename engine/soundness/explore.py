"""Every state that a workflow can come to, and how.

A breadth-first walk, so that the way to a state is a shortest one.  What never happened on
it never happens at all.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field

from placet.engine.definition import Workflow
from placet.engine.soundness.run import Run
from placet.engine.soundness.states import Move, Outcome, State

MOST = 50_000
"""States after which the walk is given up; a procedure of people has some hundreds."""


@dataclass(frozen=True, slots=True)
class Explored:
    """What the walk found: the moves of each state, and how each was first reached.

    It is not `complete` where it was given up.
    """

    run: Run
    moves: dict[State, tuple[Move, ...]] = field(default_factory=dict)
    before: dict[State, tuple[State | None, Outcome]] = field(default_factory=dict)

    @property
    def complete(self) -> bool:
        """Whether every state was looked at."""
        return len(self.moves) == len(self.before)

    @property
    def stages(self) -> set[str]:
        """The stages that can be reached."""
        return {s.stage for s in self.moves}

    def way(self, to: State) -> tuple[Outcome, ...]:
        """What happens on a shortest way to a state, from the first one on."""
        told: list[Outcome] = []
        at: State | None = to
        while at is not None:
            at, outcome = self.before[at]
            told.append(outcome)
        return tuple(reversed(told))


def explore(workflow: Workflow) -> Explored:
    """Walk through everything that can happen."""
    run = Run(workflow)
    found = Explored(run)
    queue: deque[State] = deque()
    _meet(found, queue, None, run.enter.first())
    while queue and len(found.before) <= MOST:
        s = queue.popleft()
        found.moves[s] = tuple(run.moves(s))
        for move in found.moves[s]:
            _meet(found, queue, s, move.outcomes)
    return found


def _meet(
    found: Explored, queue: deque[State], s: State | None, outcomes: Iterable[Outcome]
) -> None:
    for outcome in outcomes:
        if outcome.state not in found.before:
            found.before[outcome.state] = (s, outcome)
            queue.append(outcome.state)
