"""The proof that a workflow can always end, with what was looked at.

`prove` walks through every state once and reads everything off it: stages and rows that
are never reached, circles, traps.  It asks for a definition whose names are right.
"""

from __future__ import annotations

from dataclasses import dataclass

from placet.engine.definition import Workflow
from placet.engine.flaws import Flaw
from placet.engine.soundness.dead import dead
from placet.engine.soundness.ending import restless, safe, traps, unasked
from placet.engine.soundness.explore import MOST, explore
from placet.engine.soundness.ways import circles_of_people, idle_carry_over


@dataclass(frozen=True, slots=True)
class Proof:
    """How many states were reached and moves looked at, how many are traps, and the flaws.

    It is not `complete` where there were too many states to look at.
    """

    states: int
    moves: int
    lost: int
    flaws: tuple[Flaw, ...]
    complete: bool = True

    @property
    def all_can_end(self) -> bool:
        """Whether every state that can be reached can be brought to an end."""
        return self.complete and not self.lost


def prove(workflow: Workflow) -> Proof:
    """Look at everything that can happen under a workflow."""
    found = explore(workflow)
    moves = sum(len(m) for m in found.moves.values())
    if not found.complete:
        flaw = Flaw(
            ("steps",),
            f"more than {MOST} states are possible, so nothing can be proved; use fewer stages "
            "or split the workflow",
        )
        return Proof(len(found.moves), moves, 0, (flaw,), complete=False)
    won = safe(workflow, found)
    possible = {place for place, seen in found.run.seen.items() if seen.taken}
    flaws = (
        *dead(workflow, found),
        *unasked(workflow, found),
        *restless(workflow, found),
        *traps(workflow, found, won),
        *circles_of_people(workflow, possible),
        *idle_carry_over(workflow, possible),
    )
    return Proof(len(found.moves), moves, len(found.moves) - len(won), flaws)
