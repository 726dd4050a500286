"""How far away things are: stages before adoption, and acts that a verdict asks for."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable

from placet.engine.rules import Either, Fewer, More, Needed, Quorum, Resolve, WeightMore
from placet.engine.workflow import Workflow

FAR = 99
"""So many stages away is whatever leads nowhere."""


def needed_count(needed: Iterable[Needed]) -> int:
    """How many acts the needs ask for, taken one by one; of alternatives the cheapest."""
    return sum(map(_acts, needed))


def _acts(one: Needed) -> int:
    match one:
        case More(count=count) | Quorum(count=count) | Fewer(count=count):
            return count
        case Resolve(organisations=named, count=count):
            return len(named) or count
        case WeightMore():
            return 1
        case Either(options):
            return min((needed_count(o) for o in options), default=0)
        case _:
            return FAR


def stages_to_adoption(workflow: Workflow, stage: str) -> int:
    """How many steps lead at least from a stage to an adopted text; FAR where none does."""
    seen, queue = {stage}, deque([(stage, 0)])
    while queue:
        here, far = queue.popleft()
        if workflow.stages[here].instrument:
            return far
        for step in workflow.steps:
            if here in step.sources and step.dest not in seen:
                seen.add(step.dest)
                queue.append((step.dest, far + 1))
    return FAR
