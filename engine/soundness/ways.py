"""Where the table leads, its guards apart: ways to a stage, ways out, and circles of people.

A circle is bounded where one of its steps raises the round and one, maybe another, asks for
a round that is left; it is deliberate where a step asks for a reason, and it is no circle
where a step only leads back to what was interrupted.  What remains may go on for ever
without anybody having to say why, which is not wrong (people may stop) but worth a look.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from itertools import pairwise

from placet.engine.definition import CLOCK, Step, Workflow
from placet.engine.flaws import Flaw
from placet.engine.soundness.circles import knots, shortest_circle, spread

Row = tuple[int, str]
"""A row of the table by its index, as it stands in one stage."""


def legal_moves(workflow: Workflow) -> tuple[tuple[str, str], ...]:
    """Each pair (from, to) for which a step exists, sorted: the rows of `legal_move`."""
    return tuple(sorted({(a, row.dest) for row in workflow.steps for a in row.sources}))


def ways(workflow: Workflow) -> Iterator[Flaw]:
    """Stages that no step leads to, and stages that no step leads out of towards an end."""
    moves = legal_moves(workflow)
    reached = spread({workflow.initial}, moves)
    ends = {s.name for s in workflow.stages.values() if s.end}
    ending = spread(ends, [(b, a) for a, b in moves])
    left = {a for a, b in moves if a != b}
    if not ends:
        yield Flaw(("stages",), "no stage is an end; mark at least one with end: true")
    for name in workflow.stages:
        at = ("stages", name)
        if name not in reached:
            yield Flaw(
                at, f"no steps lead from {workflow.initial} to {name}; add a step or remove it"
            )
        if not ends or name in ending:
            continue
        if name not in left:
            yield Flaw(at, f"no step leads out of {name}; add one, or mark it with end: true")
        else:
            yield Flaw(at, f"no steps lead from {name} to an end; add a step")


def circles_of_people(workflow: Workflow, possible: Collection[Row]) -> Iterator[Flaw]:
    """Circles that people may go round without a bound and without a reason.

    Without a bound is a circle where no step raises the round, or none asks for one.
    """
    for bounds in (_raises_the_round, _asks_for_a_round):
        found = tuple(_circles(workflow, possible, bounds))
        yield from found
        if found:
            return


def _circles(
    workflow: Workflow, possible: Collection[Row], bounds: Callable[[Step], bool]
) -> Iterator[Flaw]:
    graph: dict[str, list[str]] = {name: [] for name in workflow.stages}
    first: dict[tuple[str, str], int] = {}
    for index, step in enumerate(workflow.steps):
        for source in step.sources:
            if (index, source) in possible and not bounds(step) and not _answered_for(step):
                graph[source].append(step.dest)
                first.setdefault((source, step.dest), index)
    for knot in knots(graph):
        order = [name for name in workflow.stages if name in knot]
        circle = min(filter(None, (shortest_circle(n, graph) for n in order)), key=len, default=())
        rows = [(first[pair], pair[1]) for pair in pairwise(circle)]
        if any(workflow.steps[index].by != (CLOCK,) for index, _ in rows):
            told = [f"{b} ({workflow.steps[index].name})" for index, b in rows]
            yield Flaw(
                ("steps", rows[-1][0]),
                f"nothing bounds the circle {' -> '.join((circle[0], *told))}; let one of its "
                "steps raise the round (new_round: true, guards: [rounds_left]), or ask for a "
                "reason",
                "warning",
            )


def idle_carry_over(workflow: Workflow, possible: Collection[Row]) -> Iterator[Flaw]:
    """Policies for positions on an older text, in stages where there never is one."""
    moves = {(source, workflow.steps[index].dest) for index, source in possible}
    for name, stage in workflow.stages.items():
        ballot = stage.ballot
        if ballot is None or ballot.carry_over == "lapse" or not ballot.frozen_text:
            continue
        if name not in spread({b for a, b in moves if a == name}, moves):
            yield Flaw(
                ("stages", name, "ballot", "carry_over"),
                f"{ballot.carry_over} never applies: {name} is entered once and its text is "
                "frozen; remove it, or add a step that comes back",
                "warning",
            )


def _raises_the_round(step: Step) -> bool:
    return step.new_round


def _asks_for_a_round(step: Step) -> bool:
    return "rounds_left" in step.guards


def _answered_for(step: Step) -> bool:
    """Whether somebody says why, or the step only goes on with what had begun."""
    said = step.reason or step.override
    return said or "start" in step.effects or "returns_to" in step.guards
